"""A signatory of the certificates as typed."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.bilingual import Bilingual
from app.i18n import N_
from app.services.workshop.signatories import SignatoryDraft
from ui.dialogs.form import FormDialog
from ui.widgets.card import Card
from ui.widgets.field import side_by_side, tidy_text
from ui.widgets.label import Caption, Label
from ui.widgets.picker import Picker

_PREFIXES = (
    ("", N_("in person")),
    ("P.O.", N_("P.O.: by order")),
    ("P.I.", N_("P.I.: acting")),
)


class SignatoryForm(FormDialog):
    """Emits a SignatoryDraft."""

    SIZE: ClassVar[tuple[int, int]] = (780, 460)

    def __init__(self, draft: SignatoryDraft | None, parent: QWidget | None = None) -> None:
        title = N_("Correct the signatory") if draft else N_("Add a signatory")
        super().__init__(title, remove=N_("Remove this signatory") if draft else "", parent=parent)
        self.function_fr, self.function_en = QLineEdit(), QLineEdit()
        self.name = QLineEdit()
        own = draft.prefix if draft else ""
        self.prefix = Picker(N_("Signs"), tuple({own: own, **dict(_PREFIXES)}.items()), own)
        self.seats = (Label(role="certificate", wraps=True), Label(role="certificate", wraps=True))
        self._lay_out()
        if draft:
            self.function_fr.setText(draft.function.fr)
            self.function_en.setText(draft.function.en)
            self.name.setText(draft.name)
        self._on_typed()
        for line in (self.function_fr, self.function_en, self.name):
            line.textChanged.connect(self._on_typed)
        self.prefix.chosen.connect(self._on_typed)
        self.function_fr.setFocus()

    @property
    def draft(self) -> SignatoryDraft:
        """What is typed."""
        return SignatoryDraft(
            Bilingual(tidy_text(self.function_fr.text()), tidy_text(self.function_en.text())),
            tidy_text(self.name.text()),
            self.prefix.value,
        )

    def _lay_out(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(10)
        form.addLayout(
            side_by_side(
                (N_("Function and organization, in French"), self.function_fr),
                (N_("In English"), self.function_en),
            )
        )
        name = N_("Title and name, as printed; they may wait")
        form.addLayout(side_by_side((name, self.name), (N_("Signs"), self.prefix)))
        paper = Card(margin=14)
        paper.add(Caption(N_("On paper"), "field"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for seat in self.seats:
            seat.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            row.addWidget(seat, 1)
        paper.add(row)
        paper.column.addStretch(1)
        form.addWidget(paper, 1)
        self.lay_out(form)

    def _on_typed(self, _text: str = "") -> None:
        draft = self.draft
        for seat, language in zip(self.seats, ("fr", "en"), strict=True):
            function = " ".join(filter(None, (draft.prefix, draft.function.in_(language))))
            seat.setText(f"{function or '…'}\n{'_' * 22}\n{draft.name}")
