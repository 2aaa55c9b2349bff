from datetime import date

import pytest

from app.domain.attendance import What
from app.domain.certificate import content_digest, payload, read_payload, statement
from app.exchange.keys import new_device_key
from app.services.papers import certifying
from app.services.papers.certificate_texts import check_code
from app.services.papers.withdrawing import withdraw
from app.services.people import attending
from app.services.people.attending import Observation
from app.services.travelling import headquarters
from app.services.travelling.authenticating import Verdict, authenticate
from app.services.writing import Intention, fact, write
from app.store import certificates
from app.store.database import memory_database
from tests.stories.day import Day


@pytest.fixture
def day(db):
    day = Day(db)
    person = day.welcomes("MAIGA Oumar")
    seen = [Observation(person, session.id, What.PRESENT) for session in day.sessions]
    attending.take_attendance(day.db, day.author, day.workshop, seen, now=day.now)
    issue(day)
    return day


def issue(day):
    certifying.issue_certificates(
        *(day.db, day.author, day.key.sign_raw, day.workshop),
        now=day.now,
        issued_on=date(2021, 10, 15),
    )


def codes(day):
    return [one.code for one in certificates.of_workshop(day.db, day.workshop)]


def test_an_issued_certificate_is_valid(day):
    found = authenticate(day.db, day.key, codes(day)[0])

    assert found.verdict is Verdict.VALID
    assert found.certificate.number == "2021-BKO-01/001"


def test_code_wrapped_over_lines_or_in_small_letters_is_the_same(day):
    [code] = codes(day)
    wrapped = "\r\n ".join(code[at : at + 40] for at in range(0, len(code), 40))

    for typed in (wrapped, code.lower(), f"\t{wrapped.lower()}\u00a0"):
        assert authenticate(day.db, day.key, typed).verdict is Verdict.VALID


def test_a_version_that_was_replaced_is_said_to_be(day):
    [line] = day.roster
    day.corrects(line.registration.id, name="MAÏGA Oumar")
    issue(day)
    first, second = codes(day)

    assert authenticate(day.db, day.key, first).verdict is Verdict.REPLACED
    assert authenticate(day.db, day.key, second).verdict is Verdict.VALID


def test_a_withdrawn_one_is_worth_nothing(day):
    [one] = certificates.of_workshop(day.db, day.workshop)
    withdraw(day.db, day.author, day.workshop, [one.registration], now=day.now, why="faux nom")

    assert authenticate(day.db, day.key, one.code).verdict is Verdict.WITHDRAWN


def test_a_strangers_signature_is_unknown(day):
    stranger = new_device_key()
    [one] = certificates.of_workshop(day.db, day.workshop)
    signed = read_payload(one.code)[1]

    code = payload(signed, stranger.sign_raw(signed))

    assert authenticate(day.db, day.key, code).verdict is Verdict.UNKNOWN


def test_code_that_the_register_does_not_hold_is_unknown(day):
    elsewhere = memory_database()

    assert authenticate(elsewhere, day.key, codes(day)[0]).verdict is Verdict.UNKNOWN
    elsewhere.close()


def test_other_words_signed_by_our_own_laptop_under_a_known_id_are_forged(day):
    [one] = certificates.of_workshop(day.db, day.workshop)
    signed = statement(one.id, content_digest(one.number, 1, {"name": "another"}))

    code = payload(signed, day.key.sign_raw(signed))

    assert authenticate(day.db, day.key, code).verdict is Verdict.FORGED


@pytest.mark.parametrize("code", ["", "ABC", "é", "A" * 156])
def test_whatever_is_no_code_is_said_to_be_none(day, code):
    assert authenticate(day.db, day.key, code).verdict is Verdict.MALFORMED


def test_what_stands_on_the_paper_is_shown_and_who_issued_it(day):
    [held] = authenticate(day.db, day.key, codes(day)[0]).held

    assert held.printed("fr")["name"] == "Monsieur Oumar MAIGA"
    assert "information-sharing" in held.printed("en")["body"]
    assert "Bamako" in held.printed("fr")["done_at"]
    assert held.laptop == headquarters.device_name(day.db, day.key)


def test_paper_with_another_name_over_a_true_code_is_told_by_what_is_shown(day):
    """The forger keeps number and code, and prints his own name: nothing but the text tells."""
    found = authenticate(day.db, day.key, codes(day)[0])

    assert found.verdict is Verdict.VALID
    assert "MAIGA" in found.held[0].printed("fr")["name"]


class TestShortCode:
    @pytest.fixture
    def signs(self, day):
        """What stands under the printed code."""
        [one] = certificates.of_workshop(day.db, day.workshop)
        return check_code(one)

    @pytest.mark.parametrize(
        "typed",
        [
            pytest.param(lambda signs: signs, id="as printed"),
            pytest.param(lambda signs: signs.lower().replace("-", ""), id="small, in one"),
            pytest.param(lambda signs: signs.replace("-", " – "), id="another dash"),
            pytest.param(lambda signs: signs.replace("O", "0").replace("B", "8"), id="0 and 8"),
            pytest.param(lambda signs: signs.replace("I", "1").replace("L", "1"), id="1"),
        ],
    )
    def test_eight_signs_find_their_certificate(self, day, signs, typed):
        found = authenticate(day.db, day.key, typed(signs))

        assert (found.verdict, found.is_short) == (Verdict.VALID, True)
        assert found.certificate.number == "2021-BKO-01/001"

    def test_genuine_one_that_is_held_elsewhere_is_never_called_forged(self, db, day, signs):
        elsewhere = memory_database()

        assert authenticate(elsewhere, new_device_key(), signs).verdict is Verdict.UNKNOWN
        elsewhere.close()

    def test_withdrawn_one_is_said_to_be(self, day, signs):
        [one] = certificates.of_workshop(day.db, day.workshop)
        withdraw(day.db, day.author, day.workshop, [one.registration], now=day.now, why="faux nom")

        assert authenticate(day.db, day.key, signs).verdict is Verdict.WITHDRAWN

    @pytest.mark.parametrize("typed", ["ABCD-EF", "ABCD-EFGHI", "ABCD-EFG9", "ABCD-ÉFGH", "????"])
    def test_what_cannot_be_eight_signs_is_told_as_such(self, day, typed):
        assert authenticate(day.db, day.key, typed).verdict is Verdict.MALFORMED

    def test_all_certificates_of_the_same_signs_are_shown(self, day, signs):
        [one] = certificates.of_workshop(day.db, day.workshop)
        twin = {
            name: getattr(one, name)
            for name in ("registration", "number", "version", "kind", "issued_on", "place", "code")
        }
        said = twin | {"workshop": day.workshop, "snapshot": one.snapshot, "reason": ""}
        write(
            day.db,
            day.author,
            Intention("issue", day.workshop),
            [fact("certificate", said)],
            now=day.now,
        )

        found = authenticate(day.db, day.key, signs)

        assert len(found.held) == 2


def test_code_of_a_laptop_that_was_replaced_since_stays_genuine(day):
    """The register took it in under that key; who has it now is another matter."""
    assert authenticate(day.db, new_device_key(), codes(day)[0]).verdict is Verdict.VALID
