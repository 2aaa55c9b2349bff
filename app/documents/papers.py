"""What the papers say, ready-made: values only, so that they are made without loading a font."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: function above, empty space, name below (both may be empty)."""

    function: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Emblem:
    """A partner on the row of logos: a PNG or JPEG, else its name in a small box."""

    name: str
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """One certificate in one language, every text as printed.

    `bilingual` holds the same in the second language, set small under the first. `payload` is
    what the printed code says ("" prints none), `check` the few signs that a person compares.
    """

    language: str
    title: str
    number: str
    certifier: str
    name: str
    position: str
    body: str
    closing: str
    done_at: str
    signatures: tuple[Signature, ...]
    sign_here: str
    emblems: tuple[Emblem, ...] = ()
    note: str = ""
    payload: str = ""
    check: str = ""
    subject: str = ""
    bilingual: "CertificatePage | None" = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table that is printed; `below` is its heading in the second language."""

    width_mm: float
    heading: str
    below: str = ""
    is_centred: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class SignColumn:
    """A half-day to sign for; those that do not count are hatched. `group` is its day."""

    heading: str
    below: str = ""
    group: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person, or an empty line. A cell may hold a second, smaller text after a newline."""

    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Rows under a heading of their own ("" prints none)."""

    heading: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What is handed round as one list, with page numbers of its own: a day, or all days.

    `about` are the lines under the title, `about_below` the same in a second language, `aside`
    those of the box at the right; `page` holds {x} and {y}; `totals` and `closing` stand after
    the last row, above the places to sign.
    """

    title: str
    about: tuple[str, ...]
    aside: tuple[str, ...]
    columns: tuple[Column, ...]
    sign_columns: tuple[SignColumn, ...]
    sections: tuple[SheetSection, ...]
    totals: tuple[str, ...]
    closing: tuple[str, ...]
    signatures: tuple[str, ...]
    notice: str
    footer: str
    page: str
    second_title: str = ""
    about_below: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class SheetData:
    """One file of attendance sheets."""

    language: str
    title: str
    parts: tuple[SheetPart, ...]
