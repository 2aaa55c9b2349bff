"""`emarge authenticate`: is this certificate ours, and what does it say."""

import click

from app.cli.commands import command
from app.cli.opening import installation
from app.cli.speaking import for_machine, say, say_json
from app.i18n import N_, _, current_language
from app.services.travelling.authenticating import Authenticity, Held, Verdict, authenticate

_SENTENCES = {
    Verdict.VALID: N_("Certificate {number} is genuine and valid, if the paper says the same:"),
    Verdict.REPLACED: N_("Certificate {number} is genuine, but a later version replaces it."),
    Verdict.WITHDRAWN: N_("Certificate {number} was issued and withdrawn."),
    Verdict.UNKNOWN: N_("This register does not know the certificate. Ask headquarters."),
    Verdict.FORGED: N_("This is no certificate of ours: the code does not match the register."),
    Verdict.MALFORMED: N_(
        "This is no code as certificates bear it: the printed code holds 156 letters and digits, "
        "the line under it eight. Read it again; nothing is said against the certificate."
    ),
}
_SHORT = {
    Verdict.VALID: N_("These eight signs are those of certificate {number}, which is valid:"),
    Verdict.REPLACED: N_(
        "These eight signs are those of certificate {number}, which a later version replaces:"
    ),
    Verdict.WITHDRAWN: N_(
        "These eight signs are those of certificate {number}, which was withdrawn:"
    ),
}


@command("authenticate")
@click.argument("code", metavar=N_("CODE"), nargs=-1, required=True)
@for_machine
@click.pass_context
def authenticate_(context: click.Context, code: tuple[str, ...], as_json: bool) -> None:
    """Check a certificate’s printed code, or the eight signs under it: 0 when it is valid, else 1.

    What the certificate says is shown, to be compared with the paper.
    """
    with installation() as here:
        answer = authenticate(here.db, here.key, " ".join(code))
    if as_json:
        say_json(_facts(answer))
    else:
        _say(answer)
    context.exit(0 if answer.verdict is Verdict.VALID else 1)


def _say(answer: Authenticity) -> None:
    if not answer.held:
        say(_(_SENTENCES[answer.verdict]))
    for one in answer.held:
        said = _SHORT[one.verdict] if answer.is_short else _SENTENCES[answer.verdict]
        say(_(said).format(number=one.certificate.number))
        for line in _lines(one):
            say(f"  {line}")
    if answer.held:
        say(_("Compare every line with the paper: a code can be copied under another name."))


def _lines(one: Held) -> list[str]:
    """What stands on the paper, then what the register knows of it."""
    held, issuer = one.certificate, _("Issued by the laptop {laptop}").format(laptop=one.laptop)
    if one.is_contradicted:
        told = _("told by {laptop}, and its own laptop says otherwise")
        issuer += f" · {told.format(laptop=one.teller)}"
    elif one.teller:
        told = _("told by {laptop}")
        issuer += f" · {told.format(laptop=one.teller)}"
    version = _("Number {number}, version {version}, signs {code}")
    printed = [text for text in one.printed(current_language()).values() if text]
    facts = version.format(number=held.number, version=held.version, code=one.code)
    return [*printed, facts, issuer]


def _facts(answer: Authenticity) -> dict[str, object]:
    number = answer.certificate.number if answer.certificate else ""
    return {
        "verdict": answer.verdict.value,
        "number": number,
        "short": answer.is_short,
        "certificates": [_certificate(one) for one in answer.held],
    }


def _certificate(one: Held) -> dict[str, object]:
    held, printed = one.certificate, one.printed(current_language())
    return {
        "number": held.number,
        "version": held.version,
        "state": held.state.value,
        "code": one.code,
        "name": printed["name"],
        "position": printed["position"],
        "title": printed["title"],
        "text": printed["body"],
        "place": held.place,
        "issued_on": held.issued_on,
        "issued": printed["done_at"],
        "issued_by": one.laptop,
        "told_by": one.teller,
        "contradicted": one.is_contradicted,
    }
