import subprocess
import sys

import pytest

from ui.pages.page import Page
from ui.places import PLACES

AT_THE_DESK = """
import sys
import ui.opening
import ui.pages.desk_page
print(*sys.modules)
"""
NOT_YET = {
    "charset_normalizer",
    "openpyxl",
    "pypdfium2",
    "python_calamine",
    "reportlab",
    "xlsxwriter",
    "zxingcpp",
}


@pytest.mark.parametrize("place", [pytest.param(one, id=one.name) for one in PLACES])
def test_every_place_has_its_page(place, desk, qtbot):
    page = place.build(desk)
    qtbot.addWidget(page)

    assert isinstance(page, Page)


def test_the_desk_waits_for_no_other_page_and_nothing_that_only_they_need():
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_DESK], check=True, capture_output=True, encoding="utf-8"
    )
    loaded = set(done.stdout.split())

    assert {name for name in loaded if name.startswith("ui.pages.") and "_page" in name} == {
        "ui.pages.desk_page"
    }
    assert {name.split(".")[0] for name in loaded} & NOT_YET == set()
