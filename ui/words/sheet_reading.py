"""What the numbers of a signed sheet would change, in words."""

from collections.abc import Iterable

from app.domain.attendance import What
from app.domain.presence import SheetReading
from app.domain.registration import RosterLine
from app.domain.sheet_numbers import SheetNumbers
from app.i18n import _, ngettext
from app.wording.people import isolated
from ui.words.attendance import mark_words
from ui.words.roster import list_name

_MOST_NAMES = 8


def names_in_a_row(lines: Iterable[RosterLine]) -> str:
    """« 3 COULIBALY Mariam, 14 KONÉ Salif et 2 autres »: enough to know whom it is about."""
    found = [f"{line.registration.number} {isolated(list_name(line))}" for line in lines]
    shown, more = found[:_MOST_NAMES], len(found[_MOST_NAMES:])
    words = ", ".join(shown)
    if not more:
        return words
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
        names=words, n=more
    )


def reading_words(reading: SheetReading, what: What) -> list[str]:
    """The difference by name, from what to what, and the number that the paper must show."""
    groups: dict[str, list[RosterLine]] = {}
    for line, known in reading.changed:
        groups.setdefault(mark_words(known), []).append(line)
    new = {What.PRESENT: _("Present"), What.ABSENT: _("Absent")}.get(what, "")
    said = [
        _("{before} → {after}: {names}").format(
            before=before, after=new, names=names_in_a_row(lines)
        )
        for before, lines in groups.items()
    ]
    if not reading.changed:
        said.append(_("The screen says the same already: nothing to change."))
    if reading.missing:
        names = names_in_a_row(reading.missing)
        said.append(
            _("Present on the screen, not among these numbers: {names}").format(names=names)
        )
    if reading.before != reading.after:
        said.append(
            _("Present on the screen: {before}. Afterwards: {after}.").format(
                before=reading.before, after=reading.after
            )
        )
    return said


def wrong_words(numbers: SheetNumbers, reading: SheetReading) -> str:
    """Why these numbers cannot be entered; empty when they can."""
    if numbers.unread:
        return _("“{text}” is not a number of the sheet. Type numbers such as 1-25 28.").format(
            text=" ".join(numbers.unread)
        )
    if reading.unknown:
        found = ", ".join(map(str, reading.unknown[:_MOST_NAMES]))
        return ngettext(
            "Nobody on the sheet has number {numbers}.",
            "Nobody on the sheet has numbers {numbers}.",
            len(reading.unknown),
        ).format(numbers=found)
    return ""
