"""Everything in the register that wants a person, with whom it concerns and what to do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.alike import Listed, pairs_to_check
from app.domain.certificate import State
from app.domain.findings import (
    Finding,
    Issued,
    Kind,
    contradicted,
    disputed,
    shared_certificates,
    shared_numbers,
    sheet_numbers,
)
from app.domain.folding import fold
from app.domain.likeness import Known, Likeness
from app.domain.links import Link
from app.domain.on_paper import cut, too_long
from app.domain.registration import RosterLine
from app.domain.workshop import Organisation, Session, Workshop
from app.services.papers.certifying import Candidate, candidates_of
from app.store import (
    attendance,
    certificates,
    hearsay,
    links,
    local,
    registrations,
    workshops,
)
from app.store.database import Database
from app.wording.findings import Told, counts_words
from app.wording.long_texts import start


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines, of one workshop or of two, who may be one person, and why."""

    first: RosterLine
    second: RosterLine
    likeness: Likeness

    @property
    def lines(self) -> tuple[RosterLine, RosterLine]:
        """Both of them."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a workshop; `lines` are the people that it concerns.

    `tellers` are laptops by name, where it is about what one said in another's name.
    """

    finding: Finding
    workshop: Workshop
    lines: tuple[RosterLine, ...]
    session: Session | None = None
    tellers: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is wrong."""
        return self.finding.kind

    @property
    def told(self) -> Told:
        """What is said of it, in any language."""
        return Told(
            self.kind,
            self.finding.subject,
            self.tellers or [cut(line.person.name) for line in self.lines] or [self.workshop.code],
            self.session,
        )


def findings(db: Database, workshop: Workshop) -> list[Found]:
    """What wants a person in one workshop: numbers, certificates, attendance, then people."""
    everyone, known = registrations.roster(db, workshop.id), links.links(db)
    here = [line for line in everyone if line.registration.is_here]
    bodies = workshops.organisations(db, hidden=True).values()
    return [
        *of_records(db, workshop, everyone),
        *(_look_alike(workshop, pair) for pair in alike(here, bodies, known)),
        *contradictory([(workshop, line) for line in everyone], known),
    ]


def of_records(db: Database, workshop: Workshop, everyone: Sequence[RosterLine]) -> list[Found]:
    """What is wrong with numbers, certificates and attendance; `everyone` is the whole list."""
    by_id = {line.registration.id: line for line in everyone}
    sessions = {session.id: session for session in workshops.sessions(db, workshop.id)}
    raw = [
        *shared_numbers(sheet_numbers(everyone)),
        *_of_certificates(db, workshop),
        *disputed(attendance.standings(db, workshop.id)),
    ]
    found = (
        Found(
            one,
            workshop,
            tuple(by_id[key] for key in one.registrations if key in by_id),
            sessions.get(one.subject),
        )
        for one in raw
    )
    return [
        *(one for one in found if one.lines),
        *(_too_long(workshop, line) for line in everyone if any(too_long(line))),
        *(_too_long(workshop, one) for one in _agreed(db, workshop) if any(too_long(one))),
        *told_wrongly(db, workshop),
    ]


def _agreed(db: Database, workshop: Workshop) -> list[object]:
    """What the papers say of a workshop, its partners and its signatories."""
    found = (workshops.partners(db, workshop.id), workshops.signatories(db, workshop.id))
    return [workshop, *(one for group in found for one in group)]


def _too_long(workshop: Workshop, record: object) -> Found:
    """That a paper leaves out the end of a text, a person’s or the workshop’s own."""
    lines = (record,) if isinstance(record, RosterLine) else ()
    ids = tuple(line.registration.id for line in lines)
    finding = Finding(Kind.LONG_TEXT, start(next(too_long(record))), ids)
    return Found(finding, workshop, lines)


def told_wrongly(db: Database, workshop: Workshop) -> list[Found]:
    """What one laptop said in the name of another, which says otherwise itself."""
    names = {device.id: device.name for device in local.devices(db)}
    return [
        Found(
            Finding(Kind.HEARSAY, names.get(one.device) or one.device[:8], (), one.entries),
            workshop,
            (),
            tellers=(names.get(one.teller) or one.teller[:8],),
        )
        for one in hearsay.contradictions(db, workshop.id)
    ]


def to_settle(db: Database, workshop_id: str) -> list[Found]:
    """What wants a person in a workshop; nothing where it is not known."""
    workshop = workshops.get(db, workshop_id)
    return findings(db, workshop) if workshop else []


def said(db: Database, workshop_ids: Iterable[str]) -> str:
    """How much wants a person in these workshops, without names; empty where nothing does."""
    wanted = sorted(set(workshop_ids))
    return counts_words(counted(one for workshop in wanted for one in to_settle(db, workshop)))


def counted(found: Iterable[Found]) -> Counter[Kind]:
    """How many there are of each kind."""
    return Counter(one.kind for one in found)


def alike(
    people: Iterable[RosterLine], organisations: Iterable[Organisation], decided: Iterable[Link]
) -> list[Pair]:
    """The pairs among `people` who may be one; an organisation is known by any of its names."""
    bodies = _one_name(organisations)
    by_person = {line.person.id: line for line in people}
    listed = (_listed(line, bodies) for line in by_person.values())
    return [
        Pair(by_person[one.first], by_person[one.second], one.likeness)
        for one in pairs_to_check(listed, decided)
    ]


def contradictory(
    people: Iterable[tuple[Workshop, RosterLine]], decided: Iterable[Link]
) -> list[Found]:
    """Those among `people` who are said to be one and said to be two."""
    by_person = {line.person.id: (workshop, line) for workshop, line in people}
    places = {line.registration.id: (workshop, line) for workshop, line in by_person.values()}
    found = contradicted(
        decided, {person: line.registration.id for person, (_where, line) in by_person.items()}
    )
    return [
        Found(
            one, places[one.registrations[0]][0], tuple(places[key][1] for key in one.registrations)
        )
        for one in found
    ]


def _look_alike(workshop: Workshop, pair: Pair) -> Found:
    lines = pair.lines
    finding = Finding(
        Kind.LOOK_ALIKE,
        pair.likeness.reason or "",
        tuple(line.registration.id for line in lines),
        tuple(line.person.id for line in lines),
    )
    return Found(finding, workshop, lines)


def _of_certificates(db: Database, workshop: Workshop) -> list[Finding]:
    valid = [one for one in certificates.of_workshop(db, workshop.id) if one.state is State.VALID]
    if not valid:
        return []
    shared = shared_certificates(Issued(one.id, one.number, one.registration) for one in valid)
    lapsed = (_lapsed(one) for one in candidates_of(db, workshop) if one.has_lapsed)
    return [*shared, *filter(None, lapsed)]


def _lapsed(one: Candidate) -> Finding | None:
    if one.certificate is None:
        return None
    held = one.certificate
    return Finding(Kind.NOT_EARNED, held.number, (held.registration,), (held.id,))


def _one_name(organisations: Iterable[Organisation]) -> dict[str, str]:
    """One name for each folded name of an organisation, whichever of its names was used."""
    known: dict[str, str] = {}
    for one in sorted(organisations, key=lambda body: body.id):
        folded = [name for name in map(fold, one.names) if name]
        first = next((known[name] for name in folded if name in known), one.name.fr or one.name.en)
        known |= {name: first for name in folded if name not in known}
    return known


def _listed(line: RosterLine, bodies: dict[str, str]) -> Listed:
    person, body = line.person, line.organisation_name()
    organisation = bodies.get(fold(body), body)
    known = Known(person.name, organisation, person.phones, person.email, person.matricule)
    return Listed(person.id, line.registration.workshop, known)
