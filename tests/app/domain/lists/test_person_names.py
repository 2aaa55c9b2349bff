import pytest

from app.domain.lists.person_names import is_two_people, name_problem, read_name
from app.domain.lists.proposal import Problem


@pytest.mark.parametrize(
    ("typed", "name", "post"),
    [
        ("Moussa TRAORÉ, Commissaire de police", "Moussa TRAORÉ", "Commissaire de police"),
        ("Moussa TRAORÉ - Commissaire", "Moussa TRAORÉ", "Commissaire"),
        ("Moussa TRAORÉ – Chef de section", "Moussa TRAORÉ", "Chef de section"),
        ("TRAORÉ, Directeur adjoint", "TRAORÉ", "Directeur adjoint"),
    ],
)
def test_what_follows_a_name_is_what_somebody_does(typed, name, post):
    found = read_name(typed, None)

    assert (found.name, found.post, found.problem) == (name, post, None)


@pytest.mark.parametrize(
    "typed",
    ["Moussa TRAORÉ - Bamako", "Moussa TRAORÉ, Bamako", "Moussa TRAORÉ / DGPN", "Chef Ali DIARRA"],
)
def test_what_cannot_be_told_stays_in_the_name_and_is_to_check(typed):
    found = read_name(typed, None)

    assert (found.name, found.post, found.problem) == (typed, "", Problem.NAME_DOUBTFUL)


@pytest.mark.parametrize(
    ("typed", "name", "title", "civility"),
    [
        ("H.E. Mr. John Doe", "John Doe", "H.E.", "M."),
        ("H.E. Ms. Jane Roe", "Jane Roe", "H.E.", "Mme"),
        ("Hadja Mariam SOW", "Mariam SOW", "Hadja", ""),
        ("Imam Mahmoud DICKO", "Mahmoud DICKO", "Imam", ""),
        ("Mme Vve Coulibaly", "Coulibaly", "Vve", "Mme"),
        ("Hadja SOW", "Hadja SOW", "", ""),
    ],
)
def test_titles_of_honour_are_taken_off(typed, name, title, civility):
    found = read_name(typed, None)

    assert (found.name, found.titled.title, found.titled.civility) == (name, title, civility)


@pytest.mark.parametrize("typed", ["Mme LY Ada, M. LO Issa", "Ada LY, Issa LO", "LY Ada, LO Issa"])
def test_two_people_may_be_parted_by_a_comma(typed):
    assert is_two_people(typed)
    assert read_name(typed, None).problem is Problem.TWO_PEOPLE


@pytest.mark.parametrize("typed", ["MAÏGA TOURÉ, Fatoumata Bintou", "TRAORÉ, Moussa"])
def test_a_family_name_before_a_comma_is_no_second_person(typed):
    found = read_name(typed, None)

    assert found.problem is None
    assert (found.family, found.given) == tuple(typed.split(", "))


@pytest.mark.parametrize("name", ["NULL", "N/A", "idem", "Signature", "Le Ministre", "Visa TRAORÉ"])
def test_words_of_lists_are_no_good_names(name):
    assert name_problem(name) is Problem.NAME_DOUBTFUL


@pytest.mark.parametrize("name", ["Nana IDI", "Vieux BA", "Jean-Pierre d’Almeida", "Ly"])
def test_names_are_good_names(name):
    assert name_problem(name) is None
