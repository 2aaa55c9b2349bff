from datetime import UTC, datetime

import pytest

from app.errors import FileNotWritten, KeyUnreadable
from app.services.travelling import enrolling, headquarters
from app.store import local
from tests.ui.pages.laptops import Laptop

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    there = Laptop("Dakar", tmp_path)
    yield there
    there.db.close()


@pytest.fixture
def card(tmp_path):
    laptop = Laptop("Niamey", tmp_path)
    yield laptop.card()
    laptop.db.close()


def test_card_that_cannot_be_read_leaves_none_of_the_others_accepted(office, card, tmp_path):
    (tmp_path / "bad.card").write_text("no card", "utf-8")

    with pytest.raises(KeyUnreadable):
        office.enrols(card, tmp_path / "bad.card")

    assert local.devices(office.db) == []
    assert not headquarters.is_headquarters(office.db)
    assert not (tmp_path / "enrolment").exists()


def test_file_that_cannot_be_written_leaves_nobody_accepted(office, card):
    with pytest.raises(FileNotWritten):
        office.enrols(card, name="no/such/folder")

    assert local.devices(office.db) == []


def test_number_of_an_enrolment_is_never_given_twice(office, card):
    with pytest.raises(FileNotWritten):
        office.enrols(card, name="no/such/folder")

    made = enrolling.enrol(office.db, office.key, [card], office.folder / "second", now=NOW)

    assert made.n == 2
