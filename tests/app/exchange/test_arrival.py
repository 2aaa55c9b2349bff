import pytest

from app.exchange.arrival import Arrival, arrival
from app.exchange.enrolment import Enrolment, Recipient, write_enrolment
from app.exchange.receipt import Receipt, write_receipt
from app.exchange.seal import MAGIC
from tests.app.exchange.sealed import LAPTOP, STRANGER

RECEIPT = Receipt(id="5" * 32, n=1, device=LAPTOP.id, at="", bundles=(), have={}, digests={})
ENROLMENT = Enrolment(id="6" * 32, n=1, at="", recipients=(Recipient("HQ 1", STRANGER.recipient),))


@pytest.mark.parametrize("sealed_to", [(), (LAPTOP.recipient,)])
def test_signed_files_say_what_they_are(sealed_to):
    receipt = write_receipt(RECEIPT, STRANGER, sealed_to)
    enrolment = write_enrolment(ENROLMENT, STRANGER, sealed_to)

    assert arrival(receipt, [LAPTOP.identity]) is Arrival.RECEIPT
    assert arrival(enrolment, [LAPTOP.identity]) is Arrival.ENROLMENT


@pytest.mark.parametrize("data", [b"", b"\xff\xd8 a picture", MAGIC + b"cut"])
def test_whatever_says_nothing_is_unknown(data):
    assert arrival(data, [LAPTOP.identity]) is Arrival.UNKNOWN


def test_what_is_sealed_for_somebody_else_is_unknown():
    data = write_receipt(RECEIPT, LAPTOP, [STRANGER.recipient])

    assert arrival(data, [LAPTOP.identity]) is Arrival.UNKNOWN
