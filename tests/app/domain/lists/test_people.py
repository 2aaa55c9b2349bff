import pytest

from app.domain.lists.proposal import Problem
from tests.data_makers.short_lists import named, people, person


class TestSex:
    @pytest.mark.parametrize(
        ("cell", "sex"),
        [("F", "F"), ("M", "M"), ("H", "M"), ("Homme", "M"), ("féminin", "F"), ("Mme", "F")],
    )
    def test_the_column_is_read(self, cell, sex):
        found = named("Ali BA", Sexe=cell)

        assert found.sex == sex
        assert found.problems == ()

    @pytest.mark.parametrize("name", ["Mr Sidi BA", "M. Sidi BA", "Monsieur Sidi BA"])
    def test_mr_before_the_name_is_a_man(self, name):
        found = named(name, Structure="DGPN")

        assert (found.name, found.sex, found.civility) == ("Sidi BA", "M", "M.")

    @pytest.mark.parametrize("name", ["Mme Awa BA", "Mlle Awa BA", "MME AWA BA"])
    def test_mme_before_the_name_is_a_woman(self, name):
        assert named(name, Structure="DGPN").sex == "F"

    @pytest.mark.parametrize("text", ["Mrs Awa BA", "MRS Awa BA", "mrs. Awa BA"])
    def test_mrs_is_never_a_woman(self, text):
        found = named(text, Structure="DGPN")

        assert (found.name, found.sex) == ("Awa BA", None)
        assert found.problems == (Problem.MRS,)

    def test_mrs_in_its_own_column_is_never_a_woman(self):
        found = named("Awa BA", Civilité="Mrs")

        assert found.sex is None
        assert found.problems == (Problem.MRS,)

    def test_a_column_that_says_f_is_believed_beside_mrs(self):
        found = named("Mrs Awa BA", Sexe="F")

        assert (found.sex, found.problems) == ("F", (Problem.MRS,))

    def test_a_first_name_says_nothing(self):
        assert named("Fatoumata BA", Structure="DGPN").sex is None

    def test_two_that_contradict_each_other_give_none(self):
        found = named("Mme Awa BA", Sexe="M")

        assert (found.sex, found.problems) == (None, (Problem.SEX_DOUBTFUL,))

    def test_an_unreadable_cell_is_doubtful(self):
        assert named("Awa BA", Sexe="M ?").problems == (Problem.SEX_DOUBTFUL,)

    def test_an_empty_cell_of_the_column_is_told(self):
        assert named("Awa BA", Sexe=None, Structure="DGPN").problems == (Problem.NO_SEX,)

    def test_no_column_is_no_problem(self):
        assert named("Awa BA", Structure="DGPN").problems == ()


class TestContacts:
    def test_a_number_that_a_spreadsheet_made_a_fraction_is_whole(self):
        assert named("Awa BA", Contacts=70000001.0).phones == ("+22370000001",)

    def test_country_is_meant_where_none_is_written(self):
        found = person("Awa BA", "90 00 00 01", headings=("Nom", "Tél"), country="NE")

        assert found.phones == ("+22790000001",)

    def test_digits_lost_by_a_spreadsheet_are_kept_as_typed_and_doubtful(self):
        found = named("Awa BA", Contacts="7,64E+07")

        assert found.phones == ("7,64E+07",)
        assert found.problems == (Problem.PHONE_DOUBTFUL,)

    def test_several_columns_of_phones_are_read_once_each(self):
        headings = ("Nom", "Téléphone 1", "Téléphone 2")
        found = person("Awa BA", 70000001, "70 00 00 01 / 66 00 00 01", headings=headings)

        assert found.phones == ("+22370000001", "+22366000001")

    def test_an_address_among_phones_is_the_email(self):
        found = named("Awa BA", Contacts="70 00 00 01 / awa.ba2021@example.org")

        assert found.phones == ("+22370000001",)
        assert found.email == "awa.ba2021@example.org"
        assert found.problems == ()


class TestNames:
    @pytest.mark.parametrize(
        "cell",
        [
            "Mr Ali MAÏGA et Mme Fanta CISSÉ",
            "Ali MAÏGA / Fanta CISSÉ",
            "Ali MAÏGA\nFanta CISSÉ",
            "Ali MAÏGA & Fanta CISSÉ",
            "Mrs MAÏGA et CISSÉ",
        ],
    )
    def test_two_people_in_a_cell_are_flagged_and_keep_what_was_typed(self, cell):
        found = named(cell, Structure="DGPN")

        assert Problem.TWO_PEOPLE in found.problems
        assert found.sex is None
        assert found.name == " ".join(cell.split())

    @pytest.mark.parametrize("cell", ["TRAORÉ\nMoussa", "Ali MAÏGA dit Vieux", "Lt/Col Ali MAÏGA"])
    def test_one_person_is_one(self, cell):
        assert named(cell, Structure="DGPN").problems == ()

    def test_signs_that_would_be_printed_are_flagged(self):
        assert named("Ali MAÏGA (DPF)", Structure="DGPN").problems == (Problem.NAME_DOUBTFUL,)

    @pytest.mark.parametrize(
        "name", ["N’Tji DIARRA", "Jean-Marie DIARRA", "Nɛnɛ DIARRA", "محمد ولد", "BA", "A. DIARRA"]
    )
    def test_names_of_all_kinds_are_names(self, name):
        assert named(name, Sexe="M").name == name
        assert named(name, Sexe="M").problems == ()

    def test_the_same_line_twice_is_told_at_the_second(self):
        line = (1, "Awa DIALLO", "F", "DGPN", None, 70000001)
        found = people(line, (2, "DIALLO Awa", "F", "DGPN", None, "70 00 00 01"))

        assert [one.problems for one in found] == [(), (Problem.DUPLICATE_ROW,)]

    def test_a_name_alone_under_a_numbered_line_may_be_its_second_half(self):
        found = people(
            (1, "Moussa", "M", "DGPN"), (None, "TRAORÉ"), (2, "Ali BA", "M"), (3, "Awa DIALLO", "F")
        )

        assert [one.problems for one in found] == [(), (Problem.CONTINUED_LINE,), (), ()]
