"""R24, R25: any name on every paper is read back, and nothing in a text is ever more than text."""

import re
import unicodedata
from dataclasses import replace
from functools import cache
from random import Random

from app.documents.certificate import draw_certificates
from app.documents.page import HEIGHT, WIDTH
from app.documents.weave import BAND, OUTER
from app.errors import AppError
from app.exchange.datapackage import neutral
from tests.app.documents.reading import PAGE, letter_boxes, squeezed, texts, unpacked
from tests.torture.kind import Kind, Round, Tally

LETTERS = "aeiouéèïôbcdfgklmnrstyzAKMTVYÉƐƆŊƝɛɔŋɲɓɗƙƴ"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
TIFINAGH = "ⴰⴱⴳⴷⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏ"
PAYLOADS = (
    '<img src="/etc/hostname">',
    '<a href="javascript:alert(1)">Ali</a>',
    '<a href="file:///etc/passwd">x</a>',
    "<onDraw name=x/>",
    "<b>Awa</b>",
    "Traoré & Fils <ONG>",
    "&amp;eacute; &#x41;",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+2+5",
    "-2+3",
    "(Ali) [BA] <<X>> \\n",
    "{name} %s %(x)s ${y}",
    ") Tj /F1 99 Tf (",
    "endstream endobj",
)


def name_of(chance: Random) -> str:
    """A name as no list has it, yet."""
    script = chance.choice((LETTERS, LETTERS, LETTERS, ARABIC, TIFINAGH))
    words = [
        "".join(chance.choices(script, k=chance.randint(1, 9))) for _ in range(chance.randint(1, 7))
    ]
    if chance.random() < 0.1:
        words = ["".join(chance.choices(script, k=chance.randint(40, 240)))]
    name = " ".join(words)[:240]
    if chance.random() < 0.2 and script is LETTERS:
        at = chance.randrange(len(name))
        name = name[: at + 1] + chance.choice("\u0301\u0323\u0300") + name[at + 1 :]
    return unicodedata.normalize("NFC", name.strip())


def run(given: Round) -> Tally:
    """Each name on a certificate: read back letter by letter, inside the frame."""
    tally = Tally()
    inside = OUTER + BAND
    for seed in given.seeds:
        name = name_of(Round(seed, 1, given.folder).random)
        tally.tried += 1
        try:
            pdf = draw_certificates([replace(PAGE, name=name, position=name, payload="")])
        except AppError:
            tally.refused += 1
            continue
        if squeezed(name) not in squeezed(texts(pdf)[0]):
            tally.silent += 1
            tally.wrong(f"seed {seed}: read back otherwise")
        boxes = [box for _, box in letter_boxes(pdf)]
        is_in = all(
            inside < left <= right < WIDTH - inside and inside < low <= top < HEIGHT - inside
            for left, low, right, top in boxes
        )
        if not is_in:
            tally.wrong(f"seed {seed}: outside the frame")
    return tally


@cache
def _harmless() -> tuple[int, ...]:
    return active(draw_certificates([replace(PAGE, payload="")]))


def active(pdf: bytes) -> tuple[int, ...]:
    """How much of a PDF would act: links, actions, scripts, images, files."""
    opened = unpacked(pdf)
    return tuple(
        len(re.findall(word, opened))
        for word in (rb"/URI\b", rb"/Action", rb"/JavaScript", rb"/Subtype\s*/Image", rb"/Launch")
    )


def run_injection(given: Round) -> Tally:
    """Payloads in every field of a certificate and in cells of a table."""
    tally = Tally()
    fields = ("name", "position", "body", "certifier", "closing", "done_at", "title")
    for seed in given.seeds:
        chance = Round(seed, 1, given.folder).random
        payload = chance.choice(PAYLOADS) + chance.choice(("", " x", "\u202e", "\t"))
        page = replace(PAGE, payload="", **{chance.choice(fields): payload})
        tally.tried += 1
        if active(draw_certificates([page])) != _harmless():
            tally.silent += 1
        cell = neutral(payload)
        if re.match(r"[=+\-@\t\r]", cell.strip(" \u00a0")):
            tally.silent += 1
            tally.wrong("a formula in a table")
    return tally


NAMES = Kind(
    "names on paper",
    ("R24",),
    "Names of 1 to 240 letters in Latin, Arabic and Tifinagh letters, with stacked accents, or as "
    "one long word: read back from the PDF letter by letter, none outside the frame.",
    run,
    step=40,
)
INJECTION = Kind(
    "texts that would act",
    ("R25",),
    "Markup, formulas, links and pieces of PDF as a name, a rank, a title: they stay text.",
    run_injection,
    step=40,
)
