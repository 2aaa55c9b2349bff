"""What every page is given to work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.domain.outcome import Outcome
from app.domain.registration import RosterLine
from app.errors import AppError
from app.exchange.keys import DeviceKey
from app.services.writing import Author
from app.store import registrations
from app.store.database import Database
from ui.ask import Ask
from ui.current import Current
from ui.keeping import Keeper
from ui.language import Language
from ui.look import Look
from ui.notices import Notices
from ui.preferences import Preferences
from ui.tasks import Tasks


@dataclass(slots=True)
class Desk:
    """Built once, when the register opens (`ui.opening`); passed on, never global.

    `clock()` is now, with its zone; `home` is the folder of this installation.
    """

    db: Database
    author: Author
    key: DeviceKey
    home: Path
    current: Current
    notices: Notices
    tasks: Tasks
    keeper: Keeper
    ask: Ask
    look: Look
    language: Language
    preferences: Preferences
    clock: Callable[[], datetime]
    _read: tuple[tuple[str, int], Sequence[RosterLine]] = field(default=(("", -1), ()), init=False)

    def roster(self) -> Sequence[RosterLine]:
        """Everyone on the current workshop's list; read again only once something was written.

        For what is shown after each Enter: at a thousand people one reading takes 20 ms.
        """
        state = (self.current.workshop, self.db.changes)
        if self._read[0] != state:
            self._read = (state, registrations.roster(self.db, self.current.workshop))
        return self._read[1]

    def work_as(self, **fields: str) -> None:
        """Sign what is written from now on otherwise: `work_as(who="Awa", letter="B")`."""
        self.author = replace(self.author, **fields)

    def carry_out(self, action: Callable[[], Outcome]) -> Outcome | None:
        """Do one short thing now and post what it did; None when it was refused, which is shown.

        For what lasts less than 50 ms: `desk.carry_out(partial(register, …))`. The rest goes
        through `desk.tasks`.
        """
        try:
            outcome = action()
        except AppError as error:
            self.ask.show_error(error)
            return None
        self.notices.posted.emit(outcome)
        return outcome
