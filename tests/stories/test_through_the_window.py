"""A morning through the real window, keys only: SC-11, 13, 22, 24, 61, then headquarters."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.registration import Source
from app.domain.workshop import SessionState
from app.exchange.keys import new_device_key
from app.services.care import checking
from app.services.care.installation import install, open_installation
from app.services.lists import importing
from app.services.papers import reporting
from app.services.people import attending
from app.services.travelling import enrolling, merging
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.settings import Settings, save
from app.store import attendance, entries, registrations, workshops
from app.store.database import memory_database
from app.store.key_file import Cost
from tests.data_makers.protocol_list import write_protocol_list
from tests.enrolment import enrol, follow

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
WORDS = "quatre mots pour un essai"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def hq():
    database = memory_database()
    yield database, new_device_key()
    database.close()


@pytest.fixture
def here(tmp_path, hq):
    """The laptop on Wednesday morning: the list is in, headquarters has enrolled it."""
    home = tmp_path / "home"
    install(home, WORDS, now=NOW, cost=CHEAP)
    opened = open_installation(home, WORDS, who="Awa")
    draft = WorkshopDraft(
        Bilingual("le partage d’informations", "information-sharing"),
        *("Bamako", "ML", NOW.date(), datetime(2021, 10, 15, tzinfo=UTC).date()),
    )
    workshop = create_workshop(opened.db, opened.author, draft, now=NOW).subject
    path = write_protocol_list(tmp_path / "liste.xlsx")
    preview = importing.preview_list(opened.db, workshop, path)
    importing.import_list(opened.db, opened.author, workshop, preview, now=NOW)
    morning = workshops.sessions(opened.db, workshop)[0].id
    attending.open_session(opened.db, opened.author, morning, now=NOW)
    enrolling.write_card(opened.db, opened.key, tmp_path / "card")
    enrol(*hq, [tmp_path / "card"], tmp_path / "enrolment", now=NOW)
    follow(opened.db, opened.key, tmp_path / "enrolment", now=NOW)
    save(Settings(language="fr", workshop=workshop, session=morning), home)
    yield opened
    opened.close()


@pytest.fixture
def window(here, opened):
    window = opened(here, NOW, "fr")
    yield window
    window.close()


def type_(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.fixture
def workshop(here):
    return workshops.all_(here.db)[0].id


def roster(here, workshop):
    return registrations.roster(here.db, workshop)


def test_expected_people_come_by_letters_and_enter(window, here, workshop, qtbot):
    for letters in ("couli", "diallo", "samake"):
        type_(qtbot, letters)
        press(qtbot, Qt.Key.Key_Return)

    came = {line.person.name for line in roster(here, workshop) if line.registration.is_here}
    assert came == {"Aïssata DIALLO", "Mariam COULIBALY", "Tiémoko SAMAKÉ"}


def test_a_walk_in_is_undone_and_done_again(window, here, workshop, qtbot):
    type_(qtbot, "Souley Boubacar")
    press(qtbot, Qt.Key.Key_F4)
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_M)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    newcomer = roster(here, workshop)[24]
    assert newcomer.person.name == "Souley Boubacar"
    assert newcomer.registration.source is Source.WALK_IN
    press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(roster(here, workshop)) == 24
    press(qtbot, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert len(roster(here, workshop)) == 25


def test_the_signed_sheet_and_the_end_of_the_half_day(window, here, workshop, qtbot):
    for letters in ("couli", "diallo", "samake"):
        type_(qtbot, letters)
        press(qtbot, Qt.Key.Key_Return)
    diallo = next(line for line in roster(here, workshop) if "DIALLO" in line.person.name)

    press(qtbot, Qt.Key.Key_F5)
    window.page.sheet.line.setFocus()
    type_(qtbot, str(diallo.registration.number))
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_F11)

    whats = [known.what for known in attendance.standings(here.db, workshop).values()]
    assert (whats.count(What.PRESENT), whats.count(What.ABSENT)) == (2, 1)
    assert workshops.sessions(here.db, workshop)[0].state is SessionState.CLOSED


def test_what_the_window_sends_is_what_headquarters_counts(
    window, here, workshop, hq, ask, qtbot, tmp_path
):
    type_(qtbot, "diallo")
    press(qtbot, Qt.Key.Key_Return)
    window.go([place.name for place in window.places].index("exchange"))
    ask.files.append(tmp_path)

    with qtbot.waitSignal(window.page.desk.tasks.idle, timeout=20_000):
        window.page.send.send.click()

    assert ask.errors == []
    [bundle] = tmp_path.glob("*.emarge")
    merging.merge_bundle(hq[0], merging.preview_bundle(*hq, bundle), now=NOW)
    [merged] = workshops.all_(hq[0])
    found = reporting.figures(hq[0], merged).participants
    assert (found.total, found.women) == (1, 1)
    assert entries.state_digest(hq[0]) == entries.state_digest(here.db)
    assert checking.check(here.db, deep=True).is_good
