import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import PassphraseTooWeak, RegisterShortened, WrongPassphrase
from ui.dialogs.unlock import Gate, UnlockWindow
from ui.look import TextSize
from ui.models.recovery import Returned

RECOVERY = "LWPTK-JHXQF-DMSWP-JQKPY-NWLKS-ZDJAR"


def unlock(secret):
    if secret != "cheval vert matin":
        raise WrongPassphrase
    return "register"


def create(passphrase):
    if len(passphrase) < 12:
        raise PassphraseTooWeak(minimum=12, proposal="tortue papier savane lampe")
    return "register", RECOVERY


def propose():
    return "tortue papier savane lampe"


class NoWay(QObject):
    """Leads nowhere, and remembers from where."""

    opened, refused = Signal(object), Signal(object)

    def __init__(self):
        super().__init__()
        self.page = QWidget()
        self.begun = []

    def begin(self, secret, error):
        self.begun.append((secret, type(error)))


@pytest.fixture
def gate(tasks, language, look, show):
    return show(UnlockWindow(Gate(False, unlock, create, NoWay, propose), tasks, language))


@pytest.fixture
def first(tasks, language, look, show):
    return show(UnlockWindow(Gate(True, unlock, create, NoWay, propose), tasks, language))


def type_and_enter(qtbot, text):
    widget = QApplication.focusWidget()
    qtbot.keyClicks(widget, text)
    qtbot.keyClick(widget, Qt.Key.Key_Return)


class TestOpening:
    def test_cursor_is_in_the_field_at_once(self, gate):
        assert QApplication.focusWidget() is gate.form.secret.line

    def test_being_seen_is_told_once(self, tasks, language, look, qtbot):
        window = UnlockWindow(Gate(False, unlock, create, NoWay, propose), tasks, language)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.seen):
            window.show()
        with qtbot.assertNotEmitted(window.seen):
            window.repaint()

    def test_choosing_a_passphrase_is_not_built_for_a_register_that_is_there(self, gate):
        assert gate.stages.count() == 1
        assert gate.stages.currentWidget() is gate.form

    def test_passphrase_opens(self, gate, qtbot):
        with qtbot.waitSignal(gate.opened) as opened:
            type_and_enter(qtbot, "cheval vert matin")

        assert opened.args == ["register"]
        assert gate.form.secret.text == ""

    def test_wrong_one_is_a_calm_sentence_and_can_be_typed_again(self, gate, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            type_and_enter(qtbot, "cheval")

        assert "not the right one" in gate.form.words.text()
        assert gate.form.secret.line.selectedText() != ""
        with qtbot.waitSignal(gate.opened):
            type_and_enter(qtbot, "cheval vert matin")

    def test_nothing_typed_asks_nothing(self, gate, tasks, qtbot):
        with qtbot.assertNotEmitted(tasks.started):
            type_and_enter(qtbot, "")

    def test_waiting_is_seen_and_nothing_is_asked_twice(self, gate, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            type_and_enter(qtbot, "cheval")
            assert gate.form.busy.isVisible()
            assert not gate.form.go.isEnabled()

        assert not gate.form.busy.isVisible()
        assert gate.form.go.isEnabled()

    def test_escape_does_not_end_the_program(self, gate, qtbot):
        qtbot.keyClick(gate.form.secret.line, Qt.Key.Key_Escape)

        assert gate.isVisible()

    def test_language_is_chosen_before_anything_is_open(self, gate, qtbot):
        french = next(b for b in gate.languages.buttons() if b.text() == "Français")
        with qtbot.waitSignal(gate.language_chosen) as chosen:
            french.click()

        assert chosen.args == ["fr"]
        qtbot.waitUntil(lambda: gate.form.go.text() == "Ouvrir")


class TestRecovery:
    @pytest.fixture
    def damaged(self, tasks, language, look, show):
        def unlock(secret):
            raise RegisterShortened(path="emarge.db", n=3) if secret == "right" else WrongPassphrase

        return show(UnlockWindow(Gate(False, unlock, create, NoWay, propose), tasks, language))

    def test_a_register_that_does_not_open_turns_to_the_ways_back(self, damaged, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            type_and_enter(qtbot, "right")

        assert damaged.stages.currentWidget() is damaged.recovering.page
        assert damaged.recovering.begun == [("right", RegisterShortened)]

    def test_a_wrong_passphrase_does_not(self, damaged, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            type_and_enter(qtbot, "wrong")

        assert damaged.stages.currentWidget() is damaged.form

    def test_what_was_taken_back_opens_with_its_sentence(self, damaged, qtbot):
        with qtbot.waitSignal(damaged.opened) as opened:
            damaged.recovering.opened.emit(Returned("register", lambda: "Three are missing."))

        assert opened.args == ["register"]
        assert damaged.returned() == "Three are missing."

    def test_a_passphrase_that_opens_no_copy_either_is_typed_again(self, damaged, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            type_and_enter(qtbot, "right")
        damaged.recovering.refused.emit(WrongPassphrase())

        assert damaged.stages.currentWidget() is damaged.form
        assert "not the right one" in damaged.form.words.text()


class TestFirstStart:
    def choose(self, qtbot, passphrase, again):
        type_and_enter(qtbot, passphrase)
        type_and_enter(qtbot, again)

    def test_passphrase_is_typed_twice(self, first, tasks, qtbot):
        with qtbot.assertNotEmitted(tasks.started):
            self.choose(qtbot, "cheval vert matin", "cheval vert martin")

        assert "not the same" in first.first.words.text()

    def test_weak_one_is_refused_in_words(self, first, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            self.choose(qtbot, "cheval", "cheval")

        assert "12" in first.first.words.text()
        assert first.stages.currentWidget() is first.first

    def test_recovery_key_is_shown_until_its_end_is_typed(self, first, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            self.choose(qtbot, "cheval vert matin", "cheval vert matin")
        assert first.recovery.key.text().replace("\n", " – ").replace(" – ", "-") == RECOVERY
        with qtbot.assertNotEmitted(first.opened):
            type_and_enter(qtbot, "ABCDE")
        first.recovery.end.clear()
        with qtbot.waitSignal(first.opened) as opened:
            type_and_enter(qtbot, "zdjar")

        assert opened.args == ["register"]

    def test_passphrase_is_not_kept_in_the_fields(self, first, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            self.choose(qtbot, "cheval vert matin", "cheval vert matin")

        assert (first.first.lines.text, first.first.lines.again.text) == ("", "")


def test_four_words_are_proposed_and_never_filled_in(first, qtbot):
    lines = first.first.lines
    qtbot.mouseClick(lines.propose, Qt.MouseButton.LeftButton)

    assert lines.proposal.text() == "tortue papier savane lampe"
    assert (lines.first.text, lines.again.text) == ("", "")


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("size", list(TextSize))
def test_whole_refusal_is_read_with_its_proposal(tasks, language, look, qtbot, code, size):
    language.speak(code)
    look.choose(size)
    window = UnlockWindow(Gate(True, unlock, create, NoWay, propose), tasks, language)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.first.lines.propose.click()
    window.first.refuse(PassphraseTooWeak(minimum=12, proposal=propose()))

    first = window.first
    for part in (first.words, first.lines.first, first.lines.again, first.lines.advice):
        least = part.heightForWidth(part.width()) if part.hasHeightForWidth() else -1
        least = max(least, part.minimumSizeHint().height())
        qtbot.waitUntil(lambda part=part, least=least: part.height() >= least)
