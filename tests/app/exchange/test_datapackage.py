import csv
import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.datapackage import (
    Column,
    Table,
    file_resource,
    neutral,
    restored,
    table_resource,
    to_csv,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
DANGEROUS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
COLUMNS = (
    Column("number", "N°", "integer", hxl="#meta+number"),
    Column("name", "Nom / Name", hxl="#contact+name"),
    Column("here", "Présence", "boolean"),
)


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+22370000001",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        " =1",
        "\u00a0=1",
        "\u202f+1",
        "a\n=1",
        "a\r=1",
        "a\r\n-1",
        "=cmd|' /C calc'!A0",
        "''=1",
    ],
)
def test_no_line_of_a_cell_starts_like_a_formula(text):
    for line in neutral(text).replace("\r", "\n").split("\n"):
        assert not line.strip(" \u00a0\u202f").startswith(DANGEROUS)


@pytest.mark.parametrize("text", ["", "N’Diaye", "'N'Diaye", "a=b", "12 - 3", "a +b"])
def test_innocent_text_is_left_as_it_is(text):
    assert neutral(text) == text


@given(TEXTS | st.text("='+-@ \t\r\n\u00a0＝a", max_size=12))
def test_apostrophes_are_taken_away_again_exactly(text):
    assert restored(neutral(text)) == text


@given(st.lists(st.tuples(st.integers(), TEXTS, st.booleans()), max_size=5))
def test_table_comes_back_from_its_csv(rows):
    heading, *found = cells_of(to_csv(Table(COLUMNS, tuple(rows))))

    assert heading == ["number", "name", "here"]
    assert [(int(n), restored(name), here == "true") for n, name, here in found] == rows


def test_csv_opens_in_a_french_spreadsheet():
    data = to_csv(Table(COLUMNS, ((1, "Aïssata", True), ("", "Ŋaaba; 2", False))))

    assert (
        data
        == (
            '\ufeff"number";"name";"here"\r\n1;"Aïssata";"true"\r\n"";"Ŋaaba; 2";"false"\r\n'
        ).encode()
    )


def test_hxl_tags_make_a_second_heading():
    rows = cells_of(to_csv(Table(COLUMNS, ()), hxl=True))

    assert rows == [["number", "name", "here"], ["#meta+number", "#contact+name", ""]]


def test_resource_binds_every_byte():
    resource = file_resource("tables/a.csv", b"abc")

    assert resource == {
        "name": "tables-a.csv",
        "path": "tables/a.csv",
        "format": "csv",
        "bytes": 3,
        "hash": f"sha256:{hashlib.sha256(b'abc').hexdigest()}",
    }


def test_table_resource_says_how_to_read_the_table():
    resource = table_resource("a.csv", b"", COLUMNS)

    assert resource["dialect"] == {"delimiter": ";", "lineTerminator": "\r\n", "header": True}
    assert resource["schema"] == {
        "fields": [
            {"name": "number", "title": "N°", "type": "integer", "hxl": "#meta+number"},
            {"name": "name", "title": "Nom / Name", "type": "string", "hxl": "#contact+name"},
            {"name": "here", "title": "Présence", "type": "boolean"},
        ],
        "missingValues": [""],
    }
