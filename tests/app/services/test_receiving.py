from datetime import UTC, datetime

import pytest

from app.domain.people import Sex
from app.errors import BundleDamaged, SignerUnknown
from app.exchange.keys import new_device_key
from app.services import bundling, enrolling, headquarters, registering
from app.services.bundle_contents import contents_of
from app.services.drafts import PersonDraft
from app.services.enrolling import EnrolmentPreview
from app.services.merging import BundlePreview
from app.services.receiving import preview_file
from app.store import local
from app.store.database import memory_database

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def key():
    return new_device_key()


@pytest.fixture
def office(key, db, tmp_path):
    """Headquarters, which enrolled the laptop of `db`: its register and key."""
    there, hq_key = memory_database(), new_device_key()
    enrolling.write_card(db, key, tmp_path / "ours.card")
    enrolling.enrol(there, hq_key, [tmp_path / "ours.card"], tmp_path / "enrolment", now=NOW)
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
    found = preview_file(db, key, tmp_path / "enrolment", now=NOW)

    assert isinstance(found, EnrolmentPreview)
    assert headquarters.enrolled_recipients(db) == []


def test_bundle_is_looked_into_and_nothing_is_applied(office, bundle):
    there, hq_key = office

    found = preview_file(there, hq_key, bundle, now=NOW)

    assert isinstance(found, BundlePreview)
    assert found.new > 0
    assert local.bundles(there, "in") == []


def test_damaged_bundle_is_noted_as_set_aside(office, bundle):
    there, hq_key = office
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(bytes(data))

    with pytest.raises(BundleDamaged):
        preview_file(there, hq_key, bundle, now=NOW)

    [note] = local.bundles(there, "in")
    assert (note.state, note.detail, note.file) == ("quarantined", "BundleDamaged", bundle.name)


def test_file_that_is_no_bundle_by_name_is_refused_without_a_note(db, key, tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8 a picture")

    with pytest.raises(BundleDamaged):
        preview_file(db, key, path, now=NOW)

    assert local.bundles(db, "in") == []


def test_enrolment_by_another_headquarters_is_refused(db, key, office, tmp_path):
    preview = preview_file(db, key, tmp_path / "enrolment", now=NOW)
    enrolling.apply_enrolment(db, preview, now=NOW)
    other = memory_database()
    cards = [tmp_path / "ours.card"]
    enrolling.enrol(other, new_device_key(), cards, tmp_path / "other", now=NOW)
    other.close()

    with pytest.raises(SignerUnknown):
        preview_file(db, key, tmp_path / "other", now=NOW)


class TestContents:
    def test_bundle_tells_its_workshop_before_it_is_applied(self, office, bundle):
        there, hq_key = office

        told = contents_of(preview_file(there, hq_key, bundle, now=NOW).opened, "en")

        assert (told.title, told.city) == ("information-sharing", "Bamako")
        assert f"{told.starts_on} {told.ends_on}" == "2021-10-13 2021-10-15"
        assert (told.participants.women, told.participants.men) == (1, 1)

    def test_title_is_in_the_language_asked_for(self, office, bundle):
        there, hq_key = office

        told = contents_of(preview_file(there, hq_key, bundle, now=NOW).opened, "fr")

        assert told.title == "le partage d’informations"

    def test_bundle_without_tables_tells_nothing(self, office, bundle):
        there, hq_key = office
        opened = preview_file(there, hq_key, bundle, now=NOW).opened
        opened.members.clear()

        told = contents_of(opened, "fr")

        assert (told.title, told.starts_on, told.participants.total) == ("", None, 0)
