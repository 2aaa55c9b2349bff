import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeyUnreadable
from app.exchange.keys import (
    comment_of,
    device_key_from,
    fingerprint,
    new_device_key,
    public_key_file,
    read_public_key,
    verify,
    verify_raw,
)
from app.exchange.malformed import Malformed

KEY = new_device_key()
OTHER = new_device_key()
SIGNATURE = KEY.sign(b"the bundle", "emarge/1.0 bundle=1")


def test_signed_bytes_and_comment_are_verified():
    assert verify(b"the bundle", SIGNATURE, KEY.public_key) == "emarge/1.0 bundle=1"
    assert comment_of(SIGNATURE) == "emarge/1.0 bundle=1"


def test_signature_is_of_these_bytes_by_this_key():
    with pytest.raises(Malformed):
        verify(b"the bundlE", SIGNATURE, KEY.public_key)
    with pytest.raises(Malformed):
        verify(b"the bundle", SIGNATURE, OTHER.public_key)


def test_every_changed_byte_of_a_signature_is_refused():
    for place in range(len(SIGNATURE)):
        for flip in (0xFF, 1, 2, 32):
            changed = bytearray(SIGNATURE)
            changed[place] ^= flip
            with pytest.raises(Malformed):
                verify(b"the bundle", bytes(changed), KEY.public_key)


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\r\n", b"x"])
def test_signature_with_something_behind_it_is_refused(tail):
    with pytest.raises(Malformed):
        verify(b"the bundle", SIGNATURE + tail, KEY.public_key)


def test_keys_come_back_from_storage_and_are_never_shown():
    again = device_key_from(KEY.to_bytes())

    assert again == KEY
    assert KEY.signing not in repr(KEY)
    assert KEY.identity not in repr(KEY)


def test_two_devices_have_nothing_in_common():
    assert len({KEY.id, OTHER.id, KEY.public_key, OTHER.public_key}) == 4
    assert KEY.recipient != OTHER.recipient


@given(st.binary(max_size=100))
def test_raw_signature_is_of_these_bytes(data):
    signature = KEY.sign_raw(data)

    assert len(signature) == 64
    assert verify_raw(data, signature, KEY.public_key)
    assert not verify_raw(data + b"x", signature, KEY.public_key)
    assert not verify_raw(data, signature, OTHER.public_key)


def test_public_key_is_read_from_its_file_or_alone():
    for text in (public_key_file(KEY.public_key), public_key_file(KEY.public_key, KEY.id)):
        assert read_public_key(text) == KEY.public_key
    assert read_public_key(f" {KEY.public_key}\n") == KEY.public_key


@pytest.mark.parametrize("text", ["", "untrusted comment: x", "RWé", "RW" + "A" * 54 + "\nmore"])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(KeyUnreadable):
        read_public_key(text, "key.pub")


def test_fingerprint_can_be_read_aloud():
    groups = fingerprint(KEY.public_key).split(" ")

    assert [len(group) for group in groups] == [5] * 6
    assert "".join(groups).isdecimal()
    assert fingerprint(KEY.public_key) != fingerprint(OTHER.public_key)
