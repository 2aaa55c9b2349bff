"""At headquarters: the key file of each laptop, as it came, still sealed."""

from dataclasses import dataclass

from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Deposit:
    """The keys that `device` sent with its bundle `number`, at `at`; age in base64."""

    device: str
    number: int
    at: str
    keys: str


def deposit_of(db: Database, device: str) -> Deposit | None:
    """The newest that `device` sent; None when it sent none."""
    row = db.row("SELECT * FROM deposits WHERE device = ?", [device])
    return Deposit(**row) if row else None


def keep_deposit(db: Database, deposit: Deposit) -> None:
    """Keep `deposit` unless a later bundle of its device brought one."""
    db.execute(
        "INSERT INTO deposits (device, number, at, keys) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (device) DO UPDATE SET number = excluded.number, at = excluded.at, "
        "keys = excluded.keys WHERE excluded.number >= number",
        [deposit.device, deposit.number, deposit.at, deposit.keys],
    )
