"""Damage at start, through the real window: two clicks lead back to a desk."""

import gc
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.paths import COPIES, KEYS, REGISTER, SECOND_KEYS, SET_ASIDE
from app.services.care.copies import CopyReason, copies
from app.services.care.installation import install, open_installation
from app.services.people.attending import open_session
from app.services.people.drafts import PersonDraft
from app.services.people.registering import expect
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.settings import Settings, save
from app.store import registrations, workshops
from app.store.key_file import Cost
from tests.fakes import FakeAsk
from ui.application import Program

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
WORDS = "quatre mots pour un essai"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PEOPLE = ("Aïssata DIALLO", "Mariam COULIBALY", "Tiémoko SAMAKÉ", "Salif KONÉ")


@pytest.fixture
def home(tmp_path):
    """A workshop with four people expected, the first half-day open."""
    home = tmp_path / "home"
    install(home, WORDS, now=NOW, cost=CHEAP)
    here = open_installation(home, WORDS, who="Awa")
    draft = WorkshopDraft(
        Bilingual("le partage d’informations", "information-sharing"),
        *("Bamako", "ML", NOW.date(), NOW.date()),
    )
    workshop = create_workshop(here.db, here.author, draft, now=NOW).subject
    for name in PEOPLE:
        expect(here.db, here.author, workshop, PersonDraft(name, Sex.FEMALE, "Justice"), now=NOW)
    morning = workshops.sessions(here.db, workshop)[0].id
    open_session(here.db, here.author, morning, now=NOW)
    save(Settings(language="fr", workshop=workshop, session=morning), home)
    here.close()
    return home


@pytest.fixture
def start(qtbot, home):
    """Start the program, as often as asked; what is open at the end is closed."""
    gc.collect()  # widgets that other tests left must not end in a worker's thread
    programs = []

    def start():
        program = Program(home, lambda: NOW, FakeAsk())
        programs.append(program)
        program.unlock.show()  # not start(): an unexpected error fails the test
        qtbot.waitUntil(program.unlock.isActiveWindow)
        return program

    yield start
    for program in programs:
        end(program)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    programs[-1].language.speak("en")


def end(program):
    """Close the window, as a person does; ending again changes nothing."""
    take_down(program)
    program.close()
    assert program.ask.told == [], program.ask.told


def crash(program):
    """The power goes: nothing is copied, nothing said."""
    take_down(program)
    program._installation.close()
    program._installation = None


def take_down(program):
    for name in ("window", "unlock"):
        widget = getattr(program, name)
        if widget is not None:
            widget.close()
            widget.deleteLater()
            setattr(program, name, None)


def enter(program, qtbot):
    qtbot.keyClicks(program.unlock.form.secret.line, WORDS)
    qtbot.keyClick(program.unlock.form.secret.line, Qt.Key.Key_Return)


def at_desk(program, qtbot):
    qtbot.waitUntil(
        lambda: program.window is not None and program.window.isVisible(), timeout=60_000
    )
    return program.window


def at_ways(program, qtbot):
    unlock = program.unlock
    qtbot.waitUntil(lambda: unlock.stages.currentWidget() is not unlock.form, timeout=60_000)
    page = unlock.recovering.page
    qtbot.waitUntil(lambda: page.currentWidget() is page.ways, timeout=60_000)
    return page


def register(window, qtbot, *letters):
    for some in letters:
        qtbot.keyClicks(window.page.finder.search, some)
        qtbot.keyClick(window.page.finder.search, Qt.Key.Key_Return)


def here_now(window):
    desk = window.page.desk
    lines = registrations.roster(desk.db, desk.current.workshop)
    return {line.person.name for line in lines if line.registration.is_here}


def damage(path):
    """One bit, as an old disk does it."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_two_clicks_lead_from_a_damaged_register_to_the_people_of_the_copy(start, home, qtbot):
    program = start()
    enter(program, qtbot)
    register(at_desk(program, qtbot), qtbot, "diallo", "couli")
    end(program)  # the copy of closing
    program = start()
    enter(program, qtbot)
    register(at_desk(program, qtbot), qtbot, "samake")
    crash(program)
    damage(home / REGISTER)

    program = start()
    enter(program, qtbot)
    page = at_ways(program, qtbot)
    assert "2 personnes" not in page.ways.title.text()
    qtbot.mouseClick(page.ways.offers["copy"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sure.go, Qt.MouseButton.LeftButton)

    window = at_desk(program, qtbot)
    assert here_now(window) == {"Aïssata DIALLO", "Mariam COULIBALY"}
    assert "Le siège doit accepter" in window.bulletin.words.text()
    assert any((home / SET_ASIDE).iterdir())


def test_closing_leaves_a_copy_behind(start, home, qtbot):
    program = start()
    enter(program, qtbot)
    register(at_desk(program, qtbot), qtbot, "diallo")
    end(program)

    assert [copy.reason for copy in copies(home)] == [CopyReason.CLOSING]


def test_a_half_day_that_is_closed_lies_in_a_copy(start, home, qtbot):
    program = start()
    enter(program, qtbot)
    window = at_desk(program, qtbot)
    register(window, qtbot, "diallo")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    with qtbot.waitSignal(window.keeper.copying.copied, timeout=60_000):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F11)

    assert [copy.reason for copy in copies(home)] == [CopyReason.SESSION]


@pytest.mark.parametrize("gone", [(REGISTER,), (REGISTER, KEYS, SECOND_KEYS)])
def test_missing_files_are_never_a_first_start(start, home, gone, qtbot):
    program = start()
    enter(program, qtbot)
    register(at_desk(program, qtbot), qtbot, "diallo")
    end(program)
    for name in gone:
        (home / name).unlink(missing_ok=True)

    program = start()
    assert program.unlock.stages.currentWidget() is program.unlock.form
    enter(program, qtbot)
    page = at_ways(program, qtbot)
    qtbot.keyClick(page.ways.offers["copy"], Qt.Key.Key_Return)
    qtbot.keyClick(page.sure.go, Qt.Key.Key_Return)

    assert here_now(at_desk(program, qtbot)) == {"Aïssata DIALLO"}
    assert (home / COPIES).is_dir()


def test_a_copy_is_taken_back_from_its_page(start, home, qtbot):
    program = start()
    enter(program, qtbot)
    register(at_desk(program, qtbot), qtbot, "diallo")
    end(program)
    program = start()
    enter(program, qtbot)
    window = at_desk(program, qtbot)
    register(window, qtbot, "couli")
    window.go([place.name for place in window.places].index("copies"))
    qtbot.waitUntil(lambda: window.page.chosen is not None)
    qtbot.keyClick(window.page.list, Qt.Key.Key_Return)
    qtbot.keyClick(window.page.sure.go, Qt.Key.Key_Return)

    qtbot.waitUntil(program.unlock.isVisible)
    assert not window.isVisible()
    assert "met la copie" in program.unlock.promise.text()
    enter(program, qtbot)
    assert here_now(at_desk(program, qtbot)) == {"Aïssata DIALLO"}
    assert [copy.reason for copy in copies(home)] == [CopyReason.CLOSING] * 2
