"""R4, R18, R19: the log and the witness are damaged, or files go while the program is open."""

import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from app.domain.people import Sex
from app.errors import AppError
from app.paths import REGISTER, WITNESS
from app.services.care.installation import Installation, open_installation
from app.services.care.keeping import Keeping
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.store import registrations, witness, workshops
from tests.torture.killing import PASSPHRASE
from tests.torture.kind import Kind, Round, Tally
from tests.torture.kinds.damage import OLD, hurt
from tests.torture.kinds.days import NOW
from tests.torture.places import fresh, letters

LOG = f"{REGISTER}-wal"
COUNTED, LATER = 12, 5
"""Arrivals that the witness counted, and those confirmed since, a few at most."""


@cache
def left_by_a_kill() -> tuple[Path, Sequence[str], Sequence[str]]:
    """What a kill leaves of a morning: its folder, whom the witness counted, who came since."""
    folder = Path(tempfile.mkdtemp(prefix="emarge-morning-"))
    home = fresh(OLD, folder / "home")
    here = open_installation(home, PASSPHRASE)
    keeping = Keeping(here)
    keeping.keep()
    counted = [arrive(here, f"COMPTÉE {letters(n)}") for n in range(COUNTED)]
    witness_alone(here)
    later = [arrive(here, f"APRÈS {letters(n)}") for n in range(LATER)]
    shutil.copytree(home, folder / "left")
    here.close()
    return folder / "left", counted, later


def witness_alone(here: Installation) -> None:
    """The witness counts, and the log is not carried over yet: the moment of most exposure."""
    taken = witness.take(here.db)
    witness.write_witness(here.home / WITNESS, taken, here.db.subkey(witness.PURPOSE))


def arrive(here: Installation, name: str) -> str:
    """Somebody at the door; the name, once it is confirmed."""
    (workshop,) = workshops.all_(here.db)
    draft = PersonDraft(name, Sex.FEMALE, organisation="Police")
    registering.add_walk_in(here.db, here.author, workshop.id, draft, now=NOW)
    return name


def run(given: Round) -> Tally:
    """Damage the log or the witness after a kill; every tenth is left whole and must open."""
    tally = Tally()
    left, counted, later = left_by_a_kill()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        home = fresh(left, given.folder / "home")
        is_whole = seed % 10 == 0
        name = WITNESS if seed % 10 == 1 else LOG
        kind = "" if is_whole else hurt(home / name, chance)
        tally.tried += 1
        about = "untouched" if is_whole else f"{'witness' if name == WITNESS else 'log'} {kind}"
        tally.counts[about] = tally.counts.get(about, 0) + 1
        judge(tally, home, counted, [] if not is_whole else later, f"seed {seed}, {about}")
    return tally


def judge(
    tally: Tally, home: Path, counted: Sequence[str], later: Sequence[str], about: str
) -> None:
    """It is all there, or a sentence says that it is not; what is whole opens without one."""
    try:
        here = open_installation(home, PASSPHRASE)
    except AppError as error:
        tally.refused += 1
        if about.endswith("untouched"):
            tally.wrong(f"{about}: a false alarm, {type(error).__name__}")
        return
    try:
        (workshop,) = workshops.all_(here.db)
        found = {line.person.name for line in registrations.roster(here.db, workshop.id)}
        is_told = bool(here.notices)
    finally:
        here.close()
    if not set(counted) <= found:
        if is_told:
            tally.refused += 1
        else:
            tally.silent += 1
            tally.wrong(f"{about}: {len(set(counted) - found)} missing without a word")
    elif set(later) - found:
        tally.lost += 1
        tally.wrong(f"{about}: the last arrivals are gone")


def run_gone(given: Round) -> Tally:
    """Files go, shrink or change under the open program: nobody is confirmed any more."""
    tally = Tally()
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        home = fresh(OLD, given.folder / "home")
        here = open_installation(home, PASSPHRASE)
        for number in range(chance.randint(1, 4)):
            arrive(here, f"AVANT {letters(number)}")
        kind = take_away(home, chance)
        tally.tried += 1
        tally.counts[kind] = tally.counts.get(kind, 0) + 1
        told = 0
        for number in range(5):
            try:
                arrive(here, f"APRÈS {letters(number)}")
            except AppError:
                told += 1
        tally.refused += bool(told)
        if told < 5:
            tally.silent += 1
            tally.wrong(f"seed {seed}, {kind}: {5 - told} confirmed into nothing")
        try:
            here.close()
        except AppError:
            tally.counts["told at the end too"] = tally.counts.get("told at the end too", 0) + 1
        shutil.rmtree(given.folder / "away", ignore_errors=True)
    return tally


def take_away(home: Path, chance: Random) -> str:
    """Take the register, its log or its folder away, or put something else there."""
    kind = chance.choice(
        ("folder renamed", "folder removed", "register removed", "replaced", "cut", "log removed")
    )
    register, log = home / REGISTER, home / LOG
    if kind == "folder renamed":
        home.rename(home.with_name("away"))
    elif kind == "folder removed":
        shutil.rmtree(home)
    elif kind == "register removed":
        register.unlink()
    elif kind == "replaced":
        other = home / "other"
        shutil.copy(OLD / REGISTER, other)
        other.replace(register)
    elif kind == "cut":
        with register.open("r+b") as file:
            file.truncate(4096)
    elif log.exists():
        log.unlink()
    else:
        register.unlink()
    return kind


KIND = Kind(
    "damaged logs",
    ("R4", "R19"),
    "After a kill the log, or the witness beside the register, has a bit, a page or its end "
    "changed, or is gone: what the witness had counted is there, or a sentence says that it is "
    "not. Every tenth is left whole, and must open without one.",
    run,
    step=30,
    weight=2,
)
GONE = Kind(
    "files that vanish",
    ("R18",),
    "The register, its log or its folder is removed, renamed, replaced or cut while the program is "
    "open: not one more arrival is confirmed.",
    run_gone,
    step=20,
)
