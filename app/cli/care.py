"""`emarge check` and `emarge demo`: is everything whole, and what does the program do."""

import os
from pathlib import Path

import click

from app.cli.opening import ask_passphrase, installation
from app.cli.speaking import say, say_json
from app.errors import NotInstalled
from app.i18n import N_, _, ngettext
from app.paths import data_folder
from app.services.authenticating import Verdict, authenticate
from app.services.checking import Check
from app.services.checking import check as check_register
from app.services.installation import is_installed
from app.services.recovering import renew_recovery_key


@click.command("check")
@click.option("--deep", is_flag=True, help="Rebuild every table from the journal and compare.")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_context
def check(context: click.Context, deep: bool, as_json: bool) -> None:
    """Verify the register and its journal."""
    with installation() as here:
        found = check_register(here.db, deep=deep)
    if as_json:
        say_json(
            {
                "good": found.is_good,
                "entries": found.entries,
                "digest": found.digest,
                "damage": list(found.damage),
                "broken": list(found.broken),
                "gaps": found.gaps,
                "wrong_values": found.wrong_values,
                "differences": [list(pair) for pair in found.differences],
                "conflicts": found.conflicts,
                "twins": found.twins,
                "deep": found.is_deep,
            }
        )
    elif found.is_good:
        _say_whole(found)
    else:
        _say_faults(found)
    context.exit(0 if found.is_good else 1)


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


def _say_faults(found: Check) -> None:
    say(
        _(
            "The register is not whole: pages {pages}, entries {broken}, values {values}, "
            "rows {rows}. Make a copy of the folder and restore the last backup."
        ).format(
            pages=len(found.damage),
            broken=len(found.broken),
            values=found.wrong_values,
            rows=len(found.differences),
        ),
        err=True,
    )


@click.command("recovery-key")
def recovery_key() -> None:
    """Make a new recovery key; the old one opens nothing any more."""
    home, passphrase = data_folder(), ask_passphrase()
    if not is_installed(home):
        raise NotInstalled
    say(
        _("Recovery key, shown only now: write it on paper: {key}").format(
            key=renew_recovery_key(home, passphrase)
        )
    )


@click.command("authenticate")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@click.pass_context
def authenticate_(context: click.Context, code: str, as_json: bool) -> None:
    """Check the text read from a certificate's printed code: 0 when it is valid, else 1."""
    with installation() as here:
        found = authenticate(here.db, here.key, code)
    number = found.certificate.number if found.certificate else ""
    if as_json:
        say_json({"verdict": found.verdict.value, "number": number})
    else:
        say(_(_SENTENCES[found.verdict]).format(number=number))
    context.exit(0 if found.verdict is Verdict.VALID else 1)


_SENTENCES = {
    Verdict.VALID: N_("Certificate {number} is genuine and valid."),
    Verdict.REPLACED: N_("Certificate {number} is genuine, but a later version replaces it."),
    Verdict.WITHDRAWN: N_("Certificate {number} was issued and withdrawn."),
    Verdict.UNKNOWN: N_("This register does not know the certificate. Ask headquarters."),
    Verdict.FORGED: N_("This is no certificate of ours: the code does not match the register."),
}


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to fill.")
def demo(out: Path) -> None:
    """Play both stories on two laptops and one headquarters, with the files carried between."""
    from app.services import demonstrating  # noqa: PLC0415 - heavy, and only for this command

    passphrase = os.environ.get("EMARGE_PASSPHRASE") or "demo"
    for line in demonstrating.demonstrate(out, passphrase):
        say(line)
