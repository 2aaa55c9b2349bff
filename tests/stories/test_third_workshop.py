"""A workshop that is no example gets its donors and signatories, keys only: SC-06, SC-45."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.people import Sex
from app.domain.workshop import Role
from app.services.care.installation import install, open_installation
from app.services.papers import printing
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in
from app.store import registrations, workshops
from app.store.key_file import Cost
from tests.app.documents.reading import texts

NOW = datetime(2022, 3, 7, 8, 31, tzinfo=UTC)
WORDS = "quatre mots pour un essai"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def here(tmp_path):
    home = tmp_path / "home"
    install(home, WORDS, now=NOW, cost=CHEAP)
    opened = open_installation(home, WORDS, who="Awa")
    yield opened
    opened.close()


@pytest.fixture
def window(here, opened):
    window = opened(here, NOW, "en")
    yield window
    window.close()


@pytest.fixture
def keys(qtbot):
    """Press keys where the focus is: words are typed, keys pressed, `(key, modifier)` too."""

    def keys(*pressed):
        for one in pressed:
            target = QApplication.focusWidget() or QApplication.activeWindow()
            if isinstance(one, str):
                qtbot.keyClicks(target, one)
            elif isinstance(one, tuple):
                qtbot.keyClick(target, *one)
            else:
                qtbot.keyClick(target, one)

    return keys


@pytest.fixture
def form(window, qtbot, keys):
    """Open a form with a key, fill it in, and keep it; back on the page afterwards."""

    def form(opening, *typed):
        keys(opening)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
        keys(*typed, (Key.Key_Return, CTRL))
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        window.activateWindow()  # what a window manager does by itself
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    return form


@pytest.fixture
def create(window, form):
    """The new workshop, made by keys and worked in; its id."""
    window.go([place.name for place in window.places].index("workshops"))
    form(
        Key.Key_F4,
        *("la lutte contre la fraude", Key.Key_Return, "countering fraud", Key.Key_Return),
        *(Key.Key_Tab, "Niamey"),
    )
    return window.page.desk.current.workshop


@pytest.fixture
def third(create, form, keys):
    """Its organiser and donor, then who signs."""
    keys(Key.Key_Tab, Key.Key_Tab, Key.Key_Right)
    form(Key.Key_Insert, "Office des eaux", Key.Key_Return, "Water Office")
    form(Key.Key_Insert, "Royaume du Danemark", Key.Key_Return, "Kingdom of Denmark")
    keys((Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier), Key.Key_Right)
    form(Key.Key_Insert, "Directrice des eaux", Key.Key_Return, "Director of Waters")
    form(
        Key.Key_Insert,
        *("Coordonnateur", Key.Key_Return, "Coordinator", Key.Key_Return, "Oumar SIDIBE"),
    )
    return create


def certificate(here, workshop, language):
    draft = PersonDraft("Aminata KONATE", Sex.FEMALE)
    if not registrations.roster(here.db, workshop):
        add_walk_in(here.db, here.author, workshop, draft, now=NOW)
    [line] = registrations.roster(here.db, workshop)
    [text] = texts(printing.preview_page(here.db, workshop, line, language))
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_certificate_names_who_organises_pays_and_signs(here, third):
    french, english = (certificate(here, third, language) for language in ("fr", "en"))

    assert "L’Office des eaux atteste que" in french
    assert "avec le soutien financier du Royaume du Danemark" in french
    assert "with the financial support of the Kingdom of Denmark" in english
    for text, function in ((french, "Directrice des eaux"), (english, "Director of Waters")):
        assert function in text
        assert "Oumar SIDIBE" in text


def test_another_donor_on_the_last_day_is_one_form_and_one_move(here, third, form, keys):
    keys((Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier), Key.Key_Left)
    form(Key.Key_Insert, "Gouvernement du Japon", Key.Key_Return, "Government of Japan")
    support = "avec le soutien financier du {} et du {}"
    names = ("Royaume du Danemark", "Gouvernement du Japon")
    assert support.format(*names) in certificate(here, third, "fr")

    keys((Key.Key_Up, CTRL))
    assert support.format(*reversed(names)) in certificate(here, third, "fr")


def test_deleted_donor_comes_back_with_one_key(here, third, keys):
    keys((Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier), Key.Key_Left, Key.Key_Tab)
    keys(Key.Key_End, Key.Key_Delete)
    assert [one.role for one in workshops.partners(here.db, third)] == [Role.ORGANISER]

    keys((Key.Key_Z, CTRL))
    assert [one.role for one in workshops.partners(here.db, third)] == [Role.ORGANISER, Role.DONOR]


def test_signatory_changes_and_one_key_brings_the_old_one_back(here, third, form, keys):
    form(Key.Key_F2, Key.Key_Return, Key.Key_Return, (Key.Key_A, CTRL), "Awa BA")
    assert workshops.signatories(here.db, third)[1].name == "Awa BA"

    keys((Key.Key_Z, CTRL))
    assert workshops.signatories(here.db, third)[1].name == "Oumar SIDIBE"


def test_facts_are_corrected_in_both_languages(here, third, form, keys):
    keys((Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier), Key.Key_Left, Key.Key_Left)
    form(
        Key.Key_F2,
        *([Key.Key_Tab] * 7),
        *("Hotel du Fleuve", Key.Key_Return, "River Hotel"),
        *(Key.Key_Tab, Key.Key_Tab, Key.Key_End, Key.Key_Tab, Key.Key_Right),
    )

    workshop = workshops.get(here.db, third)
    assert (workshop.venue_in("fr"), workshop.venue_in("en")) == ("Hotel du Fleuve", "River Hotel")
    assert str(workshop.threshold) == "1/2"
    assert workshop.discreet
