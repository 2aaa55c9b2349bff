from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lists.pairing import KnownLine, raw_key
from app.domain.lists.proposal import ProposedPerson
from app.domain.lists.reading import propose
from app.domain.lists.relisting import compare
from tests.data_makers.protocol_list import PEOPLE, rows


def known(name, organisation="DGPN", *phones, **more):
    """A line taken in before; its id is its name."""
    return KnownLine(name, name, organisation=organisation, phones=phones, **more)


def proposed(name, organisation="DGPN", *phones, **more):
    """A line of the new list."""
    raw = more.pop("raw", (name, organisation, *phones))
    return ProposedPerson(name, 8, raw, organisation=organisation, phones=phones, **more)


def kept(people):
    """What a register knows of the people of a list taken in as it was."""
    return [
        KnownLine(
            id=str(number),
            name=person.name,
            sex=person.sex,
            organisation=person.organisation,
            function=person.function,
            rank=person.rank,
            phones=person.phones,
            email=person.email,
            raw_key=raw_key(person.raw),
            civility=person.civility,
            title=person.title,
        )
        for number, person in enumerate(people)
    ]


def counts(comparison):
    """New, changed, same, vanished, doubtful."""
    return (
        len(comparison.new),
        len(comparison.changed),
        len(comparison.same),
        len(comparison.vanished),
        len(comparison.doubtful),
    )


def test_three_corrected_two_added_one_gone():
    """Scenario SC-04."""
    again = list(PEOPLE)
    again[4] = ("Mr Sidi TRAORÉ", *again[4][1:])
    again[11] = ("Mme Kadidiatou SIDIBÉ", *again[11][1:])
    again[19] = ("Mr Mamadou SISSOKO", *again[19][1:])
    del again[16]
    again += [("Mme Awa DIALLO", "DPF", "", 70000031), ("Mr Modibo KEÏTA", "DPF", "", 70000032)]

    found = compare(kept(propose(rows()).people), propose(rows(again)).people)

    assert counts(found) == (2, 3, 20, 1, 0)
    assert [pair.fields for pair in found.changed] == [("name",)] * 3
    assert found.vanished == ("16",)


def test_the_same_list_again_changes_nothing():
    people = propose(rows()).people

    assert counts(compare(kept(people), people)) == (0, 0, 24, 0, 0)


def test_a_name_corrected_by_hand_is_not_undone_by_the_same_line():
    people = propose(rows()).people
    lines = [replace(kept(people)[4], name="Sidi TRAORÉ")]

    assert counts(compare(lines, people[4:5])) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        pytest.param(
            known("Awa DIALLO", "DGPN", "+1"), proposed("Awa DIALLO", "DPF", "+1"),
            ("organisation",), id="phone-then-another-organisation",
        ),
        pytest.param(
            known("Awa DIALLO"), proposed("DIALLO Awa", function="Juge"), ("name", "function"),
            id="same-name-in-another-order",
        ),
        pytest.param(
            known("Awa DIALLO", ""), proposed("Awa DIALLO", "DPF"), ("organisation",),
            id="organisation-added",
        ),
        pytest.param(
            known("Mariam COULIBALY"), proposed("Mariam KOULIBALI"), ("name",), id="other-spelling",
        ),
        pytest.param(
            known("Awa DIALLO", "DGPN", "+1"), proposed("Awa Mariam DIALLO", "DPF", "+1"),
            ("name", "organisation"), id="phone-and-a-second-first-name",
        ),
        pytest.param(
            known("Awa DIALLO", "DGPN", "+1", function="Juge"),
            proposed("Awa DIALLO", "DGPN", "+2"), ("phones",), id="new-phone",
        ),
    ],
)  # fmt: skip
def test_one_person_is_found_again_with_what_changed(old, new, fields):
    found = compare([old], [new])

    assert counts(found) == (0, 1, 0, 0, 0)
    assert found.changed[0].fields == fields


def test_a_cell_that_became_empty_changes_nothing():
    old = known("Awa DIALLO", "DGPN", "+1", function="Juge", email="a@example.org")

    assert counts(compare([old], [proposed("Awa DIALLO", "DGPN")])) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            known("Moussa TRAORÉ", "Police", "+1"), proposed("Moussa TRAORÉ", "Douanes", "+2"),
            id="homonyms",
        ),
        pytest.param(known("Awa DIALLO"), proposed("Moussa KONÉ"), id="others-in-one-organisation"),
    ],
)  # fmt: skip
def test_two_people_stay_two(old, new):
    assert counts(compare([old], [new])) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            known("Moussa TRAORÉ", "Police"), proposed("Moussa TRAORÉ", "Douanes"), id="moved",
        ),
        pytest.param(
            known("Awa DIALLO", "DGPN", "+1"), proposed("Moussa KONÉ", "DGPN", "+1"), id="replaced",
        ),
        pytest.param(
            known("Mariam COULIBALY", "DGPN", "+1"), proposed("Mariam KOULIBALIE", "DGPN", "+2"),
            id="spelling-and-phone",
        ),
        pytest.param(known("Mamadou SACKO"), proposed("Mahamadou SACKO"), id="kindred-names"),
        pytest.param(known("Moussa KONÉ"), proposed("Moussa KONATÉ"), id="frequent-names"),
    ],
)  # fmt: skip
def test_what_may_be_one_is_asked(old, new):
    assert counts(compare([old], [new])) == (0, 0, 0, 0, 1)


def test_people_who_share_a_phone_are_told_apart_by_name():
    old = [known("Awa DIALLO", "DGPN", "+1"), known("Moussa KONÉ", "DGPN", "+1")]
    new = [proposed("Moussa KONE", "DGPN", "+1"), proposed("Awa DIALLO", "DGPN", "+1")]

    found = compare(old, new)

    assert [(pair.id, pair.person.name) for pair in found.changed] == [
        ("Moussa KONÉ", "Moussa KONE")
    ]
    assert [pair.id for pair in found.same] == ["Awa DIALLO"]


class TestCorrectedHere:
    """What the list said last is `listed`; what stands here was set by somebody here."""

    def test_what_the_list_still_says_undoes_nothing(self):
        line = known("Awa DIALLO", "DGPN", "+1", function="Juge", listed={"function": "Agent"})

        found = compare([line], [proposed("Awa DIALLO", "DGPN", "+2", function="Agent")])

        assert [(pair.fields, pair.kept) for pair in found.changed] == [(("phones",), ())]

    def test_what_both_changed_stays_and_is_told(self):
        line = known("Awa DIALLO", "DGPN", "+1", function="Juge", listed={"function": "Agent"})

        found = compare([line], [proposed("Awa DIALLO", "DGPN", "+1", function="Greffière")])

        assert counts(found) == (0, 0, 1, 0, 0)
        assert [(pair.fields, pair.kept) for pair in found.kept] == [((), ("function",))]

    def test_what_both_say_now_is_no_change(self):
        line = known("Awa DIALLO", "DGPN", "+1", function="Juge", listed={"function": "Agent"})

        found = compare([line], [proposed("Awa DIALLO", "DGPN", "+1", function="Juge")])

        assert (counts(found), found.kept) == ((0, 0, 1, 0, 0), ())

    def test_what_was_filled_in_here_stays_against_a_first_value_of_the_list(self):
        line = known("Awa DIALLO", "DGPN", "+1", sex="F", listed={"sex": ""})

        found = compare([line], [proposed("Awa DIALLO", "DGPN", "+1", sex="M")])

        assert found.kept[0].kept == ("sex",)

    def test_somebody_renamed_here_is_found_by_the_name_on_the_list(self):
        line = known("Moussa Sidiki TRAORÉ", "DGPN", listed={"name": "Issa TOURÉ"})

        found = compare([line], [proposed("Issa TOURÉ", "DGPN", function="Juge")])

        assert [(pair.fields, pair.kept) for pair in found.changed] == [(("function",), ())]

    def test_phones_in_another_order_are_no_change(self):
        line = known("Awa DIALLO", "DGPN", "+1", "+2", listed={"phones": ("+2", "+1")})

        found = compare([line], [proposed("Awa DIALLO", "DGPN", "+1", "+2")])

        assert counts(found) == (0, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("field", "before", "now"),
    [
        ("category", "observer", "participant"),
        ("unit", "SDPJ", "SDPF"),
        ("matricule", "", "999"),
        ("title", "", "Dr"),
        ("civility", "M.", "Mme"),
    ],
)
def test_every_fact_of_a_line_may_change(field, before, now):
    old = known("Awa DIALLO", "DGPN", "+1", **{field: before})

    found = compare([old], [proposed("Awa DIALLO", "DGPN", "+1", **{field: now})])

    assert [pair.fields for pair in found.changed] == [(field,)]


def test_an_unchanged_line_under_another_title_has_moved():
    raw = ("Awa DIALLO", "70000001")
    old = known("Awa DIALLO", "Police", "+1", raw_key=raw_key(raw))

    found = compare([old], [proposed("Awa DIALLO", "Gendarmerie", "+1", raw=raw)])

    assert [pair.fields for pair in found.changed] == [("organisation",)]


def test_two_names_of_one_organisation_are_no_change():
    full = {"DGPN": "Direction générale de la police nationale"}
    old = [known("Awa DIALLO", full["DGPN"])]

    found = compare(old, [proposed("Awa DIALLO", "DGPN")], lambda text: full.get(text, text))

    assert counts(found) == (0, 0, 1, 0, 0)
    assert found.same[0].person.organisation == "DGPN"


def test_a_second_homonym_is_new():
    old = [known("Moussa TRAORÉ", "Police", "+1")]
    new = [proposed("Moussa TRAORÉ", "Douanes", "+2"), proposed("Moussa TRAORÉ", "Police", "+1")]

    found = compare(old, new)

    assert [person.organisation for person in found.new] == ["Douanes"]
    assert found.vanished == ()


def test_the_number_of_a_line_is_not_part_of_it():
    assert raw_key(("12", "Awa  DIALLO", "", "DGPN")) == raw_key(("7.", "Awa DIALLO", "DGPN"))
    assert raw_key(("Awa DIALLO", "70000001")) != raw_key(("Awa DIALLO", "70000002"))


NAMES = st.sampled_from(
    ["Awa DIALLO", "DIALLO Awa", "Awa DIALO", "Moussa KONÉ", "BA", "Sidi SACKO", ""]
)
PLACES = st.sampled_from(["DGPN", "DPF", ""])
PHONES = st.lists(st.sampled_from(["+1", "+2", "+3"]), max_size=2, unique=True).map(tuple)
LINES = st.tuples(NAMES, PLACES, PHONES)


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_every_line_of_both_lists_is_in_exactly_one_place(old, new):
    lines = [
        KnownLine(str(at), name, organisation=place, phones=phones)
        for at, (name, place, phones) in enumerate(old)
    ]
    people = [
        ProposedPerson(name, at, (name, str(at)), organisation=place, phones=phones)
        for at, (name, place, phones) in enumerate(new)
    ]

    found = compare(lines, people)

    pairs = (*found.changed, *found.same, *found.doubtful)
    assert sorted([*found.vanished, *(pair.id for pair in pairs)]) == sorted(
        line.id for line in lines
    )
    told = [*(person.row for person in found.new), *(pair.person.row for pair in pairs)]
    assert sorted(told) == list(range(len(people)))
