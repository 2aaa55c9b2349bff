"""French articles and contractions, and lists in words: « du Royaume du Danemark », « l’ONUDC ».

What a name needs cannot be computed for sure (field practice 4.3): organisations carry their
ready forms, and these functions offer one where none was typed.
"""

import re
from collections.abc import Sequence

from app.domain.folding import fold

_MASCULINE = """
    barreau bataillon bureau cabinet centre collectif comité conseil corps département district
    fonds forum gouvernement gouvernorat grand-duché groupe groupement hôpital institut
    atelier colloque cours séminaire stage
    laboratoire ministère observatoire office parquet pôle programme projet réseau royaume
    secrétariat service syndicat système tribunal état état-major haut-commissariat haut
    haut-conseil
    bénin burkina cameroun canada danemark ghana japon libéria luxembourg mali maroc niger nigéria
    royaume-uni sénégal tchad togo
    pnud hcr g5 sclct fmi pam ocrtis
"""
_FEMININE = """
    conférence formation réunion série session table visite
    académie administration agence ambassade assemblée association autorité banque brigade
    cellule chambre commission communauté confédération coordination cour coopération croix-rouge
    délégation direction division école fédération fondation force gendarmerie garde haute
    inspection mairie ministre mission organisation plateforme police préfecture primature
    protection présidence région république section société structure union unité université
    algérie allemagne belgique côte égypte espagne éthiopie france gambie guinée italie libye
    mauritanie norvège suède suisse tunisie
    minusma pcms bis dpf dgpn dggn cedeao bad fao giz dgse drpn cpi
    onudc onu oim ue aes unicef unesco uemoa oms usaid afd oif ua
"""
_PLURAL = """
    douanes états-unis forces nations pays-bas services eaux plateformes agences directions
    unités tribunaux
"""
_GENDERS = {
    fold(word): gender
    for gender, words in (("m", _MASCULINE), ("f", _FEMININE), ("p", _PLURAL))
    for word in words.split()
}
"""The gender of first words of bodies and kinds of workshop, of countries and acronyms."""

_H_ASPIRE = """
    haie halle halte hambourg haoussa harcèlement hausa haut haute hautes hauts havre haye hcr
    hollande honduras hongrie hors huit
"""
_ASPIRATED = frozenset(map(fold, _H_ASPIRE.split()))
"""Words whose h keeps « le » and « de » whole."""

_READY_DE = re.compile(r"^(?:de la |de l[’']|des? |du |d[’'])(?=\S)")
_READY_ARTICLE = re.compile(r"^(?:[Ll]es? |[Ll]a |[Ll][’'])(?=\S)")
_ARTICLE_IN = {"du": "le ", "des": "les ", "de la": "la ", "de l’": "l’", "de": "", "d’": ""}

_NOUNS_WITH_THE = """
    conference course meeting seminar session training workshop workshops
    agency authority brigade bureau centre command commission committee council court customs
    department directorate directorates district duchy embassy federation force forces fund g5
    gambia gendarmerie government guard institute kingdom mission ministry nations netherlands
    office organization organisation platform police pole programme program project republic
    secretariat section service services states union unit units
"""
_TAKE_THE = frozenset(_NOUNS_WITH_THE.split())
"""Nouns that make an English name take “the”."""


def join(items: Sequence[str], lang: str) -> str:
    """« A, B et C » / "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    last_joint = "et" if lang == "fr" else "and"
    return f"{', '.join(items[:-1])} {last_joint} {items[-1]}"


def with_article(name: str, lang: str = "fr") -> str:
    """« l’ONUDC », « le Royaume du Danemark » / "the Kingdom of Denmark", "Japan"."""
    if lang != "fr":
        return name if _is_proper(name) else f"the {name}"
    article, bare = _parted(name)
    return article + bare


def with_de(name: str, lang: str = "fr") -> str:
    """« du Royaume du Danemark », « de l’ONUDC », « d’Agadez » / "of the Kingdom of Denmark".

    `name` may be bare, bear its article, or be the ready form already, here and in its likes.
    """
    if not name:
        return ""
    if lang != "fr":
        return f"of {with_article(name, lang)}"
    if ready := _READY_DE.match(name):
        return ready[0].replace("'", "’") + name[ready.end() :]
    article, bare = _parted(name)
    contracted = {"le ": "du ", "les ": "des ", "": "d’" if _is_elided(bare) else "de "}
    return contracted.get(article, f"de {article}") + bare


def with_indefinite(name: str, lang: str = "fr") -> str:
    """« un atelier national », « une formation » / "a national workshop"; a typed one stays."""
    if re.match(r"(?:une? |an? |des )", name, re.IGNORECASE):
        return name
    if lang != "fr":
        return f"{'an' if fold(name)[:1] in tuple('aeiou') else 'a'} {name}"
    return f"{ {'f': 'une', 'p': 'des'}.get(_gender(name), 'un') } {name}"


def repeat_de(names: Sequence[str]) -> str:
    """« du Royaume du Danemark et du Gouvernement du Japon »: the preposition is repeated."""
    return join([with_de(name) for name in names], "fr")


def _parted(name: str) -> tuple[str, str]:
    """The article of the name, and the rest: as typed, out of its « de », or as far as known."""
    typed = _READY_DE.match(name) or _READY_ARTICLE.match(name)
    if typed:
        before = typed[0].lower().replace("'", "’").strip()
        article = _ARTICLE_IN.get(before, before if before == "l’" else f"{before} ")
        return article, name[typed.end() :]
    gender = _gender(name)
    if gender == "p":
        return "les ", name
    if gender and _is_elided(name):
        return "l’", name
    return {"m": "le ", "f": "la "}.get(gender, ""), name


def _gender(name: str) -> str:
    """m, f or p by the first word; an acronym of vowels first is elided anyway; else unknown."""
    first = name.partition(" ")[0]
    known = _GENDERS.get(fold(first)) or _GENDERS.get(fold(first.split("-")[0]))
    is_acronym = len(first) > 1 and first.isupper()
    return known or ("f" if is_acronym and _is_elided(first) else "")


def _is_elided(name: str) -> bool:
    """Whether « le » and « de » lose their vowel before the name."""
    words = fold(name).split()
    if not words or words[0] in _ASPIRATED:
        return False
    is_acronym = name.partition(" ")[0].isupper()
    return words[0][0] in "aeiou" or (words[0][0] == "h" and not is_acronym)


def _is_proper(name: str) -> bool:
    """Whether an English name stands without article: acronyms, Japan, Burkina Faso."""
    return name.lower().startswith("the ") or _TAKE_THE.isdisjoint(fold(name).split())
