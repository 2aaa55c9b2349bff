"""The terminal: every command, and what they share in how they speak and fail."""

import os
import sys
from importlib import import_module
from types import TracebackType

import click

from app import VERSION, i18n, paths, settings
from app.cli.speaking import Commands, say
from app.errors import NoDisplay
from app.i18n import _

_COMMANDS = {
    "workshop": "workshops:workshop",
    "import-list": "people:import_list",
    "roster": "people:roster",
    "register": "people:register",
    "attend": "people:attend",
    "sheets": "papers:sheets",
    "certificates": "papers:certificates",
    "report": "papers:report",
    "device": "travelling:device",
    "export": "travelling:export",
    "verify": "travelling:verify",
    "import": "travelling:import_",
    "hq": "headquarters:hq",
    "authenticate": "care:authenticate_",
    "check": "care:check",
    "recovery-key": "care:recovery_key",
    "demo": "care:demo",
}
"""Where each command lives; loaded when it is called, so that the window starts without them."""


@click.group(cls=Commands, invoke_without_command=True, lazy=_COMMANDS)
@click.version_option(VERSION, prog_name="emarge")
@click.pass_context
def emarge(context: click.Context) -> None:
    """Register the people who attend a workshop; without a command, in a window."""
    if context.invoked_subcommand is None:
        context.exit(_open_window())


def _open_window() -> int:
    """The window's exit code. `ui` is found by name, as `app` knows nothing of it."""
    if not _has_display():
        raise NoDisplay
    window = import_module("ui.application")
    code: int = window.run(paths.data_folder())
    return code


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in wanted)


def main() -> None:
    """Run what the command line says."""
    sys.excepthook = _calm
    if hasattr(sys.stdout, "reconfigure"):
        # A console of Windows may not know a letter of a name: say it as well as it can.
        sys.stdout.reconfigure(errors="replace")
    i18n.use_language(settings.load(paths.data_folder()).language)
    emarge(prog_name="emarge")


def _calm(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last resort: a bug is told in a sentence; its place is said, never what it held."""
    if issubclass(kind, KeyboardInterrupt):
        return
    where = ""
    while trace is not None:
        where = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
        trace = trace.tb_next
    say(_("Something unexpected happened. What was confirmed before is safe."), err=True)
    say(f"({kind.__name__}, {where})", err=True)
