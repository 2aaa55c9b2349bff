"""`emarge check` and `emarge demo`: is everything whole, and what does the program do."""

import os
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.copies import copies_json, say_copies
from app.cli.opening import ask_new_passphrase, ask_passphrase, installation, now
from app.cli.settling import say_to_settle
from app.cli.speaking import for_machine, say, say_json, shown
from app.errors import NotInstalled
from app.i18n import N_, _, ngettext
from app.paths import data_folder
from app.services.care.checking import Check
from app.services.care.checking import check as check_register
from app.services.care.checking import repair as repair_register
from app.services.care.copies import copies
from app.services.care.installation import is_installed
from app.services.care.recovering import change_passphrase, renew_recovery_key
from app.services.care.room import keep_ballast
from app.services.care.second_place import chosen
from app.services.care.strength import DEMONSTRATION
from app.wording.findings import counts_words


@command("check")
@click.option("--deep", is_flag=True, help=N_("Rebuild every table from the journal and compare."))
@click.option(
    "--repair", is_flag=True, help=N_("Write tables that differ again, from the journal.")
)
@for_machine
@click.pass_context
def check(context: click.Context, deep: bool, repair: bool, as_json: bool) -> None:
    """Verify the register and its journal."""
    with installation() as here:
        keep_ballast(here.home)
        report = check_register(here.db, deep=deep or repair)
        is_repaired = repair and report.has_whole_journal and bool(report.differences)
        if is_repaired:
            repair_register(here.db)
            report = check_register(here.db, deep=True)
        place = chosen(here.home)
        known = copies(here.home, place.copies if place else None)
    if as_json:
        say_json(
            {
                "good": report.is_good,
                "entries": report.entries,
                "digest": report.digest,
                "damage": list(report.damage),
                "broken": list(report.broken),
                "gaps": report.gaps,
                "wrong_values": report.wrong_values,
                "differences": [list(pair) for pair in report.differences],
                "conflicts": report.conflicts,
                "twins": report.twins,
                "findings": {kind.value: count for kind, count in report.findings.items()},
                "deep": report.is_deep,
                "repaired": is_repaired,
                "copies": copies_json(known, place, now()),
            }
        )
    elif is_repaired:
        say(_("The tables were written again from the journal, which is whole."))
    elif report.is_good:
        _say_whole(report)
    else:
        _say_faults(report)
    if not as_json:
        say_copies(known, place, now())
    context.exit(0 if report.is_good else 1)


def _say_whole(found: Check) -> None:
    say(
        ngettext(
            "The register is whole: {n} entry. State: {digest}",
            "The register is whole: {n} entries. State: {digest}",
            found.entries,
        ).format(n=found.entries, digest=found.digest)
    )
    if found.twins:
        say(
            ngettext(
                "{n} laptop was copied or restored: two of its histories are kept.",
                "{n} laptops were copied or restored: two of their histories are kept.",
                found.twins,
            ).format(n=found.twins)
        )
    if found.conflicts:
        say(_("Fields to settle: {n}").format(n=found.conflicts))
    say_to_settle(counts_words(found.findings))


def _say_faults(found: Check) -> None:
    if found.has_whole_journal:
        said = ngettext(
            "{n} row does not say what the journal says. Nothing is lost: “emarge check --repair” "
            "writes it again.",
            "{n} rows do not say what the journal says. Nothing is lost: “emarge check --repair” "
            "writes them again.",
            len(found.differences),
        )
        say(said.format(n=len(found.differences)), err=True)
        return
    say(
        _(
            "The register is not whole: pages {pages}, entries {broken}, values {values}, "
            "rows {rows}. “emarge salvage” saves all that can be read, “emarge restore” puts the "
            "newest good copy back; the files of now are set aside."
        ).format(
            pages=len(found.damage),
            broken=len(found.broken),
            values=found.wrong_values,
            rows=len(found.differences),
        ),
        err=True,
    )


@command("recovery-key")
@for_machine
def recovery_key(as_json: bool) -> None:
    """Make a new recovery key; the old one opens nothing any more."""
    home, passphrase = data_folder(), ask_passphrase()
    if not is_installed(home):
        raise NotInstalled
    key = renew_recovery_key(home, passphrase)
    if as_json:
        say_json({"recovery_key": key})
        return
    say(_("Recovery key, shown only now: write it on paper: {key}").format(key=key))


@command("passphrase")
@for_machine
def passphrase(as_json: bool) -> None:
    """Choose a new passphrase; the recovery key stays."""
    home = data_folder()
    if not is_installed(home):
        raise NotInstalled
    present = ask_passphrase()
    left = change_passphrase(home, present, ask_new_passphrase())
    if as_json:
        say_json({"changed": True, "copies_left": [str(path) for path in left]})
        return
    say(
        _(
            "The new passphrase opens the register and its copies from now on. The recovery key "
            "stays the same."
        )
    )
    for path in left:
        said = _("Copies in {path} open as before until they can be reached at the next copy.")
        say(said.format(path=shown(path)), err=True)


@command("demo")
@click.option("--out", type=click.Path(path_type=Path), required=True, help=N_("Folder to fill."))
def demo(out: Path) -> None:
    """Play both stories on two laptops and one headquarters, with the files carried between."""
    from app.services.examples import demonstrating  # noqa: PLC0415 - heavy, and only for this command

    passphrase = os.environ.get("EMARGE_PASSPHRASE") or DEMONSTRATION
    for line in demonstrating.demonstrate(out, passphrase):
        say(line)
