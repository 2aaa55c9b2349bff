"""A list that comes again: new, changed, same, gone or doubtful lines. Nothing is deleted by it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from rapidfuzz.distance import JaroWinkler

from app.domain.likeness import Known, Level, likeness
from app.domain.names import fold, skeleton
from app.domain.people import Sex
from app.domain.proposal import ProposedPerson

FIELDS = ("name", "sex", "organisation", "function", "rank", "phones", "email")
"""What is compared. A cell that is empty now changes nothing."""

_MOST_SPELLINGS = 50_000
"""Pairs of names compared letter by letter: about a second."""
_MUCH_ALIKE = 0.85
_TOGETHER = "same"


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line taken in before. `raw_key` is `raw_key` of the cells that it came from, or empty."""

    id: str
    name: str
    sex: Sex | None = None
    organisation: str = ""
    function: str = ""
    rank: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    raw_key: str = ""


@dataclass(frozen=True, slots=True)
class Paired:
    """The known line `id` and the line that is, or may be, it; `fields` names what differs."""

    id: str
    person: ProposedPerson
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line of the new list stands in exactly one of new, changed, same and doubtful.

    Every known line stands once in changed, same, doubtful or, by its id, in `vanished`.
    """

    new: tuple[ProposedPerson, ...] = ()
    changed: tuple[Paired, ...] = ()
    same: tuple[Paired, ...] = ()
    vanished: tuple[str, ...] = ()
    doubtful: tuple[Paired, ...] = ()


Olds = Mapping[int, KnownLine]
News = Mapping[int, ProposedPerson]
Pairs = Iterator[tuple[int, int]]
_T = TypeVar("_T")
_K = TypeVar("_K")


def compare(
    old: Sequence[KnownLine],
    new: Sequence[ProposedPerson],
    place: Callable[[str], str] = str,
) -> Comparison:
    """Lay a list beside what is known: by the line itself, phone, name, then a near spelling.

    Two of one name with another organisation and another phone stay two people. `place` gives
    one key for all names of an organisation (« DGPN » and its full name), else they differ.
    """
    olds = {at: replace(one, organisation=place(one.organisation)) for at, one in enumerate(old)}
    news = {at: replace(one, organisation=place(one.organisation)) for at, one in enumerate(new)}
    found: dict[int, Paired] = {}
    sure: set[int] = set()
    doubted: set[int] = set()
    for pairing, kept in _PAIRINGS:
        for at_old, at_new in list(pairing(olds, news)):
            if at_old in olds and at_new in news:
                line, person = olds.pop(at_old), news.pop(at_new)
                fields = () if pairing is _of_one_line else differing(line, person)
                found[at_new] = Paired(line.id, new[at_new], fields)
                (sure if kept else doubted).add(at_new)
    in_order = sorted(sure)
    return Comparison(
        new=tuple(new[at] for at in news),
        changed=tuple(found[at] for at in in_order if found[at].fields),
        same=tuple(found[at] for at in in_order if not found[at].fields),
        vanished=tuple(line.id for line in olds.values()),
        doubtful=tuple(found[at] for at in sorted(doubted)),
    )


def raw_key(raw: Iterable[str]) -> str:
    """What a line said, without its number in the list: an unchanged line keeps its key."""
    cells = [text for cell in raw if (text := " ".join(cell.split()))]
    if cells and cells[0].strip(" .)").isdigit():
        cells = cells[1:]
    return "\x1f".join(cells)


def differing(line: KnownLine, person: ProposedPerson) -> tuple[str, ...]:
    """The fields in which the list now says something, and something else."""
    return tuple(
        field
        for field in FIELDS
        if getattr(person, field) and _value(person, field) != _value(line, field)
    )


def _value(record: KnownLine | ProposedPerson, field: str) -> object:
    value = getattr(record, field)
    return frozenset(value) if isinstance(value, tuple) else value


def _of_one_line(olds: Olds, news: News) -> Pairs:
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
    waiting = _grouped(olds, lambda line: (_words(line.name), fold(line.organisation)))
    for at, person in news.items():
        lines = waiting.get((_words(person.name), fold(person.organisation)))
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
    lines = _grouped(olds, lambda line: _words(line.name))
    people = _grouped(news, lambda person: _words(person.name))
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
    alike = JaroWinkler.similarity(_words(line.name), _words(person.name)) >= _MUCH_ALIKE
    return Level.WEAK if within or alike else Level.NONE


def _phones_differ(line: KnownLine, person: ProposedPerson) -> bool:
    return bool(line.phones and person.phones) and not set(line.phones) & set(person.phones)


def _words(name: str) -> str:
    return " ".join(sorted(fold(name).split()))


def _grouped(records: Mapping[int, _T], key: Callable[[_T], _K]) -> dict[_K, list[int]]:
    groups: dict[_K, list[int]] = defaultdict(list)
    for at, record in records.items():
        groups[key(record)].append(at)
    return groups


_PAIRINGS: tuple[tuple[Callable[[Olds, News], Pairs], bool], ...] = (
    (_of_one_line, True),
    (_of_one_phone, True),
    (_of_one_name_and_place, True),
    (_of_one_name, True),
    (_of_a_near_spelling, True),
    (_perhaps_respelled, False),
    (_perhaps_moved, False),
    (_perhaps_replaced, False),
)
"""Surest first; what a pairing with False finds is a question."""
