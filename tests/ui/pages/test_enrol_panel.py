from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.travelling import headquarters
from app.services.travelling.introducing import accept, introductions
from app.store import local
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.pages.sending_page import SendingPage
from ui.pages.settings_page import SettingsPage

LEFT = Qt.MouseButton.LeftButton


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.desk.tasks.is_busy)


@pytest.fixture
def page(show, desk):
    """Headquarters, about to enrol laptops."""
    headquarters.make_headquarters(desk.db)
    page = show(SendingPage(desk), PAGE)
    page.headquarters.enrol.click()
    return page


@pytest.fixture
def panel(page):
    return page.enrol


@pytest.fixture
def choose(qtbot, page, ask):
    """Choose these cards."""

    def choose(*paths):
        ask.files = list(paths)
        page.enrol.choose.click()
        settle(qtbot, page)

    return choose


def known(desk):
    return [device.name for device in local.devices(desk.db)]


def test_good_card_is_shown_with_its_digits_and_nobody_is_accepted(panel, choose, laptop, desk):
    niamey = laptop("Niamey 2")

    choose(niamey.card())

    assert panel.name.text() == "\u2068Niamey 2\u2069"
    assert panel.digits.text() == niamey.digits
    assert panel.standing.text() == "new here: compare the digits"
    assert panel.differ.hasFocus()
    assert not panel.write.isEnabled()
    assert known(desk) == []


def test_two_laptops_are_enrolled_by_keys_alone(
    page, panel, choose, laptop, desk, ask, tmp_path, qtbot
):
    niamey, gao = laptop("Niamey 2"), laptop("Gao 1")
    choose(niamey.card(), gao.card())
    for _card in range(2):
        panel.same.setFocus()
        press(qtbot, Qt.Key.Key_Space)
    out = tmp_path / "team.enrolment"
    ask.files = [out]

    assert panel.write.hasFocus()
    with qtbot.waitSignal(desk.notices.posted):
        press(qtbot, Qt.Key.Key_Space)

    assert sorted(known(desk)) == ["Gao 1", "Niamey 2"]
    assert panel.own_digits.text() == headquarters.digits(desk.db, desk.key)
    niamey.is_enrolled_by(out)
    assert headquarters.enrolled_recipients(niamey.db) != []


def test_card_whose_digits_differ_is_left_out(panel, choose, laptop, desk, qtbot):
    choose(laptop("Niamey 2").card())

    qtbot.mouseClick(panel.differ, LEFT)

    assert panel.cards.rows.rows == ()
    assert not panel.write.isEnabled()
    assert known(desk) == []


def test_known_laptop_needs_no_comparing(panel, choose, laptop, desk):
    card = laptop("Niamey 2").card()
    accept(desk.db, introductions(desk.db, desk.key, [card]), now=NOW)

    choose(card)

    assert [row.state for row in panel.cards.rows.rows] == ["known already"]
    assert panel.write.isEnabled()


def test_name_of_another_laptop_says_whose_key_counts_no_more(
    panel, choose, laptop, desk, ask, tmp_path, qtbot
):
    first, second = laptop("Niamey 2"), laptop("Niamey 2")
    accept(desk.db, introductions(desk.db, desk.key, [first.card()]), now=NOW)

    choose(second.card())
    said = panel.question.text()
    panel.same.click()
    ask.files = [tmp_path / "team.enrolment"]
    with qtbot.waitSignal(desk.notices.posted):
        panel.write.click()

    assert "whose key counts no more" in said
    assert headquarters.trusted(desk.db, desk.key).keys() == {second.key.id, desk.key.id}


def test_card_of_this_very_computer_cannot_be_taken(panel, choose, our_card):
    choose(our_card)

    assert "introduces this computer to itself" in panel.question.text()
    assert panel.same.isHidden()
    assert not panel.write.isEnabled()


def test_changed_card_is_refused_in_words(panel, choose, laptop, ask):
    card = laptop("Niamey 2").card()
    text = card.read_text("utf-8")
    card.write_text(text.replace("name: Niamey 2", "name: Niamey 3"), "utf-8")

    choose(card)

    assert "not as its laptop wrote it" in ask.errors[0].message


def test_workshop_goes_along_with_a_spare_key(
    page, panel, choose, laptop, desk, ask, workshop_id, tmp_path, qtbot
):
    niamey, safe = laptop("Niamey 2"), laptop("Safe")
    choose(niamey.card())
    panel.same.click()
    panel.workshops.choose([workshop_id])
    qtbot.keyClicks(panel.spare, safe.key.recipient)
    ask.files = [tmp_path / "team.enrolment"]
    with qtbot.waitSignal(desk.notices.posted):
        panel.write.click()

    preview = niamey.reads(tmp_path / "team.enrolment")

    assert [one.workshop for one in preview.enrolment.workshops] == [workshop_id]
    assert preview.changes.keys == 2


def test_wrong_spare_key_enrols_nobody(panel, choose, laptop, desk, ask, tmp_path, page, qtbot):
    choose(laptop("Niamey 2").card())
    panel.same.click()
    qtbot.keyClicks(panel.spare, "age1junk")
    ask.files = [tmp_path / "team.enrolment"]

    panel.write.click()
    settle(qtbot, page)

    assert len(ask.errors) == 1
    assert known(desk) == []
    assert not Path(tmp_path / "team.enrolment").exists()


def test_card_is_named_for_what_it_is_where_files_are_received(page, ask, laptop, qtbot):
    niamey = laptop("Niamey 2")
    page.choice.show_value("receive")
    ask.files = [niamey.card()]

    page.receive.choose.click()
    settle(qtbot, page)

    assert "is the card of the laptop Niamey 2" in page.receive.words.text()
    assert niamey.digits in page.receive.words.text()


class TestMakingHeadquarters:
    @pytest.fixture
    def office(self, show, desk):
        return show(SettingsPage(desk), PAGE).office

    def test_it_is_said_what_it_means_before_anything_changes(self, office, desk):
        office.begin.click()

        assert "This cannot be taken back" in office.meaning.text()
        assert office.no.hasFocus()
        office.no.click()
        assert not headquarters.is_headquarters(desk.db)

    def test_yes_makes_it_headquarters_and_asks_no_more(self, office, desk, qtbot):
        office.begin.click()
        with qtbot.waitSignal(desk.notices.posted):
            office.yes.click()

        assert headquarters.is_headquarters(desk.db)
        office.reload()
        assert office.isHidden()

    def test_laptop_that_follows_one_is_not_asked(self, office, desk, laptop, our_card):
        laptop("Dakar").enrols(our_card)
        headquarters.follow(desk.db, headquarters.Followed("RWx", 1, ""))

        office.reload()

        assert office.isHidden()
