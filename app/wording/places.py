"""Cities and countries: names, « à Bamako », « au Mali », codes.

Prepositions before places are data, not rule (field practice 4.3); a place that is not in the
tables gets the most likely form. `lang` is "fr" or "en".
"""

from dataclasses import dataclass

from app.domain.folding import fold
from app.wording.grammar import with_article


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its names, and « in » it in French."""

    code: str
    fr: str
    en: str
    in_fr: str


@dataclass(frozen=True, slots=True)
class City:
    """A city where workshops are held, or whose name takes an unusual form; `country` is a code."""

    fr: str
    en: str
    code: str
    country: str
    in_fr: str


_COUNTRY_TABLE = """
    AT|Autriche|Austria|en
    BE|Belgique|Belgium|en
    BF|Burkina Faso|Burkina Faso|au
    BJ|Bénin|Benin|au
    CA|Canada|Canada|au
    CH|Suisse|Switzerland|en
    CI|Côte d’Ivoire|Côte d’Ivoire|en
    CM|Cameroun|Cameroon|au
    DE|Allemagne|Germany|en
    DK|Danemark|Denmark|au
    DZ|Algérie|Algeria|en
    EG|Égypte|Egypt|en
    ES|Espagne|Spain|en
    ET|Éthiopie|Ethiopia|en
    EU|Union européenne|European Union|dans l’
    FR|France|France|en
    GB|Royaume-Uni|United Kingdom|au
    GH|Ghana|Ghana|au
    GM|Gambie|Gambia|en
    GN|Guinée|Guinea|en
    GW|Guinée-Bissau|Guinea-Bissau|en
    IT|Italie|Italy|en
    JP|Japon|Japan|au
    LR|Libéria|Liberia|au
    LU|Luxembourg|Luxembourg|au
    LY|Libye|Libya|en
    MA|Maroc|Morocco|au
    ML|Mali|Mali|au
    MR|Mauritanie|Mauritania|en
    NE|Niger|Niger|au
    NG|Nigéria|Nigeria|au
    NL|Pays-Bas|Netherlands|aux
    NO|Norvège|Norway|en
    SE|Suède|Sweden|en
    SL|Sierra Leone|Sierra Leone|en
    SN|Sénégal|Senegal|au
    TD|Tchad|Chad|au
    TG|Togo|Togo|au
    TN|Tunisie|Tunisia|en
    US|États-Unis|United States|aux
"""

_CITY_TABLE = """
    Bamako|Bamako|BKO|ML|
    Niamey|Niamey|NIM|NE|
    Abidjan|Abidjan|ABJ|CI|
    Addis-Abeba|Addis Ababa|ADD|ET|
    Alger|Algiers|ALG|DZ|
    Bruxelles|Brussels|BRU|BE|
    Conakry|Conakry|CKY|GN|
    Copenhague|Copenhagen|CPH|DK|
    Cotonou|Cotonou|COO|BJ|
    Dakar|Dakar|DKR|SN|
    Gao|Gao|GAO|ML|
    Genève|Geneva|GVA|CH|
    La Haye|The Hague|HAG|NL|à La Haye
    Le Caire|Cairo|CAI|EG|au Caire
    Lomé|Lomé|LFW|TG|
    Mopti|Mopti|MOP|ML|
    N’Djamena|N’Djamena|NDJ|TD|
    Nouakchott|Nouakchott|NKC|MR|
    Ouagadougou|Ouagadougou|OUA|BF|
    Ouahigouya|Ouahigouya|OHG|BF|
    Ségou|Ségou|SEG|ML|
    Tillabéri|Tillabéri|TIL|NE|
    Tombouctou|Timbuktu|TOM|ML|
    Vienne|Vienna|VIE|AT|
    Zinder|Zinder|ZIN|NE|
"""


def _countries() -> dict[str, Country]:
    found = {}
    for line in _COUNTRY_TABLE.split("\n"):
        if line.strip():
            code, fr, en, inside = line.strip().split("|")
            found[code] = Country(code, fr, en, _before(inside, fr))
    return found


def _before(preposition: str, name: str) -> str:
    return f"{preposition}{name}" if preposition.endswith("’") else f"{preposition} {name}"


def _cities() -> dict[str, City]:
    found = {}
    for line in _CITY_TABLE.split("\n"):
        if line.strip():
            fr, en, code, country, in_fr = line.strip().split("|")
            city = City(fr, en, code, country, in_fr or f"à {fr}")
            found[fold(fr)] = found[fold(en)] = city
    return found


_COUNTRIES = _countries()
_CITIES = _cities()


def country_name(code: str, lang: str) -> str:
    """« Mali », by ISO code; the code itself where it is in no table."""
    country = _COUNTRIES.get(code.upper())
    if country is None:
        return code
    return country.fr if lang == "fr" else country.en


def in_country(code: str, lang: str) -> str:
    """« au Mali », « aux Pays-Bas » / "in Mali", "in the Netherlands"."""
    country = _COUNTRIES.get(code.upper())
    if country and lang == "fr":
        return country.in_fr
    return f"{'à' if lang == 'fr' else 'in'} {with_article(country_name(code, lang), 'en')}"


def city_name(city: str, lang: str) -> str:
    """The city's name in `lang`, however it was typed: « Tombouctou » / "Timbuktu"."""
    known = _CITIES.get(fold(city))
    if known is None:
        return city
    return known.fr if lang == "fr" else known.en


def in_city(city: str, lang: str) -> str:
    """« à Bamako », « au Caire » / "in Bamako"."""
    if lang != "fr":
        return f"in {city_name(city, lang)}"
    known = _CITIES.get(fold(city))
    return known.in_fr if known else _in_unknown_city(city)


def _in_unknown_city(city: str) -> str:
    """A city's own article contracts (« au Mans ») but for « La », which stays (« à La Paz »)."""
    article, _, rest = city.partition(" ")
    joint = {"Le": "au", "Les": "aux"}.get(article)
    return f"{joint} {rest}" if joint and rest else f"à {city}"


def in_place(city: str, country: str, lang: str) -> str:
    """« à Bamako (Mali) » / "in Bamako, Mali"; `country` is an ISO code and may be empty."""
    inside, name = in_city(city, lang), country_name(country, lang)
    if not name:
        return inside
    return f"{inside} ({name})" if lang == "fr" else f"{inside}, {name}"


def city_code(city: str) -> str:
    """Three capital letters for a workshop's code: Bamako gives BKO, an unknown Gao GAO."""
    known = _CITIES.get(fold(city))
    letters = "".join(c for c in fold(city) if c.isascii() and c.isalpha())
    return known.code if known else (letters + "xxx")[:3].upper()


def country_of(city: str) -> str:
    """The code of the country of `city`, to be proposed; empty for one that is in no table."""
    known = _CITIES.get(fold(city))
    return known.country if known else ""
