import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.attendance import (
    AttendanceModel,
    Cell,
    Grid,
    MarkShape,
    PersonHead,
    SessionHead,
)

Role = Qt.ItemDataRole


def grid(*names, word="Present"):
    people = tuple(PersonHead(name, n, name) for n, name in enumerate(names, 1))
    sessions = tuple(
        SessionHead(key, key, "mon. 26", "a.m.", "closed", "1", "0 / 1") for key in ("am", "pm")
    )
    cell = Cell(MarkShape.DISC, word, said=word)
    return Grid(people, sessions, tuple((cell, cell) for _name in names))


@pytest.fixture
def model():
    model = AttendanceModel()
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return model


def test_grid_has_a_row_a_person_and_a_column_a_half_day(model):
    model.show(grid("KONÉ", "BA", "LY"))

    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.headerData(1, Qt.Orientation.Vertical) == "2 BA"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "am · closed"


def test_marks_alone_change_in_place_so_that_the_cursor_stays(model, qtbot):
    model.show(grid("KONÉ"))
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(grid("KONÉ", word="Absent"))

    assert model.index(0, 1).data() == "Absent"


def test_other_people_are_another_grid(model, qtbot):
    model.show(grid("KONÉ"))
    with qtbot.waitSignal(model.modelReset):
        model.show(grid("KONÉ", "BA"))


def test_cell_says_whose_it_is_to_who_cannot_see_it(model):
    model.show(grid("KONÉ"))

    assert model.index(0, 0).data(Role.AccessibleTextRole) == "1 KONÉ, Present"


@pytest.mark.parametrize("orientation", Qt.Orientation)
def test_head_outside_the_grid_is_nothing(model, orientation):
    model.show(grid("KONÉ"))

    assert model.headerData(9, orientation) is None
    assert model.headerData(-1, orientation) is None
