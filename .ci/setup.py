"""Set this checkout up, then run it or test it: needs Python 3.11 and nothing else.

python3 .ci/setup.py run        the window; without a display the demo, in demo/
python3 .ci/setup.py test       every check that must pass
python3 .ci/setup.py torture    break everything for --minutes, and write docs/reliability.md
python3 .ci/setup.py catalogs   carry changed texts into the translators' catalogs
"""

from __future__ import annotations  # an older Python must get as far as being told so

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "set-up-for"
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
PLACE = f"{ROOT} {VERSION}"
"""An environment serves this folder and this Python only: its programs name both."""

LOCKS = {
    "run": ("requirements.lock", "requirements-build.lock"),
    "test": ("requirements-dev.lock",),
}
"""What each purpose installs; the second holds all of the first."""

QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libcups.so.2": "libcups2",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_TOOLS = {
    "age": "age",
    "minisign": "minisign",
    "pdftotext": "poppler-utils",
    "strace": "strace",
    "unzip": "unzip",
}
"""Other people's programs that must be able to open what Émarge writes, or that stop it midway."""


def main() -> int:
    """Set up for the purpose on the command line, and serve it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("purpose", choices=["run", "test", "torture", "catalogs"])
    parser.add_argument("--minutes", default="60", help="how long to torture")
    asked, more = parser.parse_known_args()
    if more and asked.purpose != "torture":
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    purpose = asked.purpose
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(f"This needs Python 3.11, 3.12 or 3.13; here it was started with {VERSION}.")
    os.chdir(ROOT)
    if LINUX:
        prepare_system(purpose)
    prepare_environment("run" if purpose == "run" else "test")
    if purpose == "torture":
        return torture(asked.minutes, more)
    return {"run": run, "test": test, "catalogs": renew_catalogs}[purpose]()


def run() -> int:
    """Open the window, or play the demo where nothing can show one."""
    if has_display():
        return call(PROGRAMS / "emarge")
    say("There is no display here: the demo is played instead, into the folder “demo”.")
    return call(PROGRAMS / "emarge", "demo", "--out", "demo")


def test() -> int:
    """Run every check, to the last one even when an earlier one fails."""
    elsewhere = [] if LINUX else ["-m", "not (slow or torture or benchmark or debian)"]
    checks: dict[str, list[str | Path]] = {
        "format": python("-m", "ruff", "format", "--check", "."),
        "style": python("-m", "ruff", "check", "--output-format", "concise", "."),
        "types": python("-m", "mypy"),
        "storeys": [PROGRAMS / "lint-imports", "--no-logo"],
        "tests": python("-m", "pytest", "-n", "2", "--cov", "--cov-report=term", *elsewhere),
    }
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for name, command in checks.items():
        say(f"--- {name}")
        if call(*command) != 0:
            failed.append(name)
    say(f"These checks failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def torture(minutes: str, more: list[str]) -> int:
    """Break everything for so long, and publish what came of it; `more` goes to the torturer."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    publish = [] if any(one.startswith("--only") for one in more) else ["--publish"]
    return call(*python("-m", "tests.torture", "--minutes", minutes, *publish, *more))


def renew_catalogs() -> int:
    """Extract the texts anew, then compile."""
    return call(*python(".ci/catalogs.py")) or call(*python("hatch_build.py"))


def prepare_system(purpose: str) -> None:
    """Install what is missing of the system when root, else say what to ask for."""
    wanted = missing_libraries()
    if purpose != "run":
        wanted += [package for tool, package in TEST_TOOLS.items() if not shutil.which(tool)]
    if not importlib.util.find_spec("ensurepip"):
        wanted.append(f"python{VERSION}-venv")
    if not wanted or (is_root() and install(wanted)):
        return
    request = (
        "These system packages are missing. Ask whoever looks after this machine to run:\n"
        f"  apt-get install {' '.join(wanted)}"
    )
    # The demo draws papers and seals files without Qt.
    if purpose != "run" or has_display() or not importlib.util.find_spec("ensurepip"):
        sys.exit(request)
    say(request)


def missing_libraries() -> list[str]:
    """Debian's names of the libraries that Qt will not find."""
    return [package for soname, package in QT_LIBRARIES.items() if not is_loadable(soname)]


def is_loadable(soname: str) -> bool:
    """Whether the system has this shared library, however its packages are called."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> bool:
    """Install Debian packages; False where there is no apt-get or it fails."""
    if not shutil.which("apt-get"):
        return False
    say(f"Installing from the system's packages: {' '.join(packages)}")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    # A fresh machine has no list of packages yet; offline, an old list may still serve.
    quietly("apt-get", "update")
    installed = quietly("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if installed.returncode != 0:
        say(installed.stdout)
    return installed.returncode == 0


def prepare_environment(purpose: str) -> None:
    """Make `.venv` hold exactly what the locks say, and this project; instant when it does."""
    place, holdings = read_stamp()
    if not PYTHON.exists() or place != PLACE:
        say("Making a Python environment in .venv")
        venv.create(VENV, clear=True, with_pip=True, symlinks=not WINDOWS)
    if holdings not in {fingerprint(purpose), fingerprint("test")}:
        STAMP.write_text(f"{PLACE}\n", "utf-8")
        say("Installing the locked libraries; the first time this fetches some 100 MB.")
        locks = [part for lock in LOCKS[purpose] for part in ("-r", lock)]
        pip("--require-hashes", "--only-binary", ":all:", *locks)
        pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", ".")
        STAMP.write_text(f"{PLACE}\n{fingerprint(purpose)}", "utf-8")
    if call(*python("hatch_build.py")) != 0:
        sys.exit("The catalogs of translations could not be compiled.")


def read_stamp() -> tuple[str, str]:
    """Where and for what `.venv` was made; empty when nobody knows."""
    if not STAMP.exists():
        return "", ""
    place, _, holdings = STAMP.read_text("utf-8").partition("\n")
    return place, holdings if place == PLACE else ""


def fingerprint(purpose: str) -> str:
    """The digest of the files that decide what `.venv` holds."""
    digest = hashlib.sha256(purpose.encode())
    for name in (*LOCKS[purpose], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def pip(*arguments: str) -> None:
    """Install with the environment's own pip, or stop with a sentence."""
    command = python("-m", "pip", "install", "-qq", "--disable-pip-version-check")
    if call(*command, *arguments) != 0:
        sys.exit("The libraries could not be installed; the reason stands above.")


def python(*arguments: str) -> list[str | Path]:
    """A command line for the environment's Python."""
    return [PYTHON, *arguments]


def call(*command: str | Path) -> int:
    """Run a program before everyone's eyes; its exit code."""
    return subprocess.run(command, check=False).returncode


def quietly(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program whose long report matters only when it fails."""
    together = subprocess.STDOUT
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=together, text=True, errors="replace", check=False
    )


def is_root() -> bool:
    """Whether system packages may be installed."""
    return not WINDOWS and os.geteuid() == 0


def has_display() -> bool:
    """Whether a window could be seen."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(sentence: str) -> None:
    """Tell the person at the terminal, in order with what the called programs print."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
