"""`emarge hq keys, status, escrow, drill`: what headquarters keeps for the day of a loss."""

from datetime import datetime
from pathlib import Path

import click

from app.cli.commands import command
from app.cli.opening import installation, now
from app.cli.speaking import for_machine, say, say_json, shown
from app.files import write_file
from app.i18n import N_, _, current_language, ngettext
from app.services.care.drilling import ProvedCopy, prove_newest_copy
from app.services.travelling.depositing import keys_of
from app.services.travelling.identity import (
    Drilled,
    Holder,
    holders,
    is_drill_due,
    make_escrow,
    name_holder,
)
from app.services.travelling.identity import drill as prove
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
        ).format(laptop=found.device.name, at=_day(found.at), path=shown(out))
    )


@command(
    "status", N_("Say which keys open what is sent now, who holds them, when each was proved.")
)
@for_machine
def status(as_json: bool) -> None:
    """List the keys that laptops are told to seal to."""
    with installation() as here:
        found = holders(here.db)
    if as_json:
        say_json({"keys": [_facts(one) for one in found]})
        return
    said = ngettext(
        "{n} key opens what is sent now:", "{n} keys open what is sent now:", len(found)
    )
    say(said.format(n=len(found)))
    for one in found:
        say(f"  {_holder(one)}")
    if len(found) == 1:
        said = _(
            "If this key is lost, what was sent cannot be opened. Give a second person one: "
            "“emarge hq escrow --new FILE --held-by NAME”."
        )
        say(said, err=True)
    if any(is_drill_due(one, now()) for one in found):
        said = _("Prove the keys in the safe once a year: “emarge hq drill --identity FILE”.")
        say(said, err=True)


@command("escrow", N_("Have laptops seal to a second person’s key too."))
@click.argument("recipient", metavar=N_("AGE1…"), required=False)
@click.option("--new", type=_FILE, help=N_("Make a key: the file for that person’s safe."))
@click.option("--held-by", "name", required=True, help=N_("Who keeps it."))
@for_machine
@click.pass_context
def escrow(
    context: click.Context, recipient: str | None, new: Path | None, name: str, as_json: bool
) -> None:
    """Add a key of headquarters, made here or elsewhere; it counts from the next enrolment on."""
    if (recipient is None) == (new is None):
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    with installation() as here:
        if new is not None:
            recipient = make_escrow(here.db, new, name, now=now())
        elif recipient is not None:
            name_holder(here.db, recipient, name)
        count = len(holders(here.db))
    if as_json:
        say_json({"recipient": recipient, "held_by": name, "keys": count})
        return
    if new is not None:
        say(
            _("Secret key for {name}: {path}. It is nowhere else: keep it in a safe.").format(
                name=name, path=shown(new)
            )
        )
    say(
        _(
            "Laptops seal to {n} keys once they took the next enrolment in: write it with "
            "“emarge hq enrol” and their cards."
        ).format(n=count)
    )


@command("drill", N_("Prove that a key from the safe opens what laptops seal now."))
@click.argument("file", metavar=N_("FILE"), type=_FILE, required=False)
@click.option("--identity", type=_FILE, required=True, help=N_("The key file from the safe."))
@for_machine
@click.pass_context
def drill(context: click.Context, file: Path | None, identity: Path, as_json: bool) -> None:
    """Open with it what the laptops sealed last, and FILE where one is named: 0 when all opened."""
    with installation() as here:
        done = prove(here.db, identity, now=now(), file=file)
        copy = prove_newest_copy(here.home, identity)
    if as_json:
        say_json(
            {
                "held_by": done.holder.name,
                "recipient": done.holder.recipient,
                "opened": list(done.opened),
                "not_opened": list(done.not_opened),
                "file": done.has_opened_file,
                "copy": _copy_facts(copy),
            }
        )
    else:
        _say_drilled(done)
        _say_copy(copy)
    is_bad = bool(done.not_opened) or (copy is not None and not copy.is_good)
    context.exit(1 if is_bad else 0)


def _copy_facts(copy: ProvedCopy | None) -> dict[str, object] | None:
    return {"at": copy.copy.at.isoformat(), "good": copy.is_good} if copy else None


def _say_copy(copy: ProvedCopy | None) -> None:
    if copy is None:
        say(_("There is no copy of this register yet: make one with “emarge backup”."), err=True)
        return
    when = _day(copy.copy.at.isoformat())
    if copy.is_good:
        say(_("The newest copy of this register, of {day}, opens with it.").format(day=when))
    else:
        said = _("The newest copy of this register, of {day}, does not open with it: make another.")
        say(said.format(day=when), err=True)


def _say_drilled(done: Drilled) -> None:
    say(_("The key opens what laptops are told to seal. The day was noted."))
    if done.opened:
        names = ", ".join(done.opened)
        say(_("It opened what came last from: {names}.").format(names=names))
    if done.has_opened_file:
        say(_("It opened the file."))
    if done.not_opened:
        said = _(
            "It does not open what came last from: {names}. Have these laptops take the newest "
            "enrolment in."
        )
        say(said.format(names=", ".join(done.not_opened)), err=True)


def _holder(one: Holder) -> str:
    """Who holds a key, and since when nobody has proved it."""
    where = _("this computer, and its copy in the safe") if one.is_here else one.name
    who = where or _("nobody named ({key})").format(key=one.recipient)
    if not one.proved_at:
        return _("{who}: never proved").format(who=who)
    return _("{who}: proved on {day}").format(who=who, day=_day(one.proved_at))


def _facts(one: Holder) -> dict[str, object]:
    return {
        "recipient": one.recipient,
        "held_by": one.name,
        "here": one.is_here,
        "proved": one.proved_at,
        "drill_due": is_drill_due(one, now()),
    }


def _day(at: str) -> str:
    """The day of a stored time, in words."""
    return day(datetime.fromisoformat(at).date(), current_language())
