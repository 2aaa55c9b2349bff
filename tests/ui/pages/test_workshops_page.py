from datetime import date

import pytest
from PySide6.QtCore import Qt

from app.domain.people import Sex
from app.domain.workshop import Part
from app.services.examples.exercise import load_exercise
from app.services.history import undo
from app.services.people.attending import open_session
from app.services.workshop.seeding import seed_id, seed_workshops
from app.store import registrations, workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.pages.workshops_page import EXAMPLES, WorkshopsPage

Key = Qt.Key


@pytest.fixture
def page(show, desk):
    page = show(WorkshopsPage(desk), PAGE)
    page.setFocus()
    return page


@pytest.fixture
def dialog(page, qtbot):
    qtbot.keyClick(page, Key.Key_F4)
    page.dialog.fields.title_en.setText("intelligence analysis")
    page.dialog.fields.city.setText("Niamey")
    page.dialog.fields.starts.line.setText("19 06 2017")
    page.dialog.fields.ends.line.setText("23062017")
    return page.dialog


def words(page):
    return [row.title for row in page.list.rows.rows]


def create(qtbot, dialog):
    qtbot.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


class TestList:
    def test_workshop_says_where_when_and_how_many(self, page, invite, desk):
        invite("Aminata KONATÉ", Sex.FEMALE)
        page.reload()

        [row] = page.list.rows.rows
        assert row.title == "Information-sharing"
        assert row.detail.replace("\u00a0", " ") == (
            "2021-BKO-03 · Bamako · 13–15 Oct. 2021 · 0 of 1 here"
        )
        assert row.state == "open here"

    def test_enter_opens_the_chosen_workshop_in_the_half_day_under_way(
        self, db, author, page, desk, qtbot
    ):
        other = load_exercise(db, author, "niamey-2017", now=NOW).subject
        morning = workshops.sessions(db, other)[0].id
        open_session(db, author, morning, now=NOW)
        page.reload()
        page.list.choose({other})
        with qtbot.waitSignal(desk.notices.wanted) as wanted:
            qtbot.keyClick(page.list, Key.Key_Return)

        assert (desk.current.workshop, desk.current.session) == (other, morning)
        assert wanted.args == ["desk"]

    def test_examples_are_told_from_real_ones(self, db, author, page):
        load_exercise(db, author, "niamey-2017", now=NOW)
        page.reload()

        assert [row.warning for row in page.list.rows.rows] == ["", "example"]

    def test_words_follow_the_language(self, page, desk, qtbot):
        desk.language.speak("fr")

        qtbot.waitUntil(lambda: page.add.text() == "Nouvel atelier")
        assert page.list.rows.rows[0].state == "ouvert ici"


class TestNewWorkshop:
    def test_half_days_are_proposed_from_the_dates(self, dialog):
        slots = dialog.draft.slots

        assert len(slots) == 10
        assert slots[0].on == date(2017, 6, 19)
        assert (slots[-1].on, slots[-1].part) == (date(2017, 6, 23), Part.AFTERNOON)

    def test_friday_afternoon_goes_in_two_keys(self, dialog, qtbot):
        qtbot.keyClick(dialog.half_days, Key.Key_End)
        qtbot.keyClick(dialog.half_days, Key.Key_Delete)

        assert len(dialog.draft.slots) == 9
        assert dialog.draft.slots[-1].part is Part.MORNING

    def test_space_says_that_a_half_day_does_not_count(self, dialog, qtbot):
        qtbot.keyClick(dialog.half_days, Key.Key_Space)

        assert [slot.counts for slot in dialog.draft.slots].count(False) == 1
        assert not dialog.draft.slots[0].counts

    def test_country_follows_the_city_that_is_known(self, dialog):
        assert dialog.fields.country.value == "NE"

    def test_last_day_follows_the_first(self, dialog):
        dialog.fields.starts.line.setText("13 10 2021")

        assert dialog.fields.ends.day == date(2021, 10, 15)

    def test_workshop_is_created_and_worked_in(self, db, desk, page, dialog, qtbot):
        with qtbot.waitSignal(desk.notices.wanted) as wanted:
            create(qtbot, dialog)

        workshop = workshops.get(db, desk.current.workshop)
        assert (workshop.title.en, workshop.city, workshop.country) == (
            "intelligence analysis",
            "Niamey",
            "NE",
        )
        assert workshop.code == "2017-NIM-01"
        assert len(workshops.sessions(db, workshop.id)) == 10
        assert wanted.args == ["workshop"]
        assert not dialog.isVisible()

    def test_what_is_missing_is_said_in_the_dialog(self, db, desk, dialog, qtbot, ask):
        dialog.fields.title_en.clear()
        create(qtbot, dialog)

        assert dialog.words.text() == "Type the title of the workshop."
        assert dialog.isVisible()
        assert ask.errors == []
        assert len(workshops.all_(db)) == 1

    def test_day_that_is_none_is_said(self, dialog, qtbot):
        dialog.fields.ends.line.setText("31 02 2017")
        create(qtbot, dialog)

        assert "first and the last day" in dialog.words.text()

    def test_escape_creates_nothing(self, db, dialog, qtbot):
        qtbot.keyClick(dialog, Key.Key_Escape)

        assert not dialog.isVisible()
        assert len(workshops.all_(db)) == 1


class TestExamples:
    def test_every_example_says_what_is_in_it(self):
        assert set(EXAMPLES) == set(seed_workshops())

    def test_example_is_loaded_in_the_background_and_opened(self, db, desk, page, qtbot):
        page.examples.click()
        with qtbot.waitSignal(desk.tasks.idle):
            page.menu.actions()[0].trigger()
        page.menu.close()

        assert desk.current.workshop == seed_id("workshop", "niamey-2017")
        assert len(registrations.roster(db, desk.current.workshop)) == 25


def test_without_a_workshop_the_page_says_how_to_begin(db, author, show, desk, qtbot):
    undo(db, author, now=NOW)
    page = show(WorkshopsPage(desk))
    page.add_first.click()

    assert page.views.currentWidget() is page.none
    assert page.dialog.isVisible()
