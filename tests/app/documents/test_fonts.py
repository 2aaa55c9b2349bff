import subprocess
import sys

import pytest

from app.documents.fonts import Style, face, runs
from app.errors import GlyphMissing
from app.paths import resource


@pytest.mark.parametrize("style", list(Style))
def test_every_face_of_a_style_is_shipped_with_its_licence(style: Style):
    for name in style.value:
        assert resource(f"fonts/{name}.ttf").is_file()
    assert len(list(resource("fonts").glob("*.txt"))) == 4


def test_shipped_faces_stay_below_eight_megabytes():
    assert sum(path.stat().st_size for path in resource("fonts").iterdir()) < 8_000_000


@pytest.mark.parametrize(
    "letters",
    [
        pytest.param("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆàâäçéèêëîïôöùûüœæ", id="French"),
        pytest.param("ƐƆƝŊƁƊƘƳɛɔɲŋɓɗƙƴ", id="Bambara, Hausa and Fulfulde"),
        pytest.param("’‘“”«»–—…°º№\u00a0\u202f", id="signs of French typography"),
    ],
)
@pytest.mark.parametrize("style", list(Style))
def test_one_face_has_all_letters_of_a_language(style: Style, letters: str):
    first = face(style.value[0])

    assert first.has(letters.replace("№", ""))


def test_a_letter_that_the_first_face_lacks_comes_from_the_next():
    found = runs("N° 7 ☐ ⴰⵎ", Style.BOOK)

    assert [run.face.fontName for run in found] == ["GentiumBookPlus-Regular", "DejaVuSans"]
    assert "".join(run.letters for run in found) == "N° 7 ☐ ⴰⵎ"


def test_arabic_is_joined_and_turned_around_for_drawing():
    (run,) = runs("محمد", Style.BOOK)

    assert run.face.fontName == "NotoNaskhArabic-Regular"
    assert [f"{ord(letter):04X}" for letter in run.letters] == ["FEAA", "FEE4", "FEA4", "FEE3"]


def test_what_joins_arabic_is_loaded_when_a_name_needs_it():
    program = (
        "import sys, app.documents.certificate, app.documents.sheet;"
        "sys.exit('arabic_reshaper' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_numbers_in_arabic_keep_their_direction():
    drawn = "".join(run.letters for run in runs("علي 2021", Style.BOOK))

    assert "2021" in drawn
    assert "1202" not in drawn


def test_decomposed_accents_are_composed_and_others_stay_on_their_letter():
    (composed,) = runs("KONATE\u0301", Style.BOOK)
    (stacked,) = runs("D\u0254\u0300", Style.BOOK)

    assert composed.letters == "KONATÉ"
    assert stacked.letters == "D\u0254\u0300"


def test_signs_that_are_not_seen_are_not_drawn():
    (run,) = runs("Ali\u200b\u00ad\u202bou", Style.PLAIN)

    assert run.letters == "Aliou"


def test_tabs_and_line_ends_become_spaces():
    (run,) = runs("Ali\tBA\n", Style.PLAIN)

    assert run.letters == "Ali BA "


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Awa 🙂", id="emoji"),
        pytest.param("ߒߞߏ", id="N'Ko, whose letters no face here joins"),
        pytest.param("王", id="Chinese"),
        pytest.param("Awa\x07", id="control sign"),
    ],
)
def test_a_letter_that_cannot_be_drawn_is_refused_in_words(name: str):
    with pytest.raises(GlyphMissing) as refused:
        runs(name, Style.BOOK_BOLD)

    assert refused.value.facts["text"] == name
    assert "cannot be printed" in refused.value.message


def test_pairs_are_drawn_closer_in_gentium_alone():
    (book,) = runs("AVA", Style.BOOK_BOLD)
    (plain,) = runs("AVA", Style.PLAIN)
    alone = sum(run.width for letter in "AVA" for run in runs(letter, Style.BOOK_BOLD))

    assert book.width < alone - 100
    assert plain.width == sum(r.width for letter in "AVA" for r in runs(letter, Style.PLAIN))
