"""The name in a cell of a list: what is glued to it taken off, and whether it looks wrong."""

import re
from dataclasses import dataclass

from app.domain.civility import Titled, strip_titles
from app.domain.folding import fold, tidy
from app.domain.lists.column_guess import is_post, looks_like_a_name
from app.domain.lists.headings import words_of
from app.domain.lists.proposal import Problem
from app.domain.names import split_name

_MRS = re.compile(r"\bmrs\b", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\n|;|\s*[/&+]\s+|\s+[/&+]\s*|\s+(?:et|and)\s+", re.IGNORECASE)
_PRINTABLE = re.compile(r"[^\W_]+(?:[ '’ʼ.-]+[^\W_]+)*\.?")
_LOOSE_DASH = re.compile(r"\s[-–—]|[-–—]\s")
_COMMA = re.compile(r"([^,\n]+),\s*([^,\n]+)")
_BEFORE_A_POST = re.compile(r"(?P<name>[^,:\n]+?)(?:\s*[,:]\s*|\s+[-–—/]\s+)(?P<post>[^\n]+)")
_NOBODY = frozenset({"null", "none", "nan", "n a", "neant", "idem", "id", "ref", "signature"})
_NO_NAMES = frozenset(
    words_of(
        "chef cheffe directeur directrice president presidente secretaire ministre gouverneur "
        "prefet representant representante responsable coordonnateur coordonnatrice participant "
        "participante total visa cachet"
    )
)
"""Words that begin or end no name: what somebody is, or what a list says of itself."""
_FEWEST_PIECES = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name, what was glued to it, and whether it looks wrong.

    `post` is what followed the name: « Moussa TRAORÉ, commissaire de police ».
    """

    name: str
    family: str
    given: str
    titled: Titled
    post: str = ""
    problem: Problem | None = None


def says_mrs(text: str) -> bool:
    """Whether « Mrs » is in it, which is Messieurs in local French."""
    return bool(_MRS.search(text))


def read_name(typed: str, given_first: bool | None) -> Named:
    """The name of a cell; `given_first` is what the heading says of the order of its parts."""
    titled = strip_titles(typed)
    name, post = _without_post(titled.name)
    if not post and is_two_people(typed):
        return Named(tidy(typed), "", "", Titled("", original=typed), problem=Problem.TWO_PEOPLE)
    comma = _COMMA.fullmatch(name)
    if comma and not _is_whole(comma[1]):
        halves = (tidy(comma[1]), tidy(comma[2]))
        together = " ".join(halves)
        return Named(together, *halves, titled, post, name_problem(together))
    name = tidy(name)
    return Named(name, *_parts(name, given_first), titled, post, name_problem(name))


def name_problem(name: str) -> Problem | None:
    """What would look wrong about a name on paper."""
    if any(map(str.isdigit, name)):
        return Problem.NUMBER_IN_NAME
    words = fold(name).split()
    is_odd = (
        not _PRINTABLE.fullmatch(name)
        or _LOOSE_DASH.search(name)
        or " ".join(words) in _NOBODY
        or not _NO_NAMES.isdisjoint((words[0], words[-1]))
    )
    return Problem.NAME_DOUBTFUL if is_odd else None


def is_two_people(text: str) -> bool:
    """Whether a cell names two: « M. Moussa TRAORÉ et Mme Awa DIALLO », or one under the other."""
    if "," in text and _are_people([piece for piece in text.split(",") if piece.strip()]):
        return True
    if not _BETWEEN_TWO.search(text):
        return False
    pieces = [strip_titles(piece) for piece in _BETWEEN_TWO.split(text) if piece.strip()]
    if len(pieces) < _FEWEST_PIECES:
        return False
    return all(_stands_alone(piece) for piece in pieces) or (
        says_mrs(text) and all(piece.name for piece in pieces)
    )


def _are_people(pieces: list[str]) -> bool:
    """Whether pieces between commas are people: no « TRAORÉ OUATTARA, Fatoumata Bintou »."""
    titled = [strip_titles(piece) for piece in pieces]
    if len(titled) < _FEWEST_PIECES or not all(map(_stands_alone, titled)):
        return False
    addressed = any(piece.civility for piece in titled[1:])
    capitals = [piece.name.isupper() for piece in titled]
    return addressed or not (capitals[0] and not any(capitals[1:]))


def _stands_alone(piece: Titled) -> bool:
    return looks_like_a_name(piece.name) or bool(piece.name and piece.civility)


def _is_whole(text: str) -> bool:
    """Whether a text before a comma is a whole name and no family name."""
    return looks_like_a_name(text) and not text.isupper()


def _without_post(name: str) -> tuple[str, str]:
    """« Moussa TRAORÉ - commissaire » in two; the name as it is where nothing follows it."""
    found = _BEFORE_A_POST.fullmatch(name)
    if found is None:
        return name, ""
    post = found["post"].strip()
    is_title = not strip_titles(post).name
    return (found["name"], tidy(post)) if is_title or is_post(post) else (name, "")


def _parts(name: str, given_first: bool | None) -> tuple[str, str]:
    """Family and given by the heading's order where capitals do not tell; a guess to confirm."""
    words = name.split()
    family, given = split_name(name)
    told_by_capitals = 0 < sum(map(str.isupper, words)) < len(words)
    if given_first is None or told_by_capitals or len(family.split()) != 1:
        return family, given
    if given_first:
        return words[-1], " ".join(words[:-1])
    return words[0], " ".join(words[1:])
