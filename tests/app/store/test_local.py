"""Notes of this laptop alone, and what a later release made of an older one's."""

from dataclasses import replace

import pytest

from app.domain.journal import Entry, seal
from app.store import journal, local
from app.store.database import open_database
from app.store.driver import Migrations
from app.store.local import BundleNote, BundleState, Direction
from app.store.schema import m001_spine
from tests.app.store.registers import KEY

NOTE = BundleNote(
    direction=Direction.OUT,
    workshop="w1",
    device="d1",
    number=1,
    id="a" * 32,
    sha256="b" * 64,
    file="w1_d1_1.emarge",
    at="2021-10-15T17:00:00",
    state=BundleState.COPIED,
)


def test_bundle_is_noted_once_and_its_new_state_replaces_the_old(db):
    local.add_bundle(db, replace(NOTE, state=BundleState.DRAFT))

    local.add_bundle(db, NOTE)

    assert local.bundles(db, Direction.OUT) == [NOTE]


def test_bundles_of_one_workshop_or_one_device_can_be_asked_for(db):
    other = replace(NOTE, id="c" * 32, workshop="w2", device="d2")
    for note in (NOTE, other):
        local.add_bundle(db, note)

    assert local.bundles(db, Direction.OUT, workshop="w2") == [other]
    assert local.bundles(db, Direction.OUT, device="d1") == [NOTE]
    assert local.bundles(db, Direction.IN) == []


def test_laptop_that_takes_anothers_id_leaves_the_others_note_alone(db):
    theirs = replace(NOTE, device="d2", state=BundleState.QUARANTINED)

    for note in (NOTE, theirs):
        local.add_bundle(db, note)

    assert local.bundles(db, Direction.OUT) == [NOTE, theirs]


def test_what_is_merged_is_never_set_aside_again(db):
    merged = replace(NOTE, direction=Direction.IN, state=BundleState.MERGED)
    aside = replace(merged, number=2, state=BundleState.QUARANTINED, reason="forked")

    for note in (aside, merged, aside):
        local.add_bundle(db, note)

    assert local.bundles(db, Direction.IN) == [merged]


def test_word_of_a_later_release_wants_a_person(db):
    local.add_bundle(db, NOTE)
    db.execute("UPDATE bundles SET state = 'lost at sea'")

    [note] = local.bundles(db, Direction.OUT)

    assert note.state is BundleState.ATTENTION


def test_number_that_was_given_is_spent(db):
    assert [local.next_number(db, "receipts") for _ in range(3)] == [1, 2, 3]


class TestNotesOfTheFirstRelease:
    @pytest.fixture
    def path(self, tmp_path):
        """A register of the first release that sent one bundle and refused another."""
        first = Migrations("emarge")
        first()(m001_spine)
        path = tmp_path / "register" / "emarge.db"
        db = open_database(path, KEY, steps=first)
        journal.record(db, EXPORT, {})
        for row in (
            ("out", "w1", "d1", 1, "a" * 32, "b" * 64, "one", EXPORT.wall, "copied", ""),
            ("in", "", "", 0, "", "c" * 64, "two", "2021", "quarantined", "SignerUnknown"),
        ):
            db.execute("INSERT INTO bundles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.close()
        return path

    def test_they_are_kept_and_say_codes(self, path):
        db = open_database(path, KEY)

        [sent] = local.bundles(db, Direction.OUT)
        [refused] = local.bundles(db, Direction.IN)
        assert (sent.id, sent.state, sent.entry) == ("a" * 32, BundleState.COPIED, EXPORT.id)
        assert (refused.id, refused.reason) == ("c" * 64, "signer_unknown")
        db.close()


EXPORT = seal(
    Entry(
        device="d1",
        seq=1,
        previous="",
        lamport=1,
        wall="2021-10-15T17:00:00",
        zone="+0000",
        who="Awa",
        app="0.1.0",
        schema=1,
        workshop="w1",
        intent="export",
        changes=(),
    )
)
