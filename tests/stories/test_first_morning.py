"""Wednesday morning at the door: SC-10 to SC-17, SC-22, SC-24."""

from datetime import UTC, datetime

import pytest

from app.domain.attendance import Seen, What
from app.domain.clock import is_doubtful
from app.domain.folding import sort_key
from app.domain.registration import Source, Status
from app.domain.workshop import SessionState
from app.services.papers import printing
from app.services.people import attending
from app.services.people.attending import not_entered
from app.store import attendance, workshops
from tests.stories.day import Day


@pytest.fixture
def day(db):
    return Day(db)


def test_sc_10_a_clock_of_2010_is_told_and_everything_works(day):
    day.now = datetime(2010, 1, 1, 7, 45, tzinfo=UTC)
    workshop = workshops.get(day.db, day.workshop)

    attending.open_session(day.db, day.author, day.morning, now=day.now)
    kone = day.registers(day.expects("KONÉ Salif"), day.morning)

    assert is_doubtful(day.now.date(), workshop, day.sessions)
    assert day.sessions[0].state is SessionState.OPEN
    assert day.line(kone).registration.is_here
    assert attendance.standings(day.db, day.workshop)[kone, day.morning].what is What.PRESENT


def test_sc_11_three_letters_find_and_the_line_of_the_certificate_is_put_right(day):
    for name in ("KONÉ Salif", "Fatoumata KONARÉ", "COULIBALY Mariam Koné", "TRAORÉ Awa"):
        day.expects(name)
    konate = day.expects(
        "Aminata KONATÉ", "F", family="KONATÉ", given="Aminata", rank="Commissaire principal"
    )

    found = day.finds("kon")
    day.registers(konate, day.morning)
    day.corrects(konate, name="Aminata Mariam KONATÉ", given="Aminata Mariam")

    assert set(found) == {
        "KONÉ Salif",
        "Fatoumata KONARÉ",
        "COULIBALY Mariam Koné",
        "Aminata KONATÉ",
    }
    workshop = workshops.get(day.db, day.workshop)
    name, rank, _organisation = printing.certificate_lines(day.line(konate), workshop, "fr")
    assert name.replace("\u00a0", " ") == "Madame Aminata Mariam KONATÉ"
    assert rank == "Commissaire principal"


def test_sc_12_a_structure_finds_its_people(day):
    day.expects("SANGARÉ Bakary", organisation="Gendarmerie nationale")
    day.expects("TRAORÉ Awa", "F", organisation="Douanes")

    assert day.finds("gendarm") == ["SANGARÉ Bakary"]


def test_sc_13_a_walk_in_takes_the_next_number(day):
    for name in ("BA Awa", "DIARRA Kalifa"):
        day.expects(name)

    walk_in = day.welcomes("Souley Boubacar", organisation="Garde nationale", function="Chef")

    line = day.line(walk_in)
    assert line.registration.source is Source.WALK_IN
    assert line.registration.number == 3
    assert line.organisation_name() == "Garde nationale"


def test_sc_14_a_replacement_counts_once_and_with_the_newcomers_sex(day):
    diarra = day.expects("DIARRA Kalifa", rank="Commissaire")

    newcomer = day.replaces(diarra, "Awa SIDIBÉ", "F")

    replaced = day.line(diarra).registration
    assert replaced.status is Status.REPLACED
    assert replaced.replaced_by == newcomer
    assert day.line(newcomer).registration.replaces == diarra
    assert (day.here.total, day.here.women) == (1, 1)
    assert not_entered(day.db, day.morning)[0].person.name == "Awa SIDIBÉ"


def test_sc_15_the_replaced_person_comes_too(day):
    diarra = day.expects("DIARRA Kalifa")
    day.replaces(diarra, "Awa SIDIBÉ", "F")

    day.registers(diarra, day.morning)

    assert day.line(diarra).registration.source is Source.WALK_IN
    assert day.here.total == 2


def test_sc_16_a_name_without_family_name_is_taken_as_it_is(day):
    guest = day.welcomes("Souley Boubacar", country="NE")

    line = day.line(guest)
    workshop = workshops.get(day.db, day.workshop)
    name, *_rest = printing.certificate_lines(line, workshop, "fr")
    assert name.replace("\u00a0", " ") == "Monsieur Souley Boubacar"
    assert sort_key(line.person.name).startswith("souley")


@pytest.mark.parametrize("typed", ["diallo", "traore", "aissata", "Aïssata", "TRAORÉ Diallo"])
def test_sc_17_a_married_name_is_found_under_each_of_its_parts(day, typed):
    day.expects("Mme DIALLO Aïssata TRAORÉ", "F")

    assert day.finds(typed) == ["Mme DIALLO Aïssata TRAORÉ"]


def test_sc_22_the_signed_sheet_says_27_where_the_screen_said_28(day):
    people = [day.welcomes(f"Invité Numéro {n}", session=day.morning) for n in range(28)]

    attending.take_numbers(
        day.db, day.author, day.morning, absent=[3], source=Seen.SIGNED_SHEET, now=day.now
    )

    standings = attendance.standings(day.db, day.workshop)
    present = [key for key, known in standings.items() if known.what is What.PRESENT]
    [mark] = [m for m in attendance.marks(day.db, day.workshop) if m.what is What.ABSENT]
    assert len(present) == 27
    assert mark.registration == people[2]
    assert mark.source is Seen.SIGNED_SHEET


def test_sc_24_closing_asks_about_three_not_entered_and_one_key_says_absent(day):
    for n in range(5):
        day.welcomes(f"Invité Numéro {n}", session=day.morning)
    for n in range(3):
        day.registers(day.expects(f"Retardataire Numéro {n}"))
    assert len(not_entered(day.db, day.morning)) == 3

    day.closes(day.morning, What.ABSENT)

    standings = attendance.standings(day.db, day.workshop)
    counted = [known.what for known in standings.values()]
    assert (counted.count(What.PRESENT), counted.count(What.ABSENT)) == (5, 3)
    assert day.sessions[0].state is SessionState.CLOSED


def test_not_entered_stays_not_entered_when_nobody_says_absent(day):
    day.registers(day.expects("KONÉ Salif"))

    day.closes(day.morning, None)

    assert attendance.standings(day.db, day.workshop) == {}
    assert day.sessions[0].state is SessionState.CLOSED
