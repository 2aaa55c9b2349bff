"""Another laptop: its register, its keys, and the files that it hands over."""

from app.exchange.keys import fingerprint, new_device_key
from app.services.travelling import bundling, enrolling
from app.services.writing import Author
from app.store.database import memory_database
from tests.conftest import NOW
from tests.enrolment import enrol, follow


class Laptop:
    """Another laptop: its register and its keys."""

    def __init__(self, name, folder):
        self.db, self.key, self.folder = memory_database(), new_device_key(), folder
        self.author = Author(self.key.id, name)
        enrolling.name_device(self.db, name)

    @property
    def digits(self):
        """What this laptop reads aloud."""
        return fingerprint(self.key.public_key)

    def card(self):
        path = self.folder / f"{self.key.id[:8]}.card"
        enrolling.write_card(self.db, self.key, path)
        return path

    def enrols(self, *cards, name="enrolment", **more):
        enrol(self.db, self.key, cards, self.folder / name, now=NOW, **more)
        return self.folder / name

    def reads(self, path):
        """What an enrolment would change here."""
        return enrolling.preview_enrolment(self.db, self.key, path)

    def is_enrolled_by(self, path):
        follow(self.db, self.key, path, now=NOW)

    def sends(self, workshop):
        return bundling.export_bundle(
            self.db, self.author, self.key, workshop, self.folder, now=NOW
        ).path
