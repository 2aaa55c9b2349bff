"""Taking a list in: read in the background, shown, and written only when that is asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.outcome import Outcome, Topic
from app.errors import AppError
from app.i18n import _
from app.services.lists.importing import (
    ListPreview,
    import_list,
    preview_clipboard,
    preview_list,
    summary,
)
from app.services.progress import Progress
from app.store import registrations
from ui.desk import Desk
from ui.tasks import whole
from ui.widgets.list_preview import ListPreviewView
from ui.words.list_preview import found_words, known_ids, preview_rows


class ListImport(QObject):
    """One list at a time, for the workshop that was current when it was chosen."""

    opened = Signal()  # a list is shown
    left = Signal()  # it is written, or refused

    def __init__(self, desk: Desk, view: ListPreviewView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = view
        self._workshop = ""
        self._preview: ListPreview | None = None
        view.accepted.connect(self._on_accepted)
        view.refused.connect(self.leave)

    @property
    def is_open(self) -> bool:
        """Whether a list of the current workshop is shown."""
        return self._preview is not None and self._workshop == self._desk.current.workshop

    def choose_file(self) -> None:
        """Ask for a file and read it."""
        kinds = _("Lists (*.xlsx *.xls *.ods *.csv *.tsv *.txt)")
        path = self._desk.ask.open_file(_("Import the Excel list"), kinds)
        if path is not None:
            self._read(partial(preview_list, self._desk.db, self._desk.current.workshop, path))

    def paste(self) -> None:
        """Read what was copied from a sheet or a document."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self._desk.notices.told.emit(
                _("Nothing is copied yet: select the list in Excel or Word, then Ctrl+C.")
            )
            return
        workshop = self._desk.current.workshop
        self._read(partial(preview_clipboard, self._desk.db, workshop, text))

    def show_again(self) -> None:
        """Say the preview in the language of the window."""
        preview = self._preview
        if preview is None:
            return
        lines = registrations.lines(self._desk.db, known_ids(preview))
        known = {line.registration.id: line for line in lines}
        self._view.show_preview(
            preview.name,
            found_words(preview),
            summary(preview),
            preview_rows(preview, known),
            preview.writes,
            preview.remark,
        )

    def leave(self) -> None:
        """Forget the list."""
        self._preview = None
        self._view.wait(False)
        self.left.emit()

    def _read(self, job: Callable[[], ListPreview]) -> None:
        self._workshop = self._desk.current.workshop
        self._desk.tasks.run(whole(job), done=self._on_read, failed=self._desk.ask.show_error)

    def _on_read(self, preview: ListPreview) -> None:
        if self._workshop != self._desk.current.workshop:
            return
        self._preview = preview
        self.show_again()
        self.opened.emit()

    def _on_accepted(self) -> None:
        if self._preview is None:
            return
        self._view.wait(True)
        self._desk.tasks.run(
            partial(_import, self._desk, self._workshop, self._preview),
            done=self._on_imported,
            failed=self._on_failed,
            stopped=self._on_stopped,
        )

    def _on_imported(self, outcome: Outcome) -> None:
        preview = self._preview
        self.leave()
        self._desk.notices.posted.emit(outcome)
        if preview is not None:
            self._desk.notices.told.emit(
                _("List imported: {summary}").format(summary=summary(preview))
            )

    def _on_failed(self, error: AppError) -> None:
        self._take_back()
        self._desk.ask.show_error(error)

    def _on_stopped(self) -> None:
        self._take_back()
        self._desk.notices.told.emit(_("Stopped. Nothing was changed."))

    def _take_back(self) -> None:
        """Batches were written and taken back: whoever shows people reads them again."""
        self._view.wait(False)
        touched = frozenset({Topic.PEOPLE, Topic.REGISTRATIONS})
        self._desk.notices.posted.emit(Outcome(touched))


def _import(desk: Desk, workshop: str, preview: ListPreview, progress: Progress) -> Outcome:
    return import_list(desk.db, desk.author, workshop, preview, now=desk.clock(), progress=progress)
