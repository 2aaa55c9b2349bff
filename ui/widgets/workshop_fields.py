"""What a workshop is called, where it is held, and from which day to which."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.bilingual import Bilingual
from app.i18n import N_, _, current_language
from app.services.workshop.workshop_facts import WorkshopFacts
from app.wording.places import country_name, country_of
from ui.widgets.completing_line import CompletingLine
from ui.widgets.date_line import DateLine
from ui.widgets.field import field, side_by_side, tidy_text
from ui.widgets.picker import Picker

KINDS = {
    "workshop": Bilingual("atelier", "workshop"),
    "training": Bilingual("atelier de formation", "training workshop"),
    "national": Bilingual("atelier national", "national workshop"),
    "national_training": Bilingual("atelier national de formation", "national training workshop"),
    "regional": Bilingual("atelier régional", "regional workshop"),
}
"""What a workshop is called on paper, French and English."""

_KIND_WORDS = (
    ("workshop", N_("Workshop")),
    ("training", N_("Training workshop")),
    ("national", N_("National workshop")),
    ("national_training", N_("National training workshop")),
    ("regional", N_("Regional workshop")),
)
_OWN_KIND = "own"
_COUNTRIES = (
    *("ML", "NE", "BF", "BJ", "CI", "CM", "DZ", "GH", "GM"),
    *("GN", "GW", "MA", "MR", "NG", "SN", "TD", "TG", "TN"),
)
_LENGTH = timedelta(days=2)
"""Most workshops last three days."""


class WorkshopFields(QWidget):
    """The facts that every paper begins with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_kind = Bilingual()
        self.title_fr = QLineEdit()
        self.title_en = QLineEdit()
        self.kind = Picker(N_("Kind of workshop"), _KIND_WORDS, "workshop")
        self.city = CompletingLine()
        self.country = Picker(N_("Country"), _country_words(), _COUNTRIES[0])
        self.starts = DateLine(N_("First day"))
        self.ends = DateLine(N_("Last day"))
        self._lay_out()
        self.setFocusProxy(self.title_fr)
        self.city.textChanged.connect(self._on_city)

    @property
    def facts(self) -> WorkshopFacts | None:
        """What is typed; None while a day is missing."""
        starts_on, ends_on = self.starts.day, self.ends.day
        if starts_on is None or ends_on is None:
            return None
        return WorkshopFacts(
            title=Bilingual(tidy_text(self.title_fr.text()), tidy_text(self.title_en.text())),
            kind=KINDS.get(self.kind.value, self._own_kind),
            city=tidy_text(self.city.text()),
            country=self.country.value,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def show_days(self, starts_on: date) -> None:
        """Begin on `starts_on`, for as long as most workshops last."""
        self.starts.show_day(starts_on)
        self.ends.show_day(starts_on + _LENGTH)

    def show_facts(self, facts: WorkshopFacts) -> None:
        """Start with `facts`; a kind or a country of its own is offered beside the usual ones."""
        self.title_fr.setText(facts.title.fr)
        self.title_en.setText(facts.title.en)
        self.city.setText(facts.city)
        self._show_kind(facts.kind)
        countries = dict(_country_words())
        countries.setdefault(facts.country, country_name(facts.country, current_language()))
        self.country.offer(tuple(countries.items()), facts.country)
        self.starts.show_day(facts.starts_on)
        self.ends.show_day(facts.ends_on)

    def follow_the_first_day(self) -> None:
        """The last day follows the first one where it would lie before it, or too far."""
        starts_on, ends_on = self.starts.day, self.ends.day
        if starts_on and (ends_on is None or not starts_on <= ends_on <= starts_on + 10 * _LENGTH):
            self.ends.show_day(starts_on + _LENGTH)

    def _show_kind(self, kind: Bilingual) -> None:
        known = next((key for key, words in KINDS.items() if words == kind), _OWN_KIND)
        words = dict(_KIND_WORDS)
        if known == _OWN_KIND:
            self._own_kind = kind
            words[_OWN_KIND] = kind.in_(current_language())
        self.kind.offer(tuple(words.items()), known)

    def _lay_out(self) -> None:
        form = QVBoxLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addLayout(field(N_("Title in French, without the kind"), self.title_fr))
        form.addLayout(field(N_("Title in English"), self.title_en))
        form.addLayout(field(N_("Kind of workshop"), self.kind))
        form.addLayout(side_by_side((N_("City"), self.city), (N_("Country"), self.country)))
        form.addLayout(side_by_side((N_("First day"), self.starts), (N_("Last day"), self.ends)))
        form.addStretch(1)
        self.title_fr.setPlaceholderText(_("Such as: l’analyse du renseignement"))
        self.title_en.setPlaceholderText(_("Such as: intelligence analysis"))

    def _on_city(self, city: str) -> None:
        country = country_of(city)
        if country in _COUNTRIES:
            self.country.offer(_country_words(), country)


def _country_words() -> list[tuple[str, str]]:
    return [(code, country_name(code, current_language())) for code in _COUNTRIES]
