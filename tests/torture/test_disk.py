"""The drive refuses in the middle of a registration: words, nothing lost, and work goes on."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from app.store import projection
from app.store.database import open_database
from tests.app.store.registers import KEY
from tests.torture.clerk import prepare
from tests.torture.recording import Confirmed, Synced, record

pytestmark = pytest.mark.torture

ROOT = Path(__file__).parents[2]
STUBBORN = """
import json, resource, sys
from pathlib import Path
from app.errors import AppError
from app.store.database import open_database
from tests.torture.clerk import KEY, register

db = open_database(Path(sys.argv[1]), KEY)
size = Path(sys.argv[1] + "-wal").stat().st_size
confirmed, words, limit = [], [], int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size + limit, resource.RLIM_INFINITY))
for number in range(1, 60):
    try:
        register(db, number)
        confirmed.append(number)
    except AppError as error:
        words.append(error.message)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
db.close()
print(json.dumps([confirmed, words]))
"""
"""Registers people while no file may grow beyond a limit, which is lifted after the first error."""


@pytest.mark.parametrize("limit", range(0, 400_000, 3_077))
def test_drive_that_refuses_is_told_and_loses_nobody(tmp_path, limit):
    path = tmp_path / "emarge.db"
    workshop_id = prepare(path)

    run = subprocess.run(
        [sys.executable, "-c", STUBBORN, str(path), str(limit)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    confirmed, words = json.loads(run.stdout)
    db = open_database(path, KEY)
    found = db.tuples(
        "SELECT count(*) FROM registrations WHERE workshop = ? AND status = 'registered'",
        [workshop_id],
    )
    assert words
    assert all(str(tmp_path) in sentence for sentence in words)
    assert found == [(len(confirmed),)]
    assert projection.differences(db) == []
    db.close()


def test_registration_waits_for_the_drive_once(tmp_path):
    """Every third of these people is two entries: somebody expected, and who comes instead."""
    folder = tmp_path / "register"
    folder.mkdir()
    clerk = [sys.executable, "-m", "tests.torture.clerk", "begin", str(folder / "emarge.db")]

    steps = record(folder, [*clerk, "1", "9"], ROOT)

    places = [place for place, step in enumerate(steps) if isinstance(step, Confirmed)]
    syncs = [
        sum(isinstance(step, Synced) for step in steps[start:end])
        for start, end in pairwise(places)
    ]
    assert syncs == [1, 2, 1, 1, 2, 1, 1, 2]
