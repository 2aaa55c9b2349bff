from dataclasses import replace

import pytest

from app.errors import BundleDamaged, BundleNotForUs, NoRecipient, SignerUnknown
from app.exchange.devices import Device
from app.exchange.enrolment import (
    Enrolment,
    Recipient,
    history_of,
    read_enrolment,
    travelling_journal,
    write_enrolment,
)
from app.exchange.keys import fingerprint, new_device_key
from tests.app.exchange.journals import WORKSHOP, small_workshop
from tests.app.exchange.sealed import LAPTOP, RECIPIENTS, STRANGER

CENTRE = new_device_key()
JOURNAL = small_workshop()
ROSTER = travelling_journal(WORKSHOP, "2021-BKO-01", JOURNAL.lines, JOURNAL.values)
PLAIN = Enrolment(
    id="7" * 32,
    n=1,
    at="2021-10-01T09:00:00+00:00",
    recipients=(Recipient("Siège", RECIPIENTS[0]), Recipient("Coffre", RECIPIENTS[1])),
    devices=(
        Device(LAPTOP.id, "Portable Bamako", LAPTOP.public_key, LAPTOP.recipient, "B"),
        Device(STRANGER.id, "Portable Niamey", STRANGER.public_key, STRANGER.recipient, "N"),
    ),
)
FULL = replace(PLAIN, workshops=(ROSTER,))


def test_enrolment_comes_back_with_who_signed_it():
    enrolled = read_enrolment(write_enrolment(PLAIN, CENTRE), [])

    assert enrolled.enrolment == PLAIN
    assert (enrolled.label.device, enrolled.label.key) == (CENTRE.id, CENTRE.public_key)
    assert enrolled.fingerprint == fingerprint(CENTRE.public_key)


def test_workshop_to_start_with_travels_whole_and_sealed():
    data = write_enrolment(FULL, CENTRE, [LAPTOP.recipient, STRANGER.recipient])

    (found,) = read_enrolment(data, [LAPTOP.identity]).enrolment.workshops
    assert found == ROSTER
    assert history_of(found).values == JOURNAL.values
    assert "Aïssata".encode() not in data


def test_names_never_travel_in_clear():
    with pytest.raises(NoRecipient):
        write_enrolment(FULL, CENTRE)


def test_enrolment_sealed_to_other_laptops_is_not_for_us():
    with pytest.raises(BundleNotForUs):
        read_enrolment(write_enrolment(FULL, CENTRE, [LAPTOP.recipient]), [STRANGER.identity])


def test_once_known_headquarters_cannot_be_replaced():
    data = write_enrolment(PLAIN, STRANGER)

    assert read_enrolment(data, [], STRANGER.public_key).enrolment == PLAIN
    with pytest.raises(SignerUnknown):
        read_enrolment(data, [], CENTRE.public_key)


def test_one_key_alone_has_no_spare():
    assert PLAIN.has_spare
    assert not replace(PLAIN, recipients=PLAIN.recipients[:1]).has_spare
    assert not replace(PLAIN, recipients=PLAIN.recipients[:1] * 2).has_spare


LAPTOP_B, LAPTOP_N = PLAIN.devices


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(PLAIN, recipients=()), id="nobody to seal to"),
        pytest.param(replace(PLAIN, recipients=(Recipient("x", "age1x"),)), id="no age key"),
        pytest.param(replace(PLAIN, devices=(replace(LAPTOP_B, key="RW"),)), id="no minisign key"),
        pytest.param(replace(PLAIN, devices=(replace(LAPTOP_B, age=""),)), id="device without age"),
        pytest.param(
            replace(PLAIN, workshops=(replace(ROSTER, values="{}\n"),)), id="roster damaged"
        ),
        pytest.param(
            replace(PLAIN, workshops=(replace(ROSTER, workshop="x"),)), id="roster of another"
        ),
    ],
)
def test_enrolment_with_anything_wrong_in_it_is_refused_whole(changed):
    data = write_enrolment(changed, CENTRE, [LAPTOP.recipient])

    with pytest.raises(BundleDamaged):
        read_enrolment(data, [LAPTOP.identity])


def test_every_changed_byte_and_every_cut_is_refused():
    data = write_enrolment(PLAIN, CENTRE)

    for place in range(0, len(data), 3):
        turned = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        for changed in (turned, data[:place]):
            with pytest.raises(BundleDamaged):
                read_enrolment(changed, [])
