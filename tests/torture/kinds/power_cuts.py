"""R2, R3, R4: the power goes, also in the recovery from it, also on a disk that lies."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random

from app.domain.journal import broken_links, missing
from app.errors import AppError, NewerSchema
from app.store import entries, projection
from app.store.database import Database, open_database
from app.store.driver import Migrations
from app.store.schema import migrations
from tests.app.store.registers import KEY, LATER
from tests.torture.clerk import name_of
from tests.torture.kind import ROOT, Kind, Round, Tally, needs
from tests.torture.power_cut import KEEPINGS, Disk, PowerCut, disk_after
from tests.torture.recording import Step, initial, record

PEOPLE = 60
"""Enough for the engine to carry its log over into the register once."""

UNSEEN = "with an end cut off that only paper, colleagues or headquarters can tell"
OPENER = "import sys; from pathlib import Path; from app.store.database import open_database; \
from tests.app.store.registers import KEY; open_database(Path(sys.argv[1]), KEY).close()"


def clerk(deed: str, path: Path, last: int) -> list[str]:
    """The command line of a clerk who registers people from 1 to `last`."""
    return [sys.executable, "-m", "tests.torture.clerk", deed, str(path), "1", str(last)]


@cache
def recorded(deed: str = "begin", people: int = PEOPLE) -> Sequence[Step]:
    """A first start, a workshop, arrivals and a clean end, recorded once in this process."""
    folder = Path(tempfile.mkdtemp(prefix="emarge-recorded-")) / "register"
    folder.mkdir()
    return record(folder, clerk(deed, folder / "emarge.db", people), ROOT)


def cut_of(seed: int, steps: Sequence[Step], *, lies: bool = False) -> tuple[PowerCut, Random]:
    """A moment, a way of keeping and of naming, as `seed` says; and the chance that goes on."""
    chance = Random(seed)  # noqa: S311 - it makes disks, not keys
    keeping = KEEPINGS[seed % len(KEEPINGS)]
    strict = seed % 8 >= len(KEEPINGS)
    return PowerCut(chance.randint(1, len(steps)), keeping, strict=strict, lies=lies), chance


def put_down(disk: Disk, folder: Path) -> Path:
    """Lay a disk into `folder`; where its register is."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in disk.files.items():
        (folder / name).write_bytes(data)
    return folder / "emarge.db"


def here(db: Database) -> set[str]:
    """Everyone who is registered."""
    rows = db.tuples(
        "SELECT p.name FROM registrations r JOIN people p ON p.id = r.person "
        "WHERE r.status = 'registered'"
    )
    return {name for (name,) in rows}


def confirmed(disk: Disk) -> set[str]:
    """Everyone of whom the clerk had said: done."""
    return {name_of(int(line)) for line in disk.confirmed.split()}


def is_whole(db: Database) -> bool:
    """Whether the register agrees with itself: no half transaction, no gap, no wrong row."""
    known, _ = entries.all_entries(db)
    return not (missing(known) or broken_links(known) or projection.differences(db))


def judge(
    tally: Tally,
    path: Path,
    wanted: set[str],
    *,
    can_miss: bool = False,
    steps: Migrations = migrations,
) -> None:
    """Open what the cut left, and count; on a disk that lies a sentence is as good."""
    tally.tried += 1
    try:
        db = open_database(path, KEY, steps=steps)
    except AppError as error:
        tally.refused += 1
        if not can_miss:
            tally.wrong(f"refused on an honest disk: {type(error).__name__}")
        return
    try:
        lacking, whole = wanted - here(db), is_whole(db)
    except AppError:
        tally.refused += 1
        return
    finally:
        db.close()
    if not whole and can_miss:
        tally.refused += 1  # the deep check sees it
    else:
        tally.torn += not whole
        tally.lost += bool(lacking) and not can_miss
        if lacking and can_miss:
            tally.counts[UNSEEN] = tally.counts.get(UNSEEN, 0) + 1


def run(given: Round, deed: str = "begin") -> Tally:
    """Cut an honest disk."""
    tally, steps = Tally(), recorded(deed)
    folder = given.place("disk")
    for seed in given.seeds:
        cut, chance = cut_of(seed, steps)
        disk = disk_after(steps, cut, chance, {})
        judge(tally, put_down(disk, folder), confirmed(disk))
    return tally


def run_on_liars(given: Round) -> Tally:
    """Cut a disk that never wrote what it said."""
    tally, steps, folder = Tally(), recorded(), given.place("disk")
    for seed in given.seeds:
        cut, chance = cut_of(seed, steps, lies=True)
        disk = disk_after(steps, cut, chance, {})
        judge(tally, put_down(disk, folder), confirmed(disk), can_miss=True)
    return tally


def run_in_recovery(given: Round) -> Tally:
    """Cut, have the register opened again, and cut that opening too."""
    tally, steps = Tally(), recorded()
    for seed in range(given.seed, given.seed + given.count, _SECOND_CUTS):
        folder, after = given.place("first"), given.place("second")
        cut, chance = cut_of(seed, steps)
        first = disk_after(steps, cut, chance, {})
        path = put_down(first, folder)
        before = initial(folder)
        opening = record(folder, [sys.executable, "-c", OPENER, str(path)], ROOT)
        for second in range(_SECOND_CUTS):
            cut, chance = cut_of(seed + second, opening or steps)
            disk = disk_after(opening, cut, chance, before)
            judge(tally, put_down(disk, after), confirmed(first))
    return tally


def run_migrations(given: Round, deed: str = "migrate") -> Tally:
    """Cut a migration: the register is that of before, or that of after with the old one kept."""
    tally, after = Tally(), given.place("after")
    steps, before = _migration(deed)
    everyone = {name_of(n) for n in range(1, _FEW + 1)}
    for seed in given.seeds:
        cut, chance = cut_of(seed, steps)
        path = put_down(disk_after(steps, cut, chance, before), after)
        is_new = _is_newer(path)
        judge(tally, path, everyone, steps=LATER if is_new else migrations)
        tally.torn += not _is_one_of_two(path, is_new=is_new)
        if is_new:
            judge(tally, path.with_name("emarge-before-m999_more.db"), everyone)
    return tally


_SECOND_CUTS = 20
_FEW = 5


@cache
def _migration(deed: str) -> tuple[Sequence[Step], dict[str, bytes]]:
    folder = Path(tempfile.mkdtemp(prefix="emarge-recorded-")) / "register"
    folder.mkdir()
    path = folder / "emarge.db"
    subprocess.run(clerk("begin", path, _FEW), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    before = dict(initial(folder))
    return record(folder, clerk(deed, path, 0), ROOT), before


def _is_newer(path: Path) -> bool:
    """Whether a later release has taken the register over."""
    try:
        open_database(path, KEY).close()
    except NewerSchema:
        return True
    except AppError:
        return False  # it is judged, and not good
    return False


def _is_one_of_two(path: Path, *, is_new: bool) -> bool:
    """Whether all that the migration makes is there, or nothing of it."""
    with closing(open_database(path, KEY, steps=LATER if is_new else migrations)) as db:
        tables = db.tuples("SELECT count(*) FROM sqlite_master WHERE name = 'more'")
        if not is_new or tables == [(0,)]:
            return not is_new and tables == [(0,)]
        both = [{one for (one,) in db.tuples(f"SELECT {name}")} for name in _MADE_OF]
        return both[0] == both[1]


_MADE_OF = ("id FROM more", "name FROM local")
"""What the later release makes, and of what."""


HONEST = Kind(
    "power cuts",
    ("R2",),
    "The power goes at any moment of a morning’s work, on a disk that keeps its word: of what was "
    "not yet safe nothing, all, a beginning or any sectors have arrived.",
    run,
    step=200,
    weight=2,
    missing=needs("strace"),
)
RECOVERY = Kind(
    "power cuts in recovery",
    ("R3",),
    "The power goes a second time, while the register is opened after the first.",
    run_in_recovery,
    step=100,
    missing=needs("strace"),
)
LIARS = Kind(
    "lying disks",
    ("R4",),
    "The power goes on a disk that said “written” and had written nothing: damage is met with a "
    "sentence.",
    run_on_liars,
    step=200,
    missing=needs("strace"),
)
MIGRATIONS = Kind(
    "power cuts in a migration",
    ("R16",),
    "The power goes while a newer release takes a register over: it is the old one or the new one.",
    run_migrations,
    step=100,
    missing=needs("strace"),
)
