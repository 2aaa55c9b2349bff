"""What attendance sheets say, in French and English. Source: field practice 3.2, 3.3 and 7.3.

A label is a pair, French first. `languages` are those of the paper: one, or French and English.
"""

from collections.abc import Sequence
from datetime import date

from app.documents.phrases import Occasion, body_name, credit_clauses, kind_and_title
from app.domain.attendance import Standing, What
from app.domain.registration import Category
from app.domain.statistics import Count
from app.domain.workshop import Part, Session
from app.wording.dates import period, short_period, weekday, weekday_day
from app.wording.places import city_name
from app.wording.sentences import closing_line
from app.wording.typography import typo

Label = tuple[str, str]
Languages = Sequence[str]

_NO_BREAK = "\u00a0"

TITLE: Label = ("Liste de présence", "Attendance sheet")
STATE_TITLE: Label = ("État de présence", "Attendance summary")
NUMBER: Label = ("N°", "No.")
NAME: Label = ("Nom et prénoms", "Full name")
SEX: Label = ("Sexe", "Sex")
BODY: Label = ("Structure / Fonction", "Organization / Position")
PHONE: Label = ("Téléphone", "Telephone")
EMAIL: Label = ("E-mail", "E-mail")
SIGNATURE: Label = ("Émargement", "Signature")
ATTENDANCE: Label = ("Présence", "Attendance")
WALK_INS: Label = ("Arrivées hors liste", "Walk-ins")
PRESENT: Label = ("Participants présents (dont F)", "Participants present (of whom F)")
ALL_DAYS: Label = ("Tous les jours", "All days")
NOT_THE_PAPER: Label = (
    "d’après les présences saisies ; ne remplace pas la liste signée",
    "as entered; does not replace the signed sheet",
)
PAGE: Label = ("Page {x} sur {y}", "Page {x} of {y}")

SECTIONS: tuple[tuple[Label, frozenset[Category]], ...] = (
    (("Participants", "Participants"), frozenset((Category.PARTICIPANT,))),
    (("Observateurs", "Observers"), frozenset((Category.OBSERVER,))),
    (
        ("Facilitation et organisation", "Facilitation and organization"),
        frozenset(
            (
                Category.FACILITATOR,
                Category.TRAINER,
                Category.RESOURCE_PERSON,
                Category.ORGANISER,
                Category.INTERPRETER,
                Category.SUPPORT,
            )
        ),
    ),
    (
        ("Invités officiels et presse", "Official guests and press"),
        frozenset((Category.GUEST, Category.PRESS)),
    ),
)
"""The parts of a list by category, in the order of the paper (SH-09)."""

_PARTS: dict[Part, Label] = {
    Part.MORNING: ("matin", "morning"),
    Part.AFTERNOON: ("après-midi", "afternoon"),
    Part.OTHER: ("séance", "session"),
}
_SHORT_PARTS: dict[Part, Label] = {
    Part.MORNING: ("Matin", "A.m."),
    Part.AFTERNOON: ("Apr.-m.", "P.m."),
    Part.OTHER: ("Séance", "Session"),
}
_BLANK = "_" * 6
_LONG_BLANK = "_" * 34


def said(label: Label, languages: Languages) -> str:
    """The label in the paper's first language."""
    return label[0] if languages[0] == "fr" else label[1]


def below(label: Label, languages: Languages) -> str:
    """The label in the paper's second language; nothing when it has one, or says the same."""
    return label[1] if len(languages) > 1 and label[0] != label[1] else ""


def about(occasion: Occasion, language: str) -> tuple[str, str]:
    """The lines under the title in one language: what, then where and when."""
    workshop = occasion.workshop
    when = period(workshop.starts_on, workshop.ends_on, language)
    where = ", ".join(filter(None, (city_name(workshop.city, language), when)))
    if venue := workshop.venue_in(language):
        where += f" · {'Lieu' if language == 'fr' else 'Venue'}: {venue}"
    return kind_and_title(workshop, language), typo(where, language)


def credit(occasion: Occasion, languages: Languages) -> tuple[str, ...]:
    """Who organises, under which programme, with whose money: a small line in each language."""
    return tuple(filter(None, (credit_clauses(occasion, one) for one in languages)))


def day_aside(
    number: int, on: date, sessions: Sequence[Session], languages: Languages
) -> tuple[str, ...]:
    """The box at the right of a day's sheet: « Jour 1 », the date, the hours where known."""
    first = languages[0]
    label = f"{'Jour' if first == 'fr' else 'Day'} {number}"
    hours = [
        f"{_PARTS[one.part][first != 'fr']} {one.starts}–{one.ends}"
        for one in sessions
        if one.starts and one.ends and one.counts
    ]
    return tuple(filter(None, (label, weekday_day(on, first), " · ".join(hours))))


def grid_aside(days: Sequence[date], languages: Languages) -> tuple[str, ...]:
    """The box at the right of a sheet for several days."""
    return (said(ALL_DAYS, languages), short_period(days[0], days[-1], languages[0]))


def part_label(session: Session) -> Label:
    """« Matin » / "Morning", above a wide column to sign in."""
    if session.part is Part.OTHER and session.label:
        return session.label, session.label
    french, english = _PARTS[session.part]
    return french.capitalize(), english.capitalize()


def short_label(session: Session) -> Label:
    """« Matin » / "A.m.", above a narrow column."""
    if session.part is Part.OTHER and session.label:
        return session.label, session.label
    return _SHORT_PARTS[session.part]


def day_label(on: date, language: str) -> str:
    """« mer. 13 » above the half-days of a day."""
    return f"{weekday(on, language)[:3]}.{_NO_BREAK}{on.day}"


def totals_to_fill(sessions: Sequence[Session], languages: Languages) -> str:
    """« Participants présents : matin ____ (F ____ H ____) … » to be written by hand."""
    first = languages[0]
    men = "H" if first == "fr" else "M"
    counts = [
        f"{_PARTS[one.part][first != 'fr']} {_BLANK} (F {_BLANK} {men} {_BLANK})"
        for one in sessions
        if one.counts
    ]
    return typo(f"{_present(first)}: {'      '.join(counts)}", first)


def totals(found: Sequence[tuple[Session, Count]], languages: Languages) -> str:
    """« Participants présents : matin 11 (F 3, H 8) … » from what was entered."""
    first = languages[0]
    men = "H" if first == "fr" else "M"
    counts = [
        f"{_PARTS[one.part][first != 'fr']} {n.total} (F {n.women}, {men} {n.men})"
        for one, n in found
    ]
    return typo(f"{_present(first)}: {' · '.join(counts)}", first)


def closing_to_fill(language: str) -> str:
    """The sentence that closes the list, its numbers to be written by hand."""
    if language == "fr":
        return (
            f"Arrêtée la présente liste à {_LONG_BLANK} ({_BLANK}) participants, "
            f"dont {_LONG_BLANK} ({_BLANK}) femmes."
        )
    return (
        f"This list is closed at {_LONG_BLANK} ({_BLANK}) participants, "
        f"including {_LONG_BLANK} ({_BLANK}) women."
    )


def closing_filled(found: Count, language: str) -> str:
    """« Arrêtée la présente liste à onze (11) participants, dont trois (3) femmes. »."""
    return typo(closing_line(found.total, found.women, language, unknown=found.unknown), language)


def signatures(languages: Languages) -> tuple[str, ...]:
    """Who signs a list; the hint stands after a newline."""
    labels: tuple[Label, ...] = (
        ("Le formateur", "Trainer"),
        ("Pour l’organisateur", "For the organizer"),
    )
    hint = _joined(("nom, signature", "name, signature"), languages)
    stamped = _joined(("nom, signature, cachet", "name, signature, stamp"), languages)
    colon = f"{_NO_BREAK}:" if languages[0] == "fr" else ":"
    return tuple(
        f"{_joined(label, languages)}{colon}\n({extra})"
        for label, extra in zip(labels, (hint, stamped), strict=True)
    )


def mark(known: Standing | None, language: str) -> str:
    """P, A, E; R or L when late, D when gone early; a dash when nothing was entered."""
    if known is None:
        return "–"
    if known.what is What.ABSENT:
        return "A"
    if known.what is What.EXCUSED:
        return "E"
    late = "R" if language == "fr" else "L"
    flags = (late if known.late else "") + ("D" if known.left_early else "")
    return flags or "P"


def legend(languages: Languages) -> tuple[str, ...]:
    """What the marks mean, a line in each language; the letters are those of the first."""
    late = "R" if languages[0] == "fr" else "L"
    lines = {
        "fr": f"P présence · {late} retard · D départ anticipé · A absence · E absence excusée · "
        "– non saisi",
        "en": f"P present · {late} late · D left early · A absent · E excused · – not entered",
    }
    return tuple(lines[one] for one in languages)


def notice(organisers: str, languages: Languages) -> str:
    """The notice on data that every sheet carries (DP-03)."""
    french = (
        "Vos données (nom, structure, fonction, contact, présence) servent à organiser cet "
        "atelier, établir l’attestation et produire des statistiques. Elles ne sont vues que par "
        f"l’équipe d’organisation{f' ({organisers})' if organisers else ''}. Vous pouvez les "
        "consulter, les corriger ou demander leur effacement auprès d’elle. Conservation : 24 mois."
    )
    english = (
        "Your data (name, organization, position, contact, attendance) are used to run this "
        "workshop, issue your certificate and produce statistics. Only the organizing team"
        f"{f' ({organisers})' if organisers else ''} sees them. You may consult or correct them or "
        "ask it for their deletion. Kept for 24 months."
    )
    texts = {"fr": french, "en": english}
    return " ".join(typo(texts[one], one) for one in languages)


def footer(code: str, day: str, printed_at: str) -> str:
    """What lets the office match a scan with its print: code, day, time of printing (SH-12)."""
    return " · ".join(filter(None, (code, day, printed_at)))


def organiser_names(occasion: Occasion, language: str) -> str:
    """The organisers by acronym where they have one."""
    bodies = occasion.organisers()
    return ", ".join(body.acronym.in_(language) or body_name(body, language) for body in bodies)


def _present(language: str) -> str:
    return "Participants présents" if language == "fr" else "Participants present"


def _joined(label: Label, languages: Languages) -> str:
    second = below(label, languages)
    return f"{said(label, languages)} / {second}" if second else said(label, languages)
