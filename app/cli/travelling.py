"""Files that go, and what is in them: this laptop's card, bundles, their verification."""

from pathlib import Path

import click

from app.cli.commands import Commands, command
from app.cli.comparing import ask_each, can_ask, say_introduction
from app.cli.opening import installation, now, optional_installation
from app.cli.speaking import for_machine, say, say_json, shown, workshop_argument
from app.errors import AppError
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.keys import read_public_key
from app.exchange.seal import read_identities
from app.exchange.verification import Verdict
from app.exchange.verification import verify as verify_bundle
from app.files import read_file
from app.i18n import N_, _
from app.services.care.copies import CopyReason
from app.services.travelling import bundling, enrolling, headquarters
from app.services.travelling.introducing import accept, introductions, require_compared
from app.services.workshop.workshops import find

_FILE = click.Path(path_type=Path)


@click.group(cls=Commands)
def device() -> None:
    """This laptop's keys, and the laptops that it accepts."""


@device.command(
    "show", help=N_("Show this laptop: its id, its keys, and the digits to read aloud.")
)
@for_machine
@click.option("--card", type=_FILE, help=N_("Write the card that headquarters enrols."))
@click.option("--public-key", type=_FILE, help=N_("Write the minisign public key."))
def _show(as_json: bool, card: Path | None, public_key: Path | None) -> None:
    with installation(create=True) as here:
        own = enrolling.own_device(here.db, here.key)
        recipients = headquarters.enrolled_recipients(here.db)
        digits = headquarters.digits(here.db, here.key)
        if card:
            enrolling.write_card(here.db, here.key, card)
        if public_key:
            enrolling.write_public_key(here.key, public_key)
    facts = {
        "id": own.id,
        "name": own.name,
        "letter": own.letter,
        "public_key": own.key,
        "recipient": own.age,
        "fingerprint": digits,
        "enrolled": bool(recipients),
        "headquarters": recipients,
    }
    if as_json:
        say_json(facts)
        return
    say(_("Laptop: {name}").format(name=own.name))
    say(_("Device: {id}").format(id=own.id))
    say(_("Signs with (minisign): {key}").format(key=own.key))
    say(_("Opens (age): {key}").format(key=own.age))
    say(_("Read aloud: {digits}").format(digits=digits))
    if not recipients:
        say(_("Not enrolled yet: bundles are sealed to this laptop alone."))


@device.command("name", help=N_("Call this laptop NAME."))
@click.argument("name", metavar=N_("NAME"))
@click.option("--letter", default="", help=N_("A letter for the numbers that this laptop gives."))
@for_machine
def _name(name: str, letter: str, as_json: bool) -> None:
    with installation(create=True) as here:
        enrolling.name_device(here.db, name, letter)
        own = enrolling.own_device(here.db, here.key)
    if as_json:
        say_json({"id": own.id, "name": own.name, "letter": own.letter})
        return
    say(_("This laptop is now called {name}.").format(name=own.name))


@device.command("trust", help=N_("Accept the laptop whose card this is."))
@click.argument("card", metavar=N_("CARD"), type=_FILE)
@click.option("--digits", default="", help=N_("The digits that the laptop reads aloud."))
@click.option(
    "--digits-compared",
    "is_compared",
    is_flag=True,
    help=N_("Say that the digits of the card were compared aloud."),
)
@click.option(
    "--replace",
    "is_replacing",
    is_flag=True,
    help=N_("Let a card take the place of a laptop that is known; its old key counts no more."),
)
@for_machine
def _trust(card: Path, digits: str, is_compared: bool, is_replacing: bool, as_json: bool) -> None:
    with installation(create=True) as here:
        found = introductions(here.db, here.key, [card])
        if not as_json:
            for one in found:
                say_introduction(one)
        is_asked = can_ask() and not (digits or is_compared or as_json)
        heard = ask_each(found) if is_asked else [digits] if digits else []
        require_compared(found, heard, is_said=is_compared)
        accept(here.db, found, now=now(), replacing=is_replacing)
    [trusted] = found
    device = trusted.device
    if as_json:
        say_json({"id": device.id, "name": device.name, "fingerprint": trusted.fingerprint})
        return
    say(_("{name} is accepted.").format(name=device.name))


@command("export")
@workshop_argument
@click.option("--to", "folder", type=_FILE, required=True, help=N_("A folder, such as a stick."))
@click.option("--team", is_flag=True, help=N_("The other enrolled laptops can open it too."))
@for_machine
def export(workshop: str, folder: Path, team: bool, as_json: bool) -> None:
    """Seal a workshop to headquarters and write it into a folder, read back and verified."""
    with installation(copy=CopyReason.EXPORT) as here:
        done = bundling.export_bundle(
            here.db,
            here.author,
            here.key,
            find(here.db, workshop).id,
            folder,
            for_team=team,
            now=now(),
        )
    if as_json:
        say_json(
            {
                "path": str(done.path),
                "number": done.number,
                "sha256": done.sha256,
                "bytes": done.size_bytes,
                "for_headquarters": done.is_for_headquarters,
            }
        )
        return
    say(_("Copy verified: {path}").format(path=shown(done.path)))
    if not done.is_for_headquarters:
        say(
            _("This laptop is not enrolled: only this laptop itself can open the file."),
            err=True,
        )


@command("verify")
@click.argument("file", metavar=N_("FILE"), type=_FILE)
@click.option("--deep", is_flag=True, help=N_("Derive the tables again and compare them."))
@for_machine
@click.option("--identity", type=_FILE, help=N_("An age identity that opens the file."))
@click.option(
    "--signer", nargs=2, metavar=N_("DEVICE KEYFILE"), help=N_("A device and its public key.")
)
@click.pass_context
def verify(
    context: click.Context,
    file: Path,
    deep: bool,
    as_json: bool,
    identity: Path | None,
    signer: tuple[str, str] | None,
) -> None:
    """Verify a bundle: 0 good, 1 damaged, 2 unknown signer, 3 newer format, 4 not for this key."""
    data = read_file(file, MAX_BUNDLE + 1)
    try:
        opens, known = _keys(identity, signer)
    except AppError as error:  # exit code 1 would say that the file is damaged
        say(error.message, err=True)
        context.exit(int(Verdict.NOT_FOR_US))
    report = verify_bundle(data, opens, known, deep=deep, name=file.name)
    if as_json:
        say_json(
            {
                "verdict": report.verdict.name.lower(),
                "code": int(report.verdict),
                "remarks": [
                    {"code": remark.code, "message": remark.message} for remark in report.remarks
                ],
                "facts": dict(report.facts or {}),
            }
        )
    else:
        if not report.verdict:
            say(
                _("“{name}” is whole and signed by a laptop that is known here.").format(
                    name=shown(file.name)
                )
            )
        for remark in report.remarks:
            say(remark.message, err=bool(report.verdict))
    context.exit(int(report.verdict))


def _keys(
    identity: Path | None, signer: tuple[str, str] | None
) -> tuple[list[str], dict[str, str]]:
    """What opens and who may sign: from the files named, and from the installation if any."""
    opens: list[str] = []
    known: dict[str, str] = {}
    if identity:
        opens += read_identities(_text(identity), identity.name)
    if signer:
        known[signer[0]] = read_public_key(_text(Path(signer[1])), signer[1])
    with optional_installation(needed=not opens) as here:
        if here:
            opens += headquarters.identities(here.db, here.key)
            known = headquarters.trusted(here.db, here.key) | known
    return opens, known


def _text(path: Path) -> str:
    return read_file(path, 10_000).decode("utf-8", "replace")
