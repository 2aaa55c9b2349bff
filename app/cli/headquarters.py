"""`emarge hq`: keys, enrolment, consolidation over many laptops."""

from pathlib import Path

import click

from app.cli.opening import installation, now
from app.cli.speaking import Commands, paper_language, say, say_json
from app.exchange.bundle import SUFFIX
from app.exchange.keys import fingerprint
from app.exchange.seal import identity_file, recipient_of
from app.files import write_file
from app.i18n import _, ngettext
from app.services import consolidating, enrolling, headquarters, merging, workshops
from app.store import entries

_FILE = click.Path(path_type=Path)


@click.group(cls=Commands)
def hq() -> None:
    """Headquarters: keys, enrolment, consolidation."""


@hq.command("keygen")
@click.option("--out", type=_FILE, help="Write the age identity: for the safe, never for a stick.")
@click.option("--public", type=_FILE, help="Write the age recipient.")
def keygen(out: Path | None, public: Path | None) -> None:
    """Make this installation headquarters."""
    with installation(create=True) as here:
        identity = headquarters.make_headquarters(here.db)
        key = here.key
    if out:
        write_file(out, identity_file(identity, now()).encode(), private=True)
        say(_("Headquarters’ secret key: {path}. Keep it in a safe.").format(path=out))
    if public:
        write_file(public, f"{recipient_of(identity)}\n".encode())
    say(_("Bundles are sealed to: {key}").format(key=recipient_of(identity)))
    say(_("Read aloud: {digits}").format(digits=fingerprint(key.public_key)))


@hq.command("enrol")
@click.argument("cards", type=_FILE, nargs=-1, required=True)
@click.option("--out", type=_FILE, required=True, help="The enrolment file, for all laptops.")
@click.option("--escrow", multiple=True, help="A further age recipient, kept in a safe.")
@click.option("--workshop", "names", multiple=True, help="A workshop that the laptops start with.")
def enrol(
    cards: tuple[Path, ...], out: Path, escrow: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """Accept laptops by their cards and write the file that enrols them."""
    with installation(create=True) as here:
        ids = [workshops.find(here.db, name).id for name in names]
        made = enrolling.enrol(
            here.db, here.key, cards, out, now=now(), escrow=escrow, workshop_ids=ids
        )
        digits = fingerprint(here.key.public_key)
    count = len(cards)
    say(ngettext("{n} laptop is accepted.", "{n} laptops are accepted.", count).format(n=count))
    say(_("Enrolment file: {path}. Read aloud: {digits}").format(path=out, digits=digits))
    if not made.has_spare:
        say(_("Only one key can open what is sealed. Add a second one with --escrow."), err=True)


@hq.command("merge")
@click.argument("files", type=_FILE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_context
def merge(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Take in bundles, or folders of them; each ends as merged, known or quarantined."""
    wanted = [
        path
        for file in files
        for path in (sorted(file.glob(f"*{SUFFIX}")) if file.is_dir() else [file])
    ]
    with installation() as here:
        done = merging.receive_all(here.db, here.key, wanted, now=now())
        digest = entries.state_digest(here.db)
    if as_json:
        say_json(
            {
                "digest": digest,
                "files": [
                    {
                        "file": one.path.name,
                        "state": one.state,
                        "new": one.new,
                        "workshop": one.code,
                        "reason": one.error.message if one.error else "",
                    }
                    for one in done
                ],
            }
        )
    else:
        for one in done:
            _say_received(one)
        say(_("State: {digest}").format(digest=digest))
    context.exit(1 if any(one.state == "quarantined" for one in done) else 0)


@hq.command("report")
@paper_language
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
def report(language: str, as_json: bool) -> None:
    """Print the consolidated figures of everything that was merged."""
    with installation() as here:
        found = consolidating.consolidate(here.db)
        spoken = ("fr", "en") if language == "both" else (language,)
        texts = [consolidating.text(here.db, found, code) for code in spoken]
    if as_json:
        say_json(consolidating.as_json(found))
        return
    for text in texts:
        say(text)


def _say_received(one: merging.Received) -> None:
    if one.error:
        say(one.error.message, err=True)
        return
    say(
        ngettext(
            "{file}: {code}, {n} new entry.", "{file}: {code}, {n} new entries.", one.new
        ).format(file=one.path.name, code=one.code, n=one.new)
    )
