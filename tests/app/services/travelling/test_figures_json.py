from app.domain.bilingual import Bilingual
from app.domain.statistics import Count
from app.domain.workshop import Series
from app.services.papers import reporting
from app.services.travelling import figures_json
from app.services.travelling.consolidating import consolidate
from app.store import workshops
from tests.app.services.people_here import AMINATA, SOULEY, come

TWO = {"total": 2, "women": 1, "men": 1, "unknown": 0}


def test_count_says_total_and_every_sex():
    assert figures_json.of_count(Count(women=2, men=3, unknown=1)) == {
        "total": 6,
        "women": 2,
        "men": 3,
        "unknown": 1,
    }


def test_scope_holds_the_sum_the_workshops_and_the_texts(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA, SOULEY)
    found = reporting.figures(db, workshops.get(db, workshop_id))

    said = figures_json.of_scope([found], Series("s", Bilingual("G5")), {"en": "…"})

    [workshop] = said["workshops"]
    assert said["participants"] == TWO
    assert said["text"] == {"en": "…"}
    assert (workshop["code"], workshop["city"], workshop["country"]) == (
        "2021-BKO-03",
        "Bamako",
        "ML",
    )
    assert (workshop["invited"], workshop["participants"]) == (0, TWO)
    assert workshop["sessions"][0] == {
        "on": "2021-10-13",
        "part": "morning",
        "present": TWO,
        "not_entered": 0,
    }


def test_series_is_named_where_several_of_it_are_together(db, workshop_id):
    one = reporting.figures(db, workshops.get(db, workshop_id))
    series = Series("s", Bilingual("Analyse", "Analysis"))

    assert figures_json.of_scope([one], series, {})["series"] is None
    assert figures_json.of_scope([one, one], series, {})["series"] == "Analysis"


def test_consolidation_names_nobody(db, author, workshop_id):
    come(db, author, workshop_id, AMINATA, SOULEY)

    said = figures_json.of_consolidation(consolidate(db))

    assert said["participations"] == said["unique"] == TWO
    assert (said["to_check"], said["conflicts"], said["missing"]) == (0, 0, {})
    [group] = said["groups"]
    assert group["series"] is None
    assert group["workshops"][0]["observers"] == 0
    assert "KONATÉ" not in str(said)
