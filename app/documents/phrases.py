"""What certificates say, in French and English; every function is told its language.

Source of the forms: field practice 4.1 to 4.4. Text typed by people goes through `typo` here,
but names, ranks and functions, which are printed exactly as typed (CI-03).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.registration import Category
from app.domain.workshop import Organisation, Partner, Role, Workshop
from app.wording.dates import day, days, period
from app.wording.grammar import join, repeat_de, with_article, with_de
from app.wording.places import city_name, country_name, in_city
from app.wording.typography import typo

_NO_BREAK = "\u00a0"

_TITLES = {
    "participation": ("Attestation de participation", "Certificate of participation"),
    "completion": ("Attestation de fin de formation", "Certificate of completion"),
    "success": ("Certificat de réussite", "Certificate of achievement"),
    "appreciation": ("Attestation de reconnaissance", "Certificate of appreciation"),
}

_DEEDS: dict[str, tuple[str, str]] = {
    "participation": ("a participé {à}", "participated in {the}"),
    "partial": ("a participé aux travaux {days} {de}", "participated {days} in {the}"),
    "completion": ("a suivi en entier {le}", "completed {the}"),
    "success": ("a suivi avec succès {le}", "successfully completed {the}"),
    Category.OBSERVER: ("a assisté {à}", "attended {the} as an observer"),
    Category.FACILITATOR: ("a assuré l’animation {de}", "facilitated {the}"),
    Category.TRAINER: (
        "a dispensé la formation dans le cadre {de}",
        "served as a trainer in {the}",
    ),
    Category.RESOURCE_PERSON: (
        "a apporté son expertise {à}",
        "served as a resource person at {the}",
    ),
    Category.ORGANISER: (
        "a contribué à l’organisation {de}",
        "contributed to the organization of {the}",
    ),
    Category.GUEST: ("a pris part {à}", "took part in {the}"),
    Category.INTERPRETER: ("a assuré l’interprétation {de}", "served as an interpreter at {the}"),
    Category.PRESS: ("a assuré la couverture médiatique {de}", "covered {the} for the press"),
    Category.SUPPORT: (
        "a apporté son appui à l’organisation {de}",
        "supported the organization of {the}",
    ),
}
"""What somebody did, by kind of certificate or category. No word of it agrees with a sex."""

_APPRECIATED = frozenset(Category) - {Category.PARTICIPANT, Category.OBSERVER, Category.GUEST}

_GENDERS = {
    "m": "atelier séminaire colloque forum stage cours symposium module programme exercice",
    "f": "formation session conférence réunion table journée rencontre mission visite consultation",
    "mp": "ateliers séminaires travaux échanges",
    "fp": "journées assises consultations",
}
_HELD = {"m": "tenu", "f": "tenue", "mp": "tenus", "fp": "tenues"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A workshop with what certificates say around it, in protocol order."""

    workshop: Workshop
    partners: Sequence[Partner] = ()
    programme_fr: str = ""
    programme_en: str = ""

    def organisers(self) -> list[Organisation]:
        """The bodies that hold the workshop."""
        return _bodies(self, Role.ORGANISER, Role.CO_ORGANISER)


def certificate_title(kind: str, category: Category, lang: str) -> str:
    """« Attestation de participation »; who led the work gets one of appreciation."""
    key = "appreciation" if category in _APPRECIATED else kind
    return _pick(_TITLES.get(key, _TITLES["participation"]), lang)


def certifier(organisers: Iterable[Organisation], lang: str) -> str:
    """« L’Office … (ONUDC) atteste que » / "This is to certify that"."""
    if lang != "fr":
        return "This is to certify that"
    names = [_definite(body) + _acronym(body, "fr") for body in organisers if body.name.fr]
    if not names:
        return "Il est attesté que"
    verb = "attestent" if len(names) > 1 else "atteste"
    subject = typo(join(names, "fr"), "fr")
    return f"{subject[0].upper()}{subject[1:]} {verb} que"


def certificate_body(
    occasion: Occasion, kind: str, category: Category, lang: str, on: Collection[date] = ()
) -> str:
    """What the person did, where, when, and with whose help: one sentence.

    `on` are the days attended when a certificate says only these.
    """
    clauses = [_deed(occasion.workshop, kind, category, lang, on), _held(occasion.workshop, lang)]
    clauses += filter(None, (_aegis(occasion, lang), _partners(occasion, lang)))
    clauses += filter(None, (_donors(occasion, lang),))
    return typo(", ".join(clauses) + ".", lang)


def kind_and_title(workshop: Workshop, lang: str) -> str:
    """« Atelier national sur « … » » / "National workshop on “…”", as a heading."""
    if lang == "fr":
        kind, joint = workshop.kind.fr or "atelier", "sur"
        quoted = f"«{_NO_BREAK}{_bare_title(workshop, lang)}{_NO_BREAK}»"
    else:
        kind, joint, quoted = (
            workshop.kind.en or "workshop",
            "on",
            f"“{_bare_title(workshop, lang)}”",
        )
    return typo(f"{kind[:1].upper()}{kind[1:]} {joint} {quoted}", lang)


def credit_clauses(occasion: Occasion, lang: str) -> str:
    """Who organises, under which programme, with whose money: the small line of a sheet."""
    names = join([body_name(body, lang) for body in occasion.organisers()], lang)
    programme = _pick((occasion.programme_fr, occasion.programme_en), lang)
    donors = _donors(occasion, lang)
    return typo(" – ".join(filter(None, (names, programme, donors))), lang)


def closing(kind: str, category: Category, lang: str) -> str:
    """« En foi de quoi la présente attestation lui est délivrée … »; English says nothing."""
    if lang != "fr":
        return ""
    is_certificat = kind == "success" and category not in _APPRECIATED
    paper = "le présent certificat" if is_certificat else "la présente attestation"
    given = "délivré" if is_certificat else "délivrée"
    return f"En foi de quoi {paper} lui est {given} pour servir et valoir ce que de droit."


def done_at(city: str, on: date, lang: str) -> str:
    """« Fait à Bamako, le 15 octobre 2021 » / "Bamako, 15 October 2021"."""
    if lang == "fr":
        return f"Fait {in_city(city, 'fr')}, le{_NO_BREAK}{day(on, 'fr')}"
    return f"{city_name(city, lang)}, {day(on, lang)}"


def number_line(number: str, lang: str) -> str:
    """« N° 2021-BKO-03/007 » / "No. 2021-BKO-03/007"."""
    return f"{'N°' if lang == 'fr' else 'No.'}{_NO_BREAK}{number}"


def replaces(lang: str) -> str:
    """The note on every version but the first."""
    return _pick(
        ("Annule et remplace la version précédente", "Cancels and replaces the previous version"),
        lang,
    )


def duplicate(lang: str) -> str:
    """The note on a copy printed after a loss."""
    return _pick(("Duplicata", "Duplicate"), lang)


def not_issued(lang: str) -> str:
    """The note on a page printed for a look before issuing."""
    return _pick(("Aperçu – attestation non délivrée", "Preview – not issued"), lang)


def check_line(code: str, lang: str) -> str:
    """What stands under the printed code."""
    said = (f"Vérifiable hors ligne{_NO_BREAK}: {code}", f"Can be verified offline: {code}")
    return _pick(said, lang)


def sign_here(lang: str) -> str:
    """What stands under the line to sign on where no name is known."""
    return _pick(("(nom, signature, cachet)", "(name, signature, stamp)"), lang)


def body_name(organisation: Organisation, lang: str) -> str:
    """A partner as its small box says it: name and acronym."""
    return typo(organisation.name.in_(lang) + _acronym(organisation, lang), lang)


def _deed(
    workshop: Workshop, kind: str, category: Category, lang: str, on: Collection[date]
) -> str:
    """« a participé à l’atelier national sur « … » » / "participated in the … on “…”"."""
    key: str = category
    if category is Category.PARTICIPANT:
        key = "partial" if on else kind
    what = _pick(_DEEDS.get(key, _DEEDS["participation"]), lang)
    title = _bare_title(workshop, lang)
    if lang != "fr":
        the = f"the {workshop.kind.en or 'workshop'} on “{title}”"
        return what.format(the=the, days=days(on, lang))
    article, _ = _kind_forms(workshop)
    name = f"{workshop.kind.fr or 'atelier'} sur «{_NO_BREAK}{title}{_NO_BREAK}»"
    forms = {short: contracted + name for short, contracted in _WITH_ARTICLE[article].items()}
    return what.format(days=_of_days(on), **forms)


def _bare_title(workshop: Workshop, lang: str) -> str:
    """The title without the quotation marks or full stop that some people type."""
    return workshop.title.in_(lang).strip(' .«»“”"\u00a0\u202f')


_WITH_ARTICLE = {
    "le": {"le": "le ", "de": "du ", "à": "au "},
    "la": {"le": "la ", "de": "de la ", "à": "à la "},
    "les": {"le": "les ", "de": "des ", "à": "aux "},
    "l’": {"le": "l’", "de": "de l’", "à": "à l’"},
}


def _kind_forms(workshop: Workshop) -> tuple[str, str]:
    """The French article of what the workshop is, and « tenu » in agreement with it."""
    first = (workshop.kind.fr or "atelier").split(" ")[0].lower()
    gender = next((one for one, words in _GENDERS.items() if first in words.split()), "m")
    if gender.endswith("p"):
        return "les", _HELD[gender]
    if first[:1] in "aeiouéèêàhy":
        return "l’", _HELD[gender]
    return ("la" if gender == "f" else "le"), _HELD[gender]


def _of_days(on: Collection[date]) -> str:
    """« des 13 et 14 octobre 2021 », « du 13 octobre 2021 », « du 13 au 15 octobre 2021 »."""
    said = days(on, "fr")
    article, space, rest = said.partition(_NO_BREAK)
    return {"les": "des", "le": "du"}.get(article, article) + space + rest


def _held(workshop: Workshop, lang: str) -> str:
    """« tenu à Bamako (Mali), du 13 au 15 octobre 2021 » / "held in Bamako, Mali, from …"."""
    place, country = in_city(workshop.city, lang), country_name(workshop.country, lang)
    when = period(workshop.starts_on, workshop.ends_on, lang)
    if lang == "fr":
        _, held = _kind_forms(workshop)
        in_country = f"{_NO_BREAK}({country})" if country else ""
        return f"{held} {place}{in_country}, {when}"
    return ", ".join(filter(None, (f"held {place}", country, when)))


def _aegis(occasion: Occasion, lang: str) -> str:
    """« sous l’égide du Programme Sahel », from a partner or else from the programme."""
    bodies = _bodies(occasion, Role.AEGIS)
    programme = _pick((occasion.programme_fr, occasion.programme_en), lang)
    if not bodies and not programme:
        return ""
    if lang == "fr":
        under = f"sous{_NO_BREAK}l’égide "
        return under + (repeat_de([_of(body) for body in bodies]) or with_de(programme, "fr"))
    names = [body.name.in_(lang) for body in bodies] or [programme]
    return f"under the aegis of {_the_names(names)}"


def _partners(occasion: Occasion, lang: str) -> str:
    bodies = _bodies(occasion, Role.PARTNER, Role.TECHNICAL_PARTNER)
    if not bodies:
        return ""
    if lang == "fr":
        return f"en{_NO_BREAK}partenariat avec {join([_definite(body) for body in bodies], lang)}"
    return f"in partnership with {_the_names([body.name.in_(lang) for body in bodies])}"


def _donors(occasion: Occasion, lang: str) -> str:
    bodies = _bodies(occasion, Role.DONOR)
    if not bodies:
        return ""
    if lang == "fr":
        return f"avec le soutien financier {repeat_de([_of(body) for body in bodies])}"
    return f"with the financial support of {_the_names([body.name.in_(lang) for body in bodies])}"


def _bodies(occasion: Occasion, *roles: Role) -> list[Organisation]:
    return [partner.organisation for partner in occasion.partners if partner.role in roles]


def _the_names(names: Sequence[str]) -> str:
    return join([with_article(name, "en") for name in names], "en")


def _of(body: Organisation) -> str:
    return body.fr_of or with_de(body.name.in_("fr"), "fr")


def _definite(body: Organisation) -> str:
    """« le Royaume du Danemark »: the name with its article, which « de » tells for sure."""
    for contracted, article in (("du ", "le "), ("des ", "les "), ("de la ", "la ")):
        if body.fr_of.startswith(contracted):
            return article + body.fr_of.removeprefix(contracted)
    if body.fr_of.startswith(("de l’", "de l'")):
        return "l’" + body.fr_of[5:]
    return body.name.fr if body.fr_of else with_article(body.name.in_("fr"), "fr")


def _acronym(body: Organisation, lang: str) -> str:
    acronym = body.acronym.in_(lang)
    return f" ({acronym})" if acronym and acronym != body.name.in_(lang) else ""


def _pick(said: tuple[str, str], lang: str) -> str:
    french, english = said
    return french if lang == "fr" else english
