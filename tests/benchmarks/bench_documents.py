"""Certificates and attendance sheets, beside reportlab's own page layout on the same data.

Run with `python -m tests.benchmarks.bench_documents [pages]`; prints one JSON line per
measurement. Each runs in a process of its own, ours and the peer's in turn, five times: what
counts is the ratio of the medians within one run.
"""

import base64
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO

from tests.benchmarks.telling import say

PAGES = 1_000
ROUNDS = 5
SEED = 20211013


def invented_codes(count: int) -> list[str]:
    """Codes as long as those that are printed: 156 letters and digits."""
    dice = random.Random(SEED)  # noqa: S311 - invented data
    return [base64.b32encode(dice.randbytes(97)).decode().rstrip("=") for _ in range(count)]


def certificates(count: int) -> bytes:
    """Ours: import, fonts, `count` pages with a code each."""
    from dataclasses import replace  # noqa: PLC0415 - loading is measured too

    from app.documents.certificate import draw_certificates  # noqa: PLC0415
    from tests.app.documents.reading import PAGE  # noqa: PLC0415

    return draw_certificates(
        [
            replace(PAGE, name=f"Madame Aminata Mariam KONATÉ {n}", payload=code)
            for n, code in enumerate(invented_codes(count))
        ]
    )


def platypus_certificates(count: int) -> bytes:
    """The peer: the same texts as paragraphs, the code as reportlab's own widget.

    Its widget needs 20 ms a code: a tenth of the pages is drawn, the time multiplied.
    """
    from reportlab.graphics.barcode.qr import QrCodeWidget  # noqa: PLC0415
    from reportlab.graphics.shapes import Drawing  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    from app.documents.fonts import face  # noqa: PLC0415
    from tests.app.documents.reading import PAGE  # noqa: PLC0415

    style = ParagraphStyle("b", fontName=face("GentiumBookPlus-Regular").fontName, alignment=1)
    story = []
    for n, code in enumerate(invented_codes(count)):
        texts = (PAGE.title, PAGE.certifier, f"{PAGE.name} {n}", PAGE.body, PAGE.closing)
        story += [Paragraph(text, style) for text in texts]
        drawing = Drawing(80, 80)
        drawing.add(QrCodeWidget(code, barLevel="M", barWidth=80, barHeight=80))
        story += [drawing, PageBreak()]
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=landscape(A4), invariant=1).build(story)
    return buffer.getvalue()


def roster(people: int) -> list[tuple[str, str, str, str]]:
    """Invented rows: number, name, sex, organisation and function."""
    body = "Direction de la police des frontières\nCommissaire principal de police"
    return [(str(n), f"KONATÉ Aminata Mariam {n}", "F", body) for n in range(1, people + 1)]


def sheet(people: int) -> bytes:
    """Ours: `people` by ten half-days, as a grid."""
    from app.documents.papers import (  # noqa: PLC0415
        Column,
        SheetData,
        SheetPart,
        SheetRow,
        SheetSection,
        SignColumn,
    )
    from app.documents.sheet import draw_sheet  # noqa: PLC0415

    widths = (("N°", 9), ("Nom et prénoms", 58), ("Sexe", 10), ("Structure / Fonction", 66))
    part = SheetPart(
        title="LISTE DE PRÉSENCE",
        about=("Atelier national sur le partage d’informations", "Bamako"),
        aside=("Tous les jours", "13–17 oct. 2021"),
        columns=tuple(Column(width, heading) for heading, width in widths),
        sign_columns=tuple(
            SignColumn(half, group=str(day)) for day in range(5) for half in ("Matin", "Apr.-m.")
        ),
        sections=(SheetSection("", tuple(SheetRow(row) for row in roster(people))),),
        totals=(),
        closing=("Arrêtée la présente liste.",),
        signatures=("Le formateur", "Pour l’organisateur"),
        notice="Vos données servent à organiser cet atelier.",
        footer="2021-BKO-03",
        page="Page {x} sur {y}",
    )
    return draw_sheet(SheetData("fr", "Liste de présence", (part,)))


def platypus_sheet(people: int) -> bytes:
    """The peer: a long table of paragraphs, which breaks lines in cells as ours does."""
    from reportlab.lib import colors  # noqa: PLC0415
    from reportlab.lib.pagesizes import A4, landscape  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    from app.documents.fonts import face  # noqa: PLC0415

    style = ParagraphStyle("b", fontName=face("Andika-Regular").fontName, fontSize=9)
    head = ["N°", "Nom et prénoms", "Sexe", "Structure / Fonction", *["Matin", "Apr.-m."] * 5]
    rows = [
        [number, Paragraph(name, style), sex, Paragraph(body, style), *[""] * 10]
        for number, name, sex, body in roster(people)
    ]
    widths = [26, 164, 28, 187, *[38] * 10]
    table = LongTable([head, *rows], colWidths=widths, rowHeights=28, repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.black)])
    buffer = BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=landscape(A4), invariant=1, leftMargin=28)
    template.build([table])
    return buffer.getvalue()


def codes_alone(count: int) -> bytes:
    """The floor of a certificate: its code, without a page."""
    from app.documents.qr import squares  # noqa: PLC0415

    return b"".join(squares(code)[1] for code in invented_codes(count))


WORKS: dict[str, Callable[[int], bytes]] = {
    work.__name__: work
    for work in (certificates, platypus_certificates, codes_alone, sheet, platypus_sheet)
}


def measure(work: str, count: int) -> None:
    """In a process of its own: the work cold, then warm; what it made and needed."""
    start = time.perf_counter()
    made = WORKS[work](count)
    cold = time.perf_counter() - start
    start = time.perf_counter()
    WORKS[work](count)
    warm = time.perf_counter() - start
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    say(work, cold=cold, warm=warm, bytes=len(made), rss_mb=rss)


def compare(ours: str, peer: str, count: int, *, peer_count: int = 0) -> None:
    """Print medians of ours and the peer's, and their ratios; times scaled to `count`."""
    found: dict[str, list[dict[str, float]]] = {ours: [], peer: []}
    counts = {ours: count, peer: peer_count or count}
    for _ in range(ROUNDS):
        for work in (ours, peer):
            found[work].append(_in_own_process(work, counts[work]))
    times = {
        (work, kind): statistics.median(one[kind] for one in runs) * count / counts[work]
        for work, runs in found.items()
        for kind in ("cold", "warm")
    }
    say(
        ours,
        peer=peer,
        n=count,
        seconds=times[ours, "cold"],
        ratio=times[ours, "cold"] / times[peer, "cold"],
        warm_seconds=times[ours, "warm"],
        warm_ratio=times[ours, "warm"] / times[peer, "warm"],
        bytes=found[ours][0]["bytes"],
        rss_mb=found[ours][0]["rss_mb"],
    )


def _in_own_process(work: str, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_documents", work, str(count)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(arguments: Sequence[str]) -> None:
    """Measure one work when it is named, else compare all."""
    if arguments and arguments[0] in WORKS:
        measure(arguments[0], int(arguments[1]))
        return
    pages = int(arguments[0]) if arguments else PAGES
    compare("certificates", "platypus_certificates", pages, peer_count=max(pages // 50, 1))
    compare("certificates", "codes_alone", pages)
    compare("sheet", "platypus_sheet", 60)
    compare("sheet", "platypus_sheet", 1_000)


if __name__ == "__main__":
    main(sys.argv[1:])
