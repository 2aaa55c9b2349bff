"""A laptop that passes on another one's entries is believed, and remembered as the one who did."""

import pytest

from app.domain.findings import Kind
from app.domain.people import Sex
from app.errors import NameUsed
from app.services.care.checking import check
from app.services.findings import findings
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling.chronicle import chronicle
from app.services.writing import Author
from app.store import entries, hearsay, registrations, workshops
from app.wording.findings import wrong_words
from tests.app.services.travelling.fleet import NOW, Machine


@pytest.fixture
def office(tmp_path):
    made = Machine("Dakar", tmp_path)
    yield made
    made.close()


@pytest.fixture
def team(office, tmp_path):
    """Bamako, which has a workshop with one person, and Niamey, which was handed it."""
    bamako, niamey = Machine("Bamako", tmp_path, "B"), Machine("Niamey", tmp_path, "N")
    office.enrols(bamako, niamey)
    bamako.founds()
    bamako.welcomes("Awa TRAORE")
    niamey.receives(bamako.sends(for_team=True).path)
    niamey.workshop = office.workshop = bamako.workshop
    yield bamako, niamey
    bamako.close()
    niamey.close()


def invents(machine, victim, name):
    """Somebody with an enrolled laptop writes in another one's name."""
    author = Author(victim.key.id, "Bamako")
    draft = PersonDraft(name, Sex.MALE)
    registering.add_walk_in(machine.db, author, machine.workshop, draft, now=NOW)


def told_by(machine, **own):
    """Who told each entry that is not confirmed, by what is marked."""
    return [
        (one.laptop, one.teller, one.is_contradicted)
        for one in chronicle(machine.db, machine.workshop, own)
        if one.teller
    ]


def wrong(machine):
    """What was told wrongly in somebody's name."""
    workshop = workshops.get(machine.db, machine.workshop)
    found = findings(machine.db, workshop)
    return [wrong_words(one.told) for one in found if one.kind is Kind.HEARSAY]


def names(machine):
    return {line.person.name for line in registrations.roster(machine.db, machine.workshop)}


def test_hand_over_is_marked_and_quiet_until_the_laptop_itself_has_sent_it(office, team):
    bamako, niamey = team
    niamey.welcomes("Fatou BA")

    office.receives(niamey.sends().path)
    before = told_by(office)
    office.receives(bamako.sends().path)

    assert set(before) == {("Bamako", "Niamey", False)}
    assert len(before) == len(entries.chain(office.db, office.workshop, bamako.key.id)) - 1
    assert told_by(office) == []
    assert wrong(office) == []


def test_what_its_own_laptop_contradicts_names_whoever_told_it(office, team):
    bamako, niamey = team
    invents(niamey, bamako, "Nobody AT ALL")
    bamako.welcomes("Moussa SOW")
    office.receives(niamey.sends().path)

    office.receives(bamako.sends().path)

    assert wrong(office) == [
        "Told in the name of Bamako, which itself sent something else: by Niamey"
    ]
    assert told_by(office) == [("Bamako", "Niamey", True)]
    assert names(office) == {"Awa TRAORE", "Nobody AT ALL", "Moussa SOW"}


def test_laptop_in_whose_name_was_written_is_not_said_to_be_copied(office, team):
    bamako, niamey = team
    invents(niamey, bamako, "Nobody AT ALL")
    bamako.welcomes("Moussa SOW")
    office.receives(niamey.sends().path)
    office.receives(bamako.sends().path)

    found = check(office.db, deep=True)

    assert (found.is_good, found.twins) == (True, 0)
    assert found.findings[Kind.HEARSAY] == 1


def test_order_of_the_two_files_changes_neither_state_nor_finding(office, team, tmp_path):
    bamako, niamey = team
    invents(niamey, bamako, "Nobody AT ALL")
    bamako.welcomes("Moussa SOW")
    files = [niamey.sends().path, bamako.sends().path]
    other = office.restored("other")
    for path in files:
        office.receives(path)
    for path in reversed(files):
        other.receives(path)

    assert entries.state_digest(other.db) == entries.state_digest(office.db)
    assert (wrong(other), told_by(other)) == (wrong(office), told_by(office))
    assert len(wrong(office)) == 1
    other.close()


def test_what_goes_on_from_a_contradicted_entry_is_contradicted_with_it(office, team):
    bamako, niamey = team
    for name in ("Nobody ONE", "Nobody TWO", "Nobody THREE"):
        invents(niamey, bamako, name)
    office.receives(niamey.sends().path)
    bamako.welcomes("Moussa SOW")

    office.receives(bamako.sends().path)

    assert told_by(office) == [("Bamako", "Niamey", True)] * 3


def test_who_goes_on_from_the_true_entries_is_not_named(office, team, tmp_path):
    bamako, niamey = team
    gao = Machine("Gao", tmp_path)
    office.enrols(bamako, niamey, gao)
    gao.workshop = bamako.workshop
    invents(niamey, bamako, "Nobody AT ALL")
    bamako.welcomes("Moussa SOW")
    office.receives(bamako.sends().path)
    bamako.welcomes("Fatou BA")
    gao.receives(bamako.sends(for_team=True).path)

    office.receives(gao.sends().path)
    office.receives(niamey.sends().path)

    [said] = wrong(office)
    assert said.endswith("by Niamey")
    assert ("Bamako", "Gao", False) in told_by(office)
    gao.close()


def test_nobody_adds_to_a_laptop_in_its_own_name(team):
    bamako, niamey = team
    invents(niamey, bamako, "Nobody AT ALL")
    before = entries.state_digest(bamako.db)
    path = niamey.sends(for_team=True).path

    with pytest.raises(NameUsed, match="it never wrote"):
        bamako.receives(path)
    assert entries.state_digest(bamako.db) == before


def test_whoever_knows_that_they_are_its_own_takes_them_in(team):
    bamako, niamey = team
    lost = bamako.restored("lost")
    lost.welcomes("Moussa SOW")
    niamey.receives(lost.sends(for_team=True).path)
    lost.close()
    path = niamey.sends(for_team=True).path

    with pytest.raises(NameUsed):
        bamako.receives(path)
    bamako.receives(path, accept=True)

    assert "Moussa SOW" in names(bamako)
    assert ("Bamako", "Niamey", False) not in told_by(bamako)


def test_headquarters_gives_a_laptop_its_own_entries_back(office, team):
    bamako, _niamey = team
    lost = bamako.restored("lost")
    lost.welcomes("Moussa SOW")
    office.receives(lost.sends().path)
    lost.close()

    bamako.receives(office.sends(for_team=True).path)

    assert "Moussa SOW" in names(bamako)
    assert hearsay.tellers(bamako.db) == {}


def test_two_who_say_different_things_of_a_silent_laptop_are_both_named(office, team, tmp_path):
    bamako, niamey = team
    gao = Machine("Gao", tmp_path)
    office.enrols(bamako, niamey, gao)
    gao.workshop = bamako.workshop
    gao.receives(bamako.sends(for_team=True).path)
    niamey.receives(bamako.sends(for_team=True).path)
    for machine in (niamey, gao):
        invents(machine, bamako, f"Nobody of {machine.name}")
        office.receives(machine.sends().path)

    assert {said.rpartition(" ")[2] for said in wrong(office)} == {"Gao", "Niamey"}
    gao.close()
