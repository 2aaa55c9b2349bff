import pytest
from PySide6.QtCore import Qt

from ui.frame.bulletin import Bulletin, News, Weight


@pytest.fixture
def bulletin(show, language, look):
    bulletin = show(Bulletin(language), (760, 80))
    bulletin.hide()
    return bulletin


def news(key, weight=Weight.WARNING, **fields):
    return News(key, weight, lambda: f"About {key}.", **fields)


def test_nothing_to_tell_takes_no_room(bulletin):
    assert not bulletin.isVisible()


def test_the_gravest_is_told_first_then_the_oldest(bulletin, qtbot):
    for one in (
        news("note", Weight.NOTE),
        news("first"),
        news("second"),
        news("disk", Weight.GRAVE),
    ):
        bulletin.tell(one)

    told = []
    while bulletin.isVisible():
        told.append(bulletin.words.text())
        qtbot.mouseClick(bulletin.gone, Qt.MouseButton.LeftButton)
    assert told == ["■ About disk.", "▲ About first.", "▲ About second.", "● About note."]


def test_what_was_put_away_stays_away_until_it_is_new(bulletin):
    bulletin.tell(news("disk"))
    bulletin.gone.click()
    bulletin.tell(news("disk"))
    assert not bulletin.isVisible()
    bulletin.take_back("disk")
    bulletin.tell(news("disk"))

    assert bulletin.isVisible()


def test_what_must_be_seen_cannot_be_put_away(bulletin):
    bulletin.tell(news("read-only", can_go=False))

    assert not bulletin.gone.isVisible()


def test_what_can_be_done_about_it_is_one_click(bulletin):
    done = []
    bulletin.tell(news("second", action="Look…", act=lambda: done.append(True)))
    bulletin.action.click()

    assert done == [True]


def test_words_follow_the_language(bulletin, language, qtbot):
    said = {"en": "Disk", "fr": "Disque"}
    bulletin.tell(News("disk", Weight.GRAVE, lambda: said[language.code]))
    language.speak("fr")

    assert bulletin.words.text() == "■ Disque"
    qtbot.waitUntil(lambda: bulletin.gone.text() == "Compris")
