from dataclasses import replace

import pytest

from app.errors import BundleDamaged, BundleNotForUs, BundleTooNew, SignerUnknown
from app.exchange.bundle import MAX_BUNDLE
from app.exchange.container import sign_pair
from app.exchange.keys import new_device_key
from app.exchange.receipt import (
    Acknowledged,
    Fate,
    Receipt,
    SetAside,
    read_receipt,
    write_receipt,
)
from tests.app.exchange.journals import BUNDLE, WORKSHOP
from tests.app.exchange.sealed import LAPTOP, STRANGER, label

CENTRE = new_device_key()
KNOWN = {CENTRE.id: CENTRE.public_key}
RECEIPT = Receipt(
    id="5" * 32,
    n=3,
    device=LAPTOP.id,
    at="2021-10-16T09:00:00+00:00",
    bundles=(
        Acknowledged(BUNDLE, 1, "a" * 64, Fate.MERGED),
        Acknowledged("e" * 32, 2, "b" * 64, Fate.QUARANTINED, "fork"),
    ),
    have={WORKSHOP: {LAPTOP.id: 11}},
    digests={WORKSHOP: "c" * 64},
    set_aside=(SetAside("d" * 64, "unknown kind"),),
    conflicts=2,
)


@pytest.mark.parametrize("sealed_to", [(), (LAPTOP.recipient,)])
def test_receipt_comes_back_as_it_was_signed(sealed_to):
    data = write_receipt(RECEIPT, CENTRE, sealed_to)

    assert read_receipt(data, [LAPTOP.identity], KNOWN) == RECEIPT


def test_receipt_covers_what_headquarters_has_and_nothing_else():
    assert RECEIPT.covers(WORKSHOP, LAPTOP.id, 11)
    assert not RECEIPT.covers(WORKSHOP, LAPTOP.id, 12)
    assert not RECEIPT.covers(WORKSHOP, STRANGER.id, 1)
    assert not RECEIPT.covers("other", LAPTOP.id, 1)


def test_receipt_of_anybody_else_is_refused():
    with pytest.raises(SignerUnknown):
        read_receipt(write_receipt(RECEIPT, STRANGER), [], KNOWN)


def test_receipt_sealed_to_somebody_else_is_not_for_us():
    with pytest.raises(BundleNotForUs):
        read_receipt(write_receipt(RECEIPT, CENTRE, [LAPTOP.recipient]), [], KNOWN)


def test_every_changed_byte_and_every_cut_is_refused():
    data = write_receipt(RECEIPT, CENTRE)

    for place in range(len(data)):
        turned = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        for changed in (turned, data[:place]):
            with pytest.raises(BundleDamaged):
                read_receipt(changed, [LAPTOP.identity], KNOWN)


def test_receipt_that_is_too_large_is_not_even_read():
    with pytest.raises(BundleDamaged) as caught:
        read_receipt(bytes(MAX_BUNDLE + 1), [], KNOWN)

    assert caught.value.facts["reason"] == "the file is too large"


def said(content: bytes, **changes: object) -> bytes:
    facts = {"kind": "receipt", "id": "5" * 32, "device": CENTRE.id, "key": CENTRE.public_key}
    return sign_pair("receipt.json", content, label(**(facts | changes)), CENTRE)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"id":"5","id":"6"}', b"\xff"])
def test_receipt_that_says_too_little_is_refused(content):
    with pytest.raises(BundleDamaged):
        read_receipt(said(content), [], KNOWN)


def test_receipt_of_a_newer_format_is_refused_in_words():
    with pytest.raises(BundleTooNew):
        read_receipt(said(b"?", major=2), [], KNOWN)


def test_enrolment_does_not_pass_for_a_receipt():
    with pytest.raises(BundleDamaged):
        read_receipt(said(b"{}", kind="enrolment"), [], KNOWN)


def test_receipt_without_a_number_is_not_signed_by_mistake():
    data = write_receipt(replace(RECEIPT, n=0), CENTRE)

    with pytest.raises(BundleDamaged):
        read_receipt(data, [], KNOWN)
