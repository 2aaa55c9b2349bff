"""The only door to gettext: `_`, `ngettext`, `N_`, `use_language`, `language`."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from app.paths import locales

DOMAIN = "emarge"
LANGUAGES = ("fr", "en")

_everywhere: gettext.NullTranslations = gettext.NullTranslations()
_everywhere_code = "en"
_here: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("catalog", default=None)


def use_language(code: str) -> None:
    """Translate the whole program into `code`; English where a string is missing."""
    global _everywhere, _everywhere_code
    _everywhere, _everywhere_code = _load(code, locales()), code


@contextmanager
def language(code: str) -> Iterator[None]:
    """Translate into `code` inside the block and this thread only: for documents."""
    token = _here.set((code, _load(code, locales())))
    try:
        yield
    finally:
        _here.reset(token)


def current_language() -> str:
    """The code of the language that `_` answers in, here and now."""
    here = _here.get()
    return here[0] if here else _everywhere_code


def _(message: str) -> str:
    """Translate `message`; an empty string stays empty (gettext would answer its header)."""
    return _catalog().gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate with the plural form that `count` needs."""
    return _catalog().ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark a string for extraction; translate it later, where it is shown."""
    return message


def _catalog() -> gettext.NullTranslations:
    here = _here.get()
    return here[1] if here else _everywhere


@cache
def _load(code: str, folder: Path) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, folder, [code], fallback=True)
