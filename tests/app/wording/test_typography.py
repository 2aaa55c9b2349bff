"""Typography: what the printer's rules ask, and nothing in addresses and codes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.wording.typography import typo

N, F = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Lieu: Bamako", f"Lieu{N}: Bamako"),
        ("Lieu : Bamako", f"Lieu{N}: Bamako"),
        ("Enregistré!", f"Enregistré{F}!"),
        ("Quoi ?! Oui ; non", f"Quoi{F}?! Oui{F}; non"),
        ("(ou ?)", f"(ou{F}?)"),
        ('l\'atelier "Sahel" ouvert', f"l’atelier «{N}Sahel{N}» ouvert"),
        ("sur « le partage »", f"sur «{N}le partage{N}»"),
        ("«serré»", f"«{N}serré{N}»"),
        ('Il dit: "oui"?', f"Il dit{N}: «{N}oui{N}»{F}?"),
        ("16,1 % et 20%", f"16,1{N}% et 20{N}%"),
        ("15 000 F CFA", f"15{F}000{N}F{N}CFA"),
        ("1 234 567", f"1{F}234{F}567"),
        ("N° 12, n°3", f"N°{N}12, n°{N}3"),
        ("M. Samaké, Mme Ba, Dr Sy", f"M.{N}Samaké, Mme{N}Ba, Dr{N}Sy"),
        ("de 8h30 à 12 h", f"de 8{N}h{N}30 à 12{N}h"),
        ("le 1er octobre 2021", f"le 1er{N}octobre{N}2021"),
        ("du 13 au 15 octobre 2021", f"du 13{N}au{N}15{N}octobre{N}2021"),
        ("les 1er et 2 mai", f"les 1er{N}et{N}2{N}mai"),
        ("la 2ème et la 1ère", "la 2e et la 1re"),
        ("lundi - mardi...", "lundi – mardi…"),
    ],
)
def test_french_is_set_as_printers_do(typed, printed):
    assert typo(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "yes" !', "He said “yes”!"),
        ("Denmark's 'aid' ; 16.1 %", "Denmark’s ‘aid’; 16.1%"),
        ("on 13 October 2021 - Mr. Ba", f"on 13{N}October{N}2021 – Mr.{N}Ba"),
        ("from 13 to 15 October 2021", f"from 13{N}to{N}15{N}October{N}2021"),
        ("No. 7: it is", f"No.{N}7: it is"),
    ],
)
def test_english_has_no_space_before_signs(typed, printed):
    assert typo(typed, "en") == printed


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a?b=1;c:d",
        "www.example.org/l'eau",
        "awa.o'ba@example.org",
        "2021-BKO-03/007",
        "08:30",
        "70 00 00 01",
        "N’Diaye",
        "BKO-2021-03 · J1",
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_addresses_codes_and_numbers_stay(text, lang):
    assert typo(text, lang) == text


def test_address_stays_inside_a_sentence():
    assert typo('Voir "https://a.org/x?y" : ici !', "fr") == (
        f"Voir «{N}https://a.org/x?y{N}»{N}: ici{F}!"
    )


SIGNS = st.text(
    st.sampled_from("ab1089éM. N°h%:;!?«»“”\"'()[]-–…@/,\u00a0\u202f\ue000\n") | st.characters(),
    max_size=24,
)
WORDS = ("https://a.b/c?d", "a@b.ml", "1er mai 2021", "8h30", "15 000", "2ème", "M. Ba", "F CFA")
MARKS = ('"', "'", ":", "?", "«", "»", "%", "...", "- ", "N°", " ")
PIECES = st.lists(st.sampled_from((*WORDS, *MARKS)), max_size=8).map("".join)


@settings(deadline=None, max_examples=300)
@given(SIGNS | PIECES, st.sampled_from(["fr", "en"]))
@example('"a@b.ml"?', "fr")
@example("« - x", "fr")
def test_setting_twice_changes_nothing(text, lang):
    once = typo(text, lang)

    assert typo(once, lang) == once
