"""Where a text is broken into lines, in time that grows as the text does; nothing is drawn here.

Widths are at size 1. How wide letters are, the caller knows.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from unicodedata import category

Measure = Callable[[str], float]
"""The width of letters that stand on one line."""

_SIGNS_OF_AN_ADDRESS = "@./-_"
_JOINER = "\u200d"
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627\u0671"
_JOINED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_STROKE = "\u0640"
"""Tatweel: next to it an Arabic letter takes the shape that it has inside a word."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stay on one line; width and the space before them at size 1."""

    letters: str
    width: float
    space: float


class Breakable:
    """A word that may be too wide for a line: its letters measured once, cut at any limit."""

    def __init__(self, word: Word, measure: Measure) -> None:
        self._word = word
        self._ends = list(_ends(word.letters))
        clusters = [word.letters[a:b] for a, b in pairwise([0, *self._ends])]
        advances = _Advances(measure)
        self._alone = [advances.after("", one) for one in clusters]
        beside = map(advances.after, clusters, clusters[1:])
        self._sums = list(accumulate([self._alone[0], *beside]))

    def pieces(self, limit: float) -> Iterator[Word]:
        """It, cut where `limit` is reached, an address after its signs; no spaces between.

        No letter is parted from its marks. One wider than `limit` is a piece of its own.
        """
        if self._word.width <= limit:
            yield self._word
            return
        first, start, space = 0, 0, self._word.space
        while first < len(self._ends):
            before = self._sums[first] - self._alone[first]
            last = max(first, bisect_right(self._sums, before + limit, lo=first) - 1)
            if last < len(self._ends) - 1:
                last = self._after_a_sign(start, first, last)
            end = self._ends[last]
            yield Word(self._word.letters[start:end], self._sums[last] - before, space)
            first, start, space = last + 1, end, 0

    def _after_a_sign(self, start: int, first: int, last: int) -> int:
        """The place after the last @, else after an address’s last sign, late in a piece."""
        letters, ends = self._word.letters, self._ends
        least = (ends[last] - start) // 3
        late = (one for one in range(last, first - 1, -1) if ends[one] - start > least)
        signs = [one for one in late if letters[ends[one] - 1] in _SIGNS_OF_AN_ADDRESS]
        return next((one for one in signs if letters[ends[one] - 1] == "@"), [*signs, last][0])


class _Advances:
    """By how much each letter moves the pen, measured once for each pair of them."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._known: dict[tuple[str, str], float] = {}

    def after(self, before: str, cluster: str) -> float:
        """The advance of `cluster` behind `before`; of a joined letter the widest shape’s."""
        pair = (before, cluster)
        if pair not in self._known:
            self._known[pair] = (
                self._widest(cluster)
                if _JOINED.match(cluster)
                else self._measure(before + cluster) - self._measure(before)
            )
        return self._known[pair]

    def _widest(self, cluster: str) -> float:
        stroke = self._measure(_STROKE)
        shapes = (("", ""), (_STROKE, ""), ("", _STROKE), (_STROKE, _STROKE))
        return max(
            self._measure(before + cluster + after) - stroke * len(before + after)
            for before, after in shapes
        )


def filled(words: Sequence[Word], limit: float) -> list[str]:
    """Lines filled one after the other, none wider than `limit`."""
    lines: list[list[str]] = []
    left = -1.0
    for word in words:
        left -= word.space + word.width
        if lines and left >= 0:
            lines[-1].append((" " if word.space else "") + word.letters)
        else:
            lines.append([word.letters])
            left = limit - word.width
    return ["".join(line) for line in lines]


def _ends(letters: str) -> Iterator[int]:
    """The places after which `letters` may be broken, the end among them.

    Marks and joiners stay with their letter, and so do lam and alef, which are one shape.
    """
    for at in range(1, len(letters)):
        before, after = letters[at - 1], letters[at]
        is_one_shape = before == _LAM and after in _ALEFS
        if not is_one_shape and after != _JOINER and not category(after).startswith("M"):
            yield at
    yield len(letters)
