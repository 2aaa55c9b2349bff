"""A team on its travels: headquarters, two laptops, and the files that go between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.services.travelling import enrolling
from app.services.travelling.acknowledging import write_receipts
from app.services.travelling.introducing import introductions
from app.services.travelling.laptop import in_plain_signs
from tests.app.services.travelling.fleet import NOW, Machine
from tests.torture.places import letters


@dataclass
class Fleet:
    """Headquarters in Dakar, two laptops that it enrolled, one workshop on the first of them."""

    folder: Path
    office: Machine
    laptop: Machine
    colleague: Machine
    count: int = 0

    def sends(self, machine: Machine | None = None) -> Path:
        """Somebody more arrives, and a bundle goes out; a copy of it, on its way."""
        one = machine or self.laptop
        self.count += 1
        one.welcomes(f"PERSONNE {letters(self.count)}")
        return self.put(one.sends().path.read_bytes())

    def put(self, data: bytes, suffix: str = ".emarge") -> Path:
        """A file on its way."""
        self.count += 1
        path = self.folder / f"{self.count}{suffix}"
        path.write_bytes(data)
        return path

    def other_office(self) -> Machine:
        """Headquarters of somebody else, who knows our laptop too."""
        made = Machine("Lomé", self.folder)
        self.laptop.twins.append(made)
        enrolling.write_card(self.laptop.db, self.laptop.key, self.folder / "ours.card")
        cards = introductions(made.db, made.key, [self.folder / "ours.card"])
        enrolling.enrol(made.db, made.key, cards, self.folder / "of-another", now=NOW)
        return made

    def receipt(self) -> Path:
        """What headquarters tells the laptop of all that came."""
        folder = self.folder / f"receipts {self.count}"
        folder.mkdir()
        made = write_receipts(self.office.db, self.office.key, folder, now=NOW)
        return next(path for path in made if in_plain_signs(self.laptop.name) in path.name)


@contextmanager
def fleet(folder: Path) -> Iterator[Fleet]:
    """A fleet in `folder`, closed afterwards."""
    office, laptop = Machine("Dakar", folder), Machine("Laptop 3", folder, "C")
    made = (office, laptop, colleague := Machine("Niamey", folder))
    try:
        office.enrols(laptop, colleague)
        laptop.founds()
        yield Fleet(folder, office, laptop, colleague)
    finally:
        for machine in made:
            machine.close()
