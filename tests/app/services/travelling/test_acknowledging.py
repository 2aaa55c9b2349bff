"""Receipts, from headquarters' inbox to what a laptop shows as safe."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.bilingual import Bilingual
from app.domain.outcome import Topic
from app.domain.people import Sex
from app.errors import BundleForked, BundleNotForUs, PlaceGone, SignerUnknown
from app.exchange.receipt import Fate, read_receipt, write_receipt
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import acknowledging, bundling, headquarters
from app.services.travelling.acknowledging import ReceiptPreview, write_receipts
from app.services.travelling.outbox import SentState, sent_of
from app.services.travelling.receiving import apply, receive, receive_all
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import entries, journal, local
from app.store.local import BundleState, Direction
from tests.ui.pages.laptops import Laptop

NOW = datetime(2021, 10, 15, 17, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    there = Laptop("Dakar", tmp_path)
    yield there
    there.db.close()


@pytest.fixture
def niamey(office, tmp_path):
    """An enrolled laptop with a workshop of its own."""
    here = Laptop("Niamey 2", tmp_path)
    here.is_enrolled_by(office.enrols(here.card()))
    here.workshop = a_workshop(here)
    yield here
    here.db.close()


def a_workshop(laptop, city="Niamey"):
    day = NOW.date()
    title = Bilingual("le partage d’informations", "information-sharing")
    draft = WorkshopDraft(title=title, city=city, country="NE", starts_on=day, ends_on=day)
    return create_workshop(laptop.db, laptop.author, draft, now=NOW).subject


def arrives(office, *paths):
    receive_all(office.db, office.key, paths, now=NOW)


def receipt_of(office, folder):
    """The receipt that headquarters writes for its one laptop."""
    folder.mkdir(exist_ok=True)
    [path] = write_receipts(office.db, office.key, folder, now=NOW)
    return path


def learns(laptop, path):
    preview = receive(laptop.db, laptop.key, path, now=NOW)
    return preview, apply(laptop.db, preview, now=NOW)


def states(laptop):
    return [note.state for note in local.bundles(laptop.db, Direction.OUT)]


def test_what_headquarters_took_in_is_safe(office, niamey, tmp_path):
    arrives(office, niamey.sends(niamey.workshop))

    preview, outcome = learns(niamey, receipt_of(office, tmp_path / "out"))

    assert isinstance(preview, ReceiptPreview)
    assert (preview.safe, preview.refused, preview.awaited) == ([1], {}, [])
    assert (outcome.touched, outcome.count) == ({Topic.EXCHANGE}, 1)
    sent = sent_of(niamey.db, niamey.workshop)
    assert sent.state is SentState.MERGED


def test_looking_at_a_receipt_changes_nothing(office, niamey, tmp_path):
    arrives(office, niamey.sends(niamey.workshop))

    receive(niamey.db, niamey.key, receipt_of(office, tmp_path / "out"), now=NOW)

    assert states(niamey) == [BundleState.COPIED]


def test_file_on_its_way_is_not_safe(office, niamey, tmp_path):
    arrives(office, niamey.sends(niamey.workshop))
    niamey.sends(niamey.workshop)

    preview, _outcome = learns(niamey, receipt_of(office, tmp_path / "out"))

    assert (preview.safe, preview.awaited) == ([1], [2])
    assert states(niamey) == [BundleState.MERGED, BundleState.COPIED]


def test_lost_file_is_safe_in_the_one_that_came_after_it(office, niamey, tmp_path):
    niamey.sends(niamey.workshop)
    arrives(office, niamey.sends(niamey.workshop))

    preview, _outcome = learns(niamey, receipt_of(office, tmp_path / "out"))

    assert preview.safe == [1, 2]


def test_lost_file_of_another_workshop_is_not(office, niamey, tmp_path):
    niamey.sends(a_workshop(niamey, "Zinder"))
    arrives(office, niamey.sends(niamey.workshop))

    preview, _outcome = learns(niamey, receipt_of(office, tmp_path / "out"))

    assert (preview.safe, preview.awaited) == ([2], [1])


def test_draft_that_never_left_stays_one(office, niamey, tmp_path):
    stick = tmp_path / "KEY"
    stick.mkdir()
    here = (niamey.db, niamey.author, niamey.key, niamey.workshop, stick)

    def pull_out(done, _total):
        if done:
            shutil.rmtree(stick, ignore_errors=True)

    with pytest.raises(PlaceGone):
        bundling.export_bundle(*here, now=NOW, progress=pull_out)
    arrives(office, niamey.sends(niamey.workshop))

    learns(niamey, receipt_of(office, tmp_path / "out"))

    assert states(niamey) == [BundleState.DRAFT, BundleState.MERGED]


def test_what_was_set_aside_wants_a_person(office, niamey, tmp_path):
    first = niamey.sends(niamey.workshop)
    arrives(office, first)
    [note] = local.bundles(niamey.db, Direction.OUT)
    local.forget_bundle(niamey.db, Direction.OUT, note.id)  # as on a restored copy
    again = niamey.sends(niamey.workshop)
    with pytest.raises(BundleForked):
        receive(office.db, office.key, again, now=NOW)

    preview, _outcome = learns(niamey, receipt_of(office, tmp_path / "out"))

    assert preview.refused == {1: "forked"}
    assert sent_of(niamey.db, niamey.workshop).state is SentState.ATTENTION


def test_twin_is_not_told_that_its_own_work_is_safe(office, niamey, tmp_path):
    """Same device, same numbers, as many entries: only what was signed tells two files apart."""
    first = receive(office.db, office.key, niamey.sends(niamey.workshop), now=NOW)
    twin = Laptop("Niamey 2", tmp_path / "twin")
    twin.folder.mkdir()
    twin.key, twin.author = niamey.key, niamey.author
    twin.is_enrolled_by(tmp_path / "enrolment")
    journal.record_all(twin.db, first.opened.history.items())
    twin.sends(niamey.workshop)
    arrives(office, first.path, niamey.sends(niamey.workshop))

    preview, _outcome = learns(twin, receipt_of(office, tmp_path / "out"))

    assert (preview.safe, preview.awaited) == ([], [1])
    twin.db.close()


def test_older_receipt_takes_nothing_back(office, niamey, tmp_path):
    first = niamey.sends(niamey.workshop)
    second = niamey.sends(niamey.workshop)
    arrives(office, first)
    older = receipt_of(office, tmp_path / "older")
    arrives(office, second)
    learns(niamey, receipt_of(office, tmp_path / "newer"))

    _preview, outcome = learns(niamey, older)

    assert outcome.count == 0
    assert states(niamey) == [BundleState.MERGED, BundleState.MERGED]


def test_receipt_again_is_no_news(office, niamey, tmp_path):
    arrives(office, niamey.sends(niamey.workshop))
    path = receipt_of(office, tmp_path / "out")
    learns(niamey, path)

    _preview, outcome = learns(niamey, path)

    assert outcome.count == 0


def test_what_is_entered_after_the_receipt_still_counts_as_not_sent(office, niamey, tmp_path):
    arrives(office, niamey.sends(niamey.workshop))
    learns(niamey, receipt_of(office, tmp_path / "out"))

    registering.add_walk_in(
        niamey.db, niamey.author, niamey.workshop, PersonDraft("Awa DIARRA", Sex.FEMALE), now=NOW
    )

    assert sent_of(niamey.db, niamey.workshop).since == 1


class TestWriting:
    def test_receipt_says_what_headquarters_has_and_no_more(self, office, niamey, tmp_path):
        arrives(office, niamey.sends(niamey.workshop))

        path = receipt_of(office, tmp_path / "out")

        receipt = read_receipt(
            path.read_bytes(), [niamey.key.identity], headquarters.signers(niamey.db)
        )
        [arrived] = receipt.bundles
        [note] = local.bundles(niamey.db, Direction.OUT)
        assert (arrived.bundle, arrived.sha256, arrived.fate) == (note.id, note.sha256, Fate.MERGED)
        assert receipt.have == {niamey.workshop: entries.unbroken(niamey.db, niamey.workshop)}
        assert receipt.digests == {
            niamey.workshop: entries.state_digest(niamey.db, niamey.workshop)
        }

    def test_every_laptop_that_sent_has_its_own(self, office, niamey, tmp_path):
        zinder, silent = Laptop("Zinder", tmp_path), Laptop("Gao", tmp_path)
        enrolment = office.enrols(zinder.card(), silent.card(), name="second")
        zinder.is_enrolled_by(enrolment)
        arrives(office, niamey.sends(niamey.workshop), zinder.sends(a_workshop(zinder, "Zinder")))
        folder = tmp_path / "out"
        folder.mkdir()

        written = write_receipts(office.db, office.key, folder, now=NOW)

        assert {path.name for path in written} == {"Niamey-2_1.receipt", "Zinder_2.receipt"}
        theirs = next(path for path in written if path.name.startswith("Zinder"))
        with pytest.raises(BundleNotForUs):
            receive(niamey.db, niamey.key, theirs, now=NOW)
        for laptop in (zinder, silent):
            laptop.db.close()

    def test_nothing_to_confirm_writes_nothing(self, office, niamey, tmp_path):
        assert write_receipts(office.db, office.key, tmp_path, now=NOW) == []

    def test_number_of_a_receipt_is_never_given_twice(self, office, niamey, tmp_path):
        arrives(office, niamey.sends(niamey.workshop))
        with pytest.raises(PlaceGone):
            write_receipts(office.db, office.key, tmp_path / "gone", now=NOW)

        assert receipt_of(office, tmp_path / "out").name == "Niamey-2_2.receipt"


class TestRefusing:
    def test_receipt_by_a_colleague_is_no_word_of_headquarters(self, office, niamey, tmp_path):
        colleague = Laptop("Zinder", tmp_path)
        enrolment = office.enrols(colleague.card(), niamey.card(), name="second")
        for laptop in (colleague, niamey):
            laptop.is_enrolled_by(enrolment)
        path = bundling.export_bundle(
            niamey.db,
            niamey.author,
            niamey.key,
            niamey.workshop,
            tmp_path,
            for_team=True,
            now=NOW,
        ).path
        arrives(colleague, path)

        with pytest.raises(SignerUnknown):
            receive(niamey.db, niamey.key, receipt_of(colleague, tmp_path / "out"), now=NOW)
        colleague.db.close()

    def test_unsealed_receipt_of_another_laptop_is_refused(self, office, niamey, tmp_path):
        arrives(office, niamey.sends(niamey.workshop))
        path = receipt_of(office, tmp_path / "out")
        signers = headquarters.signers(niamey.db)
        receipt = read_receipt(path.read_bytes(), [niamey.key.identity], signers)
        path.write_bytes(write_receipt(replace(receipt, device="e" * 32), office.key))

        with pytest.raises(BundleNotForUs):
            acknowledging.preview_receipt(niamey.db, niamey.key, path)

    def test_laptop_that_was_not_enrolled_trusts_no_receipt(self, office, niamey, tmp_path):
        arrives(office, niamey.sends(niamey.workshop))
        path = receipt_of(office, tmp_path / "out")
        shutil.copy(path, tmp_path / "copy.receipt")
        local.keep(niamey.db, "hq_key", "")

        with pytest.raises(SignerUnknown):
            receive(niamey.db, niamey.key, tmp_path / "copy.receipt", now=NOW)


def test_receipt_never_covers_a_gap(office, niamey, tmp_path):
    """Law 10: a file that is acknowledged while headquarters lacks entries is not merged."""
    arrives(office, niamey.sends(niamey.workshop))
    path = receipt_of(office, tmp_path / "out")
    receipt = read_receipt(
        path.read_bytes(), [niamey.key.identity], headquarters.signers(niamey.db)
    )
    short = {niamey.workshop: {niamey.key.id: 1}}
    path.write_bytes(write_receipt(replace(receipt, have=short), office.key))

    learns(niamey, path)

    assert states(niamey) == [BundleState.RECEIVED]
