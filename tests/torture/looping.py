"""The steps of a script inside Qt's own loop, each after what the one before set off."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def play(application: QApplication, steps: Iterator[None]) -> None:
    """Run `steps` to their end; a step that raises ends in the excepthook, and the next follows."""
    clock = QTimer()

    def on_turn() -> None:
        for _step in steps:
            return
        clock.stop()
        application.quit()

    clock.timeout.connect(on_turn)
    clock.start(0)
    application.exec()
