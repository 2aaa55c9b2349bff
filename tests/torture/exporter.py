"""Exports again and again to a stick that takes so many bytes and no more.

Run as `python -m tests.torture.exporter HOW STICK SHARE…`, shares in thousandths of what a whole
bundle takes. It says what became of each export, and whether headquarters takes every file in
that has a name. HOW is `carefully`, or `plainly`: a writer that begins with the name.
"""

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.domain.people import Sex
from app.errors import AppError, FileNotWritten
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import bundling, headquarters
from app.services.travelling.merging import merge_bundle, preview_bundle
from app.store import local
from app.store.database import memory_database
from app.store.local import BundleState, Direction, KnownDevice
from tests.stories.day import Day

UNLIMITED = resource.RLIM_INFINITY
FIRST_BYTES, BYTES_MORE = 14_000, 1_000
"""What the first bundle takes, and each one more, about."""


def plainly(path: Path, data: bytes) -> None:
    """Write as a hasty program would."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileNotWritten(name=path.name) from error


def export(day: Day, stick: Path, limit: int) -> dict[str, Any]:
    """One arrival and one export onto a stick with room for `limit` bytes; what became of it."""
    day.now += timedelta(minutes=1)
    draft = PersonDraft(f"PERSONNE {day.now:%d %H:%M}", Sex.FEMALE)
    registering.add_walk_in(day.db, day.author, day.workshop, draft, now=day.now)
    before = {path.name for path in stick.iterdir()}
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, UNLIMITED))
    try:
        done = bundling.export_bundle(day.db, day.author, day.key, day.workshop, stick, now=day.now)
        said = {"number": done.number, "bytes": done.size_bytes}
    except AppError as error:
        said = {"refused": type(error).__name__}
    resource.setrlimit(resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
    notes = local.bundles(day.db, Direction.OUT)
    return said | {
        "limit": limit,
        "new": sorted({path.name for path in stick.iterdir()} - before),
        "copied": sorted(note.number for note in notes if note.state is BundleState.COPIED),
    }


def taken_in(day: Day, stick: Path, identity_of: Any) -> Mapping[str, str]:
    """What headquarters says of each file that has a bundle's name."""
    answers = {}
    with closing(memory_database()) as db:
        laptop = KnownDevice(day.key.id, "Laptop 3", day.key.public_key, "", day.key.recipient)
        headquarters.trust(db, laptop, now=day.now)
        for path in sorted(stick.glob("*.emarge"), key=lambda one: one.stat().st_mtime_ns):
            try:
                found = preview_bundle(db, identity_of, path)
                merge_bundle(db, found, now=day.now)
                answers[path.name] = f"missing {list(found.missing)}" if found.missing else ""
            except AppError as error:
                answers[path.name] = type(error).__name__
    return answers


def main(how: str, stick: Path, shares: Sequence[int]) -> None:
    """Export as often as there are shares; say everything as JSON."""
    if how == "plainly":
        bundling.write_file = plainly  # type: ignore[attr-defined,assignment]
    with closing(memory_database()) as db, closing(memory_database()) as other:
        day, office = Day(db), Day(other)
        headquarters.set_recipients(db, [office.key.recipient])
        exports = [
            export(day, stick, share * (FIRST_BYTES + place * BYTES_MORE) // 1000)
            for place, share in enumerate(shares)
        ]
        answers = taken_in(day, stick, office.key)
    print(json.dumps({"exports": exports, "answers": answers}))  # noqa: T201 - it is the answer


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [int(word) for word in sys.argv[3:]])
