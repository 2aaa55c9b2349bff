"""A partner of a workshop as typed, with what the papers will say of it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.bilingual import Bilingual
from app.domain.workshop import Organisation, Role, Workshop
from app.i18n import N_
from app.services.workshop.partners import PartnerDraft, partner_on_paper
from app.wording.grammar import with_de
from ui.dialogs.form import FormDialog
from ui.widgets.card import Card
from ui.widgets.completing_line import CompletingLine
from ui.widgets.field import field, side_by_side, tidy_text
from ui.widgets.label import Caption, Label
from ui.widgets.picker import Picker
from ui.words.workshops import ROLES

_OPTIONS = tuple((role.value, words) for role, words in ROLES.items())

Known = Callable[[str], Organisation | None]
"""The organisation that a text names, as far as it is known."""


class PartnerForm(FormDialog):
    """Emits a PartnerDraft. An organisation that is known already fills the other fields."""

    SIZE: ClassVar[tuple[int, int]] = (780, 520)

    def __init__(
        self,
        workshop: Workshop,
        draft: PartnerDraft | None,
        known: Known,
        parent: QWidget | None = None,
    ) -> None:
        title = N_("Correct the partner") if draft else N_("Add a partner")
        super().__init__(title, remove=N_("Remove this partner") if draft else "", parent=parent)
        self._workshop, self._known = workshop, known
        self._own = known(draft.name.in_("fr")) if draft else None
        self._filled = self._own
        first = Role.ORGANISER if draft is None else draft.role
        self.role = Picker(N_("Role"), _OPTIONS, first.value)
        self.name_fr, self.name_en = CompletingLine(), QLineEdit()
        self.acronym_fr, self.acronym_en = QLineEdit(), QLineEdit()
        self.fr_of = QLineEdit()
        self.says_fr = Label(role="certificate", wraps=True)
        self.says_en = Label(role="certificate", wraps=True)
        self._lay_out()
        if draft:
            self._show(draft)
        self._on_typed()
        self._connect()
        self.name_fr.setFocus()

    @property
    def draft(self) -> PartnerDraft:
        """What is typed."""
        name_fr, name_en, acronym_fr, acronym_en, fr_of = (
            tidy_text(line.text()) for line in self._lines
        )
        return PartnerDraft(
            Role(self.role.value),
            Bilingual(name_fr, name_en),
            Bilingual(acronym_fr, acronym_en),
            fr_of,
        )

    def offer(self, role: Role, names: Sequence[str]) -> None:
        """Propose a role, and the names of organisations that are known."""
        self.role.offer(_OPTIONS, role.value)
        self.name_fr.offer(names)
        self._on_typed()

    @property
    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.name_fr, self.name_en, self.acronym_fr, self.acronym_en, self.fr_of)

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addLayout(field(N_("Role"), self.role))
        form.addLayout(
            side_by_side(
                (N_("Organization, in French"), self.name_fr),
                (N_("Organization, in English"), self.name_en),
            )
        )
        form.addLayout(
            side_by_side(
                (N_("Acronym in French"), self.acronym_fr),
                (N_("Acronym in English"), self.acronym_en),
                (N_("In French after “de”"), self.fr_of),
            )
        )
        paper = Card(margin=14)
        paper.add(Caption(N_("On paper"), "field"), self.says_fr, self.says_en)
        paper.column.addStretch(1)
        form.addWidget(paper, 1)
        self.lay_out(form)

    def _connect(self) -> None:
        for line in self._lines:
            line.textChanged.connect(self._on_typed)
        self.role.chosen.connect(self._on_typed)
        self.name_fr.editingFinished.connect(self._on_named)

    def _show(self, draft: PartnerDraft) -> None:
        texts = (draft.name.fr, draft.name.en, draft.acronym.fr, draft.acronym.en, draft.fr_of)
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
            line.setCursorPosition(0)

    def _on_named(self) -> None:
        """Fill in what is known of the organisation; what was filled in goes with its name."""
        known = self._known(self.name_fr.text())
        if known is not None and known != self._filled:
            role = Role(self.role.value)
            self._show(PartnerDraft(role, known.name, known.acronym, known.fr_of))
        elif known is None and self._filled not in (None, self._own):
            self._show(PartnerDraft(Role.PARTNER, Bilingual(self.name_fr.text())))
        self._filled = known

    def _on_typed(self, _text: str = "") -> None:
        draft = self.draft
        self.fr_of.setPlaceholderText(with_de(draft.name.fr))
        has_name = bool(draft.name.fr or draft.name.en)
        for label, language in ((self.says_fr, "fr"), (self.says_en, "en")):
            said = partner_on_paper(self._workshop, draft, language) if has_name else "…"
            label.setText(said)
