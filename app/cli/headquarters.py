"""`emarge hq`: keys, enrolment, consolidation over many laptops."""

from pathlib import Path

import click

from app.cli import handing_back, safekeeping
from app.cli.commands import Commands
from app.cli.enrolment import enrol
from app.cli.opening import ask_new_passphrase, installation, now
from app.cli.settling import say_to_settle
from app.cli.speaking import for_machine, paper_language, say, say_json, shown
from app.exchange.seal import identity_file, read_identities, recipient_of
from app.files import read_file, write_file
from app.i18n import N_, _, ngettext
from app.services import findings
from app.services.care import recovering
from app.services.travelling import (
    acknowledging,
    consolidating,
    depositing,
    figures_json,
    headquarters,
    receiving,
)
from app.store import entries
from app.store import workshops as store

_FILE = click.Path(path_type=Path)
_LARGEST_KEY = 10_000


@click.group(cls=Commands)
def hq() -> None:
    """Headquarters: keys, enrolment, consolidation."""


@hq.command("keygen", help=N_("Make this installation headquarters."))
@click.option(
    "--out", type=_FILE, help=N_("Write the age identity: for the safe, never for a stick.")
)
@click.option("--public", type=_FILE, help=N_("Write the age recipient."))
@for_machine
def _keygen(out: Path | None, public: Path | None, as_json: bool) -> None:
    with installation(create=True) as here:
        identity = headquarters.make_headquarters(here.db)
        digits = headquarters.digits(here.db, here.key)
    recipient = recipient_of(identity)
    if out:
        write_file(out, identity_file(identity, now()).encode(), private=True)
    if public:
        write_file(public, f"{recipient}\n".encode())
    if as_json:
        say_json({"recipient": recipient, "fingerprint": digits})
        return
    if out:
        say(_("Headquarters’ secret key: {path}. Keep it in a safe.").format(path=shown(out)))
    say(_("Bundles are sealed to: {key}").format(key=recipient))
    say(_("Read aloud: {digits}").format(digits=digits))


hq.add_command(enrol)


@hq.command(
    "merge",
    help=N_("Take in bundles, or folders of them; each ends as merged, known or quarantined."),
)
@click.argument("files", metavar=N_("FILE…"), type=_FILE, nargs=-1, required=True)
@click.option(
    "--accept",
    multiple=True,
    metavar=N_("LAPTOP"),
    help=N_("A laptop that was restored or copied, and that you asked: name or start of its id."),
)
@for_machine
@click.pass_context
def _merge(
    context: click.Context, files: tuple[Path, ...], accept: tuple[str, ...], as_json: bool
) -> None:
    with installation() as here:
        done = receiving.receive_all(
            here.db, here.key, receiving.inbox(files), now=now(), accept=accept
        )
        digest = entries.state_digest(here.db)
        codes = {one.code for one in done.files}
        wanted = [one.id for one in store.all_(here.db) if one.code in codes]
        to_settle = findings.said(here.db, wanted)
    if as_json:
        say_json(
            {
                "digest": digest,
                "files": [
                    {
                        "file": one.path.name,
                        "state": one.state.value,
                        "new": one.new,
                        "workshop": one.code,
                        "reason": one.error.message if one.error else "",
                    }
                    for one in done.files
                ],
            }
        )
    else:
        for one in done.files:
            _say_received(one)
        say(_("State: {digest}").format(digest=digest))
        say_to_settle(to_settle)
    if not done.files:
        say(_("No bundle was found there."), err=True)
    context.exit(1 if done.refused else 0)


@hq.command("report", help=N_("Print the consolidated figures of everything that was merged."))
@paper_language
@for_machine
def _report(language: str, as_json: bool) -> None:
    with installation() as here:
        consolidation = consolidating.consolidate(here.db)
        spoken = ("fr", "en") if language == "both" else (language,)
        texts = [consolidating.text(consolidation, code) for code in spoken]
    if as_json:
        say_json(figures_json.of_consolidation(consolidation))
        return
    for text in texts:
        say(text)


@hq.command(
    "passphrase",
    help=N_("Give a laptop a new passphrase, when its own and its recovery key are lost."),
)
@click.argument("keys", metavar=N_("KEYS.JSON"), type=_FILE)
@click.option("--identity", type=_FILE, help=N_("Headquarters’ age identity, from the safe."))
@click.option("--laptop", help=N_("Write the keys that came from this laptop to KEYS.JSON first."))
@for_machine
def _passphrase(keys: Path, identity: Path | None, laptop: str | None, as_json: bool) -> None:
    if laptop:
        with installation() as here:
            write_file(keys, depositing.keys_of(here.db, here.key, laptop).data, private=True)
    if identity:
        found = read_identities(
            read_file(identity, _LARGEST_KEY).decode("utf-8", "replace"), identity.name
        )
    else:
        with installation() as here:
            found = headquarters.identities(here.db, here.key)
    recovering.open_for_headquarters(keys, found, ask_new_passphrase())
    if as_json:
        say_json({"changed": True})
        return
    say(
        _(
            "{name} has the new passphrase. Put it back into the laptop’s folder, and tell the "
            "passphrase by voice."
        ).format(name=shown(keys.name))
    )


for _command in (
    handing_back.give,
    safekeeping.keys,
    safekeeping.status,
    safekeeping.escrow,
    safekeeping.drill,
):
    hq.add_command(_command)


@hq.command("receipts", help=N_("Tell each laptop, by a file, what arrived of what it sent."))
@click.option("--to", "folder", type=_FILE, required=True, help=N_("A folder, such as a stick."))
@for_machine
def _receipts(folder: Path, as_json: bool) -> None:
    with installation() as here:
        written = acknowledging.write_receipts(here.db, here.key, folder, now=now())
    if as_json:
        say_json({"paths": [str(path) for path in written]})
        return
    for path in written:
        say(_("Copy verified: {path}").format(path=shown(path)))
    if not written:
        say(_("No laptop has sent anything yet: there is nothing to confirm."), err=True)


def _say_received(one: receiving.Received) -> None:
    if one.error:
        say(one.error.message, err=True)
        return
    say(
        ngettext(
            "{file}: {code}, {n} new entry.", "{file}: {code}, {n} new entries.", one.new
        ).format(file=shown(one.path.name), code=one.code, n=one.new)
    )
