"""`emarge keys`: a key file that was returned takes the place of those that are gone or damaged."""

from pathlib import Path

import click

from app.cli.commands import command
from app.cli.opening import ask_passphrase
from app.cli.speaking import for_machine, say, say_json, shown
from app.i18n import N_, _
from app.paths import data_folder
from app.services.care.returning import put_keys_back


@command("keys")
@click.argument("file", metavar=N_("FILE"), type=click.Path(path_type=Path))
@for_machine
def keys(file: Path, as_json: bool) -> None:
    """Put a key file into its place, once it was seen to open this register."""
    done = put_keys_back(data_folder(), ask_passphrase(), file)
    if as_json:
        say_json({"set_aside": str(done.set_aside) if done.set_aside else None})
        return
    say(_("The keys are back in their place: the register opens with this passphrase."))
    if done.set_aside:
        said = _("The key files of before are kept in {path}.")
        say(said.format(path=shown(done.set_aside)))
