"""Bring the translators' catalogs up to the texts of the sources."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "emarge.pot"
PACKAGES = ("app", "ui")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
SOURCE_LANGUAGE = "en"
Text = str | tuple[str, ...] | list[str]
HEADER = """\
# The texts of Émarge, written by .ci/catalogs.py.
# Translate between the quotes after msgstr; keep every {name} in braces as it is.
#"""
UNCHANGING = datetime(2026, 11, 21, tzinfo=UTC)
"""The date in every header: a real one would change with each run and say nothing."""


def update() -> None:
    """Write the template from the sources, and carry it into every language's catalog."""
    template = extracted()
    _write(template, TEMPLATE)
    for path in catalogs():
        catalog = _carried_over(template, read(path))
        _write(catalog, path)
        missing = [message.id for message in catalog if not all(forms(message.string))]
        print(f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(missing)} to translate")


def extracted() -> Catalog:
    """Every text of the sources, in a catalog without translations."""
    template = _empty(None)
    for package in PACKAGES:
        found = extract_from_dir(
            ROOT / package,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
        )
        for name, _, message, comments, _ in found:
            place = (f"{package}/{Path(name).as_posix()}", 0)
            template.add(message, None, [place], auto_comments=comments)
    return template


def catalogs() -> list[Path]:
    """The catalogs, one per language."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/emarge.po"))


def read(path: Path) -> Catalog:
    """The catalog at `path`, in the language that its folder names."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def forms(text: Text | None) -> tuple[str, ...]:
    """The singular and the plural of a text, or the text alone."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _carried_over(template: Catalog, old: Catalog) -> Catalog:
    """`template` with the translations of `old`; nothing guessed, nothing obsolete kept."""
    language = str(old.locale)
    catalog = _empty(language)
    for message in template:
        if message.id:
            text = message.id if language == SOURCE_LANGUAGE else _translation(old, message.id)
            catalog.add(message.id, text, message.locations, auto_comments=message.auto_comments)
    return catalog


def _translation(old: Catalog, key: Text) -> Text:
    """What `old` says for `key`, if it says it in as many forms; else empty, to be filled in."""
    known = old.get(key)
    if known is not None and len(forms(known.string)) == len(forms(key)):
        return known.string or ""
    return "" if isinstance(key, str) else ("",) * len(key)


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
        project="emarge",
        version="0.1",
        charset="utf-8",
        header_comment=HEADER,
        msgid_bugs_address="",
        fuzzy=False,
        creation_date=UNCHANGING,
        revision_date=UNCHANGING,
        last_translator="Émarge",
        language_team=language,
    )


def _write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    update()
