"""Forms of address, titles and ranks that lists glue to a name; and the sex column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.domain.folding import fold, tidy
from app.domain.people import Sex


@dataclass(frozen=True, slots=True)
class Titled:
    """A name without what stood before it, and what that was, as typed.

    `sex_hint` comes from M. and Mme alone. `doubtful` asks for a look: « Mrs » (which is
    Messieurs here), plurals, a bare « M » that may be an initial, M. and Mme together.
    """

    name: str
    civility: str = ""
    rank: str = ""
    title: str = ""
    sex_hint: Sex | None = None
    doubtful: bool = False
    original: str = ""


class _Kind(Enum):
    MISTER = auto()
    MADAM = auto()
    DOUBTFUL = auto()
    TITLE = auto()
    RANK = auto()
    UNIT = auto()
    ARTICLE = auto()


def _kinds() -> Iterator[tuple[str, _Kind]]:
    for kind, phrases in _PHRASES.items():
        for phrase in phrases.split(","):
            yield fold(phrase), kind


_PHRASES = {
    _Kind.MISTER: "m, mr, monsieur, mister",
    _Kind.MADAM: "mme, mlle, melle, madame, mademoiselle, ms, miss",
    _Kind.DOUBTFUL: "mrs, mm, messieurs, mmes, mesdames, mlles",
    _Kind.TITLE: """
        dr, docteur, pr, prof, professeur, me, maître, el hadj, el hadji, elhadj, elhadji, el h,
        elh, s.e, son excellence, s.e.m, sem, h.e, his excellency, her excellency, hon, honorable,
        vve, veuve, hadja, imam
    """,
    _Kind.RANK: """
        général, général d'armée, général de corps d'armée, général de division,
        général de brigade, gal, colonel-major, col-maj, col-major, colonel, col,
        lieutenant-colonel, lt-col, lt-colonel, ltcol, lcl, commandant, commandant-major, cdt, cmdt,
        chef d'escadron, chef d'escadrons, chef de bataillon, cen, ces, cba,
        capitaine, cne, cpt, lieutenant, lt, ltn, sous-lieutenant, s/lt, slt, aspirant, asp,
        adjudant-chef major, adjudant-chef, adjudant, acm, a/c, adc, adj, adjt,
        maréchal des logis-chef, maréchal des logis, mdl/c, mdl-chef, mdlc, mdl,
        sergent-chef, sergent, s/c, sgt, sgt-chef, caporal-chef, caporal, cpl, soldat,
        gendarme, garde, brigadier-chef, brigadier, gardien de la paix, agent de police,
        inspecteur général de police, inspecteur général, igp, contrôleur général de police,
        contrôleur général, cgp, commissaire divisionnaire, cdp, commissaire principal, cpp,
        commissaire divisionnaire de police, commissaire principal de police,
        commissaire de police, commissaire, cp, officier de police, op,
        inspecteur divisionnaire, inspecteur principal, inspecteur de police, inspecteur,
        juge, juge d'instruction, procureur, procureure, procureur général,
        procureur de la république, substitut, substitut du procureur, substitut général,
        avocat général, greffier, greffière, greffier en chef
    """,
    _Kind.UNIT: """
        de police, de la police, de la police nationale, de gendarmerie, de la gendarmerie,
        de la gendarmerie nationale, de la garde nationale, des douanes, des eaux et forêts
    """,
    _Kind.ARTICLE: "le, la, l",
}
"""What may stand before a name. Sources: field practice 2.2, 4.4, 5.6 and 5.9."""

_PERHAPS_NAMES = frozenset({"hadja", "imam"})
"""Titles that are given names too: they leave a name of two words at least."""

_KIND_OF = dict(_kinds())
_LONGEST = max(len(phrase.split()) for phrase in _KIND_OF)
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in _KIND_OF)

_WORD = re.compile(r"[^\s.,:/\-–’]+[\s.,:/\-–’]*")
_GLUED = re.compile(r"^(Mme|Mlle|Mr|Dr|Pr|Lt|Col|Cdt|Cne)(?=[A-ZÀ-Þ])")
_LAST_BRACKET = re.compile(r"^(.+?)\s*\(([^()]+)\)$")

_SEX_OF = {
    word: sex
    for sex, words in (
        (Sex.FEMALE, "f feminin feminine femme femmes female fem mme mlle madame"),
        (Sex.MALE, "m masculin masculine masc homme hommes h male mr monsieur"),
    )
    for word in words.split()
}


def begins_with_title(text: str) -> bool:
    """Whether the first word of `text` may be of a title or stand before one in brackets."""
    return (
        "(" in text
        or bool(_GLUED.match(text))
        or bool(_FIRST_WORDS.intersection(fold(text).split()[:1]))
    )


def strip_titles(text: str) -> Titled:
    """The name without civility, rank and title, each kept as typed.

    They may be glued in any order (« Mr Lt/Col. KONÉ »), or follow in brackets. A cell that holds
    nothing else gives an empty name.
    """
    original = tidy(text)
    bracket = _LAST_BRACKET.match(original)
    if bracket and fold(bracket[2]) in _KIND_OF:
        return replace(strip_titles(f"{bracket[2]} {bracket[1]}"), original=text)
    rest, found = _GLUED.sub(r"\1 ", original), Titled("", original=text)
    while (match := _match_title(rest)) is not None:
        typed, kind, after = match
        if kind is _Kind.UNIT and not found.rank:
            break
        found, rest = _with(found, typed, kind), after
    return replace(found, name=rest.strip(" .,:/–-"))


def _match_title(rest: str) -> tuple[str, _Kind, str] | None:
    """The longest title that `rest` begins with: as typed, its kind, what follows."""
    words = list(_WORD.finditer(rest))[:_LONGEST]
    if not words or words[0].start():
        return None
    if not _FIRST_WORDS.intersection(fold(words[0].group()).split()[:1]):
        return None
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        typed, after = rest[:end], rest[end:]
        kind = _KIND_OF.get(fold(typed))
        if kind and _stands_alone(typed, after, kind):
            return typed.strip(" ,:/–-’"), kind, after
    return None


def _stands_alone(typed: str, after: str, kind: _Kind) -> bool:
    """Whether `typed` is a title and no piece of a name such as M’Baye, Col-Bert or Sem."""
    if kind is _Kind.ARTICLE:
        return _rank_follows(after)
    folded = fold(typed)
    if folded in _PERHAPS_NAMES:
        return len(after.split()) > 1
    if folded == "sem":
        return typed.isupper()
    if after and typed[-1] in "-–’":
        return False
    return "’" not in typed or kind is _Kind.RANK


def _rank_follows(text: str) -> bool:
    following = _match_title(text)
    return following is not None and following[1] is _Kind.RANK


def _with(found: Titled, typed: str, kind: _Kind) -> Titled:
    match kind:
        case _Kind.MISTER | _Kind.MADAM:
            return _addressed(found, typed, kind)
        case _Kind.DOUBTFUL:
            return replace(found, doubtful=True)
        case _Kind.TITLE:
            return _entitled(found, typed)
        case _Kind.RANK | _Kind.UNIT:
            return replace(found, rank=f"{found.rank} {typed}".strip())
        case _Kind.ARTICLE:
            return found


def _addressed(found: Titled, typed: str, kind: _Kind) -> Titled:
    sex = Sex.MALE if kind is _Kind.MISTER else Sex.FEMALE
    if found.civility and found.sex_hint is not sex:
        return replace(found, civility="", sex_hint=None, doubtful=True)
    civility = "M." if kind is _Kind.MISTER else "Mme"
    is_bare = typed.lower() == "m"
    return replace(found, civility=civility, sex_hint=sex, doubtful=found.doubtful or is_bare)


def _entitled(found: Titled, typed: str) -> Titled:
    if fold(typed).replace(" ", "") == "sem":
        return replace(found, title="S.E.", civility="M.", sex_hint=Sex.MALE)
    return replace(found, title=f"{found.title} {typed}".strip())


def read_sex(cell: str) -> Sex | None:
    """The sex that a cell of a list states; None when it states none (« Mrs », « M? »)."""
    return None if "?" in cell else _SEX_OF.get(fold(cell))
