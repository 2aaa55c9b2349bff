from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.outcome import Topic
from app.domain.people import Sex
from app.errors import BundleDamaged, BundleForked, Cancelled, FolderUnreadable, SignerUnknown
from app.exchange.keys import new_device_key
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import bundling, enrolling, headquarters
from app.services.travelling.bundle_contents import contents_of
from app.services.travelling.enrolling import EnrolmentPreview
from app.services.travelling.merging import BundlePreview
from app.services.travelling.receiving import Fate, apply, inbox, preview_file, receive, receive_all
from app.store import local
from app.store.database import memory_database
from app.store.local import BundleState, Direction
from tests.enrolment import enrol, follow

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def key():
    return new_device_key()


@pytest.fixture
def office(key, db, tmp_path):
    """Headquarters, which enrolled the laptop of `db`: its register and key."""
    there, hq_key = memory_database(), new_device_key()
    enrolling.write_card(db, key, tmp_path / "ours.card")
    enrol(there, hq_key, [tmp_path / "ours.card"], tmp_path / "enrolment", now=NOW)
    yield there, hq_key
    there.close()


@pytest.fixture
def bundle(db, author, workshop_id, key, office, tmp_path):
    """A bundle of the workshop, sealed to headquarters."""
    for name, sex in (("Aminata KONATÉ", Sex.FEMALE), ("Salif KONÉ", Sex.MALE)):
        registering.add_walk_in(db, author, workshop_id, PersonDraft(name, sex), now=NOW)
    there, _key = office
    headquarters.set_recipients(db, headquarters.enrolled_recipients(there))
    return bundling.export_bundle(db, author, key, workshop_id, tmp_path, now=NOW).path


def test_enrolment_is_known_for_what_it_is(db, key, office, tmp_path):
    found = preview_file(db, key, tmp_path / "enrolment")

    assert isinstance(found, EnrolmentPreview)
    assert headquarters.enrolled_recipients(db) == []


def test_bundle_is_looked_into_and_nothing_is_applied(office, bundle):
    there, hq_key = office

    found = preview_file(there, hq_key, bundle)

    assert isinstance(found, BundlePreview)
    assert found.new > 0
    assert local.bundles(there, Direction.IN) == []


def test_damaged_bundle_is_noted_as_set_aside(office, bundle):
    there, hq_key = office
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(bytes(data))

    with pytest.raises(BundleDamaged):
        receive(there, hq_key, bundle, now=NOW)

    [note] = local.bundles(there, Direction.IN)
    assert note.state is BundleState.QUARANTINED
    assert (note.reason, note.file) == ("damaged", bundle.name)


def test_file_that_is_no_bundle_by_name_is_refused_without_a_note(db, key, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8 a picture")

    with pytest.raises(BundleDamaged):
        receive(db, key, path, now=NOW)

    assert local.bundles(db, Direction.IN) == []


def test_enrolment_by_another_headquarters_is_refused(db, key, office, tmp_path):
    follow(db, key, tmp_path / "enrolment", now=NOW)
    other = memory_database()
    cards = [tmp_path / "ours.card"]
    enrol(other, new_device_key(), cards, tmp_path / "other", now=NOW)
    other.close()

    with pytest.raises(SignerUnknown):
        preview_file(db, key, tmp_path / "other")


class TestContents:
    def test_bundle_tells_its_workshop_before_it_is_applied(self, office, bundle):
        there, hq_key = office

        told = contents_of(preview_file(there, hq_key, bundle).opened, "en")

        assert (told.title, told.city) == ("information-sharing", "Bamako")
        assert f"{told.starts_on} {told.ends_on}" == "2021-10-13 2021-10-15"
        assert (told.participants.women, told.participants.men) == (1, 1)

    def test_title_is_in_the_language_asked_for(self, office, bundle):
        there, hq_key = office

        told = contents_of(preview_file(there, hq_key, bundle).opened, "fr")

        assert told.title == "le partage d’informations"

    def test_bundle_without_tables_tells_nothing(self, office, bundle):
        there, hq_key = office
        opened = preview_file(there, hq_key, bundle).opened
        opened.members.clear()

        told = contents_of(opened, "fr")

        assert (told.title, told.starts_on, told.participants.total) == ("", None, 0)


def spoil(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_what_a_bundle_touches_is_told_to_every_page(office, bundle):
    there, hq_key = office

    outcome = apply(there, receive(there, hq_key, bundle, now=NOW), now=NOW)

    assert outcome.touched >= {Topic.WORKSHOPS, Topic.ATTENDANCE, Topic.REGISTRATIONS}


def test_file_is_stopped_before_it_is_taken_in_or_not_at_all(office, bundle):
    there, hq_key = office
    preview = preview_file(there, hq_key, bundle)

    def stop(done, total):
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        apply(there, preview, now=NOW, progress=stop)

    assert local.bundles(there, Direction.IN) == []
    assert preview_file(there, hq_key, bundle).new == preview.new


def test_looking_alone_notes_nothing(office, bundle):
    there, hq_key = office
    spoil(bundle)

    with pytest.raises(BundleDamaged):
        preview_file(there, hq_key, bundle)

    assert local.bundles(there, Direction.IN) == []


def test_what_was_set_aside_before_its_laptop_was_known_is_set_aside_no_more(
    db, key, office, bundle
):
    there, hq_key = office
    laptop = local.devices(there)[0]
    stranger = replace(laptop, public_key=new_device_key().public_key)
    local.add_device(there, stranger, "")
    with pytest.raises(SignerUnknown):
        receive(there, hq_key, bundle, now=NOW)

    local.add_device(there, laptop, "")
    apply(there, receive(there, hq_key, bundle, now=NOW), now=NOW)

    assert [note.state for note in local.bundles(there, Direction.IN)] == [BundleState.MERGED]


def test_number_used_twice_keeps_both_notes(db, author, key, workshop_id, office, bundle, tmp_path):
    there, hq_key = office
    apply(there, receive(there, hq_key, bundle, now=NOW), now=NOW)
    [note] = local.bundles(db, Direction.OUT)
    local.forget_bundle(db, Direction.OUT, note.id)  # as on a restored copy
    again = bundling.export_bundle(db, author, key, workshop_id, tmp_path, now=NOW)

    with pytest.raises(BundleForked):
        receive(there, hq_key, again.path, now=NOW)

    first, second = local.bundles(there, Direction.IN)
    assert {first.state, second.state} == {BundleState.MERGED, BundleState.QUARANTINED}
    assert (first.number, second.number) == (1, 1)
    assert (first.device, second.device) == (key.id, key.id)


def test_copied_laptop_does_not_get_in_by_its_next_number(
    db, author, key, workshop_id, office, bundle, tmp_path
):
    there, hq_key = office
    apply(there, receive(there, hq_key, bundle, now=NOW), now=NOW)
    [note] = local.bundles(db, Direction.OUT)
    local.forget_bundle(db, Direction.OUT, note.id)  # as on a copy, which sends its own number 1
    second = bundling.export_bundle(db, author, key, workshop_id, tmp_path, now=NOW)
    third = bundling.export_bundle(db, author, key, workshop_id, tmp_path, now=NOW)
    with pytest.raises(BundleForked):
        receive(there, hq_key, second.path, now=NOW)

    with pytest.raises(BundleForked):
        receive(there, hq_key, third.path, now=NOW)

    states = [note.state for note in local.bundles(there, Direction.IN)]
    assert sorted(states) == ["merged", "quarantined", "quarantined"]


class TestRestoredLaptop:
    """What it sent since is another branch, until somebody takes its newest file in."""

    @pytest.fixture
    def sent(self, db, author, key, workshop_id, office, bundle, tmp_path):
        """The files number 1 and 2 of its second history; another number 1 was merged."""
        there, hq_key = office
        apply(there, receive(there, hq_key, bundle, now=NOW), now=NOW)
        [note] = local.bundles(db, Direction.OUT)
        local.forget_bundle(db, Direction.OUT, note.id)
        here = (db, author, key, workshop_id, tmp_path)
        return [bundling.export_bundle(*here, now=NOW).path for _ in range(2)]

    def test_accepted_file_is_merged_and_set_aside_no_more(self, office, sent):
        there, hq_key = office
        with pytest.raises(BundleForked):
            receive(there, hq_key, sent[0], now=NOW)

        preview = receive(there, hq_key, sent[0], now=NOW, accept=True)
        apply(there, preview, now=NOW)

        assert (preview.new, preview.is_repeat) == (1, False)
        notes = local.bundles(there, Direction.IN)
        assert [note.state for note in notes] == [BundleState.MERGED] * 2

    def test_what_comes_after_the_accepted_one_goes_on_from_it(self, office, sent):
        there, hq_key = office
        apply(there, receive(there, hq_key, sent[0], now=NOW, accept=True), now=NOW)

        done = receive_all(there, hq_key, sent, now=NOW)

        assert [one.state for one in done.files] == [Fate.KNOWN, Fate.MERGED]

    def test_looking_at_it_alone_accepts_nothing(self, office, sent):
        there, hq_key = office

        preview_file(there, hq_key, sent[0], accept=True)

        assert [note.number for note in local.bundles(there, Direction.IN)] == [1]

    def test_accepting_does_not_take_in_what_is_damaged(self, office, sent):
        there, hq_key = office
        spoil(sent[0])

        with pytest.raises(BundleDamaged):
            receive(there, hq_key, sent[0], now=NOW, accept=True)


class TestInbox:
    def test_folder_gives_its_bundles_and_a_file_gives_itself(self, tmp_path):
        for name in ("b.emarge", "a.emarge", "photo.jpg"):
            (tmp_path / name).touch()

        found = inbox([tmp_path, tmp_path / "photo.jpg"])

        assert [path.name for path in found] == ["a.emarge", "b.emarge", "photo.jpg"]

    def test_folder_that_cannot_be_listed_is_told_calmly(self, tmp_path):
        with pytest.raises(FolderUnreadable):
            inbox([tmp_path / "gone"])

    def test_file_that_is_gone_never_blocks_the_rest(self, office, bundle, tmp_path):
        there, hq_key = office

        done = receive_all(there, hq_key, [tmp_path / "gone.emarge", bundle], now=NOW)

        assert [one.state for one in done.files] == [Fate.UNREADABLE, Fate.MERGED]
        assert done.refused == 1

    def test_damaged_file_never_blocks_the_rest(self, office, bundle, tmp_path):
        there, hq_key = office
        cut = tmp_path / "cut.emarge"
        cut.write_bytes(bundle.read_bytes()[:-1])

        done = receive_all(there, hq_key, [cut, bundle, bundle], now=NOW)

        assert [one.state for one in done.files] == [Fate.QUARANTINED, Fate.MERGED, Fate.KNOWN]

    def test_outcome_is_of_all_files_together(self, office, bundle):
        there, hq_key = office

        done = receive_all(there, hq_key, [bundle, bundle], now=NOW)

        assert done.outcome.count == done.files[0].new
        assert done.outcome.touched >= {Topic.EXCHANGE, Topic.WORKSHOPS, Topic.REGISTRATIONS}

    def test_nothing_received_touches_only_the_exchange(self, office):
        there, hq_key = office

        assert receive_all(there, hq_key, [], now=NOW).outcome.touched == {Topic.EXCHANGE}

    def test_stopping_keeps_and_tells_what_was_taken_in(self, office, bundle):
        there, hq_key = office

        def stop(done, _total):
            if done:
                raise Cancelled

        done = receive_all(there, hq_key, [bundle, bundle], now=NOW, progress=stop)

        assert [one.state for one in done.files] == [Fate.MERGED]
        assert Topic.WORKSHOPS in done.outcome.touched

    def test_enrolment_is_never_taken_in_unseen(self, db, key, office, tmp_path):
        path = (tmp_path / "enrolment").rename(tmp_path / "enrolment.emarge")

        receive_all(db, key, [path], now=NOW)

        assert headquarters.enrolled_recipients(db) == []
