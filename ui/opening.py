"""From an open register to a window: everything that the unlock field does not need."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from app.i18n import _
from app.paths import KEYS
from app.services.care.installation import Installation
from app.store import vault, workshops
from app.store.database import Database
from ui.ask import Ask
from ui.current import Current
from ui.desk import Desk
from ui.keeping import Keeper
from ui.language import Language
from ui.look import Look, load_fonts
from ui.notices import Notices
from ui.places import PLACES
from ui.preferences import Preferences
from ui.safekeeping import care_of
from ui.tasks import Tasks
from ui.window import Window
from ui.words.sessions import under_way


def open_window(
    installation: Installation,
    *,
    tasks: Tasks,
    ask: Ask,
    look: Look,
    language: Language,
    preferences: Preferences,
    clock: Callable[[], datetime],
) -> Window:
    """The window over `installation`, at the workshop that was last worked in."""
    load_fonts()
    look.apply()
    current = Current(*where_we_were(installation.db, preferences))
    current.changed.connect(partial(_remember, current, preferences))
    notices = Notices()
    keeper = Keeper(care_of(installation, clock), tasks, notices, clock)
    desk = Desk(
        db=installation.db,
        author=installation.author,
        key=installation.key,
        home=installation.home,
        current=current,
        notices=notices,
        tasks=tasks,
        keeper=keeper,
        ask=ask,
        look=look,
        language=language,
        preferences=preferences,
        clock=clock,
    )
    check = partial(_check, installation)
    window = Window(desk, PLACES, check)
    keeper.setParent(window)  # its timers end in this thread, with the window
    ask.stand_over(window, window.halt)
    window.watch.tell_of_opening(installation.notices)
    keeper.start()
    if preferences.settings.was_damaged:
        desk.notices.told.emit(
            _("The settings of this computer could not be read: they begin anew. No list changed.")
        )
    return window


def where_we_were(db: Database, preferences: Preferences) -> tuple[str, str]:
    """The ids of the workshop and half-day to start with; empty where there is none.

    The last ones if they are still here, else the latest workshop and the half-day under way.
    """
    known = [workshop.id for workshop in workshops.all_(db)]
    if not known:
        return "", ""
    last = preferences.settings
    workshop = last.workshop if last.workshop in known else known[0]
    sessions = workshops.sessions(db, workshop)
    if last.session in {session.id for session in sessions}:
        return workshop, last.session
    return workshop, under_way(sessions)


def _remember(current: Current, preferences: Preferences) -> None:
    preferences.change(workshop=current.workshop, session=current.session)


def _check(installation: Installation, secret: str) -> bool:
    return vault.unlock(installation.home / KEYS, secret).by_recovery_key
