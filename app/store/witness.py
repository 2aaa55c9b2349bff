"""The witness: a small file beside the register that says how far the register had come.

A register that was shortened, emptied or put back as it was before looks whole to the engine. The
witness says how many entries it had, and where each laptop's chain in each workshop had got to.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec

from app.errors import FileUnreadable, RegisterShortened, WitnessDamaged
from app.files import read_file, write_file
from app.paths import REGISTER
from app.store import local
from app.store.database import Database

Chain: TypeAlias = tuple[str, str]
"""A workshop and a device."""

PURPOSE = b"emarge witness"
"""What the key of its seal is derived for."""

_NOTE = "witnessed"
_VERSION = 1
_LARGEST_BYTES = 64 << 20

_HEADS = """
WITH RECURSIVE chain (workshop, device) AS (
    SELECT * FROM (SELECT workshop, device FROM entries ORDER BY 1, 2 LIMIT 1)
    UNION ALL
    SELECT e.workshop, e.device FROM chain c JOIN entries e ON e.n = (
        SELECT n FROM entries WHERE (workshop, device) > (c.workshop, c.device)
        ORDER BY workshop, device LIMIT 1
    )
)
SELECT e.workshop, e.device, e.seq, e.id FROM chain c JOIN entries e ON e.n = (
    SELECT n FROM entries WHERE workshop = c.workshop AND device = c.device
    ORDER BY seq DESC LIMIT 1
)
"""
"""From chain to chain by the index: as quick in a register of a million entries."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The last entry of a chain: its place, counted from 1, and its id."""

    seq: int
    id: str


@dataclass(frozen=True, slots=True)
class Witness:
    """How many entries were in the register, and how far each chain had come."""

    entries: int
    chains: Mapping[Chain, Reached]


@dataclass(frozen=True, slots=True)
class Missing:
    """What a witness counted and the register does not hold.

    `actions` are at least so many; by `chains` where it is known whose they are.
    """

    actions: int
    chains: Mapping[Chain, int]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    entries: int
    chains: list[tuple[str, str, int, str]]


def take(db: Database) -> Witness:
    """How far `db` has come; all of it is on the drive. Not inside of a block that writes."""
    with db.still():
        chains = {(one[0], one[1]): Reached(one[2], one[3]) for one in db.tuples(_HEADS)}
        return Witness(_count(db), chains)


def _count(db: Database) -> int:
    """Entries are numbered 1, 2, 3 …, and none ever goes."""
    return db.value("SELECT max(n) FROM entries") or 0


def write_witness(path: Path, witness: Witness, subkey: bytes) -> None:
    """Write `witness` to `path`, whole, sealed with `subkey`. Raises what `write_file` raises."""
    chains = [(*chain, head.seq, head.id) for chain, head in sorted(witness.chains.items())]
    text = msgspec.json.encode(_File(_VERSION, witness.entries, chains))
    write_file(path, text + b"\n" + _seal(text, subkey), verify=False, private=True, own=True)


def read_witness(path: Path, subkey: bytes) -> Witness | None:
    """What the file at `path` says; None when there is none. Raises WitnessDamaged."""
    if not path.exists():
        return None
    try:
        text, _, seal = read_file(path, _LARGEST_BYTES).partition(b"\n")
        if not hmac.compare_digest(seal, _seal(text, subkey)):
            raise WitnessDamaged(path=path)
        found = msgspec.json.decode(text, type=_File)
    except (FileUnreadable, msgspec.DecodeError) as error:
        raise WitnessDamaged(path=path) from error
    chains = {(one[0], one[1]): Reached(one[2], one[3]) for one in found.chains}
    return Witness(found.entries, chains)


def _seal(text: bytes, subkey: bytes) -> bytes:
    return hmac.new(subkey, text, hashlib.sha256).hexdigest().encode()


def missing(db: Database, witness: Witness) -> Missing:
    """What `witness` counted and `db` does not hold."""
    chains = {
        chain: lacking
        for chain, counted in witness.chains.items()
        if (lacking := _lacking(db, chain, counted))
    }
    return Missing(max(lacking_of(db, witness.entries), sum(chains.values())), chains)


def lacking_of(db: Database, entries: int) -> int:
    """How many entries `db` holds less than a copy or a witness that counted `entries`."""
    return max(0, entries - _count(db))


def _lacking(db: Database, chain: Chain, counted: Reached) -> int:
    if db.value("SELECT 1 FROM entries WHERE id = ?", [counted.id]):
        return 0
    last = db.value("SELECT max(seq) FROM entries WHERE workshop = ? AND device = ?", chain) or 0
    return max(1, counted.seq - last)  # another entry may stand in its place


def note_witness(db: Database, witness: Witness) -> None:
    """Note in the register that it has a witness: only after its file was written."""
    local.keep(db, _NOTE, str(witness.entries))


def require(db: Database, path: Path) -> None:
    """Raise RegisterShortened when the witness at `path` counted what `db` does not hold.

    Raises WitnessDamaged when it cannot be asked; a register without one passes.
    """
    counted = read_witness(path, db.subkey(PURPOSE))
    lacking = missing(db, counted).actions if counted else 0
    if lacking:
        raise RegisterShortened(path=path.with_name(REGISTER), n=lacking)


def is_behind(db: Database) -> bool:
    """Whether `db` has entries that its witness did not count when it was last written."""
    return local.note(db, _NOTE) != str(_count(db))


def forget(db: Database) -> None:
    """Let the register begin a new witness, unasked: it was restored or salvaged."""
    db.execute("DELETE FROM local WHERE name = ?", [_NOTE])


def had(db: Database) -> bool:
    """Whether the register had a witness; one of an older release had none."""
    return bool(local.note(db, _NOTE))
