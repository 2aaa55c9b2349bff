"""Reading a drawn paper back, as a scanner of text, an eye or a phone would."""

import re
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import zxingcpp

from app.documents.papers import CertificatePage, Emblem, Signature

Rectangle = tuple[float, float, float, float]

CODE = "AEQDGIDTNZRTQYLEMFZW2YLTNFXGOIDPNYQHG33NMUQGC3TEEBZW63LFEB2GQZLZEBQXE2LOM5SA"

PAGE = CertificatePage(
    language="fr",
    title="Attestation de participation",
    number="N°\u00a02021-BKO-03/007",
    certifier="L’Office des Nations Unies contre la drogue et le crime (ONUDC) atteste que",
    name="Madame Aminata Mariam KONATÉ",
    position="Commissaire principal de police – Direction de la police des frontières",
    body=(
        "a participé à l’atelier national sur «\u00a0le partage d’informations entre les agences "
        "nationales et régionales chargées de la lutte contre le terrorisme et les crimes "
        "transnationaux dans la région du Liptako-Gourma\u00a0», tenu à Bamako (Mali), du 13 au "
        "15\u00a0octobre\u00a02021, sous l’égide du Programme Sahel, avec le soutien financier du "
        "Royaume du Danemark."
    ),
    closing=(
        "En foi de quoi la présente attestation lui est délivrée pour servir et valoir ce que de "
        "droit."
    ),
    done_at="Fait à Bamako, le 15\u00a0octobre\u00a02021",
    signatures=(
        Signature("Le Directeur national de la police des frontières"),
        Signature("Le Représentant régional", "Yacouba SANGARÉ"),
    ),
    sign_here="(nom, signature, cachet)",
    emblems=(Emblem("Office des Nations Unies contre la drogue et le crime"), Emblem("Danemark")),
    payload=CODE,
    check="Vérifiable hors ligne\u00a0: 7F3K-92QD",
    subject="2021-BKO-03",
)
"""A certificate of an invented person."""


def in_english() -> CertificatePage:
    """The same, as the second language of a page."""
    return replace(
        PAGE,
        language="en",
        title="Certificate of participation",
        number="No.\u00a02021-BKO-03/007",
        certifier="This is to certify that",
        name="Ms. Aminata Mariam KONATÉ",
        position="Commissaire principal de police – Border Police Directorate",
        body=(
            "participated in the national workshop on “information-sharing between national and "
            "regional agencies in charge of countering terrorism and transnational crimes in the "
            "Liptako-Gourma region”, held in Bamako, Mali, from 13 to 15\u00a0October\u00a02021, "
            "under the aegis of the Sahel Programme, with the financial support of the Kingdom of "
            "Denmark."
        ),
        closing="",
        done_at="Bamako, 15\u00a0October\u00a02021",
        signatures=(
            Signature("National Director of the Border Police"),
            Signature("Regional Representative", "Yacouba SANGARÉ"),
        ),
    )


def texts(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium (Chrome) copies it."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        textpage = page.get_textpage()
        found.append(textpage.get_text_bounded())
        textpage.close()
        page.close()
    document.close()
    return found


def poppler_texts(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page, as Debian's pdftotext writes it."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def squeezed(text: str) -> str:
    """Letters alone: without spaces, line ends and the marks that say a direction."""
    return re.sub("[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def letter_boxes(pdf: bytes, page: int = 0) -> list[tuple[str, Rectangle]]:
    """Every letter of a page with its left, lower, right and upper edge, in points."""
    document = pypdfium2.PdfDocument(pdf)
    textpage = document[page].get_textpage()
    found = [
        (textpage.get_text_range(at, 1), textpage.get_charbox(at))
        for at in range(textpage.count_chars())
    ]
    textpage.close()
    document.close()
    return [(letter, box) for letter, box in found if letter.strip()]


def codes(pdf: bytes, dots_per_inch: int = 150, *, grey: bool = False) -> list[str]:
    """What a phone reads on the first page, printed at that resolution."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=dots_per_inch / 72, grayscale=grey).to_pil()
    document.close()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def page_count(pdf: bytes) -> int:
    """The number of pages."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count


def unpacked(pdf: bytes) -> bytes:
    """The file with its streams of drawing code and text maps laid open."""
    streams = re.split(rb"stream\r?\n", pdf)
    opened = []
    for stream in streams:
        try:
            opened.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            opened.append(stream)
    return b"\n".join(opened)
