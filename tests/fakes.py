"""Stand-ins that behave; no mocks."""

from pathlib import Path

from app.errors import AppError


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

    def stand_over(self, window: object) -> None:
        """Real questions stand over a window; these need none."""

    def tell(self, message: str) -> None:
        self.told.append(message)

    def show_error(self, error: AppError) -> None:
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
