"""Papers as PDF bytes: the one door to drawing, so that the window starts without it."""

from collections.abc import Collection
from datetime import date

from app.documents.papers import CertificatePage
from app.domain.registration import RosterLine
from app.errors import NothingToPrint
from app.services import needed
from app.services.papers.certificate_texts import (
    certificate_lines,
    certificate_snapshot,
    issued_page,
    unissued_page,
)
from app.services.papers.sheet_texts import (
    Language,
    Layout,
    SheetOptions,
    Sort,
    Variant,
    sheet_data,
)
from app.store import certificates, registrations, workshops
from app.store.database import Database
from app.wording.long_texts import too_long_words

__all__ = [
    "Language",
    "Layout",
    "SheetOptions",
    "Sort",
    "Variant",
    "certificate_lines",
    "certificate_snapshot",
    "certificates_pdf",
    "cut_words",
    "preview_page",
    "sheet_pdf",
]


def certificates_pdf(
    db: Database,
    workshop_id: str,
    language: Language,
    registration_ids: Collection[str] | None = None,
    *,
    duplicate: bool = False,
) -> bytes:
    """The valid certificates, one a page in the order of the list, as they were issued.

    `language` is "fr", "en" or "both". Raises WorkshopUnknown, NothingToPrint when none of
    these people holds a certificate, GlyphMissing.
    """
    workshop = needed.workshop(db, workshop_id)
    issued = certificates.current(db, workshop_id)
    pages = [
        issued_page(issued[line.registration.id], workshop, language, duplicate=duplicate)
        for line in registrations.roster(db, workshop_id)
        if line.registration.id in issued
        and (registration_ids is None or line.registration.id in registration_ids)
    ]
    return _certificates(pages)


def preview_page(
    db: Database, workshop_id: str, line: RosterLine, language: Language, *, on: date | None = None
) -> bytes:
    """The certificate that `line` would be given on `on` (the last day), said to be a preview.

    Raises WorkshopUnknown, GlyphMissing.
    """
    workshop = needed.workshop(db, workshop_id)
    return _certificates([unissued_page(db, workshop, line, on or workshop.ends_on, language)])


def sheet_pdf(db: Database, workshop_id: str, options: SheetOptions) -> bytes:
    """Attendance sheets: to sign, or the state of what was entered.

    Raises WorkshopUnknown, GlyphMissing.
    """
    data = sheet_data(db, needed.workshop(db, workshop_id), options)
    from app.documents.sheet import draw_sheet  # noqa: PLC0415 - 0.1 s at start

    return draw_sheet(data)


def cut_words(db: Database, workshop_id: str) -> str:
    """What papers of the workshop leave out the end of, in words; mostly empty.

    Raises WorkshopUnknown.
    """
    return too_long_words(
        [
            needed.workshop(db, workshop_id),
            *workshops.partners(db, workshop_id),
            *workshops.signatories(db, workshop_id),
            *registrations.roster(db, workshop_id),
        ]
    )


def _certificates(pages: list[CertificatePage]) -> bytes:
    if not pages:
        raise NothingToPrint
    from app.documents.certificate import draw_certificates  # noqa: PLC0415 - 0.1 s at start

    return draw_certificates(pages)
