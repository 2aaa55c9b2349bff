import pytest

from app.domain.lists.proposal import Ignored
from app.domain.lists.reading import NO_NAME_COLUMN, propose
from tests.data_makers.short_lists import SIMPLE, named, people, person


class TestHeader:
    def test_headings_on_two_rows_are_read_together(self):
        upper = ("N°", "Identité", None, "Contacts", None)
        lower = (None, "Prénom", "Nom", "Tél", "E-mail")

        found = propose((upper, lower, (1, "Awa", "Diallo", 70000001, "awa@example.org")))

        assert found.header_row == 2
        assert found.people[0].name == "Awa DIALLO"
        assert found.people[0].phones == ("+22370000001",)
        assert found.people[0].email == "awa@example.org"

    def test_headings_repeated_on_the_next_page_are_ignored(self):
        found = propose((SIMPLE, (1, "Awa DIALLO", "F"), SIMPLE, (2, "Moussa KONÉ", "M")))

        assert len(found.people) == 2
        assert [(line.row, line.reason) for line in found.ignored] == [(3, Ignored.HEADING)]

    def test_english_headings(self):
        headings = ("No", "First name", "Last name", "Gender", "Organization", "Position", "Phone")
        found = person(
            1, "Awa", "Diallo", "Female", "Police", "Analyst", "7000 0001", headings=headings
        )

        assert (found.name, found.family, found.given) == ("Awa DIALLO", "Diallo", "Awa")
        assert (found.sex, found.organisation, found.function) == ("F", "Police", "Analyst")

    def test_nom_beside_prenom_is_the_family_name_and_comes_first(self):
        found = person("traoré", "Moussa", headings=("Nom", "Prénom"))

        assert (found.name, found.family, found.given) == ("TRAORÉ Moussa", "traoré", "Moussa")

    @pytest.mark.parametrize(
        ("heading", "family", "given"),
        [("Prénoms et Nom", "Keïta", "Awa Sory"), ("Nom et prénoms", "Awa", "Sory Keïta")],
    )
    def test_the_heading_tells_which_part_is_the_family_name(self, heading, family, given):
        found = person("Awa Sory Keïta", "F", headings=(heading, "Sexe"))

        assert (found.name, found.family, found.given) == ("Awa Sory Keïta", family, given)

    def test_a_column_of_first_names_alone_is_the_name(self):
        assert person("Awa Sory", "F", headings=("Prénoms", "Sexe")).name == "Awa Sory"

    def test_capitals_tell_more_than_the_heading(self):
        found = named("TRAORÉ Moussa", Sexe="M")

        assert (found.name, found.family) == ("TRAORÉ Moussa", "TRAORÉ")

    def test_a_comma_tells_the_family_name_and_is_not_printed(self):
        found = named("TRAORÉ, Moussa", Sexe="M")

        assert (found.name, found.family, found.given) == ("TRAORÉ Moussa", "TRAORÉ", "Moussa")

    def test_without_headings_columns_are_told_by_what_they_hold(self):
        found = propose(
            (
                (1, "Awa DIALLO", "F", "DGPN", "70 00 00 01", "awa@example.org", "Analyste", "Lt"),
                (2, "Moussa KONÉ", "M", "DGGN", "70 00 00 02", None, "Chef de section", "Col"),
                (3, "Ali BA", "H", "DGPN", "70 00 00 03", None, "Juge", None),
            )
        )

        assert found.header_row is None
        assert found.columns == {
            "number": 0, "name": 1, "sex": 2, "organisation": 3, "phone": 4, "email": 5,
            "function": 6, "rank": 7,
        }  # fmt: skip
        assert [line.name for line in found.people] == ["Awa DIALLO", "Moussa KONÉ", "Ali BA"]

    def test_a_bare_column_of_names_is_a_list(self):
        assert [
            line.name for line in propose((("Awa DIALLO",), ("Général Moussa KONÉ",))).people
        ] == [
            "Awa DIALLO",
            "Moussa KONÉ",
        ]

    def test_names_under_an_unknown_heading_are_found(self):
        headings = ("N°", "Cadres retenus", "Structure", "Contacts")
        found = people((1, "Awa DIALLO", "DGPN", 70000001), headings=headings)

        assert [line.name for line in found] == ["Awa DIALLO"]

    def test_one_heading_of_names_among_strange_ones_is_enough(self):
        found = people(("Awa DIALLO", "a", "b", "c"), headings=("Prénoms et Nom", "x", "y", "z"))

        assert [line.name for line in found] == ["Awa DIALLO"]

    def test_a_list_of_services_with_their_places_needs_no_names(self):
        found = propose((("Structures", "Nombre de participants"), ("DGPN", 3), ("Total", 3)))

        assert [(place.organisation, place.count) for place in found.open_places] == [("DGPN", 3)]

    def test_a_sheet_without_names_says_so(self):
        found = propose((("Budget", "Montant"), ("Salle", 5000), ("Pause", 300)))

        assert found.problems == (NO_NAME_COLUMN,)
        assert found.people == ()

    def test_title_is_a_civility_or_a_function_by_what_it_holds(self):
        civil = people(("Mr", "Ali BA"), ("Mme", "Awa DIALLO"), headings=("Title", "Name"))
        posts = people(("Analyst", "Ali BA"), ("Judge", "Awa DIALLO"), headings=("Title", "Name"))

        assert [line.sex for line in civil] == ["M", "F"]
        assert [line.function for line in posts] == ["Analyst", "Judge"]

    def test_service_is_the_organisation_where_nothing_else_is(self):
        alone = named("Ali BA", Service="Brigade")
        beside = named("Ali BA", Structure="DGPN", Service="Brigade")

        assert (alone.organisation, alone.unit) == ("Brigade", "")
        assert (beside.organisation, beside.unit) == ("DGPN", "Brigade")

    def test_rows_above_the_thirtieth_may_be_titles(self):
        titles = [(f"Titre {n}",) for n in range(25)]

        assert propose((*titles, SIMPLE, (1, "Awa DIALLO", "F"))).header_row == 26
