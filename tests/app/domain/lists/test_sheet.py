import pytest

from app.domain.lists.proposal import Ignored, OpenPlace, Problem
from app.domain.lists.reading import propose
from tests.data_makers.short_lists import SIMPLE, person

NAMES = ("Nom et prénoms",)


def told(found):
    return [(line.row, line.reason) for line in found.ignored]


class TestTotals:
    def test_people_go_on_after_totals_in_a_list_of_names_alone(self):
        found = propose(
            (
                NAMES,
                ("TRAORÉ Moussa",),
                ("Sous-total : 1",),
                ("KONÉ Awa",),
                ("Total : 2",),
                ("SOW Kadi",),
                ("Le Chef du protocole",),
                ("Général Sékou BA",),
            )
        )

        assert [(one.name, one.problems) for one in found.people] == [
            ("TRAORÉ Moussa", ()),
            ("KONÉ Awa", ()),
            ("SOW Kadi", (Problem.AFTER_TOTAL,)),
        ]
        assert told(found)[-2:] == [(7, Ignored.SIGNATURE), (8, Ignored.SIGNATURE)]

    def test_somebody_without_number_or_facts_after_a_total_is_kept_and_to_check(self):
        headings = ("N°", "Nom", "Prénom", "Structure")
        found = propose(
            (
                headings,
                (1, "TRAORÉ", "Moussa", "DGPN"),
                ("Total DGPN", 1),
                (1, "KONÉ", "Awa", "DGD"),
                ("Total DGD", 1),
                (None, "SOW", "Kadi"),
            )
        )

        assert [(one.name, one.problems) for one in found.people] == [
            ("TRAORÉ Moussa", ()),
            ("KONÉ Awa", ()),
            ("SOW Kadi", (Problem.AFTER_TOTAL,)),
        ]

    def test_counts_of_men_and_women_are_totals(self):
        found = propose((("Nom", "Prénom"), ("KONÉ", "Awa"), ("Hommes", "0"), ("Femmes", "1")))

        assert len(found.people) == 1
        assert told(found) == [(3, Ignored.TOTAL), (4, Ignored.TOTAL)]

    def test_a_remark_in_the_middle_ends_no_list(self):
        after = [(f"Personne{chr(65 + n)} BA",) for n in range(6)]

        found = propose((NAMES, ("KONÉ Awa",), ("NB : venir tôt",), *after))

        assert len(found.people) == 7
        assert told(found) == [(3, Ignored.SIGNATURE)]

    @pytest.mark.parametrize("name", ["Visa TRAORÉ", "Total KONÉ"])
    def test_a_frequent_name_after_a_word_of_ends_is_somebody_to_check(self, name):
        (found,) = propose((NAMES, (name,))).people

        assert (found.name, found.problems) == (name, (Problem.NAME_DOUBTFUL,))

    def test_headings_after_a_signature_begin_another_page_of_people(self):
        found = propose(
            (
                ("Nom et prénoms", "Structure"),
                ("KONÉ Awa", "DGD"),
                ("Arrêté la présente liste à une personne",),
                ("Le Directeur",),
                ("Nom et prénoms", "Structure"),
                ("SOW Ali",),
            )
        )

        assert [(one.name, one.problems) for one in found.people] == [
            ("KONÉ Awa", ()),
            ("SOW Ali", ()),
        ]

    def test_signatures_after_the_closing_are_no_people(self):
        found = propose(
            (
                NAMES,
                ("KONÉ Awa",),
                ("Arrêté la présente liste à une personne",),
                ("Fait à Bamako, le 4 mars 2021",),
                ("Le Directeur",),
                ("Colonel Sékou BA",),
            )
        )

        assert [one.name for one in found.people] == ["KONÉ Awa"]
        assert len(found.ignored) == 4


class TestSections:
    def test_observers_after_the_people_of_a_body_have_none(self):
        found = propose(
            (
                ("Nom et prénoms", "Téléphone"),
                ("GENDARMERIE",),
                ("KONÉ Awa",),
                ("Observateurs",),
                ("SOW Kadi",),
                ("Ambassade du Danemark",),
                ("Jens HANSEN",),
            )
        ).people

        assert [(one.organisation, one.category) for one in found] == [
            ("GENDARMERIE", ""),
            ("", "observer"),
            ("Ambassade du Danemark", "observer"),
        ]

    def test_categories_right_under_each_body_are_its_own(self):
        found = propose(
            (
                NAMES,
                ("POLICE",),
                ("Participants",),
                ("KONÉ Awa",),
                ("Observateurs",),
                ("SOW Kadi",),
                ("GENDARMERIE",),
                ("BA Issa",),
            )
        ).people

        assert [(one.organisation, one.category) for one in found] == [
            ("POLICE", "participant"),
            ("POLICE", "observer"),
            ("GENDARMERIE", ""),
        ]


class TestCells:
    @pytest.mark.parametrize("mark", ['"', "idem", "Idem.", "//", "″", '- " -'])
    def test_strokes_and_idem_stand_for_the_cell_above(self, mark):
        headings = ("Nom", "Prénom", "Structure")

        found = propose((headings, ("BA", "Issa", "DGD"), ("LY", "Ada", mark))).people

        assert [one.organisation for one in found] == ["DGD", "DGD"]
        assert found[1].raw[2] == mark

    def test_an_empty_cell_stands_for_nothing(self):
        headings = ("Nom", "Prénom", "Structure")

        found = propose((headings, ("BA", "Issa", "DGD"), ("LY", "Ada", None))).people

        assert found[1].organisation == ""

    @pytest.mark.parametrize("phone", ["2020-02-03", "03/02/2020", "3.2.2020"])
    def test_a_date_is_no_phone_number(self, phone):
        found = person(1, "Awa BA", "F", "DGD", "Juge", phone)

        assert (found.phones, found.problems) == ((phone,), (Problem.PHONE_DOUBTFUL,))

    def test_digits_that_could_be_a_date_are_a_phone_number(self):
        assert person(1, "Awa BA", "F", "DGD", "Juge", "20022003").phones == ("+22320022003",)

    def test_a_function_after_the_name_beside_another_is_to_check(self):
        found = person(1, "Awa BA, Greffière", "F", "DGD", "Juge")

        assert (found.function, found.problems) == ("Juge", (Problem.NAME_DOUBTFUL,))

    def test_a_text_too_long_is_cut_and_told(self):
        found = person(1, "Awa BA", "F", "D" * 30_000, "Juge")

        assert found.problems == (Problem.TOO_LONG_FOR_PAPER, Problem.TOO_LONG)
        assert len("\t".join(found.raw)) <= 20_000
        assert found.raw[3].endswith("…")

    def test_a_line_where_the_file_is_faulty_is_to_check(self):
        lines = (SIMPLE, (1, "Awa BA", "F"), (2, "Ali BA", "M"))

        found = propose(lines, misread={2}).people

        assert [one.problems for one in found] == [(), (Problem.MISREAD,)]


class TestNobody:
    @pytest.mark.parametrize("name", ["Madame", "M.", "Mme", "Monsieur"])
    def test_a_form_of_address_alone_is_nobody(self, name):
        found = propose((("N°", "Nom", "Sexe"), (1, "Awa BA", "F"), (2, name, "M")))

        assert [one.name for one in found.people] == ["Awa BA"]
        assert told(found) == [(3, Ignored.NO_NAME)]

    @pytest.mark.parametrize(
        "name",
        [
            "Madame",
            "Le Coordonnateur",
            "Le Directeur général",
            "Le Directeur général ou son représentant",
            "Son Excellence Monsieur le Ministre",
        ],
    )
    def test_an_office_of_a_service_is_an_open_place(self, name):
        found = propose((SIMPLE, (1, name, None, "DGPN")))

        assert found.people == ()
        assert found.open_places == (OpenPlace("DGPN", 1, 2, ("1", name, "", "DGPN")),)

    @pytest.mark.parametrize("name", ["Aminata Présidente", "Président SOW", "Chef Ali DIARRA"])
    def test_a_name_with_an_office_is_somebody(self, name):
        assert person(1, name, "F", "DGPN").name == name
