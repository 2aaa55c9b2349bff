import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lists.proposal import Ignored, IgnoredRow, OpenPlace, Problem
from app.domain.lists.reading import as_json, names_in, propose
from tests.data_makers.protocol_list import HEADINGS, PEOPLE, TITLES, rows
from tests.data_makers.short_lists import SIMPLE, people, person


class TestProtocolList:
    """Scenario SC-03."""

    proposal = propose(rows())

    def test_twenty_four_people_are_found_under_the_titles(self):
        assert self.proposal.header_row == len(TITLES) + 1
        assert self.proposal.headings == HEADINGS
        assert len(self.proposal.people) == 24
        assert [found.row for found in self.proposal.people] == list(range(8, 32))

    def test_three_lines_are_to_check_among_them_mrs(self):
        assert {found.name: found.problems for found in self.proposal.to_check} == {
            "Oumar KONÉ": (Problem.MRS,),
            "Sidi TRAOR2": (Problem.NUMBER_IN_NAME,),
            "Mr Ali MAÏGA et Mme Fanta CISSÉ": (Problem.TWO_PEOPLE,),
        }

    def test_mrs_is_no_woman(self):
        assert self.proposal.people[2].sex is None

    def test_total_closing_and_signatures_are_ignored_and_told(self):
        under = [line for line in self.proposal.ignored if line.row > 7]
        assert [(line.row, line.reason) for line in under] == [
            (32, Ignored.TOTAL),
            (34, Ignored.CLOSING),
            (35, Ignored.SIGNATURE),
            (37, Ignored.SIGNATURE),
        ]
        assert under[0].text == "TOTAL | 24 participants"

    def test_titles_above_are_told(self):
        above = [line for line in self.proposal.ignored if line.row < 7]

        assert [line.text for line in above] == [title for title in TITLES if title]
        assert {line.reason for line in above} == {Ignored.TITLE}

    def test_the_line_as_it_was_is_kept(self):
        assert self.proposal.people[0].raw[:5] == (
            "1",
            "Mr Moussa TRAORÉ",
            "DGPN",
            "Chef de section",
            "70 00 00 01 / 66 00 00 01",
        )

    def test_two_phones_in_a_cell_are_two(self):
        assert self.proposal.people[0].phones == ("+22370000001", "+22366000001")

    def test_homonyms_stay_two(self):
        homonyms = [found for found in self.proposal.people if found.name == "Moussa TRAORÉ"]

        assert [found.organisation for found in homonyms] == ["DGPN", "DGD"]
        assert not any(found.problems for found in homonyms)

    def test_a_rank_is_taken_off_the_name(self):
        officer = self.proposal.people[3]

        assert (officer.name, officer.rank, officer.sex) == ("Ibrahim AG MOHAMED", "Lt/Col", None)


class TestOpenPlaces:
    def test_a_service_invited_without_a_name_gives_its_places(self):
        found = propose((SIMPLE, (1, "2 représentants de la DPF", None, None), (2, "Awa BA", "F")))

        assert [(place.organisation, place.count, place.row) for place in found.open_places] == [
            ("DPF", 2, 2)
        ]
        assert len(found.people) == 1

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ((1, "À désigner", None, "DPF"), ("DPF", 1)),
            ((1, None, None, "DPF"), ("DPF", 1)),
            ((1, "…………", None, "DPF"), ("DPF", 1)),
            ((1, None, None, "3 représentants de la DPF"), ("DPF", 3)),
            ((1, None, None, "DPF", "2 places"), ("DPF", 2)),
        ],
    )
    def test_a_line_without_a_name_is_a_place(self, line, expected):
        (place,) = propose((SIMPLE, line, (2, "Awa BA", "F"))).open_places

        assert (place.organisation, place.count) == expected

    def test_a_column_of_places_is_counted(self):
        headings = ("Structure", "Nombre de places", "Nom et prénoms")
        found = propose((headings, ("DPF", 2, None), ("DGPN", 1, "Awa BA")))

        assert found.open_places == (OpenPlace("DPF", 2, 2, ("DPF", "2", "")),)
        assert [one.name for one in found.people] == ["Awa BA"]

    def test_an_empty_numbered_line_is_ignored(self):
        found = propose((SIMPLE, (1, "Awa BA", "F"), (2, None, None)))

        assert found.ignored == (IgnoredRow(3, Ignored.NO_NAME, "2"),)
        assert found.open_places == ()


class TestSections:
    def test_an_institution_on_its_own_line_holds_for_those_under_it(self):
        found = people(
            ("II. Police nationale (2)",),
            (1, "Awa BA", "F"),
            (2, "Ali BA", "M"),
            ("Gendarmerie nationale",),
            (3, "Moussa KONÉ", "M"),
        )

        assert [one.organisation for one in found] == [
            "Police nationale",
            "Police nationale",
            "Gendarmerie nationale",
        ]

    def test_observers_under_their_title_are_observers(self):
        found = people(("PARTICIPANTS",), (1, "Awa BA", "F"), ("OBSERVATEURS",), (2, "Ali BA", "M"))

        assert [one.category for one in found] == ["participant", "observer"]

    def test_a_title_over_merged_cells_is_a_section_whatever_it_says(self):
        lines = (SIMPLE, ("Kati et environs",), (1, "Awa BA", "F"))

        assert propose(lines, merged=[(1, 0, 1, 5)]).people[0].organisation == "Kati et environs"

    def test_a_structure_merged_over_rows_holds_for_each_of_them(self):
        lines = (
            SIMPLE,
            (1, "Awa BA", "F", "DGPN"),
            (2, "Ali BA", "M", None),
            (3, "Aly BA", "M", None),
        )

        found = propose(lines, merged=[(1, 3, 2, 3)]).people

        assert [one.organisation for one in found] == ["DGPN", "DGPN", ""]

    def test_people_go_on_after_a_subtotal(self):
        found = propose(
            (
                SIMPLE,
                (1, "Awa BA", "F"),
                ("Total police", 1),
                ("Gendarmerie nationale",),
                (2, "Ali BA", "M"),
                ("TOTAL", 2),
                (None, "Colonel Bakary SANGARÉ"),
            )
        )

        assert [(one.name, one.problems) for one in found.people] == [
            ("Awa BA", ()),
            ("Ali BA", ()),
            ("Bakary SANGARÉ", (Problem.NO_SEX, Problem.AFTER_TOTAL)),
        ]


def test_cells_of_all_kinds_are_read():
    found = person(1, date(2021, 10, 13), True, 2.5, None, "70 00 00 01")

    assert found.raw == ("1", "2021-10-13", "1", "2.5", "", "70 00 00 01")


def test_json_is_the_contract_of_the_terminal():
    found = as_json(propose((SIMPLE, (1, "Mr Ali BA", None, "DGPN", "Juge", 70000001))))

    assert json.loads(json.dumps(found)) == {
        "people": [
            {
                "name": "Ali BA",
                "sex": "M",
                "organisation": "DGPN",
                "function": "Juge",
                "rank": "",
                "phones": ["+22370000001"],
                "row": 2,
                "problems": [],
            }
        ],
        "open_places": [],
        "ignored": [],
        "other_sheets": [],
    }


def test_the_names_of_a_sheet_are_counted():
    assert names_in(rows()) >= len(PEOPLE)
    assert names_in((("Budget", "Montant"), ("Salle", 5000))) == 0


CELLS = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.sampled_from([*HEADINGS, "Mr Moussa TRAORÉ", "2 représentants de la DPF", "Total", "Mrs"]),
)


@given(
    st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=12),
    st.lists(st.tuples(*[st.integers(0, 12)] * 4), max_size=3),
)
def test_any_sheet_is_read_and_every_place_in_it_gives_one_person(sheet, merged):
    found = propose(sheet, merged=merged)

    places = [one.place for one in found.people]
    rows = {one.row for one in (*found.people, *found.open_places, *found.ignored)}
    assert len(places) == len(set(places))
    assert rows <= set(range(1, len(sheet) + 1))
