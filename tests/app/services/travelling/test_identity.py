"""The keys of headquarters: how many open what is sent now, who holds them, and the drill."""

from datetime import UTC, datetime, timedelta

import pytest

from app.errors import (
    BundleDamaged,
    BundleNotForUs,
    CardMisplaced,
    HolderNameMissing,
    IdentityStale,
    KeyUnreadable,
    NotHeadquarters,
    SecretKept,
)
from app.exchange.seal import identity_file, new_identity, recipient_of
from app.services.travelling import headquarters
from app.services.travelling.enrolling import write_card
from app.services.travelling.identity import drill, holders, is_drill_due, make_escrow, name_holder
from tests.app.services.travelling.fleet import Machine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    made = Machine("Dakar", tmp_path)
    headquarters.make_headquarters(made.db)
    yield made
    made.close()


@pytest.fixture
def laptop(tmp_path, office):
    made = Machine("Laptop 3", tmp_path)
    made.gets_keys()
    office.enrols(made)
    made.founds()
    yield made
    made.close()


@pytest.fixture
def safe(office, tmp_path):
    """The copy of headquarters' identity that lies in the safe."""
    path = tmp_path / "safe"
    path.write_text(identity_file(headquarters.make_headquarters(office.db), NOW), "utf-8")
    return path


class TestHolders:
    def test_headquarters_begins_with_its_own_key_never_proved(self, office):
        [own] = holders(office.db)

        assert (own.is_here, own.name, own.proved_at) == (True, "", "")

    def test_second_person_is_known_by_name(self, office, tmp_path):
        recipient = make_escrow(office.db, tmp_path / "second", "Mme Diallo", now=NOW)

        own, second = holders(office.db)
        assert own.is_here
        assert (second.recipient, second.name, second.is_here) == (recipient, "Mme Diallo", False)
        assert recipient in headquarters.enrolled_recipients(office.db)
        assert "AGE-SECRET-KEY-1" in (tmp_path / "second").read_text("utf-8")

    def test_a_second_person_s_key_never_takes_the_place_of_another(self, office, safe):
        before = safe.read_bytes()

        with pytest.raises(SecretKept):
            make_escrow(office.db, safe, "Mme Diallo", now=NOW)

        assert safe.read_bytes() == before
        assert len(holders(office.db)) == 1

    def test_secret_of_the_second_person_is_not_kept_here(self, office, tmp_path):
        make_escrow(office.db, tmp_path / "second", "Mme Diallo", now=NOW)

        secret = (tmp_path / "second").read_text("utf-8").splitlines()[-1]
        assert secret not in str(office.db.rows("SELECT * FROM local"))

    def test_key_that_somebody_made_elsewhere_is_given_a_name(self, office):
        recipient = recipient_of(new_identity())

        name_holder(office.db, recipient, "  Mme   Diallo ")

        assert holders(office.db)[1].name == "Mme Diallo"

    def test_nobody_is_named_by_nothing(self, office):
        with pytest.raises(HolderNameMissing):
            name_holder(office.db, recipient_of(new_identity()), " ")

        assert len(holders(office.db)) == 1

    def test_what_is_no_key_is_refused(self, office):
        with pytest.raises(KeyUnreadable):
            name_holder(office.db, "age1nonsense", "Mme Diallo")

    def test_laptop_has_no_keys_of_headquarters_to_speak_of(self, laptop):
        with pytest.raises(NotHeadquarters):
            holders(laptop.db)


class TestDrill:
    def test_copy_in_the_safe_opens_what_is_sealed_now(self, office, safe):
        done = drill(office.db, safe, now=NOW)

        assert done.holder.is_here
        assert holders(office.db)[0].proved_at == "2026-03-02T09:00:00"

    def test_it_opens_what_the_laptops_really_sealed_last(self, office, laptop, safe):
        office.receives(laptop.sends().path)

        done = drill(office.db, safe, now=NOW)

        assert (done.opened, done.not_opened) == (("Laptop 3",), ())

    def test_laptop_that_does_not_seal_to_that_key_yet_is_told(self, office, laptop, tmp_path):
        office.receives(laptop.sends().path)
        make_escrow(office.db, tmp_path / "second", "Mme Diallo", now=NOW)

        done = drill(office.db, tmp_path / "second", now=NOW)

        assert done.not_opened == ("Laptop 3",)

    def test_real_file_is_opened_too(self, office, laptop, safe):
        path = laptop.sends().path

        done = drill(office.db, safe, now=NOW, file=path)

        assert done.has_opened_file

    def test_file_for_somebody_else_fails_the_drill_and_nothing_is_noted(
        self, office, laptop, safe, tmp_path
    ):
        alone = Machine("Alone", tmp_path)
        alone.founds()

        with pytest.raises(BundleNotForUs):
            drill(office.db, safe, now=NOW, file=alone.sends().path)

        assert holders(office.db)[0].proved_at == ""
        alone.close()

    def test_file_that_is_sealed_to_nobody_is_told_as_what_it_is(self, office, safe, tmp_path):
        path = tmp_path / "a.card"
        write_card(office.db, office.key, path)

        with pytest.raises(CardMisplaced):
            drill(office.db, safe, now=NOW, file=path)

    def test_damaged_file_fails_the_drill(self, office, laptop, safe):
        path = laptop.sends().path
        path.write_bytes(path.read_bytes()[:-1])

        with pytest.raises(BundleDamaged):
            drill(office.db, safe, now=NOW, file=path)

    def test_key_that_laptops_do_not_seal_to_any_more_fails(self, office, tmp_path):
        old = tmp_path / "old"
        old.write_text(identity_file(new_identity(), NOW), "utf-8")

        with pytest.raises(IdentityStale):
            drill(office.db, old, now=NOW)

        assert holders(office.db)[0].proved_at == ""

    def test_what_is_no_identity_is_told(self, office, tmp_path):
        (tmp_path / "photo").write_bytes(b"\xff\xd8")

        with pytest.raises(KeyUnreadable):
            drill(office.db, tmp_path / "photo", now=NOW)


@pytest.mark.parametrize(
    ("days", "is_due"), [(None, True), (0, False), (365, False), (367, True), (-400, True)]
)
def test_drill_is_due_when_it_was_never_or_over_a_year_ago(office, safe, days, is_due):
    """A date in the future is a clock that was wrong: nothing is known of when it was."""
    if days is not None:
        drill(office.db, safe, now=NOW - timedelta(days=days))

    assert is_drill_due(holders(office.db)[0], NOW) is is_due
