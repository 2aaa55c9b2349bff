from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BundleDamaged, BundleNotForUs, KeyUnreadable, NoRecipient
from app.exchange.seal import (
    identity_file,
    new_identity,
    read_identities,
    read_recipients,
    recipient_of,
    seal,
    unseal,
)

HQ, ESCROW, STRANGER = new_identity(), new_identity(), new_identity()
RECIPIENTS = [recipient_of(HQ), recipient_of(ESCROW)]


@given(st.binary(max_size=2000))
def test_every_recipient_opens_what_was_sealed(data):
    sealed = seal(data, RECIPIENTS)

    assert unseal(sealed, [HQ]) == unseal(sealed, [STRANGER, ESCROW]) == data


@pytest.mark.parametrize("identities", [[], [STRANGER]])
def test_nobody_else_opens_it(identities):
    with pytest.raises(BundleNotForUs):
        unseal(seal(b"names", RECIPIENTS), identities, "x.emarge")


def test_sealing_to_nobody_is_refused():
    with pytest.raises(NoRecipient):
        seal(b"names", [])


def test_broken_seal_is_told_as_damage():
    sealed = seal(b"names", RECIPIENTS)

    with pytest.raises(BundleDamaged) as caught:
        unseal(sealed[:-1], [HQ], "x.emarge")

    assert "x.emarge" in caught.value.message


def test_identity_file_is_as_age_keygen_writes_it():
    text = identity_file(HQ, datetime(2026, 11, 21, 21, 0, tzinfo=UTC))

    assert text.splitlines()[0] == "# created: 2026-11-21T21:00:00+00:00"
    assert text.splitlines()[1] == f"# public key: {recipient_of(HQ)}"
    assert read_identities(text) == [HQ]


def test_several_keys_in_one_file_are_all_read():
    assert read_identities(f"# two\n{HQ}\n\n  {ESCROW}\r\n") == [HQ, ESCROW]
    assert read_recipients("# two\n" + "\n".join(RECIPIENTS)) == RECIPIENTS


@pytest.mark.parametrize("text", ["", "# nothing", "AGE-SECRET-KEY-1QQ", "age1qq", "é"])
def test_what_holds_no_key_is_refused(text):
    with pytest.raises(KeyUnreadable):
        read_identities(text, "hq.identity")
    with pytest.raises(KeyUnreadable):
        read_recipients(text, "hq.txt")
