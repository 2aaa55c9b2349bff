from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.errors import CopyDamaged
from app.services.care.copies import CopyPlace, CopyReason
from app.services.care.second_place import chosen
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.pages.copies_page import CopiesPage


@pytest.fixture
def shelf(care):
    """Yesterday's at closing, today's at nine and a quarter past eight."""
    for minutes, reason in (
        (900, CopyReason.CLOSING),
        (46, CopyReason.TIMED),
        (16, CopyReason.TIMED),
    ):
        care.add(NOW - timedelta(minutes=minutes), reason)
    return care.copies


@pytest.fixture
def page(show, desk, shelf, qtbot):
    page = show(CopiesPage(desk), PAGE)
    qtbot.waitUntil(lambda: page.chosen is not None)
    return page


def titles(page):
    return [row.title for row in page.list.rows.rows]


def test_copies_are_listed_with_time_counts_reason_and_place(page):
    first = page.list.rows.rows[0]

    assert [title.replace("\u00a0", " ") for title in titles(page)] == [
        "8.15 a.m.",
        "7.45 a.m.",
        "Yesterday, 5.31 p.m.",
    ]
    assert first.detail == "64 people, 2 workshops · during work"
    assert first.state == "here"


def test_model_of_the_list_keeps_the_rules_of_models(page):
    QAbstractItemModelTester(page.list.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.reload()


def test_one_copy_in_two_places_is_one_row(show, desk, shelf, care, qtbot):
    care.copies.append(
        type(shelf[0])(shelf[0].path, NOW, CopyReason.TIMED, 1, 1, 1, 1, CopyPlace.SECOND)
    )
    page = show(CopiesPage(desk), PAGE)
    qtbot.waitUntil(lambda: page.chosen is not None)

    assert len(titles(page)) == 3
    assert page.list.rows.rows[0].state == "two places"


def test_newest_says_its_age(page):
    assert page.age.text() == "15\u00a0min ago" or page.age.text() == "15 min ago"


def test_one_is_made_now(page, care, keeper, qtbot):
    with qtbot.waitSignal(keeper.copying.copied):
        qtbot.keyClick(page, Qt.Key.Key_F4)

    assert care.reasons == [CopyReason.ASKED]
    qtbot.waitUntil(lambda: len(titles(page)) == 4)


def test_verifying_says_what_it_found(page, desk, qtbot):
    with qtbot.waitSignal(desk.notices.told) as told:
        page.verify.click()

    assert "was opened and is whole" in told.args[0]


def test_a_damaged_one_is_named(page, desk, care, ask, qtbot):
    care.error = CopyDamaged(name="000003")
    with qtbot.waitSignal(desk.tasks.idle):
        page.verify.click()

    assert ask.errors == [care.error]


def test_taking_one_back_is_two_keys_and_says_what_would_be_missing(page, desk, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.sides.currentIndex() == 1
    assert "accept this laptop anew" in page.sure.points.text

    with qtbot.waitSignal(desk.notices.taken_back) as taken:
        qtbot.keyClick(page.sure.go, Qt.Key.Key_Return)
    assert taken.args == [page.chosen]


def test_escape_changes_nothing(page, desk, qtbot):
    page.take_back.click()
    with qtbot.assertNotEmitted(desk.notices.taken_back):
        qtbot.keyClick(page.sure, Qt.Key.Key_Escape)

    assert page.sides.currentIndex() == 0


class TestSecondPlace:
    def test_none_is_said_with_what_that_means(self, page):
        assert page.second.card.state.text().startswith("▲ None is chosen")

    def test_choosing_one_brings_a_copy_there(self, page, desk, ask, keeper, tmp_path, qtbot):
        stick = tmp_path / "stick"
        stick.mkdir()
        desk.home = tmp_path / "home"
        desk.home.mkdir()
        ask.files = [stick]
        with qtbot.waitSignal(keeper.copying.copied):
            page.second.card.choose.click()

        assert chosen(desk.home).folder == stick.resolve()
        assert page.second.card.state.text().startswith("● There")

    def test_one_that_is_away_is_waited_for(self, page, desk, ask, keeper, tmp_path, qtbot):
        stick = tmp_path / "stick"
        stick.mkdir()
        desk.home = tmp_path / "home"
        desk.home.mkdir()
        ask.files = [stick]
        with qtbot.waitSignal(keeper.copying.copied):
            page.second.card.choose.click()
        stick.rmdir()
        page.reload()

        assert page.second.card.state.text().startswith("▲ Not there")
        page.second.card.give_up.click()
        assert chosen(desk.home) is None

    def test_a_place_within_the_register_is_refused_in_words(self, page, desk, ask):
        ask.files = [desk.home]
        page.second.card.choose.click()

        assert "would be lost with it" in ask.errors[0].message


def test_nothing_on_the_shelf_says_what_comes(show, desk, qtbot):
    page = show(CopiesPage(desk), PAGE)

    assert page.age.text() == "none yet"
    assert not page.take_back.isEnabled()
