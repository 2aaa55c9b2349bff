"""A way out, as a large button: what to do, and below it what that gives."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.look import at_text_size
from ui.widgets.label import Label

_INSET, _GAP, _NARROWEST = 16, 2, 240


class Offer(QPushButton):
    """Two texts that wrap; as high as they are. `is_first` is the one to take when in doubt."""

    def __init__(self, *, is_first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "offer-first" if is_first else "offer")
        self.setAutoDefault(False)
        self.title = Label(role="offer-title", wraps=True)
        self.gives = Label(role="offer-gives", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, 10, _INSET, 11)
        column.setSpacing(_GAP)
        for label in (self.title, self.gives):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: str, gives: str) -> None:
        """Show what to do, and what it gives."""
        self.title.setText(title)
        self.gives.setText(gives)
        self.gives.setVisible(bool(gives))
        self.setAccessibleName(title)
        self.setAccessibleDescription(gives)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def sizeHint(self) -> QSize:
        width = max(self.width(), at_text_size(_NARROWEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(at_text_size(_NARROWEST), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as Space does; up and down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Not every layout asks for a height that goes with the width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))
