"""`emarge backup`, `restore` and `salvage`: copies of the register, and the way back."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli.commands import Folder, command
from app.cli.opening import ask_passphrase, installation, now
from app.cli.speaking import for_machine, say, say_json, shown
from app.errors import AnswerMissing, CopyDamaged, CopyUnknown, NewerSchema, NoCopy, WrongPassphrase
from app.i18n import N_, _, ngettext
from app.paths import data_folder
from app.services.care.copies import (
    Copy,
    CopyPlace,
    CopyReason,
    Verified,
    copies,
    copy_elsewhere,
    make_copy,
    verify,
)
from app.services.care.restoring import Examination, Restored, examine, keys_by, restore
from app.services.care.salvaging import Lost, Salvaged, salvage
from app.services.care.second_place import (
    SecondPlace,
    choose_second_place,
    chosen,
    forgotten,
    second_place,
)
from app.wording.copies import counts_words, moment_words

_NEWEST, _NONE = "newest", "none"
_YES = click.option("--yes", is_flag=True, help=N_("Do not ask."))


@command("backup")
@click.option("--list", "is_list", is_flag=True, help=N_("List the copies, the newest first."))
@click.option(
    "--verify", "is_verify", is_flag=True, help=N_("List them, each opened and verified now.")
)
@click.option(
    "--to", "folder", type=Folder(path_type=Path), help=N_("Make one copy there instead.")
)
@click.option(
    "--second-place",
    type=Folder(path_type=str),
    metavar=N_("FOLDER|none"),
    help=N_("Have every copy go there as well from now on, such as to a stick."),
)
@for_machine
def backup(
    is_list: bool, is_verify: bool, folder: Path | None, second_place: str | None, as_json: bool
) -> None:
    """Make a copy of the register now, list the copies, or choose a second place for them."""
    if second_place is not None:
        _choose(second_place, as_json=as_json)
    elif is_list or is_verify:
        _list(is_verify=is_verify, as_json=as_json)
    else:
        _make(folder, as_json=as_json)


def _choose(text: str, *, as_json: bool) -> None:
    home = data_folder()
    choose_second_place(home, None if text == _NONE else Path(text))
    place = chosen(home)
    if as_json:
        say_json({"second_place": str(place.copies) if place else None})
    elif place is None:
        say(_("Copies go to no second place any more. What lies there stays."))
    else:
        say(_("From now on every copy goes to {path} as well.").format(path=shown(place.copies)))


def _make(folder: Path | None, *, as_json: bool) -> None:
    with installation() as here:
        if folder is None:
            made = make_copy(here, CopyReason.ASKED, now=now())
        else:
            made = copy_elsewhere(here, folder, now=now())
        place = chosen(here.home) if folder is None else None
    is_waiting = place is not None and place.last_number != made.number
    if as_json:
        second = None if place is None else str(place.copies)
        say_json(_copy_json(made, is_good=True) | {"second_place": second, "waiting": is_waiting})
        return
    say(_("Copy made, opened and verified: {copy}").format(copy=_words(made)))
    if place is not None and not is_waiting:
        say(_("It lies in {path} as well.").format(path=shown(place.copies)))
    elif place is not None:
        say(
            _("The second place {path} is not there: the copy waits for it.").format(
                path=shown(place.folder)
            ),
            err=True,
        )


def _list(*, is_verify: bool, as_json: bool) -> None:
    home = data_folder()
    _tell_forgotten(home)
    known = copies(home, second_place(home))
    found = _verified(home, known) if is_verify else {}
    if as_json:
        place = chosen(home)
        told = [_copy_json(one, is_good=_is_good(found.get(one.path), is_verify)) for one in known]
        say_json({"copies": told, "second_place": str(place.copies) if place else None})
        return
    if not known:
        say(_("There is no copy yet. “emarge backup” makes one."))
    for one in known:
        words = _words(one)
        if is_verify:
            words += " · " + _(_state(found.get(one.path)))
        say(words)


def _tell_forgotten(home: Path) -> None:
    if lost := forgotten(home):
        say(lost.message, err=True)


def _verified(home: Path, known: list[Copy]) -> dict[Path, Verified]:
    """Those of the copies that are good, with what they hold; a bad one is not in it."""
    found: dict[Path, Verified] = {}
    for key, _path in keys_by(home, ask_passphrase()):
        for one in known:
            if one.path not in found and (good := _good(one, key)):
                found[one.path] = good
    return found


def _good(one: Copy, key: bytes) -> Verified | None:
    try:
        return verify(one.path, key)
    except (CopyDamaged, NewerSchema):
        return None


def _is_good(found: Verified | None, is_verify: bool) -> bool | None:
    return (found is not None and found.is_whole) if is_verify else None


def _state(found: Verified | None) -> str:
    if found is None:
        return N_("damaged")
    if not found.is_told_truly:
        return N_("good, but its note was changed or is gone")
    return N_("verified") if found.has_keys else N_("good, but its keys are damaged or gone")


def _words(one: Copy) -> str:
    """A line that says when a copy was made, what is in it and where it lies."""
    counts = counts_words(one.entries, one.people, one.workshops)
    told = counts if one.is_told else _("what it holds is not noted")
    return f"{one.number} · {moment_words(one.at)} · {told} · {_(_PLACES[one.place])}"


_PLACES = {
    CopyPlace.HOME: N_("beside the register"),
    CopyPlace.SECOND: N_("at the second place"),
    CopyPlace.ELSEWHERE: N_("elsewhere"),
}


def _copy_json(one: Copy, *, is_good: bool | None) -> dict[str, Any]:
    return {
        "path": str(one.path),
        "number": one.number,
        "at": one.at.isoformat(timespec="seconds"),
        "place": one.place.value,
        "reason": one.reason.value,
        "entries": one.entries,
        "people": one.people,
        "workshops": one.workshops,
        "size_bytes": one.size_bytes,
        "good": is_good,
    }


def copies_json(known: list[Copy], place: SecondPlace | None, at: datetime) -> dict[str, Any]:
    """How copies stand, for a machine: the newest, how many, whether others wait for their place.

    `known` are those that can be seen, the newest first.
    """
    newest = known[0] if known else None
    return {
        "newest": _copy_json(newest, is_good=None) if newest else None,
        "count": len(known),
        "second_place": str(place.copies) if place else None,
        "second_place_late": _is_late(newest, place, at),
    }


def say_copies(known: list[Copy], place: SecondPlace | None, at: datetime) -> None:
    """Say how copies stand, as `copies_json` does."""
    if not known:
        say(_("There is no copy yet. “emarge backup” makes one."))
        return
    say(_("Newest copy: {copy}").format(copy=_words(known[0])))
    if place and _is_late(known[0], place, at):
        said = _("Copies wait for the second place {path}: plug the stick in, or choose another.")
        say(said.format(path=shown(place.folder)))


def _is_late(newest: Copy | None, place: SecondPlace | None, at: datetime) -> bool:
    return bool(newest and place and place.is_late(newest.number, at))


@command("restore")
@click.argument("copy", metavar=N_("COPY"), default=_NEWEST)
@_YES
@for_machine
def restore_(copy: str, yes: bool, as_json: bool) -> None:
    """Put a copy in the place of the register; the newest good one when none is named."""
    home, secret = data_folder(), ask_passphrase()
    _tell_forgotten(home)
    found = _examined(home, secret, copy)
    path = _path_of(home, copy, found)
    if not yes:
        _say_what_is(found, path)
        _confirm(_("Put this copy in the register’s place?"))
    done = restore(home, secret, path, now=now())
    if as_json:
        say_json(_restored_json(done))
        return
    _say_restored(done)


def _examined(home: Path, secret: str, copy: str) -> Examination:
    """What is here; nothing is known of it by the passphrase of a copy that was named."""
    try:
        return examine(home, secret)
    except WrongPassphrase:
        if copy == _NEWEST:
            raise
        return Examination(None, None, None, None)


def _path_of(home: Path, copy: str, found: Examination) -> Path:
    """The folder of the copy that was named: by its path, its name or its number."""
    if copy == _NEWEST:
        if found.copy is None:
            raise NoCopy
        return found.copy.path
    for one in copies(home, second_place(home)):
        if copy in (one.path.name, str(one.number), one.path.name.split("-")[0]):
            return one.path
    path = Path(copy)
    if not path.is_dir():
        raise CopyUnknown(name=copy)
    return path


def _say_what_is(found: Examination, path: Path) -> None:
    if found.fault is not None:
        say(found.fault.message, err=True)
    if found.copy is not None and found.copy.path == path:
        say(_("The newest good copy: {copy}").format(copy=_words(found.copy)), err=True)
        _say_lacking(found.lacks)
    else:
        say(_("The copy {path}").format(path=shown(path)), err=True)


def _say_lacking(lacks: int | None) -> None:
    if lacks:
        said = ngettext(
            "It lacks {n} action that is known to have followed.",
            "It lacks {n} actions that are known to have followed.",
            lacks,
        )
        say(said.format(n=lacks), err=True)


def _confirm(question: str) -> None:
    """Go on if a person says so. Raises AnswerMissing where nobody can."""
    if not sys.stdin.isatty():
        raise AnswerMissing
    click.confirm(question, abort=True, err=True)


def _restored_json(done: Restored) -> dict[str, Any]:
    return {
        "copy": str(done.copy.path),
        "entries": done.contents.entries,
        "people": done.contents.people,
        "workshops": done.contents.workshops,
        "lacks": done.lacks,
        "set_aside": str(done.set_aside) if done.set_aside else None,
    }


def _say_restored(done: Restored) -> None:
    held = done.contents
    say(
        _("The copy was put back: {counts}.").format(
            counts=counts_words(held.entries, held.people, held.workshops)
        )
    )
    _say_lacking(done.lacks)
    _say_aside(done.set_aside)
    _say_new_device()


def _say_aside(aside: Path | None) -> None:
    if aside is not None:
        say(_("The files of before were set aside in {path}.").format(path=shown(aside)))


def _say_new_device() -> None:
    say(
        _(
            "This laptop goes on as a new device. What it sends is read once headquarters has "
            "accepted it again."
        )
    )


@command("salvage")
@click.option(
    "--dry-run", "is_trial", is_flag=True, help=N_("Only say what can be saved; change nothing.")
)
@_YES
@for_machine
def salvage_(is_trial: bool, yes: bool, as_json: bool) -> None:
    """Rebuild the register from every entry that can still be read, wherever it lies."""
    home, secret = data_folder(), ask_passphrase()
    _tell_forgotten(home)
    if not (is_trial or yes):
        _confirm(_("Rebuild the register from all that can be read? Its files are set aside."))
    done = salvage(home, secret, now=now(), is_trial=is_trial)
    if as_json:
        say_json(_salvaged_json(done))
        return
    _say_salvaged(done, is_trial=is_trial)


def _salvaged_json(done: Salvaged) -> dict[str, Any]:
    return {
        "entries": done.entries,
        "people": done.people,
        "workshops": done.workshops,
        "complete": done.is_complete,
        "missing": [asdict(one) for one in done.missing],
        "values_missing": done.values,
        "sources": [asdict(one) | {"path": str(one.path)} for one in done.sources],
        "new_device": done.is_new_device,
        "set_aside": str(done.set_aside) if done.set_aside else None,
    }


def _say_salvaged(done: Salvaged, *, is_trial: bool) -> None:
    counts = counts_words(done.entries, done.people, done.workshops)
    said = _("Can be saved: {counts}.") if is_trial else _("Saved: {counts}.")
    say(said.format(counts=counts))
    for one in done.sources:
        said = ngettext(
            "{path}: {n} entry was read, {new} of them nowhere before.",
            "{path}: {n} entries were read, {new} of them nowhere before.",
            one.entries,
        )
        say(said.format(path=shown(one.path), n=one.entries, new=one.new))
    if done.is_complete:
        say(_("Nothing is known to be missing."))
    for lost in done.missing:
        say(_lost_words(lost))
    if done.values:
        said = ngettext(
            "{n} value is not there although its entry is: it is shown as not known.",
            "{n} values are not there although their entries are: they are shown as not known.",
            done.values,
        )
        say(said.format(n=done.values))
    _say_aside(done.set_aside)
    if done.is_new_device:
        _say_new_device()


def _lost_words(lost: Lost) -> str:
    said = ngettext(
        "Missing: {n} action of {laptop}, workshop {code}. Ask whoever has its files.",
        "Missing: {n} actions of {laptop}, workshop {code}. Ask whoever has its files.",
        lost.entries,
    )
    unknown = _("not known")
    laptop = lost.name or lost.device[:8]
    return said.format(n=lost.entries, laptop=laptop, code=lost.code or unknown)
