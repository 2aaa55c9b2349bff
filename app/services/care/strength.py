"""Which passphrases are guessed too easily, and four words to propose instead.

The dictionaries are loaded where a passphrase is chosen, never where one is asked for.
"""

import secrets
import unicodedata
from functools import cache
from itertools import pairwise

from app.domain import frequent_names
from app.domain.folding import fold
from app.errors import PassphraseTooWeak
from app.i18n import current_language
from app.paths import resource

SHORTEST = 12
"""Characters of a passphrase, as of three or four common words."""

DEMONSTRATION = "demo"
"""The demonstration's own passphrase, which everybody knows; it opens invented people alone."""

WORDS = 4
"""Words of a proposal: of 2,048 each, they are 44 bits."""

_FEWEST_SIGNS = 5
_FEWEST_GUESSES = 1e11
"""At 0.2 s for each on one core, 600 years; what is below is within a rich thief's reach."""

_FEWEST_OWN_LETTERS = 4
"""Letters that stand in no common word: fewer are an ending, an initial, a filling."""

_MOST_COMMON_WORDS = 4
"""From five on, common words too are many to try in all their orders."""

_MOST_NEIGHBOURS = 0.7
"""Share of pairs that lie side by side on a keyboard; of French and English text it is a fifth."""

_LONGEST_JUDGED = 72
"""Characters that the estimate looks at. Source: zxcvbn's own limit."""

_KEYBOARDS = (
    ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
_SIGNS_FOR_LETTERS = str.maketrans("013457@$!€", "oieasta" + "sie")


def require_strength(passphrase: str, *, allowed: str = "") -> None:
    """Refuse a passphrase that is guessed too easily, whoever says it; `allowed` is let through.

    Raises PassphraseTooWeak, with a better one to choose, when it is short, repeats a few signs,
    follows the keyboard, or is made of words, names, places, dates and figures that are tried
    first.
    """
    text = unicodedata.normalize("NFC", passphrase).strip()
    if allowed and text == allowed:
        return
    if _is_weak(text):
        raise PassphraseTooWeak(minimum=SHORTEST, proposal=proposal())


def proposal() -> str:
    """Four words drawn by chance, in the reader's language."""
    words = _words(current_language())
    drawn = ""
    while _is_weak(drawn):  # chance draws "mali niger mali niger" too
        drawn = " ".join(secrets.choice(words) for _ in range(WORDS))
    return drawn


def _is_weak(text: str) -> bool:
    is_seen_through = _is_short(text) or _is_walk(text) or _is_common(text)
    return is_seen_through or _guesses(text) < _FEWEST_GUESSES


def _is_short(text: str) -> bool:
    return len(text) < SHORTEST or len(set(text)) < _FEWEST_SIGNS


def _is_walk(text: str) -> bool:
    """Whether most of it goes from a key to one beside it."""
    typed = [sign for sign in fold(text) if sign.isalnum()]
    pairs = list(pairwise(typed))
    if not pairs:
        return True
    return any(
        sum(_are_neighbours(places, *pair) for pair in pairs) >= _MOST_NEIGHBOURS * len(pairs)
        for places in map(_places, _KEYBOARDS)
    )


@cache
def _places(rows: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    return {key: (row, column) for row, keys in enumerate(rows) for column, key in enumerate(keys)}


def _are_neighbours(places: dict[str, tuple[int, int]], one: str, other: str) -> bool:
    if one not in places or other not in places:
        return False
    (row, column), (to_row, to_column) = places[one], places[other]
    return abs(row - to_row) <= 1 and abs(column - to_column) <= 1


def _is_common(text: str) -> bool:
    """Whether next to nothing is left without common words, figures and signs."""
    plain = fold(text.translate(_SIGNS_FOR_LETTERS)), fold(text)
    return any(_is_made_of_common(one) for one in plain)


def _is_made_of_common(plain: str) -> bool:
    letters = "".join(sign for sign in plain if sign.isalpha())[:_LONGEST_JUDGED]
    left, words = _covered(letters)
    return left < _FEWEST_OWN_LETTERS and words <= _MOST_COMMON_WORDS


def _covered(letters: str) -> tuple[int, int]:
    """The fewest letters that no common word covers, and of how many words the others are."""
    common = _common()
    best = [(0, 0)]
    for end in range(1, len(letters) + 1):
        left, words = best[-1]
        ways = [(left + 1, words)]
        for start in range(max(0, end - _longest()), end):
            if letters[start:end] in common:
                left, words = best[start]
                ways.append((left, words + (letters[start:end] not in letters[:start])))
        best.append(min(ways))
    return best[-1]


def _guesses(text: str) -> float:
    """How many guesses find it, as who knows people's habits tries them."""
    # Its dictionaries take 0.1 s to load, and serve only here.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    known = [*_common(), *_words("fr")]
    return float(zxcvbn(text[:_LONGEST_JUDGED], user_inputs=known)["guesses"])


@cache
def _common() -> dict[str, int]:
    """Folded common words, in their order."""
    lines = resource("words/common.txt").read_text("utf-8").splitlines()
    listed = [word for line in lines if not line.startswith("#") for word in line.split()]
    names = (
        *frequent_names.FAMILY_NAMES,
        *frequent_names.GIVEN_NAMES,
        *frequent_names.ACCENTED_VARIANTS,
    )
    words = [*listed, *(fold(name).replace(" ", "") for name in names)]
    return {word: rank for rank, word in enumerate(dict.fromkeys(words))}


@cache
def _longest() -> int:
    return max(map(len, _common()))


@cache
def _words(language: str) -> list[str]:
    name = "fr" if language == "fr" else "en"
    return resource(f"words/{name}.txt").read_text("utf-8").split()
