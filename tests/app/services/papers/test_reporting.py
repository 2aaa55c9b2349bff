import pytest

from app.domain.attendance import What
from app.domain.people import Sex
from app.domain.registration import Category
from app.domain.statistics import Count
from app.services.papers import reporting
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft
from app.store import workshops
from tests.app.services.people_here import AMINATA, NOW, SOULEY, come

OBSERVER = PersonDraft("Awa DIARRA", Sex.FEMALE, category=Category.OBSERVER)
NOT_KNOWN = PersonDraft("Dominique TOURÉ")


@pytest.fixture
def figures(db, workshop_id):
    """The figures as they are now."""
    return lambda: reporting.figures(db, workshops.get(db, workshop_id))


@pytest.fixture
def expect(db, author, workshop_id):
    """Put somebody on the list; the registration."""

    def expect(draft):
        return registering.expect(db, author, workshop_id, draft, now=NOW).subject

    return expect


def test_observers_stand_beside_the_participants(db, author, workshop_id, figures):
    come(db, author, workshop_id, AMINATA, SOULEY, OBSERVER)

    found = figures()

    assert (found.participants, found.observers) == (Count(women=1, men=1), Count(women=1))
    assert (found.place, found.country) == ((2, "Bamako"), (2, "ML"))


def test_who_was_marked_and_never_present_is_not_counted(db, author, workshop_id, figures):
    [aminata, souley] = come(db, author, workshop_id, AMINATA, SOULEY)
    seen = [Observation(souley, one.id, What.ABSENT) for one in workshops.sessions(db, workshop_id)]
    attending.take_attendance(db, author, workshop_id, seen, now=NOW)

    assert [line.registration.id for line in figures().lines] == [aminata]


def test_a_place_that_was_taken_over_was_one_invitation(db, author, figures, expect):
    expect(AMINATA)
    souley = expect(SOULEY)
    registering.replace_by(db, author, souley, PersonDraft("Issa BA", Sex.MALE), now=NOW)

    found = figures()

    assert (found.invited, found.expected, found.participants.total) == (2, 2, 1)


def test_walk_ins_and_observers_were_not_invited(db, author, workshop_id, figures, expect):
    expect(AMINATA)
    expect(OBSERVER)
    come(db, author, workshop_id, SOULEY)

    found = figures()

    assert (found.invited, found.expected) == (1, 2)


def test_half_day_that_has_not_begun_has_nothing_to_count(db, author, workshop_id, figures):
    registering.add_walk_in(db, author, workshop_id, AMINATA, now=NOW)
    first = workshops.sessions(db, workshop_id)[0]
    attending.open_session(db, author, first.id, now=NOW)

    counts = figures().by_session

    assert [one.is_to_come for one in counts] == [False, True, True, True, True, True]
    assert [one.not_entered for one in counts] == [1] * 6


def test_half_day_marked_before_it_was_opened_is_counted(db, author, workshop_id, figures):
    come(db, author, workshop_id, AMINATA)

    assert not any(one.is_to_come for one in figures().by_session)


def test_half_day_counts_participants_and_what_is_missing_of_all(db, author, workshop_id, figures):
    come(db, author, workshop_id, AMINATA)
    registering.add_walk_in(db, author, workshop_id, OBSERVER, now=NOW)

    first = figures().by_session[0]

    assert (first.present, first.not_entered) == (Count(women=1), 1)


def test_sentences_say_unknown_sex_and_observers(db, author, workshop_id, figures, expect):
    registering.register(db, author, expect(NOT_KNOWN), now=NOW)
    come(db, author, workshop_id, AMINATA, OBSERVER)

    assert reporting.sentences([figures()], "en") == [
        "This workshop gathered 2 participants, including one woman (sex not recorded: 1).",
        "2 participants and 1 observer",
        "two (2) participants, including one (1) woman, sex not recorded for one (1)",
    ]


def test_paragraph_says_unknown_sex_and_no_body_without_a_name(
    db, author, workshop_id, figures, expect
):
    registering.register(db, author, expect(NOT_KNOWN), now=NOW)

    said, _missing = reporting.paragraph(db, figures(), "fr")

    assert "1 participant (sexe non renseigné : 1)" in said
    assert "femme" not in said
    assert "issu" not in said


def test_paragraph_names_what_is_missing(db, author, workshop_id, figures):
    come(db, author, workshop_id, AMINATA)

    said, missing = reporting.paragraph(db, figures(), "en")

    assert "it brought together 1 participant, including one woman" in said.lower()
    assert missing == ("organiser", "donor")


def test_text_is_the_sentences_and_a_paragraph_each(db, author, workshop_id, figures):
    come(db, author, workshop_id, AMINATA)
    found = figures()

    whole = reporting.text(db, [found], "fr")

    said = [*reporting.sentences([found], "fr"), reporting.paragraph(db, found, "fr")[0]]
    assert whole == "\n\n".join(said) + "\n"
