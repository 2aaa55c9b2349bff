"""What attendance sheets say, put together from the register."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.documents import sheet_phrases as phrases
from app.documents.papers import (
    Column,
    SheetData,
    SheetPart,
    SheetRow,
    SheetSection,
    SignColumn,
)
from app.documents.phrases import Occasion
from app.domain.attendance import Standings
from app.domain.folding import sort_key
from app.domain.on_paper import on_paper
from app.domain.phones import national, read_phones
from app.domain.presence import present_at_any
from app.domain.registration import Category, RosterLine, Status
from app.domain.statistics import Count, count
from app.domain.workshop import Session, Workshop
from app.services.papers.certificate_texts import occasion_of
from app.store import attendance, registrations, workshops
from app.store.database import Database
from app.wording.people import printed_name

Layout = Literal["days", "grid"]
Variant = Literal["complete", "no_contacts", "discreet"]
Language = Literal["fr", "en", "both"]
Sort = Literal["number", "name", "organisation"]

DAYS_ON_A_GRID = 5
"""More days would leave columns too narrow to sign in (SH-01)."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What to print. `days` None means every day; `state` prints what was entered.

    `printed_at` goes into the footer as it is; the services know no clock.
    """

    layout: Layout = "days"
    variant: Variant = "complete"
    language: Language = "fr"
    blank_rows: int = 6
    sort: Sort = "number"
    state: bool = False
    days: tuple[date, ...] | None = None
    printed_at: str = ""


@dataclass(frozen=True, slots=True)
class _Paper:
    """All that the parts of one file are made from."""

    occasion: Occasion
    options: SheetOptions
    languages: tuple[str, ...]
    lines: Sequence[RosterLine]
    standings: Standings

    def label(self, label: phrases.Label) -> tuple[str, str]:
        """A label in the first and second language of the paper."""
        return phrases.said(label, self.languages), phrases.below(label, self.languages)


def sheet_data(db: Database, workshop: Workshop, options: SheetOptions) -> SheetData:
    """The attendance sheets of a workshop, as `options` ask; discreet where the workshop is."""
    if workshop.discreet:
        options = replace(options, variant="discreet")
    languages = ("fr", "en") if options.language == "both" else (options.language,)
    paper = _Paper(
        occasion_of(db, workshop),
        options,
        languages,
        _listed(db, workshop.id, options),
        attendance.standings(db, workshop.id),
    )
    sessions = workshops.sessions(db, workshop.id)
    all_days = sorted({session.on for session in sessions})
    chosen = [on for on in all_days if options.days is None or on in options.days]
    if options.layout == "grid":
        groups = [chosen[n : n + DAYS_ON_A_GRID] for n in range(0, len(chosen), DAYS_ON_A_GRID)]
        parts = [_grid(paper, group, sessions) for group in groups]
    else:
        parts = [_day(paper, all_days.index(on) + 1, on, sessions) for on in chosen]
    title, _ = paper.label(phrases.STATE_TITLE if options.state else phrases.TITLE)
    return SheetData(languages[0], f"{title} – {workshop.code}", tuple(parts))


def _listed(db: Database, workshop_id: str, options: SheetOptions) -> list[RosterLine]:
    """Who stands on the paper: those who came or may come; on a state those who came."""
    gone = (Status.WITHDRAWN, Status.REPLACED, Status.NO_SHOW)
    lines = [
        on_paper(line)
        for line in registrations.roster(db, workshop_id)
        if (line.registration.is_here if options.state else line.registration.status not in gone)
    ]
    return sorted(lines, key=_ORDERS[options.sort])


def _by_name(line: RosterLine) -> tuple[object, ...]:
    return (sort_key(printed_name(line.person, "list")), line.registration.number)


_ORDERS: dict[Sort, Callable[[RosterLine], tuple[object, ...]]] = {
    "number": lambda line: (line.registration.number == 0, line.registration.number),
    "name": _by_name,
    "organisation": lambda line: (sort_key(line.organisation_name()), *_by_name(line)),
}


def _day(paper: _Paper, number: int, on: date, sessions: Sequence[Session]) -> SheetPart:
    """The sheet of one day: wide columns to sign in."""
    here = [session for session in sessions if session.on == on]
    over = phrases.ATTENDANCE if paper.options.state else phrases.SIGNATURE
    group = " / ".join(filter(None, paper.label(over)))
    signs = tuple(
        SignColumn(*paper.label(phrases.part_label(session)), group, session.counts)
        for session in here
    )
    aside = phrases.day_aside(number, on, here, paper.languages)
    return _part(paper, aside, signs, here, f"J{number}", _totals(paper, here))


def _grid(paper: _Paper, on: Sequence[date], sessions: Sequence[Session]) -> SheetPart:
    """One sheet for several days: narrow columns, days above their half-days."""
    here = [session for session in sessions if session.on in on]
    signs = tuple(
        SignColumn(*paper.label(phrases.short_label(session)), group, session.counts)
        for session in here
        for group in [phrases.day_label(session.on, paper.languages[0])]
    )
    aside = phrases.grid_aside(on, paper.languages) if on else ()
    totals = phrases.legend(paper.languages) if paper.options.state else ()
    return _part(paper, aside, signs, here, "", totals)


def _part(
    paper: _Paper,
    aside: tuple[str, ...],
    signs: tuple[SignColumn, ...],
    sessions: Sequence[Session],
    day: str,
    totals: tuple[str, ...],
) -> SheetPart:
    options, languages, occasion = paper.options, paper.languages, paper.occasion
    title, second = paper.label(phrases.STATE_TITLE if options.state else phrases.TITLE)
    said, _ = paper.label(phrases.NOT_THE_PAPER)
    page, _ = paper.label(phrases.PAGE)
    sections = _sections(paper, sessions)
    if options.layout == "grid":
        sections = (*sections, SheetSection("", (_totals_row(paper, sessions),)))
    return SheetPart(
        title=title.upper(),
        second_title=second,
        about=phrases.about(occasion, languages[0]),
        about_below=phrases.about(occasion, languages[1]) if len(languages) > 1 else (),
        credit=phrases.credit(occasion, languages),
        aside=(*aside, said) if options.state else aside,
        columns=_columns(paper),
        sign_columns=signs,
        sections=sections,
        totals=totals,
        closing=_closing(paper, sessions),
        signatures=phrases.signatures(languages),
        notice=phrases.notice(phrases.organiser_names(occasion, languages[0]), languages),
        footer=phrases.footer(occasion.workshop.code, day, options.printed_at),
        page=page,
        is_state=options.state,
    )


_WIDTHS: dict[tuple[Layout, Variant], tuple[float, ...]] = {
    ("days", "complete"): (9, 60, 10, 81, 29, 34),
    ("days", "no_contacts"): (10, 76, 12, 100),
    ("days", "discreet"): (12, 135),
    ("grid", "complete"): (9, 52, 9, 59, 24),
    ("grid", "no_contacts"): (9, 58, 10, 66),
    ("grid", "discreet"): (11, 92),
}
"""Millimetres of the columns before those to sign in; a grid has no room for e-mail."""


def _columns(paper: _Paper) -> tuple[Column, ...]:
    widths = _WIDTHS[paper.options.layout, paper.options.variant]
    labels = (
        phrases.NUMBER,
        phrases.NAME,
        phrases.SEX,
        phrases.BODY,
        phrases.PHONE,
        phrases.EMAIL,
    )
    return tuple(
        Column(
            width,
            *paper.label(label),
            is_centred=label in (phrases.NUMBER, phrases.SEX),
            is_name=label is phrases.NAME,
        )
        for label, width in zip(labels, widths, strict=False)
    )


def _sections(paper: _Paper, sessions: Sequence[Session]) -> tuple[SheetSection, ...]:
    """Rows by category, then the empty ones; headings only where there are several kinds."""
    sections = []
    for label, categories in phrases.SECTIONS:
        lines = [line for line in paper.lines if line.registration.category in categories]
        if lines:
            heading = " / ".join(filter(None, paper.label(label)))
            sections.append(
                SheetSection(heading, tuple(_row(paper, line, sessions) for line in lines))
            )
    if len(sections) == 1:
        sections = [SheetSection("", sections[0].rows)]
    if paper.options.blank_rows and not paper.options.state:
        heading = (
            " / ".join(filter(None, paper.label(phrases.WALK_INS))) if len(sections) > 1 else ""
        )
        sections.append(SheetSection(heading, tuple(_blank_rows(paper))))
    return tuple(sections)


def _blank_rows(paper: _Paper) -> Iterable[SheetRow]:
    """Empty lines with the numbers that come next."""
    last = max((line.registration.number for line in paper.lines), default=0)
    for number in range(last + 1, last + 1 + paper.options.blank_rows):
        yield SheetRow((str(number),))


def _row(paper: _Paper, line: RosterLine, sessions: Sequence[Session]) -> SheetRow:
    registration, language = line.registration, paper.languages[0]
    rank_and_function = ", ".join(filter(None, (registration.rank, line.position(language))))
    body = line.organisation_name(language)
    home = paper.occasion.workshop.country
    phones = [national(phone, home) for one in line.person.phones for phone in read_phones(one)]
    cells = (
        str(registration.number or ""),
        printed_name(line.person, "list"),
        line.person.sex.value if line.person.sex else "",
        "\n".join(filter(None, (body, rank_and_function))),
        "\n".join(phones[:2]),
        line.person.email,
    )
    marks = [_mark(paper, line, session) for session in sessions]
    return SheetRow(cells[: len(_columns(paper))], tuple(marks))


def _mark(paper: _Paper, line: RosterLine, session: Session) -> str:
    """What is printed in a cell: nothing to sign over, a dash where nobody signs."""
    if not session.counts:
        return "—"
    if not paper.options.state:
        return ""
    standing = paper.standings.get((line.registration.id, session.id))
    return phrases.mark(standing, paper.languages[0])


def _totals(paper: _Paper, sessions: Sequence[Session]) -> tuple[str, ...]:
    if not paper.options.state:
        return (phrases.totals_to_fill(sessions, paper.languages),)
    present = [(session, _present(paper, [session])) for session in sessions if session.counts]
    return phrases.totals(present, paper.languages), *phrases.legend(paper.languages)


def _totals_row(paper: _Paper, sessions: Sequence[Session]) -> SheetRow:
    """The last row of a grid: how many were present at each half-day."""
    label, _ = paper.label(phrases.PRESENT)
    marks = []
    for session in sessions:
        seen = _present(paper, [session])
        said = f"{seen.total} ({seen.women})" if paper.options.state else ""
        marks.append(said if session.counts else "—")
    return SheetRow(("", label), tuple(marks))


def _closing(paper: _Paper, sessions: Sequence[Session]) -> tuple[str, ...]:
    if not paper.options.state:
        return tuple(phrases.closing_to_fill(one) for one in paper.languages)
    present = _present(paper, sessions)
    return tuple(phrases.closing_filled(present, one) for one in paper.languages)


def _present(paper: _Paper, sessions: Sequence[Session]) -> Count:
    """The participants seen at one of `sessions` at least."""
    seen = present_at_any([one.id for one in sessions], paper.lines, paper.standings)
    return count(line for line in seen if line.registration.category is Category.PARTICIPANT)
