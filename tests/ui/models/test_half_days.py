from datetime import date

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.workshop import Part
from ui.models.half_days import Day, HalfDaysModel, Held

MONDAY, TUESDAY = date(2017, 6, 26), date(2017, 6, 27)
DAYS = [Day(MONDAY, "Monday 26"), Day(TUESDAY, "Tuesday 27")]
DIARY = {(MONDAY, Part.MORNING): Held.COUNTS, (TUESDAY, Part.AFTERNOON): Held.IDLE}


def test_diary_has_a_row_a_day_and_its_two_halves():
    model = HalfDaysModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(DAYS, DIARY)
    model.show(DAYS, DIARY)
    said = [[model.index(row, column).data() for column in range(2)] for row in range(2)]

    assert tester.model() is model
    assert said == [["●  counts", "–  none"], ["–  none", "○  does not count"]]
    assert model.headerData(1, Qt.Orientation.Vertical) == "Tuesday 27"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Morning"


def test_outside_the_diary_nothing_is_held():
    model = HalfDaysModel()
    model.show(DAYS, DIARY)

    assert model.held(QModelIndex()) is Held.NONE
    assert (
        model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Monday 26, Morning: counts"
    )
