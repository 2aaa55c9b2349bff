"""Another laptop: its register, its keys, and the files that it hands over."""

from app.exchange.keys import new_device_key
from app.services.travelling import bundling, enrolling
from app.services.writing import Author
from app.store.database import memory_database
from tests.conftest import NOW


class Laptop:
    """Another laptop: its register and its keys."""

    def __init__(self, name, folder):
        self.db, self.key, self.folder = memory_database(), new_device_key(), folder
        self.author = Author(self.key.id, name)
        enrolling.name_device(self.db, name)

    def card(self):
        path = self.folder / f"{self.key.id[:8]}.card"
        enrolling.write_card(self.db, self.key, path)
        return path

    def enrols(self, *cards, name="enrolment"):
        enrolling.enrol(self.db, self.key, cards, self.folder / name, now=NOW)
        return self.folder / name

    def is_enrolled_by(self, path):
        preview = enrolling.preview_enrolment(self.db, self.key, path)
        enrolling.apply_enrolment(self.db, preview, now=NOW)

    def sends(self, workshop):
        return bundling.export_bundle(
            self.db, self.author, self.key, workshop, self.folder, now=NOW
        ).path
