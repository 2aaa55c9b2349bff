"""The right side of the desk: how many are here, and the person that the eye is on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.likeness import Likeness
from app.domain.registration import RosterLine
from app.domain.statistics import expected, participants
from app.i18n import N_, _, current_language
from app.services.papers.certificate_texts import certificate_lines
from app.store import workshops
from app.wording.people import isolated
from ui.desk import Desk
from ui.pages.at_the_desk import Where
from ui.widgets.certificate_card import CertificateCard
from ui.widgets.count_board import CountBoard
from ui.widgets.label import Caption
from ui.widgets.likeness_card import Candidate, LikenessCard
from ui.words.findings import REASONS
from ui.words.phones import masked
from ui.words.roster import state_words


class DeskSide(QWidget):
    """Shows; the page decides."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dismissed: set[str] = set()
        self._pairs: list[tuple[RosterLine, Likeness]] = []
        self.board = CountBoard()
        self.card = CertificateCard()
        self.likeness = LikenessCard()
        self.hint = Caption(
            N_("Type two or three letters, then Enter: the arrival is registered."),
            "soft",
            wraps=True,
        )
        self.guess_hint = Caption(
            N_("Nobody is written like this. Arrows choose somebody close, F4 adds the person."),
            "soft",
            wraps=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.board)
        column.addWidget(self.hint)
        column.addWidget(self.guess_hint)
        column.addWidget(self.card)
        column.addWidget(self.likeness)
        column.addStretch(1)
        self.likeness.other.connect(self._on_other)
        self.show_nobody()

    def show_counts(self, lines: Sequence[RosterLine]) -> None:
        """Count those who are here among `lines`."""
        self.board.show_count(participants(lines), len(expected(lines)))

    def show_nobody(self, *, is_typed: bool = False) -> None:
        """Nobody is chosen; `is_typed` says that something was, which nobody answers exactly."""
        self._show_card(False)
        self.hint.setVisible(not is_typed)
        self.guess_hint.setVisible(is_typed)

    def show_person(self, line: RosterLine, where: Where, *, is_elsewhere: bool) -> None:
        """What the certificate of `line` will say here, and the buttons for it."""
        self._words(line, where)
        self.card.show_person(
            line,
            state_words(line) if line.registration.is_here and not is_elsewhere else "",
            with_phone=not where.workshop.discreet,
            is_held=where.session is not None,
            can_change=not is_elsewhere,
        )
        self._show_card(True)

    def preview(self, line: RosterLine, where: Where) -> None:
        """What the certificate of somebody who is still being typed will say."""
        self._words(line, where)
        self.card.show_words_alone()
        self._show_card(bool(line.person.name))

    def suspect(self, pairs: Sequence[tuple[RosterLine, Likeness]]) -> None:
        """Ask whether one of these is the person being typed."""
        self._pairs = list(pairs)
        self.likeness.show_candidates(
            [
                Candidate(line.registration.id, self._told_apart(line, alike))
                for line, alike in pairs
                if line.registration.id not in self._dismissed
            ]
        )

    def forget(self) -> None:
        """Ask nothing any more: the form is closed."""
        self._dismissed.clear()
        self.suspect([])

    def _show_card(self, is_shown: bool) -> None:
        self.card.setVisible(is_shown)
        self.hint.hide()
        self.guess_hint.hide()

    def _words(self, line: RosterLine, where: Where) -> None:
        name, quality, body = certificate_lines(line, where.workshop, current_language())
        self.card.show_words(name, [text for text in (quality, body) if text])

    def _told_apart(self, line: RosterLine, alike: Likeness) -> str:
        """« Même téléphone : Mariam COULIBALY · Justice · Niamey 2017 · +223 70 •• •• 08 »."""
        where = workshops.get(self._desk.db, line.registration.workshop)
        place = f"{where.city} {where.starts_on.year}" if where else ""
        phone = masked(line.person.phones[0]) if line.person.phones else ""
        facts = (
            isolated(line.person.name),
            line.organisation_name(current_language()),
            line.position(current_language()),
            place,
            phone,
        )
        reason = _(REASONS[alike.reason]) if alike.reason else ""
        return f"{reason.capitalize()}\n{' · '.join(filter(None, facts))}"

    def _on_other(self, registration: str) -> None:
        self._dismissed.add(registration)
        self.suspect(self._pairs)
