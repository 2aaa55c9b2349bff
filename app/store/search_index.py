"""The tables of the search index; a cache like the row tables, filled by `search_lines`."""

from app.store.driver import Tables

_TABLES = (
    # One line per registration. `line` is the workshop's block (upper bits) and a count, so that
    # one workshop is one range of the full-text index. `status` and `number` put hits in order
    # without a look at the registration.
    """
    CREATE TABLE search_lines (
        line INTEGER PRIMARY KEY,
        registration TEXT NOT NULL UNIQUE,
        workshop TEXT NOT NULL,
        status TEXT NOT NULL,
        number INTEGER NOT NULL,
        words TEXT NOT NULL,
        sounds TEXT NOT NULL,
        bodies TEXT NOT NULL,
        contacts TEXT NOT NULL
    )
    """,
    "CREATE INDEX search_lines_by_workshop ON search_lines (workshop)",
    "CREATE INDEX search_lines_by_number ON search_lines (number)",
    # The keys are folded in Python (unicode61 knows neither ɛ nor ŋ): the tokenizer only cuts.
    """
    CREATE VIRTUAL TABLE people_index USING fts5 (
        words, sounds, bodies,
        content='search_lines', content_rowid='line',
        prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'
    )
    """,
    # Without it the words of an erased name stay in the file.
    "INSERT INTO people_index (people_index, rank) VALUES ('secure-delete', 1)",
    # Every word from each of its first letters on: one typo leaves one end whole.
    """
    CREATE TABLE search_vocabulary (
        tail TEXT NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY (tail, word)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE search_contacts (
        key TEXT NOT NULL,
        line INTEGER NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (key, line)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX search_contacts_by_block ON search_contacts (block, key)",
)


def create_index(db: Tables) -> None:
    """Create the tables of the search index, empty."""
    for statement in _TABLES:
        db.execute(statement)
