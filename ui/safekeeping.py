"""What the services do for the keeper and for the recovery page, put together once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from app.errors import CopyDamaged
from app.paths import SET_ASIDE
from app.services.care import copies, restoring, salvaging, second_place
from app.services.care.copies import Copy, CopyReason
from app.services.care.installation import Installation, open_installation
from app.services.care.keeping import Keeping
from app.services.care.rescuing import remember_keys, rescue
from app.services.care.returning import put_keys_back
from app.services.care.room import keep_ballast, warning
from app.services.care.salvaging import Salvaged
from app.services.progress import Progress
from app.store import workshops
from ui.caring import Care, Survey
from ui.models.recovery import Returned
from ui.recovering import Rescue
from ui.words.recovery import keys_returned_words, restored_words, salvaged_words


def care_of(here: Installation, clock: Callable[[], datetime]) -> Care:
    """What is done for an open register."""
    keeping = Keeping(here)
    return Care(
        wrote=keeping.wrote,
        is_due=keeping.is_due,
        closed=partial(workshops.closed_sessions, here.db),
        keep=keeping.keep,
        copy=partial(_copy, here),
        look=partial(_look_and_reserve, here.home),
        survey=partial(_survey, here, clock),
        verify=partial(_verify, here),
        rescue=partial(_rescue, here, remember_keys(here.home), clock),
    )


def rescue_of(home: Path, clock: Callable[[], datetime]) -> Rescue:
    """What is done in the folder of a register that is closed."""
    return Rescue(
        set_aside=home / SET_ASIDE,
        examine=partial(restoring.examine, home),
        copies=partial(_look, home),
        find=_find,
        take_back=partial(_take_back, home, clock),
        try_to_save=partial(_try_to_save, home, clock),
        save=partial(_save, home, clock),
        open=partial(open_installation, home),
        put_keys_back=partial(_put_keys_back, home),
    )


def _look(home: Path) -> Sequence[Copy]:
    return copies.copies(home, second_place.second_place(home))


def _look_and_reserve(home: Path) -> Sequence[Copy]:
    """Keeps the reserve on the way, in the worker that may take its time; looks, where it is."""
    keep_ballast(home)
    return _look(home)


def _copy(here: Installation, reason: CopyReason, now: datetime, progress: Progress) -> Copy | None:
    """A copy where there is something new; asked for by hand, in any case."""
    if reason is not CopyReason.ASKED and not copies.has_news(here):
        return None
    return copies.make_copy(here, reason, now=now, progress=progress)


def _survey(here: Installation, clock: Callable[[], datetime]) -> Survey:
    place = second_place.chosen(here.home)
    newest = next(iter(copies.copies(here.home)), None)
    is_late = bool(place and newest and place.is_late(newest.number, clock()))
    return Survey(
        closed=workshops.closed_sessions(here.db),
        disk=warning(here.home),
        second=place.folder if place else None,
        is_late=is_late and place is not None and not place.is_there,
    )


def _verify(here: Installation, copy: Copy) -> object:
    """What the copy holds. Raises CopyDamaged when anything at all is wrong with it."""
    verified = copies.verify(copy.path, here.data_key)
    if not verified.is_whole:
        raise CopyDamaged(name=copy.path.name)
    return verified


def _rescue(
    here: Installation, keys: Callable[[], bytes], clock: Callable[[], datetime], folder: Path
) -> Path:
    return rescue(here, keys(), folder, now=clock()).path


def _find(folder: Path) -> Sequence[Copy]:
    """The copies in `folder`, in the folders that it holds, or the one that it is itself."""
    known = [copies.copy_at(one) for one in (folder, *_folders(folder, 2))]
    found = [copy for copy in known if copy is not None]
    return sorted(found, key=lambda copy: copy.at, reverse=True)


def _folders(folder: Path, deep: int) -> list[Path]:
    """The folders in `folder` and, `deep` times, in those; what cannot be read has none."""
    try:
        inside = [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return []
    return inside + [path for one in inside for path in _folders(one, deep - 1) if deep > 1]


def _take_back(home: Path, clock: Callable[[], datetime], secret: str, copy: Copy) -> Returned:
    now = clock()
    restored = restoring.restore(home, secret, copy.path, now=now)
    return Returned(open_installation(home, secret), restored_words(restored, now))


def _put_keys_back(home: Path, secret: str, keys: Path) -> Returned:
    done = put_keys_back(home, secret, keys)
    return Returned(open_installation(home, secret), keys_returned_words(done))


def _try_to_save(
    home: Path, clock: Callable[[], datetime], secret: str, progress: Progress
) -> Salvaged:
    return salvaging.salvage(home, secret, now=clock(), is_trial=True, progress=progress)


def _save(home: Path, clock: Callable[[], datetime], secret: str, progress: Progress) -> Returned:
    saved = salvaging.salvage(home, secret, now=clock(), progress=progress)
    return Returned(open_installation(home, secret), salvaged_words(saved))
