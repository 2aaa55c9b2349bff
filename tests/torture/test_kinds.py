"""A short run of every kind of torture, and for each a fault that it must find."""

import subprocess
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.travelling import enrolling, merging, receiving
from app.store import registrations
from app.store.database import memory_database
from tests.laws.rules import BROKEN
from tests.torture.kind import Kind, Round, Tally
from tests.torture.kinds import (
    bundles,
    damage,
    days,
    disk_faults,
    histories,
    hostile,
    kills,
    locks,
    papers,
    power_cuts,
    signed,
    sticks,
    verdicts,
    windows,
)
from tests.torture.places import fresh
from tests.torture.registry import KINDS, NOT_HERE, RULES, named
from tests.torture.teams import fleet
from tests.torture.watched import Watch

FEW = {
    "kills": 1,
    "power cuts": 24,
    "lying disks": 16,
    "power cuts in recovery": 4,
    "power cuts in a migration": 8,
    "a drive that refuses": 1,
    "every refusal": 3,
    "a full drive": 1,
    "damaged bundles": 200,
    "anything at all": 24,
    "long days": 30,
    "wrong clocks": 14,
    "anything pressed": 150,
    "names on paper": 10,
    "texts that would act": 10,
    "a stick pulled at any byte": 60,
    "exports to a pulled stick": 12,
    "odd places": 8,
    "verdicts": len(verdicts.TABLE),
    "anything signed": 70,
    "other programs hold the register": 4,
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


@pytest.mark.debian
def test_what_does_not_hold_after_a_refusal_is_found_out_at_any_step(tmp_path, monkeypatch):
    torn = replace(kills.DEEDS["register"], holds=lambda *_: "an arrival that was said")
    for name in disk_faults.TRIED:
        monkeypatch.setitem(kills.DEEDS, name, replace(torn, source=kills.DEEDS[name].source))

    tally = disk_faults.run_sweep(here(tmp_path, 1))

    assert tally.torn == 1


@pytest.mark.debian
def test_as_many_seeds_as_there_are_refusals_meet_every_step_of_every_deed():
    found = disk_faults.every_refusal()
    for name in disk_faults.TRIED:
        for moment in kills.steps_of(name):
            if moment.call in disk_faults.CALLS:
                for error in disk_faults.ERRORS:
                    assert (name, f"{moment.call}:error={error}:when={moment.count}") in found
    assert {disk_faults.refusal_of(seed) for seed in range(len(found))} == set(found)


@pytest.mark.debian
def test_who_was_confirmed_on_a_full_drive_and_is_not_there_is_found_out(tmp_path, monkeypatch):
    fine = subprocess.CompletedProcess((), 0, "", "")
    monkeypatch.setattr(disk_faults, "call", lambda *_: fine)
    home = fresh(kills.source("before"), tmp_path / "home")
    (tmp_path / "filling").touch()
    tally = Tally()

    disk_faults.arrive_on_full(tally, home, tmp_path / "filling", here(tmp_path))

    assert tally.lost == 1


@pytest.mark.debian
def test_a_writer_that_begins_with_the_name_is_found_out(tmp_path, monkeypatch):
    plain = disk_faults.WRITER.replace("write_file(path, data)", "path.write_bytes(data)")
    monkeypatch.setattr(disk_faults, "WRITER", plain.replace("AppError:", "OSError:"))

    assert disk_faults.run_sticks(here(tmp_path, 9)).torn


@pytest.mark.debian
def test_an_export_that_begins_with_the_name_is_found_out(tmp_path):
    tally = sticks.run(here(tmp_path, 8), "plainly")

    assert tally.torn
    assert tally.silent
    assert any("instead of" in sentence for sentence in tally.errors)


def test_a_writer_without_words_for_odd_places_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(disk_faults, "write_file", Path.write_bytes)

    assert disk_faults.run_places(here(tmp_path, 8)).errors


@pytest.mark.debian
@pytest.mark.parametrize(
    ("deed", "fault"), [("migrate bit by bit", "torn"), ("migrate without a copy", "lost")]
)
def test_a_careless_migration_is_found_out(tmp_path, deed, fault):
    assert getattr(power_cuts.run_migrations(here(tmp_path, 40), deed), fault)


@pytest.mark.parametrize(
    ("where", "name", "row"),
    [
        (merging, "follows", "a fork"),
        (merging, "_refuse_doubtful", "a laptop that was succeeded"),
        (enrolling, "_refuse_older", "an older enrolment"),
        (enrolling, "require_heard", "an enrolment that nobody heard"),
        (receiving, "is_misnamed", "a receipt named as a bundle"),
    ],
)
def test_a_verdict_that_is_not_the_promised_one_is_found_out(
    tmp_path, monkeypatch, where, name, row
):
    monkeypatch.setattr(where, name, lambda *_, **_more: name == "follows")
    seed = list(verdicts.TABLE).index(row)

    assert verdicts.run(Round(seed, 1, tmp_path)).errors


def test_a_file_that_brings_something_the_second_time_is_found_out(tmp_path):
    tally = Tally()
    with fleet(tmp_path) as team:
        came = verdicts.Came(team.office, team.sends())

        verdicts.judge(tally, verdicts.Row(lambda _: came), came, "planted")

    assert tally.silent == 1


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


@pytest.mark.parametrize("name", ["bundle", "code"])
def test_another_class_of_error_for_what_is_signed_is_found_out(tmp_path, monkeypatch, name):
    monkeypatch.setattr(signed, "read_all", lambda *_: {}["no"])
    monkeypatch.setattr(signed, "authenticate", lambda *_: {}["no"])
    monkeypatch.setattr(signed, "READERS", {name: signed.READERS[name]})

    assert "KeyError" in signed.run(here(tmp_path, 12)).errors[0]


def test_a_workbook_that_ends_in_another_class_of_error_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(hostile, "read_list", lambda *_: {}["no"])

    assert "KeyError" in hostile.run_workbooks(here(tmp_path)).errors[0]


def test_numbers_that_follow_the_clock_are_found_out(tmp_path, monkeypatch):
    def by_the_clock(db, workshop_id):
        lines = registrations.roster(db, workshop_id)
        numbers = range(len(lines), 0, -1)
        return [
            replace(line, registration=replace(line.registration, number=number))
            for line, number in zip(lines, numbers, strict=True)
        ]

    monkeypatch.setattr(days, "roster", by_the_clock)

    assert days.run_clocks(here(tmp_path, 4)).lost


def test_a_register_that_two_programs_may_open_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(days, "open_database", lambda *_: memory_database())

    assert days.run_two(here(tmp_path)).silent == 1


def test_an_arrival_that_a_long_day_loses_is_found_out(tmp_path, monkeypatch):
    arrive = days.arrive

    def at_times(db, workshop_id, name, now):
        return name if name.endswith(" 3") else arrive(db, workshop_id, name, now)

    monkeypatch.setattr(days, "arrive", at_times)

    assert days.run_soak(here(tmp_path, 5)).lost


@pytest.mark.debian
def test_a_file_that_a_long_day_leaves_open_is_found_out(tmp_path, monkeypatch):
    left, arrive = ExitStack(), days.arrive

    def leaky(*words):
        left.enter_context((tmp_path / "left").open("w"))
        return arrive(*words)

    monkeypatch.setattr(days, "arrive", leaky)

    with left:
        assert "stay open" in days.run_soak(here(tmp_path, 5)).errors[0]


@pytest.mark.debian
@pytest.mark.parametrize(("code", "words"), [(0, ""), (1, ""), (1, "Traceback")])
def test_a_start_on_a_held_register_without_words_is_found_out(code, words):
    tally = Tally()

    locks.refused(tally, subprocess.CompletedProcess((), code, "", words), "backup")

    assert tally.faults
    assert tally.refused == 0


@pytest.mark.debian
def test_who_was_confirmed_while_it_was_held_and_is_not_there_is_found_out(tmp_path):
    home = fresh(kills.source("before"), tmp_path / "home")
    tally = Tally()

    locks.judge(tally, home, {"PENDANT Tous"}, "backup")

    assert tally.lost == 1


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
