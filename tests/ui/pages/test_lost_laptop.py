"""A register is handed back from headquarters' window."""

import pytest
from PySide6.QtCore import Qt

from app.errors import NothingToHandBack
from app.exchange.keys import fingerprint
from app.services.examples.rehearsal import rehearse
from app.services.travelling import enrolling, headquarters
from app.services.travelling.receiving import receive_all
from app.store import entries, local
from tests.conftest import NOW
from tests.enrolment import enrol, follow
from ui.pages.lost_laptop import LostLaptop

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lost(desk, laptop, tmp_path):
    """Niamey 2, of which this headquarters has a whole workshop."""
    made = laptop("Niamey 2")
    headquarters.make_headquarters(desk.db)
    enrol(desk.db, desk.key, [made.card()], tmp_path / "all", now=NOW)
    follow(made.db, made.key, tmp_path / "all", now=NOW)
    made.workshop = rehearse(made.db, made.author, made.key.sign_raw, "niamey-2017")
    receive_all(desk.db, desk.key, [made.sends(made.workshop)], now=NOW)
    return made


@pytest.fixture
def new(laptop, lost):
    return laptop("Niamey 7")


@pytest.fixture
def button(show, desk, lost):
    return show(LostLaptop(desk), (300, 60))


def begin(qtbot, button, ask, *files):
    ask.files = list(files)
    qtbot.mouseClick(button, LEFT)


def test_new_laptop_goes_on_with_what_arrived(button, new, lost, desk, ask, tmp_path, qtbot):
    begin(qtbot, button, ask, new.card(), tmp_path / "back.enrolment")
    qtbot.keyClicks(button.form.digits.line, fingerprint(new.key.public_key))

    qtbot.mouseClick(button.form.save, LEFT)
    qtbot.waitUntil(lambda: bool(ask.told))

    assert "2017-NIM-01" in ask.told[0]
    assert headquarters.digits(desk.db, desk.key) in ask.told[0]
    follow(new.db, new.key, tmp_path / "back.enrolment", now=NOW)
    assert entries.state_digest(new.db, lost.workshop) == entries.state_digest(
        desk.db, lost.workshop
    )


def test_nothing_is_written_before_the_digits_were_heard(button, new, ask, tmp_path, qtbot):
    begin(qtbot, button, ask, new.card(), tmp_path / "back.enrolment")
    qtbot.keyClicks(button.form.digits.line, "1" * 30)

    assert not button.form.save.isEnabled()
    assert not (tmp_path / "back.enrolment").exists()


def test_laptops_that_may_be_lost_are_all_but_these_two(button, new, lost, ask, qtbot):
    begin(qtbot, button, ask, new.card())

    assert button.form.lost.count() == 1
    assert button.form.draft == lost.key.id


def test_what_is_no_card_is_told(button, ask, tmp_path, qtbot):
    (tmp_path / "photo").write_text("x", "utf-8")

    begin(qtbot, button, ask, tmp_path / "photo")

    assert len(ask.errors) == 1
    assert button.form is None


def test_laptop_that_sent_nothing_is_told_in_the_form(
    button, new, lost, desk, ask, laptop, tmp_path, qtbot
):
    silent = laptop("Gao")
    enrol(desk.db, desk.key, [silent.card()], tmp_path / "again", now=NOW)
    begin(qtbot, button, ask, new.card(), tmp_path / "back.enrolment")
    button.form.lost.setCurrentIndex(button.form.lost.findData(silent.key.id))
    qtbot.keyClicks(button.form.digits.line, fingerprint(new.key.public_key))

    qtbot.mouseClick(button.form.save, LEFT)
    qtbot.waitUntil(button.form.words.isVisible)

    assert button.form.words.text() == NothingToHandBack(laptop="Gao").message
    assert new.key.id not in {one.id for one in local.devices(desk.db)}
    assert enrolling.own_device(desk.db, desk.key).id == desk.key.id
