"""`emarge` is killed before any of its writes: what it said holds, calling again completes."""

import shutil
from pathlib import Path

import pytest

from app.services.care.checking import check
from app.store import workshops
from tests.torture.killing import emarge, killed, moments, spread
from tests.torture.places import LISTED, TOWNS, fresh, letters, make_places, names, whole

pytestmark = [pytest.mark.torture, pytest.mark.timeout(3600)]

KILLS = 30
ARRIVALS = 300


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Path:
    """A laptop with three workshops, accepted by headquarters, and what it sent there."""
    return make_places(tmp_path_factory.mktemp("places"))


def test_killed_arrival_is_there_if_it_was_said(places, tmp_path):
    home = fresh(places / "before", tmp_path / "home")
    arrival = ("register", TOWNS[0], "--sex", "F", "--organisation", "Police", "--session", 1)
    steps = moments(home, *arrival, "--name", "PREMIÈRE Personne")
    told: set[str] = set()

    for number, moment in enumerate(spread(steps, ARRIVALS)):
        name = f"ARRIVÉE {letters(number)}"
        if f"{name} is registered" in killed(home, moment, *arrival, "--name", name):
            told.add(name)

        with whole(home) as here:
            found = names(here, TOWNS[0])
            assert told <= set(found)
            assert len(found) == len(set(found))


def test_killed_list_is_there_by_whole_parts_and_completes(places, tmp_path):
    home, call = tmp_path / "home", ("import-list", TOWNS[1], places / "list.csv")
    steps = moments(fresh(places / "before", home), *call)
    with whole(home) as here:
        expected = names(here, TOWNS[1])
    sizes = set()

    for moment in spread(steps, KILLS):
        said = killed(fresh(places / "before", home), moment, *call)
        with whole(home) as here:
            found = names(here, TOWNS[1])
        sizes.add(len(found))
        assert "lines were written" not in said or found == expected
        emarge(home, *call)

        with whole(home) as here:
            assert names(here, TOWNS[1]) == expected
    assert len(expected) == LISTED
    assert {LISTED // 10, LISTED} < sizes


def test_killed_merge_comes_to_the_same_state(places, tmp_path):
    home, call = tmp_path / "home", ("hq", "merge", places / "inbox")
    steps = moments(fresh(places / "hq", home), *call)
    with whole(home) as here:
        expected = check(here.db).digest
    entries = set()

    for moment in spread(steps, KILLS):
        said = killed(fresh(places / "hq", home), moment, *call)
        with whole(home) as here:
            known = {workshop.code for workshop in workshops.all_(here.db)}
            entries.add(check(here.db).entries)
        assert all(f": {town}," not in said or town in known for town in TOWNS)
        again = emarge(home, *call)

        assert f"State: {expected}" in again.stdout
        with whole(home) as here:
            assert check(here.db).digest == expected
    assert len(entries) > 2, "no kill fell between two bundles"


def test_killed_export_leaves_a_whole_bundle_or_none(places, tmp_path):
    home, out = tmp_path / "home", tmp_path / "stick"
    call = ("export", TOWNS[2], "--to", out)
    out.mkdir()
    steps = moments(fresh(places / "enrolled", home), *call)
    found = set()

    for moment in spread(steps, KILLS):
        shutil.rmtree(out)
        out.mkdir()
        said = killed(fresh(places / "enrolled", home), moment, *call)
        before = {bundle.name for bundle in out.glob("*.emarge")}
        found.add(len(before))
        assert before or "Copy verified" not in said
        emarge(home, *call)

        after = {bundle.name for bundle in out.glob("*.emarge")}
        assert len(after) == len(before) + 1
        for bundle in out.glob("*.emarge"):
            emarge(places / "hq", "verify", bundle, "--deep")
        with whole(home):
            pass
    assert found == {0, 1}
