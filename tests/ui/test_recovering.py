"""The ways back, over services that answer by script."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.errors import (
    CopyDamaged,
    DatabaseDamaged,
    KeysDamaged,
    KeySlotDamaged,
    KeysMissing,
    KeysOfAnother,
    NothingToSalvage,
    NotInstalled,
    RegisterMissing,
    RegisterShortened,
    WrongPassphrase,
)
from app.services.care.copies import Copy, CopyPlace, CopyReason
from app.services.care.restoring import Examination
from app.services.care.salvaging import Lost, Salvaged
from app.store.copied import Contents
from tests.conftest import NOW
from ui.look import TextSize
from ui.models.recovery import RECOVERABLE, Returned
from ui.recovering import Recovering, Rescue

ROOM = (860, 560)
"""What the unlock window leaves in a content area of 1024 x 700."""

DAMAGED = DatabaseDamaged(path="emarge.db")
COPY = Copy(
    Path("/copies/000007-20211013-0815"),
    NOW - timedelta(minutes=16),
    CopyReason.TIMED,
    812,
    64,
    1,
    900_000,
    CopyPlace.HOME,
)
CONTENTS = Contents(812, 64, 1, "digest")


def saved(entries=815, lost=0):
    missing = (Lost("w", "2021-BKO-03", "d", "Niamey 2", lost),) if lost else ()
    return Salvaged(entries, 66, 1, missing, 0, (), bool(lost), None)


class FakeRescue:
    """What the services would answer; what was asked of them is remembered."""

    def __init__(self):
        self.found = Examination(DAMAGED, COPY, CONTENTS, 3)
        self.trial = saved()
        self.refusal = None
        self.taken = []

    @property
    def rescue(self):
        return Rescue(
            set_aside=Path("/register/set-aside"),
            examine=lambda _secret: self._answer(self.found),
            copies=lambda: [COPY],
            find=lambda _folder: [COPY],
            take_back=self._take_back,
            try_to_save=lambda _secret, _progress: self._answer(self.trial),
            save=lambda secret, _progress: self._take_back(secret, "saved"),
            open=lambda secret: self._take_back(secret, "opened"),
            put_keys_back=self._take_back,
        )

    def _take_back(self, secret, what):
        self.taken.append((secret, what))
        if self.refusal is not None:
            raise self.refusal
        return Returned("register", lambda: "Three are missing.")

    def _answer(self, answer):
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def fake():
    return FakeRescue()


@pytest.fixture
def recovering(fake, tasks, ask, look, language, clock, show):
    recovering = Recovering(fake.rescue, tasks, ask, look, language, clock)
    recovering.setParent(show(recovering.page, ROOM))  # as long-lived as what it leads through
    return recovering


@pytest.fixture
def begun(recovering, tasks, qtbot):
    def begun(error=DAMAGED):
        with qtbot.waitSignal(tasks.idle):
            recovering.begin("secret", error)
        qtbot.waitUntil(lambda: not tasks.is_busy)
        return recovering.page

    return begun


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def gives(page, way):
    return page.ways.offers[way].gives.text()


def test_two_keys_lead_to_an_open_register(begun, fake, recovering, qtbot):
    begun()
    press(qtbot, Qt.Key.Key_Return)
    with qtbot.waitSignal(recovering.opened) as opened:
        press(qtbot, Qt.Key.Key_Return)

    assert fake.taken == [("secret", COPY)]
    assert opened.args[0].installation == "register"


def test_each_way_says_what_it_gives(begun):
    page = begun()

    assert gives(page, "copy") == "64 people, 1 workshop · 3 actions fewer"
    assert gives(page, "salvage") == (
        "Advised, it holds more: 66 people · As far as is known, nothing is missing."
    )


def test_what_is_missing_is_counted_where_it_was_written(begun, fake):
    fake.trial = saved(810, lost=5)
    page = begun()

    assert gives(page, "salvage") == "66 people · 5 actions are missing (2021-BKO-03)."


def test_what_cannot_be_saved_is_not_offered(begun, fake):
    fake.trial = NothingToSalvage(path="/register")

    assert "salvage" not in begun().ways.offers


def test_arrows_go_from_way_to_way(begun, qtbot):
    page = begun()
    press(qtbot, Qt.Key.Key_Down)

    assert QApplication.focusWidget() is page.ways.offers["salvage"]


def test_salvage_is_shown_before_it_is_done(begun, fake, recovering, qtbot):
    page = begun()
    page.ways.offers["salvage"].click()
    assert page.currentWidget() is page.sure
    assert "set-aside" in page.sure.points.text
    with qtbot.waitSignal(recovering.opened):
        press(qtbot, Qt.Key.Key_Return)

    assert fake.taken == [("secret", "saved")]


def test_a_copy_of_the_list_says_what_it_lacks_itself(begun, tasks, qtbot):
    page = begun()
    with qtbot.waitSignal(tasks.idle):
        page.ways.offers["other"].click()
    press(qtbot, Qt.Key.Key_Return)

    assert "3 actions that were confirmed after it" in page.sure.points.text


def test_a_stick_can_be_looked_at(begun, ask, tasks, tmp_path, qtbot):
    page = begun()
    with qtbot.waitSignal(tasks.idle):
        page.ways.offers["other"].click()
    ask.files = [tmp_path]
    with qtbot.waitSignal(tasks.idle):
        page.copies.look_elsewhere.click()

    assert len(page.copies.list.rows.rows) == 1


def test_a_copy_that_is_not_good_leaves_the_other_ways(begun, fake, tasks, qtbot):
    fake.refusal = CopyDamaged(name="000007")
    page = begun()
    page.ways.offers["copy"].click()
    with qtbot.waitSignal(tasks.idle):
        page.sure.go.click()

    assert page.currentWidget() is page.ways
    assert page.ways.failed.text().startswith("▲ The copy “000007” is damaged")


KEYS_ALONE = Examination(KeysMissing(path="register"), None, None, None)


class TestKeys:
    @pytest.fixture(autouse=True)
    def _nothing_else(self, fake):
        fake.found, fake.trial = KEYS_ALONE, NothingToSalvage(path="/register")

    def test_file_that_the_passphrase_opens_is_put_back(
        self, begun, fake, ask, recovering, tmp_path, qtbot
    ):
        page = begun(KEYS_ALONE.fault)
        ask.files = [tmp_path / "keys.json"]
        with qtbot.waitSignal(recovering.opened):
            page.ways.offers["keys"].click()

        assert fake.taken == [("secret", tmp_path / "keys.json")]

    def test_file_of_another_day_is_asked_for_its_own(
        self, begun, fake, ask, recovering, tasks, tmp_path, qtbot
    ):
        page = begun(KEYS_ALONE.fault)
        ask.files, fake.refusal = [tmp_path / "keys.json"], WrongPassphrase()
        with qtbot.waitSignal(tasks.idle):
            page.ways.offers["keys"].click()
        assert page.currentWidget() is page.secret
        assert not page.secret.failed.text()
        with qtbot.waitSignal(tasks.idle):
            qtbot.keyClicks(QApplication.focusWidget(), "wrong\r")
        assert page.secret.failed.text().startswith("▲")
        fake.refusal = None
        with qtbot.waitSignal(recovering.opened):
            qtbot.keyClicks(QApplication.focusWidget(), "of that day\r")

        assert fake.taken[-1] == ("of that day", tmp_path / "keys.json")
        assert not page.secret.line.text

    def test_keys_of_another_register_leave_the_other_ways(
        self, begun, fake, ask, tasks, tmp_path, qtbot
    ):
        page = begun(KEYS_ALONE.fault)
        ask.files, fake.refusal = [tmp_path / "keys.json"], KeysOfAnother(name="keys.json")
        with qtbot.waitSignal(tasks.idle):
            page.ways.offers["keys"].click()

        assert page.currentWidget() is page.ways
        assert "another register" in page.ways.failed.text()

    def test_recovery_key_opens_where_the_passphrase_is_damaged(
        self, begun, fake, recovering, qtbot
    ):
        fake.found = Examination(KeySlotDamaged(path="keys.json"), None, None, None)
        page = begun(fake.found.fault)
        press(qtbot, Qt.Key.Key_Return)
        assert page.currentWidget() is page.secret
        with qtbot.waitSignal(recovering.opened):
            qtbot.keyClicks(QApplication.focusWidget(), "ABCDE\r")

        assert fake.taken == [("ABCDE", "opened")]

    def test_damaged_register_is_not_asked_for_keys(self, begun, fake):
        fake.found = Examination(DAMAGED, None, None, None)

        assert "keys" not in begun().ways.offers

    def test_escape_forgets_what_was_typed(self, begun, fake, qtbot):
        fake.found = Examination(KeySlotDamaged(path="keys.json"), None, None, None)
        page = begun(fake.found.fault)
        press(qtbot, Qt.Key.Key_Return)
        qtbot.keyClicks(QApplication.focusWidget(), "ABCDE")
        press(qtbot, Qt.Key.Key_Escape)

        assert page.currentWidget() is page.ways
        assert not page.secret.line.text


def test_a_passphrase_that_opens_nothing_goes_back_to_the_field(recovering, fake, qtbot):
    fake.found = WrongPassphrase()
    with qtbot.waitSignal(recovering.refused):
        recovering.begin("secret", DAMAGED)


def test_escape_leaves_everything_as_it_is(begun, fake, qtbot):
    page = begun()
    page.ways.offers["copy"].click()
    press(qtbot, Qt.Key.Key_Escape)

    assert page.currentWidget() is page.ways
    assert fake.taken == []


@pytest.mark.parametrize(
    "error",
    [
        DAMAGED,
        RegisterShortened(path="emarge.db", n=3),
        RegisterMissing(path="emarge.db"),
        KeysMissing(path="register"),
        KeysDamaged(path="keys.json"),
        KeySlotDamaged(path="keys.json"),
        NotInstalled(),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("size", list(TextSize))
def test_every_trouble_is_read_in_the_smallest_window(
    begun, fake, look, language, error, code, size, qtbot
):
    language.speak(code)
    look.choose(size)
    fake.found = Examination(error, COPY, CONTENTS, 3)
    page = begun(error)
    last = page.ways.offers["headquarters"]

    assert isinstance(error, RECOVERABLE)
    qtbot.waitUntil(lambda: last.height() >= last.heightForWidth(last.width()))
    least = page.minimumSizeHint()
    assert (least.width() <= ROOM[0], least.height() <= ROOM[1]) == (True, True)
    for label in (page.ways.title, page.ways.happened, page.ways.safe):
        assert label.text()
