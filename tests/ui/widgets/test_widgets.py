import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.domain.people import Sex
from app.domain.statistics import Count
from app.i18n import N_
from app.wording.people import isolated
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.completing_line import CompletingLine
from ui.widgets.count_board import CountBoard
from ui.widgets.digits import DigitsLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.keys import key_words
from ui.widgets.label import Elided, Label
from ui.widgets.passphrase_line import PassphraseLine
from ui.widgets.search_line import SearchLine
from ui.widgets.sex_keys import SexKeys
from ui.widgets.shrinking import Shrinking


class TestWords:
    def test_a_name_is_never_markup(self, show):
        label = show(Label("Traoré & Fils <ONG> <img src='x'>"))

        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text().endswith("<img src='x'>")

    def test_long_line_gives_way(self, show):
        holder = QWidget()
        QVBoxLayout(holder).addWidget(Elided("Direction nationale " * 20))
        show(holder, (200, 60))

        assert holder.width() == 200

    def test_name_in_a_sentence_stands_apart(self):
        assert isolated("محمد") == "\u2068محمد\u2069"

    @pytest.mark.parametrize(
        ("language_code", "words"),
        [pytest.param("en", "Ctrl+Enter", id="en"), pytest.param("fr", "Ctrl+Entrée", id="fr")],
    )
    def test_keys_are_called_as_they_are_engraved(self, language, language_code, words):
        language.speak(language_code)

        assert key_words("Ctrl+Return") == words


class TestButton:
    def test_key_presses_it_while_it_is_seen(self, show, qtbot):
        button = show(Button(N_("Correct"), "F2"))
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_F2)

    def test_key_of_a_hidden_button_does_nothing(self, show, qtbot):
        holder = QWidget()
        button = Button(N_("Correct"), "F2")
        QVBoxLayout(holder).addWidget(button)
        show(holder)
        button.hide()
        with qtbot.assertNotEmitted(button.clicked):
            qtbot.keyClick(holder, Qt.Key.Key_F2)

    def test_key_is_only_shown_where_another_reads_it(self, show, qtbot):
        button = show(Button(N_("Correct"), "F2", listens=False))
        with qtbot.assertNotEmitted(button.clicked):
            qtbot.keyClick(button, Qt.Key.Key_F2)

    def test_ampersand_is_a_letter(self, show):
        button = show(Button())
        button.say("Traoré & Fils")

        assert button.text() == "Traoré && Fils"
        assert button.accessibleName() == "Traoré & Fils"
        assert button.shortcut().isEmpty()

    def test_target_is_large_enough_for_a_thumb(self, look, show):
        holder = QWidget()
        button = Button(N_("Correct"), "F2")
        QVBoxLayout(holder).addWidget(button)
        show(holder)

        assert button.height() >= 44


class TestSearchLine:
    @pytest.fixture
    def line(self, show):
        return show(SearchLine(N_("Sex")))

    def test_arrows_move_in_the_list(self, line, qtbot):
        with qtbot.waitSignal(line.moved) as moved:
            qtbot.keyClick(line, Qt.Key.Key_Down)

        assert moved.args == [1]

    def test_enter_says_whether_shift_was_held(self, line, qtbot):
        with qtbot.waitSignal(line.entered) as entered:
            qtbot.keyClick(line, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)

        assert entered.args == [True]

    def test_undo_belongs_to_the_desk_not_to_the_line(self, show, qtbot):
        holder = QWidget()
        line, undo = SearchLine(N_("Sex")), Button(N_("Undo"), "Ctrl+Z")
        column = QVBoxLayout(holder)
        column.addWidget(line)
        column.addWidget(undo)
        show(holder)
        line.setFocus()
        qtbot.keyClicks(line, "kon")
        with qtbot.waitSignal(undo.clicked):
            qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

        assert line.text() == "kon"


class TestDigitsLine:
    @pytest.mark.parametrize(
        ("typed", "digits"),
        [
            pytest.param("&é\"'(-è_çà", "1234567890", id="the unshifted row of AZERTY"),
            pytest.param("70 00 00 01", "70 00 00 01", id="digits stay"),
            pytest.param("+223", "+223", id="country code"),
        ],
    )
    def test_reads_the_upper_row_as_digits(self, show, qtbot, typed, digits):
        line = show(DigitsLine())
        for letter in typed:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(line, press)

        assert line.text() == digits

    def test_shift_types_the_sign_itself(self, show, qtbot):
        line = show(DigitsLine())
        qtbot.keyClicks(line, "(", Qt.KeyboardModifier.ShiftModifier)

        assert line.text() == "("


class TestSexKeys:
    @pytest.mark.parametrize(
        ("key", "sex"),
        [
            pytest.param(Qt.Key.Key_F, Sex.FEMALE, id="F"),
            pytest.param(Qt.Key.Key_M, Sex.MALE, id="M"),
            pytest.param(Qt.Key.Key_H, Sex.MALE, id="H for homme"),
        ],
    )
    def test_letter_chooses(self, show, qtbot, key, sex):
        keys = show(SexKeys())
        with qtbot.waitSignal(keys.chosen):
            qtbot.keyClick(keys, key)

        assert keys.sex is sex

    def test_has_no_default(self, show):
        keys = show(SexKeys())

        assert keys.sex is None

    def test_other_keys_choose_nothing(self, show, qtbot):
        keys = show(SexKeys())
        with qtbot.assertNotEmitted(keys.chosen):
            qtbot.keyClick(keys, Qt.Key.Key_A)
            qtbot.keyClick(keys, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    def test_showing_is_not_choosing(self, show, qtbot):
        keys = show(SexKeys())
        with qtbot.assertNotEmitted(keys.chosen):
            keys.show_sex(Sex.MALE)

    def test_what_is_chosen_is_in_the_name_that_screen_readers_say(self, show, qtbot):
        keys = show(SexKeys())
        assert keys.accessibleName() == "Sex: not chosen yet"

        qtbot.keyClick(keys, Qt.Key.Key_F)

        assert keys.accessibleName() == "Sex: F · Female"


class TestCompletingLine:
    WORDS = (
        "Pôle judiciaire spécialisé",
        "Direction nationale de la police",
        "Police des frontières",
    )

    @pytest.mark.parametrize(
        ("typed", "offers"),
        [
            pytest.param("pole", [WORDS[0]], id="accents do not matter"),
            pytest.param("pol", list(WORDS), id="start of any word"),
            pytest.param("olice", [], id="not the middle of a word"),
            pytest.param("", [], id="nothing for nothing"),
            pytest.param("Police des frontières", [], id="what is complete is not offered"),
        ],
    )
    def test_offers(self, show, typed, offers):
        line = show(CompletingLine())
        line.offer(self.WORDS)

        assert line.offers_for(typed) == offers

    def test_free_text_is_never_refused(self, show, qtbot):
        line = show(CompletingLine())
        line.offer(self.WORDS)
        qtbot.keyClicks(line, "Syndicat")

        assert line.text() == "Syndicat"


class TestCountBoard:
    def test_unknown_sex_stands_apart(self, show):
        board = show(CountBoard())
        board.show_count(Count(women=5, men=18, unknown=1), 31)

        assert [x.text() for x in (board.here, board.women, board.men)] == ["24", "5", "18"]
        assert board.share.text() == "women (21.7%)"
        assert board.unknown.isVisible()

    def test_nobody_yet(self, show, language, qtbot):
        language.speak("fr")
        board = show(CountBoard())
        board.show_count(Count(), 0)

        assert (board.share.text(), board.men_word.text()) == ("femme", "homme")
        assert not board.unknown.isVisible()


class TestSmallThings:
    def test_banner_hides_when_it_has_nothing_to_say(self, show):
        holder = QWidget()
        banner = Banner()
        QVBoxLayout(holder).addWidget(banner)
        show(holder)
        banner.say("The stick is full.")
        assert banner.isVisible()
        banner.say("")

        assert not banner.isVisible()

    def test_empty_state_says_what_to_do(self, show, qtbot):
        button = Button(N_("Import the list"))
        state = show(EmptyState(N_("Sex"), N_("Rank"), button))

        assert {label.text() for label in state.findChildren(QLabel)} == {"Sex", "Rank"}
        assert button.isVisible()

    def test_passphrase_is_hidden_until_asked_for(self, show, qtbot):
        line = show(PassphraseLine(N_("Passphrase")))
        assert line.line.echoMode() is line.line.EchoMode.Password
        line.eye.click()
        assert line.line.echoMode() is line.line.EchoMode.Normal
        line.clear()

        assert line.line.echoMode() is line.line.EchoMode.Password

    def test_long_texts_scroll_and_short_ones_do_not(self, show):
        short = show(Shrinking(Label("KONÉ", wraps=True)), (300, 400))
        long = show(Shrinking(Label("Direction nationale " * 60, wraps=True)), (300, 200))

        assert not short.verticalScrollBar().isVisible()
        assert long.verticalScrollBar().isVisible()

    def test_only_what_is_partly_hidden_is_a_stop_for_tab(self, show):
        short = show(Shrinking(Label("KONÉ", wraps=True)), (300, 400))
        long = show(Shrinking(Label("Direction nationale " * 60, wraps=True)), (300, 200))

        policies = (short.focusPolicy(), long.focusPolicy())
        assert policies == (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.StrongFocus)

    def test_arrows_show_what_is_hidden(self, show, qtbot):
        long = show(Shrinking(Label("Direction nationale " * 60, wraps=True)), (300, 200))
        long.setFocus()

        qtbot.keyClick(long, Qt.Key.Key_Down)

        assert long.verticalScrollBar().value() > 0
