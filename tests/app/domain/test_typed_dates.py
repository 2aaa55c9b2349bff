from datetime import date

import pytest

from app.domain.typed_dates import typed_date


@pytest.mark.parametrize(
    "typed",
    ["13/10/2021", "13 10 2021", "13.10.2021", "13102021", "131021", "13/10/21", " 2021-10-13 "],
)
def test_day_comes_first_however_it_is_typed(typed):
    assert typed_date(typed) == date(2021, 10, 13)


@pytest.mark.parametrize("typed", ["", "13", "13/10", "31/02/2021", "13/13/2021", "x", "1310202"])
def test_what_means_no_day_is_none(typed):
    assert typed_date(typed) is None
