"""What the terminal says of a list: nothing of the file vanishes without a word."""

from tests.data_makers.protocol_list import write_xlsx

LIST = [("Liste des invités",), ("N°", "Nom et prénoms"), (1, "KONÉ Awa"), ("Total", "1")]


def test_ignored_rows_and_other_sheets_are_told(run, tmp_path):
    path = write_xlsx(tmp_path / "x.xlsx", LIST, Jour2=[("Nom",), ("BA Ali",)])

    done = run("import-list", "nowhere", path, "--dry-run")

    assert done.code == 0
    assert "2 rows ignored:" in done.out
    assert "line 1: Liste des invités (above the headings)" in done.out
    assert "line 4: Total | 1 (total)" in done.out
    assert "The sheet “Jour2” of this workbook holds names too. It was not read." in done.out


def test_a_strange_name_is_remarked_and_registered(run, workshop):
    done = run("register", workshop, "--name", "123", "--sex", "F")

    assert done.code == 0
    assert "Look again at “123”: a digit in the name." in done.err
