"""The house rules: who may import whom, and what no linter knows."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
CONTRACTS = tomllib.loads(PYPROJECT)["tool"]["importlinter"]["contracts"]
STOREYS = re.findall(r"[\w.]+", " ".join(CONTRACTS[0]["layers"]))

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 50
MAX_METHODS = 20
PURE_LIBRARIES = {"anyascii", "phonenumbers", "rapidfuzz"}
DOORS = {
    "__file__": {"app/paths.py"},
    "QMessageBox": {"ui/ask.py"},
    "QFileDialog": {"ui/ask.py"},
    "QTableWidget": set(),
    "processEvents": set(),
}
"""Words that only these files may say."""


@cache
def files(*folders):
    """The Python files under `folders`, by their path in the project."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in found}


def offenders(faults, *folders):
    """The files in which `faults(tree)` finds any, with what it finds."""
    found = {name: faults(ast.parse(text)) for name, text in files(*folders).items()}
    return {name: fault for name, fault in found.items() if fault}


def matches(pattern, *folders):
    """The files that hold `pattern`, with the first place where they do."""
    found = {name: re.search(pattern, text) for name, text in files(*folders).items()}
    return {name: match[0] for name, match in found.items() if match}


def imported(tree):
    """Every dotted name that a module imports."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def calls(tree):
    """Every call of a module with the last word of what is called: `now` of `datetime.now()`."""
    return [
        (ast.unparse(node.func).split(".")[-1], node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def build_house(folder):
    """An empty house with the rooms and the contracts of the real one."""
    for package in ("app", "ui"):
        (folder / package).mkdir()
    for room in {"app", *STOREYS}:
        place = folder / room.replace(".", "/")
        if room.endswith("__"):
            place.with_suffix(".py").touch()
        else:
            place.mkdir(exist_ok=True)
            (place / "__init__.py").touch()
    contracts = PYPROJECT[PYPROJECT.index("[tool.importlinter]") :]
    (folder / "pyproject.toml").write_text(contracts, "utf-8")


def verdict(folder, contract):
    """What import-linter says of one contract in the house in `folder`."""
    run = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--no-logo", "--contract", contract],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return re.search(r"Contracts: (\d+ kept, \d+ broken)", done.stdout + done.stderr)[1]


class TestContracts:
    """The contracts of pyproject.toml, which CI checks, do find what they forbid."""

    BREACHES = (
        pytest.param("one-way", "app/services/x.py", "import ui", id="a service knows the window"),
        pytest.param("one-way", "app/store/x.py", "import app.services", id="up a storey"),
        pytest.param("one-way", "app/store/x.py", "import app.exchange", id="sideways"),
        pytest.param("one-way", "app/documents/x.py", "import app.store", id="paper reads data"),
        pytest.param("one-way", "app/wording/x.py", "import app.store", id="wording reads data"),
        pytest.param("one-way", "app/domain/x.py", "import app.errors", id="domain looks up"),
        pytest.param("one-way", "app/cli/x.py", "import app.__main__", id="terminal looks up"),
        pytest.param("no-window", "app/services/x.py", "import PySide6", id="Qt in the core"),
        pytest.param("no-window", "app/__main__.py", "import ui", id="the window by its name"),
        pytest.param("pure-domain", "app/domain/x.py", "import random", id="chance"),
        pytest.param("pure-domain", "app/domain/x.py", "import pathlib", id="a file"),
        pytest.param("one-database", "ui/x.py", "import sqlcipher3", id="SQL in the window"),
        pytest.param("asks-services", "ui/x.py", "import app.documents", id="drawing by itself"),
        pytest.param("no-network", "app/exchange/x.py", "import urllib.request", id="a request"),
        pytest.param("no-network", "ui/x.py", "import socket", id="a socket"),
        pytest.param("no-cycles", "ui/page.py", "import ui.window", id="a circle"),
    )

    def test_every_contract_has_its_breach(self):
        breached = {breach.values[0] for breach in self.BREACHES}

        assert breached == {contract["id"] for contract in CONTRACTS}

    def test_every_room_is_in_a_storey(self):
        rooms = {name.split("/")[1].removesuffix(".py") for name in files("app")} - {"__init__"}

        assert rooms - {storey.removeprefix("app.") for storey in STOREYS} == set()

    @pytest.mark.parametrize(("contract", "where", "line"), BREACHES)
    def test_breach_is_found(self, tmp_path, contract, where, line):
        build_house(tmp_path)
        (tmp_path / "ui/window.py").write_text("import ui.page\n", "utf-8")
        (tmp_path / "ui/page.py").touch()
        (tmp_path / "ui/desk.py").write_text("import app.exchange.keys\n", "utf-8")
        (tmp_path / "app/exchange/keys.py").touch()
        before = verdict(tmp_path, contract)
        (tmp_path / where).write_text(f"{line}\n", "utf-8")

        after = verdict(tmp_path, contract)

        assert (before, after) == ("1 kept, 0 broken", "0 kept, 1 broken")


def test_window_is_opened_through_one_door():
    """`emarge` without a command loads the window by this very name, here and nowhere else."""

    def loaded(tree):
        loaders = {"import_module", "__import__"}
        return [ast.unparse(node.args[0]) for name, node in calls(tree) if name in loaders]

    assert offenders(loaded, "app", "ui") == {
        "app/cli/__init__.py": ["'ui.application'"],
        "ui/places.py": ["f'ui.pages.{module}'"],  # a page, when it is first asked for
        "app/cli/commands.py": ["f'app.cli.{module}'"],  # a command, when it is called
    }


def test_domain_needs_three_text_libraries_at_most():
    allowed = PURE_LIBRARIES | {"app"} | set(sys.stdlib_module_names)

    def foreign(tree):
        return {name.split(".")[0] for name in imported(tree)} - allowed

    assert offenders(foreign, "app/domain") == {}


def test_clock_is_given_to_the_core_never_read():
    def clocks(tree):
        return {name for name, _ in calls(tree)} & {"now", "utcnow", "today", "time_ns"}

    assert offenders(clocks, "app/domain", "app/store", "app/documents", "app/exchange") == {}


def statements(tree):
    """The calls by which a module speaks SQL: `db.rows(…)`, `self._db.value(…)`."""
    words = {"execute", "executemany", "row", "rows", "tuples", "value"}
    said = [ast.unparse(node.func) for name, node in calls(tree) if name in words]
    return [call for call in said if re.search(r"(^|[._])db\.\w+$", call)]


def test_sql_is_spoken_in_the_store_only():
    speaking = {name for name in offenders(statements, "app", "ui") if "app/store/" not in name}

    assert speaking == set()


@pytest.mark.parametrize("call", ["db.rows", "here.db.value", "self._db.execute", "desk.db.tuples"])
def test_sql_above_the_store_would_be_found(call):
    planted = ast.parse(f"def known(self, db, here, desk):\n    return {call}('SELECT 1')")

    assert statements(planted) == [call]


def test_nothing_speaks_through_qt():
    def speakers(tree):
        return {name for name in imported(tree) if re.match(r"PySide6\.Qt(Network|Web)", name)}

    assert offenders(speakers, "app", "ui") == {}


def test_everything_is_caught_in_the_excepthook_only():
    """A handler that cleans up and raises again catches nothing."""

    def swallowed(tree):
        return [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler)
            and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
            and not isinstance(node.body[-1], ast.Raise)
        ]

    assert set(offenders(swallowed, "app", "ui")) <= {"ui/faults.py"}


@pytest.mark.parametrize("word", DOORS)
def test_word_is_said_behind_its_door_only(word):
    assert set(matches(rf"\b{word}\b", "app", "ui")) <= DOORS[word]


def test_files_are_short():
    lengths = {
        name: len(text.splitlines()) for name, text in files("app", "ui", "tests", ".ci").items()
    }

    assert {name: lines for name, lines in lengths.items() if lines > MAX_FILE_LINES} == {}


def test_functions_are_short():
    def long(tree):
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        found = [node for node in ast.walk(tree) if isinstance(node, functions)]
        return [f.name for f in found if f.end_lineno - f.lineno >= MAX_FUNCTION_LINES]

    assert offenders(long, "app", "ui", "tests", ".ci") == {}


def test_classes_are_narrow():
    def wide(tree):
        return [
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and sum(isinstance(part, ast.FunctionDef) for part in node.body) > MAX_METHODS
        ]

    assert offenders(wide, "app", "ui") == {}


def test_nothing_is_left_for_later():
    later = r"\b(TOD[O]|FIXM[E]|XX[X]|raise NotImplementedErro[r])\b"

    assert matches(later, "app", "ui", "tests", ".ci") == {}


def test_tests_neither_wait_nor_pretend_nor_skip():
    waiting = r"time[.]sleep\(|qtbot[.]wait\(|processEvents\("
    pretending = r"mock[.]patch|MagicMoc[k]"
    skipping = r"pytest[.](mark[.])?ski[p]|xfai[l]|importorski[p]"

    assert matches(f"{waiting}|{pretending}|{skipping}", "tests") == {}


def published(pattern):
    """The written files of the project, code or not, that hold `pattern`, with the first place."""
    folders = ("app", "ui", "locales", "resources", "tests", "docs", ".ci")
    written = re.compile(r"(.*\.(csv|html|json|lock|md|po|pot|py|qss|svg|toml|txt)|[^.]+|\.git\w+)")
    inside = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    paths = [p for p in [*ROOT.iterdir(), *inside] if p.is_file() and written.fullmatch(p.name)]
    hits = {path: re.search(pattern, path.read_text("utf-8")) for path in paths}
    return {path.relative_to(ROOT).as_posix(): hit[0] for path, hit in hits.items() if hit}


def test_no_package_registry_is_named():
    hosts = r"pyp[i]\.org|pythonhoste[d]|npmj[s]|inde[x]-url|https?://\S+/simpl[e]\b"

    assert published(hosts) == {}


def test_no_folder_of_a_machine_is_named():
    here = "|".join(re.escape(str(folder)) for folder in (ROOT, Path.home()) if folder.name)
    homes = rf"(?<![\w.])({here})[/\\]|(?<![\w.])/(home|Users)/\w|/roo[t]/|\b[A-Z]:\\Users\\"

    assert published(homes) == {}
