"""Friday and the same evening: SC-41, SC-60, SC-61, SC-62."""

import subprocess
from datetime import date

import pytest

from app.domain.attendance import What
from app.domain.certificate import State
from app.errors import NobodyEligible, SignerUnknown
from app.exchange.keys import new_device_key
from app.exchange.seal import identity_file
from app.services.papers import certifying, reporting
from app.services.people import attending
from app.services.people.attending import Observation
from app.services.travelling import (
    acknowledging,
    bundling,
    consolidating,
    enrolling,
    headquarters,
    merging,
    outbox,
    receiving,
)
from app.services.travelling.outbox import SentState
from app.store import certificates, entries, workshops
from app.store.database import memory_database
from tests.enrolment import enrol, follow
from tests.stories.day import Day

FRIDAY = date(2021, 10, 15)


@pytest.fixture
def day(db):
    return Day(db)


@pytest.fixture
def hq(tmp_path):
    """Headquarters, that has enrolled the laptop of `day` and nobody else yet."""
    database = memory_database()
    yield database, new_device_key()
    database.close()


def attends(day, registration, *places):
    """Present at the half-days in these places, absent at the others."""
    seen = [
        Observation(registration, session.id, What.PRESENT if at in places else What.ABSENT)
        for at, session in enumerate(day.sessions)
    ]
    attending.take_attendance(day.db, day.author, day.workshop, seen, now=day.now)


def issue(day, **options):
    return certifying.issue_certificates(
        day.db,
        day.author,
        day.key.sign_raw,
        day.workshop,
        now=day.now,
        issued_on=FRIDAY,
        **options,
    )


def enrols(hq, day, tmp_path):
    db, key = hq
    card, file = tmp_path / "bamako.card", tmp_path / "enrolment"
    enrolling.write_card(day.db, day.key, card)
    enrol(db, key, [card], file, now=day.now)
    follow(day.db, day.key, file, now=day.now)


def sends(day, folder):
    return bundling.export_bundle(day.db, day.author, day.key, day.workshop, folder, now=day.now)


def test_sc_41_four_of_five_half_days_earn_the_certificate(day):
    steady, four, three, one = (day.welcomes(f"Nom Numéro {n}") for n in range(4))
    for registration, places in (
        (steady, range(5)),
        (four, range(4)),
        (three, range(3)),
        (one, [0]),
    ):
        attends(day, registration, *places)

    done = issue(day)

    assert done.count == 2
    assert set(certificates.current(day.db, day.workshop)) == {steady, four}
    found = {
        c.line.registration.id: c.eligibility for c in certifying.candidates(day.db, day.workshop)
    }
    assert [(found[r].attended, found[r].counting) for r in (steady, four, three, one)] == [
        (5, 5),
        (4, 5),
        (3, 5),
        (1, 5),
    ]


def test_sc_41_two_with_three_are_given_one_with_a_reason(day):
    people = [day.welcomes(f"Nom Numéro {n}") for n in range(3)]
    for registration in people:
        attends(day, registration, 0, 1, 2)
    with pytest.raises(NobodyEligible):
        issue(day)

    issue(day, registration_ids=people[:2], reason="Mission de service jeudi")

    issued = certificates.current(day.db, day.workshop)
    assert set(issued) == set(people[:2])
    assert {one.reason for one in issued.values()} == {"Mission de service jeudi"}


def test_a_corrected_name_makes_version_two_with_the_same_number(day):
    person = day.welcomes("MAIGA Oumar")
    attends(day, person, *range(5))
    issue(day)
    [first] = certificates.of_workshop(day.db, day.workshop)
    day.corrects(person, name="MAÏGA Oumar")

    issue(day)

    old, new = certificates.of_workshop(day.db, day.workshop)
    assert (old.state, new.state) == (State.REPLACED, State.VALID)
    assert (new.number, new.version) == (first.number, 2)
    assert "MAIGA" in str(old.snapshot)
    assert "MAÏGA" in str(new.snapshot)


def test_issuing_twice_issues_nothing_new(day):
    attends(day, day.welcomes("KONÉ Salif"), *range(5))
    issue(day)

    again = issue(day)

    assert again.count == 0
    assert len(certificates.of_workshop(day.db, day.workshop)) == 1


def test_sc_60_one_sealed_file_under_a_megabyte(day, hq, tmp_path):
    for n in range(60):
        attends(day, day.welcomes(f"Personne Numéro {n}", "F" if n % 5 else "M"), *range(5))
    issue(day)
    enrols(hq, day, tmp_path)

    done = sends(day, tmp_path)

    assert done.is_for_headquarters
    assert done.path.stat().st_size < 1_000_000
    assert b"Personne" not in done.path.read_bytes()


@pytest.mark.debian
def test_sc_61_the_stick_opens_with_headquarters_key_and_ordinary_tools(day, hq, tmp_path):
    day.welcomes("Nɛnɛ COULIBALY", "F")
    enrols(hq, day, tmp_path)
    identity = tmp_path / "hq.identity"
    identity.write_text(identity_file(headquarters.make_headquarters(hq[0]), day.now), "utf-8")
    public = tmp_path / "bamako.pub"
    enrolling.write_public_key(day.key, public)

    done = sends(day, tmp_path)

    opened = tmp_path / "bundle.tar"
    run("age", "--decrypt", "-i", identity, "-o", opened, done.path)
    run("tar", "-C", tmp_path, "-xf", opened)
    run("minisign", "-Vm", tmp_path / "bundle.zip", "-p", public)
    listed = run("unzip", "-p", tmp_path / "bundle.zip", "tables/participants.csv")
    assert "Nɛnɛ COULIBALY" in listed


def test_sc_62_headquarters_counts_what_was_registered(day, hq, tmp_path):
    for n in range(29):
        day.welcomes(f"Personne Numéro {n}", "F" if n < 6 else "M")
    enrols(hq, day, tmp_path)
    done = sends(day, tmp_path)
    db, key = hq

    preview = merging.preview_bundle(db, key, done.path)
    merging.merge_bundle(db, preview, now=day.now)

    [workshop] = workshops.all_(db)
    assert reporting.figures(db, workshop).participants == day.here
    found = consolidating.consolidate(db)
    assert (found.participations.total, found.unique.total) == (29, 29)
    assert entries.state_digest(db) == entries.state_digest(day.db)


def test_sc_62_the_same_person_in_two_cities_is_a_question_then_one_person(day, hq, tmp_path):
    db, key = hq
    day.welcomes("COULIBALY Mariam", "F", phones=("+22370000007",))
    enrols(hq, day, tmp_path)
    other = Day(memory_database(), "Issa")
    other.welcomes("Koulibali Mariam", "F", phones=("+22370000007",))
    enrols(hq, other, tmp_path)
    for one in (day, other):
        preview = merging.preview_bundle(db, key, sends(one, tmp_path).path)
        merging.merge_bundle(db, preview, now=day.now)

    found = consolidating.consolidate(db)

    assert (found.participations.total, found.unique.total, len(found.to_check)) == (2, 2, 1)


def test_what_headquarters_has_comes_back_as_a_receipt(day, hq, tmp_path):
    """Niamey sends twice, one stick is lost; the receipt says what is safe, and since when not."""
    db, key = hq
    enrols(hq, day, tmp_path)
    day.welcomes("KONÉ Salif")
    sends(day, tmp_path)  # the stick that is lost
    day.welcomes("DIARRA Awa", "F")
    arrived = sends(day, tmp_path).path
    receiving.receive_all(db, key, [arrived], now=day.now)
    day.welcomes("TRAORÉ Bintou", "F")
    before = outbox.sent_of(day.db, day.workshop)

    [receipt] = acknowledging.write_receipts(db, key, tmp_path, now=day.now)
    preview = receiving.receive(day.db, day.key, receipt, now=day.now)
    receiving.apply(day.db, preview, now=day.now)

    after = outbox.sent_of(day.db, day.workshop)
    assert (before.state, after.state) == (SentState.COPIED, SentState.MERGED)
    assert {outbox.state_of(note) for note in after.files} == {SentState.MERGED}
    assert after.since > 0


def test_a_laptop_that_is_not_enrolled_is_set_aside(day, hq, tmp_path):
    day.welcomes("KONÉ Salif")
    db, key = hq
    recipients = [day.key.recipient]
    headquarters.make_headquarters(db)
    headquarters.set_recipients(day.db, [*recipients, *headquarters.enrolled_recipients(db)])
    done = sends(day, tmp_path)

    with pytest.raises(SignerUnknown):
        merging.preview_bundle(db, key, done.path)
    [received] = receiving.receive_all(db, key, [done.path], now=day.now).files

    assert received.state == "quarantined"
    assert workshops.all_(db) == []


def run(*command):
    """Run one of the reader's own tools; what it printed."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
