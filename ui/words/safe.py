"""How the keys of headquarters are said on screen."""

from collections.abc import Sequence
from datetime import datetime

from app.i18n import _, ngettext
from app.services.travelling.identity import Drilled, Holder, is_drill_due
from app.wording.people import isolated
from ui.words.exchange import moment_words


def keys_words(found: Sequence[Holder], now: datetime) -> tuple[str, str]:
    """How many keys open what is sent and when they were proved, with the role that fits."""
    count = len(found)
    said = ngettext("{n} key opens what is sent.", "{n} keys open what is sent.", count)
    words = [said.format(n=count)]
    due = [one for one in found if is_drill_due(one, now)]
    if count == 1:
        words.append(_("Give a second person one."))
    words += [_due_words(one) for one in due]
    if not due:
        last = min(one.proved_at for one in found)
        words.append(_("All were proved since {moment}.").format(moment=moment_words(last)))
    return " ".join(words), "ochre" if due or count == 1 else "soft"


def drilled_words(done: Drilled) -> str:
    """What a key opened, and what it did not."""
    if done.not_opened:
        said = _("The key is good, but does not open yet what came from: {names}")
        return said.format(names=", ".join(map(isolated, done.not_opened)))
    if done.opened:
        said = _("The key opens what came last from: {names}")
        return said.format(names=", ".join(map(isolated, done.opened)))
    return _("The key opens what laptops are told to seal.")


def _due_words(one: Holder) -> str:
    who = _("the copy in the safe") if one.is_here else isolated(one.name or one.recipient[:12])
    if not one.proved_at:
        return _("Never proved: {who}.").format(who=who)
    said = _("Last proved on {moment}: {who}.")
    return said.format(moment=moment_words(one.proved_at), who=who)
