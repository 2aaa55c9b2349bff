"""Why a file is not opened as a list: codes that also the guarded child speaks."""

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file that was offered as an invitation list."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    PROTECTED = "protected"
    MACROS = "macros"
    DAMAGED = "damaged"
    HOSTILE = "hostile"
    WEB_PAGE = "web_page"
    DOCUMENT = "document"
    PICTURE = "picture"
    BINARY_WORKBOOK = "binary_workbook"
    UNKNOWN = "unknown"


class Unsafe(Exception):
    """A workbook is refused before or while it is read; never leaves `app.exchange`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
