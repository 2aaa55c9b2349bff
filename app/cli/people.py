"""Invitation list in, arrivals, attendance by sheet number."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, say_remark, workshop_argument
from app.cli.workshops import session_key, session_label
from app.domain.attendance import Seen, What
from app.domain.folding import in_any_order
from app.domain.lists.proposal import RosterProposal
from app.domain.lists.reading import as_json as roster_as_json
from app.domain.on_paper import cut
from app.domain.people import Sex
from app.domain.registration import Category, RosterLine
from app.domain.sheet_numbers import sheet_numbers
from app.domain.workshop import Session
from app.errors import NumbersMissing, NumbersUnreadable, SessionUnknown
from app.i18n import N_, _, ngettext
from app.services.lists import importing
from app.services.lists import words as list_words
from app.services.people import attending, registering
from app.services.people.drafts import PersonDraft
from app.services.workshop.workshops import find
from app.store import registrations
from app.store import workshops as store
from app.wording.long_texts import too_long_words

_FILE = click.Path(path_type=Path)
_LONGEST_PIECE = 11
"""Characters of what is no number, enough to find it again."""


@command("import-list")
@workshop_argument
@click.argument("file", metavar=N_("FILE"), type=_FILE)
@click.option("--dry-run", is_flag=True, help=N_("Read and show; write nothing, open nothing."))
@for_machine
@click.option("--sheet", default="", help=N_("The sheet to read; else the one with most names."))
def import_list(workshop: str, file: Path, dry_run: bool, as_json: bool, sheet: str) -> None:
    """Take an invitation list in: .xlsx, .xls, .ods or .csv."""
    if dry_run:
        proposal = importing.read_list(file, sheet=sheet)
        if as_json:
            say_json(roster_as_json(proposal))
        else:
            _say_remark(list_words.sheets_remark(proposal))
            _say_proposal(proposal)
        return
    with installation() as here:
        workshop_id = find(here.db, workshop).id
        preview = importing.preview_list(here.db, workshop_id, file, sheet=sheet)
        outcome = importing.import_list(here.db, here.author, workshop_id, preview, now=now())
    if as_json:
        say_json(roster_as_json(preview.proposal))
        return
    _say_remark(preview.remark)
    _say_proposal(preview.proposal)
    say(importing.summary(preview))
    if outcome.count:
        say(
            ngettext("{n} line was written.", "{n} lines were written.", outcome.count).format(
                n=outcome.count
            )
        )


@command("roster")
@workshop_argument
@for_machine
def roster(workshop: str, as_json: bool) -> None:
    """List the people of a workshop by sheet number."""
    with installation() as here:
        lines = registrations.roster(here.db, find(here.db, workshop).id)
    if as_json:
        say_json({"people": [_person(line) for line in lines]})
        return
    for line in lines:
        state = "●" if line.registration.is_here else "○"
        name = line.person.name or _("to be designated")
        number = line.registration.number or "–"
        say(f"{number:>3} {state} {name}  {line.organisation_name()}")


def _person(line: RosterLine) -> dict[str, object]:
    return {
        "id": line.registration.id,
        "number": line.registration.number,
        "name": line.person.name,
        "sex": line.person.sex.value if line.person.sex else None,
        "category": line.registration.category.value,
        "status": line.registration.status.value,
        "organisation": line.organisation_name(),
        "function": line.registration.function,
        "rank": line.registration.rank,
        "phones": list(line.person.phones),
    }


@command("register")
@workshop_argument
@click.option("--name", required=True, help=N_("The name to print."))
@click.option(
    "--sex",
    type=click.Choice(["F", "M"], case_sensitive=False),
    metavar="[F|M]",
    help=N_("Woman or man, as the person says; needed for somebody who was not expected."),
)
@click.option("--organisation", default="", help=N_("Where the person comes from."))
@click.option("--function", default="", help=N_("What the person does there."))
@click.option("--rank", default="", help=N_("Military or police rank."))
@click.option(
    "--phone", "phones", multiple=True, help=N_("A telephone number; may be said several times.")
)
@click.option(
    "--category",
    type=click.Choice([one.value for one in Category]),
    default="participant",
    metavar=N_("CATEGORY"),
    show_default=True,
    help=N_(
        "What the person is here: participant, observer, facilitator, trainer, resource_person, "
        "organiser, guest, interpreter, press or support."
    ),
)
@click.option("--session", "session_name", default="", help=N_("Also present at this half-day."))
@for_machine
def register(
    workshop: str,
    name: str,
    sex: str | None,
    organisation: str,
    function: str,
    rank: str,
    phones: tuple[str, ...],
    category: str,
    session_name: str,
    as_json: bool,
) -> None:
    """Register an arrival: the expected person of that name, else a walk-in."""
    draft = PersonDraft(
        name=name,
        sex=Sex(sex.upper()) if sex else None,
        organisation=organisation,
        function=function,
        rank=rank,
        phones=phones,
        category=Category(category),
    )
    with installation() as here:
        workshop_id = find(here.db, workshop).id
        sessions = store.sessions(here.db, workshop_id)
        session_id = find_session(sessions, session_name).id if session_name else ""
        outcome = registering.arrive(
            here.db, here.author, workshop_id, draft, session_id=session_id, now=now()
        )
        line = registrations.line(here.db, outcome.subject)
        namesakes = [
            str(one.registration.number)
            for one in registrations.roster(here.db, workshop_id)
            if one.registration.id != outcome.subject
            and in_any_order(one.person.name) == in_any_order(outcome.name)
        ]
    say_remark(too_long_words([draft]))
    _say_doubts(name, namesakes)
    number = line.registration.number if line else 0
    if as_json:
        say_json({"id": outcome.subject, "name": outcome.name, "number": number})
        return
    say(_("{name} is registered, number {number}.").format(name=outcome.name, number=number))


def _say_doubts(name: str, namesakes: Sequence[str]) -> None:
    """What would look wrong about a name, and the numbers of those who bear it already."""
    remark = list_words.name_remark(name)
    if remark:
        said = _("Look again at “{name}”: {problem}.")
        say(said.format(name=cut(name), problem=remark), err=True)
    if namesakes:
        said = _("The same name is on the list already, number {numbers}. Both were kept.")
        say(said.format(numbers=", ".join(namesakes)), err=True)


@command("attend")
@workshop_argument
@click.argument("session", metavar=N_("SESSION"))
@click.option(
    "--present", default="", help=N_("Sheet numbers of those who were there, such as 1-25,28.")
)
@click.option("--absent", default="", help=N_("Sheet numbers of those who were not there."))
@click.option("--excused", default="", help=N_("Sheet numbers of those who were excused."))
@click.option(
    "--person",
    "people",
    type=(str, click.Choice([one.value for one in What])),
    metavar=N_("NAME STATE"),
    multiple=True,
    help=N_(
        "Somebody by name, or by the id of “roster --json”, whose number is two people’s: "
        "present, absent or excused. May be said several times."
    ),
)
@click.option("--why", default="", help=N_("Reason, to correct a half-day that is closed."))
@click.option("--close", is_flag=True, help=N_("Close the half-day afterwards."))
@for_machine
def attend(
    workshop: str,
    session: str,
    present: str,
    absent: str,
    excused: str,
    people: tuple[tuple[str, str], ...],
    why: str,
    close: bool,
    as_json: bool,
) -> None:
    """Enter attendance by sheet number; SESSION is 2021-10-13-am, or its place in the list."""
    marks = {"present": numbers(present), "absent": numbers(absent), "excused": numbers(excused)}
    if not (close or people or any(marks.values())):
        raise NumbersMissing
    with installation() as here:
        sessions = store.sessions(here.db, find(here.db, workshop).id)
        found = find_session(sessions, session)
        with here.db.atomic():  # the marks and the closing, or neither
            count = attending.take_numbers(
                here.db,
                here.author,
                found.id,
                **marks,
                source=Seen.SIGNED_SHEET,
                why=why,
                now=now(),
            ).count
            named = {name: What(said) for name, said in people}
            count += attending.take_people(
                here.db, here.author, found.id, named, why=why, now=now()
            ).count
            if close:
                attending.close_session(here.db, here.author, found.id, rest=None, now=now())
    if as_json:
        say_json({"session": session_key(found), "entered": count, "closed": close})
        return
    said = ngettext("{label}: {n} mark was entered.", "{label}: {n} marks were entered.", count)
    say(said.format(label=session_label(found), n=count))
    if close:
        say(_("{label} is closed.").format(label=session_label(found)))


def find_session(sessions: list[Session], name: str) -> Session:
    """The half-day that `name` means. Raises SessionUnknown when there is none, or several."""
    places = [str(place) for place in range(1, len(sessions) + 1)]
    found = [
        session
        for place, session in zip(places, sessions, strict=True)
        if name in (place, session.id, session_key(session))
    ]
    if len(found) != 1:
        raise SessionUnknown(name=name)
    return found[0]


def numbers(text: str) -> tuple[int, ...]:
    """The numbers that “1-25,28 30” says. Raises NumbersUnreadable."""
    typed = sheet_numbers(text)
    if typed.unread:
        raise NumbersUnreadable(text=typed.unread[0][:_LONGEST_PIECE])
    return typed.values


def _say_proposal(proposal: RosterProposal) -> None:
    people, checks, places = len(proposal.people), len(proposal.to_check), proposal.open_places
    say(ngettext("{n} person found.", "{n} people found.", people).format(n=people))
    if places:
        total = sum(place.count for place in places)
        say(ngettext("{n} open place.", "{n} open places.", total).format(n=total))
    if checks:
        say(ngettext("{n} line to check:", "{n} lines to check:", checks).format(n=checks))
    for person in proposal.to_check:
        words = ", ".join(_(list_words.PROBLEMS[problem]) for problem in person.problems)
        say(
            "  "
            + _("line {row}: {name} ({problems})").format(
                row=person.row, name=person.name, problems=words
            )
        )
    if proposal.ignored:
        ignored = len(proposal.ignored)
        say(ngettext("{n} row ignored:", "{n} rows ignored:", ignored).format(n=ignored))
    for line in proposal.ignored:
        text = " ".join(line.text.split())
        reason = _(list_words.REASONS[line.reason])
        said = _("line {row}: {name} ({problems})")
        say("  " + said.format(row=line.row, name=text, problems=reason))


def _say_remark(remark: str) -> None:
    if remark:
        say(remark)
