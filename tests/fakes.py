"""Stand-ins that behave; no mocks."""

from datetime import datetime
from pathlib import Path

from app.errors import AppError
from app.services.care.copies import Copy, CopyPlace, CopyReason
from ui.caring import Care, Survey


class FakeAsk:
    """Remembers what was shown.

    `files` and `reasons` answer the questions, in order; when they run out, the user closed the
    question.
    """

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.reasons: list[str] = []
        self.questions: list[str] = []
        self.errors: list[AppError] = []
        self.told: list[str] = []
        self._heed = None

    def stand_over(self, window: object, heed=None) -> None:
        """Real questions stand over a window; these need none."""
        self._heed = heed

    def tell(self, message: str) -> None:
        self.told.append(message)

    def show_error(self, error: AppError) -> None:
        if self._heed is None or not self._heed(error):
            self.errors.append(error)

    def reason(self, question: str) -> str | None:
        self.questions.append(question)
        return self.reasons.pop(0) if self.reasons else None

    def open_file(self, title: str, kinds: str = "") -> Path | None:
        return self._next_file(title)

    def open_files(self, title: str, kinds: str = "") -> list[Path]:
        self.questions.append(title)
        found, self.files = self.files, []
        return found

    def save_file(self, title: str, name: str) -> Path | None:
        return self._next_file(title)

    def choose_folder(self, title: str) -> Path | None:
        return self._next_file(title)

    def _next_file(self, title: str) -> Path | None:
        self.questions.append(title)
        return self.files.pop(0) if self.files else None


class FakeCare:
    """Keeps nothing, and remembers what it was asked to.

    `error` makes what runs in the background fail; `seen` is what a survey sees, `copies` what
    lies on the shelf.
    """

    def __init__(self) -> None:
        self.error: AppError | None = None
        self.writings = self.keepings = 0
        self.is_due = False
        self.reasons: list[CopyReason] = []
        self.copies: list[Copy] = []
        self.seen = Survey()
        self.closed: frozenset[str] = frozenset()
        self.rescued: list[Path] = []

    @property
    def care(self) -> Care:
        return Care(
            wrote=self._wrote,
            is_due=lambda _now: self.is_due,
            closed=lambda: self.closed,
            keep=self._keep,
            copy=self._copy,
            look=lambda: list(self.copies),
            survey=lambda: self.seen,
            verify=self._verify,
            rescue=self._rescue,
        )

    def add(self, at: datetime, reason=CopyReason.TIMED, people=64, place=CopyPlace.HOME) -> Copy:
        number = 1 + max((copy.number for copy in self.copies), default=0)
        path = Path(f"/copies/{number:06d}-{at:%Y%m%d-%H%M}")
        copy = Copy(path, at, reason, 800 + number, people, 2, 900_000, place)
        self.copies.insert(0, copy)
        return copy

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error

    def _wrote(self) -> None:
        self.writings += 1

    def _keep(self) -> None:
        self.keepings += 1
        self._fail()

    def _copy(self, reason, now, progress) -> Copy:
        self.reasons.append(reason)
        progress(0, 1)
        self._fail()
        return self.add(now, reason)

    def _verify(self, _copy) -> object:
        self._fail()
        return object()

    def _rescue(self, folder: Path) -> Path:
        self._fail()
        self.rescued.append(folder)
        return folder / "000001-20211013-0831"
