import pytest
from PySide6.QtCore import Qt

from app.services.travelling.headquarters import device_name
from app.services.travelling.laptop import this_laptop
from app.store import entries, local
from tests.ui.conftest import PAGE
from tests.ui.pages.sittings import come
from ui.look import TextSize
from ui.pages.settings_page import SettingsPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(show, desk):
    return show(SettingsPage(desk), PAGE)


@pytest.fixture
def told(desk):
    heard = []
    desk.notices.told.connect(heard.append)
    return heard


def test_language_is_kept_at_once(page, desk, qtbot):
    qtbot.mouseClick(page.language.buttons["en"], LEFT)

    assert desk.preferences.settings.language == "en"


def test_size_is_kept_at_once(page, desk, qtbot):
    qtbot.mouseClick(page.text_size.buttons["largest"], LEFT)

    assert desk.preferences.settings.font_size == "largest"


def test_language_chosen_elsewhere_is_shown(page, desk):
    desk.preferences.change(language="en")

    page.reload()

    assert page.language.value == "en"


def test_operator_signs_what_is_entered_from_now_on(page, desk, told, qtbot):
    page.operator.setFocus()
    page.operator.selectAll()
    qtbot.keyClicks(page.operator, "  Fatoumata  SY ")
    qtbot.keyClick(page.operator, Qt.Key.Key_Return)

    come(desk, "Aminata KONATÉ")

    written, _secrets = entries.all_entries(desk.db)
    assert written[-1].who == "Fatoumata SY"
    assert local.note(desk.db, "operator") == "Fatoumata SY"
    assert told == ["Kept."]


def test_leaving_the_line_as_it_was_keeps_quiet(page, told, qtbot):
    page.operator.setFocus()
    qtbot.keyClick(page.operator, Qt.Key.Key_Return)

    assert told == []


def test_laptop_can_be_named_and_never_left_without_a_name(page, desk, qtbot):
    page.name.setText("Niamey 2")
    page.name.editingFinished.emit()

    page.name.setText("   ")
    page.name.editingFinished.emit()

    assert device_name(desk.db, desk.key) == "Niamey 2"
    assert page.name.text() == "Niamey 2"


def test_letter_goes_into_the_numbers_from_now_on(page, desk, qtbot):
    page.letter.setFocus()
    qtbot.keyClicks(page.letter, "b")

    assert this_laptop(desk.db, desk.key).letter == "B"
    assert desk.author.letter == "B"


def test_digits_to_read_aloud_are_in_sight(page, desk):
    assert page.digits.text() == this_laptop(desk.db, desk.key).digits


def test_enrolment_is_said_in_word_and_shape(page):
    assert "Enrolment: ○ not known to headquarters yet" in page.facts.text


def test_card_can_be_handed_over_from_here(page, ask, tmp_path, told, qtbot):
    ask.files = [tmp_path / "mine.card"]

    with qtbot.waitSignal(page.desk.notices.told):
        qtbot.mouseClick(page.card, LEFT)

    assert (tmp_path / "mine.card").exists()


def test_passphrase_can_be_changed_from_here(page, qtbot):
    qtbot.mouseClick(page.passphrase, LEFT)

    assert page.changing.form.isVisible()
    assert page.passphrase.accessibleName() == "Change the passphrase"


def test_backup_copies_are_one_key_away(page, desk, qtbot):
    page.copies.setFocus()
    with qtbot.waitSignal(desk.notices.wanted) as wanted:
        qtbot.keyClick(page.copies, Qt.Key.Key_Return)

    assert wanted.args == ["copies"]


def test_question_that_opens_below_the_edge_comes_into_view(show, desk, qtbot):
    desk.language.speak("fr")
    page = show(SettingsPage(desk), PAGE)
    page.office.begin.click()

    def sees_the_answers():
        view = page.area.viewport()
        for answer in (page.office.no, page.office.yes):
            corner = answer.mapTo(view, answer.rect().bottomRight())
            assert view.rect().contains(corner)

    qtbot.waitUntil(sees_the_answers)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("size", list(TextSize))
def test_no_column_is_cut_at_the_side(show, desk, code, size):
    desk.language.speak(code)
    desk.look.choose(size)
    page = show(SettingsPage(desk), PAGE)

    assert page.area.horizontalScrollBar().maximum() == 0
    for widget in (page.digits, page.card, page.copies, page.name):
        right = widget.mapTo(page.area.viewport(), widget.rect().topRight()).x()
        assert right <= page.area.viewport().width()
    for button in (page.card, page.copies):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()) + 8
