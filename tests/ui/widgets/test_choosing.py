import pytest
from PySide6.QtCore import Qt

from app.i18n import N_
from ui.models.shapes import Shape
from ui.models.states import StateRow
from ui.widgets.button import Button
from ui.widgets.choices import Choices
from ui.widgets.picker import Picker
from ui.widgets.side_by_side import SideBySide
from ui.widgets.state_list import StateList

Key = Qt.Key
SIZES = (("n", N_("Normal")), ("l", N_("Large")), ("x", N_("Largest")))
ROWS = [StateRow(key, key.upper(), state="issued", shape=Shape.DISC) for key in "abc"]


class TestChoices:
    @pytest.fixture
    def choices(self, show):
        return show(Choices(N_("Text size"), SIZES), (500, 60))

    def test_first_is_chosen_where_nothing_is_said(self, choices):
        assert choices.value == "n"

    def test_click_chooses(self, choices, qtbot):
        with qtbot.waitSignal(choices.chosen) as chosen:
            qtbot.mouseClick(choices.buttons["x"], Qt.MouseButton.LeftButton)

        assert chosen.args == ["x"]

    def test_arrows_move_along(self, choices, qtbot):
        choices.setFocus()

        with qtbot.waitSignal(choices.chosen) as chosen:
            qtbot.keyClick(choices.buttons["n"], Key.Key_Right)

        assert chosen.args == ["l"]

    def test_focus_goes_to_what_is_chosen(self, choices):
        choices.show_value("l")

        assert choices.focusProxy() is choices.buttons["l"]

    def test_what_is_chosen_already_is_not_told_again(self, choices, qtbot):
        with qtbot.assertNotEmitted(choices.chosen):
            choices.show_value("n")

    def test_words_follow_the_language(self, choices, language, qtbot):
        language.speak("fr")

        qtbot.waitUntil(lambda: choices.buttons["x"].text() == "Très grande")
        assert choices.accessibleName() == "Taille du texte"

    def test_names_of_languages_stay_their_own(self, qtbot, language):
        language.speak("fr")

        choices = Choices(N_("Language"), (("en", "English"),), are_names=True)
        qtbot.addWidget(choices)

        assert choices.buttons["en"].text() == "English"


class TestPicker:
    @pytest.fixture
    def picker(self, show):
        return show(Picker(N_("Text size"), SIZES, "l"), (300, 60))

    def test_value_is_the_code_and_not_the_words(self, picker):
        assert (picker.value, picker.currentText()) == ("l", "Large")

    def test_key_chooses(self, picker, qtbot):
        with qtbot.waitSignal(picker.chosen) as chosen:
            qtbot.keyClick(picker, Key.Key_Down)

        assert chosen.args == ["x"]

    def test_words_follow_the_language_and_the_choice_stays(self, picker, language, qtbot):
        language.speak("fr")

        qtbot.waitUntil(lambda: picker.currentText() == "Grande")
        assert picker.value == "l"

    def test_offering_others_keeps_the_choice_where_it_is_among_them(self, picker):
        picker.offer([("l", "Large"), ("z", "Zero")])
        kept = picker.value
        picker.offer([("z", "Zero")])

        assert (kept, picker.value) == ("l", "z")

    def test_nothing_offered_is_no_value(self, qtbot):
        picker = Picker(N_("Days"))
        qtbot.addWidget(picker)

        assert picker.value == ""


class TestStateList:
    @pytest.fixture
    def states(self, show, look):
        states = show(StateList(look, empty=N_("There is no workshop yet."), has_many=True))
        states.show_rows(ROWS)
        return states

    def test_arrow_chooses(self, states, qtbot):
        states.setFocus()

        qtbot.keyClick(states, Key.Key_Down)

        assert states.chosen == ["a"]

    def test_first_arrow_chooses_the_first_even_where_it_is_the_only_one(self, show, look, qtbot):
        states = show(StateList(look))
        states.show_rows([StateRow("one", "One")])
        states.setFocus()

        qtbot.keyClick(states, Qt.Key.Key_Down)

        assert states.chosen == ["one"]

    def test_shift_chooses_several(self, states, qtbot):
        states.choose(["a"])

        qtbot.keyClick(states, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

        assert states.chosen == ["a", "b"]

    def test_esc_chooses_none(self, states, qtbot):
        states.choose(["b"])

        with qtbot.waitSignal(states.changed):
            qtbot.keyClick(states, Key.Key_Escape)

        assert states.chosen == []

    def test_choice_survives_other_rows(self, states):
        states.choose(["c"])

        states.show_rows(ROWS[1:])

        assert states.chosen == ["c"]

    def test_rows_are_high_enough_for_a_thumb(self, states):
        assert states.row_height >= 44

    def test_list_can_be_as_high_as_its_rows(self, states):
        states.fit(2)

        assert states.height() == 2 * states.row_height + 2

    def test_long_name_gives_its_state_the_second_line(self, states, qtbot):
        name = "Alhousseini ag Mohamed Ibrahim " * 2
        states.show_rows([StateRow("k", name, "9 of 9", "issued", Shape.DISC)])

        shown = states.grab().toImage()

        assert not shown.isNull()


class TestSideBySide:
    @pytest.mark.parametrize(
        ("width", "is_beside"), [pytest.param(600, True, id="room"), (120, False)]
    )
    def test_buttons_stand_below_each_other_where_there_is_no_room(self, show, width, is_beside):
        first, second = Button("Save as PDF"), Button("One test page")

        show(SideBySide(first, second), (width, 200))

        assert (first.y() == second.y()) is is_beside
