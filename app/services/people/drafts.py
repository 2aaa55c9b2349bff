"""What is typed about a person, and the edits that it becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain.folding import fold, tidy
from app.domain.journal import DELETED, Value, shown
from app.domain.name_hints import sure_halves
from app.domain.people import Person, Sex
from app.domain.registration import Category, Registration, RosterLine, Status
from app.domain.workshop import Organisation
from app.errors import NameMissing, SexMissing
from app.services.writing import Edit, new_id
from app.store import entries, workshops
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person as typed or imported; `organisation` is what was typed, or an id."""

    name: str
    sex: Sex | None = None
    organisation: str = ""
    function: str = ""
    function_en: str = ""
    rank: str = ""
    unit: str = ""
    phones: Sequence[str] = ()
    email: str = ""
    category: Category = Category.PARTICIPANT
    family: str = ""
    given: str = ""
    usage_name: str = ""
    alias: str = ""
    civility: str = ""
    title: str = ""
    matricule: str = ""
    country: str = ""
    duty_station: str = ""
    certificate_line: str = ""
    raw: str = ""


_PERSON = (
    "name",
    "family",
    "given",
    "usage_name",
    "alias",
    "civility",
    "title",
    "email",
    "matricule",
    "country",
)
_REGISTRATION = (
    "unit",
    "function",
    "function_en",
    "rank",
    "duty_station",
    "certificate_line",
    "raw",
)


def tidied(draft: PersonDraft, *, sex_needed: bool = True) -> PersonDraft:
    """`draft` with clean texts; family and given name told apart where capitals do.

    Raises NameMissing without a name to print, SexMissing where the sex must be known.
    """
    clean = _texts(draft, (*_PERSON, *_REGISTRATION, "organisation"))
    if not clean["name"]:
        raise NameMissing
    if sex_needed and draft.sex is None:
        raise SexMissing
    halves = (clean["family"], clean["given"])
    if not _make_up(clean["name"], halves):  # none were typed, or the name was corrected since
        sure = sure_halves(clean["name"])
        clean["family"], clean["given"] = sure if any(sure) else halves
    return replace(draft, phones=_phones(draft), **clean)


def _make_up(name: str, halves: Sequence[str]) -> bool:
    """Whether the halves are the words of `name`, each with its accents."""
    return sorted(" ".join(halves).casefold().split()) == sorted(name.casefold().split())


def draft_of(line: RosterLine) -> PersonDraft:
    """The draft that would make `line` again: what a form opens with."""
    person, registration = line.person, line.registration
    texts = {name: getattr(person, name) for name in _PERSON}
    texts |= {name: getattr(registration, name) for name in _REGISTRATION}
    return PersonDraft(
        sex=person.sex,
        organisation=registration.organisation or registration.organisation_text,
        phones=person.phones,
        category=registration.category,
        **texts,
    )


def line_of(
    draft: PersonDraft, workshop_id: str, organisation: Organisation | None = None
) -> RosterLine:
    """The line that `draft` would become, not written: `draft_of` gives the draft again."""
    person = Person(id="", sex=draft.sex, phones=_phones(draft), **_texts(draft, _PERSON))
    registration = Registration(
        id="",
        workshop=workshop_id,
        person="",
        category=draft.category,
        status=Status.REGISTERED,
        organisation=organisation.id if organisation else "",
        organisation_text="" if organisation else tidy(draft.organisation),
        **_texts(draft, _REGISTRATION),
    )
    return RosterLine(registration, person, organisation)


def _texts(draft: PersonDraft, names: Iterable[str]) -> dict[str, Any]:
    """These texts of a draft, tidied, but for the cells that it was read from."""
    texts = {name: getattr(draft, name) for name in names}
    return {name: text if name == "raw" else tidy(text) for name, text in texts.items()}


def _phones(draft: PersonDraft) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, draft.phones)))


def person_edit(draft: PersonDraft, person_id: str) -> Edit:
    """The person's own fields."""
    fields: dict[str, Value] = {name: getattr(draft, name) or None for name in _PERSON}
    fields |= {"sex": draft.sex.value if draft.sex else None, "phones": list(draft.phones) or None}
    return Edit("person", person_id, fields)


def registration_edit(
    draft: PersonDraft, registration_id: str, organisation_id: str, **more: Value
) -> Edit:
    """The fields of the registration that the form shows, and `more`."""
    fields: dict[str, Value] = {name: getattr(draft, name) or None for name in _REGISTRATION}
    category = None if draft.category is Category.PARTICIPANT else draft.category.value
    fields |= {"category": category, "organisation": organisation_id or None}
    return Edit("registration", registration_id, fields | more)


class Directory:
    """The organisations that a name may mean, and those that must be written for it.

    Built for one service call; `edits` grows with every organisation that the workshop's own
    journal does not know yet.
    """

    def __init__(self, db: Database, workshop_id: str) -> None:
        self._db = db
        self._known = workshops.organisations(db, hidden=True)
        self._stated = workshops.stated_organisations(db, workshop_id)
        self._by_name: dict[str, str] = {}
        workshop = workshops.get(db, workshop_id)
        country = workshop.country if workshop else ""
        # « Police judiciaire » is a body in both countries: this workshop's own come first.
        nearest = sorted(
            workshops.organisations(db).values(),
            key=lambda one: (one.id not in self._stated, one.country != country, one.id),
        )
        for organisation in nearest:
            for text in organisation.names:
                self._by_name.setdefault(fold(text), organisation.id)
        self.edits: list[Edit] = []

    def key(self, text: str) -> str:
        """What two ways to name one body have in common; nothing is written."""
        return text if text in self._known else self._by_name.get(fold(text), text)

    def find(self, text: str) -> str:
        """The id of the organisation that `text` names; a new one where none is known."""
        if not text:
            return ""
        organisation_id = text if text in self._known else self._by_name.get(fold(text), "")
        if not organisation_id:
            organisation_id = new_id()
            self._by_name[fold(text)] = organisation_id
            self.edits.append(Edit("organisation", organisation_id, {"name_fr": text}))
            self._stated.add(organisation_id)
        self._state(organisation_id)
        return organisation_id

    def _state(self, organisation_id: str) -> None:
        """Have this workshop's journal say all that is known of a body, and of its parents."""
        organisation = self._known.get(organisation_id)
        if organisation is None or organisation_id in self._stated:
            return
        self._stated.add(organisation_id)
        heads = entries.heads_of(self._db, "organisation", organisation_id)
        fields = {name: shown(group) for name, group in heads.items() if name != DELETED}
        self.edits.append(Edit("organisation", organisation_id, fields, restate=True))
        self._state(organisation.parent)
