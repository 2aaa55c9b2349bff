"""10,000 rows of an invitation list, from the file to the register on disk.

Run: `python -m tests.benchmarks.bench_import`. The floor, in the same run, is the spreadsheet
reader alone. One JSON line per measurement.
"""

import json
import sys
import tempfile
import time
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


def tell(work: str, seconds: float, floor: float) -> None:
    """One measurement, as JSON."""
    line = {
        "work": work,
        "n": ROWS,
        "seconds": round(seconds, 3),
        "ratio": round(seconds / floor, 2),
    }
    sys.stdout.write(json.dumps(line) + "\n")


def new_workshop(db: Database, author: Author) -> str:
    """An empty workshop."""
    draft = WorkshopDraft(Bilingual("x", "x"), "Bamako", "ML", NOW.date(), NOW.date())
    return workshops.create_workshop(db, author, draft, now=NOW).subject


def main() -> None:
    """Measure each step once; the machine is noisy, so the ratio is what counts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_list(path)
        start = time.perf_counter()
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        floor = time.perf_counter() - start
        tell("calamine alone (floor)", floor, floor)
        key = new_device_key()
        author = Author(key.id, "bench")
        db = open_database(Path(folder) / "emarge.db", bytes(32))
        workshop = new_workshop(db, author)
        start = time.perf_counter()
        preview = importing.preview_list(db, workshop, path)
        read = time.perf_counter()
        importing.import_list(db, author, workshop, preview, now=NOW)
        written = time.perf_counter()
        again = importing.preview_list(db, workshop, path)
        compared = time.perf_counter()
        history.undo(db, author, now=NOW)
        undone = time.perf_counter()
        history.redo(db, author, now=NOW)
        redone = time.perf_counter()
        tell("read and propose", read - start, floor)
        tell("write", written - read, floor)
        tell("read, propose, write", written - start, floor)
        tell("read again and compare", compared - written, floor)
        tell("undo the whole import", undone - compared, floor)
        tell("redo the whole import", redone - undone, floor)
        sys.stdout.write(json.dumps({"work": "unchanged", "n": len(again.comparison.same)}) + "\n")
        db.close()


if __name__ == "__main__":
    main()
