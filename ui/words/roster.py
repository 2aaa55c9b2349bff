"""How a line of the roster is said on screen."""

from collections.abc import Sequence

from app.domain.registration import Category, RosterLine, Status
from app.i18n import N_, _
from app.wording.people import printed_name
from ui.models.roster import PersonRow
from ui.models.shapes import Shape

_WORDS = {
    Status.INVITED: N_("not here yet"),
    Status.CONFIRMED: N_("confirmed"),
    Status.REGISTERED: N_("arrival"),
    Status.WITHDRAWN: N_("withdrawn"),
    Status.REPLACED: N_("replaced"),
    Status.NO_SHOW: N_("did not come"),
}


CATEGORIES = {
    Category.PARTICIPANT: N_("Participant"),
    Category.OBSERVER: N_("Observer"),
    Category.FACILITATOR: N_("Facilitator"),
    Category.TRAINER: N_("Trainer"),
    Category.RESOURCE_PERSON: N_("Resource person"),
    Category.ORGANISER: N_("Organizing team"),
    Category.GUEST: N_("Official guest"),
    Category.INTERPRETER: N_("Interpreter"),
    Category.PRESS: N_("Press"),
    Category.SUPPORT: N_("Support staff"),
}
"""Why somebody is in the room, in words."""


def list_name(line: RosterLine) -> str:
    """The name as the sheet prints it; « à désigner » for an open place."""
    return printed_name(line.person, "list") if line.person.name else _("to be named")


def person_row(line: RosterLine, language: str, spans: Sequence[tuple[int, int]] = ()) -> PersonRow:
    """`line` as the list shows it, organisation and function in `language`."""
    return PersonRow(
        line=line,
        name=list_name(line),
        detail=detail_words(line, language),
        state=state_words(line),
        shape=state_shape(line),
        spans=spans,
    )


def clock_time(at: str) -> str:
    """« 08:31 » of a stored local time; empty for none."""
    return at[11:16]


def state_words(line: RosterLine) -> str:
    """« arrivée 08:31 », « pas encore là »: nothing in it depends on who it is."""
    registration = line.registration
    if registration.is_here and registration.arrived_at:
        return _("arrival {time}").format(time=clock_time(registration.arrived_at))
    return _(_WORDS[registration.status])


def state_shape(line: RosterLine) -> Shape:
    """What the words of the state say, as a shape."""
    if line.registration.is_here:
        return Shape.DISC
    return Shape.RING if line.registration.is_expected else Shape.DASH


def other_status(line: RosterLine, *, is_over: bool) -> tuple[Status, str] | None:
    """What else the desk may say of somebody, and the words for it; `is_over`: the last day was.

    None for who was replaced: the newcomer has the place.
    """
    registration = line.registration
    if registration.status is Status.REPLACED:
        return None
    if not (registration.is_here or registration.is_expected):
        return Status.INVITED, N_("Put back on the list")
    if is_over and not registration.is_here:
        return Status.NO_SHOW, N_("Note that nobody came")
    return Status.WITHDRAWN, N_("Note the withdrawal")


def detail_words(line: RosterLine, language: str) -> str:
    """« F   Police des frontières · Commissaire principal »."""
    sex = line.person.sex.value if line.person.sex else "?"
    said = filter(None, (line.organisation_name(language), line.position(language)))
    return f"{sex}\u2003{' · '.join(said)}"
