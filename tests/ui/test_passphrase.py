"""The passphrase is changed from the window, over a real key file."""

import pytest

from app.paths import KEYS
from app.store import vault
from app.store.key_file import Cost
from ui.passphrase import PassphraseChanging
from ui.widgets.label import Label

OLD, NEW = "cheval vert matin", "le fleuve est haut"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def recovery(desk):
    _key, recovery = vault.create(desk.home / KEYS, OLD, CHEAP)
    return recovery


@pytest.fixture
def changing(desk, recovery, show):
    return PassphraseChanging(desk, show(Label()))


@pytest.fixture
def told(desk):
    heard = []
    desk.notices.told.connect(heard.append)
    return heard


def fill(form, new, present=OLD):
    form.present.line.setText(present)
    for line in (form.lines.first, form.lines.again):
        line.line.setText(new)
    form.save.click()


def test_it_is_changed_in_the_background_and_told(changing, desk, tasks, told, recovery, qtbot):
    changing.begin()
    with qtbot.waitSignal(tasks.idle):
        fill(changing.form, NEW)
        assert changing.form.busy.isVisible()

    assert changing.form is None
    assert told == ["The passphrase is changed. The recovery key on paper opens as before."]
    assert vault.unlock(desk.home / KEYS, NEW).key == vault.unlock(desk.home / KEYS, recovery).key


def test_recovery_key_that_opened_sets_a_new_one(changing, desk, tasks, recovery, qtbot):
    changing.begin(recovery)
    with qtbot.waitSignal(tasks.idle):
        fill(changing.form, NEW, present="")

    assert not vault.unlock(desk.home / KEYS, NEW).by_recovery_key


@pytest.mark.parametrize(
    ("new", "present", "said"),
    [
        pytest.param(NEW, "cheval", "Neither the present passphrase", id="wrong old one"),
        pytest.param("demo", OLD, "12 characters", id="weak new one"),
    ],
)
def test_refusal_is_said_in_the_form(changing, desk, tasks, told, qtbot, new, present, said):
    before = (desk.home / KEYS).read_bytes()
    changing.begin()
    with qtbot.waitSignal(tasks.idle):
        fill(changing.form, new, present)

    assert said in changing.form.words.text()
    assert told == []
    assert (desk.home / KEYS).read_bytes() == before


def test_one_form_at_a_time(changing):
    changing.begin()
    first = changing.form

    changing.begin()

    assert changing.form is first
