import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lists.proposal import Ignored, Problem
from app.domain.lists.reading import propose
from tests.data_makers.protocol_list import HEADINGS
from tests.data_makers.short_lists import SIMPLE


def names(found):
    return [(one.row, one.name) for one in found.people]


def told(found):
    return [(line.row, line.reason) for line in found.ignored]


class TestOneUnderAnother:
    def test_a_second_list_with_more_columns_does_not_hide_the_first(self):
        found = propose(
            (
                ("N°", "Nom", "Prénom"),
                (1, "TRAORÉ", "Moussa"),
                (2, "KONÉ", "Awa"),
                (),
                ("Liste B",),
                ("N°", "Nom", "Prénom", "Tél"),
                (1, "SOW", "Ali", 70000001),
            )
        )

        assert names(found) == [(2, "TRAORÉ Moussa"), (3, "KONÉ Awa"), (7, "SOW Ali")]
        assert told(found) == [(5, Ignored.SECTION), (6, Ignored.HEADING)]
        assert found.people[2].phones == ("+22370000001",)

    def test_each_list_is_read_with_its_own_columns(self):
        found = propose(
            (
                ("N°", "Nom", "Prénom", "Structure"),
                (1, "TRAORÉ", "Moussa", "DGPN"),
                ("N°", "Prénom", "Nom", "Structure"),
                (1, "Ali", "SOW", "DGD"),
            )
        )

        assert [(one.family, one.given) for one in found.people] == [
            ("TRAORÉ", "Moussa"),
            ("SOW", "Ali"),
        ]

    def test_a_list_of_names_alone_is_read_above_a_larger_one(self):
        alone = [(f"Personne{chr(65 + n)} Ali",) for n in range(15)]

        found = propose(
            (("Nom et prénoms",), *alone, ("Nom et prénoms", "Structure"), ("SOW Ali",))
        )

        assert len(found.people) == 16

    def test_a_title_made_of_headings_is_no_list(self):
        found = propose((("Noms des participants",), ("Atelier",), SIMPLE, (1, "Awa BA", "F")))

        assert names(found) == [(4, "Awa BA")]
        assert told(found) == [(1, Ignored.TITLE), (2, Ignored.TITLE)]

    def test_the_title_above_a_list_is_the_organisation_of_its_people(self):
        found = propose(
            (
                ("N°", "Nom", "Prénom"),
                (1, "TRAORÉ", "Moussa"),
                ("GENDARMERIE NATIONALE",),
                ("N°", "Prénom", "Nom"),
                (1, "Ali", "SOW"),
            )
        )

        assert [one.organisation for one in found.people] == ["", "GENDARMERIE NATIONALE"]

    def test_a_title_that_names_no_institution_is_no_organisation_of_the_list_under_it(self):
        found = propose(
            (
                ("N°", "Nom", "Prénom"),
                (1, "TRAORÉ", "Moussa"),
                ("Liste B",),
                ("N°", "Prénom", "Nom"),
                (1, "Ali", "SOW"),
            )
        )

        assert found.people[1].organisation == ""

    def test_a_table_without_names_under_the_list_gives_nobody(self):
        found = propose((SIMPLE, (1, "Awa BA", "F"), ("Structure", "Nombre"), ("DGPN", 3)))

        assert names(found) == [(2, "Awa BA")]
        assert found.open_places == ()
        assert told(found) == [(3, Ignored.HEADING), (4, Ignored.OTHER_TABLE)]

    def test_a_section_goes_on_over_the_page(self):
        found = propose(
            (SIMPLE, ("Police nationale",), (1, "Awa BA", "F"), SIMPLE, (2, "Ali BA", "M"))
        )

        assert [one.organisation for one in found.people] == ["Police nationale"] * 2


class TestAboveTheHeadings:
    def test_somebody_above_the_headings_is_kept_and_to_check(self):
        found = propose((("TRAORÉ Moussa", "70000001"), ("Nom", "Tél"), ("KONÉ Awa", "70000002")))

        assert names(found) == [(1, "TRAORÉ Moussa"), (3, "KONÉ Awa")]
        assert found.people[0].problems == (Problem.ABOVE_HEADINGS,)
        assert found.people[0].phones == ("+22370000001",)

    def test_titles_are_told(self):
        found = propose((("RÉPUBLIQUE DU MALI",), ("Atelier", "2021-10-13"), SIMPLE, (1, "Awa BA")))

        assert told(found) == [(1, Ignored.TITLE), (2, Ignored.TITLE)]


class TestSideBySide:
    def test_each_half_keeps_its_people_and_their_phones(self):
        found = propose(
            (
                ("N°", "Nom", "Tél", "", "N°", "Nom", "Tél"),
                (1, "TRAORÉ Moussa", 70000001, "", 3, "KONÉ Awa", 70000003),
                (2, "DIARRA Ali", 70000002, "", 4, "SOW Kadi", 70000004),
            )
        )

        assert [(one.name, one.phones) for one in found.people] == [
            ("TRAORÉ Moussa", ("+22370000001",)),
            ("DIARRA Ali", ("+22370000002",)),
            ("KONÉ Awa", ("+22370000003",)),
            ("SOW Kadi", ("+22370000004",)),
        ]
        assert len({one.place for one in found.people}) == 4

    def test_a_shorter_half_gives_nobody_where_it_is_empty(self):
        found = propose(
            (
                ("Nom", "Prénom", "Nom", "Prénom"),
                ("TRAORÉ", "Moussa", "KONÉ", "Awa"),
                ("DIARRA", "Ali", None, None),
            )
        )

        assert names(found) == [(2, "TRAORÉ Moussa"), (3, "DIARRA Ali"), (2, "KONÉ Awa")]

    def test_other_headings_after_an_empty_column_are_another_list(self):
        found = propose(
            (
                ("Nom et prénoms", "Tél", None, "Prénom", "Nom"),
                ("TRAORÉ Moussa", 70000001, None, "Awa", "KONÉ"),
            )
        )

        assert [one.name for one in found.people] == ["TRAORÉ Moussa", "Awa KONÉ"]

    def test_a_second_name_of_one_person_is_no_second_list(self):
        headings = ("N°", "Nom", "Prénom", "Nom de jeune fille")

        found = propose((headings, (1, "KONÉ", "Awa", "TRAORÉ")))

        assert names(found) == [(2, "KONÉ Awa")]

    def test_without_headings_somebody_beside_a_name_is_to_check(self):
        found = propose(((1, "TRAORÉ Moussa", 2, "KONÉ Awa"), (3, "DIARRA Ali", 4, "SOW Kadi")))

        assert [one.problems for one in found.people] == [(Problem.TWO_PEOPLE,)] * 2


ROWS = st.lists(
    st.sampled_from(
        [
            SIMPLE,
            HEADINGS,
            ("N°", "Prénom", "Nom", "Structure"),
            ("Nom", "Tél", None, "Nom", "Tél"),
            ("Structure", "Nombre"),
            ("Noms",),
            (1, "Awa DIALLO", "F", "DGPN"),
            (None, "Moussa KONÉ"),
            ("Ali BA", "70 00 00 01"),
            ("Police nationale",),
            ("Observateurs",),
            ("Total", 3),
            ("Arrêté la présente liste à 3 personnes",),
            ("Le Chef du Protocole",),
            ("2 représentants de la DPF",),
            ("Madame", None, "x"),
            ("", None),
        ]
    ),
    max_size=14,
)


@given(ROWS)
def test_no_row_vanishes(sheet):
    found = propose(sheet)

    rows = {one.row for one in (*found.people, *found.open_places, *found.ignored)}
    untold = {at for at, row in enumerate(sheet, 1) if any(row) and at not in rows}
    first_headings = {} if found.header_row is None else {1, 2, 3, found.header_row}
    if not found.problems:
        assert all(_is_heading_row(sheet[at - 1]) for at in untold), untold
        assert len(untold) <= len(first_headings)


def _is_heading_row(row):
    return row[0] in ("N°", "Nom", "Structure", "Noms")


@pytest.mark.parametrize("headings", [("Nom", "Prénom", "H", "F"), ("Nom", "Prénom", "M", "F")])
def test_crosses_in_columns_of_men_and_women_tell_the_sex(headings):
    rows = (("KONÉ", "Awa", "", "X"), ("SOW", "Ali", 1, 0), ("BA", "Issa", "x", "x"), ("LY", "Ada"))

    found = propose((headings, *rows)).people

    assert [(one.sex, one.problems) for one in found] == [
        ("F", ()),
        ("M", ()),
        (None, (Problem.SEX_DOUBTFUL,)),
        (None, (Problem.NO_SEX,)),
    ]


def test_crosses_under_one_heading_of_sexes_are_read():
    found = propose(
        (
            ("N°", "Nom et prénoms", "Sexe", None),
            (None, None, "H", "F"),
            (1, "KONÉ Awa", None, "X"),
        )
    )

    assert [one.sex for one in found.people] == ["F"]
