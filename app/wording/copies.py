"""How copies of the register are said: when they were made, and what is in them."""

from datetime import datetime

from app.i18n import current_language, ngettext
from app.wording.dates import day
from app.wording.grammar import join


def counts_words(entries: int, people: int, workshops: int) -> str:
    """« 42 écritures, 13 personnes et 1 atelier » / "42 entries, 13 people and 1 workshop"."""
    parts = (
        ngettext("{n} entry", "{n} entries", entries).format(n=entries),
        ngettext("{n} person", "{n} people", people).format(n=people),
        ngettext("{n} workshop", "{n} workshops", workshops).format(n=workshops),
    )
    return join(parts, current_language())


def moment_words(at: datetime) -> str:
    """« 13 octobre 2021, 08:31 », by the laptop's clock."""
    return f"{day(at.date(), current_language())}, {at:%H:%M}"
