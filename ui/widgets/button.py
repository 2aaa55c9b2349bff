"""A button that shows its key."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QWidget

from app.i18n import _
from ui.widgets.keys import key_words

_GAP, _CAP_PADDING, _EDGE, _INDENT = 12, 7, 4, 14
_NARROWEST = 120
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Button(QPushButton):
    """Says what it does, then its key, drawn like a key.

    `message` is marked with N_ and follows the language; `say` replaces it by words of the
    page's own. `key` is Qt's name of it ("F2", "Ctrl+Z"); while the button is on screen the key
    presses it, unless `listens` is false because somebody else reads that key. `reads`, marked
    too, is what is read out where the message needs what stands beside it.
    """

    def __init__(
        self,
        message: str = "",
        key: str = "",
        role: str = "",
        *,
        listens: bool = True,
        reads: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._message = message
        self._reads = reads
        self._key = key
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._shortcut = QShortcut(QKeySequence(key), self) if key and listens else None
        if self._shortcut is not None:
            self._shortcut.activated.connect(self.click)
        self._retranslate()

    def listen(self, is_listening: bool) -> None:
        """Leave the key to somebody else for a while, or take it again."""
        if self._shortcut is not None:
            self._shortcut.setEnabled(is_listening)

    def say(self, text: str) -> None:
        """Show `text`, in which & is only a character."""
        self._message = ""
        self._show(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: the key goes first, then the words end in an ellipsis."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _NARROWEST), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """The style draws all but the words: they stand beside their key."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        if self.isDown():
            room.translate(0, 1)
        if self._is_here:
            painter.setFont(_bold(painter.font()))
        metrics, text = painter.fontMetrics(), self.text().replace("&&", "&")
        # Where there is no room for both, the words matter more than the key.
        cap = self._cap_width() if self._fits(metrics.horizontalAdvance(text), room) else 0
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() - cap)
        words = metrics.horizontalAdvance(shown)
        left = room.left() + _INDENT if self._is_row else room.center().x() - (words + cap) // 2
        role = QPalette.ColorRole.Highlight if self._is_here else QPalette.ColorRole.ButtonText
        ink = self.palette().color(role)
        painter.setPen(ink)
        painter.drawText(QRect(left, room.top(), words + 2, room.height()), _MIDDLE, shown)
        if cap:
            end = room.right() - _INDENT if self._is_row else left + words + cap
            painter.setFont(self.font())
            self._draw_cap(painter, end, room, ink)

    def _fits(self, words: int, room: QRect) -> bool:
        margins = 2 * _INDENT if self._is_row else 0
        return words + self._cap_width() + margins <= room.width()

    def _draw_cap(self, painter: QPainter, right: int, room: QRect, ink: QColor) -> None:
        width = self._cap_width() - _GAP
        height = self.fontMetrics().height() + 2
        top = room.center().y() - height // 2
        box = QRect(right - width, top, width, height)
        edge = QColor(ink)
        edge.setAlphaF(0.45)
        painter.setPen(edge)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), key_words(self._key))

    @property
    def _is_row(self) -> bool:
        """Whether it spans a card like a row: words at the left, key at the right."""
        return self.property("role") in ("row", "place")

    @property
    def _is_here(self) -> bool:
        """Whether it stands for the page that is seen."""
        return self.property("role") == "place" and self.isChecked()

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        words = self.fontMetrics().horizontalAdvance(key_words(self._key))
        return words + 2 * _CAP_PADDING + _GAP

    def _retranslate(self) -> None:
        if self._message:
            self._show(_(self._message))
        self.updateGeometry()

    def _show(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(_(self._reads) if self._reads else text)
        self.setAccessibleDescription(key_words(self._key) if self._key else "")


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    return bold
