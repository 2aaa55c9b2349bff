"""One keystroke of the search line at 100,000 people, beside rapidfuzz over the whole list.

Run with `python -m tests.benchmarks.bench_search [people]`; prints one JSON line per measurement.
"""

import json
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from app.domain.folding import fold
from app.domain.frequent_names import FAMILY_NAMES, GIVEN_NAMES
from app.domain.likeness import Known
from app.store.database import Database, open_database
from app.store.search import reindex_all, search
from app.store.search_query import full_text, lines_for, read_typed, scope_of
from app.store.similar import similar
from tests.benchmarks.telling import say

PEOPLE = 100_000
ROOM = 1_000
SAMPLES = 300
FLOOR_EVERY = 15
SEED = 20211013

BODIES = (
    "Direction de la police des frontières (DPF)",
    "Direction générale des douanes (DGD)",
    "Pôle judiciaire spécialisé (PJS)",
    "Gendarmerie nationale",
    "Garde nationale",
    "Office central des stupéfiants (OCS)",
)
RESPELT = (("Cou", "Kou"), ("Di", "Dj"), ("Oua", "Wa"), ("ck", "k"), ("y", "i"), ("ou", "u"))


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person of the benchmark."""

    name: str
    phone: str
    workshop: str


def invented(people: int, rooms: int) -> list[Someone]:
    """People with skewed frequent names, and three in ten with rare ones."""
    dice = random.Random(SEED)  # noqa: S311 - invented data
    rare = [_rare_name(dice) for _ in range(people // 5)]
    families = _frequent(dice, FAMILY_NAMES, 0.7, people)
    given = _frequent(dice, GIVEN_NAMES, 0.8, people)
    found = []
    for at in range(people):
        family = families[at] if dice.random() < 0.7 else dice.choice(rare)
        first = given[at] if dice.random() < 0.7 else dice.choice(rare)
        found.append(
            Someone(f"{family.upper()} {first}", f"+22370{at:06d}", f"{at * rooms // people:032x}")
        )
    return found


def _frequent(dice: random.Random, names: Sequence[str], skew: float, count: int) -> list[str]:
    weights = [1 / (rank + 1) ** skew for rank in range(len(names))]
    return dice.choices(dice.sample(names, len(names)), weights, k=count)


def _rare_name(dice: random.Random) -> str:
    """Three or four syllables of ninety, some closed: about as far apart as rare names are."""
    count = dice.choice((3, 3, 4))
    syllables = (
        dice.choice(("b", "d", "f", "g", "k", "l", "m", "n", "s", "t", "y", "z", "r", "w", "ng"))
        + dice.choice(("a", "i", "o", "ou", "é", "u"))
        + dice.choice(("", "", "", "n", "m", "r"))
        for _ in range(count)
    )
    return "".join(syllables).capitalize()


def load(db: Database, people: Sequence[Someone]) -> None:
    """Fill the row tables directly: the benchmark is of search, not of the journal."""
    with db.atomic():
        db.executemany(
            "INSERT INTO workshops (id, code) VALUES (?, ?)",
            [(workshop, workshop[-4:]) for workshop in sorted({one.workshop for one in people})],
        )
        db.executemany(
            "INSERT INTO organisations (id, name_fr) VALUES (?, ?)",
            [(f"{at:032x}", body) for at, body in enumerate(BODIES)],
        )
        db.executemany(
            "INSERT INTO people (id, name, sex, phones) VALUES (?, ?, 'F', ?)",
            [(f"{at:032x}", one.name, json.dumps([one.phone])) for at, one in enumerate(people)],
        )
        db.executemany(
            "INSERT INTO registrations (id, workshop, person, number, status, organisation) "
            "VALUES (?, ?, ?, ?, 'invited', ?)",
            [
                (
                    f"{at:032x}",
                    one.workshop,
                    f"{at:032x}",
                    at % ROOM + 1,
                    f"{at % len(BODIES):032x}",
                )
                for at, one in enumerate(people)
            ],
        )


def typed_texts(people: Sequence[Someone]) -> dict[str, list[str]]:
    """What is typed, by kind of keystroke."""
    dice = random.Random(SEED)  # noqa: S311 - invented data
    some = dice.sample(people, SAMPLES)
    words = [fold(one.name).split() for one in some]
    return {
        "exact prefix": [
            text[:end]
            for family, first in (pair[:2] for pair in words)
            for text in (f"{first[:3]} {family}",)
            for end in (1, 2, 3, 4, len(text) - 1)
        ],
        "one typo": [misspelt(dice, pair[0]) for pair in words if len(pair[0]) > 3],
        "sound": [fold(respelt(one.name.title())) for one in some],
        "phone tail": [one.phone[-4:] for one in some],
        "organisation": [dice.choice(("police", "doua", "pjs", "direction des")) for _ in some],
        "nobody": [_rare_name(dice).lower() + "xq" for _ in some],
    }


def misspelt(dice: random.Random, word: str) -> str:
    """`word` with one typo after its first letter."""
    at = dice.randrange(1, len(word) - 1)
    kinds = (
        word[:at] + word[at + 1 :],
        word[:at] + dice.choice("aeiounrst") + word[at:],
        word[:at] + dice.choice("aeiounrst") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return dice.choice(kinds)


def respelt(name: str) -> str:
    """`name` as another clerk would spell it."""
    for usual, other in RESPELT:
        name = name.replace(usual, other)
    return name


def times(act: Callable[[str], object], texts: Iterable[str]) -> list[float]:
    """Seconds that `act` takes on each text, once each."""
    return [_seconds(lambda text=text: act(text)) for text in texts]


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """How many measurements, and their median, 95th and 99th percentile in milliseconds."""
    parts = statistics.quantiles(seconds, n=100)
    named = {"p50_ms": parts[49], "p95_ms": parts[94], "p99_ms": parts[98]}
    return {"n": len(seconds)} | {name: round(value * 1e3, 3) for name, value in named.items()}


def measure(db: Database, people: Sequence[Someone], rooms: int) -> None:
    """Measure every kind of keystroke, and rapidfuzz on the same texts."""
    keys = [fold(one.name) for one in people]
    workshop = people[len(people) // 2].workshop
    for kind, texts in typed_texts(people).items():
        seconds = times(lambda text: search(db, workshop, text), texts)
        bare = times(lambda text: _index_alone(db, workshop, text), texts)
        floor = times(lambda text: _over_the_list(text, keys), texts[::FLOOR_EVERY])
        share = statistics.median(seconds) / statistics.median(floor)
        say(f"search: {kind}", rooms=rooms, of_rapidfuzz=round(share, 4), **spread(seconds))
        say(f"index alone, first dozen: {kind}", rooms=rooms, **spread(bare))
        say(f"rapidfuzz: {kind}", rooms=rooms, **spread(floor))
    say("search: typo hits", rooms=rooms, found=round(typo_hits(db, people, workshop), 3))
    drafts = [Known(one.name, BODIES[0], (one.phone,)) for one in people[:: len(people) // SAMPLES]]
    seconds = [_seconds(lambda draft=draft: similar(db, workshop, draft)) for draft in drafts]
    say("similar people", rooms=rooms, **spread(seconds))


def _index_alone(db: Database, workshop: str, text: str) -> object:
    """The full-text index alone: what the engine answers, before lines are put in order."""
    scope, typed = scope_of(db, workshop), read_typed(text)
    return scope and lines_for(db, typed, full_text(db, typed.words), scope, 12)


def _over_the_list(text: str, keys: Sequence[str]) -> object:
    """The floor: the dozen keys most like `text` anywhere in them."""
    return process.extract(text, keys, scorer=fuzz.partial_ratio, limit=12)


def typo_hits(db: Database, people: Sequence[Someone], workshop: str) -> float:
    """Share of misspelt family names whose right spelling is among the first dozen."""
    dice = random.Random(SEED)  # noqa: S311 - invented data
    words = [fold(one.name).split()[0] for one in dice.sample(people, SAMPLES)]
    long = [word for word in words if len(word) > 3]
    hits = [
        any(word in fold(hit.line.person.name).split() for hit in search(db, workshop, typo))
        for word, typo in ((word, misspelt(dice, word)) for word in long)
    ]
    return sum(hits) / len(hits)


def main() -> None:
    """Measure with the people spread over many workshops, then all in one."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    for rooms in (max(count // ROOM, 1), 1):
        people = invented(count, rooms)
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(Path(folder) / "register.db", bytes(32))
            load(db, people)
            seconds = _seconds(lambda db=db: reindex_all(db))
            say("index all", rooms=rooms, people=count, seconds=round(seconds, 2))
            measure(db, people, rooms)
            db.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say("memory", rss_mb=round(peak / 1024))


if __name__ == "__main__":
    main()
