"""The terminal: every command, and what they share in how they speak and fail."""

import os
import sys
from importlib import import_module
from types import TracebackType

import click

from app import VERSION, i18n, paths, settings
from app.cli.commands import Commands, Lazy
from app.cli.speaking import say, use_console
from app.errors import NoDisplay
from app.i18n import N_, _

_COMMANDS = {
    "workshop": Lazy("workshops:workshop", N_("Create, list and correct workshops.")),
    "import-list": Lazy(
        "people:import_list", N_("Take an invitation list in: .xlsx, .xls, .ods or .csv.")
    ),
    "roster": Lazy("people:roster", N_("List the people of a workshop by sheet number.")),
    "register": Lazy(
        "people:register",
        N_("Register an arrival: the expected person of that name, else a walk-in."),
    ),
    "attend": Lazy(
        "people:attend",
        N_(
            "Enter attendance by sheet number; SESSION is 2021-10-13-am, or its place in the "
            "list of “workshop sessions”."
        ),
    ),
    "sheets": Lazy("papers:sheets", N_("Write the attendance sheets to sign.")),
    "certificates": Lazy(
        "papers:certificates",
        N_("Issue what is earned and not issued yet, then write all certificates."),
    ),
    "report": Lazy(
        "papers:report", N_("Print the figures and the sentences of a workshop, or of a series.")
    ),
    "device": Lazy("travelling:device", N_("Show and name this laptop, and accept others.")),
    "export": Lazy(
        "travelling:export",
        N_("Seal a workshop to headquarters and write it into a folder, read back and verified."),
    ),
    "verify": Lazy(
        "travelling:verify",
        N_(
            "Verify a bundle; exit code 0 good, 1 damaged, 2 unknown signer, 3 newer format, "
            "4 not for this key."
        ),
    ),
    "import": Lazy(
        "receiving:import_",
        N_("Take in a file that came: a colleague’s bundle, an enrolment, a receipt."),
    ),
    "findings": Lazy(
        "settling:findings",
        N_("Name what wants a person: numbers given twice, marks that disagree, certificates."),
    ),
    "renumber": Lazy(
        "settling:renumber",
        N_("Give somebody whose sheet number is two people’s the next free one."),
    ),
    "withdraw": Lazy(
        "settling:withdraw",
        N_("Take certificates back, with a reason; their codes say so from then on."),
    ),
    "decide": Lazy(
        "settling:decide", N_("Say of two lines that look alike whether they are one person.")
    ),
    "history": Lazy(
        "history:history",
        N_("Tell what was done at a workshop, entry by entry, by whom and on whose word."),
    ),
    "hq": Lazy("headquarters:hq", N_("Headquarters: keys, enrolment, consolidation.")),
    "authenticate": Lazy(
        "authenticity:authenticate_",
        N_(
            "Check a certificate’s printed code, or the eight signs under it, and show what it "
            "says; exit code 0 only when it is valid."
        ),
    ),
    "backup": Lazy(
        "copies:backup",
        N_("Make a copy of the register now, list the copies, or choose a second place for them."),
    ),
    "restore": Lazy(
        "copies:restore_",
        N_("Put a copy in the register’s place: the one named, else the newest good one."),
    ),
    "salvage": Lazy(
        "copies:salvage_",
        N_("Rebuild a damaged register from every entry that can still be read."),
    ),
    "keys": Lazy(
        "returning:keys",
        N_("Put a key file back that headquarters or a copy gave, once it opens this register."),
    ),
    "check": Lazy("care:check", N_("Verify the register and its journal.")),
    "passphrase": Lazy(
        "care:passphrase",
        N_("Choose a new passphrase; the present one, or the recovery key, is asked first."),
    ),
    "recovery-key": Lazy(
        "care:recovery_key", N_("Make a new recovery key; the old one opens nothing any more.")
    ),
    "demo": Lazy(
        "care:demo",
        N_(
            "Play both stories on two laptops and one headquarters, with the files carried between."
        ),
    ),
}
"""Where each command lives and what it does; loaded when it is called, so that all starts fast."""


@click.group(
    cls=Commands,
    invoke_without_command=True,
    lazy=_COMMANDS,
    help=N_("Register the people who attend a workshop; without a command, in a window."),
)
@click.version_option(
    VERSION,
    prog_name="emarge",
    message="%(prog)s %(version)s",
    help=N_("Show the version and exit."),
)
@click.pass_context
def emarge(context: click.Context) -> None:
    """Open the window unless a command was said."""
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
    use_console()
    preferences = settings.load(paths.data_folder())
    i18n.use_language(preferences.language)
    if preferences.was_damaged:
        say(
            _("The settings of this computer could not be read: they begin anew. No list changed."),
            err=True,
        )
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
