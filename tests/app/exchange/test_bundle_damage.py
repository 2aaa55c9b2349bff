"""Every changed byte, cut and insertion of a bundle is refused (R9); all of them under torture."""

import random
from collections.abc import Iterable, Iterator
from functools import partial

import pytest

from app.errors import BundleError
from app.exchange.bundle import open_bundle
from app.exchange.malformed import Malformed
from app.exchange.package import read_package
from tests.app.exchange.sealed import HQ, TRUSTED, packed, signed, zip_of

BUNDLE = packed().data
SEED = 20211013


def flips(data: bytes, step: int, bits: int) -> Iterator[bytes]:
    """Every `step`-th byte turned over, and `bits` of its bits one by one."""
    for place in range(0, len(data), step):
        for flip in (0xFF, *(1 << (place + bit) % 8 for bit in range(bits))):
            yield data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]


def cuts(data: bytes, step: int) -> Iterator[bytes]:
    """The data up to every `step`-th byte, and from there on."""
    for place in range(0, len(data), step):
        yield data[:place]
        yield data[place + 1 :]


def insertions(data: bytes, step: int) -> Iterator[bytes]:
    """A byte more, everywhere; the end comes first."""
    for place in (len(data), *range(0, len(data), step)):
        for byte in (b"\0", b"\n", b"x"):
            yield data[:place] + byte + data[place:]


def swaps(data: bytes, step: int) -> Iterator[bytes]:
    """Two neighbours that differ, exchanged."""
    for place in range(0, len(data) - 1, step):
        pair = data[place : place + 2]
        if pair[0] != pair[1]:
            yield data[:place] + pair[::-1] + data[place + 2 :]


def judged(cases: Iterable[bytes]) -> tuple[int, list[bytes]]:
    """How many were refused with the one class of error, and those that were not."""
    refused, accepted = 0, []
    for data in cases:
        try:
            open_bundle(data, [HQ], TRUSTED, "stick.emarge")
        except BundleError:
            refused += 1
        else:
            accepted.append(data)
    return refused, accepted


def test_the_untouched_bundle_is_accepted():
    assert judged([BUNDLE]) == (0, [BUNDLE])


@pytest.mark.parametrize(
    ("damage", "step"),
    [
        pytest.param(partial(flips, bits=1), 7, id="flips"),
        pytest.param(cuts, 11, id="cuts"),
        pytest.param(insertions, 23, id="insertions"),
        pytest.param(swaps, 11, id="swaps"),
    ],
)
def test_damage_on_the_way_is_always_refused(damage, step):
    refused, accepted = judged(damage(BUNDLE, step))

    assert accepted == []
    assert refused > 1000


@pytest.mark.torture
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(partial(flips, bits=8), id="flips"),
        pytest.param(cuts, id="cuts"),
        pytest.param(insertions, id="insertions"),
        pytest.param(swaps, id="swaps"),
    ],
)
def test_every_damage_on_the_way_is_refused(damage):
    refused, accepted = judged(damage(BUNDLE, 1))

    assert accepted == []
    assert refused > len(BUNDLE) // 2


def test_zip_changed_by_whoever_can_sign_is_refused_or_says_the_same():
    """Under a good signature too: no reader may be shown something else than another."""
    content = zip_of(BUNDLE)
    good = read_package(content)
    chance = random.Random(SEED)  # noqa: S311 - damage, no secret

    for _ in range(1500):
        place, flip = chance.randrange(len(content)), chance.randrange(1, 256)
        changed = content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :]
        try:
            assert read_package(changed) == good
        except Malformed:
            continue


@pytest.mark.torture
def test_random_content_under_a_good_signature_is_refused_with_one_error():
    chance = random.Random(SEED)  # noqa: S311 - damage, no secret
    content = zip_of(BUNDLE)
    for _ in range(20_000):
        changed = bytearray(content)
        for _ in range(chance.randrange(1, 6)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        del changed[chance.randrange(len(changed)) : chance.choice([0, len(changed)])]
        try:
            opened = open_bundle(signed(bytes(changed)), [HQ], TRUSTED)
        except BundleError:
            continue
        assert opened.members == read_package(content)[1]
