"""« Déjà vu ? »: people on the lists who may be the one being written down."""

from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler

from app.domain.folding import fold, skeleton
from app.domain.likeness import NEAR, Known, Level, Likeness, likeness
from app.domain.registration import RosterLine
from app.store import registrations
from app.store.database import Database
from app.store.search import is_discreet
from app.store.search_lines import (
    NATIONAL,
    email_key,
    folded_words,
    matricule_key,
    phone_keys,
)
from app.store.search_query import (
    Scope,
    lines_with_contact,
    scope_of,
    scopes_elsewhere,
    select_lines,
)

_MOST = 8
"""Lines compared for each reason; more people of one name are no hint any more."""

_MOST_GLANCED_AT = 60
_TELLING_WORDS = 2


def similar(
    db: Database, workshop_id: str, draft: Known, *, without: str = "", limit: int = 3
) -> list[tuple[RosterLine, Likeness]]:
    """The lines most like `draft`, at most `limit`: a question to show, never an answer.

    Those of this workshop come first among equals; other workshops' people only when this one
    is not discreet. `without` is the registration (id) being corrected.
    """
    here = scope_of(db, workshop_id)
    scopes = [here] if here else []
    if not is_discreet(db, workshop_id):
        scopes += scopes_elsewhere(here)
    candidates = dict.fromkeys(
        registration for scope in scopes for registration in _candidates(db, draft, scope)
    )
    candidates.pop(without, None)
    lines = registrations.lines(db, candidates)
    compared = [
        (line, likeness(draft, _known(line, draft)))
        for line in _each_person_once(lines, workshop_id)
    ]
    alike = [pair for pair in compared if pair[1].level > Level.NONE]
    return sorted(alike, key=lambda pair: -pair[1].level)[:limit]


def _candidates(db: Database, draft: Known, scope: Scope) -> list[str]:
    """The registrations of `scope` that share a contact, or a name by letters or by sound."""
    numbers = lines_with_contact(db, _contact_keys(draft), scope)
    found = select_lines(db, scope, _MOST, among=numbers) if numbers else []
    words = folded_words(draft.name)
    if words:
        sounds = [skeleton(word) for word in words]
        alike = [
            f'(words : "{word}" OR sounds : "{sound}")'
            for word, sound in zip(words, sounds, strict=True)
        ]
        body = _of_body(draft.organisation)
        if body:
            found += select_lines(db, scope, _MOST, " AND ".join([*alike, *body]))
            partly = " AND ".join([f"({' OR '.join(alike)})", *body])
            glanced_at = select_lines(db, scope, _MOST_GLANCED_AT, partly)
            found += [line for line in glanced_at if _is_nearly(sounds, line.sounds)][:_MOST]
        found += select_lines(db, scope, _MOST, " AND ".join(alike))
    return [line.registration for line in found]


def _is_nearly(sounds: Iterable[str], other: str) -> bool:
    """Whether each of `sounds` is nearly one of the sounds of a line, which is a string."""
    others = other.split()
    return all(any(JaroWinkler.similarity(one, two) >= NEAR for two in others) for one in sounds)


def _of_body(organisation: str) -> list[str]:
    """The part of a full-text query that asks for the most telling words of an organisation."""
    words = sorted(folded_words(organisation), key=len)[-_TELLING_WORDS:]
    return [f'bodies : "{word}"' for word in words]


def _contact_keys(draft: Known) -> list[str]:
    keys = [phone_keys(phone)[0][: NATIONAL + 1] for phone in draft.phones if phone_keys(phone)]
    keys += [email_key(draft.email)] if draft.email.strip() else []
    return keys + ([matricule_key(draft.matricule)] if draft.matricule.strip() else [])


def _each_person_once(lines: Iterable[RosterLine], workshop_id: str) -> list[RosterLine]:
    """The lines of this workshop, and of people of others the latest: homonyms here stay two."""
    people: dict[object, RosterLine] = {}
    for line in lines:
        is_here = line.registration.workshop == workshop_id
        contact = line.person.phones or line.organisation_name()
        person = line.registration.id if is_here else (fold(line.person.name), contact)
        people.setdefault(person, line)
    return list(people.values())


def _known(line: RosterLine, draft: Known) -> Known:
    """What is known of `line`; its organisation by the name that `draft` uses, if it has it."""
    organisation = line.organisation_name()
    wanted = fold(draft.organisation)
    names = line.organisation.names if line.organisation else ()
    if wanted and wanted in map(fold, names):
        organisation = draft.organisation
    person = line.person
    return Known(person.name, organisation, person.phones, person.email, person.matricule)
