"""A restored laptop: its new key, vouched for by the key that it had."""

from dataclasses import replace

import pytest

from app.errors import LaptopRestored, SignerUnknown
from app.exchange.bundle import open_bundle, pack
from app.exchange.devices import Device
from app.exchange.keys import new_device_key
from app.exchange.malformed import Malformed
from app.exchange.succession import (
    MOST,
    Succession,
    heirs,
    read_successions,
    succeed,
    write_successions,
)
from app.exchange.verification import Verdict, verify
from tests.app.exchange.journals import small_workshop
from tests.app.exchange.sealed import HQ, LAPTOP, RECIPIENTS, STRANGER, TRUSTED

AT = "2021-10-14T08:00:00+00:00"


def device(key, name="Portable 3 (restauré)"):
    return Device(key.id, name, key.public_key, key.recipient, "C")


def restored(old=LAPTOP, new=None, **changed):
    """The key of the new device, and what the old one says of it."""
    new = new or new_device_key()
    return new, succeed(old, replace(device(new), **changed), last=3, at=AT)


def bundle_of(key, *chain):
    payload = small_workshop(a=LAPTOP.id).payload()
    return pack(replace(payload, succession=write_successions(chain)), key, RECIPIENTS).data


class TestChain:
    def test_what_is_written_is_read(self):
        _new, said = restored()

        assert read_successions(write_successions([said])) == (said,)

    def test_new_device_is_heir_of_the_known_one(self):
        new, said = restored()

        assert heirs([said], new.id, new.public_key, TRUSTED) == (said,)

    def test_restored_again_and_again_is_heir_of_the_first(self):
        second, first_said = restored()
        third, second_said = restored(second)
        fourth, third_said = restored(third)
        chain = (first_said, second_said, third_said)

        assert heirs(chain, fourth.id, fourth.public_key, TRUSTED) == chain

    def test_chain_begins_at_the_newest_device_that_is_known(self):
        second, first_said = restored()
        third, second_said = restored(second)
        known = TRUSTED | {second.id: second.public_key}

        found = heirs((first_said, second_said), third.id, third.public_key, known)

        assert found == (second_said,)

    def test_chain_that_grew_too_long_keeps_its_newest_part(self):
        keys, chain = [LAPTOP], []
        for _ in range(MOST + 2):
            key, said = restored(keys[-1])
            keys.append(key)
            chain.append(said)

        kept = read_successions(write_successions(chain))

        assert kept == tuple(chain[-MOST:])
        assert len(write_successions(chain)) < 7000  # minisign takes comments of 8,192


FORGED = {
    "signed by a third key": lambda new, said: replace(
        said, signature=restored(STRANGER, new)[1].signature
    ),
    "another key on the card": lambda new, said: replace(
        said, card=replace(said.card, key=STRANGER.public_key)
    ),
    "another id on the card": lambda new, said: replace(
        said, card=replace(said.card, id=STRANGER.id)
    ),
    "another name": lambda new, said: replace(said, card=replace(said.card, name="HQ")),
    "another recipient": lambda new, said: replace(
        said, card=replace(said.card, age=STRANGER.recipient)
    ),
    "a later last file": lambda new, said: replace(said, last=99),
    "another date": lambda new, said: replace(said, at="2031-10-14T08:00:00+00:00"),
    "of another old device": lambda new, said: replace(said, device=STRANGER.id),
    "no signature": lambda new, said: replace(said, signature=""),
}


class TestForged:
    @pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
    def test_forged_succession_makes_nobody_an_heir(self, forge):
        new, said = restored()

        assert heirs([forge(new, said)], new.id, new.public_key, TRUSTED) == ()

    def test_succession_replayed_for_a_second_device_is_nobodys(self):
        _new, said = restored()

        assert heirs([said], STRANGER.id, STRANGER.public_key, TRUSTED) == ()
        assert heirs([said], said.card.id, STRANGER.public_key, TRUSTED) == ()

    def test_old_key_cannot_put_itself_in_the_place_of_another_known_laptop(self):
        other = new_device_key()
        thief, said = restored(LAPTOP, id=other.id)
        known = TRUSTED | {other.id: other.public_key}

        assert heirs([said], other.id, thief.public_key, known) == ()

    def test_old_device_does_not_succeed_itself_under_another_key(self):
        new, said = restored(LAPTOP, id=LAPTOP.id)

        assert heirs([said], LAPTOP.id, new.public_key, TRUSTED) == ()

    def test_link_that_is_missing_breaks_the_chain(self):
        second, first_said = restored()
        third, second_said = restored(second)
        fourth, third_said = restored(third)

        assert heirs((first_said, third_said), fourth.id, fourth.public_key, TRUSTED) == ()
        assert heirs((second_said, third_said), fourth.id, fourth.public_key, TRUSTED) == ()

    @pytest.mark.parametrize("token", ["!", "e30", "W10x", "W3t9XQ", "W" * 8000])
    def test_what_is_no_chain_is_malformed(self, token):
        with pytest.raises(Malformed):
            read_successions(token)


class TestBundle:
    def test_restored_laptop_is_to_be_accepted_not_unknown(self):
        new, said = restored()

        with pytest.raises(LaptopRestored) as caught:
            open_bundle(bundle_of(new, said), [HQ], TRUSTED, "file")

        facts = caught.value.facts
        assert (facts["laptop"], facts["device"], facts["key"]) == (
            "Portable 3 (restauré)",
            new.id,
            new.public_key,
        )

    def test_accepted_one_is_read_like_any_other(self):
        new, said = restored()
        known = TRUSTED | {new.id: new.public_key}

        opened = open_bundle(bundle_of(new, said), [HQ], known)

        assert read_successions(opened.label.succession) == (said,)

    def test_stranger_with_somebody_elses_succession_is_unknown(self):
        _new, said = restored()

        with pytest.raises(SignerUnknown):
            open_bundle(bundle_of(STRANGER, said), [HQ], TRUSTED)

    @pytest.mark.parametrize("token", ["e30", "W10x"])
    def test_stranger_with_nonsense_is_unknown(self, token):
        payload = replace(small_workshop(a=LAPTOP.id).payload(), succession=token)

        with pytest.raises(SignerUnknown):
            open_bundle(pack(payload, STRANGER, RECIPIENTS).data, [HQ], TRUSTED)

    def test_verify_says_what_it_is_and_that_it_is_not_accepted_yet(self):
        new, said = restored()

        found = verify(bundle_of(new, said), [HQ], TRUSTED)

        assert found.verdict is Verdict.SIGNER_UNKNOWN
        assert [remark.code for remark in found.remarks] == ["restored"]
        assert found.facts["device"] == new.id

    def test_nothing_is_said_in_the_signed_part_by_a_laptop_that_was_never_restored(self):
        data = pack(small_workshop(a=LAPTOP.id).payload(), LAPTOP, RECIPIENTS).data

        assert "succession" not in open_bundle(data, [HQ], TRUSTED).label.text


def test_succession_is_a_value_with_the_card_of_the_new_device():
    new, said = restored()

    assert isinstance(said, Succession)
    assert (said.device, said.key, said.card.id) == (LAPTOP.id, LAPTOP.public_key, new.id)
