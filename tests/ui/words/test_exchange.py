from datetime import date

import pytest

from app.domain.bilingual import Bilingual
from app.domain.workshop import Workshop
from app.services.travelling.outbox import Sent
from app.store.local import BundleNote, BundleState, Direction
from ui.models.shapes import Shape
from ui.words.exchange import file_row, moment_words, refused_row, sent_row, size_words

WORKSHOP = Workshop(
    id="w",
    code="2021-BKO-03",
    title=Bilingual("", ""),
    city="Bamako",
    country="ML",
    starts_on=date(2021, 10, 13),
    ends_on=date(2021, 10, 15),
)


def note(state=BundleState.COPIED, **fields):
    facts = {
        "direction": Direction.OUT,
        "workshop": "w",
        "device": "d",
        "number": 3,
        "id": "b",
        "sha256": "",
        "file": "2021-BKO-03_d_3.emarge",
        "at": "2021-10-15T17:05:00",
        "state": state,
    }
    return BundleNote(**facts | fields)


@pytest.mark.parametrize("state", list(BundleState))
def test_disc_is_for_what_headquarters_confirmed(state):
    row = file_row(note(state))

    assert (row.shape is Shape.DISC) == (state in ("received", "merged"))


def test_workshop_says_its_newest_file_and_what_came_since(language):
    language.speak("fr")

    row = sent_row(Sent(WORKSHOP, [note()], since=12))

    assert row.title.replace("\u00a0", " ") == "2021-BKO-03 · Bamako, 13–15 oct. 2021"
    assert row.detail.replace("\u00a0", " ") == "N° 3, 15 octobre 2021 à 17:05"
    assert (row.state, row.warning) == ("copié et vérifié", "12 modifications depuis")


def test_nothing_sent_is_said_without_counting():
    row = sent_row(Sent(WORKSHOP, [], since=85))

    assert (row.state, row.detail, row.warning) == ("nothing sent yet", "", "")


def test_file_that_was_set_aside_says_why():
    row = refused_row(note(BundleState.QUARANTINED, reason="signer_unknown"))

    assert row.state == "unknown laptop"


def test_reason_of_a_later_release_is_a_refusal_all_the_same():
    assert refused_row(note(BundleState.QUARANTINED, reason="whatever")).state == "refused"


def test_time_that_is_none_is_shown_as_it_is():
    assert moment_words("yesterday") == "yesterday"


@pytest.mark.parametrize(("size", "words"), [(1, "1 kB"), (1000, "1 kB"), (145_601, "146 kB")])
def test_size_is_rounded_up(size, words):
    assert size_words(size) == words
