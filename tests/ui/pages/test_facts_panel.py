from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.services.people.attending import Observation, take_attendance
from app.services.workshop.workshop_facts import facts_of
from app.services.workshop.workshops import correct_workshop
from app.store import workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from tests.ui.pages.forms import open_form, save, words
from ui.look import TextSize
from ui.pages.workshop_page import WorkshopPage

Key = Qt.Key


@pytest.fixture
def page(show, desk):
    page = show(WorkshopPage(desk), PAGE)
    page.setFocus()
    return page


@pytest.fixture
def form(page, qtbot):
    """The form over the facts, opened by its key."""
    return open_form(qtbot, page, Key.Key_F2)


def test_form_opens_with_what_is_known(page, form):
    assert form.fields.title_en.text() == "information-sharing"
    assert form.fields.kind.value == "national"
    assert form.code.text() == "2021-BKO-03"
    assert form.threshold.value == "4/5"
    assert form.discreet.value == "no"


def test_facts_are_written_and_shown(db, desk, page, form, qtbot):
    form.venue.setText("  Hôtel du  Fleuve ")
    form.venue_en.setText("River Hotel")
    form.discreet.buttons["yes"].click()
    save(qtbot, form)

    workshop = workshops.get(db, desk.current.workshop)
    assert (workshop.venue, workshop.venue_en) == ("Hôtel du Fleuve", "River Hotel")
    assert workshop.discreet
    assert "River Hotel, Bamako, Mali" in words(page.facts)
    desk.language.speak("fr")
    qtbot.waitUntil(lambda: "Hôtel du Fleuve, Bamako, Mali" in words(page.facts))


def test_kind_that_is_none_of_ours_is_kept(db, author, desk, page, qtbot):
    seminar = Bilingual("séminaire", "seminar")
    facts = replace(facts_of(workshops.get(db, desk.current.workshop)), kind=seminar)
    correct_workshop(db, author, desk.current.workshop, facts, now=NOW)

    assert open_form(qtbot, page, Key.Key_F2).draft == facts


def test_what_is_wrong_is_said_in_the_form(page, form, ask, qtbot):
    form.fields.city.clear()
    save(qtbot, form)

    assert form.words.text() == "Type the city of the workshop."
    assert form.isVisible()
    assert ask.errors == []


def test_day_that_is_none_is_said(form, qtbot):
    form.fields.ends.line.setText("31 02 2021")
    save(qtbot, form)

    assert "first and the last day" in form.words.text()


def test_moved_days_move_the_diary(page, form, qtbot):
    form.fields.starts.line.setText("20 10 2021")
    form.fields.ends.line.setText("22 10 2021")
    save(qtbot, form)

    assert [slot.on.day for slot in page.half_days.slots] == [20, 20, 21, 21, 22, 22]


def test_day_that_goes_with_its_attendance_says_how_to_bring_it_back(
    db, author, desk, page, invite, under_way, qtbot
):
    person = invite("Aminata KONATÉ", Sex.FEMALE)
    seen = [Observation(person, under_way, What.PRESENT)]
    take_attendance(db, author, desk.current.workshop, seen, now=NOW)
    told = []
    desk.notices.told.connect(told.append)
    form = open_form(qtbot, page, Key.Key_F2)
    form.fields.starts.line.setText("14 10 2021")
    form.fields.ends.line.setText("15 10 2021")
    save(qtbot, form)

    assert len(told) == 1
    assert "Ctrl+Z" in told[0]


def test_escape_changes_nothing(db, desk, page, form, qtbot):
    form.venue.setText("River Hotel")
    qtbot.keyClick(form, Key.Key_Escape)

    assert page.facts.form is None
    assert workshops.get(db, desk.current.workshop).venue == ""


def test_form_grows_with_the_letters(desk, show, qtbot):
    desk.look.choose(TextSize.LARGEST)
    page = show(WorkshopPage(desk), (1400, 900))
    page.setFocus()

    form = open_form(qtbot, page, Key.Key_F2)

    assert form.width() == desk.look.px(920)
