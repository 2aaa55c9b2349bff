"""The page of published figures, made of measured ones and of nothing else."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.torture.kind import ROOT

FIGURES = ROOT / "docs" / "reliability.json"
PAGE = ROOT / "docs" / "reliability.md"

_TOP = """# What was tried, and what came of it

This page is made by `make torture MINUTES=60` (`python3 .ci/setup.py torture --minutes 60`) from
the figures in [reliability.json](reliability.json); nobody writes into it, and a test compares
the two.

*Tried* is how often. *Refused* is how often the program answered with a sentence, as it should
there. **Lost** is what had been confirmed and was not there afterwards, **torn** half an action or
half a file, **silent** what was wrong without a word about it, **wrong** whatever else was not as
it should be. Every try is decided by its seed and comes back with it:
`python -m tests.torture --only kills --seed 17 --count 1`.

"""
_HEADINGS = (
    "What", "Rule", "Tried", "Refused", "Lost", "Torn", "Silent", "Wrong", "Seeds", "Language"
)  # fmt: skip


def page(figures: Mapping[str, Any]) -> str:
    """The whole page, of the figures of `as_figures`."""
    run = figures["run"]
    lines = [
        _TOP
        + f"Émarge {run['version']}, commit `{run['commit']}`, {run['date']}, "
        + f"{run['minutes']} minutes on {run['machine']}.",
        "",
        _row(_HEADINGS),
        _row("---" for _ in _HEADINGS),
        *map(_kind, figures["kinds"]),
        "",
        *_details(figures["kinds"]),
        "## Not run here",
        "",
        *(f"- **{name}**: {why}" for name, why in sorted(figures["not_here"].items())),
    ]
    return "\n".join(lines) + "\n"


def _row(cells: Any) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _kind(one: Mapping[str, Any]) -> str:
    if one["missing"]:
        return _row(
            [
                f"**{one['name']}**",
                ", ".join(one["rules"]),
                f"not run here: {one['missing']}",
                *[""] * 7,
            ]
        )
    faults = [_loud(one[name]) for name in ("lost", "torn", "silent", "wrong")]
    return _row(
        [
            f"**{one['name']}**",
            ", ".join(one["rules"]),
            _number(one["tried"]),
            _number(one["refused"]),
            *faults,
            f"{one['seeds'][0]}–{one['seeds'][1]}",
            ", ".join(one["languages"]) if one["speaks"] else "–",
        ]
    )


def _loud(count: int) -> str:
    return f"**{_number(count)}**" if count else "0"


def _number(count: int) -> str:
    return f"{count:,}"


def _details(kinds: Sequence[Mapping[str, Any]]) -> list[str]:
    lines = ["## What is done", ""]
    for one in kinds:
        lines.append(f"- **{one['name']}**. {one['sentence']}")
        counts = ", ".join(f"{name} {_number(n)}" for name, n in sorted(one["counts"].items()))
        figures = ", ".join(f"{name} {value:g}" for name, value in sorted(one["figures"].items()))
        lines += [f"  Of these: {counts}."] * bool(counts)
        lines += [f"  Measured: {figures}."] * bool(figures)
        lines += [f"  Wrong: {sentence}" for sentence in one["errors"]]
    return [*lines, ""]


def publish(figures: Mapping[str, Any], folder: Path | None = None) -> None:
    """Write the figures and their page into `docs`, or into `folder`."""
    for path, text in (
        (FIGURES, json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n"),
        (PAGE, page(figures)),
    ):
        where = folder / path.name if folder else path
        where.write_text(text, "utf-8")
