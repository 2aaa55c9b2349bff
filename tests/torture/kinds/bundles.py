"""R9: a bundle is damaged on its way."""

from functools import cache
from random import Random

from app.errors import BundleError
from app.exchange.bundle import open_bundle
from tests.app.exchange.journals import small_workshop
from tests.app.exchange.sealed import HQ, LAPTOP, TRUSTED, packed
from tests.torture.kind import Kind, Round, Tally


@cache
def whole() -> bytes:
    """A good bundle."""
    return packed(small_workshop(a=LAPTOP.id).payload()).data


def damaged(data: bytes, chance: Random) -> bytes:
    """The data with one thing that a bad stick, a bad copy or a bad hand does to it."""
    place = chance.randrange(len(data))
    kind = chance.randrange(6)
    if kind == 0:
        return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]
    if kind == 1:
        return data[:place]
    if kind == 2:
        return data[:place] + chance.randbytes(chance.randint(1, 4)) + data[place:]
    if kind == 3:
        return data[:place] + data[place + 1 :]
    if kind == 4:
        end = min(len(data), place + 512)
        return data[:place] + bytes(end - place) + data[end:]
    other = chance.randrange(len(data))
    low, high = sorted((place, other))
    return (
        data[:low]
        + data[high : high + 1]
        + data[low + 1 : high]
        + data[low : low + 1]
        + data[high + 1 :]
    )


def run(given: Round) -> Tally:
    """Damage a good bundle, and hand it in."""
    tally, good = Tally(), whole()
    for seed in given.seeds:
        changed = damaged(good, Round(seed, 1, given.folder).random)
        if changed != good:
            judge(tally, changed)
    return tally


def judge(tally: Tally, data: bytes) -> None:
    """It is refused with the one class of error."""
    tally.tried += 1
    try:
        open_bundle(data, [HQ], TRUSTED, "stick.emarge")
    except BundleError:
        tally.refused += 1
    else:
        tally.silent += 1


KIND = Kind(
    "damaged bundles",
    ("R9",),
    "A bundle loses, gains or swaps bytes on its way.",
    run,
    step=400,
)
