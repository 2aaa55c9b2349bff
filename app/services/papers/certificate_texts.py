"""What certificates say, put together from the register; what was issued is kept as texts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.documents import phrases
from app.documents.papers import CertificatePage, Emblem, Signature
from app.domain.attendance import was_present
from app.domain.certificate import Certificate, certificate_number, short_code
from app.domain.on_paper import on_paper, too_long
from app.domain.registration import RosterLine
from app.domain.workshop import Role, Signatory, Workshop
from app.store import attendance, workshops
from app.store.database import Database
from app.wording.people import civility, printed_name
from app.wording.typography import typo

LANGUAGES = ("fr", "en")

Snapshot = dict[str, Any]
"""The texts of a certificate by language, as plain JSON: what is signed and printed for ever."""


def certificate_lines(line: RosterLine, workshop: Workshop, language: str) -> tuple[str, str, str]:
    """The name with its form of address, rank and function, organisation: as printed.

    `registration.certificate_line` takes the place of the whole first line.
    """
    line = on_paper(line)
    registration, person = line.registration, line.person
    address = civility(person, language)
    name = " ".join(filter(None, (address, printed_name(person, "text"))))
    rank, function = registration.rank, line.position(language)
    if rank.lower() in function.lower():
        rank = ""
    body = line.organisation_name(language)
    where = ", ".join(filter(None, (registration.unit, body)))
    shown = "" if workshop.discreet else typo(where, language)
    return registration.certificate_line or name, ", ".join(filter(None, (rank, function))), shown


@dataclass(frozen=True, slots=True)
class Wording:
    """What the certificates of one workshop have in common, read once for all of them."""

    occasion: phrases.Occasion
    signatories: Sequence[Signatory]
    is_cut: bool = False
    """Whether the end of some of these texts is left out."""

    def snapshot(self, line: RosterLine, issued_on: date, days: Collection[date] = ()) -> Snapshot:
        """Every text of a certificate in French and English; of some `days` only, if any."""
        return {
            language: _texts(self.occasion, line, issued_on, days, self.signatories, language)
            for language in LANGUAGES
        }


def wording_of(db: Database, workshop: Workshop) -> Wording:
    """The workshop, its partners and its signatories as they are today."""
    signatories = workshops.signatories(db, workshop.id)
    agreed = (workshop, *workshops.partners(db, workshop.id), *signatories)
    is_cut = any(text for one in agreed for text in too_long(one))
    return Wording(occasion_of(db, workshop), list(map(on_paper, signatories)), is_cut)


def certificate_snapshot(
    db: Database,
    workshop: Workshop,
    line: RosterLine,
    issued_on: date,
    *,
    partial: bool = False,
) -> Snapshot:
    """Every text of a certificate in French and English, as it is today.

    `partial` says only the days that the person attended (CE-04).
    """
    days = _days_attended(db, workshop, line) if partial else set[date]()
    return wording_of(db, workshop).snapshot(line, issued_on, days)


def issued_page(
    certificate: Certificate, workshop: Workshop, language: str, *, duplicate: bool = False
) -> CertificatePage:
    """The page of an issued certificate, from its snapshot alone but for the file's title.

    `language` is "fr", "en" or "both" (French large, English small).
    """
    snapshot: Mapping[str, Any] = certificate.snapshot
    check = check_code(certificate)
    pages = {
        one: replace(
            _page(snapshot[one], one, certificate.number, workshop.code),
            note=_note(certificate, one, duplicate=duplicate),
            payload=certificate.code,
            check=phrases.check_line(check, one) if certificate.code else "",
        )
        for one in LANGUAGES
    }
    return _in_language(pages, language)


def check_code(certificate: Certificate) -> str:
    """The eight signs under the printed code, to compare by eye."""
    return short_code(certificate.number, certificate.version, certificate.snapshot)


def unissued_page(
    db: Database, workshop: Workshop, line: RosterLine, on: date, language: str
) -> CertificatePage:
    """The page that `line` would be given on `on`, said to be a preview."""
    snapshot = certificate_snapshot(db, workshop, line, on)
    number = certificate_number(workshop.code, line.registration.number)
    pages = {
        one: replace(_page(snapshot[one], one, number, workshop.code), note=phrases.not_issued(one))
        for one in LANGUAGES
    }
    return _in_language(pages, language)


def _in_language(pages: Mapping[str, CertificatePage], language: str) -> CertificatePage:
    if language != "both":
        return pages[language]
    french, english = pages["fr"], pages["en"]
    here = f"{french.sign_here[:-1]} · {english.sign_here[1:]}"
    return replace(french, bilingual=english, sign_here=here)


def occasion_of(db: Database, workshop: Workshop) -> phrases.Occasion:
    """The workshop with its partners; its programme, else that of its series."""
    series = workshops.series(db, workshop.series) if workshop.series else None
    own = workshop.programme
    programme = series.programme if series and not (own.fr or own.en) else own
    programme, partners = on_paper(programme), workshops.partners(db, workshop.id)
    return phrases.Occasion(
        on_paper(workshop),
        list(map(on_paper, partners)),
        programme.in_("fr"),
        programme.in_("en"),
    )


def _days_attended(db: Database, workshop: Workshop, line: RosterLine) -> set[date]:
    standings = attendance.standings(db, workshop.id)
    return {
        session.on
        for session in workshops.sessions(db, workshop.id)
        if was_present(line.registration.id, [session.id], standings)
    }


def _texts(
    occasion: phrases.Occasion,
    line: RosterLine,
    issued_on: date,
    days: Collection[date],
    signatories: Sequence[Signatory],
    language: str,
) -> Snapshot:
    workshop, category = occasion.workshop, line.registration.category
    kind = workshop.certificate_kind
    name, position, body = certificate_lines(line, workshop, language)
    organisers = [
        partner.organisation
        for partner in occasion.partners
        if partner.role in (Role.ORGANISER, Role.CO_ORGANISER)
    ]
    return {
        "title": phrases.certificate_title(kind, category, language),
        "certifier": phrases.certifier(organisers, language),
        "name": name,
        "position": " – ".join(filter(None, (position, body))),
        "body": phrases.certificate_body(occasion, kind, category, language, days),
        "closing": phrases.closing(kind, category, language),
        "done_at": phrases.done_at(workshop.city, issued_on, language),
        "signatures": [_signature(signatory, language) for signatory in signatories[:3]],
        "emblems": [
            phrases.body_name(partner.organisation, language) for partner in occasion.partners
        ],
    }


def _signature(signatory: Signatory, language: str) -> dict[str, str]:
    function = typo(signatory.function.in_(language), language)
    return {
        "function": " ".join(filter(None, (signatory.prefix, function))),
        "name": signatory.name,
    }


def _page(texts: Snapshot, language: str, number: str, subject: str) -> CertificatePage:
    return CertificatePage(
        language=language,
        title=texts["title"],
        number=phrases.number_line(number, language),
        certifier=texts["certifier"],
        name=texts["name"],
        position=texts["position"],
        body=texts["body"],
        closing=texts["closing"],
        done_at=texts["done_at"],
        signatures=tuple(Signature(**signature) for signature in texts["signatures"]),
        sign_here=phrases.sign_here(language),
        emblems=tuple(Emblem(name) for name in texts["emblems"]),
        subject=subject,
    )


def _note(certificate: Certificate, language: str, *, duplicate: bool) -> str:
    said = phrases.replaces(language) if certificate.version > 1 else ""
    return " · ".join(filter(None, (said, phrases.duplicate(language) if duplicate else "")))
