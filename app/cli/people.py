"""Invitation list in, arrivals, attendance by sheet number."""

from pathlib import Path

import click

from app.cli.opening import installation, now
from app.cli.speaking import say, say_json
from app.cli.workshops import session_key, session_label
from app.domain.attendance import Seen
from app.domain.folding import fold
from app.domain.people import Sex
from app.domain.proposal import RosterProposal
from app.domain.registration import Category, RosterLine
from app.domain.roster import as_json
from app.domain.workshop import Session
from app.errors import NumbersMissing, NumbersUnreadable, SessionUnknown
from app.i18n import _, ngettext
from app.services import attending, importing, registering
from app.services.drafts import PersonDraft
from app.services.workshops import find
from app.store import registrations
from app.store import workshops as store

_FILE = click.Path(path_type=Path)
_LARGEST_NUMBER = 99_999
"""No sheet is longer; a slip of the finger must not fill the memory."""


@click.command("import-list")
@click.argument("workshop")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Read and show; write nothing, open nothing.")
@click.option("--json", "as_json_", is_flag=True, help="For a machine.")
@click.option("--sheet", default="", help="The sheet to read; else the one with most names.")
def import_list(workshop: str, file: Path, dry_run: bool, as_json_: bool, sheet: str) -> None:
    """Take an invitation list in: .xlsx, .xls, .ods or .csv."""
    if dry_run:
        proposal = importing.read_list(file, sheet=sheet)
        if as_json_:
            say_json(as_json(proposal))
        else:
            _say_proposal(proposal)
        return
    with installation() as here:
        workshop_id = find(here.db, workshop).id
        preview = importing.preview_list(here.db, workshop_id, file, sheet=sheet)
        outcome = importing.import_list(here.db, here.author, workshop_id, preview, now=now())
    if as_json_:
        say_json(as_json(preview.proposal))
        return
    if preview.remark:
        say(preview.remark)
    _say_proposal(preview.proposal)
    say(importing.summary(preview))
    if outcome.count:
        say(
            ngettext("{n} line was written.", "{n} lines were written.", outcome.count).format(
                n=outcome.count
            )
        )


@click.command("roster")
@click.argument("workshop")
@click.option("--json", "as_json_", is_flag=True, help="For a machine.")
def roster(workshop: str, as_json_: bool) -> None:
    """List the people of a workshop by sheet number."""
    with installation() as here:
        lines = registrations.roster(here.db, find(here.db, workshop).id)
    if as_json_:
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


@click.command("register")
@click.argument("workshop")
@click.option("--name", required=True, help="The name to print.")
@click.option("--sex", type=click.Choice(["F", "M"], case_sensitive=False))
@click.option("--organisation", default="")
@click.option("--function", default="")
@click.option("--rank", default="")
@click.option("--phone", "phones", multiple=True)
@click.option(
    "--category", type=click.Choice([one.value for one in Category]), default="participant"
)
@click.option("--session", "session_name", default="", help="Also present at this half-day.")
@click.option("--json", "as_json_", is_flag=True, help="For a machine.")
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
    as_json_: bool,
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
        session = find_session(store.sessions(here.db, workshop_id), session_name)
        outcome = registering.arrive(
            here.db, here.author, workshop_id, draft, session_id=session, now=now()
        )
        line = registrations.line(here.db, outcome.subject)
        namesakes = [
            str(one.registration.number)
            for one in registrations.roster(here.db, workshop_id)
            if one.registration.id != outcome.subject
            and sorted(fold(one.person.name).split()) == sorted(fold(outcome.name).split())
        ]
    if namesakes:
        said = _("The same name is on the list already, number {numbers}. Both were kept.")
        say(said.format(numbers=", ".join(namesakes)), err=True)
    number = line.registration.number if line else 0
    if as_json_:
        say_json({"id": outcome.subject, "name": outcome.name, "number": number})
        return
    say(_("{name} is registered, number {number}.").format(name=outcome.name, number=number))


@click.command("attend")
@click.argument("workshop")
@click.argument("session")
@click.option("--present", default="", help="Sheet numbers, such as 1-25,28.")
@click.option("--absent", default="", help="Sheet numbers.")
@click.option("--excused", default="", help="Sheet numbers.")
@click.option("--why", default="", help="Reason, to correct a half-day that is closed.")
@click.option("--close", is_flag=True, help="Close the half-day afterwards.")
def attend(
    workshop: str, session: str, present: str, absent: str, excused: str, why: str, close: bool
) -> None:
    """Enter attendance by sheet number; SESSION is 2021-10-13-am, or its place in the list."""
    if not (present or absent or excused or close):
        raise NumbersMissing
    with installation() as here:
        sessions = store.sessions(here.db, find(here.db, workshop).id)
        session_id = find_session(sessions, session)
        outcome = attending.take_numbers(
            here.db,
            here.author,
            session_id,
            present=numbers(present),
            absent=numbers(absent),
            excused=numbers(excused),
            source=Seen.SIGNED_SHEET,
            why=why,
            now=now(),
        )
        if close:
            attending.close_session(here.db, here.author, session_id, rest=None, now=now())
    label = next(session_label(one) for one in sessions if one.id == session_id)
    count = outcome.count
    say(
        ngettext(
            "{label}: {n} mark was entered.", "{label}: {n} marks were entered.", count
        ).format(label=label, n=count)
    )


def find_session(sessions: list[Session], name: str) -> str:
    """The id of the half-day that `name` means; "" for no name. Raises SessionUnknown."""
    if not name:
        return ""
    if name.isdecimal() and 1 <= int(name) <= len(sessions):
        return sessions[int(name) - 1].id
    for session in sessions:
        if name in (session.id, session_key(session)):
            return session.id
    raise SessionUnknown(name=name)


def numbers(text: str) -> list[int]:
    """The numbers that “1-25,28 30” says. Raises NumbersUnreadable."""
    found: list[int] = []
    for piece in text.replace(",", " ").replace(";", " ").split():
        first, dash, last = piece.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise NumbersUnreadable(text=piece)
        start, stop = int(first), int(last or first)
        if not start <= stop <= _LARGEST_NUMBER:
            raise NumbersUnreadable(text=piece)
        found += range(start, stop + 1)
    return found


def _say_proposal(proposal: RosterProposal) -> None:
    people, checks, places = len(proposal.people), len(proposal.to_check), proposal.open_places
    say(ngettext("{n} person found.", "{n} people found.", people).format(n=people))
    if places:
        total = sum(place.count for place in places)
        say(ngettext("{n} open place.", "{n} open places.", total).format(n=total))
    if checks:
        say(ngettext("{n} line to check:", "{n} lines to check:", checks).format(n=checks))
    for person in proposal.to_check:
        words = ", ".join(_(importing.PROBLEMS[problem]) for problem in person.problems)
        say(
            "  "
            + _("line {row}: {name} ({problems})").format(
                row=person.row, name=person.name, problems=words
            )
        )
