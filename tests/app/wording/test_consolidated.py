from dataclasses import replace

import pytest

from app.domain.statistics import Count
from app.i18n import current_language
from app.wording.consolidated import (
    ConsolidatedFacts,
    GroupFacts,
    WorkshopFacts,
    consolidated_report,
)

NIAMEY = WorkshopFacts("2017-NIM-01", "Niamey", Count(women=4, men=21))
G5 = GroupFacts("Intelligence analysis", ["These two sessions gathered …"], [NIAMEY])
FACTS = ConsolidatedFacts([G5], participations=56, unique=54, to_check=2)


def test_group_says_its_title_its_sentences_and_a_line_for_each_workshop():
    assert consolidated_report(FACTS, "en") == (
        "Intelligence analysis\n"
        "These two sessions gathered …\n"
        "2017-NIM-01, Niamey: F 4, M 21, total 25 (16.0% women)\n"
        "\n"
        "56 participations, 54 unique persons, 2 to check\n"
    )


def test_group_without_a_series_begins_with_its_sentences():
    said = consolidated_report(replace(FACTS, groups=[replace(G5, title="")]), "en")

    assert said.startswith("These two sessions")


def test_share_of_nobody_is_a_dash():
    nobody = WorkshopFacts("2021-BKO-03", "Bamako", Count())

    said = consolidated_report(replace(FACTS, groups=[replace(G5, workshops=[nobody])]), "en")

    assert "2021-BKO-03, Bamako: F 0, M 0, total 0 (– women)" in said


def test_those_whose_sex_is_unknown_are_said_and_cities_have_their_name():
    cairo = WorkshopFacts("2022-CAI-01", "Le Caire", Count(women=1, men=1, unknown=2))

    said = consolidated_report(replace(FACTS, groups=[replace(G5, workshops=[cairo])]), "en")

    assert (
        "2022-CAI-01, Cairo: F 1, M 1, not recorded 2, total 4 (50.0% women among those recorded)"
    ) in said


@pytest.mark.parametrize(
    ("amiss", "said"),
    [
        ({"missing": {"Niamey 1": [2, 3]}}, "Niamey 1: files that never arrived: 2, 3"),
        ({"set_aside": ["a.emarge", "b.emarge"]}, "Set aside: a.emarge, b.emarge"),
        ({"conflicts": 3}, "Fields to settle: 3"),
    ],
)
def test_what_is_amiss_is_said_and_only_then(amiss, said):
    assert said in consolidated_report(replace(FACTS, **amiss), "en").splitlines()
    assert said not in consolidated_report(FACTS, "en")


def test_report_speaks_its_own_language_and_leaves_the_window_in_its_own():
    said = consolidated_report(FACTS, "fr")

    assert "56 participations, 54 personnes distinctes" in said
    assert current_language() == "en"
