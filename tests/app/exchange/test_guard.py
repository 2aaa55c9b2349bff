import ctypes
import subprocess
import sys

import pytest

from app.exchange import guard
from app.exchange.confinement import GUARD_ARGUMENT
from app.exchange.guard import command, read_guarded
from app.exchange.job_object import BasicLimits, ExtendedLimits, limits
from app.exchange.refusals import Refusal, Unsafe
from tests.app.exchange.test_spreadsheet import DATA
from tests.data_makers.hostile_workbooks import harmless, sheet, xlsx

PLAIN = xlsx(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))


def test_the_child_hands_back_rows():
    (page,) = read_guarded(PLAIN)

    assert (page.name, page.rows) == ("S", [[1]])


def test_a_child_that_takes_too_long_is_ended():
    with pytest.raises(Unsafe) as unsafe:
        read_guarded(PLAIN, seconds=0.001)

    assert unsafe.value.refusal is Refusal.TOO_SLOW


def test_a_file_that_kills_its_reader_kills_only_the_child():
    """Nothing looks into an .xls first: the reader needs a gigabyte for this one and gets none."""
    with pytest.raises(Unsafe) as unsafe:
        read_guarded((DATA / "far-corner.xls").read_bytes())

    assert unsafe.value.refusal is Refusal.DAMAGED


def test_the_child_cannot_take_more_memory_than_its_share():
    greedy = "from app.exchange.confinement import confine; confine(); bytearray(700_000_000)"

    done = subprocess.run([sys.executable, "-c", greedy], check=False, stderr=subprocess.DEVNULL)

    assert done.returncode != 0


def test_the_child_cannot_write_files(tmp_path):
    target = tmp_path / "out"
    writer = (
        "from app.exchange.confinement import confine; import pathlib, sys; confine();"
        "pathlib.Path(sys.argv[1]).write_text('x')"
    )

    subprocess.run([sys.executable, "-c", writer, target], check=False, stderr=subprocess.DEVNULL)

    assert not target.exists() or target.read_text() == ""


def test_the_child_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("EMARGE_PASSPHRASE", "baobab")

    assert not [name for name in guard._environment() if name.startswith("EMARGE")]


def test_a_module_in_the_current_folder_is_not_the_childs(tmp_path, monkeypatch):
    (tmp_path / "zipfile.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    monkeypatch.chdir(tmp_path)

    assert read_guarded(PLAIN)


def test_a_frozen_build_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert command() == [sys.executable, GUARD_ARGUMENT]


def test_an_answer_that_is_none_is_damage():
    with pytest.raises(Unsafe) as unsafe:
        guard._sheets(b'{"sheets": [{"name": 1}]}')

    assert unsafe.value.refusal is Refusal.DAMAGED


@pytest.mark.parametrize("name", ["not_a_number", "deep_xml", "merge_of_the_whole_grid"])
def test_odd_but_honest_files_are_read(name):
    (page,) = read_guarded(harmless()[name])

    assert page.rows[0][0] == 1


def test_windows_limits_have_the_size_that_the_system_expects():
    told = limits(512, 20)

    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert told.ProcessMemoryLimit == 512
    assert told.BasicLimitInformation.PerProcessUserTimeLimit == 200_000_000
