"""How well typed letters meet the words of a name, and which of its letters to underline."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.domain.folding import fold, skeleton

SHORTEST_SOUND = 3
"""Letters from which spellings of one sound are tried: with fewer, too many sound alike."""

SHORTEST_TYPO = 3
"""Letters from which a typo is forgiven: with fewer, everything is near to everything."""

_SHORTEST_BEGUN = 4
"""Letters from which it is forgiven in a word that is not finished."""

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
    TYPO_START = 7


def closeness(typed: str, words: str, bodies: str, sounds: str) -> Closeness:
    """How close the folded word `typed` comes to a line.

    `words` are the folded words of the name in their order, `bodies` those of the organisation,
    `sounds` the skeletons of the name's words: each a string with single spaces between.
    """
    begins = f" {typed}"
    if begins in (spaced := f" {words} "):
        if f"{begins} " in spaced:
            return Closeness.WHOLE
        return Closeness.START if words.startswith(typed) else Closeness.OTHER_WORD
    if begins in f" {bodies}":
        return Closeness.BODY
    return _unsure(typed, words, bodies, sounds)


def _unsure(typed: str, words: str, bodies: str, sounds: str) -> Closeness:
    sound, stem = sound_keys(typed)
    if f" {sound} " in f" {sounds} ":
        return Closeness.SOUND
    if f" {stem}" in f" {sounds}":
        return Closeness.SOUND_START
    is_typo = bool(_one_off(typed, f"{words} {bodies}".split()))
    return Closeness.TYPO if is_typo else Closeness.TYPO_START


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
    return bool(near_words(typed, [word]))


def near_words(typed: str, words: Sequence[str]) -> list[str]:
    """Those of `words` that one typo parts from `typed`, as `is_near` says it of one."""
    whole = set(_one_off(typed, words))
    if len(typed) < _SHORTEST_BEGUN:
        return [*whole]
    begun = [word for word in words if not word.startswith(typed[:-1])]
    lengths = (len(typed) - 1, len(typed), len(typed) + 1)
    starts = set(_one_off(typed, {word[:length] for word in begun for length in lengths}))
    return [
        *whole,
        *(
            word
            for word in begun
            if word not in whole and any(word[:length] in starts for length in lengths)
        ),
    ]


def _one_off(typed: str, texts: Iterable[str]) -> list[str]:
    """The texts one edit from `typed`, or equal to it; compared in one call, as there are many."""
    found = process.extract(typed, list(texts), scorer=OSA.distance, score_cutoff=1, limit=None)
    return [text for text, _, _ in found]


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
    starts = _starts(raw, typed, fold) or _starts(list(_inner_words(raw)), typed, fold)
    if starts or len(typed) < SHORTEST_SOUND:
        return starts
    alike = _starts(raw, sound_keys(typed)[1], skeleton)
    if alike or len(typed) < SHORTEST_TYPO:
        return alike
    return [(at, at + len(word)) for at, word in raw if is_near(typed, fold(word))]


def _inner_words(raw: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """« Diaye » of N’Diaye."""
    for at, word in raw:
        if part := _AFTER_APOSTROPHE.search(word):
            yield at + part.start(), part[0]


def _starts(raw: Iterable[tuple[int, str]], wanted: str, key: Callable[[str], str]) -> list[Span]:
    """The fewest letters of each word whose key begins with `wanted`, marks on them included."""
    return [(at, at + _end(word, wanted, key)) for at, word in raw if key(word).startswith(wanted)]


def _end(word: str, wanted: str, key: Callable[[str], str]) -> int:
    end = next(
        (end for end in range(1, len(word)) if key(word[:end]).startswith(wanted)), len(word)
    )
    while end < len(word) and unicodedata.category(word[end])[0] == "M":
        end += 1
    return end
