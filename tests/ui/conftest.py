"""A desk to put pages on."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.exchange.keys import new_device_key
from app.services.people.attending import open_session
from app.services.people.drafts import PersonDraft
from app.services.people.registering import expect
from app.store import workshops
from tests.conftest import NOW
from tests.fakes import FakeAsk, FakeCare
from ui.current import Current
from ui.desk import Desk
from ui.keeping import Keeper
from ui.language import Language
from ui.look import Look, Theme
from ui.notices import Notices
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.window import SMALLEST

PAGE = (802, 507)
"""Pixels that the frame leaves to a page in the smallest window (`ui.window.SMALLEST`).

`test_window` measures it: a frame that takes more must give it back.
"""


class Clock:
    """Half past eight on Wednesday, and a minute later each time that it is moved on."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def move_on(self, minutes=1):
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ask():
    return FakeAsk()


@pytest.fixture
def look(qapp):
    look = Look(theme=Theme.LIGHT)
    look.apply()
    yield look
    qapp.setStyleSheet("")


@pytest.fixture
def language(qapp):
    """Switch with `language.speak("fr")`; every test ends in English."""
    language = Language("en")
    yield language
    language.speak("en")


@pytest.fixture
def current(workshop_id):
    """The workshop, and no half-day yet."""
    return Current(workshop_id)


@pytest.fixture
def under_way(db, author, current):
    """The first half-day, opened and chosen; its id."""
    session = workshops.sessions(db, current.workshop)[0].id
    open_session(db, author, session, now=NOW)
    current.choose_session(session)
    return session


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def care():
    """What the services would do to keep the register safe; look at what was asked of it."""
    return FakeCare()


@pytest.fixture
def keeper(care, tasks, notices, clock):
    keeper = Keeper(care.care, tasks, notices, clock)
    yield keeper
    keeper.rest()


@pytest.fixture
def notices(qapp):
    return Notices()


@pytest.fixture
def desk(db, author, ask, current, tasks, notices, keeper, look, language, clock, tmp_path):
    """Everything that a page is given, over a register in memory."""
    return Desk(
        db=db,
        author=author,
        key=new_device_key(),
        home=tmp_path,
        current=current,
        notices=notices,
        tasks=tasks,
        keeper=keeper,
        ask=ask,
        look=look,
        language=language,
        preferences=Preferences(tmp_path),
        clock=clock,
    )


@pytest.fixture
def invite(db, author, workshop_id) -> Callable[..., str]:
    """Put somebody on the list: `invite("Aminata KONATÉ", Sex.FEMALE)` gives the registration."""

    def invite(name, sex=None, organisation="", **fields):
        draft = PersonDraft(name, sex, organisation, **fields)
        return expect(db, author, workshop_id, draft, now=NOW).subject

    return invite


@pytest.fixture
def show(qtbot, db) -> Iterator[Callable[..., QWidget]]:
    """Show a widget as a window of a size and wait until it is on screen.

    It is gone before the register is closed, so that no timer of it meets a closed one.
    """
    shown: list[QWidget] = []

    def show(widget, size=SMALLEST):
        shown.append(widget)
        widget.resize(*size)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
        return widget

    yield show
    for widget in shown:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
