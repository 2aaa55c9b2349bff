"""Opening the installation that a command works in."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.cli.speaking import ask, say, shown
from app.errors import FileError, NewPassphraseMissing, NotInstalled, PassphraseMissing, StoreError
from app.i18n import _
from app.paths import data_folder
from app.services.care import room
from app.services.care.copies import (
    WORK_SECONDS,
    CopyReason,
    copies,
    is_copy_due,
    make_copy,
)
from app.services.care.installation import Installation, install, is_installed, open_installation


@contextmanager
def installation(
    *, create: bool = False, copy: CopyReason = CopyReason.TIMED
) -> Iterator[Installation]:
    """The installation in `EMARGE_HOME`, opened with `EMARGE_PASSPHRASE` or by asking.

    With `create` one is made when there is none; its recovery key is printed once, on stderr.
    What was written is copied at the end: after a quarter of an hour's work, or for the reason
    `copy` at once.
    """
    home = data_folder()
    if not is_installed(home) and not create:
        raise NotInstalled
    is_new = not is_installed(home)
    passphrase = ask_passphrase(twice=is_new)
    if is_new:
        recovery = install(home, passphrase, now=now())
        say(_("A new register was made in {path}.").format(path=shown(home)), err=True)
        say(
            _("Recovery key, shown only now: write it on paper: {key}").format(key=recovery),
            err=True,
        )
    opened = open_installation(home, passphrase)
    try:
        for notice in opened.notices:
            say(notice.message, err=True)
        before = opened.db.changes
        yield opened
        if opened.db.changes != before:
            _keep_copy(opened, copy)
    finally:
        opened.close()
    low = room.warning(home)
    if low is not None:
        say(low.message, err=True)


def _keep_copy(here: Installation, reason: CopyReason) -> None:
    """Make a copy if one is due; one that cannot be made is told, and fails nothing."""
    newest = next(iter(copies(here.home)), None)
    # A clock that was set back since makes the newest copy one of the future: time for another.
    worked = abs((now() - newest.at).total_seconds()) if newest else WORK_SECONDS
    try:
        if is_copy_due(here, reason=reason, worked_seconds=worked):
            make_copy(here, reason, now=now())
    except (FileError, StoreError) as error:
        say(_("No copy of the register was made. {why}").format(why=error.message), err=True)


def now() -> datetime:
    """The clock of this computer, with its zone."""
    return datetime.now().astimezone()


def ask_passphrase(*, twice: bool = False) -> str:
    """The passphrase: `EMARGE_PASSPHRASE`, else typed. Raises PassphraseMissing."""
    found = os.environ.get("EMARGE_PASSPHRASE")
    if found:
        return found
    if not sys.stdin.isatty():
        raise PassphraseMissing
    return _type_twice(_("Passphrase:")) if twice else _type(_("Passphrase:"))


def ask_new_passphrase() -> str:
    """The passphrase to open with from now on.

    `EMARGE_NEW_PASSPHRASE`, else typed twice. Raises NewPassphraseMissing.
    """
    found = os.environ.get("EMARGE_NEW_PASSPHRASE")
    if found:
        return found
    if not sys.stdin.isatty():
        raise NewPassphraseMissing
    return _type_twice(_("New passphrase:"))


def _type_twice(label: str) -> str:
    typed = _type(label)
    while typed != _type(_("The same passphrase again:")):
        say(_("These were not the same. Type both again."), err=True)
        typed = _type(label)
    return typed


def _type(label: str) -> str:
    return ask(label, hide_input=True, err=True)


@contextmanager
def optional_installation(*, needed: bool) -> Iterator[Installation | None]:
    """The installation where there is one that can be opened; None when it is not `needed`."""
    can_open = is_installed(data_folder()) and bool(os.environ.get("EMARGE_PASSPHRASE"))
    if not needed and not can_open:
        yield None
        return
    with installation() as here:
        yield here
