"""`emarge hq keys`: what headquarters keeps for the day when a laptop is lost."""

from datetime import datetime
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.opening import installation
from app.cli.speaking import for_machine, say, say_json
from app.files import write_file
from app.i18n import N_, _, current_language
from app.services.travelling.depositing import keys_of
from app.wording.dates import day

_FILE = click.Path(path_type=Path)


@command("keys", N_("Give back the key file that came with a laptop’s own files."))
@click.option("--laptop", required=True, help=N_("Its name, or the start of its id."))
@click.option("--out", type=_FILE, required=True, help=N_("The file to write, on a stick."))
@for_machine
def keys(laptop: str, out: Path, as_json: bool) -> None:
    """Write the newest key file of a laptop; without its passphrase it opens nothing."""
    with installation() as here:
        found = keys_of(here.db, here.key, laptop)
    write_file(out, found.data, private=True)
    if as_json:
        say_json(
            {
                "path": str(out),
                "laptop": found.device.name,
                "device": found.device.id,
                "at": found.at,
            }
        )
        return
    say(
        _(
            "The keys of {laptop}, as they came on {at}: {path}. Put them as keys.json into that "
            "laptop’s folder. The passphrase of that day opens them."
        ).format(laptop=found.device.name, at=_day(found.at), path=out)
    )


def _day(at: str) -> str:
    """The day of a stored time, in words."""
    return day(datetime.fromisoformat(at).date(), current_language())
