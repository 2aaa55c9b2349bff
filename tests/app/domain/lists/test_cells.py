from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import LONGEST_TEXT
from app.domain.lists.cells import shortened


def test_a_usual_row_is_the_row_itself():
    row = ("1", "Awa DIALLO", "")

    assert shortened(row) is row


@given(st.lists(st.integers(0, 30_000).map(lambda length: "x" * length), max_size=5).map(tuple))
def test_any_row_fits_into_one_text_and_shows_where_it_was_cut(row):
    kept = shortened(row)

    assert len(kept) == len(row)
    assert len("\t".join(kept)) <= LONGEST_TEXT
    assert all(
        cut == whole or not cut or cut.endswith("…") for cut, whole in zip(kept, row, strict=True)
    )
