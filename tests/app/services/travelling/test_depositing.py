"""The key file of a laptop travels to headquarters alone, and comes back from there."""

import base64

import pytest

from app.errors import KeysNotKept, LaptopAmbiguous, LaptopUnknown
from app.exchange.bundle import open_bundle
from app.exchange.seal import new_identity, recipient_of, unseal
from app.paths import KEYS, SECOND_KEYS
from app.services.travelling import depositing, enrolling, headquarters
from app.services.travelling.acknowledging import write_receipts
from app.services.travelling.handing_back import hand_back
from app.services.travelling.introducing import introductions
from app.store import vault
from app.store.local import KnownDevice
from tests.app.services.travelling.fleet import CHEAP, NOW, WORDS, Machine
from tests.enrolment import enrol


@pytest.fixture
def office(tmp_path):
    made = Machine("Dakar", tmp_path)
    yield made
    made.close()


@pytest.fixture
def laptop(tmp_path, office):
    made = Machine("Laptop 3", tmp_path, letter="C")
    made.gets_keys()
    office.enrols(made)
    made.founds()
    made.welcomes("Awa TRAORE")
    yield made
    made.close()


def keys_in(path, machine):
    """What a file carries of keys, as `machine` can read it: still sealed."""
    identities = headquarters.identities(machine.db, machine.key)
    trusted = headquarters.trusted(machine.db, machine.key)
    return open_bundle(path.read_bytes(), identities, trusted).facts.keys


class TestSending:
    def test_bundle_for_headquarters_carries_the_key_file_sealed_once_more(self, laptop, office):
        inner = keys_in(laptop.sends().path, office)

        identity = local_identity(office)
        assert unseal(base64.b64decode(inner), [identity]) == (laptop.folder / KEYS).read_bytes()

    def test_second_copy_goes_where_the_first_is_gone(self, laptop, office):
        kept = (laptop.folder / KEYS).read_bytes()
        (laptop.folder / SECOND_KEYS).write_bytes(kept)
        (laptop.folder / KEYS).unlink(missing_ok=True)

        inner = keys_in(laptop.sends().path, office)

        assert unseal(base64.b64decode(inner), [local_identity(office)]) == kept

    def test_damaged_copy_goes_as_what_is_whole_of_it(self, laptop, office):
        raw = (laptop.folder / KEYS).read_bytes()
        (laptop.folder / KEYS).write_bytes(raw.replace(b'"sealed":"', b'"sealed":"AA', 1))
        (laptop.folder / SECOND_KEYS).write_bytes(raw)

        inner = keys_in(laptop.sends().path, office)

        assert unseal(base64.b64decode(inner), [local_identity(office)]) == raw

    @pytest.mark.parametrize("rest", [None, b"", b"photo"])
    def test_file_goes_without_keys_where_there_are_none(self, laptop, office, rest):
        for name in (KEYS, SECOND_KEYS):
            (laptop.folder / name).unlink(missing_ok=True)
        if rest is not None:
            (laptop.folder / KEYS).write_bytes(rest)

        assert keys_in(laptop.sends().path, office) == ""

    def test_who_opens_the_bundle_with_another_key_cannot_read_what_is_inside(self, laptop, office):
        """Headquarters may hand the opened content on; the keys in it stay shut."""
        inner = keys_in(laptop.sends().path, office)

        header = base64.b64decode(inner).split(b"---")[0]
        assert header.count(b"-> X25519") == len(headquarters.enrolled_recipients(office.db))

    def test_keys_do_not_change_what_the_content_is_called(self, laptop, office):
        one, two = laptop.sends().path, laptop.sends(for_team=True).path
        identities = headquarters.identities(office.db, office.key)
        trusted = headquarters.trusted(office.db, office.key)
        first, second = (open_bundle(p.read_bytes(), identities, trusted).facts for p in (one, two))

        assert first.keys
        assert second.keys == ""


def local_identity(office):
    return headquarters.make_headquarters(office.db)


class TestNeverToAColleague:
    """The law: no file that anybody but headquarters can open holds a key file, sealed or not."""

    @pytest.fixture
    def colleague(self, tmp_path, office, laptop):
        made = Machine("Laptop 4", tmp_path)
        made.gets_keys()
        office.enrols(made, laptop)
        yield made
        made.close()

    def plain(self, path, *machines):
        """Every layer of a file that any of `machines` opens, as one text."""
        data = path.read_bytes()
        found = data
        if data.startswith(b"age-"):
            opens = [one for machine in machines for one in opened_by(machine)]
            found += unseal(data, opens)
        return found

    def test_no_path_out_but_one_carries_keys(self, laptop, colleague, office, tmp_path):
        office.receives(laptop.sends().path)
        depositing.keys_of(office.db, office.key, "Laptop 3")  # headquarters has them by now
        office.workshop = laptop.workshop
        office.gets_keys()
        cards = [machine.folder / "laptop.card" for machine in (laptop, colleague)]
        enrolment, newcomer = tmp_path / "with-workshop", Machine("Laptop 7", tmp_path)
        enrol(office.db, office.key, cards, enrolment, now=NOW, workshop_ids=[laptop.workshop])
        paths = {
            "team": laptop.sends(for_team=True).path,
            "team of headquarters": office.sends(for_team=True).path,
            "enrolment": enrolment,
            "hand-back": hand_back_to(office, newcomer, lost=laptop, path=tmp_path / "back"),
            **{one.name: one for one in write_receipts(office.db, office.key, tmp_path, now=NOW)},
        }

        for name, path in paths.items():
            everything = self.plain(path, laptop, colleague, newcomer, office)
            for machine in (laptop, colleague, office):
                assert secret_of(machine) not in everything, name
            if path.suffix == ".emarge":
                assert keys_in(path, office) == "", name
        newcomer.close()

    def test_file_before_the_enrolment_carries_none(self, tmp_path):
        alone = Machine("Alone", tmp_path)
        alone.gets_keys()
        alone.founds()

        assert keys_in(alone.sends().path, alone) == ""
        alone.close()

    def test_colleague_who_is_sent_keys_all_the_same_does_not_keep_them(self, laptop, colleague):
        headquarters.set_recipients(laptop.db, [colleague.key.recipient])  # as by a wrong file
        colleague.receives(laptop.sends().path)

        with pytest.raises(KeysNotKept):
            depositing.keys_of(colleague.db, colleague.key, "Laptop 3")


def hand_back_to(office, newcomer, *, lost, path):
    card = newcomer.folder / "laptop.card"
    enrolling.write_card(newcomer.db, newcomer.key, card)
    [found] = introductions(office.db, office.key, [card])
    of = depositing.known_laptop(office.db, lost.key.id)
    hand_back(office.db, office.key, found, path, of=of, now=NOW)
    return path


def opened_by(machine):
    return headquarters.identities(machine.db, machine.key)


def secret_of(machine):
    """Text that stands in the machine's key file and nowhere else."""
    lines = (machine.folder / KEYS).read_bytes().splitlines()
    return max(lines, key=len)


class TestGivingBack:
    @pytest.mark.parametrize("word", ["Laptop 3", "laptop 3", "ID"])
    def test_headquarters_gives_the_newest_back(self, laptop, office, word):
        office.receives(laptop.sends().path)
        vault.renew_recovery(
            laptop.folder / KEYS, vault.unlock(laptop.folder / KEYS, WORDS).key, CHEAP
        )
        office.receives(laptop.sends().path)

        word = {"ID": laptop.key.id[:8]}.get(word, word)
        found = depositing.keys_of(office.db, office.key, word)

        assert found.data == (laptop.folder / KEYS).read_bytes()
        assert found.device.id == laptop.key.id

    def test_older_file_that_arrives_late_does_not_replace_newer_keys(self, laptop, office):
        late = laptop.sends().path
        vault.renew_recovery(
            laptop.folder / KEYS, vault.unlock(laptop.folder / KEYS, WORDS).key, CHEAP
        )
        office.receives(laptop.sends().path)

        office.receives(late)

        found = depositing.keys_of(office.db, office.key, "Laptop 3")
        assert found.data == (laptop.folder / KEYS).read_bytes()

    def test_restored_laptop_has_its_own(self, laptop, office):
        office.receives(laptop.sends().path)
        laptop.is_restored()
        office.receives(laptop.sends().path, accept=True)

        found = depositing.keys_of(office.db, office.key, "Laptop 3 (restored)")

        assert found.device.id == laptop.key.id

    def test_laptop_that_sent_none_is_told(self, office, laptop):
        with pytest.raises(KeysNotKept):
            depositing.keys_of(office.db, office.key, "Laptop 3")

    @pytest.mark.parametrize("word", ["Laptop 9", "", "ffff"])
    def test_name_that_nobody_has_is_told(self, office, laptop, word):
        with pytest.raises(LaptopUnknown):
            depositing.keys_of(office.db, office.key, word)

    def test_name_of_two_laptops_asks_for_the_id(self, office, laptop, tmp_path):
        twin = Machine("Laptop 3", tmp_path / "other", letter="D")  # as 0.1.0 accepted it
        known = KnownDevice(twin.key.id, twin.name, twin.key.public_key)
        headquarters.trust(office.db, known, now=NOW)

        with pytest.raises(LaptopAmbiguous):
            depositing.keys_of(office.db, office.key, "Laptop 3")
        twin.close()

    def test_second_key_in_the_safe_opens_them_too(self, office, laptop):
        safe = new_identity()
        both = [*headquarters.enrolled_recipients(laptop.db), recipient_of(safe)]
        headquarters.set_recipients(laptop.db, both)

        inner = keys_in(laptop.sends().path, office)

        assert unseal(base64.b64decode(inner), [safe]) == (laptop.folder / KEYS).read_bytes()
