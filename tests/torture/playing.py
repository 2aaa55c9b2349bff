"""Torture in a chosen time: always some of each kind, then by their shares, on every core.

python -m tests.torture --minutes 60
python -m tests.torture --only kills --count 1000
"""

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from app import VERSION
from tests.torture.kind import ROOT, Kind, Round, Tally
from tests.torture.registry import KINDS, NOT_HERE, named
from tests.torture.report import publish

WORK = ROOT / "build" / "torture"
LANGUAGES = ("fr", "en")
_PRICE_OF_AN_END = 30
_FIRST = 5
"""The first round of a kind has so many of its usual tries: some of each before much of one."""


@dataclass
class Share:
    """What one kind has come to, and which seed is next."""

    kind: Kind
    first: int
    given_tries: int = 0
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    given: int = 0
    is_running: bool = False
    languages: set[str] = field(default_factory=set)

    @property
    def seed(self) -> int:
        """The next seed."""
        return self.first + self.given_tries

    @property
    def weighed(self) -> float:
        """Time that it took for its weight: who has least is next."""
        return self.seconds / self.kind.weight


def play(name: str, seed: int, count: int, language: str) -> tuple[Tally, float]:
    """One round of a kind, in this process; and its seconds."""
    kind = next(one for one in KINDS if one.name == name)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="emarge-torture-", dir=_quick()) as folder:
        tally = kind.run(Round(seed, count, Path(folder), language))
    return tally, time.monotonic() - start


def _quick() -> str | None:
    """A folder in memory, where there is one: what is tortured is the program, not the drive."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - our own folder in it


def torture(
    kinds: Sequence[Kind], *, minutes: float, count: int, seed: int, languages: Sequence[str]
) -> list[Share]:
    """Play rounds until the time is over and each kind had one, or each had `count` tries."""
    shares = [Share(kind, seed) for kind in kinds if not kind.missing()]
    end = time.monotonic() + 60 * minutes
    running: dict[Future[tuple[Tally, float]], tuple[Share, int]] = {}
    workers = max(1, min(os.cpu_count() or 1, 8))
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    while True:
        while len(running) < workers and (due := _due(shares, count, end)):
            share = due[0]
            tries = _tries(share, count)
            language = languages[share.given % len(languages)]
            share.languages.add(language)
            future = pool.submit(play, share.kind.name, share.seed, tries, language)
            running[future] = (share, tries)
            share.given_tries, share.given, share.is_running = (
                share.given_tries + tries,
                share.given + 1,
                True,
            )
        if not running:
            break
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            share, _tried = running.pop(future)
            share.is_running = False
            try:
                tally, seconds = future.result()
                share.tally.add(tally)
                share.seconds += seconds
            except BrokenProcessPool:
                share.tally.wrong("the process of a round ended by itself")
                share.seconds += _PRICE_OF_AN_END
                pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
            except Exception as error:  # noqa: BLE001 - one broken round must not end all
                share.tally.wrong(f"the round could not be played: {type(error).__name__}: {error}")
                share.seconds += 1
            _say(share)
    pool.shutdown()
    return shares


def _due(shares: Sequence[Share], count: int, end: float) -> list[Share]:
    """Who is next: first those that had none, then those that had least for their weight."""
    if count:
        return [one for one in shares if one.given_tries < count]
    is_over = time.monotonic() >= end
    due = [one for one in shares if not one.given or not (is_over or one.is_running)]
    return sorted(due, key=lambda one: (one.given > 0, one.weighed))


def _tries(share: Share, count: int) -> int:
    if count:
        return min(share.kind.step, count - share.given_tries)
    return max(1, share.kind.step // (1 if share.given else _FIRST))


def _say(share: Share) -> None:
    found = share.tally
    line = f"{share.kind.name}: {found.tried} tried, {found.faults} not as they should be"
    print(line, flush=True)  # noqa: T201 - this is what is looked at meanwhile
    for sentence in found.errors[-1:]:
        print(f"  {sentence}", flush=True)  # noqa: T201


def as_figures(
    shares: Sequence[Share], kinds: Sequence[Kind], *, minutes: float, seed: int, commit: str = ""
) -> dict[str, Any]:
    """Plain values: the run, each kind, what was not run."""
    played = {share.kind.name: share for share in shares}
    rows = []
    for kind in kinds:
        row: dict[str, Any] = {
            "name": kind.name,
            "rules": list(kind.rules),
            "sentence": kind.sentence,
            "missing": kind.missing(),
            "speaks": kind.speaks,
            "seeds": [seed, seed],
            "languages": [],
            "seconds": 0,
        }
        share = played.get(kind.name)
        row |= (share.tally if share else Tally()).as_json()
        if share:
            row |= {
                "seeds": [seed, share.seed - 1],
                "languages": sorted(share.languages),
                "seconds": round(share.seconds),
            }
        rows.append(row)
    return {"run": _run(minutes, commit or commit_of_code()), "kinds": rows, "not_here": NOT_HERE}


def _run(minutes: float, commit: str) -> dict[str, Any]:
    return {
        "version": VERSION,
        "commit": commit,
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}",
        "minutes": round(minutes, 1),
    }


def commit_of_code() -> str:
    """The last commit that touched the program or its tests; documents may have followed."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%h", "--", "app", "ui", "tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def added(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The figures of two runs of one commit together, kind by kind."""
    known = {row["name"]: row for row in before["kinds"]}
    for row in now["kinds"]:
        old = known.get(row["name"])
        if old is None or not old["tried"]:
            continue
        if not row["tried"] and not row["wrong"]:
            row.update(old)
            continue
        for name in ("tried", "refused", "lost", "torn", "silent", "wrong", "seconds"):
            row[name] += old[name]
        row["errors"] = (old["errors"] + row["errors"])[:5]
        row["languages"] = sorted({*old["languages"], *row["languages"]})
        row["seeds"] = [
            min(old["seeds"][0], row["seeds"][0]),
            max(old["seeds"][1], row["seeds"][1]),
        ]
        for name, count in old["counts"].items():
            row["counts"][name] = row["counts"].get(name, 0) + count
        for name, value in old["figures"].items():
            row["figures"][name] = max(value, row["figures"].get(name, value))
    now["run"]["minutes"] = round(now["run"]["minutes"] + before["run"]["minutes"], 1)
    return now


def main(arguments: Sequence[str] | None = None) -> int:
    """Play what the command line asks for; 1 when anything was not as it should be."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--only", default="", help="names of kinds, apart by commas")
    parser.add_argument("--count", type=int, default=0, help="tries of each kind instead of a time")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--lang", choices=("fr", "en", "both"), default="both")
    parser.add_argument("--add", action="store_true", help="to the figures of an earlier run")
    parser.add_argument("--publish", action="store_true", help="write docs/reliability.*")
    asked = parser.parse_args(arguments)
    kinds = named(asked.only)
    languages = LANGUAGES if asked.lang == "both" else (asked.lang,)
    start, commit = time.monotonic(), commit_of_code()
    with tempfile.TemporaryDirectory(prefix="emarge-torture-", dir=_quick()) as folder:
        os.environ["TMPDIR"] = folder  # what the rounds' processes keep for the next round goes too
        shares = torture(
            kinds, minutes=asked.minutes, count=asked.count, seed=asked.seed, languages=languages
        )
    minutes = (time.monotonic() - start) / 60
    figures = as_figures(
        shares,
        KINDS if asked.publish or asked.add else kinds,
        minutes=minutes,
        seed=asked.seed,
        commit=commit,
    )
    WORK.mkdir(parents=True, exist_ok=True)
    last = WORK / "reliability.json"
    if asked.add and last.exists():
        before = json.loads(last.read_text("utf-8"))
        if before["run"]["commit"] == figures["run"]["commit"]:
            figures = added(before, figures)
    publish(figures, WORK)
    if asked.publish:
        publish(figures)
    return int(any(share.tally.faults for share in shares))
