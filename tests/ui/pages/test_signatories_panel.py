import pytest
from PySide6.QtCore import Qt

from app.domain.bilingual import Bilingual
from app.domain.outcome import Outcome, Topic
from app.services.workshop.signatories import SignatoryDraft, add_signatory
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
    page.side.buttons["signatories"].click()
    page.signatories.setFocus()
    return page.signatories


def test_signatory_is_seen_as_on_paper_and_added(db, desk, panel, qtbot):
    form = open_form(qtbot, panel, Key.Key_Insert)
    qtbot.keyClicks(form.function_fr, "Directrice")
    form.function_en.setText("Director")
    form.prefix.setCurrentIndex(2)
    form.prefix.chosen.emit("P.I.")
    assert [seat.text().splitlines()[0] for seat in form.seats] == [
        "P.I. Directrice",
        "P.I. Director",
    ]

    save(qtbot, form)
    [row] = panel.list.rows.rows
    assert (row.title, row.detail) == ("Director", "P.I. name to be given")


def test_prefix_that_is_none_of_ours_is_kept(db, author, desk, panel, qtbot):
    draft = SignatoryDraft(Bilingual("Directeur", "Director"), "Oumar SIDIBÉ", "P/I")
    add_signatory(db, author, desk.current.workshop, draft, now=NOW)
    desk.notices.posted.emit(Outcome(frozenset({Topic.WORKSHOPS})))

    assert open_form(qtbot, panel, Key.Key_F2).draft == draft


def test_fourth_signatory_is_refused_in_the_form(db, author, desk, panel, qtbot):
    for _ in range(3):
        draft = SignatoryDraft(Bilingual("Directeur", "Director"))
        add_signatory(db, author, desk.current.workshop, draft, now=NOW)
    form = open_form(qtbot, panel, Key.Key_Insert)
    form.function_fr.setText("Directrice")
    save(qtbot, form)

    assert "3 places to sign" in form.words.text()
