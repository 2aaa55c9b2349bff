"""`emarge import`: one file that came, with what it brings."""

from collections.abc import Sequence
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.comparing import brought, hear_digits, say_enrolment
from app.cli.opening import installation, now
from app.cli.settling import say_to_settle
from app.cli.speaking import for_machine, say, say_json
from app.i18n import N_, _
from app.services import findings
from app.services.travelling.acknowledging import ReceiptPreview
from app.services.travelling.enrolling import EnrolmentPreview
from app.services.travelling.merging import BundlePreview
from app.services.travelling.receiving import Preview, apply, preview_file, receive

_FILE = click.Path(path_type=Path)


@command("import")
@click.argument("file", metavar=N_("FILE"), type=_FILE)
@click.option("--dry-run", is_flag=True, help=N_("Show what it would bring; write nothing."))
@click.option(
    "--accept",
    is_flag=True,
    help=N_("Take in a bundle of a laptop that was restored or copied, and that you know."),
)
@click.option(
    "--digits", default="", help=N_("The digits that headquarters reads aloud, to be enrolled.")
)
@for_machine
def import_(file: Path, dry_run: bool, accept: bool, digits: str, as_json: bool) -> None:
    """Take in a file that came: a colleague's bundle, an enrolment, a receipt."""
    with installation(create=True) as here:
        if dry_run:
            preview = preview_file(here.db, here.key, file, accept=accept)
        else:
            preview = receive(here.db, here.key, file, now=now(), accept=accept)
            if isinstance(preview, EnrolmentPreview) and not (digits or as_json):
                digits = hear_digits(preview)
            apply(here.db, preview, now=now(), digits=digits)
        wanted = [preview.opened.facts.workshop] if isinstance(preview, BundlePreview) else []
        to_settle = findings.said(here.db, wanted)
    if as_json:
        say_json({**_facts(preview), "applied": not dry_run})
    else:
        _say(preview, is_applied=not dry_run)
        say_to_settle(to_settle)


def _facts(preview: Preview) -> dict[str, object]:
    match preview:
        case EnrolmentPreview():
            return {
                "kind": "enrolment",
                "fingerprint": preview.fingerprint,
                "headquarters": preview.signer,
                "n": preview.enrolment.n,
                "known_headquarters": preview.is_known_signer,
                "new_laptops": list(preview.changes.new),
                "other_key": list(preview.changes.other_key),
                "gone": list(preview.changes.gone),
                "keys": preview.changes.keys,
                "workshops": [one.code for one in preview.enrolment.workshops],
                "in_place_of": lost.name if (lost := preview.enrolment.in_place_of) else "",
            }
        case ReceiptPreview():
            return {
                "kind": "receipt",
                "safe": list(preview.safe),
                "refused": {str(number): why for number, why in preview.refused.items()},
                "awaited": list(preview.awaited),
                "conflicts": preview.conflicts,
            }
        case BundlePreview():
            return {
                "kind": "bundle",
                "workshop": preview.code,
                "device": preview.opened.facts.device,
                "n": preview.opened.facts.n,
                "new": preview.new,
                "known": preview.known,
                "missing": list(preview.missing),
                "repeat": preview.is_repeat,
            }


def _say(preview: Preview, *, is_applied: bool) -> None:
    match preview:
        case EnrolmentPreview():
            _say_enrolment(preview, is_applied=is_applied)
        case ReceiptPreview():
            _say_receipt(preview)
        case BundlePreview():
            _say_bundle(preview)


def _say_enrolment(preview: EnrolmentPreview, *, is_applied: bool) -> None:
    if preview.is_known_signer or not is_applied:
        say_enrolment(preview)
    if is_applied:
        said = _("This laptop follows {name}: what it sends is sealed to that headquarters.")
        say(said.format(name=preview.signer))
        for line in () if preview.is_known_signer else brought(preview.enrolment):
            say(line)
    elif not preview.is_known_signer:
        said = _("Compare aloud: {digits}")
        say(said.format(digits=preview.fingerprint))


def _say_receipt(preview: ReceiptPreview) -> None:
    """Files are told by their numbers; what there is none of is not mentioned."""
    told = (
        (_("Safe at headquarters, files number: {numbers}."), preview.safe),
        (_("Set aside at headquarters, files number: {numbers}."), list(preview.refused)),
        (_("Not arrived there yet, files number: {numbers}."), preview.awaited),
    )
    for said, numbers in told:
        if numbers:
            say(said.format(numbers=_joined(numbers)))
    if not any(numbers for _said, numbers in told):
        say(_("The receipt names no file of this laptop."))


def _say_bundle(preview: BundlePreview) -> None:
    said = _("{code}, from {device}: {new} new, {known} already known.")
    say(
        said.format(
            code=preview.code, device=preview.device_name, new=preview.new, known=preview.known
        )
    )
    if preview.missing:
        said = _("Files of this laptop that never arrived here: {numbers}.")
        say(said.format(numbers=_joined(preview.missing)))


def _joined(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
