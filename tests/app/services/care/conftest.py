"""Installations on disk in which somebody works, is copied, and is put back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.care.installation import Installation, install, open_installation
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import entries, workshops
from app.store.key_file import Cost

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots bien choisis"


def arrive(here: Installation, name: str) -> None:
    """One person who stands at the door."""
    (workshop,) = workshops.all_(here.db)
    draft = PersonDraft(name=name, sex=Sex.FEMALE, organisation="Police")
    add_walk_in(here.db, here.author, workshop.id, draft, now=NOW)


def digest(home: Path, secret: str = WORDS) -> str:
    """The state of the register in `home`, which opens."""
    here = open_installation(home, secret)
    try:
        return entries.state_digest(here.db)
    finally:
        here.close()


def flip(path: Path, at: int) -> None:
    """Change one byte of a file; a negative `at` counts from its end."""
    data = bytearray(path.read_bytes())
    data[at] ^= 0x40
    path.write_bytes(data)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A closed installation with one workshop and two people."""
    place = tmp_path / "é" / "register"
    install(place, WORDS, now=NOW, cost=CHEAP)
    here = open_installation(place, WORDS)
    days = NOW.date(), NOW.date()
    draft = WorkshopDraft(Bilingual("l’analyse"), "Bamako", "ML", *days)
    create_workshop(here.db, here.author, draft, now=NOW)
    for name in ("KEÏTA Fanta", "BA Awa"):
        arrive(here, name)
    here.close()
    return place


@pytest.fixture
def opened(home: Path) -> Iterator[Callable[[], Installation]]:
    """Open the installation; what is still open at the end is closed."""
    known: list[Installation] = []

    def open_() -> Installation:
        known.append(open_installation(home, WORDS))
        return known[-1]

    yield open_
    for one in known:
        one.close()
