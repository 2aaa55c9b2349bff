"""Adding, correcting, replacing: the form at work, without ever standing in the way."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.likeness import Known
from app.domain.outcome import Outcome
from app.domain.registration import RosterLine
from app.errors import AppError, RegistrationError
from app.i18n import _, current_language
from app.services.people.drafts import PersonDraft, draft_of, line_of
from app.services.people.registering import add_walk_in, correct, replace_by
from app.store import workshops
from app.store.similar import similar
from app.wording.people import isolated
from ui.desk import Desk
from ui.pages.at_the_desk import Where
from ui.widgets.person_form import PersonForm

LOOK_AFTER_MS = 120
"""Similar people are looked for when the fingers rest, so that no key ever waits for it."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the form was opened for: its words, and the service that writes it."""

    title: str
    save: str
    write: Callable[..., Outcome]
    without: str = ""
    can_wait: bool = False


class PersonWriting(QObject):
    """Opens the form for one purpose at a time and writes what it says."""

    opened = Signal()
    previewed = Signal(object)  # RosterLine that the draft would become
    suspected = Signal(object)  # list of (RosterLine, Likeness)
    left = Signal(str)  # the registration to show next, "" for the one before
    postponed = Signal(object)  # PersonDraft

    def __init__(self, desk: Desk, form: PersonForm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        self._purpose: Purpose | None = None
        self._where: Where | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(LOOK_AFTER_MS)
        self._rest.timeout.connect(self._on_rest)
        form.edited.connect(self._on_edited)
        form.submitted.connect(self._on_submitted)
        form.postponed.connect(self._on_postponed)
        form.closed.connect(self._on_closed)

    def add(self, where: Where, draft: PersonDraft) -> None:
        """Somebody who is on no list: saved is arrived."""
        desk = self._desk
        write = partial(
            add_walk_in,
            desk.db,
            desk.author,
            where.workshop.id,
            session_id=where.session_id,
        )
        purpose = Purpose(_("Add a person"), _("Register the arrival"), write, can_wait=True)
        self._open(where, purpose, draft)

    def correct(self, where: Where, line: RosterLine) -> None:
        """What was written wrong about somebody on the list."""
        desk = self._desk
        write = partial(correct, desk.db, desk.author, line.registration.id)
        purpose = Purpose(_("Correct"), _("Save"), write, without=line.registration.id)
        self._open(where, purpose, draft_of(line))

    def replace(self, where: Where, line: RosterLine) -> None:
        """Somebody who comes in the place of `line`, or who fills an open place."""
        desk = self._desk
        write = partial(
            replace_by,
            desk.db,
            desk.author,
            line.registration.id,
            session_id=where.session_id,
        )
        name = line.person.name
        title = (
            _("In the place of {name}").format(name=isolated(name)) if name else _("Name the place")
        )
        purpose = Purpose(title, _("Register the arrival"), write, without=line.registration.id)
        place = draft_of(line)
        draft = PersonDraft("", organisation=place.organisation, category=place.category)
        self._open(where, purpose, draft)

    def close(self) -> None:
        """Leave the form; nothing is written."""
        self._rest.stop()
        self._purpose = None

    def _open(self, where: Where, purpose: Purpose, draft: PersonDraft) -> None:
        self._where, self._purpose = where, purpose
        known = workshops.organisations(self._desk.db)
        language = current_language()
        named = known.get(draft.organisation)
        self._offer()
        self._form.open(
            draft,
            title=purpose.title,
            save=purpose.save,
            organisation=named.name.in_(language) if named else "",
            country=where.workshop.country,
            can_wait=purpose.can_wait,
        )
        self.opened.emit()
        self._on_rest()

    def _offer(self) -> None:
        """Complete from what this workshop's list already says."""
        language = current_language()
        lines = self._desk.roster()
        here = [line.organisation_name(language) for line in lines]
        known = workshops.organisations(self._desk.db).values()
        names = [organisation.name.in_(language) for organisation in known]
        self._form.fields.offer(
            {
                "organisation": [*here, *sorted(names)],
                "function": [line.registration.function for line in lines],
                "rank": [line.registration.rank for line in lines],
                "unit": [line.registration.unit for line in lines],
            }
        )

    def _on_edited(self) -> None:
        self._rest.start()

    def _on_rest(self) -> None:
        """Show the certificate of what is typed, and who looks like it."""
        if self._where is None or self._purpose is None:
            return
        draft = self._form.draft
        known = workshops.organisations(self._desk.db).get(draft.organisation)
        line = line_of(draft, self._where.workshop.id, known)
        self.previewed.emit(line)
        typed = Known(
            name=draft.name,
            organisation=line.organisation_name(current_language()),
            phones=tuple(draft.phones),
            email=draft.email,
        )
        without = self._purpose.without
        is_worth_it = len(draft.name) > 1 or bool(draft.phones)
        self.suspected.emit(
            similar(self._desk.db, self._where.workshop.id, typed, without=without)
            if is_worth_it
            else []
        )

    def _on_submitted(self, draft: PersonDraft) -> None:
        if self._purpose is None:
            return
        try:
            outcome = self._purpose.write(draft, now=self._desk.clock())
        except RegistrationError as error:
            self._form.refuse(error)
        except AppError as error:
            self._desk.ask.show_error(error)
        else:
            self.close()
            self._desk.notices.posted.emit(outcome)
            self.left.emit(outcome.subject)

    def _on_postponed(self, draft: PersonDraft) -> None:
        self.close()
        self.postponed.emit(replace(draft, name=draft.name or _("(no name yet)")))
        self.left.emit("")

    def _on_closed(self) -> None:
        self.close()
        self.left.emit("")
