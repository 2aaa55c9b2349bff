"""A form over the window: a title, fields, and the ways out of it."""

from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError
from app.i18n import N_, _
from app.wording.long_texts import too_long_words
from ui.look import at_text_size
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.label import Caption, Label


class FormDialog(QDialog):
    """Emits what was typed; whoever writes it closes the form, or has it say why not.

    `title` and `remove`, the words of the button that takes the thing out, are marked with N_.
    Enter goes to the next field, and from the last one to the button that keeps.
    """

    SIZE: ClassVar[tuple[int, int]]
    """Pixels at normal text size."""

    submitted = Signal(object)
    removed = Signal()

    def __init__(
        self,
        title: str,
        *,
        save: str = N_("Save"),
        remove: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.words = Label(role="wrong", wraps=True)
        self.too_long = Banner()
        self.save = Button(save, "Ctrl+Return", "primary")
        self.leave = Button(N_("Change nothing"), "Esc", listens=False)
        self.remove = Button(remove)
        self.remove.setVisible(bool(remove))
        self.setWindowTitle(_(title))
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.reject)
        self.remove.clicked.connect(self.removed)

    @property
    def draft(self) -> object:
        """What is typed; None while that cannot be said."""
        return None

    def refuse(self, error: AppError) -> None:
        """Say why it was not taken; what was typed stays."""
        self.say(error.message)

    def say(self, sentence: str) -> None:
        """Show `sentence` beside the buttons; nothing when it is empty."""
        self.words.setText(sentence)
        self.words.setVisible(bool(sentence))

    def begin(self) -> None:
        """Open over the window: lines show their first letters, and no key replaces a whole one."""
        self._take_size()
        self.open()
        self._grow()
        for line in self.findChildren(QLineEdit):
            line.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return is_done

    def _take_size(self) -> None:
        """As large as the text asks, never larger than the window that it stands over."""
        wanted, over = QSize(*map(at_text_size, self.SIZE)), self.parentWidget()
        self.resize(wanted.boundedTo(over.window().size()) if over else wanted)

    def _grow(self) -> None:
        """Become as high as words need that now take several lines."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout else 0
        if self.isVisible() and needed > self.height():
            self.resize(self.width(), needed)

    def lay_out(self, fields: QLayout) -> None:
        """Put the title above `fields` and the ways out below them."""
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(self.remove)
        ways.addWidget(self.words, 1)
        ways.addStretch()
        ways.addWidget(self.leave)
        ways.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Caption(self._title, "title"))
        column.addLayout(fields, 1)
        column.addWidget(self.too_long)
        column.addLayout(ways)
        self.words.hide()
        self._order()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(_(self._title))

    def _order(self) -> None:
        """From the last field straight to the button that keeps."""
        lines = self.findChildren(QLineEdit)
        for line in lines:
            line.returnPressed.connect(self._on_entered)
            line.textChanged.connect(self._on_length)
        ways = (self.save, self.leave, self.remove)
        for before, after in pairwise(ways):
            self.setTabOrder(before, after)

    def _on_length(self) -> None:
        self.too_long.say(too_long_words(line.text() for line in self.findChildren(QLineEdit)))

    def _on_entered(self) -> None:
        self.focusNextChild()

    def _on_save(self) -> None:
        self.say("")
        self.submitted.emit(self.draft)
