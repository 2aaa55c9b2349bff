"""A short run of every kind of torture, and for each a fault that it must find."""

from dataclasses import replace

import pytest

from tests.laws.rules import BROKEN
from tests.torture.kind import Kind, Round, Tally
from tests.torture.kinds import (
    bundles,
    damage,
    disk_faults,
    histories,
    hostile,
    kills,
    papers,
    power_cuts,
    windows,
)
from tests.torture.registry import KINDS, NOT_HERE, RULES, named
from tests.torture.watched import Watch

FEW = {
    "kills": 1,
    "power cuts": 24,
    "lying disks": 16,
    "power cuts in recovery": 4,
    "power cuts in a migration": 8,
    "a drive that refuses": 1,
    "a full drive": 1,
    "damaged bundles": 200,
    "anything at all": 24,
    "long days": 30,
    "wrong clocks": 14,
    "anything pressed": 150,
    "names on paper": 10,
    "texts that would act": 10,
    "a stick pulled at any byte": 60,
    "odd places": 8,
    "damaged logs": 20,
    "files that vanish": 6,
    "nothing leaves": 1,
}
"""Tries of a short run; of what is not named here, two."""

pytestmark = pytest.mark.timeout(900)


def here(tmp_path, count: int = 1) -> Round:
    return Round(0, count, tmp_path)


def param(kind: Kind):
    """A kind that wants Debian's tools fails without them; other systems leave it out."""
    is_picky = kind.missing is not Kind.__dataclass_fields__["missing"].default
    return pytest.param(kind, id=kind.name, marks=pytest.mark.debian if is_picky else ())


ORDINARY = [kind for kind in KINDS if kind is not disk_faults.FULL or disk_faults.can_mount()]
"""All of them; whoever is not root cannot have a drive that is really full."""


@pytest.mark.parametrize("kind", [param(kind) for kind in ORDINARY])
def test_a_short_run_finds_nothing(kind, tmp_path):
    tally = kind.run(here(tmp_path, FEW.get(kind.name, 2)))

    assert tally.tried
    assert tally.faults == 0, tally.errors


def test_every_rule_is_tried_or_said_not_to_be():
    tried = {rule for kind in KINDS for rule in kind.rules}

    assert set(RULES) - tried <= set(NOT_HERE)


def test_names_of_kinds_are_apart_and_can_be_asked_for():
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert [kind.name for kind in named("kills")] == ["kills"]
    assert named("") == list(KINDS)


@pytest.mark.debian
def test_an_engine_that_does_not_wait_for_the_drive_is_found_out(tmp_path):
    assert power_cuts.run(here(tmp_path, 60), "careless").lost


@pytest.mark.debian
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("register", "ARRIVÉE Personne is registered"),
        ("import", "lines were written"),
        ("certificates", "1 certificate was written"),
        ("export", "Copy verified"),
    ],
)
def test_what_was_said_and_is_not_there_is_found_out(tmp_path, name, said):
    deed = kills.DEEDS[name]

    assert deed.holds(kills.source(deed.source), tmp_path, said)


@pytest.mark.debian
def test_a_deed_that_does_not_hold_on_a_refusing_drive_is_found_out(tmp_path, monkeypatch):
    hasty = replace(kills.DEEDS["register"], holds=lambda *_: "an arrival that was said")
    monkeypatch.setitem(kills.DEEDS, "register", hasty)
    tally = Tally()

    disk_faults.refuse(tally, "register", "fsync:error=EIO:when=999", here(tmp_path))

    assert tally.lost == 1


def test_a_bundle_that_is_taken_in_is_found_out():
    tally = Tally()

    bundles.judge(tally, bundles.whole())

    assert (tally.refused, tally.silent) == (0, 1)


@pytest.mark.parametrize(("law", "rules"), [(law, rules) for law, _, rules in BROKEN[:2]])
def test_a_merge_that_breaks_a_law_is_found_out(tmp_path, law, rules):
    assert histories.run(here(tmp_path, 400), rules).lost, law


def test_a_reader_with_another_class_of_error_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(hostile, "READERS", {"list": lambda *_: {}["no"]})

    assert "KeyError" in hostile.run(here(tmp_path)).errors[0]


def test_a_register_with_other_content_is_found_out(tmp_path):
    home = damage.fresh(damage.good_home()[0], tmp_path / "home")
    tally = Tally()

    damage.bring_back(tally, home, "another state", "planted")

    assert tally.silent == 1


def test_a_network_a_program_and_a_file_elsewhere_are_found_out(tmp_path):
    watch = Watch([tmp_path])

    watch("socket.connect", (None, ("example.org", 80)))
    watch("os.system", ("ls",))
    watch("open", (str(tmp_path.parent / "elsewhere"), "w", 1))
    watch("open", (str(tmp_path / "here"), "w", 1))

    assert len(watch.seen) == 3


def test_a_name_in_clear_is_found_out(tmp_path):
    (tmp_path / "faults.log").write_text(f"Awa {windows.CANARY}", "utf-16-le")
    tally = Tally()

    windows.look_for_canaries(tally, tmp_path, tmp_path / "work")

    assert tally.silent == 1


def test_a_link_in_a_paper_is_found_out():
    assert papers.active(b"<< /S /URI /URI (x) >>") != papers.active(b"")


@pytest.mark.parametrize("fault", ["exceptions", "warnings"])
def test_what_the_monkey_finds_is_counted(fault):
    tally = Tally()

    windows.count_what_was_said(tally, 3, {"exceptions": [], "warnings": [], fault: ["KeyError"]})

    assert tally.errors == ["seed 3: KeyError"]
