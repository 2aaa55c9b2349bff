import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeyUnreadable
from app.exchange.devices import Device, card, read_card
from tests.app.exchange.sealed import LAPTOP

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30)


@given(NAMES, st.sampled_from(["", "A", "K"]))
def test_card_introduces_the_device(name, letter):
    device = Device(LAPTOP.id, name, LAPTOP.public_key, LAPTOP.recipient, letter)

    assert read_card(card(device)) == device


def test_card_may_be_pasted_untidily():
    device = Device(LAPTOP.id, "Portable Bamako", LAPTOP.public_key, LAPTOP.recipient)
    pasted = "\r\n  " + card(device).replace("\n", "  \r\n") + "\r\n"

    assert read_card(pasted) == device


@pytest.mark.parametrize(
    "text",
    [
        "",
        card(Device(LAPTOP.id, "x", LAPTOP.public_key, LAPTOP.recipient)).replace("/1", "/2", 1),
        "emarge-device/1",
        f"emarge-device/1\nid: {LAPTOP.id}\nkey: RW\nage: {LAPTOP.recipient}",
        f"emarge-device/1\nid: {LAPTOP.id}\nkey: {LAPTOP.public_key}\nage: age1x",
        f"emarge-device/1\nid: K7\nkey: {LAPTOP.public_key}\nage: {LAPTOP.recipient}",
    ],
)
def test_what_is_no_card_is_refused(text):
    with pytest.raises(KeyUnreadable):
        read_card(text, "card.txt")
