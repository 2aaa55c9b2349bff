from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.statistics import Count
from ui.models.figures import FigureRow, FiguresModel
from ui.models.rows import ROW_ROLE
from ui.models.shapes import Shape
from ui.models.states import StateRow, StatesModel
from ui.widgets.figures_table import columns

Role = Qt.ItemDataRole
ROW = StateRow("k", "N° 3", "a file", "copied and verified", Shape.DIAMOND, "12 changes since")


@pytest.fixture
def states(qapp):
    model = StatesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    return model


@pytest.fixture
def figures(qapp):
    model = FiguresModel(columns("Half-day", "Not entered"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    return model


class TestStates:
    def test_row_reads_as_one_sentence(self, states):
        states.show([ROW])

        said = states.index(0).data(Role.AccessibleTextRole)
        assert said == "N° 3, copied and verified, a file, 12 changes since"
        assert states.index(0).data(ROW_ROLE) == ROW

    def test_same_rows_in_other_words_stay_where_they_are(self, states, qtbot):
        states.show([ROW, replace(ROW, key="l")])

        with qtbot.assertNotEmitted(states.modelReset), qtbot.waitSignal(states.dataChanged):
            states.show([replace(ROW, state="received"), replace(ROW, key="l")])

        assert states.rows[0].state == "received"

    def test_other_rows_replace_them(self, states, qtbot):
        states.show([ROW])

        with qtbot.waitSignal(states.modelReset):
            states.show([replace(ROW, key="l")])

    def test_nothing_can_be_shown(self, states):
        states.show([])

        assert states.rowCount() == 0


class TestFigures:
    def test_line_is_name_women_men_total_and_one_more(self, figures):
        figures.show([FigureRow("Wednesday", Count(6, 23, 1), "2")])

        said = [figures.index(0, column).data() for column in range(5)]
        assert said == ["Wednesday", "6", "23", "30", "2"]

    def test_total_is_bold(self, figures):
        figures.show([FigureRow("a", Count()), FigureRow("All", Count(), is_total=True)])

        fonts = [figures.index(row, 0).data(Role.FontRole) for row in range(2)]
        assert fonts[0] is None
        assert isinstance(fonts[1], QFont)
        assert fonts[1].bold()

    def test_figures_stand_at_the_right_under_their_headings(self, figures):
        horizontal = Qt.Orientation.Horizontal
        sides = [figures.headerData(at, horizontal, Role.TextAlignmentRole) for at in (0, 1)]

        assert [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides] == [False, True]
