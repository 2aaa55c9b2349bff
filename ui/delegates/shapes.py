"""Draws the shapes that states have, and knows their tones."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.models.shapes import Shape
from ui.tones import Tones

_TONES = {Shape.DISC: "here", Shape.DIAMOND: "ochre"}


def tone_of(shape: Shape | None, tones: Tones) -> QColor:
    """The colour that says again what `shape` says; soft where there is none."""
    return QColor(getattr(tones, _TONES.get(shape, "soft") if shape else "soft"))


def draw_shape(painter: QPainter, box: QRectF, shape: Shape, color: QColor) -> None:
    """The shape of a state inside `box`."""
    painter.setPen(QPen(color, 2))
    painter.setBrush(color if shape is Shape.DISC else Qt.BrushStyle.NoBrush)
    inside = box.adjusted(1, 1, -1, -1)
    if shape is Shape.DIAMOND:
        middle = inside.center()
        painter.drawPolygon(
            [
                QPointF(middle.x(), inside.top()),
                QPointF(inside.right(), middle.y()),
                QPointF(middle.x(), inside.bottom()),
                QPointF(inside.left(), middle.y()),
            ]
        )
    elif shape is Shape.DASH:
        painter.drawLine(
            QPointF(inside.left(), inside.center().y()),
            QPointF(inside.right(), inside.center().y()),
        )
    else:
        painter.drawEllipse(inside)
