"""The first thing on screen: opening the register, or making it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from PySide6.QtCore import QEvent, Signal, SignalInstance
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import AppError
from app.i18n import N_
from ui.dialogs.first_start import FirstStart, RecoveryKey
from ui.language import NAMES, Language
from ui.look import at_text_size
from ui.models.recovery import RECOVERABLE, Returned
from ui.tasks import Tasks, whole
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Caption, Label
from ui.widgets.unlock_form import UnlockForm


@dataclass(frozen=True, slots=True)
class Gate:
    """What opens the register; both run in the background, for stretching a passphrase takes time.

    `unlock(secret)` answers the open installation, or what was put back and opened;
    `create(passphrase)` the installation and the recovery key. Both raise `AppError`.
    `recovering()` leads on where the register does not open; `propose()` draws
    four words for a passphrase. `promise` says what opening will do besides.
    """

    is_new: bool
    unlock: Callable[[str], object]
    create: Callable[[str], tuple[object, str]]
    recovering: Callable[[], "Recovering"]
    propose: Callable[[], str]
    promise: Callable[[], str] | None = None


class Recovering(Protocol):
    """What leads from a register that does not open to one that does: `ui.recovering`."""

    page: QWidget
    opened: SignalInstance
    refused: SignalInstance

    def begin(self, secret: str, error: AppError) -> None: ...


class UnlockWindow(QWidget):
    """Asks until the register is open; closing it ends the program, Esc does not."""

    seen = Signal()  # it is on screen for the first time, and takes what is typed
    opened = Signal(object)  # the installation
    language_chosen = Signal(str)
    left = Signal()  # what was promised is not to be done

    def __init__(
        self, gate: Gate, tasks: Tasks, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gate = gate
        self._tasks = tasks
        self._language = language
        self._installation: object = None
        self._is_seen = False
        self.returned: Callable[[], str] | None = None
        self.setWindowTitle("Émarge")
        self.setMinimumWidth(at_text_size(620))
        self.form = UnlockForm(N_("Open the register"), N_("Open"))
        self.form.submitted.connect(self._on_secret)
        self.stages = QStackedWidget()
        self.stages.addWidget(self.form)
        self.promise = Label(role="note", wraps=True)
        self.leave = Button(N_("Change nothing"), "Esc")
        self._lay_out()
        self._say_promise()
        self._turn_to(self.first if gate.is_new else self.form)

    @cached_property
    def first(self) -> FirstStart:
        """Where a passphrase is chosen; built only for a register that is not there yet."""
        first = FirstStart(self._gate.propose)
        first.chosen.connect(self._on_passphrase)
        self.stages.addWidget(first)
        return first

    @cached_property
    def recovery(self) -> RecoveryKey:
        """Where the recovery key is shown; built when there is one."""
        recovery = RecoveryKey()
        recovery.confirmed.connect(self._on_confirmed)
        self.stages.addWidget(recovery)
        return recovery

    @cached_property
    def recovering(self) -> Recovering:
        """What leads on where the register does not open; made only then."""
        recovering = self._gate.recovering()
        recovering.opened.connect(self._on_open)
        recovering.refused.connect(self._on_not_recovered)
        self.stages.addWidget(recovering.page)
        return recovering

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            self.seen.emit()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return is_done

    def _grow(self) -> None:
        """Become as high as the words need that were said; the screen is the limit."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout else 0
        if needed > self.height():
            room = self.screen().availableSize().height()
            self.resize(self.width(), min(needed, room))

    def _turn_to(self, stage: QWidget) -> None:
        self.stages.setCurrentWidget(stage)
        stage.setFocus()
        room = self.screen().availableSize()
        self.resize(self.size().expandedTo(self.sizeHint()).boundedTo(room))

    def _say_promise(self) -> None:
        """What opening does besides, with the way out of it."""
        promise = self._gate.promise
        self.promise.setText(f"● {promise()}" if promise else "")
        for widget in (self.promise, self.leave):
            widget.setVisible(promise is not None)

    def _lay_out(self) -> None:
        languages = QHBoxLayout()
        languages.addWidget(Caption(N_("Émarge"), "paper"))
        languages.addStretch(1)
        self.languages = QButtonGroup(self)
        for code, name in NAMES.items():
            button = Button(role="link")
            button.say(name)
            button.setCheckable(True)
            button.setChecked(code == self._language.code)
            button.setProperty("code", code)
            self.languages.addButton(button)
            languages.addWidget(button)
        self.languages.buttonClicked.connect(self._on_language)
        card = Card(margin=28)
        card.add(self.stages)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 32)
        column.setSpacing(14)
        column.addLayout(languages)
        column.addWidget(self.promise)
        column.addWidget(card, 1)
        column.addWidget(self.leave)
        self.leave.clicked.connect(self.left)
        self._language.changed.connect(self._say_promise)

    def _on_language(self, button: Button) -> None:
        code = str(button.property("code"))
        self._language.speak(code)
        self.language_chosen.emit(code)

    def _on_secret(self, secret: str) -> None:
        self.form.wait()
        self._tasks.run(
            whole(partial(self._gate.unlock, secret)),
            done=self._on_open,
            failed=partial(self._on_refused, secret),
        )

    def _on_refused(self, secret: str, error: AppError) -> None:
        """A register that does not open leads to the ways back, never to a first start."""
        if not isinstance(error, RECOVERABLE):
            self.form.refuse(error)
            return
        self.form.reset()
        self._turn_to(self.recovering.page)
        self.recovering.begin(secret, error)

    def _on_not_recovered(self, error: AppError) -> None:
        self._turn_to(self.form)
        self.form.refuse(error)

    def _on_passphrase(self, passphrase: str) -> None:
        self.first.wait()
        self._tasks.run(
            whole(partial(self._gate.create, passphrase)),
            done=self._on_created,
            failed=self.first.refuse,
        )

    def _on_open(self, opened: object) -> None:
        self.form.reset()
        if isinstance(opened, Returned):
            self.returned = opened.words
            self.opened.emit(opened.installation)
        else:
            self.opened.emit(opened)

    def _on_created(self, made: tuple[object, str]) -> None:
        self._installation, recovery = made
        self.first.reset()
        self.recovery.show_key(recovery)
        self._turn_to(self.recovery)

    def _on_confirmed(self) -> None:
        self.opened.emit(self._installation)
