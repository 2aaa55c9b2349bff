from datetime import UTC, datetime

import pytest

from app.errors import (
    AlreadyEnrolled,
    DigitsMissing,
    DigitsWrong,
    EnrolmentOfAnother,
    EnrolmentOlder,
    EnrolmentTwice,
    FileNotWritten,
    HeadquartersEnrolsItself,
    KeyUnreadable,
)
from app.exchange.seal import new_identity, recipient_of
from app.services.travelling import enrolling, headquarters
from app.services.travelling.enrolling import Changes
from app.store import local
from tests.enrolment import enrol
from tests.ui.pages.laptops import Laptop

SAFE = recipient_of(new_identity())
NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    there = Laptop("Dakar", tmp_path)
    yield there
    there.db.close()


@pytest.fixture
def card(tmp_path):
    laptop = Laptop("Niamey", tmp_path)
    yield laptop.card()
    laptop.db.close()


def test_card_that_cannot_be_read_leaves_none_of_the_others_accepted(office, card, tmp_path):
    (tmp_path / "bad.card").write_text("no card", "utf-8")

    with pytest.raises(KeyUnreadable):
        office.enrols(card, tmp_path / "bad.card")

    assert local.devices(office.db) == []
    assert not headquarters.is_headquarters(office.db)
    assert not (tmp_path / "enrolment").exists()


def test_file_that_cannot_be_written_leaves_nobody_accepted(office, card):
    with pytest.raises(FileNotWritten):
        office.enrols(card, name="no/such/folder")

    assert local.devices(office.db) == []


def test_number_of_an_enrolment_is_never_given_twice(office, card):
    with pytest.raises(FileNotWritten):
        office.enrols(card, name="no/such/folder")

    made = enrol(office.db, office.key, [card], office.folder / "second", now=NOW)

    assert made.n == 2


class TestFollowing:
    """What a laptop does with the enrolments that it gets."""

    @pytest.fixture
    def niamey(self, tmp_path):
        there = Laptop("Niamey 2", tmp_path)
        yield there
        there.db.close()

    @pytest.fixture
    def recipients(self, niamey):
        return lambda: headquarters.enrolled_recipients(niamey.db)

    def test_enrolment_is_not_applied_before_digits_were_heard(self, office, niamey, recipients):
        preview = niamey.reads(office.enrols(niamey.card()))

        with pytest.raises(DigitsMissing, match="Nothing was changed"):
            enrolling.apply_enrolment(niamey.db, preview, now=NOW)
        assert recipients() == []
        assert local.devices(niamey.db) == []

    def test_digits_of_another_headquarters_apply_nothing(
        self, office, niamey, recipients, tmp_path
    ):
        impostor = Laptop("Dakar", tmp_path)
        preview = niamey.reads(impostor.enrols(niamey.card()))
        impostor.db.close()

        with pytest.raises(DigitsWrong, match="impersonating headquarters"):
            enrolling.apply_enrolment(niamey.db, preview, now=NOW, digits=office.digits)
        assert recipients() == []

    @pytest.mark.parametrize(
        "typed",
        [
            pytest.param(lambda digits: digits.replace(" ", ""), id="without blanks"),
            pytest.param(lambda digits: digits.replace(" ", "-"), id="dashes"),
            pytest.param(lambda digits: f" {digits.replace(' ', ' – ')}\n", id="long dashes"),
        ],
    )
    def test_digits_are_heard_however_they_are_grouped(self, office, niamey, recipients, typed):
        preview = niamey.reads(office.enrols(niamey.card()))

        enrolling.apply_enrolment(niamey.db, preview, now=NOW, digits=typed(office.digits))

        assert recipients() != []

    def test_known_headquarters_needs_no_digits_but_wrong_ones_stop_it(self, office, niamey):
        niamey.is_enrolled_by(office.enrols(niamey.card()))
        preview = niamey.reads(office.enrols(niamey.card(), name="second"))

        with pytest.raises(DigitsWrong):
            enrolling.apply_enrolment(niamey.db, preview, now=NOW, digits="1" * 30)
        enrolling.apply_enrolment(niamey.db, preview, now=NOW)

    def test_older_enrolment_never_takes_the_spare_key_away(self, office, niamey, recipients):
        first = office.enrols(niamey.card())
        niamey.is_enrolled_by(first)
        niamey.is_enrolled_by(office.enrols(niamey.card(), name="second", escrow=[SAFE]))

        with pytest.raises(EnrolmentOlder, match=r"number 1 .*older than number 2.*Nothing was"):
            niamey.reads(first)
        assert SAFE in recipients()

    def test_older_enrolment_that_was_read_before_is_refused_when_it_is_applied(
        self, office, niamey, recipients
    ):
        preview = niamey.reads(office.enrols(niamey.card()))
        niamey.is_enrolled_by(office.enrols(niamey.card(), name="second", escrow=[SAFE]))

        with pytest.raises(EnrolmentOlder):
            enrolling.apply_enrolment(niamey.db, preview, now=NOW, digits=office.digits)
        assert SAFE in recipients()

    def test_same_enrolment_again_is_harmless(self, office, niamey, recipients):
        path = office.enrols(niamey.card())
        niamey.is_enrolled_by(path)
        before = recipients()

        niamey.is_enrolled_by(path)

        assert recipients() == before

    def test_other_enrolment_under_the_same_number_is_refused(self, office, niamey, recipients):
        niamey.is_enrolled_by(office.enrols(niamey.card()))
        local.keep(office.db, "enrolments", "0")  # as after an old copy was put back

        other = office.enrols(niamey.card(), name="other", escrow=[SAFE])

        with pytest.raises(EnrolmentTwice):
            niamey.reads(other)
        assert SAFE not in recipients()

    def test_another_headquarters_is_named_as_such(self, office, niamey, tmp_path):
        niamey.is_enrolled_by(office.enrols(niamey.card()))
        other = Laptop("Elsewhere", tmp_path)

        with pytest.raises(EnrolmentOfAnother, match="impersonating"):
            niamey.reads(other.enrols(niamey.card(), name="other"))
        other.db.close()

    def test_headquarters_follows_no_other(self, office, niamey, tmp_path):
        office.enrols(niamey.card())
        other = Laptop("Elsewhere", tmp_path)

        with pytest.raises(HeadquartersEnrolsItself):
            office.reads(other.enrols(office.card(), name="other"))
        other.db.close()

    def test_laptop_that_follows_one_cannot_become_headquarters(self, office, niamey, recipients):
        niamey.is_enrolled_by(office.enrols(niamey.card()))
        before = recipients()

        with pytest.raises(AlreadyEnrolled):
            niamey.enrols(niamey.card(), name="own")
        assert recipients() == before

    def test_what_it_changes_is_shown(self, office, niamey, tmp_path):
        gao = Laptop("Gao", tmp_path)
        niamey.is_enrolled_by(office.enrols(niamey.card()))

        preview = niamey.reads(office.enrols(gao.card(), name="second", escrow=[SAFE]))

        assert preview.signer == "Dakar"
        assert preview.changes == Changes(new=("Gao",), keys=2, keys_added=1)
        gao.db.close()

    def test_laptop_that_was_replaced_counts_no_more_in_the_team(self, office, niamey, tmp_path):
        gao, again = Laptop("Gao", tmp_path), Laptop("Gao", tmp_path)
        niamey.is_enrolled_by(office.enrols(niamey.card(), gao.card()))
        enrol(
            *(office.db, office.key, [again.card()], tmp_path / "second"), now=NOW, replacing=True
        )

        preview = niamey.reads(tmp_path / "second")
        niamey.is_enrolled_by(tmp_path / "second")

        assert preview.changes.gone == ("Gao",)
        trusted = headquarters.trusted(niamey.db, niamey.key)
        assert again.key.id in trusted
        assert gao.key.id not in trusted
        for one in (gao, again):
            one.db.close()
