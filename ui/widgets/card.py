"""The white sheet that things lie on."""

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget


class Card(QFrame):
    """A framed surface; `role` "ochre" says « look here »."""

    def __init__(self, role: str = "", *, margin: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(8)

    def add(self, *things: QWidget | QLayout) -> None:
        """Put `things` below each other, after what is there."""
        for thing in things:
            if isinstance(thing, QWidget):
                self._column.addWidget(thing)
            else:
                self._column.addLayout(thing)

    @property
    def column(self) -> QVBoxLayout:
        """The layout, for stretches and spacings."""
        return self._column
