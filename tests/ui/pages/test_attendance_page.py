from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.attendance import Seen, What
from app.domain.people import Sex
from app.domain.registration import Category
from app.domain.workshop import SessionState
from app.services.history import undo
from app.services.people.attending import close_session
from app.services.people.registering import register
from app.services.writing import Edit, Intention, new_id, write
from app.store import attendance, registrations, workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.pages.attendance_page import AttendancePage

Key = Qt.Key


@pytest.fixture
def people(invite):
    """Three who are invited, numbers 1 to 3."""
    return [
        invite("Aminata KONATÉ", Sex.FEMALE, family="KONATÉ", given="Aminata"),
        invite("Salif KONÉ", Sex.MALE),
        invite("Mariam COULIBALY", Sex.FEMALE),
    ]


@pytest.fixture
def page(show, desk, people, under_way):
    page = AttendancePage(desk)
    tester = QAbstractItemModelTester.FailureReportingMode.Warning
    page.tester = QAbstractItemModelTester(page.grid.model, tester)
    show(page, PAGE)
    page.setFocus()
    return page


@pytest.fixture
def press(qtbot, page):
    return partial(qtbot.keyClick, page.grid.view)


@pytest.fixture
def known(db, workshop_id, under_way):
    """What is known of somebody at the half-day that is under way."""

    def known(registration, session=under_way):
        return attendance.standings(db, workshop_id).get((registration, session))

    return known


@pytest.fixture
def at_the_door(db, author, people):
    for registration in people:
        register(db, author, registration, now=NOW)


def shown(page, row, column=0):
    return page.grid.model.index(row, column).data()


class TestMarks:
    def test_space_marks_present_and_again_not_entered(self, press, known, people):
        press(Key.Key_Space)
        first = known(people[0])
        press(Key.Key_Space)

        assert first.what is What.PRESENT
        assert known(people[0]) is None

    @pytest.mark.parametrize(
        ("key", "what"),
        [
            (Key.Key_P, What.PRESENT),
            (Key.Key_A, What.ABSENT),
            (Key.Key_E, What.EXCUSED),
        ],
    )
    def test_letters_mark_the_cell_that_has_the_cursor(self, press, known, people, key, what):
        press(Key.Key_Down)
        press(key)

        assert known(people[1]).what is what
        assert known(people[0]) is None

    @pytest.mark.parametrize(("key", "flag"), [(Key.Key_R, "late"), (Key.Key_D, "left_early")])
    def test_late_and_left_early_mean_presence_and_switch(self, press, known, people, key, flag):
        press(key)
        first = known(people[0])
        press(key)

        assert first.what is What.PRESENT
        assert getattr(first, flag)
        assert not getattr(known(people[0]), flag)
        assert known(people[0]).what is What.PRESENT

    def test_late_stays_when_leaving_early_is_added(self, press, known, people):
        press(Key.Key_R)
        press(Key.Key_D)

        assert (known(people[0]).late, known(people[0]).left_early) == (True, True)

    @pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
    def test_delete_is_not_entered_which_is_not_absent(self, press, known, people, key):
        press(Key.Key_A)
        press(key)

        assert known(people[0]) is None

    def test_several_cells_take_one_key_and_one_undo(self, press, desk, known, people):
        press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        entries = []
        desk.notices.posted.connect(entries.append)
        press(Key.Key_P)

        assert [known(one).what for one in people[:2]] == [What.PRESENT] * 2
        assert known(people[2]) is None
        assert len(entries) == 1

    def test_cursor_stays_where_it_is_after_a_mark(self, press, page):
        press(Key.Key_Down)
        press(Key.Key_P)

        assert page.grid.view.currentIndex().row() == 1

    def test_mark_of_somebody_expected_is_an_arrival(self, db, press, people):
        press(Key.Key_P)

        assert registrations.line(db, people[0]).registration.is_here


class TestGrid:
    def test_rows_are_in_the_order_of_the_sheet_with_names_as_it_prints_them(self, page):
        heads = [page.grid.model.headerData(row, Qt.Orientation.Vertical) for row in range(3)]

        assert heads == ["1 KONATÉ Aminata", "2 KONÉ Salif", "3 COULIBALY Mariam"]

    def test_cells_say_their_mark_in_words(self, press, page):
        press(Key.Key_P)
        press(Key.Key_R)
        press(Key.Key_D)
        press(Key.Key_Down)
        press(Key.Key_E)

        assert shown(page, 0) == "Present, Late, Left early"
        assert shown(page, 1) == "Excused absence"
        assert shown(page, 2) == "Not entered"

    def test_totals_count_participants_by_sex_and_others_apart(self, press, page, invite):
        invite("Ousmane DIALLO", Sex.MALE, category=Category.OBSERVER)
        page.reload()
        for _row in range(4):
            press(Key.Key_P)
            press(Key.Key_Down)

        head = page.grid.model.grid.sessions[0]
        assert (head.total, head.by_sex) == ("3 + 1", "F 2 / M 1")

    def test_open_place_is_shown_and_cannot_be_marked(self, db, author, desk, page, press):
        place = {"workshop": desk.current.workshop, "number": 0, "status": "invited"}
        edits = [Edit("registration", new_id(), place)]
        write(db, author, Intention("import", desk.current.workshop), edits, now=NOW)
        page.reload()
        page.grid.view.setCurrentIndex(page.grid.model.index(3, 0))
        press(Key.Key_P)

        assert page.grid.model.grid.people[3].name == "to be named"
        assert attendance.marks(db, desk.current.workshop) == []

    def test_half_day_is_chosen_by_its_head(self, page, desk):
        second = page.grid.model.grid.sessions[1]
        page.grid.above.sectionClicked.emit(1)

        assert desk.current.session == second.id
        assert [one.is_current for one in page.grid.model.grid.sessions[:2]] == [False, True]

    def test_words_follow_the_language(self, page, desk, qtbot):
        desk.language.speak("fr")

        qtbot.waitUntil(lambda: page.everyone.text() == "Tout le monde est là")
        assert shown(page, 0) == "Non saisi"


class TestSignedSheet:
    def test_difference_is_shown_by_name_before_anything_is_written(
        self, press, page, qtbot, known, people
    ):
        for _row in range(3):
            press(Key.Key_P)
            press(Key.Key_Down)
        press(Key.Key_1)
        qtbot.keyClicks(page.sheet.line, " 3")

        words = page.sheet.words.text().replace("\u2068", "").replace("\u2069", "")
        assert "Present → Absent: 1 KONATÉ Aminata, 3 COULIBALY Mariam" in words
        assert "Present on the screen: 3. Afterwards: 1." in words
        assert known(people[0]).what is What.PRESENT

    def test_enter_writes_what_the_paper_says(
        self, db, workshop_id, press, page, qtbot, known, people
    ):
        press(Key.Key_P)
        press(Key.Key_1)
        qtbot.keyClick(page.sheet.line, Key.Key_Return)

        [mark] = attendance.marks(db, workshop_id)
        assert known(people[0]).what is What.ABSENT
        assert mark.source is Seen.SIGNED_SHEET
        assert page.sheet.isHidden()
        assert page.grid.view.hasFocus()

    def test_numbers_may_mean_who_signed(self, press, page, qtbot, known, people):
        press(Key.Key_1)
        qtbot.keyClicks(page.sheet.line, "-2")
        page.sheet.meanings[What.PRESENT].click()
        qtbot.keyClick(page.sheet.line, Key.Key_Return)

        assert [bool(known(one)) for one in people] == [True, True, False]

    @pytest.mark.parametrize("typed", ["9", "1x"])
    def test_what_nobody_bears_is_said_and_not_written(
        self, db, workshop_id, press, page, qtbot, typed
    ):
        press(Key.Key_1)
        qtbot.keyClicks(page.sheet.line, f" {typed}")
        qtbot.keyClick(page.sheet.line, Key.Key_Return)

        assert not page.sheet.wrong.isHidden()
        assert attendance.marks(db, workshop_id) == []

    def test_escape_leaves_everything_as_it_is(self, db, workshop_id, press, page, qtbot):
        press(Key.Key_1)
        qtbot.keyClick(page.sheet.line, Key.Key_Escape)

        assert page.sheet.line.text() == ""
        assert page.grid.view.hasFocus()
        assert attendance.marks(db, workshop_id) == []


@pytest.mark.usefixtures("at_the_door")
class TestHalfDay:
    def test_everyone_is_here_is_one_key_and_two_are_unticked_by_two(
        self, press, page, qtbot, known, people
    ):
        qtbot.keyClick(page, Key.Key_F7)
        press(Key.Key_Space)
        press(Key.Key_Down)
        press(Key.Key_Space)

        assert [bool(known(one)) for one in people] == [False, False, True]

    def test_closing_asks_once_about_those_not_entered(self, db, press, page, qtbot, under_way):
        press(Key.Key_P)
        qtbot.keyClick(page, Key.Key_F11)

        names = page.closing.names.text().replace("\u2068", "").replace("\u2069", "")
        assert page.closing.words.text() == "2 people not entered: absent?"
        assert names == "2 KONÉ Salif, 3 COULIBALY Mariam"
        assert workshops.session(db, under_way).state is SessionState.OPEN

    def test_one_key_says_absent_and_closes(self, db, press, page, qtbot, known, people, under_way):
        press(Key.Key_P)
        qtbot.keyClick(page, Key.Key_F11)
        qtbot.keyClick(page.closing.say_absent, Key.Key_Return)

        assert [known(one).what for one in people] == [What.PRESENT, What.ABSENT, What.ABSENT]
        assert workshops.session(db, under_way).state is SessionState.CLOSED
        assert page.closing.isHidden()

    def test_not_entered_may_stay_so(self, db, page, qtbot, known, people, under_way):
        qtbot.keyClick(page, Key.Key_F11)
        page.closing.leave.click()

        assert known(people[0]) is None
        assert workshops.session(db, under_way).state is SessionState.CLOSED

    def test_escape_leaves_the_half_day_open(self, db, page, qtbot, under_way):
        qtbot.keyClick(page, Key.Key_F11)
        qtbot.keyClick(page, Key.Key_Escape)

        assert workshops.session(db, under_way).state is SessionState.OPEN
        assert page.closing.isHidden()

    def test_question_about_one_half_day_never_closes_another(self, db, page, qtbot, desk):
        qtbot.keyClick(page, Key.Key_F11)
        desk.current.choose_session(workshops.sessions(db, desk.current.workshop)[1].id)

        assert page.closing.isHidden()

    def test_next_half_day_opens_by_the_same_key(self, db, desk, page, qtbot):
        for _time in range(2):
            page.writing.mark_everyone(desk.current.session)
            qtbot.keyClick(page, Key.Key_F11)

        second = workshops.sessions(db, desk.current.workshop)[1]
        assert desk.current.session == second.id
        assert second.state is SessionState.OPEN


@pytest.fixture
def closed(db, author, under_way, people):
    close_session(db, author, under_way, rest=What.ABSENT, now=NOW)


@pytest.mark.usefixtures("closed")
class TestClosedHalfDay:
    def test_correction_waits_for_its_reason(self, press, page, known, people):
        press(Key.Key_P)

        assert known(people[0]) is None
        assert not page.reason.isHidden()
        assert page.reason.line.hasFocus()
        assert not page.reason.go.isEnabled()

    def test_reason_given_corrects_and_is_kept(self, db, press, page, qtbot, known, people):
        press(Key.Key_P)
        qtbot.keyClicks(page.reason.line, "signed  sheet")
        qtbot.keyClick(page.reason.line, Key.Key_Return)

        assert known(people[0]).what is What.PRESENT
        assert db.value("SELECT count(*) FROM entries WHERE body LIKE '%signed sheet%'") == 1
        assert page.reason.isHidden()
        assert page.grid.view.hasFocus()

    def test_without_a_reason_nothing_changes(self, press, page, qtbot, known, people):
        press(Key.Key_P)
        qtbot.keyClick(page, Key.Key_Escape)
        press(Key.Key_Up)

        assert known(people[0]) is None
        assert page.reason.isHidden()

    def test_numbers_of_the_paper_need_one_too(self, press, page, qtbot, known, people):
        press(Key.Key_2)
        page.sheet.meanings[What.PRESENT].click()
        qtbot.keyClick(page.sheet.line, Key.Key_Return)
        page.reason.line.setText("signed sheet")
        qtbot.keyClick(page.reason.line, Key.Key_Return)

        assert known(people[1]).what is What.PRESENT
        assert page.sheet.line.text() == ""


def test_without_people_the_page_says_what_to_do(show, desk, qtbot):
    page = show(AttendancePage(desk))
    with qtbot.waitSignal(desk.notices.wanted) as wanted:
        page.to_list.click()

    assert page.views.currentWidget() is page.nobody
    assert wanted.args == ["workshop"]


def test_without_a_workshop_the_page_says_what_to_do(show, desk, qtbot):
    desk.current.choose("")
    page = show(AttendancePage(desk))
    with qtbot.waitSignal(desk.notices.wanted) as wanted:
        page.no_workshop.to_workshops.click()

    assert page.views.currentWidget() is page.no_workshop
    assert wanted.args == ["workshops"]


class TestSharedNumber:
    @pytest.fixture
    def shared(self, desk, page, people):
        """Two people are number 1, as two laptops gave it."""
        edits = [Edit("registration", people[1], {"number": 1})]
        write(desk.db, desk.author, Intention("correct", desk.current.workshop), edits, now=NOW)
        page.reload()
        return page.shared

    def test_numbers_of_one_person_each_say_nothing(self, page):
        assert page.shared.isHidden()

    def test_both_people_are_named(self, shared):
        assert not shared.isHidden()
        assert "Several people have number 1 of the sheet" in shared.words.text()

    def test_button_gives_one_of_them_a_new_number_and_undo_takes_it_back(
        self, desk, page, shared, people, qtbot
    ):
        with qtbot.waitSignal(desk.notices.told) as told:
            qtbot.mouseClick(shared.renumber, Qt.MouseButton.LeftButton)

        page.reload()
        assert shared.isHidden()
        assert f"has number {len(people) + 1} now" in told.args[0]
        undo(desk.db, desk.author, now=NOW)
        page.reload()
        assert not shared.isHidden()
