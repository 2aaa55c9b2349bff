import re
from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents.papers import Column, SheetData, SheetPart, SheetRow, SheetSection, SignColumn
from app.documents.sheet import draw_sheet
from app.documents.sheet_layout import LEAST_ROW, MOST_ROW, edges, paginate
from app.errors import GlyphMissing
from tests.app.documents.reading import letter_boxes, page_count, squeezed, texts, unpacked

MM = 72 / 25.4


def row(number: int, name: str = "KONATÉ Aminata Mariam") -> SheetRow:
    body = "Direction de la police des frontières\nCommissaire principal de police"
    return SheetRow((str(number), name, "F", body), ("", ""))


def part(rows: int, **changes: object) -> SheetPart:
    usual = SheetPart(
        title="LISTE DE PRÉSENCE",
        about=("Atelier national sur «\u00a0le partage d’informations\u00a0»", "Bamako"),
        aside=("Jour 1", "mercredi 13\u00a0octobre\u00a02021"),
        columns=(
            Column(10, "N°", is_centred=True),
            Column(76, "Nom et prénoms", is_name=True),
            Column(12, "Sexe", is_centred=True),
            Column(100, "Structure / Fonction"),
        ),
        sign_columns=(SignColumn("Matin", group="Émargement"), SignColumn("Après-midi")),
        sections=(SheetSection("", tuple(row(number) for number in range(1, rows + 1))),),
        totals=("Participants présents : matin ____",),
        closing=("Arrêtée la présente liste à ____ participants.",),
        signatures=("Le formateur\u00a0:\n(nom, signature)", "Pour l’organisateur\u00a0:"),
        notice="Vos données servent à organiser cet atelier.",
        footer="2021-BKO-03 · J1",
        page="Page {x} sur {y}",
    )
    return replace(usual, **changes)


def sheet(*parts: SheetPart) -> bytes:
    return draw_sheet(SheetData("fr", "Liste de présence", parts))


@pytest.mark.parametrize("rows", [0, 1, 2, 9, 10, 11, 12, 13, 25, 37, 66, 200])
def test_signatures_never_stand_alone_and_no_row_is_lost(rows: int):
    found = texts(sheet(part(rows)))

    assert "Arrêtée" in found[-1]
    assert sum(text.count("KONATÉ") for text in found) == rows
    assert found[-1].count("KONATÉ") >= min(rows, 2)
    assert not any("Arrêtée" in text for text in found[:-1])


@pytest.mark.parametrize("rows", [5, 37, 66])
def test_rows_are_high_enough_to_sign_and_equal_on_all_pages(rows: int):
    pages = paginate(part(rows), 150 * MM, 40 * MM)

    assert LEAST_ROW <= pages.row_height <= MOST_ROW
    assert LEAST_ROW >= 9 * MM
    assert all(len(bands) * pages.row_height <= 150 * MM for bands in pages.bands)
    assert len(pages.bands[-1]) * pages.row_height <= 110 * MM


def test_header_heading_and_page_number_are_on_every_page():
    found = texts(sheet(part(66)))

    assert len(found) > 3
    for number, text in enumerate(found, 1):
        assert "LISTE DE PRÉSENCE" in text
        assert "Nom et prénoms" in text
        assert "Vos données" in text
        assert f"Page {number} sur {len(found)}" in text


def test_each_part_counts_its_own_pages():
    found = texts(sheet(part(3), part(30, aside=("Jour 2",))))

    assert "Page 1 sur 1" in found[0]
    assert "Page 1 sur 3" in found[1]


def test_a_section_heading_stays_with_its_first_row():
    rows = tuple(row(number) for number in range(1, 30))
    for split in range(1, 29):
        sections = (
            SheetSection("Participants", rows[:split]),
            SheetSection("Observateurs", rows[split:]),
        )
        pages = paginate(part(0, sections=sections), 150 * MM, 40 * MM)

        assert not any(bands[-1].row is None for bands in pages.bands)


def test_sections_are_headed_and_their_rows_follow():
    sections = (
        SheetSection("Participants", (row(1), row(2))),
        SheetSection("Observateurs", (row(3, "DICKO Youssouf"),)),
    )

    (text,) = texts(sheet(part(0, sections=sections)))

    assert text.index("Participants\r") < text.index("KONATÉ") < text.index("Observateurs")
    assert text.index("Observateurs") < text.index("DICKO")


@pytest.mark.parametrize("is_state", [False, True], ids=["to sign", "state"])
def test_a_long_organisation_and_function_stay_in_their_row(is_state: bool):
    long = "Pôle judiciaire spécialisé de lutte contre le terrorisme et la criminalité organisée"
    both = replace(row(1), cells=("1", "KONATÉ", "F", f"{long} {long}\n{long} {long}"))
    rows = tuple(both for _ in range(2))

    boxes = letter_boxes(sheet(part(0, sections=(SheetSection("", rows),), is_state=is_state)))

    assert not any(overlap(a, b) for _, a in boxes for _, b in boxes if a < b)


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Whether letters of two lines cover each other."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    return across > 1 and up > 1.5 and abs(a[1] + a[3] - b[1] - b[3]) / 2 > 3


def test_a_state_says_its_day_as_large_as_a_sheet_to_sign():
    day = ("Jour 1", "mercredi 13\u00a0octobre\u00a02021", "matin 08:30–12:30")
    why = "d’après les présences saisies ; ne remplace pas la liste signée"
    to_sign = sheet(part(3, aside=day))
    state = sheet(part(3, aside=(*day, why), is_state=True))

    assert height_of_day(state) == pytest.approx(height_of_day(to_sign), abs=0.1)


def height_of_day(pdf: bytes) -> float:
    """Of the J in the box at the right."""
    boxes = [box for letter, box in letter_boxes(pdf) if letter == "J" and box[0] > 210 * MM]
    return boxes[0][3] - boxes[0][1]


def test_a_stamp_has_room_where_the_page_has_it():
    def room(rows: int) -> float:
        pdf = sheet(part(rows))
        hint = min(box[1] for letter, box in letter_boxes(pdf) if letter == "(")
        feet = re.findall(rb"0\.50 w 0\.25 G [\d.]+ ([\d.]+) m", unpacked(pdf))
        return (hint - float(feet[-1])) / MM

    assert room(3) > 28
    assert all(room(rows) > 10 for rows in (9, 10, 11))


def test_a_section_without_rows_has_no_heading():
    sections = (SheetSection("Observateurs", ()), SheetSection("", (row(1),)))

    assert "Observateurs" not in texts(sheet(part(0, sections=sections)))[0]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("MAÏGA-HAÏDARA Mohamed El Moctar Abdoul Kader Ibrahim Boncana", id="long"),
        pytest.param("N" * 60, id="one word of sixty letters"),
        pytest.param(" ".join(["Abdoulaye"] * 20), id="two hundred letters"),
        pytest.param("سيدي محمد ولد المختار", id="Arabic"),
    ],
)
def test_a_name_stays_in_its_column_and_is_read_whole(name: str):
    sections = (SheetSection("", (row(1, name),)),)
    alone = part(0, sections=sections, columns=part(0).columns[:2])
    left, right = edges(alone)[1:3]

    pdf = sheet(alone)

    assert squeezed(name) in squeezed(texts(pdf)[0])
    boxes = letter_boxes(pdf)
    number = next(box for letter, box in boxes if letter == "1" and box[0] < 20 * MM)
    named = [box for letter, box in boxes if letter in name and is_beside(box, number)]
    assert len(named) >= len(squeezed(name)) * 0.9
    assert all(left <= box[0] and box[2] <= right for box in named)


def is_beside(box: tuple[float, ...], number: tuple[float, ...]) -> bool:
    """Whether a letter stands in the row whose number, in its middle, is `number`."""
    return box != number and abs(box[1] + box[3] - number[1] - number[3]) / 2 < 5.6 * MM


def test_sixty_people_and_ten_half_days_stay_on_the_paper():
    signs = tuple(
        SignColumn(half, group=f"mer. {day}") for day in range(13, 18) for half in ("Matin", "Apr.")
    )
    rows = tuple(replace(row(n), marks=("P",) * 10) for n in range(1, 61))

    pdf = sheet(part(0, sections=(SheetSection("", rows),), sign_columns=signs))

    for number in range(page_count(pdf)):
        for _, (left, bottom, right, top) in letter_boxes(pdf, number):
            assert 9 * MM < left < right < 288 * MM
            assert 6 * MM < bottom < top < 202 * MM
    assert sum(text.count("KONATÉ") for text in texts(pdf)) == 60


def test_columns_share_the_width_of_the_paper():
    xs = edges(part(1))

    assert xs[0] == pytest.approx(10 * MM)
    assert xs[-1] == pytest.approx(287 * MM)
    assert all(b - a >= 26 * MM for a, b in pairwise(xs[4:]))


def test_marks_are_printed_where_they_are_given():
    sections = (SheetSection("", (replace(row(1), marks=("P", "—")),)),)
    signs = (SignColumn("Matin"), SignColumn("Après-midi", counts=False))

    (text,) = texts(sheet(part(0, sections=sections, sign_columns=signs)))

    assert "—" in text


def test_the_second_language_stands_below_the_first():
    columns = (Column(10, "N°", "No."), Column(76, "Nom et prénoms", "Full name"))

    (text,) = texts(sheet(part(1, columns=columns, second_title="Attendance sheet")))

    assert "Full name" in text
    assert "Attendance sheet" in text


def test_equal_data_give_equal_bytes():
    assert sheet(part(40)) == sheet(part(40))


def test_a_letter_that_cannot_be_printed_stops_the_sheet():
    with pytest.raises(GlyphMissing):
        sheet(part(0, sections=(SheetSection("", (row(1, "Awa 🙂"),)),)))
