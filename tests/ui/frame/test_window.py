from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.outcome import Outcome, Topic
from app.domain.people import Sex
from app.domain.registration import Status
from app.domain.workshop import SessionState
from app.errors import WrongPassphrase
from app.i18n import N_
from app.services.people.registering import register
from app.store import registrations, workshops
from tests.ui.conftest import PAGE
from ui.frame.busy import BAR_AFTER_MS
from ui.frame.navigation import Place
from ui.pages.page import Page
from ui.places import PLACES
from ui.window import SMALLEST, Window


class OtherPage(Page):
    """Counts how often it was asked to show itself anew."""

    topics = frozenset({Topic.CERTIFICATES})
    help_text = N_("Sex")
    built = 0

    def __init__(self, desk, parent=None):
        super().__init__(desk, parent)
        OtherPage.built += 1
        self.reloads = 0

    def reload(self):
        self.reloads += 1


@pytest.fixture
def secrets():
    """What was typed at the lock; "right" opens it, and "recovery", the key on paper."""
    return []


@pytest.fixture
def window(desk, show, secrets, language):
    def check(secret):
        secrets.append(secret)
        if secret not in ("right", "recovery"):
            raise WrongPassphrase
        return secret == "recovery"

    OtherPage.built = 0
    places = (*PLACES[:1], Place("other", N_("Rank"), OtherPage, "F8", is_below=True))
    desk.preferences.changed.connect(lambda settings: language.speak(settings.language))
    desk.preferences.change(language="en")
    return show(Window(desk, places, check))


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


class TestPages:
    def test_a_page_is_built_when_first_asked_for(self, window, qtbot):
        assert OtherPage.built == 0
        press(qtbot, window, Qt.Key.Key_F8)
        press(qtbot, window, Qt.Key.Key_F3)
        press(qtbot, window, Qt.Key.Key_F8)

        assert OtherPage.built == 1
        assert isinstance(window.page, OtherPage)
        assert window.navigation.buttons[1].isChecked()

    def test_f3_comes_back_to_the_search_line(self, window, qtbot):
        press(qtbot, window, Qt.Key.Key_F8)
        press(qtbot, window, Qt.Key.Key_F3)

        assert QApplication.focusWidget() is window.page.finder.search

    def test_pages_follow_each_other(self, window, qtbot):
        control = Qt.KeyboardModifier.ControlModifier
        press(qtbot, window, Qt.Key.Key_PageDown, control)
        assert isinstance(window.page, OtherPage)
        press(qtbot, window, Qt.Key.Key_PageDown, control)
        assert window.navigation_index == 0
        press(qtbot, window, Qt.Key.Key_PageUp, control)

        assert window.navigation_index == 1

    def test_a_page_may_ask_for_another_by_name(self, window, desk):
        desk.notices.wanted.emit("other")

        assert isinstance(window.page, OtherPage)

    def test_unknown_name_changes_nothing(self, window, desk):
        desk.notices.wanted.emit("nowhere")

        assert window.navigation_index == 0

    def test_hidden_page_reloads_when_it_is_shown_next(self, window, desk):
        window.go(1)
        page = window.page
        before = page.reloads
        window.go(0)
        for _time in range(3):
            desk.notices.posted.emit(Outcome(frozenset({Topic.CERTIFICATES})))

        assert page.reloads == before
        window.go(1)
        assert page.reloads == before + 1

    def test_page_does_not_reload_for_what_it_does_not_show(self, window, desk):
        window.go(1)
        before = window.page.reloads
        desk.notices.posted.emit(Outcome(frozenset({Topic.ATTENDANCE})))

        assert window.page.reloads == before

    def test_f1_helps_about_the_page(self, window, ask, qtbot):
        press(qtbot, window, Qt.Key.Key_F1)

        assert "F4 adds somebody" in ask.told[0]


class TestHeader:
    def test_title_never_names_the_workshop(self, window):
        assert window.windowTitle() == "Émarge"

    def test_f9_opens_the_half_day_by_hand(self, window, db, desk, qtbot):
        press(qtbot, window, Qt.Key.Key_F9)
        first = window.header.menu.actions()[0]
        assert first.text() == "Wednesday 13 · morning · to come"
        first.trigger()
        window.header.menu.close()

        session = workshops.session(db, desk.current.session)
        assert session.state is SessionState.OPEN
        assert window.header.half_day.text() == "Wednesday 13 · morning · under way"

    def test_choosing_an_open_half_day_writes_nothing(self, under_way, window, desk, qtbot):
        press(qtbot, window, Qt.Key.Key_F9)
        with qtbot.assertNotEmitted(desk.notices.posted):
            window.header.menu.actions()[0].trigger()
        window.header.menu.close()

    def test_header_is_in_the_language_of_the_window(self, window, qtbot):
        window.status.buttons["fr"].click()

        qtbot.waitUntil(lambda: window.header.heading.text() == "Le partage d’informations")
        assert "du 13 au 15 octobre 2021" in window.header.under.text().replace("\u00a0", " ")


class TestUndo:
    @pytest.fixture
    def salif(self, invite):
        return invite("Salif KONÉ", Sex.MALE)

    def status(self, db, registration):
        return registrations.line(db, registration).registration.status

    def test_ctrl_z_takes_the_arrival_back_and_ctrl_y_repeats_it(self, salif, window, db, qtbot):
        qtbot.keyClicks(window.page.finder.search, "salif")
        press(qtbot, window, Qt.Key.Key_Return)
        assert window.last_action.words.text() == "Arrival registered: \u2068Salif KONÉ\u2069"
        press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

        assert self.status(db, salif) is Status.INVITED
        assert window.last_action.words.text() == "Undone: \u2068Salif KONÉ\u2069"
        assert window.page.side.board.here.text() == "0"

        press(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert self.status(db, salif) is Status.REGISTERED

    def test_nothing_to_redo_is_said_not_asked(self, salif, window, ask, qtbot):
        press(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)

        assert ask.errors == []
        assert window.last_action.words.text() != ""

    def test_everything_undone_leaves_an_empty_journal_of_acts(self, salif, window, qtbot):
        for _time in range(5):
            press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

        assert not window.last_action.undo_key.isVisible() or window.last_action.words.text()


class TestStatusLine:
    def test_says_when_it_was_saved_and_how_many_are_here(
        self, window, invite, db, author, desk, clock
    ):
        salif = invite("Salif KONÉ", Sex.MALE)
        clock.move_on(10)
        desk.notices.posted.emit(register(db, author, salif, now=clock()))

        assert window.status.saved.text() == "● Saved at 08:41"
        assert window.status.counts.text() == "1 of 1 – F 0 / M 1"

    def test_language_of_everything_is_one_click_away(self, window, desk, qtbot):
        window.status.buttons["fr"].click()

        qtbot.waitUntil(lambda: window.status.lock.text() == "Verrouiller")
        assert desk.preferences.settings.language == "fr"
        assert window.navigation.buttons[0].text() == "Accueil"


class TestClock:
    def test_wrong_clock_is_said_and_stops_nothing(self, desk, clock, invite, window, db, qtbot):
        salif = invite("Salif KONÉ", Sex.MALE)
        clock.now = datetime(2010, 1, 1, 7, 45, tzinfo=UTC)
        desk.notices.posted.emit(Outcome())
        assert "1 January 2010" in window.bulletin.words.text().replace("\u00a0", " ")
        assert window.bulletin.isVisible()
        qtbot.keyClicks(window.page.finder.search, "salif")
        press(qtbot, window, Qt.Key.Key_Return)

        assert registrations.line(db, salif).registration.is_here

    def test_right_clock_says_nothing(self, window):
        assert not window.bulletin.isVisible()


class TestLock:
    def test_f12_hides_everything_until_the_passphrase(self, window, invite, secrets, tasks, qtbot):
        press(qtbot, window, Qt.Key.Key_F12)
        assert window.lock_screen.isVisible()
        assert not window.frame.isVisible()
        for word, is_locked in (("wrong", True), ("right", False)):
            window.lock_screen.form.secret.line.setText(word)
            with qtbot.waitSignal(tasks.idle):
                press(qtbot, window, Qt.Key.Key_Return)
            assert window.lock_screen.isVisible() is is_locked

        assert secrets == ["wrong", "right"]
        assert window.lock_screen.form.secret.text == ""
        assert QApplication.focusWidget() is window.page.finder.search

    @pytest.mark.parametrize(("typed", "is_offered"), [("recovery", True), ("right", False)])
    def test_recovery_key_offers_a_new_passphrase(self, window, tasks, qtbot, typed, is_offered):
        window.lock()
        window.lock_screen.form.secret.line.setText(typed)
        with qtbot.waitSignal(tasks.idle):
            press(qtbot, window, Qt.Key.Key_Return)

        form = window.passphrase.form
        assert (form is not None) is is_offered
        if form is not None:
            assert form.isVisible()
            assert not form.present.isVisible()

    def test_page_catches_up_with_what_changed_behind_the_lock(
        self, window, language, tasks, qtbot
    ):
        window.lock()
        language.speak("fr")
        window.lock_screen.form.secret.line.setText("right")
        with qtbot.waitSignal(tasks.idle):
            press(qtbot, window, Qt.Key.Key_Return)

        assert window.page.side.board.of.text() == "sur 0 attendu"

    def test_wrong_passphrase_is_a_calm_sentence(self, window, tasks, qtbot):
        window.lock()
        window.lock_screen.form.secret.line.setText("wrong")
        with qtbot.waitSignal(tasks.idle):
            press(qtbot, window, Qt.Key.Key_Return)

        assert "not the right one" in window.lock_screen.form.words.text()

    @pytest.mark.parametrize(
        "key", [Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F8, Qt.Key.Key_F9], ids=str
    )
    def test_locked_window_hears_no_key(self, window, ask, qtbot, key):
        window.lock()
        press(qtbot, window, key)

        assert window.lock_screen.isVisible()
        assert ask.told == []
        assert not window.header.menu.isVisible()

    def test_locked_window_undoes_nothing(self, window, invite, desk, qtbot):
        invite("Salif KONÉ", Sex.MALE)
        window.lock()
        with qtbot.assertNotEmitted(desk.notices.posted):
            press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


class TestBusy:
    def test_long_work_shows_a_bar_and_can_be_stopped(self, window, desk, tasks, qtbot):
        ended, told = [], []
        desk.notices.told.connect(told.append)

        def endless(progress):
            step = 0
            while True:
                step = min(step + 1, 99)
                progress(step, 100)

        tasks.run(endless, done=ended.append, failed=ended.append)
        qtbot.waitUntil(window.busy.isVisible, timeout=BAR_AFTER_MS + 2000)
        assert window.busy.bar.accessibleName() == "Work is in progress"
        assert QApplication.overrideCursor() is not None
        with qtbot.waitSignal(tasks.idle):
            window.busy.stop.click()

        assert (ended, told) == ([], ["Stopped."])
        assert not window.busy.isVisible()
        assert QApplication.overrideCursor() is None

    def test_short_work_never_flickers(self, window, tasks, qtbot):
        with qtbot.waitSignal(tasks.idle):
            tasks.run(lambda _progress: None, done=id, failed=id)

        assert not window.busy.isVisible()
        assert QApplication.overrideCursor() is None


class TestRoom:
    @pytest.mark.parametrize("code", ["fr", "en"])
    def test_fits_the_smallest_screen(self, window, desk, code, qtbot):
        desk.preferences.change(language=code)
        qtbot.waitUntil(lambda: window.status.help.text() == {"fr": "Aide", "en": "Help"}[code])

        window.setFixedSize(*SMALLEST)
        qtbot.waitUntil(lambda: window.size().toTuple() == SMALLEST)
        left = window.pages.size()
        assert (left.width() >= PAGE[0], left.height() >= PAGE[1]) == (True, True)

    def test_closing_waits_for_the_worker(self, window, tasks, qtbot):
        ended = []
        tasks.run(partial(_touch, ended), done=id, failed=id)
        window.close()

        assert ended == [True]


def _touch(ended, _progress):
    ended.append(True)


def test_window_is_large_at_first_and_then_where_it_was_left(window, desk):
    assert not (desk.home / "window.ini").exists()
    window.show_where_it_was()
    assert window.isMaximized()
    window.showNormal()
    window.close()
    window.show_where_it_was()

    assert not window.isMaximized()
