"""People and workshops written down by the services, for the tests of the store."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.workshop import workshops as workshop_services
from app.services.writing import Author
from app.store.database import Database
from app.store.search import search

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)


@pytest.fixture
def expect(db: Database, author: Author, workshop_id: str) -> Callable[..., list[str]]:
    """Write people down as expected, by name; the registration ids."""

    def expect(*names: str, workshop: str = workshop_id, **facts: object) -> list[str]:
        drafts = [PersonDraft(name, Sex.FEMALE, **facts) for name in names]
        return [
            registering.expect(db, author, workshop, draft, now=NOW).subject for draft in drafts
        ]

    return expect


@pytest.fixture
def found(db: Database, workshop_id: str) -> Callable[..., list[str]]:
    """The names that a text finds, in order."""

    def found(text: str, **options: object) -> list[str]:
        return [hit.line.person.name for hit in search(db, workshop_id, text, **options)]

    return found


@pytest.fixture
def another_workshop(db: Database, author: Author) -> Callable[..., str]:
    """Another workshop, in Niamey; its id."""

    def another_workshop(*, discreet: bool = False) -> str:
        draft = workshop_services.WorkshopDraft(
            title=Bilingual("l’analyse du renseignement"),
            city="Niamey",
            country="NE",
            starts_on=date(2017, 6, 19),
            ends_on=date(2017, 6, 23),
            discreet=discreet,
        )
        return workshop_services.create_workshop(db, author, draft, now=NOW).subject

    return another_workshop
