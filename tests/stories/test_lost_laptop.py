"""Laptops and headquarters lost in the middle of a workshop, and what comes back."""

from datetime import UTC, date, datetime
from shutil import copytree, rmtree

import pytest

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.errors import LaptopRestored, LaptopSucceeded
from app.services import findings
from app.services.care import copies, restoring
from app.services.care.copies import CopyReason
from app.services.care.installation import install, open_installation
from app.services.papers import certifying
from app.services.people import attending, registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import bundling, enrolling, receiving
from app.services.travelling.consolidating import consolidate
from app.services.travelling.depositing import known_laptop
from app.services.travelling.handing_back import hand_back
from app.services.travelling.introducing import introductions
from app.services.workshop import workshops
from app.store import certificates, entries, local, registrations
from app.store import workshops as store
from app.store.key_file import Cost
from tests.enrolment import enrol, follow

WORDS = "quatre mots pour un essai"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
DAYS = [datetime(2021, 10, 13 + day, 8, 0, tzinfo=UTC) for day in range(3)]


class Post:
    """A computer with Émarge on it, in somebody's hands; it can burn."""

    def __init__(self, folder, name, letter=""):
        self.home, self.stick = folder / name / "home", folder / name
        install(self.home, WORDS, now=DAYS[0], cost=CHEAP)
        self.opens()
        enrolling.name_device(self.here.db, name, letter)
        self.closes()
        self.opens()

    def opens(self, who="Awa"):
        self.here = open_installation(self.home, WORDS, who)

    def closes(self):
        self.here.close()

    @property
    def db(self):
        return self.here.db

    @property
    def card(self):
        path = self.stick / "laptop.card"
        enrolling.write_card(self.db, self.here.key, path)
        return path

    def founds(self):
        """Three days in Bamako."""
        draft = workshops.WorkshopDraft(
            title=Bilingual("le partage d’informations", "information-sharing"),
            kind=Bilingual("atelier national", "national workshop"),
            city="Bamako",
            country="ML",
            starts_on=date(2021, 10, 13),
            ends_on=date(2021, 10, 15),
        )
        workshops.create_workshop(self.db, self.here.author, draft, now=DAYS[0])

    @property
    def workshop(self):
        [one] = store.all_(self.db)
        return one.id

    @property
    def names(self):
        lines = registrations.roster(self.db, self.workshop)
        return [line.person.name for line in lines]

    def welcomes(self, *names, day=0):
        for name in names:
            draft = PersonDraft(name, Sex.FEMALE)
            registering.add_walk_in(self.db, self.here.author, self.workshop, draft, now=DAYS[day])

    def holds(self, *, day):
        """Both half-days of a day, at which all who are here are present."""
        for session in store.sessions(self.db, self.workshop):
            if session.on == DAYS[day].date():
                for act in (
                    attending.open_session,
                    lambda *words, **more: attending.close_session(
                        *words, rest=What.PRESENT, **more
                    ),
                ):
                    act(self.db, self.here.author, session.id, now=DAYS[day])

    def certifies(self, reason=""):
        certifying.issue_certificates(
            *(self.db, self.here.author, self.here.key.sign_raw, self.workshop),
            now=DAYS[2],
            issued_on=date(2021, 10, 15),
            reason=reason,
        )

    @property
    def numbers(self):
        issued = certificates.current(self.db, self.workshop).values()
        return sorted(one.number.split("/")[1] for one in issued)

    def sends(self, day=0):
        return bundling.export_bundle(
            self.db, self.here.author, self.here.key, self.workshop, self.stick, now=DAYS[day]
        ).path

    def receives(self, path, **more):
        preview = receiving.receive(self.db, self.here.key, path, now=DAYS[2], **more)
        return receiving.apply(self.db, preview, now=DAYS[2])

    @property
    def digest(self):
        return entries.state_digest(self.db)


@pytest.fixture
def office(tmp_path):
    made = Post(tmp_path, "Dakar")
    yield made
    made.closes()


@pytest.fixture
def laptop(tmp_path, office):
    """Laptop 3 on the evening of day 1: enrolled, three people, both half-days held."""
    made = Post(tmp_path, "Laptop 3", "C")
    enrol(office.db, office.here.key, [made.card], tmp_path / "enrolment", now=DAYS[0])
    follow(made.db, made.here.key, tmp_path / "enrolment", now=DAYS[0])
    made.founds()
    made.welcomes("Awa TRAORE", "Moussa KONE", "Fanta KEITA")
    made.holds(day=0)
    return made


def test_laptop_stolen_on_day_two_and_another_one_finishes_the_workshop(tmp_path, office, laptop):
    laptop.welcomes("Salif DIALLO", day=1)
    laptop.holds(day=1)
    office.receives(laptop.sends(day=1))
    laptop.closes()
    rmtree(laptop.home)

    new = Post(tmp_path, "Laptop 7")
    [card] = introductions(office.db, office.here.key, [new.card])
    lost = known_laptop(office.db, "Laptop 3")
    hand_back(office.db, office.here.key, card, tmp_path / "back", of=lost, now=DAYS[2])
    follow(new.db, new.here.key, tmp_path / "back", now=DAYS[2])
    assert new.digest == office.digest
    assert new.names == ["Awa TRAORE", "Moussa KONE", "Fanta KEITA", "Salif DIALLO"]

    new.closes()
    new.opens()
    new.welcomes("Oumou BA", day=2)
    new.holds(day=2)
    new.certifies()
    office.receives(new.sends(day=2))

    assert office.digest == new.digest
    found = consolidate(office.db)
    assert (found.participations.total, found.unique.total) == (5, 5)
    assert found.quarantined == []
    assert office.numbers == ["001A", "002A", "003A"]  # of four and more half-days of six
    assert findings.findings(office.db, store.all_(office.db)[0]) == []
    new.closes()


def test_laptop_restored_from_a_copy_is_one_history_and_no_number_is_doubled_untold(
    tmp_path, office, laptop
):
    copies.make_copy(laptop.here, CopyReason.CLOSING, now=DAYS[0])
    laptop.welcomes("Salif DIALLO", day=1)  # number 4, after the copy
    office.receives(laptop.sends(day=1))
    laptop.certifies("Leaves early")  # 004C among them: printed, and known to nobody else
    laptop.closes()
    (laptop.home / "emarge.db").write_bytes(b"burned" * 1000)

    [copy] = copies.copies(laptop.home)
    restoring.restore(laptop.home, WORDS, copy.path, now=DAYS[1])
    laptop.opens()
    laptop.welcomes("Oumou BA", day=1)  # number 4 again, to somebody else
    for day in (1, 2):
        laptop.holds(day=day)
    laptop.certifies("Came on day 2, agreed with the programme")
    file = laptop.sends(day=2)

    with pytest.raises(LaptopRestored):
        office.receives(file)
    office.receives(file, accept=True)

    assert set(office.names) == {
        *("Awa TRAORE", "Moussa KONE", "Fanta KEITA"),
        *("Salif DIALLO", "Oumou BA"),
    }
    told = findings.findings(office.db, store.all_(office.db)[0])
    assert [one.kind.value for one in told] == ["duplicate_number"]  # the sheet: number 4 twice
    assert office.numbers == ["001C", "002C", "003C", "004C-R"]
    names = {one.name for one in local.devices(office.db)}
    assert {"Laptop 3", "Laptop 3 (restored)"} <= names
    laptop.closes()


def test_thief_who_goes_on_with_the_old_register_is_found(tmp_path, office, laptop):
    copies.make_copy(laptop.here, CopyReason.CLOSING, now=DAYS[0])
    office.receives(laptop.sends())
    laptop.closes()
    copytree(laptop.home, tmp_path / "stolen")
    [copy] = copies.copies(laptop.home)
    restoring.restore(laptop.home, WORDS, copy.path, now=DAYS[1])
    laptop.opens()
    office.receives(laptop.sends(day=1), accept=True)

    thief = Post.__new__(Post)
    thief.home, thief.stick = tmp_path / "stolen", tmp_path / "stolen"
    thief.opens()
    thief.welcomes("An INTRUDER", day=1)
    file = thief.sends(day=1)

    with pytest.raises(LaptopSucceeded):
        office.receives(file)
    assert "An INTRUDER" not in office.names
    thief.closes()
    laptop.closes()
