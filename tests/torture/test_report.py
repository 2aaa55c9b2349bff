"""Published figures are measured figures."""

import json

from tests.torture.playing import added, as_figures, main
from tests.torture.report import FIGURES, PAGE, page


def test_the_page_is_what_its_figures_make():
    assert PAGE.read_text("utf-8") == page(json.loads(FIGURES.read_text("utf-8")))


def test_a_run_is_told_kind_by_kind(monkeypatch, tmp_path):
    monkeypatch.setattr("tests.torture.playing.WORK", tmp_path)

    code = main(["--only", "odd places,damaged bundles", "--count", "30", "--seed", "7"])

    figures = json.loads((tmp_path / "reliability.json").read_text("utf-8"))
    assert code == 0
    assert [(row["name"], row["seeds"]) for row in figures["kinds"]] == [
        ("odd places", [7, 36]),
        ("damaged bundles", [7, 36]),
    ]
    assert all(row["tried"] for row in figures["kinds"])
    assert (tmp_path / "reliability.md").read_text("utf-8") == page(figures)


def test_two_runs_are_added_kind_by_kind():
    row = {
        "name": "kills",
        "tried": 3,
        "refused": 1,
        "lost": 0,
        "torn": 0,
        "silent": 0,
        "wrong": 1,
        "seconds": 2,
        "errors": ["x"],
        "languages": ["fr"],
        "seeds": [0, 2],
        "counts": {"merge": 1},
        "figures": {"MB": 1.5},
    }
    other = row | {"seeds": [3, 9], "languages": ["en"], "counts": {"merge": 2}, "figures": {}}
    runs = [{"run": {"minutes": 1.0}, "kinds": [dict(one)]} for one in (row, other)]

    both = added(*runs)

    [found] = both["kinds"]
    assert (found["tried"], found["wrong"], found["seeds"]) == (6, 2, [0, 9])
    assert (found["counts"], found["figures"]) == ({"merge": 3}, {"MB": 1.5})
    assert both["run"]["minutes"] == 2


def test_what_this_machine_lacks_is_told():
    figures = as_figures([], (), minutes=0, seed=0)

    assert "real power" in figures["not_here"]
