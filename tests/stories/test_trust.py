"""Two people enrol a laptop by telephone, in the window; and who tries to be one of them."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.services.care.installation import install, open_installation
from app.services.travelling import enrolling, headquarters
from app.services.travelling.introducing import introductions
from app.settings import Settings, save
from app.store import local
from app.store.key_file import Cost
from tests.enrolment import enrol

NOW = datetime(2021, 10, 12, 16, 0, tzinfo=UTC)
WORDS = "quatre mots pour un essai"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def machine(tmp_path):
    """Install a laptop or a headquarters of that name: `machine("Dakar")`."""
    made = []

    def machine(name):
        home = tmp_path / f"{name}-{len(made)}"
        install(home, WORDS, now=NOW, cost=CHEAP)
        here = open_installation(home, WORDS, who="Awa")
        enrolling.name_device(here.db, name)
        save(Settings(language="fr"), home)
        made.append(here)
        return here

    yield machine
    for here in made:
        here.close()


@pytest.fixture
def dakar(machine):
    """Headquarters."""
    here = machine("Dakar")
    headquarters.make_headquarters(here.db)
    return here


def card_of(here, folder):
    path = folder / f"{here.key.id[:6]}.card"
    enrolling.write_card(here.db, here.key, path)
    return path


def reads(here):
    """What that machine reads aloud on the telephone."""
    return headquarters.digits(here.db, here.key)


def enrolment_by(here, card, folder, name="team.enrolment"):
    enrol(here.db, here.key, [card], folder / name, now=NOW)
    return folder / name


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def receive(qtbot, window, ask, path):
    """The page of sending, “Receive”, this file."""
    window.go([place.name for place in window.places].index("exchange"))
    window.page.choice.show_value("receive")
    ask.files.append(path)
    window.page.receive.choose.click()
    qtbot.waitUntil(lambda: not window.page.desk.tasks.is_busy)
    return window.page.receive


def test_both_sides_hear_each_other_in_the_window(machine, dakar, opened, ask, qtbot, tmp_path):
    """Headquarters hears the laptop's digits, the laptop types headquarters'; keys alone."""
    bamako = machine("Bamako 1")
    card, out = card_of(bamako, tmp_path), tmp_path / "team.enrolment"
    office = opened(dakar, NOW, "fr")
    office.go([place.name for place in office.places].index("exchange"))
    office.page.headquarters.enrol.click()
    ask.files.append(card)
    office.page.enrol.choose.click()
    qtbot.waitUntil(lambda: office.page.enrol.digits.text() == reads(bamako))
    office.page.enrol.same.click()
    ask.files.append(out)
    with qtbot.waitSignal(office.page.desk.notices.posted):
        press(qtbot, Qt.Key.Key_Space)
    assert office.page.enrol.own_digits.text() == reads(dakar)
    office.close()

    window = opened(bamako, NOW, "fr")
    panel = receive(qtbot, window, ask, out)
    assert not any(reads(dakar) in label.text() for label in panel.findChildren(QLabel))
    qtbot.keyClicks(QApplication.focusWidget(), reads(dakar).replace(" ", ""))
    with qtbot.waitSignal(window.page.desk.notices.posted):
        press(qtbot, Qt.Key.Key_Return)

    assert headquarters.enrolled_recipients(bamako.db) == headquarters.enrolled_recipients(dakar.db)
    window.close()


def test_the_impostors_enrolment_is_refused_in_a_sentence(
    machine, dakar, opened, ask, qtbot, tmp_path
):
    bamako, impostor = machine("Bamako 1"), machine("Dakar")
    forged = enrolment_by(impostor, card_of(bamako, tmp_path), tmp_path)
    window = opened(bamako, NOW, "fr")
    panel = receive(qtbot, window, ask, forged)

    qtbot.keyClicks(QApplication.focusWidget(), reads(dakar))
    press(qtbot, Qt.Key.Key_Return)

    assert "se fait peut-être passer pour le siège" in panel.digits.told.text()
    assert headquarters.enrolled_recipients(bamako.db) == []
    window.close()


def test_the_impostors_enrolment_is_not_taken_for_a_workshop(machine, opened, ask, qtbot, tmp_path):
    bamako, impostor = machine("Bamako 1"), machine("Dakar")
    card = card_of(bamako, tmp_path)
    forged = enrolment_by(impostor, card, tmp_path, "2021-BKO-01_81da6d03_3.emarge")
    window = opened(bamako, NOW, "fr")

    panel = receive(qtbot, window, ask, forged)

    assert "est un enrôlement, là où un autre genre de fichier était attendu" in panel.words.text()
    assert panel.apply.isHidden()
    window.close()


def test_the_swapped_card_is_seen_at_headquarters(machine, dakar, opened, ask, qtbot, tmp_path):
    bamako, stranger = machine("Bamako 1"), machine("Bamako 1")
    enrolment_by(dakar, card_of(bamako, tmp_path), tmp_path)
    office = opened(dakar, NOW, "fr")
    office.go([place.name for place in office.places].index("exchange"))
    office.page.headquarters.enrol.click()
    ask.files.append(card_of(stranger, tmp_path))
    office.page.enrol.choose.click()
    qtbot.waitUntil(lambda: office.page.enrol.digits.text() != "")

    shown, said = office.page.enrol.digits.text(), office.page.enrol.standing.text()
    press(qtbot, Qt.Key.Key_Space)  # the focus is on « they differ »

    assert shown != reads(bamako)
    assert said.startswith("un autre ordinateur s’appelle")
    assert [one.id for one in local.devices(dakar.db)] == [bamako.key.id]
    office.close()


def test_the_replayed_enrolment_changes_nothing(machine, dakar, opened, ask, qtbot, tmp_path):
    bamako = machine("Bamako 1")
    card = card_of(bamako, tmp_path)
    first = enrolment_by(dakar, card, tmp_path)
    safe = machine("Coffre").key.recipient
    found = introductions(dakar.db, dakar.key, [card])
    enrolling.enrol(
        *(dakar.db, dakar.key, found, tmp_path / "second.enrolment"), now=NOW, escrow=[safe]
    )
    newer = enrolling.preview_enrolment(bamako.db, bamako.key, tmp_path / "second.enrolment")
    enrolling.apply_enrolment(bamako.db, newer, now=NOW, digits=reads(dakar))
    window = opened(bamako, NOW, "fr")

    panel = receive(qtbot, window, ask, first)

    assert "plus ancien que le numéro 2" in panel.words.text()
    assert "Rien n’a été changé" in panel.words.text()
    assert safe in headquarters.enrolled_recipients(bamako.db)
    window.close()
