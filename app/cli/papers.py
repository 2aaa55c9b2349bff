"""Papers and figures: sheets, certificates, the report."""

from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from app.cli.opening import installation, now
from app.cli.speaking import paper_language, say, say_json
from app.domain.statistics import Count
from app.errors import NumberUnknown
from app.files import write_file
from app.i18n import _, ngettext
from app.services import certifying, printing, reporting
from app.services.workshops import find
from app.store import workshops as store

_OUT = click.option("--out", type=click.Path(path_type=Path), required=True, help="The PDF.")


@click.command("sheets")
@click.argument("workshop")
@_OUT
@paper_language
@click.option("--layout", type=click.Choice(["days", "grid"]), default="days", show_default=True)
@click.option(
    "--variant", type=click.Choice(["complete", "no_contacts", "discreet"]), default="complete"
)
@click.option("--blank-rows", type=click.IntRange(0, 20), default=6, show_default=True)
@click.option("--state", is_flag=True, help="With what was entered, instead of a sheet to sign.")
def sheets(
    workshop: str,
    out: Path,
    language: str,
    layout: Literal["days", "grid"],
    variant: Literal["complete", "no_contacts", "discreet"],
    blank_rows: int,
    state: bool,
) -> None:
    """Write the attendance sheets to sign, a page or more for each day."""
    options = printing.SheetOptions(
        layout=layout,
        variant=variant,
        language=_language(language),
        blank_rows=blank_rows,
        state=state,
    )
    with installation() as here:
        data = printing.sheet_pdf(here.db, find(here.db, workshop).id, options)
    write_file(out, data)
    say(_("Written: {path}").format(path=out))


@click.command("certificates")
@click.argument("workshop")
@_OUT
@paper_language
@click.option("--issued-on", type=click.DateTime(["%Y-%m-%d"]), help="Else the last day.")
@click.option("--number", "numbers_", type=int, multiple=True, help="Only this sheet number.")
@click.option("--reason", default="", help="Issue also below the threshold, and why.")
def certificates(
    workshop: str,
    out: Path,
    language: str,
    issued_on: datetime | None,
    numbers_: tuple[int, ...],
    reason: str,
) -> None:
    """Issue what is earned and not issued yet, then write all certificates."""
    with installation() as here:
        found = find(here.db, workshop)
        day: date = issued_on.date() if issued_on else found.ends_on
        candidates = certifying.candidates(here.db, found.id)
        unknown = set(numbers_) - {one.line.registration.number for one in candidates}
        if unknown:
            raise NumberUnknown(numbers=", ".join(map(str, sorted(unknown))))
        chosen = [
            one.line.registration.id
            for one in candidates
            if not numbers_ or one.line.registration.number in numbers_
        ]
        certifying.issue_certificates(
            here.db,
            here.author,
            here.key.sign_raw,
            found.id,
            now=now(),
            issued_on=day,
            registration_ids=chosen,
            reason=reason,
        )
        data = printing.certificates_pdf(here.db, found.id, _language(language), chosen)
        issued = [one for one in certifying.candidates(here.db, found.id) if one.certificate]
    write_file(out, data)
    count = len([one for one in issued if one.line.registration.id in chosen])
    say(
        ngettext(
            "{n} certificate was written: {path}", "{n} certificates were written: {path}", count
        ).format(n=count, path=out)
    )
    for one in candidates:
        if not one.eligibility.is_met and not reason and one.line.registration.id in chosen:
            say(
                _("{name}: attendance too low ({h} of {n} half-days)").format(
                    name=one.line.person.name,
                    h=one.eligibility.attended,
                    n=one.eligibility.counting,
                )
            )


@click.command("report")
@click.argument("scope", metavar="WORKSHOP-OR-SERIES")
@paper_language
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def report(scope: str, language: str, as_json: bool) -> None:
    """Print the figures and the sentences of a workshop, or of a series."""
    with installation() as here:
        workshops = reporting.scope(here.db, scope)
        figures = [reporting.figures(here.db, one) for one in workshops]
        spoken = ("fr", "en") if language == "both" else (language,)
        texts = {code: reporting.text(here.db, workshops, code) for code in spoken}
        series = store.series(here.db, workshops[0].series)
    if as_json:
        total = sum((one.participants for one in figures), Count())
        say_json(
            {
                "series": series.name.en if series and len(workshops) > 1 else None,
                "participants": _figures(total),
                "workshops": [_workshop(one) for one in figures],
                "text": texts,
            }
        )
        return
    for text in texts.values():
        say(text)


def _workshop(found: reporting.Figures) -> dict[str, object]:
    return {
        "code": found.workshop.code,
        "city": found.workshop.city,
        "country": found.workshop.country,
        "invited": found.invited,
        "participants": _figures(found.participants),
        "observers": _figures(found.observers),
        "sessions": [
            {
                "on": one.session.on.isoformat(),
                "part": one.session.part.value,
                "present": _figures(one.present),
                "not_entered": one.not_entered,
            }
            for one in found.by_session
        ],
    }


def _figures(found: Count) -> dict[str, int]:
    return {
        "total": found.total,
        "women": found.women,
        "men": found.men,
        "unknown": found.unknown,
    }


def _language(code: str) -> Literal["fr", "en", "both"]:
    return "en" if code == "en" else "both" if code == "both" else "fr"
