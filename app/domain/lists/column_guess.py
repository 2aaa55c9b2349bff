"""What columns hold, guessed from their cells where no heading tells."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from app.domain.civility import read_sex, strip_titles
from app.domain.lists.headings import Role, words_of
from app.domain.names import is_frequent
from app.domain.typed_dates import typed_date

_MOSTLY = 0.6
_SIGNS_OF_A_PHONE = re.compile(r"[\d\s./()+;,-]{7,}")
_DIGITS_OF_A_PHONE = 6
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_LONGEST_ACRONYM = 6
_EMAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>]+")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ.-]*(?:['’ʼ.-][^\W\d_]+)*\.?")
_BODY_WORDS = frozenset(
    words_of(
        "ministere ministry direction police gendarmerie garde service cour court tribunal douane "
        "douanes armee etat agence agency commission conseil cellule centre center office ong ngo "
        "parquet pole union universite ecole academie delegation cabinet justice secretariat "
        "forces nationale national nationales general generale federation association bureau "
        "inspection representation ambassade embassy haut securite eaux forets protection civile"
    )
)
_POST_WORDS = frozenset(
    words_of(
        "chef cheffe directeur directrice analyste analyst juge judge officier officer agent "
        "inspecteur inspectrice charge chargee conseiller conseillere secretaire coordonnateur "
        "coordinateur responsable procureur substitut greffier greffiere magistrat point assistant "
        "assistante enqueteur expert adjoint adjointe commandant president membre head director"
    )
)
_ORDER = (
    Role.EMAIL,
    Role.PHONE,
    Role.NUMBER,
    Role.SEX,
    Role.RANK,
    Role.NAME,
    Role.FUNCTION,
    Role.ORGANISATION,
)

Columns = dict[Role, tuple[int, ...]]


def guess_columns(
    sample: Sequence[Sequence[str]], known: Mapping[Role, tuple[int, ...]]
) -> Columns:
    """The columns told by their contents alone, leaving those of `known` as they are."""
    taken = {at for columns in known.values() for at in columns}
    width = max((len(row) for row in sample), default=0)
    found: Columns = {}
    for role in _ORDER:
        at = _best(sample, [at for at in range(width) if at not in taken], _TESTS[role])
        if at is not None:
            found[role] = (at,)
            taken.add(at)
    return found


def further_names(sample: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns that mostly hold names, but for the first of them."""
    width = max((len(row) for row in sample), default=0)
    names = [
        at
        for at in range(width)
        if _share([row[at] for row in sample if len(row) > at], _is_name_and_no_post) >= _MOSTLY
    ]
    return tuple(names[1:])


def holds_civilities(cells: Collection[str]) -> bool:
    """Whether most of a column says Mr or Mme, or « Mrs » that says nothing."""
    return _share(cells, _is_civility) >= _MOSTLY


def is_body(text: str) -> bool:
    """Whether `text` reads as an institution: « Direction de la police », « DPF », not a person."""
    words = words_of(strip_titles(text).name)
    if any(map(is_frequent, words)):
        return False
    if _BODY_WORDS.intersection(words):
        return True
    return len(words) == 1 and text.isupper() and len(text) <= _LONGEST_ACRONYM


def looks_like_a_name(text: str) -> bool:
    """Two to six words of letters that begin with capitals, and no institution."""
    words = strip_titles(text).name.split()
    return (
        2 <= len(words) <= 6
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and sum(word[0].isupper() for word in words) * 2 >= len(words)
        and not is_body(text)
    )


def is_post(text: str) -> bool:
    """Whether `text` says what somebody does: « Chef de section », and not who it is."""
    words = words_of(text)
    return bool(_POST_WORDS.intersection(words)) and not any(map(is_frequent, words))


def is_date(text: str) -> bool:
    """Whether `text` is a date with its signs: 2021-10-13, 13/10/2021; digits alone are none."""
    return bool(_DATE.fullmatch(text)) and typed_date(text) is not None


def is_line_of_somebody(line: Sequence[str]) -> bool:
    """Whether one cell is a name and another says something that only a person has."""
    filled = [text for text in line if text]
    return any(map(looks_like_a_name, filled)) and any(
        test(text) for text in filled for test in (_is_phone, _is_email, _is_sex, _is_rank)
    )


def email_in(text: str) -> str:
    """The first e-mail address in a cell, empty where there is none."""
    found = _EMAIL.search(text)
    return found.group().strip(".<>()") if found else ""


def _best(
    sample: Sequence[Sequence[str]], free: Sequence[int], test: Callable[[str], bool]
) -> int | None:
    shares = {at: _share([row[at] for row in sample if len(row) > at], test) for at in free}
    best = max(shares, key=lambda at: shares[at], default=None)
    return best if best is not None and shares[best] >= _MOSTLY else None


def _share(cells: Collection[str], test: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _is_phone(text: str) -> bool:
    return (
        bool(_SIGNS_OF_A_PHONE.fullmatch(text))
        and not is_date(text)
        and sum(letter.isdigit() for letter in text) >= _DIGITS_OF_A_PHONE
    )


def _is_civility(text: str) -> bool:
    return not strip_titles(text).name


def _is_name_and_no_post(text: str) -> bool:
    return looks_like_a_name(text) and not is_post(text)


def _is_number(text: str) -> bool:
    return text.rstrip(".)").isdigit() and len(text) <= 4


def _is_sex(text: str) -> bool:
    return read_sex(text) is not None


def _is_rank(text: str) -> bool:
    titled = strip_titles(text)
    return bool(titled.rank) and not titled.name


def _is_email(text: str) -> bool:
    return bool(email_in(text))


_TESTS: dict[Role, Callable[[str], bool]] = {
    Role.EMAIL: _is_email,
    Role.PHONE: _is_phone,
    Role.NUMBER: _is_number,
    Role.SEX: _is_sex,
    Role.RANK: _is_rank,
    Role.NAME: looks_like_a_name,
    Role.FUNCTION: is_post,
    Role.ORGANISATION: is_body,
}
