"""A laptop restored from a copy goes on as another one, which headquarters and the team accept."""

from datetime import UTC, datetime

import pytest

from app import i18n
from app.domain.people import Sex
from app.errors import (
    BundleForked,
    LaptopRestored,
    LaptopRestoredTwice,
    LaptopSucceeded,
    SignerUnknown,
)
from app.exchange.keys import device_key_from, verify_raw
from app.exchange.succession import read_successions
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import enrolling, headquarters
from app.services.travelling.acknowledging import apply_receipt, preview_receipt, write_receipts
from app.services.travelling.merging import merge_bundle, preview_bundle
from app.services.travelling.receiving import Fate, receive, receive_all
from app.services.travelling.succession import become_new_device, succession_word
from app.store import entries, local, registrations
from app.store.local import BundleState, Direction
from app.store.successions import SuccessionNote, add_succession, successions
from tests.app.services.travelling.fleet import Machine

NOW = datetime(2021, 10, 14, 8, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path):
    made = Machine("Dakar", tmp_path)
    yield made
    made.close()


@pytest.fixture
def laptop(tmp_path, office):
    """Laptop 3, enrolled, with a workshop and one person."""
    made = Machine("Laptop 3", tmp_path, letter="C")
    office.enrols(made)
    made.founds()
    made.welcomes("Awa TRAORE")
    yield made
    made.close()


def copies_of(machine, *names):
    """What each of `names` would be, brought back from one copy of `machine`."""
    return [machine.restored(name) for name in names]


class TestNewDevice:
    def test_it_signs_with_another_key_under_another_id(self, laptop):
        old = laptop.key

        new = become_new_device(laptop.db, now=NOW)

        assert (new.id, new.public_key, new.identity) != (old.id, old.public_key, old.identity)
        assert device_key_from(local.note(laptop.db, "device_key").encode()) == new

    def test_old_signing_key_is_nowhere_in_the_register(self, laptop):
        old = laptop.key

        become_new_device(laptop.db, now=NOW)

        rows = laptop.db.rows("SELECT * FROM local") + laptop.db.rows("SELECT * FROM successions")
        kept = str([rows, laptop.db.rows("SELECT * FROM devices")])
        assert old.signing not in kept
        assert old.id in kept

    def test_old_key_vouches_for_the_card_of_the_new_one(self, laptop):
        old = laptop.key

        new = become_new_device(laptop.db, now=NOW)

        [said] = read_successions(succession_word(laptop.db, new.id))
        assert said.is_signed
        assert (said.device, said.key) == (old.id, old.public_key)
        assert said.card == enrolling.own_device(laptop.db, new)

    def test_old_device_stays_known_and_its_certificates_genuine(self, laptop):
        old = laptop.key
        code = old.sign_raw(b"a certificate")

        new = become_new_device(laptop.db, now=NOW)

        known = headquarters.trusted(laptop.db, new)
        assert known[old.id] == old.public_key
        assert any(verify_raw(b"a certificate", code, public) for public in known.values())

    @pytest.mark.parametrize(
        ("language", "names"),
        [
            ("en", ["Laptop 3 (restored)", "Laptop 3 (restored 2)", "Laptop 3 (restored 3)"]),
            ("fr", ["Laptop 3 (restauré)", "Laptop 3 (restauré 2)", "Laptop 3 (restauré 3)"]),
        ],
    )
    def test_name_says_that_it_was_restored_and_how_often(self, laptop, language, names):
        i18n.use_language(language)
        found = []
        for _ in names:
            key = become_new_device(laptop.db, now=NOW)
            found.append(headquarters.device_name(laptop.db, key))

        assert [name.replace("\u00a0", " ") for name in found] == names

    def test_another_language_does_not_pile_marks_up(self, laptop):
        become_new_device(laptop.db, now=NOW)
        i18n.use_language("fr")

        key = become_new_device(laptop.db, now=NOW)

        assert headquarters.device_name(laptop.db, key) == "Laptop 3 (restauré 2)"

    def test_name_given_after_a_restore_is_marked_in_its_turn(self, laptop):
        become_new_device(laptop.db, now=NOW)
        enrolling.name_device(laptop.db, "Ségou")

        key = become_new_device(laptop.db, now=NOW)

        assert headquarters.device_name(laptop.db, key) == "Ségou (restored 2)"

    def test_laptop_that_was_never_named_keeps_the_name_that_others_know(self, tmp_path):
        machine = Machine("", tmp_path)
        known_as = headquarters.device_name(machine.db, machine.key)

        key = become_new_device(machine.db, now=NOW)

        assert headquarters.device_name(machine.db, key) == f"{known_as} (restored)"
        machine.close()

    def test_bundles_are_numbered_from_one_and_the_old_notes_stay(self, laptop):
        laptop.sends()
        laptop.sends()

        laptop.is_restored()
        done = laptop.sends()

        assert done.number == 1
        sent = local.bundles(laptop.db, Direction.OUT)
        assert [note.number for note in sent] == [1, 2, 1]

    def test_register_without_a_key_gets_one_and_succeeds_nobody(self, db):
        key = become_new_device(db, now=NOW)

        assert device_key_from(local.note(db, "device_key").encode()) == key
        assert succession_word(db, key.id) == ""

    def test_what_was_sealed_to_the_old_device_stays_readable(self, laptop, office):
        office.receives(laptop.sends().path)
        [receipt] = write_receipts(office.db, office.key, office.folder, now=NOW)

        laptop.is_restored()
        apply_receipt(laptop.db, preview_receipt(laptop.db, laptop.key, receipt))

        [note] = local.bundles(laptop.db, Direction.OUT)
        assert note.state is BundleState.MERGED


class TestHeadquarters:
    def test_restored_laptop_is_set_aside_to_be_accepted(self, laptop, office):
        office.receives(laptop.sends().path)
        laptop.is_restored()
        path = laptop.sends().path

        with pytest.raises(LaptopRestored) as caught:
            receive(office.db, office.key, path, now=NOW)

        assert "Laptop 3 (restored)" in caught.value.message
        note = local.bundles(office.db, Direction.IN, device=laptop.key.id)[0]
        assert (note.state, note.reason) == (BundleState.QUARANTINED, "restored")
        assert laptop.key.id not in headquarters.trusted(office.db, office.key)

    def test_accepted_one_is_trusted_from_then_on_and_nothing_is_lost(self, laptop, office):
        [copy] = copies_of(laptop, "copy")
        laptop.welcomes("Moussa KONE")  # after the copy was made, and sent
        office.receives(laptop.sends().path)
        copy.is_restored()
        copy.welcomes("Salif DIALLO")
        first = copy.sends().path

        office.receives(first, accept=True)
        copy.welcomes("Oumou BA")
        done = receive_all(office.db, office.key, [copy.sends().path, first], now=NOW)

        assert [one.state for one in done.files] == [Fate.MERGED, Fate.KNOWN]
        names = [line.person.name for line in registrations.roster(office.db, laptop.workshop)]
        assert sorted(names) == ["Awa TRAORE", "Moussa KONE", "Oumou BA", "Salif DIALLO"]
        states = {note.state for note in local.bundles(office.db, Direction.IN)}
        assert states == {BundleState.MERGED}
        assert office.names[copy.key.id] == "Laptop 3 (restored)"

    @pytest.mark.parametrize("word", ["laptop 3 (restored)", "ID", " "])
    def test_whole_folder_takes_in_only_those_who_are_named(self, laptop, office, word):
        laptop.is_restored()
        path = laptop.sends().path
        accept = {"ID": laptop.key.id[:8]}.get(word, word)

        done = receive_all(office.db, office.key, [path], now=NOW, accept=[accept])

        assert done.refused == (0 if accept.strip() else 1)

    @pytest.mark.parametrize("word", ["", "Laptop 3", "f", "Laptop"])
    def test_word_that_means_another_or_nobody_accepts_nobody(self, laptop, office, word):
        laptop.is_restored()

        done = receive_all(office.db, office.key, [laptop.sends().path], now=NOW, accept=[word])

        assert [one.state for one in done.files] == [Fate.QUARANTINED]
        assert laptop.key.id not in headquarters.trusted(office.db, office.key)

    def test_looking_alone_accepts_nobody(self, laptop, office):
        laptop.is_restored()

        preview_bundle(office.db, office.key, laptop.sends().path, accept=True)

        assert laptop.key.id not in headquarters.trusted(office.db, office.key)

    def test_laptop_restored_three_times_unseen_is_accepted_at_once(self, laptop, office):
        for _ in range(3):
            laptop.is_restored()

        office.receives(laptop.sends().path, accept=True)

        assert office.names[laptop.key.id] == "Laptop 3 (restored 3)"

    def test_old_register_that_goes_on_is_found(self, laptop, office):
        office.receives(laptop.sends().path)
        [copy] = copies_of(laptop, "copy")
        copy.is_restored()
        office.receives(copy.sends().path, accept=True)
        laptop.welcomes("An INTRUDER")  # a thief, or a twin, at the old register
        path = laptop.sends().path

        with pytest.raises(LaptopSucceeded) as caught:
            receive(office.db, office.key, path, now=NOW)

        assert "“Laptop 3”" in caught.value.message
        [note] = [
            note
            for note in local.bundles(office.db, Direction.IN)
            if note.state is BundleState.QUARANTINED
        ]
        assert (note.reason, note.number, note.device) == ("succeeded", 2, laptop.key.id)

    def test_what_the_old_one_sent_before_the_copy_is_taken_in_late(self, laptop, office):
        late = laptop.sends().path
        [copy] = copies_of(laptop, "copy")
        copy.is_restored()
        office.receives(copy.sends().path, accept=True)

        assert receive_all(office.db, office.key, [late], now=NOW).refused == 0

    def test_file_of_the_old_one_that_is_known_stays_known(self, laptop, office):
        [copy] = copies_of(laptop, "copy")
        sent = laptop.sends().path  # after the copy
        office.receives(sent)
        copy.is_restored()
        office.receives(copy.sends().path, accept=True)

        [one] = receive_all(office.db, office.key, [sent], now=NOW).files

        assert one.state is Fate.KNOWN

    def test_what_was_on_its_way_when_the_laptop_was_lost_can_be_accepted(self, laptop, office):
        [copy] = copies_of(laptop, "copy")
        laptop.welcomes("Moussa KONE")
        on_its_way = laptop.sends().path
        copy.is_restored()
        office.receives(copy.sends().path, accept=True)

        office.receives(on_its_way, accept=True)

        assert len(registrations.roster(office.db, laptop.workshop)) == 2

    def test_second_restore_of_the_same_copy_is_told_more_gravely(self, laptop, office):
        one, two = copies_of(laptop, "one", "two")
        for copy in (one, two):
            copy.is_restored()
        office.receives(one.sends().path, accept=True)

        with pytest.raises(LaptopRestoredTwice) as caught:
            receive(office.db, office.key, two.sends().path, now=NOW)

        assert caught.value.facts["other"] == "Laptop 3 (restored)"

    def test_succession_of_another_laptop_makes_a_stranger_no_less_a_stranger(
        self, laptop, office, tmp_path
    ):
        laptop.is_restored()
        word = succession_word(laptop.db, laptop.key.id)
        thief = Machine("Thief", tmp_path)
        headquarters.set_recipients(thief.db, headquarters.enrolled_recipients(office.db))
        thief.founds()
        add_succession(thief.db, SuccessionNote(thief.key.id, "00" * 16, 0, "", word))

        with pytest.raises(SignerUnknown):
            receive(office.db, office.key, thief.sends().path, now=NOW, accept=True)
        thief.close()

    def test_copy_put_back_by_hand_is_found_by_its_numbers_as_before(self, laptop, office):
        [twin] = copies_of(laptop, "twin")
        office.receives(laptop.sends().path)
        twin.welcomes("Salif DIALLO")
        path = twin.sends().path

        with pytest.raises(BundleForked):
            receive(office.db, office.key, path, now=NOW)
        office.receives(path, accept=True)

        assert len(registrations.roster(office.db, laptop.workshop)) == 2


class TestTeam:
    @pytest.fixture
    def colleague(self, tmp_path, office, laptop):
        made = Machine("Laptop 4", tmp_path)
        office.enrols(made, laptop)
        yield made
        made.close()

    def test_team_file_of_a_restored_laptop_is_to_be_accepted_there_too(self, laptop, colleague):
        laptop.is_restored()
        path = laptop.sends(for_team=True).path

        with pytest.raises(LaptopRestored):
            receive(colleague.db, colleague.key, path, now=NOW)
        colleague.receives(path, accept=True)

        assert len(registrations.roster(colleague.db, laptop.workshop)) == 1

    def test_nothing_is_sealed_to_the_old_key_once_the_new_one_is_accepted(self, laptop, colleague):
        old = laptop.key.recipient
        laptop.is_restored()
        colleague.receives(laptop.sends(for_team=True).path, accept=True)

        team = headquarters.team_recipients(colleague.db, colleague.key)

        assert old not in team
        assert laptop.key.recipient in team


class TestHeadquartersRestored:
    def test_it_signs_receipts_with_the_key_that_laptops_know(self, laptop, office):
        office.receives(laptop.sends().path)

        office.is_restored()
        [receipt] = write_receipts(office.db, office.key, office.folder, now=NOW)

        assert preview_receipt(laptop.db, laptop.key, receipt).safe == [1]

    def test_it_writes_its_own_history_anew(self, laptop, office):
        office.receives(laptop.sends().path)
        before = office.key

        office.is_restored()
        draft = PersonDraft("Awa BA", Sex.FEMALE)
        registering.add_walk_in(office.db, office.author, laptop.workshop, draft, now=NOW)

        written = entries.all_entries(office.db)[0]
        assert office.key.id in {entry.device for entry in written}
        assert before.id not in {entry.device for entry in written}

    def test_it_opens_what_was_sealed_before(self, laptop, office):
        path = laptop.sends().path

        office.is_restored()
        office.receives(path)

        assert len(registrations.roster(office.db, laptop.workshop)) == 1


def test_merging_twice_accepts_once(laptop, office):
    laptop.is_restored()
    preview = preview_bundle(office.db, office.key, laptop.sends().path, accept=True)

    for _ in range(2):
        merge_bundle(office.db, preview, now=NOW)

    assert [note.device for note in successions(office.db)] == [laptop.key.id]
