from xml.parsers import expat

import pytest

from app.exchange.refusals import Refusal, Unsafe
from app.exchange.safe_workbook import inspect_workbook
from app.exchange.sheet_scan import SheetScan
from tests.data_makers.hostile_workbooks import harmless, hostile
from tests.data_makers.protocol_list import rows, write_xlsx

HOSTILE = hostile()
PROTECTED = {"encrypted_members", "ods_encrypted"}
MACROS = {"macros", "ods_macros"}
DAMAGED = {"cut_short", "broken_xml"}


@pytest.mark.parametrize("name", HOSTILE)
def test_killers_are_refused_before_a_library_sees_them(name):
    with pytest.raises(Unsafe) as unsafe:
        inspect_workbook(HOSTILE[name])

    told = {Refusal.PROTECTED: PROTECTED, Refusal.MACROS: MACROS, Refusal.DAMAGED: DAMAGED}
    expected = {reason for reason, names in told.items() if name in names}
    assert unsafe.value.refusal in (expected or {Refusal.HOSTILE, Refusal.TOO_LARGE})


@pytest.mark.parametrize("name", harmless())
def test_odd_but_honest_files_pass(name):
    inspect_workbook(harmless()[name])


def test_a_large_honest_list_passes(tmp_path):
    people = [(f"Mr Moussa TRAORÉ {n}", "DGPN", "Chef", 70000000 + n) for n in range(5_000)]

    inspect_workbook(write_xlsx(tmp_path / "liste.xlsx", rows(people)).read_bytes())


def test_every_cut_of_a_workbook_is_refused_without_another_error():
    whole = harmless()["plain"]

    for length in range(len(whole)):
        with pytest.raises(Unsafe):
            inspect_workbook(whole[:length])


def test_every_flipped_byte_passes_or_is_refused():
    whole = harmless()["plain"]

    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 0xFF
        inspected(bytes(flipped))


def inspected(data):
    """Look at `data`; anything but `Unsafe` is a fault of ours."""
    try:
        inspect_workbook(data)
    except Unsafe:
        return False
    return True


def test_a_sheet_of_a_million_coloured_cells_is_refused():
    parser = expat.ParserCreate()
    SheetScan().watch(parser)
    cells = b'<c s="1"/>' * 1_000_001

    with pytest.raises(Unsafe):
        parser.Parse(b"<worksheet><row>" + cells)
