import gc
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from app.i18n import _
from app.paths import KEYS
from app.services.care.installation import install, is_installed
from app.services.people.attending import open_session
from app.settings import Settings, load, save
from app.store import vault, workshops
from tests.conftest import NOW
from ui.application import Program, local_time
from ui.opening import where_we_were
from ui.preferences import Preferences

PASSPHRASE = "cheval vert matin"
LAZY = [
    "babel",
    "cryptography",
    "minisign",
    "msgspec",
    "openpyxl",
    "phonenumbers",
    "pypdfium2",
    "pyrage",
    "python_calamine",
    "rapidfuzz",
    "reportlab",
    "sqlcipher3",
    "sqlite_utils",
    "xlsxwriter",
    "zxingcpp",
]
AT_FIRST_PAINT = """
import gc
import os
import sys
from importlib import import_module
from ui import application

class Watched(application.Program):
    def start(self):
        self.unlock.seen.connect(self.tell)
        super().start()

    def tell(self):
        print(self.unlock.form.secret.isEnabled(), *sys.modules, flush=True)
        os._exit(0)

application.Program = Watched
import_module(sys.argv.pop()).main()
"""
"""Through a door of the program, until the unlock field is painted."""


@pytest.fixture
def recovery(tmp_path):
    return install(tmp_path, PASSPHRASE, now=NOW)


@pytest.fixture
def home(tmp_path, recovery):
    return tmp_path


@pytest.fixture
def program(qtbot, home, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    gc.collect()  # widgets that other tests left must not end in a worker's thread
    save(Settings(language="en"), home)
    program = Program(home, lambda: NOW)
    yield program
    program.language.speak("en")
    if program.window is not None:
        program.window.close()
    program.close()


def opens(program, secret, qtbot):
    program.unlock.form.secret.line.setText(secret)
    with qtbot.waitSignal(program.unlock.opened, timeout=20_000):
        program.unlock.form.go.click()
    qtbot.waitUntil(lambda: program.window is not None and program.window.isVisible())


@pytest.mark.parametrize("door", ["app.__main__", "ui.__main__"])
def test_nothing_heavy_is_imported_before_the_field_can_be_used(tmp_path, door):
    (tmp_path / KEYS).touch()
    done = subprocess.run(
        [sys.executable, "-c", AT_FIRST_PAINT, door],
        env=os.environ | {"EMARGE_HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    usable, *modules = done.stdout.split()

    assert usable == "True"
    assert {name for name in modules if name.split(".")[0] in LAZY} == set()


def test_an_installation_is_told_from_an_empty_folder(home, tmp_path_factory):
    assert is_installed(home)
    assert not is_installed(tmp_path_factory.mktemp("empty"))


def test_passphrase_opens_the_window_and_closes_the_lock(program, qtbot):
    program.start()
    opens(program, PASSPHRASE, qtbot)

    assert not program.unlock.isVisible()
    assert program.window.page.no_workshop.isVisible()
    program.window.status.buttons["fr"].click()
    qtbot.waitUntil(lambda: program.window.status.help.text() == "Aide")
    assert load(program.window.page.desk.home).language == "fr"


def test_recovery_key_opens_and_a_new_passphrase_is_offered_at_once(program, recovery, qtbot):
    program.start()
    opens(program, recovery, qtbot)

    form = program.window.passphrase.form
    assert form.isVisible()
    for line in (form.lines.first, form.lines.again):
        line.line.setText("le fleuve est haut")
    with qtbot.waitSignal(program.tasks.idle, timeout=20_000):
        form.save.click()
    assert not vault.unlock(
        program.window.page.desk.home / KEYS, "le fleuve est haut"
    ).by_recovery_key


def test_settings_that_could_not_be_read_are_told_and_begin_anew(home, monkeypatch, qtbot):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    (home / "settings.json").write_text("{", "utf-8")
    program = Program(home, lambda: NOW)
    program.start()
    opens(program, PASSPHRASE, qtbot)
    told = _("The settings of this computer could not be read: they begin anew. No list changed.")

    assert program.window.last_action.words.text() == told
    assert program.preferences.settings.language == "fr"
    program.language.speak("en")
    program.window.close()
    program.close()


def test_empty_folder_starts_with_choosing_a_passphrase(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program = Program(tmp_path, lambda: NOW)
    program.start()

    assert program.unlock.stages.currentWidget() is program.unlock.first
    program.unlock.close()
    program.close()
    program.language.speak("en")


def test_clock_knows_its_zone():
    assert local_time().tzinfo is not None
    assert abs(local_time() - datetime.now(UTC)).total_seconds() < 5


class TestWhereWeWere:
    @pytest.fixture
    def preferences(self, qapp, tmp_path):
        return Preferences(tmp_path)

    def test_nowhere_without_a_workshop(self, db, preferences):
        assert where_we_were(db, preferences) == ("", "")

    def test_the_latest_workshop_and_the_half_day_under_way(
        self, db, author, workshop_id, preferences
    ):
        second = workshops.sessions(db, workshop_id)[1].id
        open_session(db, author, second, now=NOW)

        assert where_we_were(db, preferences) == (workshop_id, second)

    def test_where_the_window_was_closed(self, db, workshop_id, preferences):
        third = workshops.sessions(db, workshop_id)[2].id
        preferences.change(workshop=workshop_id, session=third)

        assert where_we_were(db, preferences) == (workshop_id, third)

    def test_a_workshop_that_is_gone_is_not_opened(self, db, workshop_id, preferences):
        preferences.change(workshop="gone", session="gone")

        assert where_we_were(db, preferences) == (workshop_id, "")
