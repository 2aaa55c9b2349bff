"""`emarge workshop`: the workshops of this installation."""

from datetime import datetime

import click

from app.cli.opening import installation, now
from app.cli.speaking import Commands, say, say_json
from app.domain.bilingual import Bilingual
from app.domain.workshop import Session
from app.i18n import _, current_language
from app.services import seeding
from app.services import workshops as services
from app.store import registrations
from app.store import workshops as store
from app.wording.dates import period, session_name

_DATE = click.DateTime(["%Y-%m-%d"])


@click.group(cls=Commands)
def workshop() -> None:
    """Workshops of this installation."""


@workshop.command("list")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def list_(as_json: bool) -> None:
    """List the workshops."""
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


@workshop.command("new")
@click.option("--title", required=True, help="Title in French.")
@click.option("--title-en", default="", help="Title in English.")
@click.option("--city", required=True)
@click.option("--country", default="ML", show_default=True, help="Two letters, such as ML or NE.")
@click.option("--from", "starts_on", type=_DATE, required=True, help="First day, YYYY-MM-DD.")
@click.option("--to", "ends_on", type=_DATE, help="Last day; the first one when left out.")
@click.option("--code", default="", help="AAAA-VIL-NN; the next free one when left out.")
@click.option("--venue", default="")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def new(
    title: str,
    title_en: str,
    city: str,
    country: str,
    starts_on: datetime,
    ends_on: datetime | None,
    code: str,
    venue: str,
    as_json: bool,
) -> None:
    """Create a workshop; its half-days are proposed from the dates."""
    draft = services.WorkshopDraft(
        title=Bilingual(title, title_en),
        city=city,
        country=country.upper(),
        starts_on=starts_on.date(),
        ends_on=(ends_on or starts_on).date(),
        code=code,
        venue=venue,
    )
    with installation(create=True) as here:
        outcome = services.create_workshop(here.db, here.author, draft, now=now())
        sessions = store.sessions(here.db, outcome.subject)
    if as_json:
        keys = [session_key(session) for session in sessions]
        say_json({"id": outcome.subject, "code": outcome.name, "sessions": keys})
        return
    say(_("Workshop {code} was created, with these half-days:").format(code=outcome.name))
    for session in sessions:
        say(f"  {session_key(session)}  {session_label(session)}")


@workshop.command("sessions")
@click.argument("name", metavar="WORKSHOP")
def sessions_(name: str) -> None:
    """List the half-days of a workshop."""
    with installation() as here:
        known = store.sessions(here.db, services.find(here.db, name).id)
    for session in known:
        say(f"{session_key(session)}  {session_label(session)}")


@workshop.command("seed")
@click.argument("key", type=click.Choice(seeding.seed_workshops()))
def seed(key: str) -> None:
    """Load one of the example workshops, without its people."""
    with installation(create=True) as here:
        outcome = seeding.load_workshop(here.db, here.author, key, now=now())
    say(_("Workshop {code} was loaded.").format(code=outcome.name))


def session_key(session: Session) -> str:
    """How a half-day is named on the command line: 2021-10-13-am."""
    return f"{session.on.isoformat()}-{_PARTS[session.part.value]}"


def session_label(session: Session) -> str:
    """A half-day in words."""
    return session_name(session.on, session.part, current_language())


_PARTS = {"morning": "am", "afternoon": "pm", "other": "other"}
