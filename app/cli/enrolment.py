"""`emarge hq enrol`: laptops are accepted by their cards, once their digits were compared."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.comparing import ask_each, can_ask, say_introduction
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, shown
from app.i18n import N_, _, ngettext
from app.services.travelling import enrolling, headquarters
from app.services.travelling.introducing import Introduction, introductions, require_compared
from app.services.workshop import workshops

_FILE = click.Path(path_type=Path)


@command("enrol", N_("Accept laptops by their cards and write the file that enrols them."))
@click.argument("cards", metavar=N_("CARD…"), type=_FILE, nargs=-1, required=True)
@click.option("--out", type=_FILE, help=N_("The enrolment file, for all laptops."))
@click.option("--escrow", multiple=True, help=N_("A further age recipient, kept in a safe."))
@click.option(
    "--workshop", "names", multiple=True, help=N_("A workshop that the laptops start with.")
)
@click.option(
    "--digits", multiple=True, help=N_("The digits that a laptop reads aloud; once for each.")
)
@click.option(
    "--digits-compared",
    "is_compared",
    is_flag=True,
    help=N_("Say that the digits of every card were compared aloud."),
)
@click.option(
    "--replace",
    "is_replacing",
    is_flag=True,
    help=N_("Let a card take the place of a laptop that is known; its old key counts no more."),
)
@click.option("--dry-run", is_flag=True, help=N_("Show the cards; write nothing."))
@for_machine
@click.pass_context
def enrol(
    context: click.Context,
    cards: tuple[Path, ...],
    out: Path | None,
    escrow: tuple[str, ...],
    names: tuple[str, ...],
    digits: tuple[str, ...],
    is_compared: bool,
    is_replacing: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Show each card, have its digits compared, then accept all of them or none."""
    if out is None and not dry_run:
        wanted = next(one for one in context.command.params if one.name == "out")
        raise click.MissingParameter(ctx=context, param=wanted)
    with installation(create=True) as here:
        found = introductions(here.db, here.key, cards)
        if not as_json:
            for one in found:
                say_introduction(one)
        if out is None or dry_run:
            _say_shown(found, as_json=as_json)
            return
        is_asked = can_ask() and not (digits or is_compared or as_json)
        heard = ask_each(found) if is_asked else digits
        require_compared(found, heard, is_said=is_compared)
        ids = [workshops.find(here.db, name).id for name in names]
        made = enrolling.enrol(
            here.db,
            here.key,
            found,
            out,
            now=now(),
            escrow=escrow,
            workshop_ids=ids,
            replacing=is_replacing,
        )
        own = headquarters.digits(here.db, here.key)
    if as_json:
        said = {"path": str(out), "fingerprint": own, "accepted": len(found)}
        say_json({**said, "n": made.n, "cards": _facts(found)})
    else:
        _say_enrolled(out, own, found)
    if not made.has_spare:
        say(_("Only one key can open what is sealed. Add a second one with --escrow."), err=True)


def _say_shown(found: Sequence[Introduction], *, as_json: bool) -> None:
    if as_json:
        say_json({"accepted": 0, "cards": _facts(found)})
    else:
        say(_("Shown only: nobody was accepted and nothing was written."))


def _say_enrolled(out: Path, digits: str, found: Sequence[Introduction]) -> None:
    for one in found:
        if one.others:
            said = _("{name} takes the place of {known}, whose key counts no more.")
            say(said.format(name=one.device.name, known=one.known_as))
    count = len(found)
    say(ngettext("{n} laptop is accepted.", "{n} laptops are accepted.", count).format(n=count))
    say(_("Enrolment file: {path}. Read aloud: {digits}").format(path=shown(out), digits=digits))


def _facts(found: Sequence[Introduction]) -> list[Mapping[str, object]]:
    return [
        {
            "file": one.path.name,
            "id": one.device.id,
            "name": one.device.name,
            "letter": one.device.letter,
            "fingerprint": one.fingerprint,
            "checksum": one.is_checked,
            "standing": one.standing.value,
            "replaces": [other.id for other in one.others],
        }
        for one in found
    ]
