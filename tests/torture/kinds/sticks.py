"""R8: a whole export onto a stick that is pulled at any byte, and the next one afterwards."""

import json
import subprocess
import sys

from tests.torture.kind import ROOT, Kind, Round, Tally, needs

MOST_ROOM = 1_300
"""In thousandths of what a bundle takes, about: for some of them there is room."""


def run(given: Round, how: str = "carefully") -> Tally:
    """As many exports as there are seeds, one workshop growing; judged one after the other."""
    stick, chance = given.place("stick"), given.random
    shares = [chance.randrange(MOST_ROOM) for _ in given.seeds]
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.exporter", how, str(stick), *map(str, shares)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    tally, good = Tally(), 0
    for one in said["exports"]:
        tally.tried += 1
        about = f"seed {given.seed}, {one['limit']} bytes"
        if "refused" in one:
            tally.refused += 1
            tally.torn += bool(one["new"])
            if one["new"]:
                tally.wrong(f"{about}: {', '.join(one['new'])} is there after {one['refused']}")
        else:
            good += 1
            tally.silent += one["bytes"] > one["limit"]
            if one["number"] != good:
                tally.wrong(f"{about}: number {one['number']} instead of {good}")
        if one["copied"] != list(range(1, good + 1)):
            tally.silent += 1
            tally.wrong(f"{about}: {one['copied']} count as copied, {good} were")
    tally.lost += sum(bool(answer) for answer in said["answers"].values())
    tally.lost += max(0, good - len(said["answers"]))
    tally.errors += [f"headquarters: {answer}" for answer in said["answers"].values() if answer]
    tally.counts["exports that arrived"] = good
    return tally


KIND = Kind(
    "exports to a pulled stick",
    ("R8",),
    "A whole export, again and again, onto a stick that takes so many bytes and no more: a name "
    "is there only when the file is whole, what was refused does not count as copied, the next "
    "export has the right number, and headquarters takes in every one without a gap.",
    run,
    step=40,
    missing=needs(),
)
