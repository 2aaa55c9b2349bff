"""The tables, one migration per release that changed them. Never edit a released one."""

from app.domain.records import SHAPES, Shape
from app.store.driver import Migrations, Tables
from app.store.search_index import create_index

migrations = Migrations("emarge")

_TYPES = {"text": "TEXT", "number": "INTEGER", "yes_no": "INTEGER", "json": "TEXT"}

_JOURNAL = """
CREATE TABLE entries (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    workshop TEXT NOT NULL,
    device TEXT NOT NULL,
    seq INTEGER NOT NULL,
    lamport INTEGER NOT NULL,
    wall TEXT NOT NULL,
    intent TEXT NOT NULL,
    batch TEXT NOT NULL,
    undoes TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX entries_by_chain ON entries (workshop, device, seq);
CREATE INDEX entries_by_undoes ON entries (undoes) WHERE undoes != '';
CREATE INDEX entries_by_batch ON entries (batch) WHERE batch != '';
CREATE INDEX entries_by_lamport ON entries (lamport);
CREATE TABLE secrets (
    entry INTEGER NOT NULL,
    position INTEGER NOT NULL,
    salt TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (entry, position)
) WITHOUT ROWID;
CREATE TABLE heads (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    field TEXT NOT NULL,
    entry INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id, field, entry)
) WITHOUT ROWID;
CREATE TABLE awaited (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    field TEXT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (entry, kind, id, field)
) WITHOUT ROWID;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
"""

_LOCAL = """
CREATE TABLE local (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    letter TEXT NOT NULL,
    public_key TEXT NOT NULL,
    recipient TEXT NOT NULL,
    added_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE bundles (
    direction TEXT NOT NULL,
    workshop TEXT NOT NULL,
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (direction, device, number, file)
) WITHOUT ROWID;
"""

_BUNDLES = """
CREATE TABLE carried (
    direction TEXT NOT NULL,
    id TEXT NOT NULL,
    workshop TEXT NOT NULL,
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    entry TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (direction, device, id)
) WITHOUT ROWID;
INSERT OR IGNORE INTO carried
SELECT direction, CASE id WHEN '' THEN sha256 ELSE id END, workshop, device, number, sha256, file,
    at, state,
    coalesce((
        SELECT e.id FROM entries e WHERE e.workshop = bundles.workshop AND e.intent = 'export'
        AND e.device = bundles.device AND e.wall = bundles.at ORDER BY e.n DESC
    ), ''),
    CASE detail WHEN 'BundleDamaged' THEN 'damaged' WHEN 'SignerUnknown' THEN 'signer_unknown'
        WHEN 'BundleTooNew' THEN 'too_new' WHEN 'BundleNotForUs' THEN 'not_for_us'
        WHEN 'BundleForked' THEN 'forked' ELSE '' END
FROM bundles;
DROP TABLE bundles;
ALTER TABLE carried RENAME TO bundles;
"""

_SUCCESSIONS = """
CREATE TABLE successions (
    device TEXT NOT NULL,
    predecessor TEXT NOT NULL,
    last INTEGER NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL,
    opens TEXT NOT NULL,
    PRIMARY KEY (device, predecessor)
) WITHOUT ROWID;
CREATE TABLE deposits (
    device TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    keys TEXT NOT NULL
) WITHOUT ROWID;
"""

_HEARSAY = """
CREATE TABLE told (entry TEXT PRIMARY KEY, teller TEXT NOT NULL) WITHOUT ROWID;
"""

_INDEXES = (
    "CREATE INDEX sessions_by_workshop ON sessions (workshop)",
    "CREATE INDEX partners_by_workshop ON partners (workshop)",
    "CREATE INDEX registrations_by_workshop ON registrations (workshop, number)",
    "CREATE INDEX registrations_by_person ON registrations (person)",
    "CREATE INDEX registrations_by_organisation ON registrations (organisation)",
    "CREATE INDEX marks_by_session ON marks (session)",
    "CREATE INDEX marks_by_registration ON marks (registration)",
    "CREATE INDEX certificates_by_workshop ON certificates (workshop)",
)


@migrations()
def m001_spine(db: Tables) -> None:
    """The journal, the tables that show it, the search index, this machine's own notes."""
    for statement in _statements(_JOURNAL + _LOCAL):
        db.execute(statement)
    for shape in SHAPES.values():
        db.execute(_table(shape))
    for statement in _INDEXES:
        db.execute(statement)
    create_index(db)


@migrations()
def m002_bundles(db: Tables) -> None:
    """A bundle's note is found by its id, names its entry in the journal, and says a code."""
    for statement in _statements(_BUNDLES):
        db.execute(statement)


@migrations()
def m003_safety(db: Tables) -> None:
    """Who goes on for whom after a restore, the laptops' key files as they came, and hearsay."""
    for statement in _statements(_SUCCESSIONS + _HEARSAY):
        db.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of `script`; `executescript` would commit behind the migration's back."""
    found, waiting = [], ""
    for part in script.split(";"):
        waiting += part
        if "TRIGGER" in waiting and not waiting.rstrip().endswith("END"):
            waiting += ";"
            continue
        if waiting.strip():
            found.append(waiting)
        waiting = ""
    return found


def _table(shape: Shape) -> str:
    columns = [f'"{name}" {_TYPES[kind]}' for name, kind in shape.fields.items()]
    last = ["deleted INTEGER", "retracted INTEGER"]
    return f"CREATE TABLE {shape.table} (id TEXT PRIMARY KEY, {', '.join(columns + last)})"
