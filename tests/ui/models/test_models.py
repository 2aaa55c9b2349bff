import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.people import Person
from app.domain.registration import Registration, RosterLine, Status
from app.i18n import N_
from ui.models.roster import PersonRow, RosterModel
from ui.models.rows import ROW_ROLE, SORT_ROLE, Column, RowsModel
from ui.models.shapes import Shape

STRICT = QAbstractItemModelTester.FailureReportingMode.Warning


def person_row(name="Salif KONÉ"):
    line = RosterLine(Registration("r", "w", "p"), Person("p", name))
    return PersonRow(line, name, "M  Douanes", "not here yet", Shape.RING, ((6, 9),))


@pytest.fixture
def rows():
    model = RowsModel((Column(N_("Rank"), str, key=int, is_number=True), Column(N_("Unit"), hex)))
    QAbstractItemModelTester(model, STRICT, model)
    return model


@pytest.fixture
def roster():
    model = RosterModel()
    QAbstractItemModelTester(model, STRICT, model)
    return model


def test_rows_keep_qts_rules(rows):
    rows.show([10, 9])
    rows.show([1])
    rows.show([])

    assert rows.rowCount() == 0


def test_rows_sort_by_key_not_by_text(rows):
    rows.show([10, 9])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(rows)
    proxy.setSortRole(SORT_ROLE)
    proxy.sort(0)

    assert proxy.index(0, 0).data() == "9"
    assert proxy.index(0, 0).data(ROW_ROLE) == 9


def test_rows_title_is_translated_when_shown(rows, language):
    language.speak("fr")

    assert rows.headerData(0, Qt.Orientation.Horizontal) == "Grade"
    assert rows.headerData(0, Qt.Orientation.Vertical) is None


def test_numbers_stand_at_the_right(rows):
    rows.show([1])

    assert rows.index(0, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert rows.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) is None


def test_roster_keeps_qts_rules(roster):
    roster.show([person_row(), person_row("Oumar BA")])
    roster.show([])

    assert roster.rowCount() == 0


def test_roster_says_a_line_whole_to_a_screen_reader(roster):
    roster.show([person_row()])

    index = roster.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Salif KONÉ, M  Douanes, not here yet"
    assert roster.row(index).line.registration.status is Status.INVITED
    assert roster.row(roster.index(5)) is None
