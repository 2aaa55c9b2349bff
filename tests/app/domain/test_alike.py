import pytest

from app.domain.alike import Listed, pairs_to_check
from app.domain.likeness import Known, Level, Reason
from app.domain.links import Decision, Link


def listed(person, name, organisation="Douanes", workshop="w1", **more):
    return Listed(person, workshop, Known(name, organisation, **more))


def pairs(*people, links=()):
    return [(one.first, one.second) for one in pairs_to_check(people, links)]


@pytest.mark.parametrize("elsewhere", ["w1", "w2"])
def test_same_name_and_organisation_is_asked_within_a_workshop_and_across(elsewhere):
    [found] = pairs_to_check(
        [listed("a", "Fanta KEITA"), listed("b", "KEÏTA Fanta", workshop=elsewhere)], ()
    )

    assert (found.first, found.second) == ("a", "b")
    assert found.likeness.level is Level.MEDIUM
    assert found.likeness.reason is Reason.NAME_AND_ORGANISATION


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        pytest.param({"phones": ("+22370000001",)}, {"phones": ("70 00 00 01",)}, id="telephone"),
        pytest.param({"email": "a@example.org"}, {"email": "A@example.org "}, id="e-mail"),
        pytest.param({"matricule": "N 12-4"}, {"matricule": "n12 4"}, id="matricule"),
    ],
)
def test_shared_contact_is_asked_whatever_the_names(mine, theirs):
    here, there = listed("a", "Fanta KEITA", **mine), listed("b", "Awa BA", "Police", **theirs)

    [found] = pairs_to_check([here, there], ())

    assert found.likeness.level is Level.STRONG


def test_nearly_one_spelling_is_asked_within_a_workshop():
    people = [listed("a", "Souleymane Kassambara"), listed("b", "Souleymane Kassambarra")]
    near = [listed("a", "Souleymane Bagayoko"), listed("b", "Souleymane Bagayoka")]

    assert pairs(*people) == [("a", "b")]
    assert pairs(*near) == [("a", "b")]
    assert pairs(near[0], listed("b", "Souleymane Bagayoka", workshop="w2")) == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(listed("b", "Fanta KEITA", "Police"), id="another organisation"),
        pytest.param(listed("b", "Fanta KEITA", ""), id="no organisation"),
        pytest.param(listed("b", "Awa KEITA"), id="another name"),
        pytest.param(listed("a", "Fanta KEITA", workshop="w2"), id="one and the same record"),
    ],
)
def test_what_is_weaker_is_not_asked(other):
    assert pairs(listed("a", "Fanta KEITA"), other) == []


@pytest.mark.parametrize("decision", list(Decision))
def test_what_was_decided_is_not_asked_again(decision):
    people = [listed("a", "Fanta KEITA"), listed("b", "Fanta KEITA")]

    assert pairs(*people, links=[Link("1", "b", "a", decision)]) == []


def test_people_linked_through_a_third_are_not_asked():
    links = [Link("1", "a", "c", Decision.SAME), Link("2", "c", "b", Decision.SAME)]

    assert pairs(listed("a", "Fanta KEITA"), listed("b", "Fanta KEITA"), links=links) == []


def test_pair_is_asked_once_however_much_it_shares():
    both = {"phones": ("+22370000001",), "email": "f@example.org"}

    assert pairs(listed("a", "Fanta KEITA", **both), listed("b", "Fanta KEITA", **both)) == [
        ("a", "b")
    ]
