import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folding import tidy
from app.errors import CardDamaged, KeyUnreadable
from app.exchange.devices import Device, card, is_card, read_card
from tests.app.exchange.sealed import LAPTOP, STRANGER

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30).map(tidy)
BAMAKO = Device(LAPTOP.id, "Portable Bamako", LAPTOP.public_key, LAPTOP.recipient, "B")
CARD = card(BAMAKO, LAPTOP.sign_raw)


def old_card(device=BAMAKO):
    """A card as Émarge 0.1.0 wrote it."""
    said = (f"{name}: {getattr(device, name)}" for name in ("id", "key", "age", "letter", "name"))
    return "\n".join(("emarge-device/1", *said, ""))


@given(NAMES, st.sampled_from(["", "A", "K"]))
def test_card_introduces_the_device(name, letter):
    device = replace(BAMAKO, name=name, letter=letter)

    read = read_card(card(device, LAPTOP.sign_raw))

    assert (read.device, read.is_checked) == (device, True)


def test_no_line_of_a_card_is_folded_by_mail():
    assert max(map(len, CARD.splitlines())) <= 72


MAILED = {
    "Windows": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "blanks": lambda text: "\r\n  " + text.replace("\n", "  \r\n") + "\r\n",
    "quoted": lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
    "quoted twice": lambda text: "".join(f">> {line}\n\n" for line in text.splitlines()),
    "within a mail": lambda text: f"Bonjour,\nvoici : la carte\n\n{text}\n-- \nAwa\n",
}


@pytest.mark.parametrize("how", MAILED)
def test_card_survives_the_mail(how):
    mailed = MAILED[how](CARD)

    assert read_card(mailed) == read_card(CARD)
    assert is_card(mailed.encode())


def test_card_of_the_first_release_is_read_and_known_to_be_without_checksum():
    read = read_card(MAILED["blanks"](old_card()))

    assert (read.device, read.is_checked) == (BAMAKO, False)


def changes_of(text):
    """Every way to have one character of `text` another one, missing or twice."""
    for at, letter in enumerate(text):
        for other in {letter.swapcase(), "0", "A", "x", " ", ":", "\n", "é"} - {letter}:
            yield text[:at] + other + text[at + 1 :]
        yield text[:at] + text[at + 1 :]
        yield text[:at] + letter + text[at:]


def test_no_changed_character_makes_another_card():
    accepted = [changed for changed in changes_of(CARD) if is_read(changed)]

    assert all(read_card(changed) == read_card(CARD) for changed in accepted)
    assert all(visible(changed) == visible(CARD) for changed in accepted)


def test_no_flipped_bit_makes_another_card():
    data = CARD.encode()
    for at in range(len(data)):
        for bit in range(8):
            flipped = data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
            text = flipped.decode("utf-8", "replace")
            assert not is_read(text) or visible(text) == visible(CARD), (at, bit)


def is_read(text):
    try:
        return bool(read_card(text))
    except KeyUnreadable:
        return False


def visible(text):
    """The lines of a card, without what mail may add at their ends."""
    return [line.strip(string.whitespace + ">\ufeff\x1c\x1d\x1e\x1f\x85") for line in text.split()]


@pytest.mark.parametrize("name", ["id", "key", "age", "letter", "name"])
def test_key_of_the_card_signs_every_line_of_it(name):
    other = Device(STRANGER.id, "Portable Gao", STRANGER.public_key, STRANGER.recipient, "G")
    changed = CARD.replace(f"{name}: {getattr(BAMAKO, name)}", f"{name}: {getattr(other, name)}")

    with pytest.raises(CardDamaged, match="not as its laptop wrote it"):
        read_card(changed, "bamako.card")


def test_checksum_cannot_be_left_out_by_calling_a_card_an_old_one():
    with pytest.raises(KeyUnreadable):
        read_card(CARD.replace("device/2", "device/1"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        old_card().replace("/1", "/2", 1),
        CARD.replace("/2", "/3", 1),
        "emarge-device/1",
        "emarge-device/2",
        old_card(replace(BAMAKO, key="RW")),
        old_card(replace(BAMAKO, age="age1x")),
        old_card(replace(BAMAKO, id="K7")),
        old_card(replace(BAMAKO, letter="BB")),
        "\n".join(CARD.splitlines()[:-1]),
    ],
)
def test_what_is_no_card_is_refused(text):
    with pytest.raises(KeyUnreadable):
        read_card(text, "card.txt")


def test_sequences_for_the_terminal_never_stand_in_a_name():
    assert read_card(old_card(replace(BAMAKO, name="B\x1b[2Jko\u202e"))).device.name == "B[2Jko"
