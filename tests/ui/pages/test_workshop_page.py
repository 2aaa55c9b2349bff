from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.domain.attendance import What
from app.domain.people import Sex
from app.domain.workshop import Part
from app.errors import ListRefused, ListWithoutNames
from app.services.examples.exercise import load_exercise
from app.services.history import undo
from app.services.people.attending import Observation, take_attendance
from app.services.workshop.seeding import seed_list
from app.store import registrations, workshops
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from ui.pages.workshop_page import WorkshopPage

Key = Qt.Key
CLIPBOARD = """\
Nom et prénoms\tSexe\tStructure\tFonction
Aminata KONATÉ\tF\tPolice\tCommissaire
Salif KONÉ\tM\tDouanes\tInspecteur
Total\t2
"""


@pytest.fixture
def page(show, desk):
    page = show(WorkshopPage(desk), PAGE)
    page.setFocus()
    return page


@pytest.fixture
def roster(db, desk):
    return lambda: registrations.roster(db, desk.current.workshop)


@pytest.fixture
def choose(page, ask, qtbot, desk):
    """Choose a file and wait until it was read."""

    def choose(path):
        ask.files.append(path)
        with qtbot.waitSignal(desk.tasks.idle):
            qtbot.keyClick(page, Key.Key_F4)

    return choose


@pytest.fixture
def paste(page, qtbot, desk):
    def paste(text=CLIPBOARD):
        QGuiApplication.clipboard().setText(text)
        with qtbot.waitSignal(desk.tasks.idle):
            page.from_clipboard.click()

    return paste


@pytest.fixture
def accept(page, qtbot, desk):
    def accept():
        with qtbot.waitSignal(desk.tasks.idle):
            qtbot.keyClick(page, Key.Key_Return)

    return accept


class TestImport:
    def test_file_is_shown_before_anything_is_taken_in(self, choose, page, roster):
        choose(seed_list("bamako-2017"))

        assert page.views.currentWidget() is page.preview
        assert page.preview.found.text().startswith("24 people found, 3 lines to check")
        assert roster() == []

    def test_lines_to_check_come_first_with_their_raw_line(self, choose, page):
        choose(seed_list("bamako-2017"))

        rows = page.preview.list.rows.rows
        assert [row.state for row in rows[:4]] == ["to check"] * 3 + ["addition"]
        assert "Mrs Oumar SIDIBÉ" in rows[0].detail
        assert "Messieurs" in rows[0].warning
        assert page.preview.whole.text() == rows[0].detail

    def test_enter_imports_and_one_undo_takes_all_of_it_back(
        self, db, author, choose, accept, page, roster
    ):
        choose(seed_list("bamako-2017"))
        accept()
        imported = len(roster())
        undo(db, author, now=NOW)

        assert imported == 26
        assert page.views.currentWidget() is page.work
        assert roster() == []

    def test_what_was_done_is_said(self, choose, accept, desk, qtbot):
        told = []
        desk.notices.told.connect(told.append)
        choose(seed_list("bamako-2017"))
        accept()

        assert told == ["List imported: 24 new"]

    def test_escape_imports_nothing(self, choose, page, roster, qtbot):
        choose(seed_list("bamako-2017"))
        qtbot.keyClick(page, Key.Key_Escape)

        assert page.views.currentWidget() is page.work
        assert roster() == []

    def test_no_file_no_question(self, page, ask, qtbot):
        qtbot.keyClick(page, Key.Key_F4)

        assert page.views.currentWidget() is page.work
        assert ask.errors == []

    def test_copied_list_is_read_too(self, paste, accept, roster):
        paste()
        accept()

        assert [line.person.name for line in roster()] == ["Aminata KONATÉ", "Salif KONÉ"]

    def test_empty_clipboard_says_what_to_do(self, page, desk):
        told = []
        desk.notices.told.connect(told.append)
        QGuiApplication.clipboard().setText(" ")
        page.from_clipboard.click()

        assert len(told) == 1
        assert page.views.currentWidget() is page.work

    def test_list_that_comes_again_changes_adds_and_keeps(self, paste, accept, page, roster):
        paste()
        accept()
        paste(CLIPBOARD.replace("Inspecteur", "Directeur").replace("Aminata KONATÉ", "Ali BA"))

        rows = page.preview.list.rows.rows
        assert [(row.title, row.state) for row in rows] == [
            ("KONÉ Salif", "change"),
            ("Ali BA", "addition"),
            ("KONATÉ Aminata", "not in this file: kept"),
            ("Total | 2", "ignored"),
        ]
        assert "position: Directeur" in rows[0].detail

    def test_same_list_again_has_nothing_to_import(self, paste, accept, page):
        paste()
        accept()
        paste()

        assert not page.preview.go.isEnabled()
        assert page.preview.go.text() == "Nothing to import"

    @pytest.mark.parametrize(
        ("name", "text", "refusal"),
        [
            ("list.pdf", "%PDF-1.7\n", ListRefused),
            ("list.csv", "a;b\n1;2\n", ListWithoutNames),
        ],
    )
    def test_file_that_cannot_be_read_is_one_calm_sentence(
        self, tmp_path, choose, page, ask, roster, name, text, refusal
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        choose(path)

        assert [type(error) for error in ask.errors] == [refusal]
        assert page.views.currentWidget() is page.work
        assert roster() == []

    def test_stopping_takes_back_what_was_written(self, desk, page, paste, roster, qtbot):
        names = "\n".join(f"Personne Numéro{n}\tM\tPolice" for n in range(1200))
        paste(f"Nom\tSexe\tStructure\n{names}\n")
        desk.tasks.progressed.connect(desk.tasks.cancel, Qt.ConnectionType.DirectConnection)
        told = []
        desk.notices.told.connect(told.append)
        with qtbot.waitSignal(desk.tasks.idle):
            page.preview.go.click()

        assert roster() == []
        assert told == ["Stopped. Nothing was changed."]
        assert page.preview.go.isEnabled()

    def test_list_of_one_workshop_never_goes_into_another(self, db, author, desk, paste, page):
        paste()
        other = load_exercise(db, author, "niamey-2017", now=NOW).subject
        desk.current.choose(other)

        assert page.views.currentWidget() is page.work

    def test_preview_follows_the_language(self, paste, page, desk, qtbot):
        paste()
        desk.language.speak("fr")

        qtbot.waitUntil(lambda: page.preview.go.text() == "Importer 2 lignes")
        assert page.preview.found.text() == "2 personnes trouvées, 1 ligne ignorée"


class TestHalfDays:
    def test_every_half_day_is_in_the_diary(self, page):
        assert len(page.half_days.slots) == 6
        assert page.half_days.rows.index(0, 0).data() == "●  counts"

    def test_space_is_written_at_once(self, db, desk, page, qtbot):
        qtbot.keyClick(page.half_days, Key.Key_Space)

        assert [one.counts for one in workshops.sessions(db, desk.current.workshop)] == (
            [False] + [True] * 5
        )

    def test_delete_takes_a_half_day_out_and_in(self, db, desk, page, qtbot):
        def held():
            return len(workshops.sessions(db, desk.current.workshop))

        qtbot.keyClick(page.half_days, Key.Key_End)
        qtbot.keyClick(page.half_days, Key.Key_Delete)
        without = held()
        qtbot.keyClick(page.half_days, Key.Key_Delete)

        assert (without, held()) == (5, 6)

    def test_half_day_with_attendance_says_how_to_bring_it_back(
        self, db, author, desk, page, invite, under_way, qtbot
    ):
        person = invite("Aminata KONATÉ", Sex.FEMALE)
        seen = [Observation(person, under_way, What.PRESENT)]
        take_attendance(db, author, desk.current.workshop, seen, now=NOW)
        told = []
        desk.notices.told.connect(told.append)
        qtbot.keyClick(page.half_days, Key.Key_Delete)

        assert len(told) == 1
        assert "Ctrl+Z" in told[0]

    def test_other_sittings_stay_as_they_are(self, page, qtbot):
        slots = page.half_days.slots
        evening = replace(slots[0], part=Part.OTHER, label="visit")
        page.half_days.show_slots([*slots, evening], slots[0].on, slots[-1].on)
        qtbot.keyClick(page.half_days, Key.Key_Space)

        assert evening in page.half_days.slots


def test_without_a_workshop_the_page_says_what_to_do(show, desk, qtbot):
    desk.current.choose("")
    page = show(WorkshopPage(desk))
    with qtbot.waitSignal(desk.notices.wanted) as wanted:
        page.no_workshop.to_workshops.click()

    assert wanted.args == ["workshops"]
