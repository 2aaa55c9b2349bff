"""What the text of a line says that names nobody: totals, closings, sections, open places."""

import re
from dataclasses import dataclass

from app.domain.folding import fold
from app.domain.lists.column_guess import is_body
from app.domain.lists.headings import words_of
from app.domain.lists.proposal import Ignored
from app.domain.names import is_frequent
from app.domain.registration import Category

_ENDINGS = (
    (
        Ignored.TOTAL,
        (
            r"(?:sous |grand )?tota(?:l|ux)\b|effectif total|nombre total|ensemble \d"
            r"|(?:dont )?(?:\d+ )?(?:hommes|femmes|men|women)(?: \d+)?$"
        ),
    ),
    (
        Ignored.CLOSING,
        r"arretee? (?:la|le|a)\b|(?:la )?presente liste|certifiee? (?:exact|conforme|sincere)",
    ),
    (
        Ignored.SIGNATURE,
        (
            r"fait a\b|signatures?\b|visa\b|cachet|nb\b|ampliations?\b"
            r"|pour (?:le|la|l)\b.* (?:et )?p o\b|[a-z]+ le (?:\d{1,2}|1er)\b"
        ),
    ),
)
_ENDING = tuple((reason, re.compile(pattern)) for reason, pattern in _ENDINGS)

_OFFICE = re.compile(
    r"(?:pour )?(?:le|la|l|les) (?:directeur|directrice|chef|cheffe|coordonnat|coordinat"
    r"|responsable|secretaire|ministre|president|gestionnaire|comptable|organisat|commissaire|commandant"
    r"|charge|protocole|rapporteur|facilitat)\w*\b"
)
"""« Le Chef du protocole » under a list: somebody who signs it, not somebody invited."""

_NUMBER_WORDS = {"une": 1} | {
    word: number
    for words in (
        "un deux trois quatre cinq six sept huit neuf dix onze douze",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words_of(words), start=1)
}
_PLACES = re.compile(
    r"^(?P<count>\d{1,3}|" + "|".join(_NUMBER_WORDS) + r")\s*(?:\(\s*\d+\s*\)\s*)?"
    r"(?:repr[ée]sentant|participant|personne|agent|cadre|officier|magistrat|[ée]l[ée]ment|place"
    r"|membre|d[ée]l[ée]gu[ée]|invit[ée]|expert|points? focal|points? focaux|representative|person"
    r"|people|officer|delegate|seat)\w*(?:\([a-zé]+\)\w*)*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_UNNAMED = re.compile(
    r"(?:(?P<before>\d{1,3}|[a-z]+) )?(?:personnes? |representants? |participants? )?"
    r"(?:a (?:designer|preciser|communiquer|determiner|nommer|confirmer|pourvoir)"
    r"|non designee?s?|en attente(?: de designation)?|tbd|tba|tbc|n n"
    r"|to be (?:named|designated|confirmed|announced|determined))(?: (?:x )?(?P<after>\d{1,3}))?"
)
_REPRESENTATIVE = re.compile(
    r"^\W*(?:le |la |un |une |l['’]|the |a )?(?:repr[ée]sentant(?:e|\(e\))?|d[ée]l[ée]gu[ée]e?"
    r"|point focal|representative|focal point)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_POSTS = (
    r"(?:le |la |un |une |l |the )?(?:chef|cheffe|directeur|directrice|president|presidente"
    r"|responsable|coordonnateur|coordonnatrice|coordinateur|coordinatrice|secretaire|commandant"
    r"|commandante|procureur|procureure|gouverneur|gouverneure|prefet|prefete|maire|ministre"
    r"|gestionnaire|comptable|ambassadeur|ambassadrice|head|director|coordinator)"
)
_POST = re.compile(_POSTS + r" (?:general |generale |national |regional )?(?:de|du|des|d|of)\b")
_POST_ALONE = re.compile(
    _POSTS
    + r"(?: (?:general|generale|national|nationale|regional|regionale|adjoint|adjointe|technique"
    r"|executif|executive|permanent|permanente))*"
    r"(?: (?:ou|et|or) (?:son|sa|leur|his|her) (?:representante?|deleguee?|suppleante?|adjointe?"
    r"|representative|deputy))?"
)
_OF = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:de la\s|de l['’]|du\s|des\s|de\s|d['’]|of the\s|of\s"
    r"|from the\s|from\s|pour la\s|pour le\s|pour\s|for\s|[:–-])\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[,(;]?\s*\b(?:dont|including|y compris)\b.*$", re.IGNORECASE | re.DOTALL)

_CATEGORIES = (
    (Category.OBSERVER, "observateur observatrice observateurs observatrices observer observers"),
    (Category.FACILITATOR, "facilitateur facilitatrice facilitateurs facilitator facilitators"),
    (Category.TRAINER, "formateur formatrice formateurs trainer trainers"),
    (Category.RESOURCE_PERSON, "ressource ressources resource expert experte experts experts"),
    (Category.ORGANISER, "organisateur organisateurs organiser organisers equipe"),
    (Category.GUEST, "invite invitee invites invitees guest guests honneur officiels"),
    (Category.INTERPRETER, "interprete interpretes interpreter interpreters"),
    (Category.PRESS, "presse press media medias journaliste journalistes"),
    (Category.SUPPORT, "appui support logistique chauffeur chauffeurs"),
    (Category.PARTICIPANT, "participant participante participants participantes"),
)
_CATEGORY_OF = {word: category for category, words in _CATEGORIES for word in words.split()}
_CATEGORY_FILLERS = frozenset(
    words_of("de d des du les l la the of et and personne personnes autres organisation")
)
_NUMBERING = re.compile(r"^\s*(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s*[.)/°:–-]+\s+")
_COUNTED = re.compile(
    r"\s*[:(–-]?\s*\(?\d{1,3}\)?\s*(?:participants?|personnes?|places?)?\)?\s*:?\s*$"
)


_SUBTOTALS = ("sous total", "subtotal", "sub total")
_DITTOS = frozenset({'"', "''", "’’", "”", "“", "″", "〃", "//", "idem", "id", "ditto", "do", '""'})
_LONGEST_DITTO = 9
_CROSSES = frozenset({"x", "xx", "xxx"})


@dataclass(frozen=True, slots=True)
class Places:
    """So many places without a name, and the organisation if the text says it."""

    count: int
    organisation: str = ""


def ending(text: str) -> Ignored | None:
    """Whether `text` totals, closes or signs a list, and which of these."""
    words = " ".join(words_of(text))
    return next((reason for reason, pattern in _ENDING if pattern.match(words)), None)


def is_subtotal(text: str) -> bool:
    """Whether `text` totals a part of the list: people come after it."""
    return " ".join(words_of(text)).startswith(_SUBTOTALS)


def is_ditto(text: str) -> bool:
    """Whether a cell repeats the one above: « idem », two strokes or the like."""
    return len(text) <= _LONGEST_DITTO and text.strip(" .-–—").lower() in _DITTOS


def is_office(text: str) -> bool:
    """Whether `text` is the office of somebody who signs: « Le Chef du protocole »."""
    return bool(_OFFICE.match(" ".join(words_of(text))))


def open_places(text: str) -> Places | None:
    """How many places a cell keeps open: « 2 représentants de la DPF », « À désigner »."""
    words = " ".join(words_of(text))
    unnamed = _UNNAMED.fullmatch(words)
    if unnamed:
        return Places(_count(unnamed["after"] or unnamed["before"] or "1"))
    counted = _PLACES.match(text.strip())
    if counted:
        return Places(_count(counted["count"]), _organisation(counted["rest"]))
    standing = _REPRESENTATIVE.match(text)
    if standing and not names_somebody(standing["rest"]):
        return Places(1, _organisation(standing["rest"]))
    is_post = _POST.match(words) or _POST_ALONE.fullmatch(words)
    return Places(1) if is_post and not names_somebody(text) else None


def is_blank_mark(text: str) -> bool:
    """Whether a cell holds only signs: dots to write on, a dash, « ? »."""
    return not any(map(str.isalnum, text)) or text.strip().lower() in _CROSSES


def category_of(text: str) -> Category | None:
    """The category that a cell or a section names: « II. OBSERVATEURS (3) »."""
    words = [word for word in words_of(section_title(text)) if word not in _CATEGORY_FILLERS]
    found = [_CATEGORY_OF.get(word) for word in words]
    return found[0] if found and all(found) else None


def section_title(text: str) -> str:
    """A section's title without its numbering and its count: « II. Police (5) » gives Police."""
    return _COUNTED.sub("", _NUMBERING.sub("", text)).strip(" :–-")


def is_body_title(text: str) -> bool:
    """Whether a line of its own names an institution."""
    return is_body(section_title(text))


def whole_number(text: str) -> int | None:
    """The number of a cell such as « 12. »; None where it holds anything else."""
    digits = text.strip(" .°)(-")
    return int(digits) if digits.isdecimal() and len(digits) <= 5 else None


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBER_WORDS.get(fold(text), 1)


def _organisation(rest: str) -> str:
    return _OF.sub("", _ASIDE.sub("", rest)).strip(" .,;:–-")


def names_somebody(text: str) -> bool:
    """Whether a frequent name is among the words of `text`."""
    return any(is_frequent(word) for word in fold(text).split())
