"""The rules of the window that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent.parent / "ui"
SOURCES = [
    pytest.param(path, id=path.relative_to(UI).as_posix()) for path in sorted(UI.rglob("*.py"))
]
LABEL = UI / "widgets" / "label.py"


@pytest.mark.parametrize("path", SOURCES)
def test_names_never_reach_a_widget_that_reads_markup(path):
    text = path.read_text("utf-8")
    markup = re.findall(
        r"\b(?:QLabel|QTextEdit|QTextBrowser|setToolTip|setHtml|setWhatsThis)\b", text
    )

    assert markup == [] or path == LABEL


@pytest.mark.parametrize("path", SOURCES)
def test_signals_are_connected_to_methods_never_to_lambdas(path):
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect"
    ]

    assert not [call for call in calls if any(isinstance(arg, ast.Lambda) for arg in call.args)]


@pytest.mark.parametrize("path", SOURCES)
def test_colors_stand_in_the_tokens_alone(path):
    found = re.findall(r"#[0-9A-Fa-f]{6}\b|setStyleSheet", path.read_text("utf-8"))

    assert found == [] or path.name in ("tones.py", "look.py")


@pytest.mark.parametrize("path", SOURCES)
def test_no_shortcut_on_alt_and_a_letter(path):
    assert not re.search(r"[\"']Alt\+", path.read_text("utf-8"))
