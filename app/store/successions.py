"""Which device goes on for which: this laptop's own restores, and those accepted of others."""

from dataclasses import dataclass, field

from app.store.database import Database


@dataclass(frozen=True, slots=True)
class SuccessionNote:
    """`device` stands in the place of `predecessor` since `at`.

    `last` is the number of the last bundle of the predecessor that belongs to both. `body` is
    what the old key signed, as it travels, "" where headquarters said so of a laptop that was
    lost. `opens` is the old device's age identity, on the
    laptop itself alone: what was sealed to it and is still on its way stays readable.
    """

    device: str
    predecessor: str
    last: int
    at: str
    body: str
    opens: str = field(default="", repr=False)


def successions(db: Database) -> list[SuccessionNote]:
    """All that are known here, the oldest first."""
    rows = db.rows("SELECT * FROM successions ORDER BY at, device")
    return [SuccessionNote(**row) for row in rows]


def add_succession(db: Database, note: SuccessionNote) -> None:
    """Know that a device goes on for another; what was known of it already stays."""
    db.execute(
        "INSERT OR IGNORE INTO successions (device, predecessor, last, at, body, opens) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [note.device, note.predecessor, note.last, note.at, note.body, note.opens],
    )


def ancestry(db: Database, device: str) -> list[SuccessionNote]:
    """The successions that led to `device`, the oldest first; none for one never restored."""
    notes, waiting, found = successions(db), [device], list[SuccessionNote]()
    while waiting:
        one = waiting.pop()
        before = [note for note in notes if note.device == one and note not in found]
        found += before
        waiting += [note.predecessor for note in before]
    return found[::-1]


def heirs(db: Database, device: str) -> list[SuccessionNote]:
    """Those that go on for `device`, the oldest first; two where it was restored twice."""
    return [note for note in successions(db) if note.predecessor == device]
