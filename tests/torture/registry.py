"""Every kind of torture, in the order of the page; and what no program can try."""

from tests.torture.kind import Kind
from tests.torture.kinds import (
    bundles,
    damage,
    days,
    disk_faults,
    histories,
    hostile,
    kills,
    locks,
    logs,
    papers,
    power_cuts,
    signed,
    sticks,
    verdicts,
    windows,
)

KINDS: tuple[Kind, ...] = (
    kills.KIND,
    power_cuts.HONEST,
    power_cuts.RECOVERY,
    power_cuts.LIARS,
    disk_faults.FAULTS,
    disk_faults.SWEEP,
    disk_faults.FULL,
    disk_faults.PLACES,
    disk_faults.STICKS,
    sticks.KIND,
    bundles.KIND,
    verdicts.KIND,
    histories.KIND,
    hostile.FUZZ,
    signed.KIND,
    hostile.WORKBOOKS,
    days.CLOCK,
    power_cuts.MIGRATIONS,
    damage.FROZEN,
    days.TWO,
    locks.KIND,
    logs.KIND,
    logs.GONE,
    damage.START,
    damage.KEY_FILES,
    damage.DRILL,
    days.SOAK,
    windows.MONKEY,
    papers.NAMES,
    papers.INJECTION,
    windows.WATCHED,
)

RULES = tuple(f"R{n}" for n in (*range(1, 23), 24, 25, 26))
"""What the page tells of; R27 comes with the erasing of workshops."""

NOT_HERE = {
    "real sticks": "A stick pulled while its light blinks, twenty times: by hand, once a release.",
    "real power": "A laptop on a switched socket: by hand, once a release.",
    "Windows": "What needs strace, a mounted drive or Unix’s limits is not run on Windows.",
}


def named(name: str) -> list[Kind]:
    """The kinds whose name begins with one of the words in `name`, apart by commas."""
    wanted = [word.strip() for word in name.split(",") if word.strip()]
    return [one for one in KINDS if any(one.name.startswith(word) for word in wanted)] or [
        one for one in KINDS if not wanted
    ]
