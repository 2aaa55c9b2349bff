"""R11, R12: what comes from outside is anything at all: lists, bundles, settings, printed codes."""

import json
from functools import cache
from pathlib import Path
from random import Random

from app import settings
from app.domain.lists.reading import propose
from app.errors import AppError
from app.exchange.malformed import Malformed
from app.exchange.strict_json import loads
from app.services.lists.importing import read_list
from tests.data_makers.hostile_workbooks import harmless, hostile
from tests.torture.kind import Kind, Round, Tally
from tests.torture.kinds.bundles import damaged

SEED_TEXT = (
    "Nom;Prénoms;Sexe;Structure;Téléphone\nTRAORÉ;Awa;F;Police;70 00 00 01\n"
    "محمد;علي;M;Douanes;+223 70000002\n=1+1;@x;;« Mrs »;٧٠\n"
)
PIECES = ["\0", "\ufeff", '"', ";", "\n", "\r", "\t", "=", "\u202e", "é", "💥", "x" * 5000, "1e999"]
SAMPLES = ['{"a": [1, "x"]}', '{"language": "fr"}', "[" * 300, '{"a":1,"a":2}', "NaN", '"\\ud800"']


@cache
def workbooks() -> tuple[bytes, ...]:
    """Hostile and honest workbooks, to be read as they are and damaged."""
    return (*hostile().values(), *harmless().values())


def text(chance: Random, base: str) -> str:
    """`base` with pieces put in, left out and repeated."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(base))
        kind = chance.randrange(3)
        if kind == 0:
            base = base[:at] + chance.choice(PIECES) + base[at:]
        elif kind == 1:
            base = base[:at] + base[at + chance.randint(1, 9) :]
        else:
            base = base[:at] + base[max(0, at - 40) : at] * chance.randint(1, 9) + base[at:]
    return base


def _list(chance: Random, folder: Path) -> None:
    path = folder / chance.choice(("l.csv", "l.txt", "l.xlsx"))
    encoding = chance.choice(("utf-8", "utf-16", "cp1252"))
    path.write_bytes(text(chance, SEED_TEXT).encode(encoding, "replace"))
    read_list(path)


def _rows(chance: Random, _folder: Path) -> None:
    cells = [None, "", "Nom", "Awa BA", 1, 2.5, True, "x" * 4000, "\u202eM.", "Total", "F", "70 00"]
    propose([tuple(chance.choices(cells, k=chance.randint(0, 9))) for _ in range(12)])


def _json(chance: Random, _folder: Path) -> None:
    loads(text(chance, chance.choice(SAMPLES)).encode("utf-8", "surrogatepass"))


def _settings(chance: Random, folder: Path) -> None:
    data = text(chance, json.dumps({"language": "fr", "font_size": 2}))
    (folder / "settings.json").write_text(data, "utf-8", "surrogatepass")
    settings.load(folder)


READERS = {"list": _list, "rows": _rows, "json": _json, "settings": _settings}


def run(given: Round) -> Tally:
    """Every reader in turn takes it, or refuses it with its own class of error."""
    tally, names = Tally(), list(READERS)
    for seed in given.seeds:
        name = names[seed % len(names)]
        _judge(tally, name, Round(seed, 1, given.folder).random, given.place("in"))
    return tally


def _judge(tally: Tally, name: str, chance: Random, folder: Path) -> None:
    tally.tried += 1
    tally.counts[name] = tally.counts.get(name, 0) + 1
    try:
        READERS[name](chance, folder)
    except (AppError, Malformed):
        tally.refused += 1
    except Exception as error:  # noqa: BLE001 - any other class is what is looked for
        tally.wrong(f"{name}: {type(error).__name__}")


def run_workbooks(given: Round) -> Tally:
    """Workbooks that kill other readers, and damaged ones, are read in a child or refused."""
    tally, known = Tally(), workbooks()
    folder = given.place("in")
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        data = known[seed % len(known)]
        if seed >= len(known):
            data = damaged(data, chance)
        path = folder / "list.xlsx"
        path.write_bytes(data)
        tally.tried += 1
        try:
            read_list(path)
        except AppError:
            tally.refused += 1
        except Exception as error:  # noqa: BLE001 - any other class is what is looked for
            tally.wrong(f"workbook: {type(error).__name__}")
    return tally


FUZZ = Kind(
    "anything at all",
    ("R11",),
    "Readers of lists, rows, strict JSON and settings are given texts with pieces put in, left out "
    "and repeated: taken, or refused with the one class of error.",
    run,
    step=200,
)
WORKBOOKS = Kind(
    "hostile workbooks",
    ("R12",),
    "Workbooks that hang or kill common readers, and damaged ones, are refused or read in a "
    "process of their own.",
    run_workbooks,
    step=20,
)
