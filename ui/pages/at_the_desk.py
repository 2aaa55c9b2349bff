"""What the desk page knows of where it stands."""

from dataclasses import dataclass

from app.domain.people import Person
from app.domain.registration import Registration, RosterLine, Status
from app.domain.workshop import Organisation, Session, SessionState, Workshop
from app.services.people.drafts import PersonDraft
from app.store import workshops
from app.store.database import Database
from ui.current import Current


@dataclass(frozen=True, slots=True)
class Setting:
    """The workshop, and the half-day if one is under way."""

    workshop: Workshop
    session: Session | None

    @property
    def session_id(self) -> str:
        """The half-day that an arrival is noted at; "" notes none."""
        return self.session.id if self.session else ""


def setting(db: Database, current: Current) -> Setting | None:
    """Where the desk stands; None while there is no workshop."""
    workshop = workshops.get(db, current.workshop)
    if workshop is None:
        return None
    session = workshops.session(db, current.session)
    is_open = session is not None and session.state is SessionState.OPEN
    return Setting(workshop, session if is_open else None)


def line_of(
    draft: PersonDraft, workshop: Workshop, organisation: Organisation | None
) -> RosterLine:
    """The line that `draft` would become, to show what its certificate will say."""
    person = Person(
        id="",
        name=" ".join(draft.name.split()),
        sex=draft.sex,
        family=draft.family,
        given=draft.given,
        usage_name=draft.usage_name,
        alias=draft.alias,
        civility=draft.civility,
        title=draft.title,
        phones=tuple(draft.phones),
    )
    registration = Registration(
        id="",
        workshop=workshop.id,
        person="",
        category=draft.category,
        status=Status.REGISTERED,
        organisation_text="" if organisation else draft.organisation,
        unit=draft.unit,
        function=draft.function,
        function_en=draft.function_en,
        rank=draft.rank,
        certificate_line=draft.certificate_line,
    )
    return RosterLine(person=person, registration=registration, organisation=organisation)
