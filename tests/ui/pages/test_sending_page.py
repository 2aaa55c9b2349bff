import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.outcome import Topic
from app.exchange.keys import new_device_key
from app.services import history
from app.services.examples.rehearsal import rehearse
from app.services.travelling import headquarters
from app.store import local
from app.store.database import memory_database
from app.store.local import BundleState, Direction
from tests.conftest import NOW
from tests.enrolment import enrol, follow
from tests.ui.conftest import PAGE
from tests.ui.pages.sittings import come
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


class TestSending:
    def test_nothing_sent_is_said_of_every_workshop(self, page):
        [row] = page.send.workshops.rows.rows

        assert row.title.startswith("2021-BKO-03 · Bamako")
        assert (row.state, row.shape) == ("nothing sent yet", Shape.DASH)

    def test_laptop_that_is_not_enrolled_is_warned_and_not_stopped(self, page):
        assert "Headquarters does not know this laptop yet" in page.send.not_enrolled.words.text()
        assert page.send.send.isEnabled()

    def test_what_is_to_settle_is_named_before_it_is_sent(self, page, desk, qtbot):
        assert page.send.to_settle.isHidden()
        come(desk, "Fanta KEITA"), come(desk, "KEÏTA Fanta")

        page.reload()
        settle(qtbot, page)

        assert "Fanta KEITA" in page.send.to_settle.words.text()

    def test_stick_can_go_once_the_copy_was_read_back(self, page, desk, ask, tmp_path, qtbot):
        headquarters.set_recipients(desk.db, [new_device_key().recipient])
        stick = tmp_path / "KEY"
        stick.mkdir()
        ask.files = [stick]

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.send.send, LEFT)

        [file] = stick.iterdir()
        assert page.send.done.isVisible()
        assert page.send.verified.text() == "● Copy verified. You can take the stick out."
        assert page.send.file.text().startswith(f"\u2068{file.name}\u2069\nNo. 1 · ")
        assert "keep this laptop’s register" in page.send.for_whom.text()

    def test_copied_is_not_drawn_as_safe(self, page, desk, ask, tmp_path, qtbot):
        headquarters.set_recipients(desk.db, [new_device_key().recipient])
        ask.files = [tmp_path]

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.send.send, LEFT)

        shapes = [row.shape for row in page.send.workshops.rows.rows + page.send.files.rows.rows]
        assert shapes == [Shape.DIAMOND, Shape.DIAMOND]

    def test_file_that_nobody_else_can_open_says_so(self, page, desk, ask, tmp_path, qtbot):
        ask.files = [tmp_path]

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.send.send, LEFT)

        assert page.send.for_whom.text().startswith("Only this laptop can open this file")
        assert page.send.workshops.rows.rows[0].state == "readable here only"

    def test_what_changed_since_the_last_file_is_counted(self, page, desk, ask, tmp_path, qtbot):
        headquarters.set_recipients(desk.db, [new_device_key().recipient])
        ask.files = [tmp_path]
        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.send.send, LEFT)

        come(desk, "Aminata KONATÉ")
        page.reload()

        [row] = page.send.workshops.rows.rows
        assert row.warning == "2 changes since"

    def test_full_or_missing_stick_is_told_calmly(self, page, ask, tmp_path, qtbot):
        ask.files = [tmp_path / "gone"]

        qtbot.mouseClick(page.send.send, LEFT)
        qtbot.waitUntil(lambda: ask.errors != [])

        assert page.send.done.isHidden()
        assert not page.send.files.rows.rows

    def test_no_folder_is_no_file(self, page, desk, qtbot):
        settle(qtbot, page)

        qtbot.mouseClick(page.send.send, LEFT)

        assert not desk.tasks.is_busy

    def test_colleague_gets_what_headquarters_gets(
        self, page, desk, ask, laptop, our_card, tmp_path, qtbot
    ):
        office, colleague = laptop("Dakar"), laptop("Niamey 2")
        enrolment = office.enrols(our_card, colleague.card())
        follow(desk.db, desk.key, enrolment, now=NOW)
        page.reload()
        stick = tmp_path / "KEY"
        stick.mkdir()
        ask.files = [stick]

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.send.hand_over, LEFT)

        assert len(list(stick.iterdir())) == 1
        assert ask.questions == ["Hand over to a colleague: choose the stick or a folder"]

    def test_without_a_team_nothing_is_offered_to_it(self, page):
        assert page.send.hand_over.isHidden()

    def test_card_is_written_and_its_digits_are_told(self, page, ask, told, tmp_path, qtbot):
        ask.files = [tmp_path / "mine.card"]

        with qtbot.waitSignal(page.desk.notices.told):
            qtbot.mouseClick(page.send.card, LEFT)

        assert (tmp_path / "mine.card").read_text("utf-8").startswith("emarge-device/2")
        assert told[0].startswith("Card written: \u2068mine.card\u2069. To compare aloud: ")

    def test_no_workshop_yet_is_said(self, show, desk, db, qtbot):
        other = memory_database()
        desk.db, desk.current = other, type(desk.current)()
        page = show(SendingPage(desk), PAGE)

        assert page.send.workshops.rows.rows == ()
        assert not page.send.send.isEnabled()
        page.close()
        other.close()


class TestHeadquarters:
    @pytest.fixture
    def inbox(self, desk, laptop, tmp_path):
        """Two files of Niamey 2, of which the first is missing, and one that is no bundle."""
        headquarters.make_headquarters(desk.db)
        colleague = laptop("Niamey 2")
        enrolment = tmp_path / "enrolment"
        enrol(desk.db, desk.key, [colleague.card()], enrolment, now=NOW)
        colleague.is_enrolled_by(enrolment)
        theirs = rehearse(colleague.db, colleague.author, colleague.key.sign_raw, "niamey-2017")
        colleague.sends(theirs)
        folder = tmp_path / "inbox"
        folder.mkdir()
        path = colleague.sends(theirs)
        path.rename(folder / path.name)
        (folder / "photo.emarge").write_bytes(b"no bundle at all")
        return folder

    @pytest.fixture
    def office(self, inbox, show, desk, qtbot):
        page = show(SendingPage(desk), PAGE)
        settle(qtbot, page)
        return page

    @staticmethod
    def take_in(office, ask, inbox, qtbot):
        ask.files = [inbox]
        with qtbot.waitSignal(office.desk.notices.told) as told:
            qtbot.mouseClick(office.headquarters.inbox, LEFT)
        settle(qtbot, office)
        return told.args[0]

    def test_field_laptop_has_no_such_panel(self, page):
        assert page.choice.buttons["headquarters"].isHidden()

    def test_headquarters_starts_with_its_figures(self, office):
        assert office.choice.value == "headquarters"
        assert [label.text() for label in office.headquarters.numbers] == ["0", "0", "0"]

    def test_whole_folder_is_taken_in_and_a_bad_file_never_blocks_the_rest(
        self, office, ask, inbox, qtbot
    ):
        said = self.take_in(office, ask, inbox, qtbot)

        assert said == "2 files read, 1 set aside"
        assert [label.text() for label in office.headquarters.numbers] == ["25", "25", "0"]

    def test_figures_stand_workshop_by_workshop(self, office, ask, inbox, qtbot):
        self.take_in(office, ask, inbox, qtbot)

        model = office.headquarters.table.figures
        rows = [
            [model.index(row, column).data() for column in range(5)]
            for row in range(model.rowCount())
        ]
        assert ["2017-NIM-01 · Niamey", "4", "21", "25", "16.0%"] in rows

    def test_what_is_missing_or_refused_is_listed(self, office, ask, inbox, qtbot):
        self.take_in(office, ask, inbox, qtbot)

        rows = office.headquarters.to_do.rows.rows
        assert {(row.title, row.state) for row in rows} == {
            ("\u2068Niamey 2\u2069", "missing"),
            ("\u2068photo.emarge\u2069", "damaged"),
        }

    def test_nothing_to_do_is_said(self, office):
        assert office.headquarters.nothing.isVisible()

    def test_sentence_of_the_series_is_one_click_away(self, office, ask, inbox, desk, qtbot):
        self.take_in(office, ask, inbox, qtbot)

        with qtbot.waitSignal(desk.notices.told):
            qtbot.mouseClick(office.headquarters.sentence.copy, LEFT)

        assert "25 participants, including 4 women." in QGuiApplication.clipboard().text()

    def test_nothing_arrives_twice(self, office, ask, inbox, desk, qtbot):
        self.take_in(office, ask, inbox, qtbot)

        self.take_in(office, ask, inbox, qtbot)

        assert office.headquarters.numbers[0].text() == "25"
        states = [note.state for note in local.bundles(desk.db, Direction.IN)]
        assert states.count(BundleState.MERGED) == 1

    def test_every_page_hears_what_came(self, office, ask, inbox, desk, qtbot):
        heard = []
        desk.notices.posted.connect(heard.append)

        self.take_in(office, ask, inbox, qtbot)

        [outcome] = heard
        assert outcome.touched >= {Topic.WORKSHOPS, Topic.REGISTRATIONS, Topic.ATTENDANCE}

    def test_folder_that_is_gone_is_told_calmly(self, office, ask, tmp_path, qtbot):
        ask.files = [tmp_path / "pulled out"]

        qtbot.mouseClick(office.headquarters.inbox, LEFT)
        qtbot.waitUntil(lambda: ask.errors != [])

        assert "Check that the stick is plugged in" in ask.errors[0].message

    def test_receipts_are_written_one_for_each_laptop(self, office, ask, inbox, tmp_path, qtbot):
        self.take_in(office, ask, inbox, qtbot)
        folder = tmp_path / "out"
        folder.mkdir()
        ask.files = [folder]

        with qtbot.waitSignal(office.desk.notices.told) as told:
            qtbot.mouseClick(office.headquarters.receipts, LEFT)

        assert told.args == ["1 receipt written and read back: one file for each laptop"]
        assert [path.name for path in folder.iterdir()] == ["Niamey-2_1.receipt"]

    def test_nothing_to_confirm_is_said(self, office, ask, tmp_path, qtbot):
        ask.files = [tmp_path]

        with qtbot.waitSignal(office.desk.notices.told) as told:
            qtbot.mouseClick(office.headquarters.receipts, LEFT)

        assert told.args == ["No laptop has sent anything yet: there is nothing to confirm."]


class TestPairs:
    @pytest.fixture
    def twice(self, desk):
        """Fanta, registered twice at one workshop; the ids of her registrations."""
        headquarters.make_headquarters(desk.db)
        return come(desk, "Fanta KEITA"), come(desk, "KEÏTA Fanta")

    @pytest.fixture
    def office(self, twice, show, desk, qtbot):
        page = show(SendingPage(desk), PAGE)
        settle(qtbot, page)
        return page.headquarters

    @pytest.fixture
    def asked(self, office, qtbot):
        """The pair is chosen with the keyboard, and its card entered."""
        office.to_do.setFocus()
        qtbot.keyClick(office.to_do, Qt.Key.Key_Down)
        qtbot.keyClick(office.to_do, Qt.Key.Key_Return)
        return office

    @staticmethod
    def counts(office):
        return [label.text() for label in office.numbers]

    def test_figures_are_there_until_a_pair_is_chosen(self, office):
        assert office.left.currentWidget() is office.figures
        assert self.counts(office) == ["2", "2", "1"]

    def test_both_stand_side_by_side(self, asked):
        assert asked.left.currentWidget() is asked.pair
        assert "Name | Fanta KEITA | KEÏTA Fanta" in asked.pair.text
        assert "Workshop | Bamako 2021 · 2021-BKO-03" in asked.pair.text

    def test_one_person_counts_once_and_the_figures_follow(self, asked, qtbot):
        qtbot.keyClick(asked.pair.same, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.counts(asked) == ["1", "1", "0"])

        assert asked.left.currentWidget() is asked.figures

    def test_namesakes_stay_two_and_are_not_asked_about_again(self, asked, qtbot):
        qtbot.keyClick(asked.pair.same, Qt.Key.Key_Tab)
        qtbot.keyClick(asked.pair.other, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.counts(asked) == ["2", "2", "0"])

        assert asked.nothing.isVisible()

    def test_answer_is_taken_back_by_undo(self, asked, desk, qtbot):
        qtbot.keyClick(asked.pair.same, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.counts(asked) == ["1", "1", "0"])

        desk.notices.posted.emit(history.undo(desk.db, desk.author, now=NOW))

        qtbot.waitUntil(lambda: self.counts(asked) == ["2", "2", "1"])

    def test_next_pair_is_chosen_and_not_answered_by_the_same_enter(self, twice, desk, show, qtbot):
        come(desk, "Awa BA"), come(desk, "BÂ Awa")
        page = show(SendingPage(desk), PAGE)
        settle(qtbot, page)
        office = page.headquarters
        office.to_do.choose([office.to_do.rows.rows[0].key])

        qtbot.keyClick(office.pair.same, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: self.counts(office)[2] == "1")

        assert office.left.currentWidget() is office.pair
        assert office.pair.isEnabled()
        assert office.to_do.hasFocus()

    def test_escape_decides_later(self, asked, qtbot):
        qtbot.keyClick(asked.pair.same, Qt.Key.Key_Escape)

        assert asked.left.currentWidget() is asked.figures
        assert asked.to_do.hasFocus()
