import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.delegates.mark_cell import MarkCell
from ui.models.attendance import AttendanceModel, Cell, Grid, MarkShape, PersonHead, SessionHead

WIDTH, HEIGHT = 180, 40


@pytest.fixture
def draw(look):
    """The pixels of one cell, in a column with or without room for words."""

    def draw(cell, *, current=0, state=QStyle.StateFlag.State_None):
        model = AttendanceModel()
        head = SessionHead("am", "am", "", "", "", "", "")
        model.show(Grid((PersonHead("a", 1, "KONÉ"),), (head,), ((cell,),)))
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, WIDTH, HEIGHT)
        option.state = state
        delegate = MarkCell(look)
        delegate.current = current
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(0, 0))
        painter.end()
        return image

    return draw


def test_every_mark_looks_different_even_without_its_word(draw):
    shapes = [draw(Cell(shape), current=-1) for shape in MarkShape]

    assert all(a != b for n, a in enumerate(shapes) for b in shapes[n + 1 :])


def test_word_stands_beside_the_shape_in_the_current_half_day(draw):
    cell = Cell(MarkShape.RING, "Absent")

    assert draw(cell, current=0) != draw(Cell(MarkShape.RING), current=0)
    assert draw(cell, current=-1) == draw(Cell(MarkShape.RING), current=-1)


@pytest.mark.parametrize("current", [0, -1])
def test_flags_are_drawn_with_and_without_words(draw, current):
    plain = draw(Cell(MarkShape.DISC, "Present"), current=current)

    assert draw(Cell(MarkShape.DISC, "Present", ("R",)), current=current) != plain


@pytest.mark.parametrize(
    "state", [QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus]
)
def test_cursor_and_selection_show(draw, state):
    cell = Cell(MarkShape.DOT)

    assert draw(cell, state=state) != draw(cell)


def test_column_is_wide_enough_for_its_longest_word(look):
    delegate = MarkCell(look)

    assert delegate.width_of(["Absence excusée", "Présence"]) == delegate.width_of(
        ["Absence excusée"]
    )
    assert delegate.width_of(["Absence excusée"]) > delegate.width_of(["Présence"])
    assert delegate.row_height >= 40
