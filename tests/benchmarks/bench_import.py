"""10,000 rows of an invitation list, from the file to the register on disk.

Run: `python -m tests.benchmarks.bench_import`. The floor, in the same run, is the spreadsheet
reader alone. One JSON line per measurement.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from app.domain.bilingual import Bilingual
from app.exchange.keys import new_device_key
from app.services import history
from app.services.lists import importing
from app.services.workshop import workshops
from app.services.workshop.workshops import WorkshopDraft
from app.services.writing import Author
from app.store.database import Database, open_database
from tests.benchmarks.telling import Spent, say, spent

ROWS = 10_000
NOW = datetime(2021, 10, 1, 9, 0, tzinfo=UTC)
_FAMILY = ("TRAORÉ", "COULIBALY", "KONÉ", "DIARRA", "SIDIBÉ", "MAÏGA", "CISSÉ", "TOURÉ")
_GIVEN = ("Moussa", "Aminata", "Salif", "Mariam", "Oumar", "Fatoumata", "Issa", "Kadiatou")


def write_list(path: Path) -> None:
    """A list of ROWS people with eight columns."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        heads = ("N°", "Nom", "Prénoms", "Sexe", "Structure", "Fonction", "Téléphone", "E-mail")
        page.write_row(0, 0, heads)
        for n in range(ROWS):
            family, given = _FAMILY[n % 8], f"{_GIVEN[n // 8 % 8]} {_GIVEN[n // 64 % 8]}"
            phone = f"7{n:07d}"
            sex = "F" if n % 3 else "M"
            body = f"Structure {n % 40}"
            page.write_row(n + 1, 0, (n + 1, family, given, sex, body, "Agent", phone, ""))


def tell(work: str, taken: Spent, floor: Spent) -> None:
    """One measurement, beside the floor."""
    say(
        work,
        n=ROWS,
        seconds=taken.seconds,
        cpu_seconds=taken.cpu_seconds,
        ratio=taken.seconds / floor.seconds,
    )


def new_workshop(db: Database, author: Author) -> str:
    """An empty workshop."""
    draft = WorkshopDraft(Bilingual("x", "x"), "Bamako", "ML", NOW.date(), NOW.date())
    return workshops.create_workshop(db, author, draft, now=NOW).subject


def main() -> None:
    """Measure each step once; the machine is noisy, so the ratio is what counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_list(path)
        _, floor = spent(
            lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        )
        tell("calamine alone (floor)", floor, floor)
        author = Author(new_device_key().id, "bench")
        db = open_database(Path(folder) / "emarge.db", bytes(32))
        workshop = new_workshop(db, author)
        preview, read = spent(lambda: importing.preview_list(db, workshop, path))
        _, written = spent(lambda: importing.import_list(db, author, workshop, preview, now=NOW))
        again, compared = spent(lambda: importing.preview_list(db, workshop, path))
        _, undone = spent(lambda: history.undo(db, author, now=NOW))
        _, redone = spent(lambda: history.redo(db, author, now=NOW))
        tell("read and propose", read, floor)
        tell("write", written, floor)
        tell("read, propose, write", read + written, floor)
        tell("read again and compare", compared, floor)
        tell("undo the whole import", undone, floor)
        tell("redo the whole import", redone, floor)
        say("unchanged when read again", n=len(again.comparison.same))
        db.close()


if __name__ == "__main__":
    main()
