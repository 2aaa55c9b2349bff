"""What every error that a user can act on has in common."""

from pathlib import Path

from app.domain.visible import visible
from app.i18n import N_, _


class AppError(Exception):
    """A problem that the user can act on; `message` is shown as it is, translated."""

    template: str = N_("Something went wrong.")

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    @property
    def message(self) -> str:
        """The sentence to show, in the current language."""
        return _(self.template).format(**self.shown)

    @property
    def shown(self) -> dict[str, object]:
        """The facts as they may be shown: a file's name commands no terminal and no label."""
        return {
            name: visible(str(fact)) if isinstance(fact, (str, Path)) else fact
            for name, fact in self.facts.items()
        }

    def __str__(self) -> str:
        return self.template.format(**self.shown)


class Cancelled(AppError):
    """The user stopped a long job; whoever began it knows what was done until then."""

    template = N_("Stopped.")
