"""Machines that lose their register and get it back, without the weight of real folders."""

from datetime import UTC, date, datetime
from shutil import copy

from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.exchange.keys import device_key_from, new_device_key
from app.paths import KEYS
from app.services.people import registering
from app.services.people.drafts import PersonDraft
from app.services.travelling import bundling, enrolling, receiving
from app.services.travelling.succession import become_new_device
from app.services.workshop import workshops
from app.services.writing import Author
from app.store import local, vault
from app.store.database import open_database
from app.store.key_file import Cost
from tests.enrolment import enrol, follow

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
KEY = bytes(range(32))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots pour un essai"


class Machine:
    """A laptop or headquarters: its register in a file, its keys, its stick."""

    def __init__(self, name, folder, letter=""):
        self.folder = folder / (name or "unnamed")
        self.folder.mkdir(parents=True)
        self.name, self.workshop, self.twins = name, "", []
        self._open()
        local.keep(self.db, "device_key", new_device_key().to_bytes().decode())
        self._take_key()
        if name:
            enrolling.name_device(self.db, name, letter)
            self._take_key()

    @property
    def names(self):
        """The laptops that are known here: names by id."""
        return {device.id: device.name for device in local.devices(self.db)}

    def enrols(self, *machines):
        """This headquarters enrols `machines`, which take its file in."""
        cards = []
        for machine in machines:
            cards.append(machine.folder / "laptop.card")
            enrolling.write_card(machine.db, machine.key, cards[-1])
        path = self.folder / "enrolment"
        enrol(self.db, self.key, cards, path, now=NOW)
        for machine in machines:
            follow(machine.db, machine.key, path, now=NOW)

    def founds(self):
        """A workshop is made here."""
        draft = workshops.WorkshopDraft(
            title=Bilingual("le partage d’informations", "information-sharing"),
            kind=Bilingual("atelier national", "national workshop"),
            city="Bamako",
            country="ML",
            starts_on=date(2021, 10, 13),
            ends_on=date(2021, 10, 15),
        )
        done = workshops.create_workshop(self.db, self.author, draft, now=NOW)
        self.workshop = done.subject

    def welcomes(self, name, sex=Sex.FEMALE):
        """Somebody arrives who is on no list."""
        draft = PersonDraft(name, sex)
        done = registering.add_walk_in(self.db, self.author, self.workshop, draft, now=NOW)
        return done.subject

    def sends(self, *, for_team=False):
        """The workshop's bundle, in this machine's folder."""
        return bundling.export_bundle(
            self.db,
            self.author,
            self.key,
            self.workshop,
            self.folder,
            now=NOW,
            for_team=for_team,
        )

    def receives(self, path, *, accept=False):
        """The file at `path` is taken in."""
        preview = receiving.receive(self.db, self.key, path, now=NOW, accept=accept)
        return receiving.apply(self.db, preview, now=NOW)

    def restored(self, name):
        """What stands in a copy of this machine as it is now, in another folder."""
        twin = object.__new__(Machine)
        twin.folder = self.folder.with_name(name)
        twin.folder.mkdir()
        self.db.copy_to(twin.folder / "emarge.db")
        twin.name, twin.workshop, twin.twins = self.name, self.workshop, []
        twin._open()
        twin._take_key()
        self.twins.append(twin)
        return twin

    def gets_keys(self):
        """A key file lies beside its register, as in an installation."""
        made = self.folder / "keys"
        made.mkdir()
        vault.create(made / KEYS, WORDS, CHEAP)
        for file in made.iterdir():
            copy(file, self.folder)

    def is_restored(self):
        """It was brought back from a copy, and goes on as another device."""
        become_new_device(self.db, now=NOW)
        self._take_key()

    def close(self):
        for one in self.twins:
            one.close()
        self.db.close()

    def _open(self):
        self.db = open_database(self.folder / "emarge.db", KEY)

    def _take_key(self):
        self.key = device_key_from(local.note(self.db, "device_key").encode())
        letter = local.note(self.db, "letter")
        self.author = Author(self.key.id, self.name, letter)
