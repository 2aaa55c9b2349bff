"""What is said of a text that is longer than a paper shows."""

from collections.abc import Iterable

from app.domain.on_paper import LETTERS, cut, too_long
from app.i18n import _

_START = 30
_MOST = 3


def too_long_words(records: Iterable[object]) -> str:
    """That papers leave out the end of some texts of `records`, and which; mostly empty."""
    found = list(dict.fromkeys(text for record in records for text in too_long(record)))
    if not found:
        return ""
    starts = [_("“{name}”").format(name=start(text)) for text in found[:_MOST]]
    said = _(
        "Papers show the first {n} letters of a text, then “…”. Shorten: {texts}. "
        "All that was typed is kept."
    )
    return said.format(n=LETTERS, texts=", ".join(starts) + (" …" if found[_MOST:] else ""))


def start(text: str) -> str:
    """The beginning of a text, by which its writer knows which it is."""
    return cut(text, _START)
