"""`emarge workshop`: the workshops of this installation."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

import click

from app.cli import agreed
from app.cli.commands import Commands
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, say_remark, workshop_argument
from app.domain.bilingual import Bilingual
from app.domain.workshop import Session
from app.errors import ThresholdWrong
from app.i18n import N_, _, current_language
from app.services.workshop import seeding
from app.services.workshop import workshops as services
from app.services.workshop.workshop_facts import WorkshopFacts, facts_of
from app.store import registrations
from app.store import workshops as store
from app.wording.dates import period, session_name
from app.wording.long_texts import too_long_words

_Function = TypeVar("_Function", bound=Callable[..., Any])
Draft = TypeVar("Draft", bound=WorkshopFacts)


_BILINGUAL = ("title", "short", "kind", "programme")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(?:/([1-9]\d{0,2})|(%))?")

_OPTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--title", {"help": N_("Title in French.")}),
    ("--title-en", {"help": N_("Title in English.")}),
    ("--short", {"help": N_("Title in a few words, in French.")}),
    ("--short-en", {"help": N_("Title in a few words, in English.")}),
    ("--kind", {"help": N_("What it is, in French: atelier, atelier national, formation…")}),
    ("--kind-en", {"help": N_("What it is, in English: workshop, national workshop…")}),
    ("--country", {"help": N_("Country in two letters, such as ML or NE; ML for a new workshop.")}),
    ("--code", {"help": N_("Code YYYY-CIT-NN; the next free one for a new workshop.")}),
    ("--venue", {"help": N_("Hall or hotel, in French.")}),
    ("--venue-en", {"help": N_("Hall or hotel, in English.")}),
    ("--programme", {"help": N_("Programme that it belongs to, in French.")}),
    ("--programme-en", {"help": N_("Programme that it belongs to, in English.")}),
    (
        "--threshold",
        {"help": N_("Share of the half-days that earns a certificate, such as 80% or 4/5.")},
    ),
    (
        "--discreet/--no-discreet",
        {"default": None, "help": N_("Whether its papers and files name as little as they can.")},
    ),
)
"""What is agreed about a workshop, by the names of its facts."""


def _facts(*, required: bool) -> Callable[[_Function], _Function]:
    """Options for everything that is agreed; a new workshop has at least a city and a day."""

    def give(function: _Function) -> _Function:
        for name, more in reversed(_OPTIONS):
            function = click.option(name, **more)(function)
        last, first = N_("Last day; the first one for a new workshop."), N_("First day.")
        date: dict[str, Any] = {"type": click.DateTime(["%Y-%m-%d"]), "metavar": N_("YYYY-MM-DD")}
        function = click.option("--to", "ends_on", help=last, **date)(function)
        function = click.option("--from", "starts_on", required=required, help=first, **date)(
            function
        )
        return click.option("--city", required=required, help=N_("City."))(function)

    return give


@click.group(cls=Commands)
def workshop() -> None:
    """Workshops of this installation."""


@workshop.command("list", help=N_("List the workshops."))
@for_machine
def _list(as_json: bool) -> None:
    with installation() as here:
        known = store.all_(here.db)
        rows = [
            {
                "id": one.id,
                "code": one.code,
                "title_fr": one.title.fr,
                "title_en": one.title.en,
                "city": one.city,
                "starts_on": one.starts_on.isoformat(),
                "ends_on": one.ends_on.isoformat(),
                "registered": sum(
                    line.registration.is_here for line in registrations.roster(here.db, one.id)
                ),
            }
            for one in known
        ]
    if as_json:
        say_json({"workshops": rows})
        return
    if not known:
        say(_("There is no workshop here yet. “emarge workshop new” creates one."))
    for one in known:
        when = period(one.starts_on, one.ends_on, current_language())
        say(f"{one.code}  {one.city}, {when}  {one.heading(current_language())}")


@workshop.command("new", help=N_("Create a workshop; its half-days are proposed from the dates."))
@_facts(required=True)
@for_machine
def _new(as_json: bool, **typed: Any) -> None:
    first = typed["starts_on"].date()
    blank = services.WorkshopDraft(
        title=Bilingual(), city="", country="ML", starts_on=first, ends_on=first
    )
    draft = _with(blank, typed)
    with installation(create=True) as here:
        outcome = services.create_workshop(here.db, here.author, draft, now=now())
        sessions = store.sessions(here.db, outcome.subject)
    say_remark(too_long_words([draft]))
    if as_json:
        keys = [session_key(session) for session in sessions]
        say_json({"id": outcome.subject, "code": outcome.name, "sessions": keys})
        return
    say(_("Workshop {code} was created, with these half-days:").format(code=outcome.name))
    _say_sessions(sessions)


@workshop.command("correct", help=N_("Correct a workshop: only what is said here changes."))
@workshop_argument
@_facts(required=False)
@for_machine
def _correct(workshop: str, as_json: bool, **typed: Any) -> None:
    with installation() as here:
        found = services.find(here.db, workshop)
        facts = _with(facts_of(found), typed)
        outcome = services.correct_workshop(here.db, here.author, found.id, facts, now=now())
        sessions = store.sessions(here.db, found.id)
    say_remark(too_long_words([facts]))
    if as_json:
        keys = [session_key(session) for session in sessions]
        say_json({"id": found.id, "code": outcome.name, "sessions": keys})
        return
    say(_("Workshop {code} was corrected. Its half-days:").format(code=outcome.name))
    _say_sessions(sessions)


@workshop.command("sessions", help=N_("List the half-days of a workshop."))
@workshop_argument
@for_machine
def _sessions(workshop: str, as_json: bool) -> None:
    with installation() as here:
        known = store.sessions(here.db, services.find(here.db, workshop).id)
    if as_json:
        say_json({"sessions": [_session(session) for session in known]})
        return
    _say_sessions(known)


for _more in (
    agreed.show,
    agreed.partner,
    agreed.partner_removed,
    agreed.signatory,
    agreed.signatory_removed,
):
    workshop.add_command(_more)


@workshop.command("seed", help=N_("Load one of the example workshops, without its people."))
@click.argument("key", type=click.Choice(seeding.seed_workshops()))
@for_machine
def _seed(key: str, as_json: bool) -> None:
    with installation(create=True) as here:
        outcome = seeding.load_workshop(here.db, here.author, key, now=now())
    if as_json:
        say_json({"id": outcome.subject, "code": outcome.name})
        return
    say(_("Workshop {code} was loaded.").format(code=outcome.name))


def _with(facts: Draft, typed: Mapping[str, Any]) -> Draft:
    """`facts` with what was typed; what was left out is None and stays as it is."""
    said = {name: value for name, value in typed.items() if value is not None}
    for name in ("starts_on", "ends_on"):
        if name in said:
            said[name] = said[name].date()
    for name in _BILINGUAL:
        before = getattr(facts, name)
        said[name] = Bilingual(said.get(name, before.fr), said.pop(f"{name}_en", before.en))
    if "threshold" in said:
        said["threshold"] = share(said["threshold"])
    return replace(facts, **said)


def share(text: str) -> Fraction:
    """The share that “80 %”, “4/5” or “0.8” says. Raises ThresholdWrong."""
    found = _SHARE.fullmatch("".join(text.split()).replace(",", "."))
    if not found:
        raise ThresholdWrong
    number, divisor, percent = found.groups()
    return Fraction(number) / (100 if percent else int(divisor or 1))


def _say_sessions(sessions: Iterable[Session]) -> None:
    for session in sessions:
        say(f"{session_key(session)}  {session_label(session)}")


def _session(one: Session) -> dict[str, object]:
    return {
        "key": session_key(one),
        "on": one.on.isoformat(),
        "part": one.part.value,
        "label": one.label,
        "counts": one.counts,
        "state": one.state.value,
    }


def session_key(session: Session) -> str:
    """How a half-day is named on the command line: 2021-10-13-am."""
    return f"{session.on.isoformat()}-{_PARTS[session.part.value]}"


def session_label(session: Session) -> str:
    """A half-day in words."""
    return session_name(session.on, session.part, current_language())


_PARTS = {"morning": "am", "afternoon": "pm", "other": "other"}
