"""The day's summary for a text message: what the coordinator's telephone shows."""

from anyascii import anyascii

SMS_LENGTH = 160
"""Characters in one message. Source: GSM 03.38."""

_GSM_ACCENTS = "éèàùìòñöäüåøæßÉÑÖÄÜÅØÆÇ"


def day_message(
    day_number: int,
    city: str,
    women: int,
    men: int,
    lang: str,
    *,
    unknown: int = 0,
    walk_ins: int = 0,
    came: int | None = None,
    expected: int = 0,
    excused: int = 0,
) -> str:
    """The day's summary for a text message: at most 160 characters that every phone can show.

    « J1 Bamako : 29 présents (F 6, M 23), dont 4 hors liste. 25 venus sur 31 attendus, 2 excusés. »
    `came` of `expected` counts those of the list; the end is left out where it is too long.
    """
    present = women + men + unknown
    sexes = f"F {women}, M {men}" + (f", ? {unknown}" if unknown else "")
    if lang == "fr":
        first = f"J{day_number} {city} : {present} présent{_s(present)} ({sexes})"
        first += f", dont {walk_ins} hors liste." if walk_ins else "."
        second = f"{came} venu{_s(came or 0)} sur {expected} attendu{_s(expected)}"
        second += f", {excused} excusé{_s(excused)}." if excused else "."
    else:
        first = f"D{day_number} {city}: {present} present ({sexes})"
        first += f", {walk_ins} of them not on the list." if walk_ins else "."
        second = f"{came} of {expected} expected came"
        second += f", {excused} excused." if excused else "."
    whole = _in_gsm(first if came is None else f"{first} {second}")
    return whole if len(whole) <= SMS_LENGTH else _in_gsm(first)[:SMS_LENGTH]


def _s(n: int) -> str:
    return "s" if n > 1 else ""


def _in_gsm(text: str) -> str:
    """One other letter would halve what a message holds."""
    return "".join(c if c.isascii() or c in _GSM_ACCENTS else anyascii(c) for c in text)
