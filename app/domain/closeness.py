"""How well typed letters meet the words of a name, and which of its letters to underline."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from rapidfuzz.distance import OSA

from app.domain.names import fold, skeleton

SHORTEST_SOUND = 3
"""Letters from which spellings of one sound are tried: with fewer, too many sound alike."""

SHORTEST_TYPO = 4
"""Letters from which a typo is forgiven: with fewer, everything is near to everything."""

_RAW_WORD = re.compile(r"[^\s\-‐‑–—.,;:/()]+")
_AFTER_APOSTROPHE = re.compile(r"(?<=[’'ʼ])\w+$")

Span = tuple[int, int]
"""Where matched letters begin and end in a text, in characters."""


class Closeness(IntEnum):
    """How a line was found, the closest first."""

    WHOLE = 0
    START = 1
    OTHER_WORD = 2
    BODY = 3
    SOUND = 4
    SOUND_START = 5
    TYPO = 6


def closeness(
    typed: str, words: Sequence[str], bodies: Sequence[str], sounds: Sequence[str]
) -> Closeness:
    """How close the folded word `typed` comes to a line.

    `words` are the folded words of the name in their order, `bodies` those of the organisation,
    `sounds` the skeletons of the name's words.
    """
    sound, stem = sound_keys(typed)
    tests = (
        (Closeness.WHOLE, typed in words),
        (Closeness.START, bool(words) and words[0].startswith(typed)),
        (Closeness.OTHER_WORD, any(word.startswith(typed) for word in words)),
        (Closeness.BODY, any(word.startswith(typed) for word in bodies)),
        (Closeness.SOUND, sound in sounds),
        (Closeness.SOUND_START, any(key.startswith(stem) for key in sounds)),
    )
    return next((level for level, holds in tests if holds), Closeness.TYPO)


def sound_keys(typed: str) -> tuple[str, str]:
    """What `typed` sounds like as a whole word, and as the beginning of one.

    They differ where a last e is mute: « kone » is Koné, and no beginning of Konaté.
    """
    whole = skeleton(typed)
    return whole, skeleton(f"{typed}b")[:-1] if typed.endswith("e") else whole


def is_near(typed: str, word: str) -> bool:
    """Whether one typo parts `typed` from `word` or from the beginning of `word`.

    A typo is a letter wrong, missing or too many, or two neighbours swapped. A last letter that
    is wrong in the midst of a longer word is no typo yet: it may begin another word.
    """
    if _parts(typed, word):
        return True
    if word.startswith(typed[:-1]):
        return False
    return any(_parts(typed, word[:length]) for length in range(len(typed) - 1, len(typed) + 2))


def _parts(typed: str, word: str) -> bool:
    return abs(len(typed) - len(word)) <= 1 and OSA.distance(typed, word, score_cutoff=1) <= 1


def matched_spans(name: str, typed: Iterable[str]) -> tuple[Span, ...]:
    """The letters of `name` that the folded words `typed` account for, in order, not overlapping.

    Words that only sound alike are underlined as far as they do, misspelt ones whole.
    """
    raw = [(found.start(), found[0]) for found in _RAW_WORD.finditer(name)]
    spans = sorted(span for word in set(typed) for span in _spans_of(word, raw))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _spans_of(typed: str, raw: Sequence[tuple[int, str]]) -> list[Span]:
    """The spans of the closest kind of match; none when `typed` meets no word of the name."""
    starts = [span for at, word in raw for span in _starts(at, word, typed, fold)]
    inner = [(at + part.start(), part[0]) for at, word in raw if (part := _inner(word))]
    starts = starts or [span for at, word in inner for span in _starts(at, word, typed, fold)]
    if starts or len(typed) < SHORTEST_SOUND:
        return starts
    _, stem = sound_keys(typed)
    alike = [span for at, word in raw for span in _starts(at, word, stem, skeleton)]
    if alike or len(typed) < SHORTEST_TYPO:
        return alike
    return [(at, at + len(word)) for at, word in raw if is_near(typed, fold(word))]


def _inner(word: str) -> re.Match[str] | None:
    return _AFTER_APOSTROPHE.search(word)


def _starts(at: int, word: str, wanted: str, key: Callable[[str], str]) -> list[Span]:
    """The fewest letters of `word` whose key begins with `wanted`, marks on them included."""
    if not key(word).startswith(wanted):
        return []
    ends = range(1, len(word) + 1)
    end = next((end for end in ends if key(word[:end]).startswith(wanted)), len(word))
    while end < len(word) and unicodedata.category(word[end])[0] == "M":
        end += 1
    return [(at, at + end)]
