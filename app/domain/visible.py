"""Text from elsewhere as it may be shown: it commands no screen and turns no line around."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""Hold letters together or apart in Arabic script and in signs: they command nothing."""

_COMMANDING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Controls (ESC, BEL, C1, line ends), formats (direction, marks, tags), halves of characters,
separators of lines: Unicode's general categories."""


def visible(text: str, *, keep: str = "") -> str:
    r"""`text` with every character that commands spelt, as `\x1b`, but for those in `keep`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelt(one) if _commands(one) and one not in keep else one for one in text)


def commanding(text: str) -> set[str]:
    """The characters of `text` that command a screen or turn its lines around."""
    return {one for one in set(text) if _commands(one)}


def _commands(one: str) -> bool:
    return unicodedata.category(one) in _COMMANDING and one not in _JOINERS


def _spelt(one: str) -> str:
    code = ord(one)
    if code < 1 << 8:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 1 << 16 else f"\\U{code:08x}"
