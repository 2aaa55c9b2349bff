"""One of several things, folded away until it is opened."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from app.i18n import _
from ui.widgets.choices import Option

_ARROW_FROM_EDGE = 20


class Picker(QComboBox):
    """A list that opens; its words follow the language."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        options: Sequence[Option] = (),
        value: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._options: tuple[Option, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.offer(options, value)
        self.activated.connect(self._on_activated)

    @property
    def value(self) -> str:
        """What is chosen now; empty while nothing is offered."""
        return str(self.currentData() or "")

    def offer(self, options: Sequence[Option], value: str = "") -> None:
        """Offer these from now on; `value`, else what was chosen, stays chosen where it can."""
        wanted = value or self.value
        if tuple(options) != self._options:
            self._options = tuple(options)
            self.clear()
            for key, words in self._options:
                self.addItem(_(words), key)
        self.setCurrentIndex(max(self.findData(wanted), 0))
        self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet draws no arrow of its own; this one has the ink of the theme."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.ButtonText), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = self.width() - _ARROW_FROM_EDGE, self.height() / 2
        points = (QPointF(x - 5, y - 2.5), QPointF(x, y + 2.5), QPointF(x + 5, y - 2.5))
        painter.drawPolyline(QPolygonF(points))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_activated(self, _index: int) -> None:
        self.chosen.emit(self.value)

    def _retranslate(self) -> None:
        self.setAccessibleName(_(self._name))
        for index, (_key, words) in enumerate(self._options):
            self.setItemText(index, _(words))
