import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.errors import PassphraseTooWeak, PresentPassphraseWrong
from ui.dialogs.change_passphrase import ChangePassphrase, Passphrases

OLD, NEW = "cheval vert matin", "le fleuve est haut"


@pytest.fixture
def form(look, language, show):
    return show(ChangePassphrase(), (620, 360))


@pytest.fixture
def rescue(look, language, show):
    return show(ChangePassphrase("ABCDE"), (620, 360))


def type_and_enter(qtbot, *texts):
    for text in texts:
        widget = QApplication.focusWidget()
        qtbot.keyClicks(widget, text)
        qtbot.keyClick(widget, Qt.Key.Key_Return)


def test_old_one_then_the_new_one_twice_by_keys_alone(form, qtbot):
    with qtbot.waitSignal(form.submitted) as submitted:
        type_and_enter(qtbot, OLD, NEW, NEW)

    assert submitted.args == [Passphrases(OLD, NEW)]


def test_nothing_typed_stands_in_a_trace():
    assert OLD not in repr(Passphrases(OLD, NEW))
    assert NEW not in repr(Passphrases(OLD, NEW))


def test_two_that_differ_are_typed_again(form, qtbot):
    with qtbot.assertNotEmitted(form.submitted):
        type_and_enter(qtbot, OLD, NEW, NEW + "s")

    assert "not the same. Nothing was changed" in form.words.text()
    assert QApplication.focusWidget() is form.lines.again.line


@pytest.mark.parametrize("typed", [("", NEW, NEW), (OLD, "", "")], ids=["no old", "no new"])
def test_half_filled_asks_nothing(form, qtbot, typed):
    with qtbot.assertNotEmitted(form.submitted):
        type_and_enter(qtbot, *typed)


def test_recovery_key_that_opened_is_enough(rescue, qtbot):
    assert not rescue.present.isVisible()
    with qtbot.waitSignal(rescue.submitted) as submitted:
        type_and_enter(qtbot, NEW, NEW)

    assert submitted.args == [Passphrases("ABCDE", NEW)]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        pytest.param(PresentPassphraseWrong(), "present", id="wrong old one"),
        pytest.param(
            PassphraseTooWeak(minimum=12, proposal="tortue papier savane lampe"),
            "lines",
            id="weak new one",
        ),
    ],
)
def test_what_was_wrong_is_said_where_it_was_typed(form, error, line):
    form.wait()
    form.refuse(error)

    assert form.words.text() == error.message
    assert getattr(form, line).isAncestorOf(QApplication.focusWidget())
    assert not form.busy.isVisible()


def test_form_stays_while_the_passphrase_is_changed(form, qtbot):
    form.wait()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert form.busy.isVisible()
    form.refuse(PresentPassphraseWrong())
    qtbot.keyClick(form, Qt.Key.Key_Escape)

    assert not form.isVisible()


def test_sentence_has_the_width_of_the_form(form):
    form.say("The two lines are not the same. Nothing was changed. Type again.")
    form.layout().activate()

    assert form.words.width() > form.width() / 2
