import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.people import Sex
from app.errors import PlaceGone
from app.services.people.attending import open_session
from app.store import workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from tests.ui.pages.sittings import come
from ui.pages.figures_page import FiguresPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def full(desk, db):
    """Three people; at the first half-day two were in the room, one of them a woman."""
    come(desk, "Aminata KONATÉ")
    come(desk, "Salif KONÉ", Sex.MALE)
    come(desk, "Awa DIARRA", at=[1])
    session = workshops.sessions(db, desk.current.workshop)[0].id
    open_session(db, desk.author, session, now=NOW)
    desk.current.choose_session(session)


@pytest.fixture
def page(show, desk):
    return show(FiguresPage(desk), PAGE)


def board(page):
    return [
        f"{number.text()} {words.text()}".replace("\u00a0", " ")
        for number, words in zip(page.board.numbers, page.board.words, strict=True)
    ]


def table(view):
    model = view.figures
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.mark.usefixtures("full")
class TestBoard:
    def test_board_counts_who_is_in_the_room_now(self, page, language):
        language.speak("fr")
        page.reload()

        assert board(page) == ["2 présents sur 3", "1 femme (50,0 %)", "1 homme"]
        assert page.board.caption.text() == "Mercredi 13 · matin"

    def test_whole_workshop_is_one_key_away(self, page, qtbot):
        qtbot.keyClick(page.scope.buttons["session"], Qt.Key.Key_Right)

        assert board(page) == ["3 present of 3", "2 women (66.7%)", "1 man"]

    def test_mark_is_counted_at_once(self, page, desk):
        come(desk, "Fatoumata KONARÉ")

        page.reload()

        assert board(page)[0] == "3 present of 4"

    def test_without_a_half_day_the_whole_workshop_is_shown(self, page, desk):
        desk.current.choose_session("")

        assert board(page)[0] == "3 present of 3"
        assert not page.scope.buttons["session"].isEnabled()


@pytest.mark.usefixtures("full")
class TestTables:
    def test_half_days_are_counted_by_sex_and_what_is_missing_stands_apart(self, page):
        rows = table(page.sessions)

        assert rows[0] == ["Wed. 13 · morning", "1", "1", "2", "1"]
        assert rows[1] == ["Wed. 13 · afternoon", "2", "1", "3", ""]
        assert len(rows) == 6

    def test_organisations_add_up_to_everyone(self, page):
        rows = table(page.bodies)

        assert rows == [
            ["Direction des douanes", "2", "1", "3", "100.0%"],
            ["All", "2", "1", "3", "100.0%"],
        ]

    def test_tables_follow_the_language(self, page, language):
        language.speak("fr")

        assert table(page.sessions)[0][0] == "Mer. 13 · matin"


@pytest.mark.usefixtures("under_way")
class TestHalfDays:
    def test_half_day_to_come_shows_no_zeros(self, page, desk):
        come(desk, "Aminata KONATÉ", at=[0])
        page.reload()

        rows = table(page.sessions)

        assert rows[0] == ["Wed. 13 · morning", "1", "0", "1", ""]
        assert rows[1] == ["Wed. 13 · afternoon", "–", "–", "–", "to come"]

    def test_half_day_under_way_shows_that_nobody_is_there(self, page):
        assert table(page.sessions)[0][1:] == ["0", "0", "0", ""]


@pytest.mark.usefixtures("full")
class TestTexts:
    def test_sentences_come_in_the_language_that_is_chosen(self, page, qtbot):
        qtbot.mouseClick(page.views.buttons["texts"], LEFT)

        qtbot.mouseClick(page.texts.language.buttons["fr"], LEFT)

        said = page.texts.sentence.words.text().replace("\u00a0", " ")
        assert said == "Cet atelier a réuni 3 participants, dont 2 femmes."
        assert page.texts.speech.words.text() == "trois (3) participants, dont deux (2) femmes"
        assert page.texts.message.words.text().startswith("J1 Bamako : 3 présents (F 2, M 1)")

    def test_copy_takes_one_click(self, page, desk, qtbot):
        qtbot.mouseClick(page.views.buttons["texts"], LEFT)

        with qtbot.waitSignal(desk.notices.told):
            qtbot.mouseClick(page.texts.sentence.copy, LEFT)

        copied = QGuiApplication.clipboard().text()
        assert copied == "This workshop gathered 3 participants, including 2 women."

    def test_missing_facts_are_said_in_word_and_shape(self, page):
        page.views.show_value("texts")

        said = page.texts.report.missing.text()

        assert said == "▲ Missing: the organizer, the donor"


class TestWorkbook:
    @pytest.mark.usefixtures("full")
    def test_workbook_is_written_and_told(self, page, ask, desk, tmp_path, qtbot):
        ask.files = [tmp_path / "register"]

        with qtbot.waitSignal(desk.notices.told) as told:
            qtbot.mouseClick(page.save, LEFT)

        assert (tmp_path / "register.xlsx").read_bytes().startswith(b"PK")
        assert told.args[0].startswith("Saved and read back: \u2068register.xlsx\u2069 (")
        assert told.args[0].endswith(" kB)")

    @pytest.mark.usefixtures("full")
    def test_folder_that_is_not_there_is_told(self, page, ask, tmp_path, qtbot):
        ask.files = [tmp_path / "no" / "register.xlsx"]

        qtbot.mouseClick(page.save, LEFT)
        qtbot.waitUntil(lambda: ask.errors != [])

        assert [type(error) for error in ask.errors] == [PlaceGone]

    def test_closing_the_question_writes_nothing(self, page, ask, desk, qtbot):
        qtbot.mouseClick(page.save, LEFT)

        assert not desk.tasks.is_busy


class TestEmpty:
    def test_nobody_yet_is_zero_and_no_fault(self, page):
        assert board(page) == ["0 present", "0 women", "0 men"]
        assert table(page.bodies) == []

    def test_no_workshop_says_what_to_do_next(self, page, desk, qtbot):
        desk.current.choose("")

        with qtbot.waitSignal(desk.notices.wanted) as wanted:
            qtbot.mouseClick(page.no_workshop.to_workshops, LEFT)

        assert wanted.args == ["workshops"]
