import pytest
from PySide6.QtCore import Qt

from app.services.examples.exercise import load_exercise
from app.services.history import undo
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from tests.ui.pages.forms import open_form, save
from ui.pages.workshop_page import WorkshopPage

Key = Qt.Key


@pytest.fixture
def page(show, desk):
    page = show(WorkshopPage(desk), PAGE)
    page.setFocus()
    return page


@pytest.fixture
def panel(page, qtbot):
    page.side.buttons["partners"].click()
    page.partners.setFocus()
    return page.partners


@pytest.fixture
def add(panel, qtbot):
    """Add a partner by its names, in the role that is proposed."""

    def add(name_fr, name_en=""):
        form = open_form(qtbot, panel, Key.Key_Insert)
        qtbot.keyClicks(form.name_fr, name_fr)
        qtbot.keyClick(form.name_fr, Key.Key_Return)
        form.name_en.setText(name_en)
        save(qtbot, form)

    return add


def rows(panel):
    return [(row.title, row.detail, row.warning) for row in panel.list.rows.rows]


def test_without_partners_only_adding_is_offered(panel):
    assert panel.add.isVisible()
    assert [one.isVisible() for one in (panel.correct, panel.up, panel.hint)] == [False] * 3


def test_organiser_is_proposed_first_then_donors(panel, add):
    add("Office des eaux", "Water Office")
    add("Royaume du Danemark")

    assert rows(panel) == [
        ("Water Office", "Organizer", ""),
        ("Royaume du Danemark", "Donor", "English missing"),
    ]


def test_form_says_what_the_papers_will_say(panel, qtbot):
    form = open_form(qtbot, panel, Key.Key_Insert)
    form.role.offer((("donor", "Donor"),), "donor")
    qtbot.keyClicks(form.name_fr, "Royaume du Danemark")

    assert form.says_fr.text() == "avec le soutien financier du Royaume du Danemark"
    assert form.fr_of.placeholderText() == "du Royaume du Danemark"
    form.fr_of.setText("de la Couronne")
    assert form.says_fr.text() == "avec le soutien financier de la Couronne"


def test_known_organization_fills_the_form_and_its_words_leave_with_it(db, author, panel, qtbot):
    load_exercise(db, author, "bamako-2021", now=NOW)
    form = open_form(qtbot, panel, Key.Key_Insert)
    qtbot.keyClicks(form.name_fr, "danemark")
    qtbot.keyClick(form.name_fr, Key.Key_Return)
    assert form.name_fr.text() == "Royaume du Danemark"
    assert form.name_en.text() == "Kingdom of Denmark"
    assert form.fr_of.text() == "du Royaume du Danemark"

    form.name_fr.setText("Office des eaux")
    form.name_fr.setFocus()
    qtbot.keyClick(form.name_fr, Key.Key_Return)
    assert (form.name_en.text(), form.fr_of.text()) == ("", "")


def test_chosen_partner_is_corrected_in_its_place(panel, add, qtbot):
    add("Office des eaux", "Water Office")
    add("Royaume du Danemark")
    panel.list.choose({panel.list.rows.rows[0].key})
    form = open_form(qtbot, panel.list, Key.Key_Return)
    form.name_en.setText("Office of Waters")
    save(qtbot, form)

    assert [row[0] for row in rows(panel)] == ["Office of Waters", "Royaume du Danemark"]
    assert panel.list.chosen == [panel.list.rows.rows[0].key]


def test_mended_name_keeps_the_other_words(panel, add, qtbot):
    add("Ofice des eaux", "Water Office")
    form = open_form(qtbot, panel, Key.Key_F2)
    qtbot.keyClick(form.name_fr, Key.Key_Return)
    for name in ("Office des eux", "Office des eaux"):
        form.name_fr.setText(name)
        form.name_fr.setFocus()
        qtbot.keyClick(form.name_fr, Key.Key_Return)
    save(qtbot, form)

    assert rows(panel) == [("Water Office", "Organizer", "")]


def test_partner_moves_and_stays_chosen(panel, add, qtbot):
    add("Office des eaux")
    add("Royaume du Danemark")
    chosen = panel.list.chosen
    qtbot.keyClick(panel.list, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert [row[0] for row in rows(panel)] == ["Royaume du Danemark", "Office des eaux"]
    assert panel.list.chosen == chosen
    panel.down.click()
    assert [row[0] for row in rows(panel)] == ["Office des eaux", "Royaume du Danemark"]


def test_after_one_is_removed_the_next_is_chosen(panel, add, qtbot):
    add("Office des eaux")
    add("Royaume du Danemark")
    panel.list.choose({panel.list.rows.rows[0].key})
    qtbot.keyClick(panel.list, Key.Key_Delete)

    assert [row[0] for row in rows(panel)] == ["Royaume du Danemark"]
    assert panel.list.chosen == [panel.list.rows.rows[0].key]


def test_form_removes_too_and_undo_brings_back(db, author, panel, add, desk, qtbot):
    add("Office des eaux")
    open_form(qtbot, panel, Key.Key_F2).remove.click()
    assert rows(panel) == []

    desk.notices.posted.emit(undo(db, author, now=NOW))
    assert [row[0] for row in rows(panel)] == ["Office des eaux"]


def test_nameless_partner_is_refused_in_the_form(panel, ask, qtbot):
    form = open_form(qtbot, panel, Key.Key_Insert)
    save(qtbot, form)

    assert form.words.text().startswith("Type the name of the organization")
    assert form.isVisible()
    assert ask.errors == []


def test_roles_follow_the_language(panel, add, desk, qtbot):
    add("Office des eaux", "Water Office")
    desk.language.speak("fr")

    qtbot.waitUntil(lambda: rows(panel) == [("Office des eaux", "Organisateur", "")])
