from datetime import date

import pytest

from app.domain.attendance import What
from app.exchange.keys import new_device_key
from app.services.papers import certifying
from app.services.papers.withdrawing import withdraw
from app.services.people import attending
from app.services.people.attending import Observation
from app.services.travelling.authenticating import Verdict, authenticate
from app.store import certificates
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
    assert authenticate(day.db, new_device_key(), codes(day)[0]).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("code", ["", "ABC", "é", "A" * 156])
def test_whatever_is_no_code_of_ours_is_forged(day, code):
    assert authenticate(day.db, day.key, code).verdict is Verdict.FORGED
