import pytest

from app.exchange.devices import read_card
from app.exchange.keys import fingerprint, new_device_key
from app.services.travelling import enrolling, headquarters
from app.services.travelling.laptop import card_name, give_letter, name_operator, this_laptop


@pytest.fixture
def key():
    return new_device_key()


def test_laptop_has_a_name_and_digits_from_the_start(db, key):
    laptop = this_laptop(db, key)

    assert laptop.name == f"emarge-{key.id[:6]}"
    assert laptop.digits == fingerprint(key.public_key)
    assert (laptop.operator, laptop.letter) == ("", "")
    assert (laptop.is_enrolled, laptop.is_headquarters) == (False, False)


def test_what_it_is_called_is_kept(db, key):
    enrolling.name_device(db, "Niamey 2")
    name_operator(db, "  Awa   DIARRA ")
    give_letter(db, "b")

    laptop = this_laptop(db, key)
    assert (laptop.name, laptop.operator, laptop.letter) == ("Niamey 2", "Awa DIARRA", "B")


def test_letter_can_be_taken_back(db, key):
    give_letter(db, "B")

    give_letter(db, "")

    assert this_laptop(db, key).letter == ""


def test_headquarters_is_known_to_itself(db, key):
    headquarters.make_headquarters(db)

    laptop = this_laptop(db, key)
    assert (laptop.is_enrolled, laptop.is_headquarters) == (True, True)


def test_card_is_called_after_the_laptop_in_signs_that_every_drive_takes(db, key):
    enrolling.name_device(db, "Niamey n° 2/3")

    assert card_name(db, key) == "Niamey-n--2-3.card"


def test_card_introduces_the_laptop(db, key, tmp_path):
    path = tmp_path / card_name(db, key)

    enrolling.write_card(db, key, path)

    assert read_card(path.read_text("utf-8")).device.id == key.id
