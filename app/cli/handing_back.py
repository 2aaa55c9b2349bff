"""`emarge hq hand-back`: the register of a lost laptop, for another one."""

from pathlib import Path

import click

from app.cli.commands import command
from app.cli.comparing import ask_each, can_ask, say_introduction
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json
from app.i18n import N_, _
from app.services.travelling import headquarters
from app.services.travelling.depositing import known_laptop
from app.services.travelling.handing_back import HandedBack, hand_back
from app.services.travelling.introducing import introductions, require_compared
from app.services.workshop import workshops

_FILE = click.Path(path_type=Path)


@command("hand-back", N_("Give the register of a lost laptop to the one whose card this is."))
@click.argument("card", metavar=N_("CARD"), type=_FILE)
@click.option("--of", "lost", help=N_("The lost laptop: its name, or the start of its id."))
@click.option(
    "--workshop", "names", multiple=True, help=N_("These workshops and no others; several times.")
)
@click.option("--out", type=_FILE, required=True, help=N_("The file, for the new laptop alone."))
@click.option("--digits", default="", help=N_("The digits that the new laptop reads aloud."))
@for_machine
@click.pass_context
def give(
    context: click.Context,
    card: Path,
    lost: str | None,
    names: tuple[str, ...],
    out: Path,
    digits: str,
    as_json: bool,
) -> None:
    """Show the card, have its digits compared, then write the one file that it needs."""
    if lost is None and not names:
        wanted = next(one for one in context.command.params if one.name == "lost")
        raise click.MissingParameter(ctx=context, param=wanted)
    with installation() as here:
        of = known_laptop(here.db, lost) if lost else None
        ids = [workshops.find(here.db, name).id for name in names]
        [found] = introductions(here.db, here.key, [card])
        if not as_json:
            say_introduction(found)
        is_asked = can_ask() and not (digits or as_json)
        heard = ask_each([found]) if is_asked else [digits] if digits else []
        require_compared([found], heard)
        done = hand_back(here.db, here.key, found, out, now=now(), of=of, workshop_ids=ids)
        own = headquarters.digits(here.db, here.key)
    if as_json:
        say_json(
            {
                "path": str(out),
                "laptop": found.device.name,
                "device": found.device.id,
                "of": of.id if of else "",
                "workshops": list(done.workshops),
                "letter": done.letter,
                "bytes": done.size_bytes,
            }
        )
        return
    _say(found.device.name, done, own)


def _say(name: str, done: HandedBack, own: str) -> None:
    codes = ", ".join(done.workshops)
    say(_("For {name} alone, with {codes}: {path}").format(name=name, codes=codes, path=done.path))
    if done.letter:
        said = _("Its certificates will bear the letter {letter}: that of the lost one is spent.")
        say(said.format(letter=done.letter))
    say(_("It takes the file in with “emarge import”. Read aloud: {digits}").format(digits=own))
