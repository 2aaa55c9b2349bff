"""How a person is named and addressed on paper; `lang` is "fr" or "en"."""

from typing import Literal

from app.domain.folding import fold
from app.domain.names import display
from app.domain.people import Person, Sex
from app.domain.visible import visible

_NO_BREAK = "\u00a0"
_ISOLATE, _END = "\u2068", "\u2069"

_CIVILITIES = {
    "m": ("Monsieur", "Mr."),
    "mr": ("Monsieur", "Mr."),
    "monsieur": ("Monsieur", "Mr."),
    "mme": ("Madame", "Ms."),
    "ms": ("Madame", "Ms."),
    "madame": ("Madame", "Ms."),
}
_INSTEAD = frozenset(
    ("dr", "docteur", "pr", "prof", "professeur", "me", "maître", "hon", "honorable")
)


def civility(person: Person, lang: str) -> str:
    """« Madame », « Monsieur » in full / "Ms.", "Mr.": as typed, else from sex, else nothing.

    Dr, Pr, Me and « Honorable » stand in its place, other titles after it (CI-06).
    """
    typed = _CIVILITIES.get(person.civility.strip().rstrip(".").lower())
    by_sex = {Sex.FEMALE: ("Madame", "Ms."), Sex.MALE: ("Monsieur", "Mr.")}
    said = typed or (by_sex[person.sex] if person.sex else (person.civility, person.civility))
    address, title = said[lang != "fr"], person.title.strip()
    if title.rstrip(".").lower() in _INSTEAD:
        return title
    if title.replace(" ", "").upper().startswith("S.E"):
        return f"{'S.E.' if lang == 'fr' else 'H.E.'}{_NO_BREAK}{address}"
    return " ".join(filter(None, (address, title)))


def printed_name(person: Person, style: Literal["list", "text"]) -> str:
    """« TRAORÉ Moussa » in a list, « Moussa TRAORÉ » in a text, where that is sure.

    Sure is a name to print whose capitals are those of the family name. All others are printed
    as they were typed: a guess must not turn « Souley Boubacar » around.
    """
    words = set(map(fold, person.name.split()))
    loud = {fold(word) for word in person.name.split() if word.isupper() and len(fold(word)) > 1}
    family, given = set(map(fold, person.family.split())), set(map(fold, person.given.split()))
    if not loud or loud == words or not loud <= family or family | given != words:
        return person.name
    return display(person.family, person.given, style=style)


def isolated(name: str) -> str:
    """`name` for use inside a sentence: an Arabic name leaves the words around it in place.

    A file's name, which may hold anything, commands nothing there.
    """
    return f"{_ISOLATE}{visible(name)}{_END}"
