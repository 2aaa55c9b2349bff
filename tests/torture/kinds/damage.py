"""R16, R19, R20: files were damaged, swapped, removed; the copies bring them back."""

import shutil
import tempfile
from functools import cache
from pathlib import Path
from random import Random

from app.errors import AppError
from app.paths import COPIES, KEYS, REGISTER, SECOND_KEYS
from app.services.care.checking import check
from app.services.care.copies import CopyReason, make_copy
from app.services.care.installation import open_installation
from app.services.care.restoring import examine, restore
from app.store import entries
from tests.torture.killing import PASSPHRASE
from tests.torture.kind import ROOT, Kind, Round, Tally
from tests.torture.kinds.days import NOW
from tests.torture.places import fresh

OLD = ROOT / "tests" / "golden" / "register-0.1.0"
OLD_DIGEST = "558ebc59606572368653bc784239375fa708bf0bc460702c5a056590559cbfc1"
"""Of the frozen register of 0.1.0, as 0.1.0 itself told it."""


@cache
def good_home() -> tuple[Path, str, int]:
    """An installation with a copy: its folder, its state, how many entries it has."""
    folder = Path(tempfile.mkdtemp(prefix="emarge-good-")) / "home"
    shutil.copytree(OLD, folder)
    here = open_installation(folder, PASSPHRASE)
    make_copy(here, CopyReason.ASKED, now=NOW)
    found = entries.state_digest(here.db), check(here.db).entries
    here.close()
    return folder, *found


def hurt(path: Path, chance: Random) -> str:
    """Damage a file in one way; the word for it."""
    data = path.read_bytes()
    kind = chance.choice(("flip", "zeroed", "cut", "emptied", "foreign", "swapped", "removed"))
    place = chance.randrange(len(data))
    if kind == "flip":
        data = data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
    elif kind == "zeroed":
        start = place // 4096 * 4096
        data = data[:start] + bytes(len(data[start : start + 4096])) + data[start + 4096 :]
    elif kind == "cut":
        data = data[:place]
    elif kind == "emptied":
        data = b""
    elif kind == "foreign":
        data = chance.randbytes(len(data))
    elif kind == "swapped":
        first, second = (chance.randrange(max(1, len(data) // 4096)) * 4096 for _ in range(2))
        pages = bytearray(data)
        pages[first : first + 4096], pages[second : second + 4096] = (
            data[second : second + 4096],
            data[first : first + 4096],
        )
        data = bytes(pages)
    if kind == "removed":
        path.unlink()
    else:
        path.write_bytes(data)
    return kind


def run(given: Round) -> Tally:
    """Damage the register at rest: noticed at the start, and the copy is back with its state."""
    tally = Tally()
    good, digest, _count = good_home()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        home = fresh(good, given.folder / "home")
        before = (home / REGISTER).read_bytes()
        kind = hurt(home / REGISTER, chance)
        if (home / REGISTER).exists() and (home / REGISTER).read_bytes() == before:
            continue
        tally.tried += 1
        tally.counts[kind] = tally.counts.get(kind, 0) + 1
        bring_back(tally, home, digest, f"seed {seed}, {kind}")
    return tally


def bring_back(tally: Tally, home: Path, digest: str, about: str) -> None:
    """The start says so; the newest good copy opens with the state that it had."""
    try:
        here = open_installation(home, PASSPHRASE)
    except AppError:
        tally.refused += 1
    else:
        is_same = entries.state_digest(here.db) == digest and check(here.db, deep=True).is_good
        here.close()
        tally.silent += not is_same
        if not is_same:
            tally.wrong(f"{about}: opened with other content")
        return
    try:
        found = examine(home, PASSPHRASE)
        if found.copy is None:
            tally.lost += 1
            tally.wrong(f"{about}: no copy was offered")
            return
        restore(home, PASSPHRASE, found.copy.path, now=NOW)
        here = open_installation(home, PASSPHRASE)
        found_state, is_good = check(here.db).entries, check(here.db, deep=True).is_good
        here.close()
        tally.lost += found_state < good_home()[2]
        tally.torn += not is_good
    except AppError as error:
        tally.wrong(f"{about}: {type(error).__name__}")


def run_keys(given: Round) -> Tally:
    """Damage one of the two key files: the other one opens, and heals it."""
    tally = Tally()
    good, digest, _count = good_home()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        home = fresh(good, given.folder / "home")
        if not (home / SECOND_KEYS).exists():
            open_installation(home, PASSPHRASE).close()
        kind = hurt(home / (KEYS if seed % 2 else SECOND_KEYS), chance)
        tally.tried += 1
        try:
            here = open_installation(home, PASSPHRASE)
            tally.silent += entries.state_digest(here.db) != digest
            here.close()
        except AppError as error:
            tally.lost += 1
            tally.wrong(f"seed {seed}, {kind} keys: {type(error).__name__}")
    return tally


def run_drill(given: Round) -> Tally:
    """A copy is made, the register thrown away, the copy put back: one digest."""
    tally = Tally()
    home = fresh(good_home()[0], given.folder / "home")
    for seed in given.seeds:
        here = open_installation(home, PASSPHRASE)
        made = make_copy(here, CopyReason.ASKED, now=NOW)
        digest = entries.state_digest(here.db)
        here.close()
        if seed % 2:
            (home / REGISTER).unlink()
        tally.tried += 1
        restore(home, PASSPHRASE, made.path, now=NOW)
        here = open_installation(home, PASSPHRASE)
        tally.lost += entries.state_digest(here.db) != digest
        tally.torn += not check(here.db, deep=True).is_good
        here.close()
        for old in (home / COPIES).iterdir():
            if old != made.path and old.is_dir():
                shutil.rmtree(old)
        shutil.rmtree(home / "set-aside", ignore_errors=True)
    return tally


def run_old(given: Round) -> Tally:
    """The frozen register of 0.1.0 is taken over with all that it held."""
    tally = Tally()
    for _ in given.seeds:
        home = fresh(OLD, given.folder / "home")
        tally.tried += 1
        here = open_installation(home, PASSPHRASE)
        tally.lost += check(here.db).digest != OLD_DIGEST
        tally.torn += not check(here.db, deep=True).is_good
        here.close()
    return tally


START = Kind(
    "damage at the start",
    ("R19",),
    "A bit, a page, the end of the register or all of it is changed, swapped or gone when the "
    "program starts: it says so, and the newest good copy is put back.",
    run,
    step=20,
    weight=2,
)
KEY_FILES = Kind(
    "damaged keys",
    ("R19",),
    "One of the two key files is damaged or gone: the other one opens the register.",
    run_keys,
    step=20,
)
DRILL = Kind(
    "copies put back",
    ("R20",),
    "A copy is made and put back, every second time over a register that is gone: equal digests.",
    run_drill,
    step=10,
)
FROZEN = Kind(
    "a register of 0.1.0",
    ("R16",),
    "The frozen register of the first release is opened and taken over.",
    run_old,
    step=2,
    weight=0.2,
)
