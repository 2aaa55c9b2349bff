"""How two people who look alike are told apart on screen."""

from collections.abc import Mapping

from app.domain.registration import RosterLine
from app.domain.workshop import Workshop
from app.i18n import _, current_language
from app.services.findings import Pair
from ui.models.facts import Compared
from ui.words.findings import REASONS
from ui.words.phones import masked

_NOTHING = "—"


def compared(pair: Pair, places: Mapping[str, Workshop]) -> Compared:
    """Both people of `pair`, fact by fact; `places` are the workshops that they came to.

    At the left stands the one of the lower number, whose line a list keeps (`linking.decide`).
    """
    first, second = sorted(pair.lines, key=_place_on_the_list)
    is_one_list = first.registration.workshop == second.registration.workshop
    words = (_("Name"), _("Organization"), _("Position"), _("Telephone"), _("Workshop"))
    facts = zip(words, _facts(first, places), _facts(second, places), strict=True)
    return Compared(
        first=first.registration.id,
        second=second.registration.id,
        why=_(REASONS[pair.likeness.reason]).capitalize() if pair.likeness.reason else "",
        rows=[row for row in facts if row[1:] != (_NOTHING, _NOTHING)],
        meaning=(
            _("The same person: the line at the right is withdrawn from the list.")
            if is_one_list
            else _("The same person: both lines stay, and count as one.")
        ),
    )


def _place_on_the_list(line: RosterLine) -> tuple[bool, int, str]:
    number = line.registration.number
    return number == 0, number, line.registration.id


def _facts(line: RosterLine, places: Mapping[str, Workshop]) -> tuple[str, ...]:
    language, place = current_language(), places.get(line.registration.workshop)
    is_discreet = place is not None and place.discreet
    phones = () if is_discreet else line.person.phones
    facts = (
        line.person.name,
        line.organisation_name(language),
        line.position(language),
        masked(phones[0]) if phones else "",
        f"{place.city} {place.starts_on.year} · {place.code}" if place else "",
    )
    return tuple(fact or _NOTHING for fact in facts)
