import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.people import Sex
from app.errors import PlaceGone
from app.exchange.keys import new_device_key
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import bundling, headquarters
from app.services.travelling.outbox import SentState, outbox, sent_of, state_of
from app.store import local
from app.store.local import BundleState, Direction

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def key():
    return new_device_key()


@pytest.fixture
def enrolled(db, key):
    headquarters.set_recipients(db, [new_device_key().recipient])


@pytest.fixture
def send(db, author, workshop_id, tmp_path, key):

    def send(minutes=0):
        now = NOW + timedelta(minutes=minutes)
        return bundling.export_bundle(db, author, key, workshop_id, tmp_path, now=now)

    return send


def arrive(db, author, workshop_id, name):
    draft = PersonDraft(name, Sex.FEMALE)
    registering.add_walk_in(db, author, workshop_id, draft, now=NOW)


def test_nothing_was_sent_at_first(db, workshop_id):
    [sent] = outbox(db)

    assert (sent.state, sent.last) == (SentState.NOTHING, None)
    assert sent.since > 0


def test_file_that_only_this_laptop_opens_was_sent_to_nobody(db, workshop_id, send):
    send()

    sent = sent_of(db, workshop_id)
    assert sent.state is SentState.OWN
    assert sent.since > 0


def test_file_that_was_never_written_is_a_draft_whoever_could_have_read_it(
    db, author, workshop_id, key, tmp_path
):
    stick = tmp_path / "KEY"
    stick.mkdir()

    def pull_out(done, _total):
        if done:
            shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(PlaceGone):
        bundling.export_bundle(db, author, key, workshop_id, stick, now=NOW, progress=pull_out)

    assert sent_of(db, workshop_id).state is SentState.DRAFT


@pytest.mark.usefixtures("enrolled")
def test_file_of_before_the_enrolment_gives_way_to_one_for_headquarters(db, workshop_id, send):
    send(minutes=5)

    [note] = sent_of(db, workshop_id).files
    local.add_bundle(
        db, replace(note, direction=Direction.OWN, id="self", at="2021-10-15T18:00:00")
    )
    assert sent_of(db, workshop_id).state is SentState.COPIED


@pytest.mark.usefixtures("enrolled")
def test_copied_is_never_safe(db, workshop_id, send):
    send()

    sent = sent_of(db, workshop_id)
    assert sent.state is SentState.COPIED


@pytest.mark.usefixtures("enrolled")
def test_what_was_entered_since_is_counted(db, author, workshop_id, send):
    arrive(db, author, workshop_id, "Aminata KONATÉ")
    send()
    before = sent_of(db, workshop_id).since

    arrive(db, author, workshop_id, "Awa DIARRA")

    assert (before, sent_of(db, workshop_id).since) == (0, 1)


@pytest.mark.usefixtures("enrolled")
def test_newest_file_is_shown(db, workshop_id, send):
    send()

    send(minutes=5)

    sent = sent_of(db, workshop_id)
    assert ([note.number for note in sent.files], sent.last.number) == ([1, 2], 2)


@pytest.mark.usefixtures("enrolled")
def test_draft_that_never_reached_the_stick_is_not_what_headquarters_has(
    db, author, workshop_id, send
):
    send()
    arrive(db, author, workshop_id, "Awa DIARRA")
    send(minutes=5)
    [_first, second] = sent_of(db, workshop_id).files

    local.add_bundle(db, replace(second, state=BundleState.DRAFT))

    sent = sent_of(db, workshop_id)
    assert (sent.last.number, sent.state) == (1, SentState.COPIED)
    assert sent.since > 0


@pytest.mark.usefixtures("enrolled")
def test_state_of_a_later_release_wants_a_person(db, workshop_id, send):
    send()
    [note] = sent_of(db, workshop_id).files

    assert state_of(replace(note, state=BundleState("lost at sea"))) is SentState.ATTENTION


def test_unknown_workshop_has_nothing(db):
    assert sent_of(db, "ff" * 16) is None
