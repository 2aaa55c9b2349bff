import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.delimited import guess_encoding, guess_separator, read_delimited, split_text
from app.exchange.refusals import Unsafe

SHORT = "N°;Prénoms et Nom;Sexe\n1;Aïssata KEÏTA;F\n2;Mariam CISSÉ;F\n"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "mac_roman"])
def test_a_list_of_three_lines_is_enough_to_tell_the_encoding(encoding):
    assert SHORT.encode(encoding).decode(guess_encoding(SHORT.encode(encoding))) == SHORT


def test_valid_utf8_is_never_guessed_otherwise():
    assert guess_encoding("Nɛnɛ".encode()) == "utf-8"


def test_accents_far_down_tell_the_encoding():
    text = "Nom;Sexe\n" + "Awa DIALLO;F\n" * 3_000 + "Aïssata KEÏTA;F\nMariam CISSÉ;F\n"

    assert read_delimited(text.encode("cp1252")).rows[-2][0] == "Aïssata KEÏTA"


def test_apostrophes_are_no_quotes():
    text = "Nom,Structure\nN'Tji DIARRA,Direction de l'action sociale\nAwa D'ALMEIDA,Cour d'appel\n"

    assert split_text(text).rows[1] == ("N'Tji DIARRA", "Direction de l'action sociale")


def test_commas_inside_cells_do_not_part_them():
    text = "Nom;Fonction\nAwa DIALLO;Chef, adjointe\nMoussa KONÉ;Juge, PJS\nAli BA;Juge\n"

    assert guess_separator(text) == ";"


def test_excel_may_declare_its_separator():
    found = split_text('"sep=,"\nNom,Sexe;x\nAwa,F\n')

    assert (found.separator, found.rows[0]) == (",", ("Nom", "Sexe;x"))


def test_quoted_cells_may_hold_separators_and_lines():
    assert split_text('Nom;Contacts\n"BA; Ali";"70\n66"\n').rows[1] == ("BA; Ali", "70\n66")


def test_a_line_of_another_encoding_is_read_alone_and_noted():
    data = "Nom;Prénom\nCISSÉ;Aïssata\n".encode() + "KEÏTA;Ali\n".encode("cp1252")

    found = read_delimited(data)

    assert found.rows[1:] == (("CISSÉ", "Aïssata"), ("KEÏTA", "Ali"))
    assert found.misread == {2}


def test_a_letter_that_another_program_lost_is_noted():
    assert split_text("Nom;Sexe\nCISS\ufffd;F\nBA;M\n").misread == {1}


def test_more_cells_than_the_other_lines_have_is_noted():
    text = "Nom et prénoms,Structure\nTRAORE Moussa,DGPN\nDIARRA, Ali,DGD\n"

    assert split_text(text).misread == {2}


def test_empty_cells_at_the_end_are_no_fault():
    assert split_text("Nom;Sexe\nAwa BA;F;;;\nAli BA;M\n").misread == set()


def test_what_cannot_be_written_down_is_left_out():
    assert split_text("Nom;Sexe\nA\x00wa\ud800;F\n").rows[1] == ("Awa?", "F")


@given(st.binary(max_size=200))
def test_any_bytes_are_rows_or_refused(data):
    try:
        rows = read_delimited(data).rows
    except Unsafe:
        return

    assert all(cell is None or isinstance(cell, str) for row in rows for cell in row)
