"""What is said where a register does not open as it is, and after a way back was taken."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.errors import (
    AppError,
    DatabaseDamaged,
    KeysDamaged,
    KeySlotDamaged,
    KeysMissing,
    NotInstalled,
    RegisterMissing,
    RegisterShortened,
)
from app.i18n import N_, _, ngettext
from app.services.care.copies import Copy
from app.services.care.restoring import Examination, Restored
from app.services.care.returning import KeysReturned
from app.services.care.salvaging import Salvaged
from app.wording.people import isolated
from ui.models.recovery import Said, Way
from ui.words.copies import counts_words, holds_words, of_when_words, putting_back_points

Trial = Salvaged | AppError | None
"""What could be saved, why nothing could, or None while that is looked for."""

COPY, SALVAGE, OTHER, HEADQUARTERS = "copy", "salvage", "other", "headquarters"
RECOVERY_KEY, KEYS = "recovery-key", "keys"

_HAPPENED: tuple[tuple[type[AppError], str, str], ...] = (
    (
        RegisterShortened,
        N_("Actions are missing from the register"),
        N_(
            "The register holds less than was confirmed: its file or its log was shortened, or "
            "put back from an older moment."
        ),
    ),
    (
        DatabaseDamaged,
        N_("The register is damaged"),
        N_("Parts of the register’s file cannot be read any more: the disk has changed them."),
    ),
    (
        RegisterMissing,
        N_("The register is not in its place"),
        N_("The keys are there, but the file of the register is not."),
    ),
    (
        KeysMissing,
        N_("The keys of the register are missing"),
        N_(
            "The register is there, but neither of its two key files is: without them, no "
            "passphrase opens it."
        ),
    ),
    (
        KeySlotDamaged,
        N_("A key of the register is damaged"),
        N_(
            "The part of the key file that your passphrase opens cannot be read. The recovery "
            "key on paper may open it still."
        ),
    ),
    (
        KeysDamaged,
        N_("The keys of the register are damaged"),
        N_("Neither of the two key files can be read: without them, no passphrase opens it."),
    ),
    (
        NotInstalled,
        N_("The register is not in its place"),
        N_("Only backup copies are left in the folder of the register."),
    ),
)
"""The first that fits has the words."""


def happened_words(error: AppError, found: Examination, failed: str = "") -> Said:
    """What is the case, and what is safe."""
    title, sentence = next(
        (title, sentence) for kind, title, sentence in _HAPPENED if isinstance(error, kind)
    )
    said = [_(sentence), _("Nothing was changed, and nothing will be deleted.")]
    if found.copy is None:
        safe = _("What headquarters has received is safe there.")
    else:
        safe = _("A complete backup copy was opened and is whole.")
    return Said(_(title), " ".join(said), safe, failed)


def ways(found: Examination, trial: Trial, now: datetime, error: AppError) -> list[Way]:
    """The ways back, the best one first; `trial` is what could be saved."""
    copy, offered = found.copy, []
    if isinstance(error, KeySlotDamaged):
        gives = _("It is in its envelope. The register opens as it is: nothing is missing.")
        offered.append(Way(RECOVERY_KEY, _("Type the recovery key…"), gives))
    if copy is not None:
        title = _("Take the copy of {when} back").format(when=of_when_words(copy.at, now))
        lacks = lacks_words(lacks_of(found, trial))
        offered.append(Way(COPY, title, f"{counts_words(copy)} · {lacks}"))
    if isinstance(error, (KeysMissing, KeysDamaged, KeySlotDamaged)):
        gives = _("“keys.json”, from headquarters or a stick: the register opens as it is.")
        offered.append(Way(KEYS, _("Put a key file back…"), gives))
    if not isinstance(trial, AppError):
        offered.append(Way(SALVAGE, _("Save what can be read"), _trial_words(found, trial)))
    title = _("Choose another copy…") if copy is not None else _("Look for a copy…")
    offered.append(Way(OTHER, title, _("From the list, a stick or a folder.")))
    asking = _("It can hand back what it has received, and a key that opens this register.")
    offered.append(Way(HEADQUARTERS, _("Ask headquarters"), asking))
    return offered


def recovery_key_words(failed: str = "") -> Said:
    """What is asked for where the passphrase’s part of the key file is damaged."""
    said = _(
        "It stands on the paper in the envelope: six groups of five letters. Capitals, blanks and "
        "dashes do not matter. A new passphrase is chosen afterwards."
    )
    return Said(_("Type the recovery key"), said, failed=failed)


def keys_words(name: str, failed: str = "") -> Said:
    """What is asked for where the passphrase of now does not open the key file `name`."""
    said = _(
        "“{name}” needs its own passphrase: the one of the day on which it was copied, or the new "
        "one that headquarters told you. The recovery key opens it too."
    )
    return Said(_("Put a key file back"), said.format(name=isolated(name)), failed=failed)


def keys_returned_words(done: KeysReturned) -> Callable[[], str]:
    """Says after keys were put back that nothing is missing, and where those of before lie."""

    def words() -> str:
        said = _("The keys are back in their place: the register opens as it was.")
        if done.set_aside is None:
            return said
        kept = _("The key files of before are kept in {path}.")
        return f"{said} {kept.format(path=isolated(str(done.set_aside)))}"

    return words


def lacks_of(found: Examination, trial: Trial) -> int | None:
    """How many actions are known that the copy does not hold; None while nothing tells."""
    if found.contents is None or not isinstance(trial, Salvaged):
        return found.lacks
    known = trial.entries + sum(lost.entries for lost in trial.missing)
    return max(found.lacks or 0, known - found.contents.entries)


def _trial_words(found: Examination, trial: Trial) -> str:
    """What could be saved; where that is more than the copy holds, it is advised.

    It stays at its place, as a finger may be on the way to the first one.
    """
    if not isinstance(trial, Salvaged):
        return _("Émarge is looking for every action that can still be read…")
    people = ngettext("{n} person", "{n} people", trial.people).format(n=trial.people)
    gives = f"{people} · {_missing_words(trial)}"
    if found.copy is not None and (lacks_of(found, trial) or 0) > _missing(trial):
        return _("Advised, it holds more: {gives}").format(gives=gives)
    return gives


def _missing(saved: Salvaged) -> int:
    """How many actions and values are known to be missing."""
    return sum(lost.entries for lost in saved.missing) + saved.values


def lacks_words(lacks: int | None) -> str:
    """« 3 actions de moins que le registre »."""
    if lacks is None:
        return _("what was confirmed after it may be missing")
    if not lacks:
        return _("nothing is missing, as far as is known")
    return ngettext("{n} action fewer", "{n} actions fewer", lacks).format(n=lacks)


def taking_words(copy: Copy, now: datetime) -> Said:
    """What will be put back."""
    title = _("Take the copy of {when} back").format(when=of_when_words(copy.at, now))
    return Said(title, holds_words(copy))


def found_words(trial: Salvaged) -> tuple[Said, list[str]]:
    """What could be saved, and what of it is missing."""
    actions = ngettext("{n} action", "{n} actions", trial.entries).format(n=trial.entries)
    people = ngettext("{n} person", "{n} people", trial.people).format(n=trial.people)
    said = _("{actions} can be read, with {people}.").format(actions=actions, people=people)
    points = [_missing_words(trial)]
    if not trial.is_complete:  # otherwise the same laptop goes on
        points += putting_back_points(None, "")[2:]
    return Said(_("Save what can be read"), said), points


def _missing_words(saved: Salvaged) -> str:
    count = _missing(saved)
    if not count:
        return _("As far as is known, nothing is missing.")
    where = ", ".join(sorted({lost.code for lost in saved.missing if lost.code}))
    lost = ngettext("{n} action is missing", "{n} actions are missing", count).format(n=count)
    return _("{lost} ({where}).").format(lost=lost, where=where) if where else f"{lost}."


def aside_words(folder: Path) -> str:
    """Where the files of now go."""
    return _("What is there now is kept in {path}, never deleted.").format(
        path=isolated(str(folder))
    )


def headquarters_points() -> list[str]:
    """How to reach headquarters, and what for."""
    return [
        _("Leave this laptop as it is: close Émarge, and let nobody “repair” the folder."),
        _("Call headquarters. It has every file that was sent, and can hand the register back."),
        _("If only the keys are missing, headquarters can give a key file that opens this one."),
        _("Until then, go on by hand: a printed attendance sheet is entered later by numbers."),
    ]


def restored_words(restored: Restored, now: datetime) -> Callable[[], str]:
    """Says after a copy was taken back what may be missing, and who has to accept the laptop."""

    def words() -> str:
        when = of_when_words(restored.copy.at, now)
        if restored.lacks:
            said = ngettext(
                "The copy of {when} was taken back: {n} action that came after it is missing.",
                "The copy of {when} was taken back: {n} actions that came after it are missing.",
                restored.lacks,
            )
        elif restored.lacks is None:
            said = _("The copy of {when} was taken back: what came after it may be missing.")
        else:
            said = _("The copy of {when} was taken back.")
        return f"{said.format(when=when, n=restored.lacks)} {_accept_words()}"

    return words


def salvaged_words(saved: Salvaged) -> Callable[[], str]:
    """The same after what was readable was saved."""

    def words() -> str:
        said = _("What could be read was saved. {missing}").format(missing=_missing_words(saved))
        return f"{said} {_accept_words()}" if saved.is_new_device else said

    return words


def _accept_words() -> str:
    return _("Headquarters has to accept this laptop anew: hand over its card.")


def promise_words(copy: Copy, now: datetime) -> str:
    """What opening will do, once a copy was asked for."""
    return _(
        "The register is closed. The passphrase puts the copy of {when} in its place: {counts}."
    ).format(when=of_when_words(copy.at, now), counts=counts_words(copy))
