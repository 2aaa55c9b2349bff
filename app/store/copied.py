"""A copy of the register: read as it lies, and the note beside it that says what it holds."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from app.errors import DatabaseDamaged, FileUnreadable, NewerSchema
from app.files import read_file, write_file
from app.paths import NOTE
from app.store import entries
from app.store.database import Database, subkey_of
from app.store.driver import DatabaseError, connect

VERSION = 1
PURPOSE = b"emarge copy note"
"""What the key of the note's seal is derived for."""

_WITNESSED = "witnessed"
"""The note that follows the witness: it says nothing that the journal does not."""

_LARGEST_NOTE_BYTES = 64 << 20
_CHUNK_BYTES = 1 << 20


class Chain(Struct, frozen=True, array_like=True):
    """How far a device has come in a workshop: its entries here, and those nothing follows.

    `last` is the highest sequence number, `ends` the ids of the last entry before each gap, and
    of every entry that shares its place with another: they name all that came before them.
    """

    workshop: str
    device: str
    count: int
    last: int
    ends: tuple[str, ...]


class Contents(Struct, frozen=True):
    """What a register holds, in numbers and hashes, without a name."""

    entries: int
    people: int
    workshops: int
    digest: str
    chains: tuple[Chain, ...] = ()


class About(Struct, frozen=True):
    """The note beside a copy. `at` is what the laptop's clock said, with its zone.

    `mark` names the state that was copied, notes of the laptop included; `covers` the digests
    of the earlier copies whose every entry this one holds too; `sha256` is that of its register.
    """

    number: int
    at: str
    reason: str
    app: str
    contents: Contents
    mark: str
    size_bytes: int
    sha256: str
    covers: tuple[str, ...] = ()
    version: int = VERSION
    format: str = "emarge-copy"
    seal: str = ""


def write_about(folder: Path, about: About, key: bytes) -> None:
    """Write the note of the copy in `folder`, sealed by the register's `key` (32 bytes).

    Raises what `write_file` raises.
    """
    sealed = msgspec.structs.replace(about, seal=_seal(about, key))
    write_file(folder / NOTE, msgspec.json.encode(sealed) + b"\n", private=True, own=True)


def read_about(folder: Path) -> About | None:
    """What the note in `folder` says, unchecked; None when it says nothing that can be read."""
    try:
        about = msgspec.json.decode(read_file(folder / NOTE, _LARGEST_NOTE_BYTES), type=About)
    except (FileUnreadable, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return about if (about.format, about.version) == ("emarge-copy", VERSION) else None


def is_sealed(about: About, key: bytes) -> bool:
    """Whether the note is as it was written by who holds the register's `key`."""
    return hmac.compare_digest(about.seal.encode(), _seal(about, key).encode())


def _seal(about: About, key: bytes) -> str:
    rest = msgspec.structs.replace(about, seal="")
    return hmac.digest(subkey_of(key, PURPOSE), msgspec.json.encode(rest), "sha256").hex()


def file_digest(path: Path) -> str:
    """The sha256 of a file, in hex. Raises FileUnreadable."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                found.update(chunk)
    except OSError as error:
        raise FileUnreadable(name=path.name) from error
    return found.hexdigest()


@contextmanager
def looked_into(path: Path, key: bytes) -> Iterator[Database]:
    """The closed register at `path`, to be read as it lies: nothing is written, also beside it.

    A log beside it is not looked at. Raises DatabaseDamaged when it is none under `key`.
    """
    try:
        name = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = connect(name, uri=True, isolation_level=None, check_same_thread=False)
    except (DatabaseError, ValueError) as error:
        raise DatabaseDamaged(path=path) from error
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store=MEMORY")
        yield Database(connection, path)
    except DatabaseError as error:
        raise DatabaseDamaged(path=path) from error
    finally:
        connection.close()


def verified_contents(path: Path, key: bytes) -> Contents:
    """What the register at `path` holds, after each of its pages was verified.

    Every entry is compared with the hash that names it.
    Raises DatabaseDamaged; NewerSchema when it has no journal that this release knows.
    """
    with looked_into(path, key) as db:
        if _is_damaged(db):
            raise DatabaseDamaged(path=path)
        if db.value("SELECT count(*) FROM sqlite_master WHERE name = 'entries'") != 1:
            raise NewerSchema
        if entries.misnamed(db):
            raise DatabaseDamaged(path=path)
        return contents(db)


def _is_damaged(db: Database) -> bool:
    seals = db.tuples("PRAGMA cipher_integrity_check")
    return bool(seals) or db.tuples("PRAGMA quick_check") != [("ok",)]


def contents(db: Database) -> Contents:
    """What an open register holds."""
    return Contents(
        entries=entries.count(db),
        people=int(db.value("SELECT count(*) FROM people WHERE coalesce(deleted, 0) = 0")),
        workshops=int(db.value("SELECT count(*) FROM workshops WHERE coalesce(deleted, 0) = 0")),
        digest=entries.state_digest(db),
        chains=tuple(_chains(db)),
    )


_CHAINS = (
    "SELECT workshop, device, count(*), max(seq), count(DISTINCT seq) FROM entries "
    "GROUP BY workshop, device ORDER BY workshop, device"
)
_ENDS = (
    "SELECT id FROM entries e WHERE workshop = ?1 AND device = ?2 AND (seq = ?3 OR NOT EXISTS "
    "(SELECT 1 FROM entries f WHERE f.workshop = ?1 AND f.device = ?2 AND f.seq = e.seq + 1)"
    " OR (SELECT count(*) FROM entries g WHERE g.workshop = ?1 AND g.device = ?2 "
    "AND g.seq = e.seq) > 1) ORDER BY seq, id"
)
_END = "SELECT id FROM entries WHERE workshop = ?1 AND device = ?2 AND seq = ?3"


def _chains(db: Database) -> Iterator[Chain]:
    for workshop, device, count, last, places in db.tuples(_CHAINS):
        sql = _END if count == last == places else _ENDS  # no gap and no twin: one end
        ends = tuple(row[0] for row in db.tuples(sql, [workshop, device, last]))
        yield Chain(workshop, device, count, last, ends)


def holds(db: Database, chains: tuple[Chain, ...]) -> bool:
    """Whether the register `db` has every entry that `chains` name."""
    ends = [end for chain in chains for end in chain.ends]
    if entries.unknown(db, ends):
        return False
    return all(_count(db, one) >= one.count for one in chains)


def _count(db: Database, chain: Chain) -> int:
    """How many entries of a chain the register has; asked chain by chain, the desk has its turn."""
    sql = "SELECT count(*) FROM entries WHERE workshop = ? AND device = ? AND seq <= ?"
    return int(db.value(sql, [chain.workshop, chain.device, chain.last]))


def state_mark(db: Database) -> str:
    """A name for what is here now, of the journal and of the laptop's own notes; cheap."""
    last = entries.count(db)
    tip = db.tuples("SELECT id FROM entries ORDER BY n DESC LIMIT 1")
    notes = [one for one in db.tuples("SELECT * FROM local ORDER BY name") if one[0] != _WITNESSED]
    devices = db.tuples("SELECT * FROM devices ORDER BY id")
    bundles = db.tuples("SELECT count(*), max(at), max(number) FROM bundles")
    told = json.dumps([last, tip, notes, devices, bundles], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()
