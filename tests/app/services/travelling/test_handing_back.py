"""A laptop burned or stolen: headquarters gives its register to another one."""

from datetime import date

import pytest

from app.errors import BundleNotForUs, CardNameTaken, HandBackTooLarge, NothingToHandBack
from app.exchange.keys import fingerprint
from app.services.papers import certifying
from app.services.people import attending
from app.services.travelling import enrolling, handing_back, headquarters, receiving
from app.services.travelling.handing_back import hand_back, took_part
from app.services.travelling.introducing import introductions
from app.store import certificates, entries, local, registrations, workshops
from tests.app.services.travelling.fleet import NOW, Machine


@pytest.fixture
def office(tmp_path):
    made = Machine("Dakar", tmp_path)
    yield made
    made.close()


@pytest.fixture
def lost(tmp_path, office):
    """Laptop 3: a workshop with marks and a certificate, sent; then it burned."""
    made = Machine("Laptop 3", tmp_path, letter="C")
    office.enrols(made)
    made.founds()
    for name in ("Awa TRAORE", "Moussa KONE"):
        made.welcomes(name)
    lines = registrations.roster(made.db, made.workshop)
    for session in workshops.sessions(made.db, made.workshop):
        attending.open_session(made.db, made.author, session.id, now=NOW)
        attending.close_session(
            made.db, made.author, session.id, rest=attending.What.PRESENT, now=NOW
        )
    certifying.issue_certificates(
        *(made.db, made.author, made.key.sign_raw, made.workshop),
        now=NOW,
        issued_on=date(2021, 10, 15),
        registration_ids=[lines[0].registration.id],
    )
    office.receives(made.sends().path)
    made.close()
    return made


@pytest.fixture
def new(tmp_path, lost):
    made = Machine("Laptop 7", tmp_path)
    yield made
    made.close()


@pytest.fixture
def gives(office, new, tmp_path):
    """Headquarters hands back; where the file is, and what was said of it."""

    def gives(name="back", **more):
        path = tmp_path / name
        [card] = introductions(office.db, office.key, [card_of(new)])
        done = hand_back(office.db, office.key, card, path, now=NOW, **more)
        return path, done

    return gives


def card_of(machine):
    path = machine.folder / "laptop.card"
    enrolling.write_card(machine.db, machine.key, path)
    return path


def takes(machine, path):
    preview = receiving.preview_file(machine.db, machine.key, path)
    digits = fingerprint(preview.label.key)
    return receiving.apply(machine.db, preview, now=NOW, digits=digits)


def lost_one(office):
    return next(one for one in local.devices(office.db) if one.name.startswith("Laptop 3"))


class TestHandingBack:
    def test_new_laptop_has_all_that_headquarters_has(self, office, lost, new, gives):
        path, _done = gives(of=lost_one(office))

        takes(new, path)

        assert entries.state_digest(new.db) == entries.state_digest(office.db)
        assert [
            (line.person.name, line.registration.number)
            for line in registrations.roster(new.db, lost.workshop)
        ] == [("Awa TRAORE", 1), ("Moussa KONE", 2)]
        issued = certificates.of_workshop(new.db, lost.workshop)
        assert issued == certificates.of_workshop(office.db, lost.workshop)

    def test_it_is_enrolled_by_it_and_can_send(self, office, lost, new, gives):
        path, _done = gives(of=lost_one(office))
        takes(new, path)
        new.workshop = lost.workshop
        new.welcomes("Salif DIALLO")

        office.receives(new.sends().path)

        assert len(registrations.roster(office.db, lost.workshop)) == 3

    def test_team_is_known_to_it(self, office, lost, new, gives, tmp_path):
        colleague = Machine("Laptop 4", tmp_path)
        office.enrols(colleague)

        path, _done = gives(of=lost_one(office))
        takes(new, path)

        assert {"Laptop 3", "Laptop 4", "Dakar"} <= set(new.names.values())
        assert colleague.key.recipient in headquarters.team_recipients(new.db, new.key)
        colleague.close()

    def test_nothing_is_sealed_to_the_lost_laptop_any_more(self, office, lost, new, gives):
        path, _done = gives(of=lost_one(office))
        takes(new, path)

        assert lost.key.recipient not in headquarters.team_recipients(new.db, new.key)
        assert lost.key.recipient not in headquarters.team_recipients(office.db, office.key)

    def test_only_the_new_laptop_opens_it(self, office, lost, new, gives, tmp_path):
        colleague = Machine("Laptop 4", tmp_path)
        path, _done = gives(of=lost_one(office))

        with pytest.raises(BundleNotForUs):
            enrolling.preview_enrolment(colleague.db, colleague.key, path)
        colleague.close()

    def test_looking_changes_nothing(self, office, lost, new, gives):
        path, _done = gives(of=lost_one(office))
        before = new.db.changes

        preview = receiving.preview_file(new.db, new.key, path)

        assert new.db.changes == before
        assert [one.code for one in preview.enrolment.workshops] == ["2021-BKO-01"]
        assert preview.enrolment.in_place_of.name == "Laptop 3"

    def test_what_comes_later_from_the_lost_one_is_told_at_headquarters(
        self, office, lost, new, gives
    ):
        gives(of=lost_one(office))
        lost._open()
        lost.welcomes("An INTRUDER")
        path = lost.sends().path
        lost.close()

        done = receiving.receive_all(office.db, office.key, [path], now=NOW)

        assert [one.error.code for one in done.files] == ["succeeded"]


class TestLetters:
    @pytest.mark.parametrize(
        ("own", "wanted"),
        [
            pytest.param("", "A", id="none: the first that is free"),
            pytest.param("B", "B", id="its own, which nobody has"),
            pytest.param("C", "A", id="that of the lost one, which printed numbers nobody knows"),
        ],
    )
    def test_numbers_that_the_lost_laptop_printed_do_not_come_again(
        self, office, lost, new, gives, own, wanted
    ):
        if own:
            local.keep(new.db, "letter", own)
        path, done = gives(of=lost_one(office))

        takes(new, path)

        assert local.note(new.db, "letter") == wanted
        assert done.letter == ("" if own == wanted else wanted)

    def test_letter_that_a_colleague_has_is_not_given(self, office, lost, new, gives, tmp_path):
        colleague = Machine("Laptop 4", tmp_path, letter="A")
        office.enrols(colleague)

        path, _done = gives(of=lost_one(office))
        takes(new, path)

        assert local.note(new.db, "letter") == "B"
        colleague.close()


class TestWhich:
    def test_workshops_are_those_that_the_laptop_took_part_in(self, office, lost):
        office.founds()

        found = took_part(office.db, lost_one(office).id)

        assert [one.id for one in found] == [lost.workshop]

    def test_those_of_before_its_restore_count_too(self, office, lost):
        lost._open()
        lost.is_restored()
        office.receives(lost.sends().path, accept=True)
        [restored] = [one for one in local.devices(office.db) if "(restored)" in one.name]

        assert [one.id for one in took_part(office.db, restored.id)] == [lost.workshop]
        lost.close()

    def test_workshops_can_be_named_instead(self, office, lost, new, gives):
        office.founds()
        path, done = gives(workshop_ids=[office.workshop])

        takes(new, path)

        assert done.workshops == ("2021-BKO-02",)
        assert workshops.get(new.db, lost.workshop) is None

    def test_laptop_that_sent_nothing_leaves_nothing_to_give(self, office, new, gives, tmp_path):
        silent = Machine("Laptop 5", tmp_path)
        office.enrols(silent)
        device = next(one for one in local.devices(office.db) if one.name == "Laptop 5")

        with pytest.raises(NothingToHandBack):
            gives(of=device)

        assert new.key.id not in headquarters.trusted(office.db, office.key)
        silent.close()

    def test_more_than_a_file_holds_is_said_before_anything_is_written(
        self, office, lost, gives, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(handing_back, "MAX_BUNDLE", 1000)

        with pytest.raises(HandBackTooLarge):
            gives(of=lost_one(office))

        assert not (tmp_path / "back").exists()

    def test_card_under_the_name_of_the_lost_one_wants_to_replace_it(
        self, office, lost, new, gives
    ):
        enrolling.name_device(new.db, "Laptop 3")

        with pytest.raises(CardNameTaken):
            gives(of=lost_one(office))


class TestHeadquartersRestored:
    def test_its_next_enrolment_is_newer_than_any_that_the_copy_did_not_know(
        self, office, lost, new, tmp_path
    ):
        copy = office.restored("copy")
        office.enrols(new)
        office.enrols(new)

        copy.is_restored()
        copy.enrols(new)

        assert headquarters.followed(new.db).n > 3
        copy.close()

    def test_enrolment_written_later_brings_the_restored_laptop(self, office, lost, new, tmp_path):
        lost._open()
        lost.is_restored()
        office.receives(lost.sends().path, accept=True)

        office.enrols(new)

        assert lost.key.id in headquarters.trusted(new.db, new.key)
        lost.close()
