import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.exchange.keys import new_device_key
from app.services.examples.rehearsal import rehearse
from app.services.travelling import bundling, headquarters
from app.services.travelling.acknowledging import write_receipts
from app.services.travelling.receiving import receive_all
from app.services.travelling.succession import become_new_device
from app.services.writing import Author
from app.store import local, workshops
from app.store.local import BundleState, Direction
from tests.conftest import NOW
from tests.enrolment import follow
from tests.ui.conftest import PAGE
from ui.models.shapes import Shape
from ui.pages.sending_page import SendingPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(show, desk):
    return show(SendingPage(desk), PAGE)


@pytest.fixture
def told(desk):
    heard = []
    desk.notices.told.connect(heard.append)
    return heard


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.desk.tasks.is_busy)


def receive(qtbot, page, ask, path):
    """Choose a file, and see what it would bring."""
    page.choice.show_value("receive")
    ask.files = [path]
    qtbot.mouseClick(page.receive.choose, LEFT)
    settle(qtbot, page)


def hear(qtbot, page, office):
    """Type what headquarters reads."""
    qtbot.keyClicks(page.receive.digits.line, office.digits)


class TestReceiving:
    @pytest.fixture
    def team(self, desk, laptop, our_card):
        """Niamey 2, enrolled with this laptop by headquarters, after its workshop."""
        office, colleague = laptop("Dakar"), laptop("Niamey 2")
        enrolment = office.enrols(our_card, colleague.card())
        colleague.is_enrolled_by(enrolment)
        follow(desk.db, desk.key, enrolment, now=NOW)
        headquarters.set_recipients(colleague.db, [desk.key.recipient])
        colleague.workshop = rehearse(
            colleague.db, colleague.author, colleague.key.sign_raw, "niamey-2017"
        )
        return colleague

    def test_bundle_is_shown_before_anything_changes(self, page, ask, desk, team, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))

        panel = page.receive
        assert panel.title.text().startswith("2017-NIM-01 · \u2068Niamey\u2069, 19–23")
        assert "Inside: 25 participants – F 4 / M 21" in panel.facts.text
        assert "From the laptop: \u2068Niamey 2\u2069" in panel.facts.text
        assert panel.apply.isVisible()
        assert workshops.by_code(desk.db, "2017-NIM-01") is None

    def test_applying_takes_everything_in(self, page, ask, desk, team, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        assert workshops.by_code(desk.db, "2017-NIM-01") is not None
        assert page.receive.title.text() == "● Received: 2017-NIM-01"
        assert page.receive.another.isVisible()

    def test_changing_nothing_changes_nothing(self, page, ask, desk, team, told, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))

        qtbot.mouseClick(page.receive.leave, LEFT)

        assert workshops.by_code(desk.db, "2017-NIM-01") is None
        assert told == ["Nothing was changed."]
        assert page.receive.choose.isVisible()

    def test_safe_answer_has_the_focus(self, page, ask, team, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))

        assert page.receive.leave.hasFocus()

    def test_number_that_never_arrived_is_named(self, page, ask, team, qtbot):
        team.sends(team.workshop)

        receive(qtbot, page, ask, team.sends(team.workshop))

        assert "Never arrived: No. 1 of this laptop." in page.receive.facts.text

    def test_same_file_again_is_known_to_be_the_same(self, page, ask, desk, team, qtbot):
        path = team.sends(team.workshop)
        receive(qtbot, page, ask, path)
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        receive(qtbot, page, ask, path)

        assert "New changes: 0" in page.receive.facts.text
        assert "Seen before" in page.receive.facts.text

    def test_first_workshop_becomes_the_one_that_is_worked_in(self, page, ask, desk, team, qtbot):
        desk.current.choose("")
        receive(qtbot, page, ask, team.sends(team.workshop))

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        assert desk.current.workshop == team.workshop

    def test_stopping_leaves_the_question_open(self, page, ask, desk, team, told, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))
        began, go = threading.Event(), threading.Event()

        def hold(_progress):
            began.set()
            go.wait(5)

        desk.tasks.run(hold, done=str, failed=str)
        began.wait(5)
        qtbot.mouseClick(page.receive.apply, LEFT)
        desk.tasks.cancel()
        go.set()
        settle(qtbot, page)

        assert told == ["Stopped. Nothing was changed."]
        assert page.receive.apply.isEnabled()
        assert workshops.by_code(desk.db, "2017-NIM-01") is None

    @pytest.mark.parametrize(
        ("spoil", "words"),
        [
            pytest.param(lambda data: data[:-1], "damaged", id="cut"),
            pytest.param(lambda data: data + b"x", "damaged", id="longer"),
            pytest.param(lambda _data: b"", "damaged", id="empty"),
        ],
    )
    def test_damaged_file_is_refused_in_words(self, page, ask, desk, team, qtbot, spoil, words):
        path = team.sends(team.workshop)
        path.write_bytes(spoil(path.read_bytes()))

        receive(qtbot, page, ask, path)

        assert page.receive.title.text() == "This file was not taken"
        assert words in page.receive.words.text()
        assert page.receive.sheet.property("role") == "wrong"
        assert page.receive.apply.isHidden()
        assert workshops.by_code(desk.db, "2017-NIM-01") is None

    def test_file_for_somebody_else_is_refused(self, page, ask, team, qtbot):
        headquarters.set_recipients(team.db, [new_device_key().recipient])

        receive(qtbot, page, ask, team.sends(team.workshop))

        assert "sealed for somebody else" in page.receive.words.text()

    def test_stranger_is_refused(self, page, ask, desk, laptop, workshop_id, qtbot):
        stranger = laptop("Unknown")
        headquarters.set_recipients(stranger.db, [desk.key.recipient])
        theirs = rehearse(stranger.db, stranger.author, stranger.key.sign_raw, "niamey-2017")

        receive(qtbot, page, ask, stranger.sends(theirs))

        assert "not signed by a laptop that is known here" in page.receive.words.text()

    def test_refusal_leaves_the_way_to_another_file(self, page, ask, team, qtbot):
        path = team.sends(team.workshop)
        good = path.read_bytes()
        path.write_bytes(b"nothing")
        receive(qtbot, page, ask, path)
        path.write_bytes(good)
        ask.files = [path]

        qtbot.mouseClick(page.receive.another, LEFT)
        settle(qtbot, page)

        assert page.receive.apply.isVisible()

    def test_what_is_shown_follows_the_language(self, page, ask, team, language, qtbot):
        receive(qtbot, page, ask, team.sends(team.workshop))

        language.speak("fr")

        assert "De l’ordinateur: \u2068Niamey 2\u2069" in page.receive.facts.text


class TestEnrolment:
    def test_digits_are_asked_for_and_not_shown(self, page, ask, laptop, our_card, qtbot):
        office = laptop("Dakar")

        receive(qtbot, page, ask, office.enrols(our_card))

        shown = [label.text() for label in page.receive.findChildren(QLabel)]
        assert page.receive.compare.isVisible()
        assert page.receive.digits.line.hasFocus()
        assert not page.receive.apply.isEnabled()
        assert not any(office.digits in text for text in shown)
        assert "\u2068Dakar\u2069" in page.receive.facts.text

    def test_digits_of_somebody_else_enrol_nobody(self, page, ask, desk, laptop, our_card, qtbot):
        receive(qtbot, page, ask, laptop("Impostor").enrols(our_card))

        qtbot.keyClicks(page.receive.digits.line, laptop("Dakar").digits)
        qtbot.keyClick(page.receive.digits.line, Qt.Key.Key_Return)

        assert "somebody may be impersonating headquarters" in page.receive.digits.told.text()
        assert not page.receive.apply.isEnabled()
        assert headquarters.enrolled_recipients(desk.db) == []

    def test_what_is_heard_enrols_by_keys_alone(self, page, ask, desk, laptop, our_card, qtbot):
        office = laptop("Dakar")
        receive(qtbot, page, ask, office.enrols(our_card))
        qtbot.keyClicks(page.receive.digits.line, office.digits.replace(" ", ""))

        assert page.receive.digits.text == office.digits
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.keyClick(page.receive.digits.line, Qt.Key.Key_Return)

        assert page.receive.title.text() == "● This laptop is enrolled"
        assert headquarters.enrolled_recipients(desk.db) != []
        page.choice.show_value("send")
        assert page.send.not_enrolled.isHidden()

    def test_headquarters_that_is_known_needs_no_comparing(
        self, page, ask, desk, laptop, our_card, qtbot
    ):
        office = laptop("Dakar")
        receive(qtbot, page, ask, office.enrols(our_card))
        hear(qtbot, page, office)
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        receive(qtbot, page, ask, office.enrols(our_card, name="second"))

        assert page.receive.digits.isHidden()
        assert "the headquarters that this laptop knows" in page.receive.facts.text

    def test_what_changes_is_shown_of_a_headquarters_that_is_known(
        self, page, ask, desk, laptop, our_card, qtbot
    ):
        office, gao, safe = laptop("Dakar"), laptop("Gao 1"), laptop("Safe")
        follow(desk.db, desk.key, office.enrols(our_card), now=NOW)

        second = office.enrols(gao.card(), name="second", escrow=[safe.key.recipient])
        receive(qtbot, page, ask, second)

        assert "New here: \u2068Gao 1\u2069" in page.receive.facts.text
        assert "Keys that open: 2, of which 1 new; 0 no more" in page.receive.facts.text

    def test_other_headquarters_is_refused(self, page, ask, desk, laptop, our_card, qtbot):
        office = laptop("Dakar")
        receive(qtbot, page, ask, office.enrols(our_card))
        hear(qtbot, page, office)
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        receive(qtbot, page, ask, laptop("Elsewhere").enrols(our_card, name="other"))

        assert page.receive.title.text() == "This file was not taken"


class TestReceipt:
    @pytest.fixture
    def receipt(self, desk, laptop, our_card, workshop_id, tmp_path):
        """What Dakar confirms: file 1 of this laptop; file 2 has not come there."""
        office = laptop("Dakar")
        follow(desk.db, desk.key, office.enrols(our_card), now=NOW)
        author = Author(desk.key.id, "Awa")
        send = partial(bundling.export_bundle, desk.db, author, desk.key, workshop_id, tmp_path)
        receive_all(office.db, office.key, [send(now=NOW).path], now=NOW)
        send(now=NOW)
        folder = tmp_path / "out"
        folder.mkdir()
        [path] = write_receipts(office.db, office.key, folder, now=NOW)
        return path

    def test_what_is_safe_is_shown_before_it_is_noted(self, page, ask, desk, receipt, qtbot):
        receive(qtbot, page, ask, receipt)

        assert page.receive.title.text() == "Receipt from headquarters"
        assert "With headquarters: No. 1" in page.receive.facts.text
        assert "Not arrived yet: No. 2" in page.receive.facts.text
        assert local.bundles(desk.db, Direction.OUT)[0].state is BundleState.COPIED

    def test_outbox_shows_what_headquarters_has(self, page, ask, desk, receipt, qtbot):
        receive(qtbot, page, ask, receipt)

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)

        assert page.receive.title.text() == "● Receipt noted"
        page.choice.show_value("send")
        shown = [(row.state, row.shape) for row in page.send.files.rows.rows]
        assert shown == [("copied and verified", Shape.DIAMOND), ("with headquarters", Shape.DISC)]

    def test_receipt_in_french(self, page, ask, receipt, language, qtbot):
        receive(qtbot, page, ask, receipt)

        language.speak("fr")

        assert page.receive.title.text() == "Accusé de réception du siège"
        assert "Bien arrivé au siège" in page.receive.facts.text


class TestRestored:
    """A laptop that was restored is accepted by somebody who asked, on this page too."""

    @pytest.fixture
    def file(self, desk, laptop, our_card):
        """What a colleague sent since the restore, sealed to the team."""
        office, colleague = laptop("Dakar"), laptop("Niamey 2")
        enrolment = office.enrols(our_card, colleague.card())
        for one in (colleague.db, colleague.key), (desk.db, desk.key):
            follow(*one, enrolment, now=NOW)
        sign = colleague.key.sign_raw
        rehearsed = rehearse(colleague.db, colleague.author, sign, "niamey-2017")
        local.keep(colleague.db, "device_key", colleague.key.to_bytes().decode())
        key = become_new_device(colleague.db, now=NOW)
        author = Author(key.id, "Kadi")
        return bundling.export_bundle(
            colleague.db, author, key, rehearsed, colleague.folder, now=NOW, for_team=True
        ).path

    def test_it_is_said_what_it_means_and_nothing_is_taken_in(self, page, ask, file, desk, qtbot):
        receive(qtbot, page, ask, file)

        assert "Niamey 2 (restored)" in page.receive.words.text()
        assert "nothing that is here is lost" in page.receive.words.text()
        assert page.receive.accept.isVisible()
        assert not page.receive.apply.isVisible()
        assert len(workshops.all_(desk.db)) == 1

    def test_whoever_asked_accepts_it_and_sees_it_first(self, page, ask, file, desk, qtbot):
        receive(qtbot, page, ask, file)

        qtbot.mouseClick(page.receive.accept, LEFT)
        settle(qtbot, page)

        assert not page.receive.accept.isVisible()
        assert len(workshops.all_(desk.db)) == 1
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.receive.apply, LEFT)
        assert len(workshops.all_(desk.db)) == 2
        assert "Niamey 2 (restored)" in {one.name for one in local.devices(desk.db)}

    def test_other_refusals_offer_nothing_to_accept(self, page, ask, tmp_path, qtbot):
        (tmp_path / "cut.emarge").write_bytes(b"cut")

        receive(qtbot, page, ask, tmp_path / "cut.emarge")

        assert not page.receive.accept.isVisible()
