"""The report paragraph: made of what was registered, never retyped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.wording.dates import days, period
from app.wording.grammar import join, repeat_de, with_article, with_de, with_indefinite
from app.wording.places import in_place
from app.wording.sentences import headline, with_women


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report paragraph is made of, in the language that it is written in.

    Names of bodies stand without preposition, or in French with their ready one (« du … »).
    Anything may be empty or None; `women` None means that nobody counted them, `unknown` are those
    whose sex was not recorded. `kind` is
    « un atelier national », `dates` the days with sessions where they do not follow each other.
    """

    organiser: str = ""
    city: str = ""
    country: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    kind: str = ""
    title: str = ""
    donors: Sequence[str] = ()
    aegis: str = ""
    participants: int | None = None
    observers: int = 0
    women: int | None = None
    unknown: int = 0
    bodies: Sequence[str] = ()
    themes: Sequence[str] = ()
    exercises: Sequence[str] = ()
    ceremony: str = ""
    quotes: Sequence[str] = ()
    challenges: Sequence[str] = ()
    requests: Sequence[str] = ()
    dates: Sequence[date] = ()


_MANDATORY = (
    ("organiser", "organiser"),
    ("city", "city"),
    ("dates", "starts_on"),
    ("kind", "kind"),
    ("title", "title"),
    ("donor", "donors"),
    ("participants", "participants"),
    ("women", "women"),
    ("bodies", "bodies"),
)
"""The code of each slot that a report must not lack, and its field. Source: field practice 6.8."""


def report_paragraph(facts: ReportFacts, lang: str) -> tuple[str, tuple[str, ...]]:
    """The paragraph, and the codes of mandatory slots that nothing fills.

    Empty slots disappear; the number of women is 0 in words or said to be unknown, never left out.
    """
    write = _french if lang == "fr" else _english
    text = " ".join(_sentence(said) for said in write(facts) if said)
    return text, tuple(code for code, field in _MANDATORY if _is_empty(getattr(facts, field)))


def _is_empty(fact: object) -> bool:
    """Zero is a fact: no women is not « nobody counted »."""
    return fact is None or (not fact and fact != 0)


def _french(facts: ReportFacts) -> list[str]:
    return [
        _held_fr(facts),
        _came_fr(facts),
        _themes(facts, "fr"),
        f"exercice pratique : {_series(facts.exercises, 'fr')}" if facts.exercises else "",
        facts.ceremony,
        *facts.quotes,
        _challenges(facts, "fr"),
        f"les participants ont exprimé leur intérêt pour {_series(facts.requests, 'fr')}"
        if facts.requests
        else "",
    ]


def _english(facts: ReportFacts) -> list[str]:
    return [
        _held_en(facts),
        _came_en(facts),
        _themes(facts, "en"),
        f"practical exercise: {_series(facts.exercises, 'en')}" if facts.exercises else "",
        facts.ceremony,
        *facts.quotes,
        _challenges(facts, "en"),
        f"participants expressed interest in {_series(facts.requests, 'en')}"
        if facts.requests
        else "",
    ]


def _held_fr(facts: ReportFacts) -> str:
    kind = with_indefinite(facts.kind or "atelier", "fr")
    what = f"{kind} sur « {facts.title} »" if facts.title else kind
    where, when = _where(facts, "fr"), _when(facts, "fr")
    if not facts.organiser:
        held = f"s’est tenu{_feminine(facts)}"
        return ", ".join(filter(None, (_spaced(what, held, where), when)))
    start = _spaced(with_article(facts.organiser, "fr"), "a organisé", where)
    return f"{start}, {when}, {what}" if when else f"{start} {what}"


def _held_en(facts: ReportFacts) -> str:
    kind = with_indefinite(facts.kind or "workshop", "en")
    what = f"{kind} on “{facts.title}”" if facts.title else kind
    where, when = _where(facts, "en"), _when(facts, "en")
    if facts.organiser:
        start = _spaced(with_article(facts.organiser, "en"), "held", what, where)
    else:
        start = _spaced(what, "was held", where)
    return ", ".join(filter(None, (start, when)))


def _came_fr(facts: ReportFacts) -> str:
    e = _feminine(facts)
    donors = join([with_article(donor, "fr") for donor in facts.donors], "fr")
    means = [f"financé{e} par {donors}"] if donors else []
    means += [f"tenu{e} sous l’égide {with_de(facts.aegis)}"] if facts.aegis else []
    subject = "elle" if e else "il"
    if facts.participants is None:
        return f"{subject} a été {' et '.join(means)}" if means else ""
    issued = "issu" if facts.participants == 1 else "issus"
    bodies = f", {issued} {repeat_de(facts.bodies)}" if facts.bodies else ""
    came = f"{subject} a réuni {_people(facts, 'fr')}{bodies}{_observers(facts, 'fr')}"
    return f"{' et '.join(means)}, {came}" if means else came


def _came_en(facts: ReportFacts) -> str:
    donors = join([with_article(donor, "en") for donor in facts.donors], "en")
    means = [f"funded by {donors}"] if donors else []
    means += [f"held under the aegis {with_de(facts.aegis, 'en')}"] if facts.aegis else []
    if facts.participants is None:
        return f"it was {' and '.join(means)}" if means else ""
    named = [with_article(body, "en") for body in facts.bodies]
    bodies = f", from {join(named, 'en')}" if named else ""
    came = f"it brought together {_people(facts, 'en')}{bodies}{_observers(facts, 'en')}"
    return f"{' and '.join(means)}, {came}" if means else came


def _people(facts: ReportFacts, lang: str) -> str:
    people = headline(facts.participants or 0, 0, lang)
    if facts.women is not None:
        return with_women(people, facts.women, lang, unknown=facts.unknown)
    nobody = "nombre de femmes non renseigné" if lang == "fr" else "number of women not recorded"
    return f"{people} ({nobody})"


def _observers(facts: ReportFacts, lang: str) -> str:
    if not facts.observers:
        return ""
    word = "observateur" if lang == "fr" else "observer"
    beside = "ainsi que" if lang == "fr" else "as well as"
    return f", {beside} {facts.observers} {word}{'s' if facts.observers > 1 else ''}"


def _themes(facts: ReportFacts, lang: str) -> str:
    if not facts.themes:
        return ""
    several, said = len(facts.themes) > 1, _series(facts.themes, lang)
    if lang == "fr":
        following = "les thèmes suivants" if several else "le thème suivant"
        return f"les travaux ont porté sur {following} : {said}"
    return f"the work covered the following {'topics' if several else 'topic'}: {said}"


def _challenges(facts: ReportFacts, lang: str) -> str:
    if not facts.challenges:
        return ""
    several, said = len(facts.challenges) > 1, _series(facts.challenges, lang)
    if lang == "fr":
        following = "les défis suivants" if several else "le défi suivant"
        return f"les échanges ont mis en évidence {following} : {said}"
    following = "challenges" if several else "challenge"
    return f"the discussions brought out the following {following}: {said}"


def _where(facts: ReportFacts, lang: str) -> str:
    return in_place(facts.city, facts.country, lang) if facts.city else ""


def _when(facts: ReportFacts, lang: str) -> str:
    if facts.dates:
        return days(facts.dates, lang, typographic=False)
    if facts.starts_on is None:
        return ""
    return period(facts.starts_on, facts.ends_on or facts.starts_on, lang, typographic=False)


def _feminine(facts: ReportFacts) -> str:
    kind = with_indefinite(facts.kind or "atelier", "fr")
    return "e" if kind.lower().startswith("une ") else ""


def _series(items: Sequence[str], lang: str) -> str:
    """A list in words; semicolons where an item has commas of its own."""
    bare = [item.strip().rstrip(".") for item in items]
    if any("," in item for item in bare):
        return (" ; " if lang == "fr" else "; ").join(bare)
    return join(bare, lang)


def _spaced(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _sentence(text: str) -> str:
    """With a capital letter and one full stop, inside the quotation marks or outside."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?", "…", ".”", ". »")) else f"{whole}."
