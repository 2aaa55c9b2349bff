"""Where everyone stands with their certificate: what is to do, and what it would lack."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.on_paper import too_long
from app.domain.registration import RosterLine
from app.domain.workshop import Role, Workshop
from app.services import needed
from app.services.papers.certificate_texts import Wording, wording_of
from app.services.papers.certifying import Candidate, candidates_of, is_outdated
from app.store.database import Database


class Stage(Enum):
    """What is to do about one person's certificate."""

    NOT_MET = "the attendance condition is not met"
    TO_ISSUE = "to be issued"
    ISSUED = "issued"
    TO_REPRINT = "issued, and would say something else today"
    LAPSED = "issued, and no longer earned"


class Gap(Enum):
    """A text that a certificate would lack."""

    SEX = "no form of address"
    ORGANISATION = "no organisation"
    POSITION = "neither rank nor function"
    SIGNATORY = "nobody to sign"
    ORGANISER = "nobody who certifies"
    FRENCH_TITLE = "no French title"
    ENGLISH_TITLE = "no English title"
    TEXT = "the end of a text"
    SHARED_TEXT = "the end of a text of the workshop"


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate, what is to do, and what their own certificate would lack."""

    candidate: Candidate
    stage: Stage
    gaps: tuple[Gap, ...]

    @property
    def line(self) -> RosterLine:
        """Who it is."""
        return self.candidate.line

    @property
    def registration(self) -> str:
        """The id of their registration."""
        return self.candidate.line.registration.id


@dataclass(frozen=True, slots=True)
class Cases:
    """Everyone of a workshop in sheet order, and what all their certificates would lack."""

    all: Sequence[Case] = ()
    gaps: tuple[Gap, ...] = ()

    def ids(self, *stages: Stage) -> list[str]:
        """The registrations of those at one of these stages."""
        return [case.registration for case in self.all if case.stage in stages]

    @property
    def ready(self) -> list[str]:
        """The registrations that may be given a certificate, or a new one, without a reason."""
        wanted = (Stage.TO_ISSUE, Stage.TO_REPRINT)
        return [
            case.registration
            for case in self.all
            if case.stage in wanted and case.candidate.qualifies
        ]

    def exceptions(self, chosen: Collection[str]) -> list[str]:
        """Those of the registrations in `chosen` that may be given one for a reason only."""
        wanted = (Stage.NOT_MET, Stage.TO_REPRINT, Stage.LAPSED)
        return [
            case.registration
            for case in self.all
            if case.registration in chosen and case.stage in wanted and not case.candidate.qualifies
        ]

    def holders(self, chosen: Collection[str]) -> list[str]:
        """Those of the registrations in `chosen` that hold a certificate: it can be withdrawn."""
        return [
            case.registration
            for case in self.all
            if case.registration in chosen and case.candidate.certificate
        ]

    def lacking(self, gap: Gap) -> list[RosterLine]:
        """Whose own certificate would lack this."""
        return [case.line for case in self.all if gap in case.gaps]


def cases_of(db: Database, workshop_id: str, language: str) -> Cases:
    """Everyone who may be given a certificate in `language`: "fr", "en" or "both".

    Raises WorkshopUnknown.
    """
    workshop = needed.workshop(db, workshop_id)
    wording = wording_of(db, workshop)
    return Cases(
        [
            Case(one, _stage(wording, workshop, one), _own_gaps(one.line, workshop))
            for one in candidates_of(db, workshop)
        ],
        tuple(_shared_gaps(wording, workshop, language)),
    )


def _stage(wording: Wording, workshop: Workshop, one: Candidate) -> Stage:
    if one.certificate is None:
        return Stage.TO_ISSUE if one.qualifies else Stage.NOT_MET
    if one.has_lapsed:
        return Stage.LAPSED
    return Stage.TO_REPRINT if is_outdated(wording, workshop, one) else Stage.ISSUED


def _own_gaps(line: RosterLine, workshop: Workshop) -> tuple[Gap, ...]:
    registration, person = line.registration, line.person
    has_address = person.sex is not None or person.civility or person.title
    has_position = registration.rank or registration.function
    has_body = line.organisation_name() or workshop.discreet
    if registration.certificate_line:
        has_address = True
    lacking = (
        (Gap.SEX, has_address),
        (Gap.ORGANISATION, has_body),
        (Gap.POSITION, has_position),
        (Gap.TEXT, not any(too_long(line))),
    )
    return tuple(gap for gap, is_there in lacking if not is_there)


def _shared_gaps(wording: Wording, workshop: Workshop, language: str) -> list[Gap]:
    roles = {partner.role for partner in wording.occasion.partners}
    lacking = [
        (Gap.ORGANISER, roles & {Role.ORGANISER, Role.CO_ORGANISER}),
        (Gap.SIGNATORY, wording.signatories),
        (Gap.FRENCH_TITLE, workshop.title.fr or language == "en"),
        (Gap.ENGLISH_TITLE, workshop.title.en or language == "fr"),
        (Gap.SHARED_TEXT, not wording.is_cut),
    ]
    return [gap for gap, is_there in lacking if not is_there]
