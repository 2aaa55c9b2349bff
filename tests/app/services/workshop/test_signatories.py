from dataclasses import replace

import pytest

from app.domain.bilingual import Bilingual
from app.errors import FunctionMissing, SignatoriesFull, SignatoryUnknown, WorkshopUnknown
from app.services.history import undo
from app.services.workshop.signatories import (
    MOST_SIGNATORIES,
    SignatoryDraft,
    add_signatory,
    correct_signatory,
    move_signatory,
    remove_signatory,
    signatory_draft_of,
)
from app.store import workshops
from tests.conftest import NOW

COORDINATOR = SignatoryDraft(Bilingual("Coordonnatrice nationale", "National Coordinator"))
DIRECTOR = SignatoryDraft(Bilingual("Directeur", "Director"), "Oumar SIDIBÉ", "P.I.")


@pytest.fixture
def add(db, author, workshop_id):
    def add(draft):
        return add_signatory(db, author, workshop_id, draft, now=NOW).subject

    return add


def signing(db, workshop_id):
    return [signatory_draft_of(one) for one in workshops.signatories(db, workshop_id)]


def test_signatories_stand_in_the_order_of_coming(db, workshop_id, add):
    add(COORDINATOR)
    add(DIRECTOR)

    assert signing(db, workshop_id) == [COORDINATOR, DIRECTOR]


@pytest.mark.parametrize("function", [Bilingual(), Bilingual("  ", "\n")])
def test_function_is_needed_where_the_name_may_wait(db, workshop_id, add, function):
    with pytest.raises(FunctionMissing):
        add(SignatoryDraft(function, "Oumar SIDIBÉ"))

    assert signing(db, workshop_id) == []


def test_certificate_has_room_for_three(db, workshop_id, add):
    for _ in range(MOST_SIGNATORIES):
        add(COORDINATOR)

    with pytest.raises(SignatoriesFull, match="3"):
        add(DIRECTOR)
    assert len(signing(db, workshop_id)) == MOST_SIGNATORIES


def test_signatory_changes_on_the_last_day(db, author, workshop_id, add):
    signatory = add(DIRECTOR)
    acting = replace(DIRECTOR, name="  Awa   BA ", prefix="P.O.")

    correct_signatory(db, author, signatory, acting, now=NOW)
    assert signing(db, workshop_id) == [replace(acting, name="Awa BA")]

    undo(db, author, now=NOW)
    assert signing(db, workshop_id) == [DIRECTOR]


def test_same_again_writes_nothing(db, author, add):
    outcome = correct_signatory(db, author, add(DIRECTOR), DIRECTOR, now=NOW)

    assert outcome.touched == frozenset()


def test_moving_and_removing_are_undone(db, author, workshop_id, add):
    add(COORDINATOR)
    director = add(DIRECTOR)

    move_signatory(db, author, director, -1, now=NOW)
    assert signing(db, workshop_id) == [DIRECTOR, COORDINATOR]

    remove_signatory(db, author, director, now=NOW)
    assert signing(db, workshop_id) == [COORDINATOR]

    undo(db, author, now=NOW)
    undo(db, author, now=NOW)
    assert signing(db, workshop_id) == [COORDINATOR, DIRECTOR]


def test_signatory_that_is_gone_is_refused(db, author, add):
    signatory = add(DIRECTOR)
    remove_signatory(db, author, signatory, now=NOW)

    with pytest.raises(SignatoryUnknown):
        remove_signatory(db, author, signatory, now=NOW)
    with pytest.raises(SignatoryUnknown):
        correct_signatory(db, author, signatory, COORDINATOR, now=NOW)


def test_workshop_that_is_not_here_is_refused(db, author):
    with pytest.raises(WorkshopUnknown):
        add_signatory(db, author, "0" * 32, DIRECTOR, now=NOW)
