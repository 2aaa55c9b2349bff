"""A day at the desk, in the words of the scenarios."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.likeness import Known, Likeness
from app.domain.people import Sex
from app.domain.registration import RosterLine
from app.domain.statistics import Count, participants
from app.domain.workshop import Part, Session
from app.exchange.keys import new_device_key
from app.services.lists import importing
from app.services.lists.importing import ListPreview
from app.services.people import attending, registering
from app.services.people.drafts import PersonDraft, draft_of
from app.services.workshop import workshops
from app.services.workshop.workshops import Slot, WorkshopDraft
from app.services.writing import Author
from app.store import registrations
from app.store import workshops as store
from app.store.database import Database
from app.store.search import search
from app.store.similar import similar

WEDNESDAY = date(2021, 10, 13)


class Day:
    """One workshop in Bamako, Wednesday to Friday, and whoever sits at its table.

    Friday afternoon does not exist: five half-days count.
    """

    def __init__(self, db: Database, who: str = "Awa") -> None:
        self.db = db
        self.key = new_device_key()
        self.author = Author(self.key.id, who)
        self.now = datetime(2021, 10, 13, 8, 15, tzinfo=UTC)
        slots = [
            Slot(WEDNESDAY + timedelta(days=day), part)
            for day in range(3)
            for part in (Part.MORNING, Part.AFTERNOON)
        ][:5]
        draft = WorkshopDraft(
            title=Bilingual("le partage d’informations", "information-sharing"),
            kind=Bilingual("atelier national", "national workshop"),
            city="Bamako",
            country="ML",
            starts_on=WEDNESDAY,
            ends_on=WEDNESDAY + timedelta(days=2),
            slots=slots,
        )
        done = workshops.create_workshop(db, self.author, draft, now=self.now)
        self.workshop = done.subject

    @property
    def roster(self) -> list[RosterLine]:
        """Everyone on the list."""
        return registrations.roster(self.db, self.workshop)

    @property
    def sessions(self) -> list[Session]:
        """The five half-days."""
        return store.sessions(self.db, self.workshop)

    @property
    def morning(self) -> str:
        """Wednesday morning."""
        return self.sessions[0].id

    @property
    def here(self) -> Count:
        """The participants who have come, by sex."""
        return participants(self.roster)

    def reads(self, path: Path) -> ListPreview:
        """The list at `path` beside the roster, nothing written."""
        return importing.preview_list(self.db, self.workshop, path)

    def imports(self, path: Path) -> ListPreview:
        """The list at `path`, taken in."""
        preview = self.reads(path)
        importing.import_list(self.db, self.author, self.workshop, preview, now=self.now)
        return preview

    def expects(self, name: str, sex: str = "M", **more: object) -> str:
        """Somebody is invited."""
        return registering.expect(
            self.db, self.author, self.workshop, self.draft(name, sex, **more), now=self.now
        ).subject

    def registers(self, registration: str, session: str = "") -> str:
        """Somebody expected arrives."""
        done = registering.register(
            self.db, self.author, registration, session_id=session, now=self.now
        )
        return done.subject

    def welcomes(self, name: str, sex: str = "M", session: str = "", **more: object) -> str:
        """Somebody arrives who is on no list."""
        draft = self.draft(name, sex, **more)
        return registering.add_walk_in(
            self.db, self.author, self.workshop, draft, session_id=session, now=self.now
        ).subject

    def corrects(self, registration: str, **changed: object) -> None:
        """The line is put right while the person stands there."""
        draft = draft_of(self.line(registration))
        values = {name: getattr(draft, name) for name in draft.__slots__} | changed
        registering.correct(self.db, self.author, registration, PersonDraft(**values), now=self.now)

    def replaces(self, registration: str, name: str, sex: str) -> str:
        """Somebody comes in an expected person's place."""
        done = registering.replace_by(
            self.db, self.author, registration, self.draft(name, sex), now=self.now
        )
        return done.subject

    def closes(self, session: str, rest: What | None) -> None:
        """The half-day is over."""
        attending.close_session(self.db, self.author, session, rest=rest, now=self.now)

    def line(self, registration: str) -> RosterLine:
        """One line of the roster."""
        line = registrations.line(self.db, registration)
        assert line is not None
        return line

    def finds(self, text: str) -> Sequence[str]:
        """The names that the search shows, in order."""
        return [hit.line.person.name for hit in search(self.db, self.workshop, text)]

    def hints(self, name: str, **known: object) -> list[tuple[str, Likeness]]:
        """Who may be the person being written down."""
        found = similar(self.db, self.workshop, Known(name, **known))
        return [(line.person.name, likeness) for line, likeness in found]

    @staticmethod
    def draft(name: str, sex: str = "M", **more: object) -> PersonDraft:
        """What would be typed."""
        return PersonDraft(name=name, sex=Sex(sex), **more)
