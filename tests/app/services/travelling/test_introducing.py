import pytest

from app.errors import (
    CardDigitsMissing,
    CardDigitsWrong,
    CardKeyTaken,
    CardNameTaken,
    CardOfOurselves,
    CardOtherKey,
)
from app.exchange.devices import Device, card
from app.exchange.keys import new_device_key
from app.services.travelling import headquarters
from app.services.travelling.introducing import Standing, accept, introductions, require_compared
from app.store import local
from tests.conftest import NOW
from tests.ui.pages.laptops import Laptop

IMPOSTOR = new_device_key()


@pytest.fixture
def office(tmp_path):
    there = Laptop("Dakar", tmp_path)
    yield there
    there.db.close()


@pytest.fixture
def niamey(tmp_path):
    laptop = Laptop("Niamey", tmp_path)
    yield laptop
    laptop.db.close()


@pytest.fixture
def introduce(office, tmp_path):
    """The cards of these devices as they stand at headquarters."""

    def introduce(*cards):
        return introductions(office.db, office.key, cards)

    return introduce


@pytest.fixture
def forged(tmp_path):
    """A whole card, signed by a stranger, of a device that is `like` another."""

    def forged(device, key=IMPOSTOR):
        path = tmp_path / f"forged-{device.name}.card"
        path.write_text(card(device, key.sign_raw), "utf-8")
        return path

    return forged


def impostor(device_id=IMPOSTOR.id, name="Gao", key=IMPOSTOR.public_key, age=IMPOSTOR.recipient):
    return Device(device_id, name, key, age)


@pytest.fixture
def known(office, niamey, introduce):
    """Headquarters has accepted Niamey."""
    accept(office.db, introduce(niamey.card()), now=NOW)


def test_card_of_somebody_new_is_shown_with_its_digits_and_nobody_accepted(
    office, niamey, introduce
):
    [one] = introduce(niamey.card())

    assert (one.device.name, one.fingerprint) == ("Niamey", niamey.digits)
    assert (one.standing, one.is_checked, one.is_to_compare) == (Standing.NEW, True, True)
    assert local.devices(office.db) == []


@pytest.mark.usefixtures("known")
def test_laptop_that_is_known_as_it_is_needs_no_comparing(niamey, introduce):
    [one] = introduce(niamey.card())

    assert (one.standing, one.is_to_compare) == (Standing.KNOWN, False)
    require_compared([one], [])


def test_same_card_twice_is_one(niamey, introduce):
    path = niamey.card()

    assert len(introduce(path, path)) == 1


REFUSED = {
    "the id of a known laptop": (
        lambda there: impostor(device_id=there.key.id),
        Standing.OTHER_KEY,
        CardOtherKey,
    ),
    "the recipient of a known laptop": (
        lambda there: impostor(age=there.key.recipient),
        Standing.KEY_TAKEN,
        CardKeyTaken,
    ),
    "the name of a known laptop": (
        lambda _there: impostor(name="NIAMEY "),
        Standing.NAME_TAKEN,
        CardNameTaken,
    ),
}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("how", REFUSED)
def test_card_that_contradicts_a_known_laptop_is_refused(office, niamey, introduce, forged, how):
    device, standing, refusal = REFUSED[how]
    before = headquarters.trusted(office.db, office.key)

    [one] = introduce(forged(device(niamey)))

    assert (one.standing, one.known_as) == (standing, "Niamey")
    with pytest.raises(refusal, match="Nobody was accepted"):
        accept(office.db, [one], now=NOW)
    assert headquarters.trusted(office.db, office.key) == before


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("how", REFUSED)
def test_what_it_replaces_counts_no_more_where_somebody_says_so(
    office, niamey, introduce, forged, how
):
    device, _standing, _refusal = REFUSED[how]

    gone = accept(office.db, introduce(forged(device(niamey))), now=NOW, replacing=True)

    assert niamey.key.public_key not in headquarters.trusted(office.db, office.key).values()
    assert IMPOSTOR.public_key in headquarters.trusted(office.db, office.key).values()
    assert gone == ([] if device(niamey).id == niamey.key.id else [niamey.key.id])


@pytest.mark.parametrize(
    "device",
    [
        pytest.param(lambda there: impostor(device_id=there.key.id), id="its id"),
        pytest.param(lambda there: impostor(age=there.key.recipient), id="its recipient"),
        pytest.param(lambda _there: impostor(name="dakar"), id="its name"),
    ],
)
def test_nobody_takes_the_place_of_headquarters_itself(office, introduce, forged, device):
    [one] = introduce(forged(device(office)))

    assert one.standing is Standing.OURS
    with pytest.raises(CardOfOurselves):
        accept(office.db, [one], now=NOW, replacing=True)


def test_two_cards_that_contradict_each_other_accept_nobody(office, niamey, introduce, forged):
    found = introduce(niamey.card(), forged(impostor(device_id=niamey.key.id)))

    with pytest.raises(CardOtherKey):
        accept(office.db, found, now=NOW)
    assert local.devices(office.db) == []


def test_digits_of_every_card_are_wanted(niamey, introduce, forged):
    found = introduce(niamey.card(), forged(impostor()))

    require_compared(found, [], is_said=True)
    require_compared(found, [one.fingerprint.replace(" ", "-") for one in found])
    with pytest.raises(CardDigitsMissing, match="Gao"):
        require_compared(found, [niamey.digits])
    with pytest.raises(CardDigitsWrong, match="another card"):
        require_compared(found, [niamey.digits, "1" * 30], is_said=True)


def test_swapped_card_has_other_digits(niamey, introduce, forged):
    """A stranger put a card of his own, under the laptop's id and name, in the place of ours."""
    swapped = forged(impostor(device_id=niamey.key.id, name="Niamey"))

    with pytest.raises(CardDigitsWrong, match="Niamey"):
        require_compared(introduce(swapped), [niamey.digits])
