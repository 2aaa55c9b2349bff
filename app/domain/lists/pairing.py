"""Which line of a new list may be which line that is known: the surest ways first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from rapidfuzz.distance import JaroWinkler

from app.domain.folding import fold, in_any_order, skeleton
from app.domain.likeness import Known, Level, likeness
from app.domain.lists.proposal import ProposedPerson
from app.domain.people import Sex

_MOST_SPELLINGS = 50_000
"""Pairs of names compared letter by letter: about a second."""
_MUCH_ALIKE = 0.85
_TOGETHER = "same"


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line taken in before. `raw_key` is `raw_key` of the cells that it came from, or empty.

    `listed` holds what the list said last in the fields that say something else now, because
    somebody changed them here; all others still say what the list said.
    """

    id: str
    name: str
    sex: Sex | None = None
    organisation: str = ""
    function: str = ""
    rank: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    raw_key: str = ""
    civility: str = ""
    title: str = ""
    unit: str = ""
    matricule: str = ""
    category: str = ""
    listed: Mapping[str, object] = field(default_factory=dict)

    def as_listed(self) -> "KnownLine":
        """The line as a list knows it: by the name and the phone that the last one gave."""
        told = {name: value for name, value in self.listed.items() if value}
        return replace(self, **told) if told else self  # type: ignore[arg-type]


Olds = Mapping[int, KnownLine]
News = Mapping[int, ProposedPerson]
Pairs = Iterator[tuple[int, int]]
_T = TypeVar("_T")
_K = TypeVar("_K")


def raw_key(raw: Iterable[str]) -> str:
    """What a line said, without its number in the list: an unchanged line keeps its key."""
    cells = [text for cell in raw if (text := " ".join(cell.split()))]
    if cells and cells[0].strip(" .)").isdigit():
        cells = cells[1:]
    return "\x1f".join(cells)


def of_one_line(olds: Olds, news: News) -> Pairs:
    """The same cells again, but for the number."""
    waiting = _grouped(olds, lambda line: line.raw_key)
    for at, person in news.items():
        key = raw_key(person.raw)
        if key and waiting.get(key):
            yield waiting[key].pop(0), at


def _of_one_phone(olds: Olds, news: News) -> Pairs:
    """A shared phone with names that agree, those that agree best first."""
    pairs = [(_agreement(olds[i], news[j]), i, j) for i, j in _sharing_phones(olds, news)]
    for agreement, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if agreement:
            yield i, j


def _of_one_name_and_place(olds: Olds, news: News) -> Pairs:
    waiting = _grouped(olds, lambda line: (in_any_order(line.name), fold(line.organisation)))
    for at, person in news.items():
        lines = waiting.get((in_any_order(person.name), fold(person.organisation)))
        if lines:
            yield lines.pop(0), at


def _of_one_name(olds: Olds, news: News) -> Pairs:
    """One name that each list holds once, where one of them does not say the organisation."""
    for i, j in _only_namesakes(olds, news):
        if not (olds[i].organisation and news[j].organisation):
            yield i, j


def _of_a_near_spelling(olds: Olds, news: News) -> Pairs:
    for i, j in _alike(olds, news, Level.MEDIUM):
        if not _phones_differ(olds[i], news[j]):
            yield i, j


def _perhaps_respelled(olds: Olds, news: News) -> Pairs:
    """A near spelling with another phone, a name more or fewer, Mahamadou who was Mamadou."""
    return _alike(olds, news, Level.WEAK)


def _perhaps_moved(olds: Olds, news: News) -> Pairs:
    """The only ones of their name, in another organisation, and no phone says who they are."""
    for i, j in _only_namesakes(olds, news):
        if not _phones_differ(olds[i], news[j]):
            yield i, j


def _perhaps_replaced(olds: Olds, news: News) -> Pairs:
    """Another name behind a phone that only these two have."""
    pairs = list(_sharing_phones(olds, news))
    lines, people = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    for i, j in pairs:
        if lines[i] == people[j] == 1:
            yield i, j


def _sharing_phones(olds: Olds, news: News) -> Pairs:
    by_phone: dict[str, list[int]] = defaultdict(list)
    for i, line in olds.items():
        for phone in line.phones:
            by_phone[phone].append(i)
    for j, person in news.items():
        for i in sorted({i for phone in person.phones for i in by_phone.get(phone, ())}):
            yield i, j


def _only_namesakes(olds: Olds, news: News) -> Pairs:
    lines = _grouped(olds, lambda line: in_any_order(line.name))
    people = _grouped(news, lambda person: in_any_order(person.name))
    for name, at in people.items():
        if len(at) == 1 and len(lines.get(name, ())) == 1:
            yield lines[name][0], at[0]


def _alike(olds: Olds, news: News, least: Level) -> Pairs:
    """Names of one place with a word in common that are at least so alike, each with one other."""
    pairs = islice(_with_a_common_word(olds, news), _MOST_SPELLINGS)
    near = [(i, j) for i, j in pairs if _agreement(olds[i], news[j]) >= least]
    lines, people = Counter(i for i, _ in near), Counter(j for _, j in near)
    for i, j in near:
        if lines[i] == people[j] == 1:
            yield i, j


def _with_a_common_word(olds: Olds, news: News) -> Pairs:
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, line in olds.items():
        for word in set(skeleton(line.name).split()):
            by_word[fold(line.organisation), word].append(i)
    for j, person in news.items():
        place = fold(person.organisation)
        words = set(skeleton(person.name).split())
        for i in sorted({i for word in words for i in by_word.get((place, word), ())}):
            yield i, j


def _agreement(line: KnownLine, person: ProposedPerson) -> Level:
    """How well two names agree, as a `Level`.

    Weak: one leaves words out, or they are written much alike (Kadiatou and Kadidiatou).
    """
    level = likeness(Known(line.name, _TOGETHER), Known(person.name, _TOGETHER)).level
    if level:
        return level
    mine, theirs = set(skeleton(line.name).split()), set(skeleton(person.name).split())
    within = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    written = JaroWinkler.similarity(in_any_order(line.name), in_any_order(person.name))
    return Level.WEAK if within or written >= _MUCH_ALIKE else Level.NONE


def _phones_differ(line: KnownLine, person: ProposedPerson) -> bool:
    return bool(line.phones and person.phones) and not set(line.phones) & set(person.phones)


def _grouped(records: Mapping[int, _T], key: Callable[[_T], _K]) -> dict[_K, list[int]]:
    groups: dict[_K, list[int]] = defaultdict(list)
    for at, record in records.items():
        groups[key(record)].append(at)
    return groups


PAIRINGS: tuple[tuple[Callable[[Olds, News], Pairs], bool], ...] = (
    (of_one_line, True),
    (_of_one_phone, True),
    (_of_one_name_and_place, True),
    (_of_one_name, True),
    (_of_a_near_spelling, True),
    (_perhaps_respelled, False),
    (_perhaps_moved, False),
    (_perhaps_replaced, False),
)
"""Surest first; what a pairing with False finds is a question."""
