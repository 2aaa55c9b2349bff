from dataclasses import replace

import pytest

from app.exchange.bundle import open_bundle
from app.exchange.devices import Device, card
from app.exchange.enrolment import write_enrolment
from app.exchange.keys import fingerprint
from app.exchange.receipt import write_receipt
from app.exchange.seal import new_identity
from app.exchange.verification import Verdict, verify
from app.i18n import use_language
from tests.app.exchange.journals import small_workshop
from tests.app.exchange.sealed import (
    HQ,
    LAPTOP,
    STRANGER,
    TRUSTED,
    bound,
    label,
    packed,
    signed,
)
from tests.app.exchange.test_arrival import ENROLMENT, RECEIPT

GOOD = packed().data


def codes(data: bytes, *, deep: bool = True) -> list[str]:
    return [remark.code for remark in verify(data, [HQ], TRUSTED, deep=deep).remarks]


def test_good_bundle_is_good_and_says_what_it_is():
    found = verify(GOOD, [HQ], TRUSTED, deep=True, name="a.emarge")

    assert (found.verdict, found.remarks) == (0, ())
    assert found.facts["device"] == LAPTOP.id
    assert found.facts["fingerprint"] == fingerprint(LAPTOP.public_key)
    assert (found.facts["entries"], found.facts["values"], found.facts["n"]) == (14, 39, 1)


@pytest.mark.parametrize(
    ("data", "identities", "trusted", "verdict"),
    [
        pytest.param(GOOD, [HQ], TRUSTED, 0, id="good"),
        pytest.param(GOOD[:-1], [HQ], TRUSTED, 1, id="cut"),
        pytest.param(b"hello", [HQ], TRUSTED, 1, id="no bundle"),
        pytest.param(GOOD, [HQ], {}, 2, id="signer unknown"),
        pytest.param(GOOD, [HQ], {LAPTOP.id: STRANGER.public_key}, 2, id="other key"),
        pytest.param(signed(b"", label(major=2)), [HQ], TRUSTED, 3, id="newer"),
        pytest.param(GOOD, [new_identity()], TRUSTED, 4, id="not for this key"),
        pytest.param(GOOD, [], TRUSTED, 4, id="no key"),
    ],
)
def test_exit_code_says_what_is_wrong(data, identities, trusted, verdict):
    found = verify(data, identities, trusted, deep=True, name="a.emarge")

    assert found.verdict == verdict
    assert bool(found.remarks) == (verdict != Verdict.GOOD)
    assert all("a.emarge" in remark.message for remark in found.remarks)


@pytest.mark.parametrize("sealed_to", [(), (LAPTOP.recipient,)])
@pytest.mark.parametrize(
    ("write", "what", "words"),
    [(write_receipt, RECEIPT, "is a receipt"), (write_enrolment, ENROLMENT, "is an enrolment")],
)
def test_an_intact_file_of_another_kind_is_told_as_what_it_is(sealed_to, write, what, words):
    data = write(what, STRANGER, sealed_to)

    found = verify(data, [LAPTOP.identity], TRUSTED, name="a.file")

    (remark,) = found.remarks
    assert (found.verdict, remark.code) == (Verdict.DAMAGED, "other_kind")
    assert f"“a.file” {words}" in remark.message


def test_a_card_is_told_as_one_and_a_damaged_card_as_damaged():
    device = Device(LAPTOP.id, "Bamako", LAPTOP.public_key, LAPTOP.recipient, "B")
    text = card(device, LAPTOP.sign_raw)

    whole = verify(text.encode(), [HQ], TRUSTED, name="a.card")
    spoilt = verify(text.replace("Bamako", "Bamoko").encode(), [HQ], TRUSTED, name="a.card")

    assert (whole.verdict, spoilt.verdict) == (Verdict.DAMAGED, Verdict.DAMAGED)
    assert "is the card of the laptop Bamako" in whole.remarks[0].message
    assert "is not as its laptop wrote it" in spoilt.remarks[0].message


def test_unknown_signer_is_told_by_the_fingerprint_to_compare():
    found = verify(GOOD, [HQ], {})

    assert found.facts == {
        "device": LAPTOP.id,
        "fingerprint": fingerprint(LAPTOP.public_key),
    }


def test_damage_says_where_without_naming_anybody():
    found = verify(signed(bound({"values.jsonl": b"x\n"})), [HQ], TRUSTED)

    assert (found.verdict, found.facts) == (1, {"reason": "no JSON"})


def test_table_that_does_not_follow_from_the_journal_is_found_by_a_deep_look():
    members = open_bundle(GOOD, [HQ], TRUSTED).members
    forged = members["tables/participants.csv"].replace(b'"F"', b'"M"', 1)
    data = signed(bound({"tables/participants.csv": forged}))

    assert verify(data, [HQ], TRUSTED).verdict == Verdict.GOOD
    assert verify(data, [HQ], TRUSTED, deep=True).verdict == Verdict.DAMAGED
    assert codes(data) == ["table_differs"]


def test_table_that_is_missing_is_found_by_a_deep_look():
    assert codes(signed(bound({"conflicts.csv": None}))) == ["table_differs"]


def test_tables_of_another_release_are_not_compared():
    data = signed(bound({"conflicts.csv": b"x"}, tables=9))

    assert codes(data) == ["tables_not_compared"]
    assert verify(data, [HQ], TRUSTED, deep=True).verdict == Verdict.GOOD


def test_what_is_erased_newer_or_forked_is_told_and_good():
    journal = small_workshop()
    journal.write(LAPTOP.id, "foretell", {("omen", "1", "sky"): "red"})
    values = dict(sorted(journal.values.items())[:-2])

    found = verify(packed(replace(journal.payload(), values=values)).data, [HQ], TRUSTED, deep=True)

    assert found.verdict == Verdict.GOOD
    assert [(remark.code, remark.message) for remark in found.remarks] == [
        ("erased", "2 values were erased, as was asked."),
        ("unknown_kind", "1 change is of a newer kind: it is kept and passed on."),
    ]


def test_remarks_are_in_the_language_of_the_reader():
    english = verify(GOOD[:-1], [HQ], TRUSTED).remarks[0].message
    use_language("fr")

    assert verify(GOOD[:-1], [HQ], TRUSTED).remarks[0].message != english
