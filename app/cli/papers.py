"""Papers and figures: sheets, certificates, the report."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from app.cli.commands import command
from app.cli.opening import installation, now
from app.cli.speaking import (
    for_machine,
    paper_language,
    say,
    say_json,
    say_remark,
    shown,
    workshop_argument,
)
from app.domain.sheet_numbers import LARGEST
from app.domain.workshop import Workshop
from app.errors import IssuedTooEarly, NumberUnknown
from app.files import write_file
from app.i18n import N_, _, ngettext
from app.services.care.installation import Installation
from app.services.papers import certifying, printing, reporting
from app.services.travelling import figures_json
from app.services.workshop.workshops import find
from app.store import workshops as store

_OUT = click.option(
    "--out", type=click.Path(path_type=Path), required=True, help=N_("The PDF to write.")
)


@command("sheets")
@workshop_argument
@_OUT
@paper_language
@click.option(
    "--layout",
    type=click.Choice(["days", "grid"]),
    default="days",
    show_default=True,
    help=N_("A sheet for each day, or all half-days on one."),
)
@click.option(
    "--variant",
    type=click.Choice(["complete", "no_contacts", "discreet"]),
    default="complete",
    show_default=True,
    help=N_("How much of each person it shows."),
)
@click.option(
    "--blank-rows",
    type=click.IntRange(0, 20),
    metavar=N_("NUMBER"),
    default=6,
    show_default=True,
    help=N_("Rows for those who come unannounced, 20 at most."),
)
@click.option(
    "--state", is_flag=True, help=N_("With what was entered, instead of a sheet to sign.")
)
@for_machine
def sheets(
    workshop: str,
    out: Path,
    language: str,
    layout: Literal["days", "grid"],
    variant: Literal["complete", "no_contacts", "discreet"],
    blank_rows: int,
    state: bool,
    as_json: bool,
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
        workshop_id = find(here.db, workshop).id
        say_remark(printing.cut_words(here.db, workshop_id))
        data = printing.sheet_pdf(here.db, workshop_id, options)
    write_file(out, data, private=True)
    if as_json:
        say_json({"path": str(out)})
        return
    say(_("Written: {path}").format(path=shown(out)))


@command("certificates")
@workshop_argument
@_OUT
@paper_language
@click.option(
    "--issued-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar=N_("YYYY-MM-DD"),
    help=N_("Date that they bear; the workshop’s last day when left out."),
)
@click.option(
    "--number",
    "wanted",
    type=click.IntRange(1, LARGEST),
    metavar=N_("NUMBER"),
    multiple=True,
    help=N_("Only this number of the sheet; may be said several times."),
)
@click.option("--reason", default="", help=N_("Issue also below the threshold, and why."))
@for_machine
def certificates(
    workshop: str,
    out: Path,
    language: str,
    issued_on: datetime | None,
    wanted: tuple[int, ...],
    reason: str,
    as_json: bool,
) -> None:
    """Issue what is earned and not issued yet, then write all certificates."""
    with installation() as here:
        found = find(here.db, workshop)
        day = _issue_day(found, issued_on)
        chosen = _chosen(certifying.candidates(here.db, found.id), wanted)
        lapsed = [one for one in chosen if one.has_lapsed and not reason]
        _say_lapsed(lapsed)
        kept = [one for one in chosen if one not in lapsed]
        ids = [one.line.registration.id for one in kept]
        # Where nothing is to be issued, those that hold one are printed again all the same.
        if reason or any(one.qualifies for one in kept) or not any(one.certificate for one in kept):
            _issue(here, found, ids, day, reason)
        say_remark(printing.cut_words(here.db, found.id))
        data = printing.certificates_pdf(here.db, found.id, _language(language), ids)
        issued = [
            one.certificate.number
            for one in certifying.candidates(here.db, found.id)
            if one.certificate and one.line.registration.id in ids
        ]
    write_file(out, data, private=True)
    below = (
        []
        if reason
        else [one for one in chosen if not one.eligibility.is_met and one not in lapsed]
    )
    if as_json:
        say_json(
            {
                "path": str(out),
                "issued": issued,
                "below": [_below(one) for one in below],
                "lapsed": [_below(one) for one in lapsed],
            }
        )
        return
    _say_issued(out, len(issued), below)


def _issue(
    here: Installation, workshop: Workshop, ids: Collection[str], day: date, reason: str
) -> None:
    certifying.issue_certificates(
        here.db,
        here.author,
        here.key.sign_raw,
        workshop.id,
        now=now(),
        issued_on=day,
        registration_ids=ids,
        reason=reason,
    )


def _issue_day(workshop: Workshop, wanted: datetime | None) -> date:
    """The date to print: the wanted one, else the last day. Raises IssuedTooEarly."""
    day = wanted.date() if wanted else workshop.ends_on
    if day < workshop.starts_on:
        raise IssuedTooEarly(day=workshop.starts_on.isoformat())
    return day


def _chosen(
    candidates: Sequence[certifying.Candidate], wanted: Collection[int]
) -> list[certifying.Candidate]:
    """The candidates with the wanted numbers, all when none is named. Raises NumberUnknown."""
    unknown = set(wanted) - {one.line.registration.number for one in candidates}
    if unknown:
        raise NumberUnknown(numbers=", ".join(map(str, sorted(unknown))))
    return [one for one in candidates if not wanted or one.line.registration.number in wanted]


def _say_issued(out: Path, count: int, below: Sequence[certifying.Candidate]) -> None:
    say(
        ngettext(
            "{n} certificate was written: {path}", "{n} certificates were written: {path}", count
        ).format(n=count, path=shown(out))
    )
    for one in below:
        say(
            _("{name}: attendance too low ({h} of {n} half-days)").format(
                name=one.line.person.name,
                h=one.eligibility.attended,
                n=one.eligibility.counting,
            )
        )


def _say_lapsed(lapsed: Sequence[certifying.Candidate]) -> None:
    """They are not printed again: somebody first says what is to become of the paper."""
    said = _(
        "{name}: the certificate is not earned any more ({h} of {n} half-days). "
        "Correct the attendance, withdraw it, or give a reason."
    )
    for one in lapsed:
        held = one.eligibility
        say(
            said.format(name=one.line.person.name, h=held.attended, n=held.counting),
            err=True,
        )


def _below(one: certifying.Candidate) -> dict[str, object]:
    return {
        "number": one.line.registration.number,
        "name": one.line.person.name,
        "attended": one.eligibility.attended,
        "counting": one.eligibility.counting,
    }


@command("report")
@click.argument("scope", metavar=N_("WORKSHOP-OR-SERIES"))
@paper_language
@for_machine
def report(scope: str, language: str, as_json: bool) -> None:
    """Print the figures and the sentences of a workshop, or of a series."""
    with installation() as here:
        workshops = reporting.scope(here.db, scope)
        figures = [reporting.figures(here.db, one) for one in workshops]
        spoken = ("fr", "en") if language == "both" else (language,)
        texts = {code: reporting.text(here.db, figures, code) for code in spoken}
        series = store.series(here.db, workshops[0].series)
    if as_json:
        say_json(figures_json.of_scope(figures, series, texts))
        return
    for text in texts.values():
        say(text)


def _language(code: str) -> Literal["fr", "en", "both"]:
    return "en" if code == "en" else "both" if code == "both" else "fr"
