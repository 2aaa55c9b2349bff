"""`emarge` in a process of its own that dies before any chosen step towards the disk."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.store.key_file import Cost

ROOT = Path(__file__).parents[2]
PASSPHRASE = "cheval vert matin"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A register that opens at once; how dear a guess is, is tested with the vault."""

_CALLS = "pwrite64,write,ftruncate,fdatasync,fsync,rename,unlink"
_LINE = re.compile(r"^(\d+) +(\w+)\(")


@dataclass(frozen=True, slots=True)
class Moment:
    """Just before the `count`-th `call` of a thread."""

    call: str
    count: int


def emarge(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """What `emarge` answers; it must not fail."""
    return subprocess.run(
        _command(arguments),
        cwd=ROOT,
        env=_environment(home),
        check=True,
        capture_output=True,
        text=True,
    )


def moments(home: Path, *arguments: object) -> list[Moment]:
    """Every step that a whole run takes towards the disk and its user; the run is done."""
    trace = home.with_name(f"{home.name}.trace")
    command = ["strace", "-f", "-o", str(trace), "-e", f"trace={_CALLS}", *_command(arguments)]
    subprocess.run(command, cwd=ROOT, env=_environment(home), check=True, stdout=subprocess.DEVNULL)
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for line in trace.read_text("ascii", "replace").splitlines():
        if step := _LINE.match(line):
            thread, call = step.groups()
            counts[thread, call] += 1
            found.append(Moment(call, counts[thread, call]))
    return found


def killed(home: Path, moment: Moment, *arguments: object) -> str:
    """What `emarge` had said to its user when it was killed at `moment`."""
    inject = f"inject={moment.call}:signal=KILL:when={moment.count}"
    done = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-e", inject, *_command(arguments)],
        cwd=ROOT,
        env=_environment(home),
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def spread(steps: list[Moment], count: int) -> list[Moment]:
    """`count` of the steps, evenly from the first one to the last."""
    return [steps[n * (len(steps) - 1) // max(count - 1, 1)] for n in range(count)]


def _command(arguments: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-m", "app", "--lang", "en", *map(str, arguments)]


def _environment(home: Path) -> Mapping[str, str]:
    return os.environ | {"EMARGE_HOME": str(home), "EMARGE_PASSPHRASE": PASSPHRASE}
