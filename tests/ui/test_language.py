from PySide6.QtWidgets import QDialogButtonBox

from app.i18n import N_, _
from ui.widgets.button import Button
from ui.widgets.label import Caption


def test_words_on_screen_change_while_they_are_seen(language, show, qtbot):
    caption = show(Caption(N_("Sex")))
    button = show(Button(N_("Undo"), "Ctrl+Z"))
    language.speak("fr")

    qtbot.waitUntil(lambda: (caption.text(), button.text()) == ("Sexe", "Annuler"))
    assert _("Sex") == "Sexe"


def test_qts_own_buttons_are_translated(language, qapp):
    language.speak("fr")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)

    assert box.buttons()[0].text().replace("&", "") == "Annuler"


def test_english_comes_back_whole(language, qapp, show, qtbot):
    caption = show(Caption(N_("Sex")))
    language.speak("fr")
    language.speak("en")

    qtbot.waitUntil(lambda: caption.text() == "Sex")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == "Cancel"
