"""Dates as people type them: day first, with or without signs between."""

import re
from datetime import date

_SIGNS = re.compile(r"[\s./,-]+")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CENTURY = 2000


def typed_date(text: str) -> date | None:
    """The day that « 13/10/2021 », « 13 10 21 », « 13102021 » or 2021-10-13 means.

    None when it means none. A year of two figures is of this century.
    """
    stripped = text.strip()
    iso = _ISO.fullmatch(stripped)
    run = _RUN.fullmatch(stripped)
    if iso:
        year, month, day = iso.groups()
    elif run:
        day, month, year = run.groups()
    else:
        parts = _SIGNS.split(stripped)
        if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
            return None
        day, month, year = parts
    whole = int(year) + (_CENTURY if len(year) == 2 else 0)
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None
