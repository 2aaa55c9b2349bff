"""Titles glued to names, and the sex column: nothing is inferred, nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.civility import Titled, read_sex, strip_titles
from app.domain.people import Sex


@pytest.mark.parametrize(
    ("typed", "name", "civility", "rank", "title"),
    [
        ("M. Moussa TRAORE", "Moussa TRAORE", "M.", "", ""),
        ("Mr Moussa", "Moussa", "M.", "", ""),
        ("Mme DIALLO Aïssata TRAORÉ", "DIALLO Aïssata TRAORÉ", "Mme", "", ""),
        ("Mlle Sow", "Sow", "Mme", "", ""),
        ("MmeDIALLO Aïcha", "DIALLO Aïcha", "Mme", "", ""),
        ("DIALLO Aïssata (Mme)", "DIALLO Aïssata", "Mme", "", ""),
        ("Dr.KEITA", "KEITA", "", "", "Dr."),
        ("Me Sow", "Sow", "", "", "Me"),
        ("El Hadj Oumar TALL", "Oumar TALL", "", "", "El Hadj"),
        ("S.E.M. Jolke Oppewal", "Jolke Oppewal", "M.", "", "S.E."),
        ("S.E. Mme Awa Ba", "Awa Ba", "Mme", "", "S.E."),
        ("Col KONE", "KONE", "", "Col", ""),
        ("Lt/Col KONE", "KONE", "", "Lt/Col", ""),
        ("Lt-Col. KONE", "KONE", "", "Lt-Col.", ""),
        ("Colonel-major DEMBELE", "DEMBELE", "", "Colonel-major", ""),
        ("Adjudant-chef major KONE", "KONE", "", "Adjudant-chef major", ""),
        ("A/C KONE", "KONE", "", "A/C", ""),
        ("Général d'armée X", "X", "", "Général d’armée", ""),
        ("Capitaine de police SY", "SY", "", "Capitaine de police", ""),
        (
            "Commissaire principal de police Awa BA",
            "Awa BA",
            "",
            "Commissaire principal de police",
            "",
        ),
        ("Commissaire divisionnaire", "", "", "Commissaire divisionnaire", ""),
        ("Mme le Contrôleur général Amy Kane", "Amy Kane", "Mme", "Contrôleur général", ""),
        ("Mme l'Inspecteur principal SOW", "SOW", "Mme", "Inspecteur principal", ""),
        ("Mr Dr Col. TRAORE", "TRAORE", "M.", "Col.", "Dr"),
    ],
)
def test_titles_leave_the_name_and_are_kept(typed, name, civility, rank, title):
    found = strip_titles(typed)

    assert (found.name, found.civility, found.rank, found.title) == (name, civility, rank, title)
    assert found.original == typed
    assert not found.doubtful


@pytest.mark.parametrize(
    "name",
    [
        "M’Baye",
        "M’ Baye",
        "Melle-Ba X",
        "Col-Bert Sow",
        "Sem Sow",
        "Le Petit Koné",
        "Chérif Ba",
        "Vieux Ba",
        "de police",
        "2 représentants de la DPF",
        "",
    ],
)
def test_names_that_begin_like_titles_stay_whole(name):
    assert strip_titles(name) == Titled(name, original=name)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("M. X", Sex.MALE),
        ("Mr X", Sex.MALE),
        ("Mme X", Sex.FEMALE),
        ("Mlle X", Sex.FEMALE),
        ("Commissaire X", None),
        ("Procureure X", None),
        ("El Hadj X", None),
    ],
)
def test_only_the_form_of_address_hints_at_sex(typed, hint):
    found = strip_titles(typed)

    assert found.sex_hint is hint
    assert found.name == "X"


@pytest.mark.parametrize("typed", ["Mrs TRAORE", "MRS. TRAORE", "MM. TRAORE", "M./Mme TRAORE"])
def test_mrs_is_messieurs_and_never_female(typed):
    found = strip_titles(typed)

    assert found == Titled("TRAORE", doubtful=True, original=typed)


def test_bare_m_may_be_an_initial():
    assert strip_titles("M TRAORE").doubtful


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["Mr", "Mrs", "Mme", "Col", "le", "Dr.", "Sow", "M’B", "("]), max_size=5
    )
)
def test_stripping_twice_changes_nothing(words):
    name = strip_titles(" ".join(words)).name

    assert strip_titles(name).name == name


@pytest.mark.parametrize(
    ("cell", "sex"),
    [
        ("F", Sex.FEMALE),
        ("féminin", Sex.FEMALE),
        ("Femme", Sex.FEMALE),
        ("Mme", Sex.FEMALE),
        ("M", Sex.MALE),
        ("H", Sex.MALE),
        ("Homme", Sex.MALE),
        ("MASCULIN", Sex.MALE),
        ("M.", Sex.MALE),
        ("Mrs", None),
        ("F?", None),
        ("H/F", None),
        ("", None),
    ],
)
def test_sex_column_is_read_or_left_open(cell, sex):
    assert read_sex(cell) is sex
