"""A field with what it is called above it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from ui.widgets.label import Caption


def field(caption: str, widget: QWidget) -> QVBoxLayout:
    """A caption, marked with N_, above its field."""
    column = QVBoxLayout()
    column.setSpacing(3)
    label = Caption(caption, "field")
    label.setBuddy(widget)
    widget.setAccessibleName(_(caption))
    column.addWidget(label)
    column.addWidget(widget)
    return column


def side_by_side(*fields: tuple[str, QWidget]) -> QHBoxLayout:
    """Fields of one width beside each other, each below its caption."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for caption, widget in fields:
        row.addLayout(field(caption, widget), 1)
    return row


def tidy_text(text: str) -> str:
    """`text` as typed, with single spaces."""
    return " ".join(text.split())
