"""What is shipped: the wheel, its data, and the locked libraries it is tried with."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from app import VERSION

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)(?: ; .+)? \\$")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel of this checkout, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("emarge-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def answer(site, code):
    """What `code` prints when the packages of `site` are the ones found, far from the checkout."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def pins(lock):
    """Each library's version in a lock; a library may be pinned once per platform."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    return {(match[1], match[2]) for line in lines if (match := PIN.match(line))}


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_wheel_ships_compiled_catalogs(unpacked, language):
    assert (unpacked / f"app/_locales/{language}/LC_MESSAGES/emarge.mo").stat().st_size > 0


def test_wheel_ships_every_resource(unpacked):
    wanted = {
        path.relative_to(ROOT / "resources")
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }

    shipped = {
        path.relative_to(unpacked / "app/_resources")
        for path in (unpacked / "app/_resources").rglob("*")
        if path.is_file()
    }

    assert shipped == wanted


def test_wheel_puts_only_its_own_names_on_the_path(unpacked):
    names = {path.name for path in unpacked.iterdir()}

    assert names == {"app", "ui", f"emarge-{VERSION}.dist-info"}


def test_program_from_the_wheel_finds_its_resources_and_catalogs(unpacked):
    code = "from app import paths; print(paths.resource('seeds')); print(paths.locales())"

    found = answer(unpacked, code).splitlines()

    assert found == [str(unpacked / "app/_resources/seeds"), str(unpacked / "app/_locales")]


def test_program_from_the_wheel_speaks_french(unpacked):
    code = "from app import i18n; i18n.use_language('fr'); print(i18n._('Something went wrong.'))"

    assert "Something" not in answer(unpacked, code)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address_and_no_folder(lock):
    text = (ROOT / lock).read_text("utf-8")

    assert not re.search(r"[/\\]\w|^-", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_library_has_hashes(lock):
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8").strip())

    bare = [block for block in blocks if not re.match(r".+ \\\n    --hash=sha256:", block)]

    assert bare == []


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        pytest.param(LOCKS[0], PROJECT["project"]["dependencies"], id="to run"),
        pytest.param(LOCKS[1], PROJECT["build-system"]["requires"], id="to build"),
        pytest.param(
            LOCKS[2],
            [r for r in PROJECT["dependency-groups"]["dev"] if isinstance(r, str)],
            id="to develop",
        ),
    ],
)
def test_lock_fulfils_what_the_project_asks_for(lock, requirements):
    locked = {name: Version(version) for name, version in pins(lock)}

    unmet = [
        text
        for text in requirements
        if (asked := Requirement(text))
        and not asked.specifier.contains(locked.get(canonical(asked.name), Version("0")))
    ]

    assert unmet == []


def test_checks_use_the_very_versions_that_users_get():
    assert pins("requirements.lock") | pins("requirements-build.lock") <= pins(
        "requirements-dev.lock"
    )


def test_build_requirements_are_stated_once():
    assert PROJECT["dependency-groups"]["build"] == PROJECT["build-system"]["requires"]


def test_every_set_up_command_that_we_name_exists():
    named = {
        purpose
        for path in (ROOT / "README.md", ROOT / ".ci/run", *(ROOT / "docs").rglob("*.md"))
        for purpose in re.findall(r"setup\.py (\w+)", path.read_text("utf-8"))
    }

    usage = subprocess.run(
        [sys.executable, ROOT / ".ci/setup.py", "-h"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ).stdout
    purposes = set(re.search(r"\{([\w,]+)\}", usage)[1].split(","))

    assert {"run", "test"} <= named <= purposes
