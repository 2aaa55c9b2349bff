"""Every text of the program is translated, whole, and set as French is set."""

import ast
import re
import runpy
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
TOOL = runpy.run_path(str(ROOT / ".ci/catalogs.py"))
forms = TOOL["forms"]
PATHS = {path.parts[-3]: path for path in TOOL["catalogs"]()}
REMEDY = "run: python3 .ci/setup.py catalogs"

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = "\N{NARROW NO-BREAK SPACE}"
FRENCH_FAULTS = {
    "straight apostrophe": r"'",
    "straight quote": r'"',
    "three full stops for an ellipsis": r"\.\.\.",
    "no no-break space before a colon": rf"(?<!{NO_BREAK}):(?=\s|$)",
    "no narrow no-break space before ; ! ?": rf"(?<![{NARROW}!?(])[;!?]",
    "no no-break space inside « »": rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»",
}


def messages(catalog):
    return [message for message in catalog if message.id]


def keys(catalog):
    return {forms(message.id) for message in messages(catalog)}


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def keeps_placeholders(source, translation):
    """Whether each form has its names; “one person” may leave out the {n} of “{n} people”."""
    sources = [placeholders(text) for text in forms(source)]
    needed, allowed = set.intersection(*sources), set.union(*sources)
    return all(needed <= placeholders(text) <= allowed for text in forms(translation))


def french_faults(text):
    """What a French proofreader would strike out."""
    text = re.sub(r"\{[^{}]*\}", "x", text)
    return [name for name, pattern in FRENCH_FAULTS.items() if re.search(pattern, text)]


def texts_inside_f_strings(source):
    """The literal texts that are translated inside an f-string: Python 3.11's tokens hide them."""
    return [
        call.args[0].value
        for joined in ast.walk(ast.parse(source))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in TOOL["KEYWORDS"]
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def test_no_text_hides_inside_an_f_string():
    sources = [path for name in TOOL["PACKAGES"] for path in sorted((ROOT / name).rglob("*.py"))]
    hidden = {path.name: texts_inside_f_strings(path.read_text("utf-8")) for path in sources}

    assert {name: texts for name, texts in hidden.items() if texts} == {}
    assert texts_inside_f_strings("f\"{name} {_('to come')}\"") == ["to come"]


@pytest.fixture(scope="module")
def extracted():
    return TOOL["extracted"]()


@pytest.fixture(params=["en", "fr"])
def catalog(request):
    return TOOL["read"](PATHS[request.param])


def test_template_is_fresh(extracted):
    with TOOL["TEMPLATE"].open("rb") as file:
        template = read_po(file)

    assert keys(template) ^ keys(extracted) == set(), REMEDY


def test_catalog_has_every_text_and_no_other(catalog, extracted):
    assert keys(catalog) ^ keys(extracted) == set(), REMEDY


def test_catalog_leaves_nothing_untranslated(catalog):
    missing = [message.id for message in messages(catalog) if not all(forms(message.string))]

    assert missing == []


def test_catalog_leaves_nothing_doubtful(catalog):
    assert [message.id for message in messages(catalog) if message.fuzzy] == []


def test_catalog_has_every_plural_form(catalog):
    counted = [message for message in messages(catalog) if message.pluralizable]

    short = [m.id for m in counted if len(forms(m.string)) != catalog.num_plurals]

    assert short == []


def test_catalog_keeps_placeholders(catalog):
    broken = [m.id for m in messages(catalog) if not keeps_placeholders(m.id, m.string)]

    assert broken == []


def test_french_is_set_as_french():
    faults = {
        text: found
        for message in messages(TOOL["read"](PATHS["fr"]))
        for text in forms(message.string)
        if (found := french_faults(text))
    }

    assert faults == {}


@pytest.mark.parametrize(
    ("source", "translation", "kept"),
    [
        pytest.param("{n} of {total}", "{n} sur {total}", True, id="same names"),
        pytest.param("{n} of {total}", "{total} dont {n}", True, id="another order"),
        pytest.param("{name} is here", "{nom} est là", False, id="renamed"),
        pytest.param("{name} is here", "Présent", False, id="lost"),
        pytest.param(("One", "{n} people"), ("Une", "{n} personnes"), True, id="one in words"),
        pytest.param(("{n} a", "{n} b"), ("{n} c", "d"), False, id="lost in the plural"),
    ],
)
def test_placeholders_are_compared(source, translation, kept):
    assert keeps_placeholders(source, translation) == kept


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param(f"L’atelier «{NO_BREAK}A{NO_BREAK}»{NO_BREAK}: prêt{NARROW}?!", 0, id="right"),
        pytest.param("L'atelier", 1, id="apostrophe"),
        pytest.param("Prêt ?", 1, id="plain space before a question mark"),
        pytest.param("Total : {n}", 1, id="plain space before a colon"),
        pytest.param("« A »", 1, id="plain spaces inside quotes"),
        pytest.param("à 12:30", 0, id="a time of day"),
    ],
)
def test_french_faults_are_found(text, faults):
    assert len(french_faults(text)) == faults
