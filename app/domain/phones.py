"""Telephone numbers as lists hold them: read, split, shown in pairs."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberFormat


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: as typed, and in E.164 where it is one. `doubtful` asks for a look."""

    raw: str
    e164: str | None = None
    doubtful: bool = False


_CLEAR_BREAK = re.compile(
    r"[;|/&\n]|,(?!\d)|\b(?:et|ou|and|or)\b|(?=\(\+)|(?<!\()(?=\+)", re.IGNORECASE
)
_EMAIL = re.compile(r"\S+@\S+")
_EXTENSION = re.compile(r"\b(?:poste|ext)\b.*$", re.IGNORECASE)
_POWER = re.compile(r"^(\d)[.,](\d+)E\+?(\d{1,2})$", re.IGNORECASE)
_ZERO_CENTS = re.compile(r"^(\+?\d{6,})[.,]0+$")
_FEWEST = 6
"""The shortest number that old lists hold (Niger before 2006). Source: field practice 5.10."""

_WITH_CODE = 11
"""The length of a number of the region with its country code and no sign before it."""


def read_phones(cell: str | float | int, country: str = "ML") -> tuple[Phone, ...]:
    """The numbers in a cell, in order; none for a cell without digits.

    `country` (ISO code) is meant where no country code is written. An unusual range is kept
    and marked doubtful; a wrong length, or digits that a spreadsheet has lost, gives no E.164.
    """
    text = _as_text(cell)
    if _POWER.match(text):
        return (_from_power(text, country),)
    return tuple(phone for piece in _pieces(text) for phone in _read(piece, country))


def _as_text(cell: str | float | int) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else ""
    text = _EMAIL.sub(" ", str(cell)).strip()
    return _ZERO_CENTS.sub(r"\1", text)


def _from_power(text: str, country: str) -> Phone:
    """« 7,0000001E+07 » still holds the number; « 7,64E+07 » has lost it."""
    found = _POWER.match(text)
    digits = found[1] + found[2] if found else ""
    if found and len(digits) == int(found[3]) + 1:
        return _parsed(digits, text, country)
    return Phone(text, doubtful=True)


_NO_DIGIT = re.compile(r"[^0-9]")


def _pieces(text: str) -> list[str]:
    """The cell cut where one number ends; slashes between pairs of digits do not cut."""
    pieces = [piece for piece in _CLEAR_BREAK.split(text) if _digits(piece)]
    if "+" not in text and all(len(_digits(piece)) < _FEWEST for piece in pieces):
        return [text] if pieces else []
    return pieces


def _read(piece: str, country: str) -> list[Phone]:
    raw = piece.strip(" ,.:-–")
    digits = _digits(_EXTENSION.sub("", piece))
    half = len(digits) // 2
    if len(digits) >= 16 and len(digits) % 2 == 0:
        pair = [_parsed(part, part, country) for part in (digits[:half], digits[half:])]
        if all(phone.e164 and not phone.doubtful for phone in pair):
            return pair
    return [_parsed(digits, raw, country)] if digits else []


def _digits(text: str) -> str:
    """The digits of `text`, those of Arabic script too, after a leading + if there is one."""
    plus = "+" if "+" in text else ""
    if text.isascii():
        digits = _NO_DIGIT.sub("", text)
    else:
        digits = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    return plus + digits if digits else ""


def _parsed(digits: str, raw: str, country: str) -> Phone:
    has_code_without_plus = len(digits) >= _WITH_CODE and digits[0] not in "+0"
    possible = None
    for candidate in [digits, f"+{digits}"][: 1 + has_code_without_plus]:
        number = _parse(candidate, country)
        if number is None or not phonenumbers.is_possible_number(number):
            continue
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number):
            return Phone(raw, e164)
        possible = possible or Phone(raw, e164, doubtful=True)
    return possible or Phone(raw, doubtful=True)


def _parse(digits: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, country.upper() or None)
    except phonenumbers.NumberParseException:
        return None


def national(phone: Phone, home: str = "") -> str:
    """As people write it at home: 70 00 00 01; what was typed where it is no number.

    With `home` (ISO code), a number of another country keeps its country code.
    """
    number = _parse(phone.e164, "") if phone.e164 else None
    abroad = home and number and phonenumbers.region_code_for_number(number) != home.upper()
    return international(phone) if abroad else _formatted(phone, PhoneNumberFormat.NATIONAL)


def international(phone: Phone) -> str:
    """As people write it abroad: +223 70 00 00 01; what was typed where it is no number."""
    return _formatted(phone, PhoneNumberFormat.INTERNATIONAL)


def _formatted(phone: Phone, form: int) -> str:
    number = _parse(phone.e164, "") if phone.e164 else None
    if number is None:
        return phone.raw
    shown = phonenumbers.format_number(number, form)
    return re.sub(r"\b\d{8}$", _in_pairs, shown)


def _in_pairs(found: re.Match[str]) -> str:
    return " ".join(found[0][at : at + 2] for at in range(0, 8, 2))


def tail(phone: Phone, length: int = 4) -> str:
    """The last digits, by which people tell two numbers apart."""
    return _digits(phone.e164 or phone.raw).lstrip("+")[-length:]
