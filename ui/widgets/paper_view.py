"""A paper as it will print: its real bytes, a page at a time."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from ui.look import Look
from ui.printing import Picture
from ui.widgets.button import Button
from ui.widgets.label import Label

ZOOMS = (1.0, 1.4, 2.0, 3.0)
"""How many times the size at which the whole page is seen."""

_MARGIN = 12
_SHADOW = 6
_TURNS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Home: -100_000,
    Qt.Key.Key_End: 100_000,
}


class PaperView(QWidget):
    """Shows the picture it is given; asks for another page, or for one of another size."""

    turned = Signal(int)  # the page wanted, from 0
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = _Sheet(look, self)
        self.words = Label(role="soft", wraps=True)
        self.area = QScrollArea()
        self.before, self.after = Button(role="step"), Button(role="step")
        self.smaller, self.larger = Button(role="step"), Button(role="step")
        self.place = Label()
        self._page, self._seen, self._pages, self._zoom = 0, 0, 0, 0
        self._lay_out()
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.smaller.clicked.connect(partial(self._on_zoom, -1))
        self.larger.clicked.connect(partial(self._on_zoom, 1))
        self.say("")

    @property
    def page(self) -> int:
        """The page that is wanted, from 0; its picture may still be on its way."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the paper has; 0 while there is none."""
        return self._pages

    @property
    def room(self) -> QSize:
        """Pixels for one page at the zoom that was chosen."""
        seen = self.area.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        return seen.expandedTo(QSize(60, 60)) * ZOOMS[self._zoom]

    def show_picture(self, picture: Picture) -> None:
        """Show a page."""
        if picture.page != self._seen:
            self.area.verticalScrollBar().setValue(0)
        self._page = self._seen = picture.page
        self._pages = picture.pages
        self.sheet.show_image(picture.image)
        self.sheet.show()
        self.words.hide()
        self._show_place()

    def say(self, text: str) -> None:
        """Show `text` where the paper would be."""
        self._pages = 0
        self.words.setText(text)
        self.words.show()
        self.sheet.hide()
        self._show_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _TURNS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._turn(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.sheet.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.sheet.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_place()

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for widget in (self.before, self.place, self.after):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self.smaller, self.larger):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.area, 1)
        column.addLayout(bar)

    def _turn(self, step: int, _checked: bool = False) -> None:
        page = max(0, min(self._pages - 1, self._page + step))
        if self._pages and page != self._page:
            self._page = page
            self._show_place()
            self.turned.emit(page)

    def _on_zoom(self, step: int, _checked: bool = False) -> None:
        zoom = max(0, min(len(ZOOMS) - 1, self._zoom + step))
        if zoom != self._zoom:
            self._zoom = zoom
            self._show_place()
            self.resized.emit()

    def _show_place(self) -> None:
        """Say which page it is; buttons that would do nothing are not pressed in vain."""
        said = _("Page {x} of {y}").format(x=self._page + 1, y=self._pages)
        self.place.setText(said if self._pages else "")
        self.sheet.setAccessibleName(said if self._pages else "")
        for button, text, name, works in (
            (self.before, "‹", _("Previous page"), self._page > 0),
            (self.after, "›", _("Next page"), self._page + 1 < self._pages),
            (self.smaller, "−", _("Show smaller"), self._zoom > 0),
            (self.larger, "+", _("Show larger"), self._zoom + 1 < len(ZOOMS)),
        ):
            button.say(text)
            button.setAccessibleName(name)
            button.setEnabled(bool(self._pages) and works)


class _Sheet(QWidget):
    """The page itself, on a shadow."""

    def __init__(self, look: Look, view: PaperView) -> None:
        super().__init__()
        self._look = look
        self._view = view
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """Show `image`, dot by dot."""
        self._image = image
        self.setFixedSize(self._paper.size() + QSize(2 * _SHADOW, 2 * _SHADOW))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(self._look.tones.ink)
        for width in range(_SHADOW, 0, -2):
            shade.setAlpha(10)
            painter.setBrush(shade)
            grown = self._paper.adjusted(-width // 2, 0, width // 2, width)
            painter.drawRoundedRect(grown, 3, 3)
        painter.drawImage(self._paper.topLeft(), self._image)
        tones, has_focus = self._look.tones, self._view.hasFocus()
        painter.setPen(QPen(QColor(tones.accent), 3) if has_focus else QColor(tones.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._paper)

    @property
    def _paper(self) -> QRect:
        """Where the page lies."""
        size = (self._image.deviceIndependentSize()).toSize()
        return QRect(QPoint(_SHADOW, _SHADOW), size)
