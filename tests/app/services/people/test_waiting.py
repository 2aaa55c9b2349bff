from app.domain.people import Sex
from app.services.people.drafts import PersonDraft
from app.services.people.waiting import postpone, take_off, waiting

HALF = PersonDraft("Awa", sex=Sex.FEMALE, phones=("+22370000001",))


def test_a_form_waits_as_it_was_typed(db):
    postpone(db, "w", HALF)

    assert waiting(db, "w") == [HALF]
    assert waiting(db, "another") == []


def test_a_form_that_is_postponed_again_waits_once(db):
    postpone(db, "w", HALF)
    more = PersonDraft("Awa BA", sex=Sex.FEMALE)

    postpone(db, "w", more, instead_of=HALF)

    assert waiting(db, "w") == [more]


def test_a_saved_form_waits_no_longer(db):
    postpone(db, "w", HALF)
    postpone(db, "w", PersonDraft("Issa"))

    take_off(db, "w", HALF)

    assert [draft.name for draft in waiting(db, "w")] == ["Issa"]
