"""`emarge history`: what was done at a workshop, by whom, and on whose word."""

from app.cli.commands import command
from app.cli.opening import installation
from app.cli.speaking import for_machine, say, say_json, workshop_argument
from app.i18n import _
from app.services.travelling import headquarters
from app.services.travelling.chronicle import Told, chronicle
from app.services.workshop.workshops import find


@command("history")
@workshop_argument
@for_machine
def history(workshop: str, as_json: bool) -> None:
    """Tell what was done, entry by entry, and who told it where its own laptop did not."""
    with installation() as here:
        own = {here.key.id: headquarters.device_name(here.db, here.key)}
        found = chronicle(here.db, find(here.db, workshop).id, own)
    if as_json:
        say_json({"entries": [_facts(one) for one in found]})
        return
    for one in found:
        say(_line(one))


def _line(one: Told) -> str:
    entry = one.entry
    who = _("{who}, on {laptop}").format(who=entry.who, laptop=one.laptop)
    said = [entry.wall.replace("T", " "), who if entry.who else one.laptop, _(one.word)]
    said += [part for part in (one.name, entry.why) if part]
    if one.is_contradicted:
        told = _("told by {laptop}, and its own laptop says otherwise")
        said.append(told.format(laptop=one.teller))
    elif one.teller:
        said.append(_("told by {laptop}").format(laptop=one.teller))
    return " · ".join(said)


def _facts(one: Told) -> dict[str, object]:
    entry = one.entry
    return {
        "id": entry.id,
        "at": entry.wall,
        "who": entry.who,
        "laptop": one.laptop,
        "device": entry.device,
        "seq": entry.seq,
        "intent": entry.intent,
        "name": one.name,
        "why": entry.why,
        "told_by": one.teller,
        "contradicted": one.is_contradicted,
    }
