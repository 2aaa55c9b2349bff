"""Files that come and go: bundles, enrolments, receipts, and this laptop's card."""

from pathlib import Path

import click

from app.cli.opening import installation, now, optional_installation
from app.cli.speaking import Commands, say, say_json
from app.errors import BundleError, StoreError
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.keys import fingerprint, read_public_key
from app.exchange.seal import read_identities
from app.exchange.verification import Verdict
from app.exchange.verification import verify as verify_bundle
from app.files import read_file
from app.i18n import _, ngettext
from app.services import bundling, enrolling, headquarters, merging
from app.services.installation import Installation
from app.services.receiving import Kind, kind_of
from app.services.workshops import find

_FILE = click.Path(path_type=Path)


@click.group(cls=Commands)
def device() -> None:
    """This laptop's keys, and the laptops that it accepts."""


@device.command("show")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.option("--card", type=_FILE, help="Write the card that headquarters enrols.")
@click.option("--public-key", type=_FILE, help="Write the minisign public key.")
def show(as_json: bool, card: Path | None, public_key: Path | None) -> None:
    """Show this laptop: its id, its keys, and the digits to read aloud."""
    with installation(create=True) as here:
        own = enrolling.own_device(here.db, here.key)
        recipients = headquarters.enrolled_recipients(here.db)
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
        "fingerprint": fingerprint(own.key),
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
    say(_("Read aloud: {digits}").format(digits=fingerprint(own.key)))
    if not recipients:
        say(_("Not enrolled yet: bundles are sealed to this laptop alone."))


@device.command("name")
@click.argument("name")
@click.option("--letter", default="", help="A letter for the numbers that this laptop gives.")
def name_(name: str, letter: str) -> None:
    """Call this laptop NAME."""
    with installation(create=True) as here:
        enrolling.name_device(here.db, name, letter)
    say(_("This laptop is now called {name}.").format(name=name))


@device.command("trust")
@click.argument("card", type=_FILE)
def trust(card: Path) -> None:
    """Accept the laptop whose card this is."""
    with installation(create=True) as here:
        known = enrolling.trust_card(here.db, card, now=now())
    say(
        _("{name} is accepted. Compare aloud: {digits}").format(
            name=known.name, digits=fingerprint(known.key)
        )
    )


@click.command("export")
@click.argument("workshop")
@click.option("--to", "folder", type=_FILE, required=True, help="A folder, such as a stick.")
@click.option("--team", is_flag=True, help="The other enrolled laptops can open it too.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def export(workshop: str, folder: Path, team: bool, as_json: bool) -> None:
    """Seal a workshop to headquarters and write it into a folder, read back and verified."""
    with installation() as here:
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
    say(_("Copy verified: {path}").format(path=done.path))
    if not done.is_for_headquarters:
        say(
            _("This laptop is not enrolled: only this laptop itself can open the file."),
            err=True,
        )


@click.command("verify")
@click.argument("file", type=_FILE)
@click.option("--deep", is_flag=True, help="Derive the tables again and compare them.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.option("--identity", type=_FILE, help="An age identity that opens the file.")
@click.option("--signer", nargs=2, metavar="DEVICE KEYFILE", help="A device and its public key.")
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
    except StoreError as error:  # exit code 1 would say that the file is damaged
        say(error.message, err=True)
        context.exit(int(Verdict.NOT_FOR_US))
    found = verify_bundle(data, opens, known, deep=deep, name=file.name)
    if as_json:
        say_json(
            {
                "verdict": found.verdict.name.lower(),
                "code": int(found.verdict),
                "remarks": [
                    {"code": remark.code, "message": remark.message} for remark in found.remarks
                ],
                "facts": dict(found.facts or {}),
            }
        )
    else:
        if not found.verdict:
            say(
                _("“{name}” is whole and signed by a laptop that is known here.").format(
                    name=file.name
                )
            )
        for remark in found.remarks:
            say(remark.message, err=bool(found.verdict))
    context.exit(int(found.verdict))


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


@click.command("import")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Show what it would bring; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Take in a file that came: a colleague's bundle, an enrolment."""
    with installation(create=True) as here:
        if kind_of(here.db, here.key, file) is Kind.ENROLMENT:
            _enrolment(here, file, dry_run=dry_run, as_json=as_json)
        else:
            _bundle(here, file, dry_run=dry_run, as_json=as_json)


def _enrolment(here: Installation, file: Path, *, dry_run: bool, as_json: bool) -> None:
    preview = enrolling.preview_enrolment(here.db, here.key, file)
    if not dry_run:
        enrolling.apply_enrolment(here.db, preview, now=now())
    if as_json:
        say_json({"kind": "enrolment", "fingerprint": preview.fingerprint, "applied": not dry_run})
        return
    say(_("Headquarters’ enrolment. Compare aloud: {digits}").format(digits=preview.fingerprint))
    count = len(preview.enrolment.devices)
    say(ngettext("{n} laptop is accepted.", "{n} laptops are accepted.", count).format(n=count))


def _bundle(here: Installation, file: Path, *, dry_run: bool, as_json: bool) -> None:
    try:
        preview = merging.preview_bundle(here.db, here.key, file)
    except BundleError as error:
        if not dry_run:
            merging.set_aside(here.db, file, error, now=now())
        raise
    new = preview.new if dry_run else merging.merge_bundle(here.db, preview, now=now()).count
    if as_json:
        say_json(
            {
                "kind": "bundle",
                "workshop": preview.code,
                "device": preview.opened.facts.device,
                "n": preview.opened.facts.n,
                "new": new,
                "known": preview.known,
                "missing": list(preview.missing),
                "repeat": preview.is_repeat,
                "applied": not dry_run,
            }
        )
        return
    say(
        _("{code}, from {device}: {new} new, {known} already known.").format(
            code=preview.code, device=preview.device_name, new=new, known=preview.known
        )
    )
    if preview.missing:
        say(
            _("Files of this laptop that never arrived here: {numbers}.").format(
                numbers=", ".join(map(str, preview.missing))
            )
        )
