"""Cities and countries: names, « à Bamako », « au Mali », « d’Agadez », codes.

Prepositions before places are data, not rule (field practice 4.3); a place that is not in the
tables gets the most likely form. `lang` is "fr" or "en".
"""

from dataclasses import dataclass

from app.domain.names import fold
from app.wording.grammar import with_article, with_de


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its names, its French prepositions, what stands after « soutien financier »."""

    code: str
    fr: str
    en: str
    in_fr: str
    of_fr: str
    donor_fr: str


@dataclass(frozen=True, slots=True)
class City:
    """A city whose code, English name or French prepositions are not the usual ones."""

    fr: str
    en: str
    code: str
    in_fr: str
    of_fr: str


_COUNTRY_TABLE = """
    BE|Belgique|Belgium|en|de la|du Royaume de Belgique
    BF|Burkina Faso|Burkina Faso|au|du|
    BJ|Bénin|Benin|au|du|
    CA|Canada|Canada|au|du|du Gouvernement du Canada
    CH|Suisse|Switzerland|en|de la|de la Confédération suisse
    CI|Côte d’Ivoire|Côte d’Ivoire|en|de la|
    CM|Cameroun|Cameroon|au|du|
    DE|Allemagne|Germany|en|de l’|de la République fédérale d’Allemagne
    DK|Danemark|Denmark|au|du|du Royaume du Danemark
    DZ|Algérie|Algeria|en|de l’|
    EG|Égypte|Egypt|en|de l’|
    ES|Espagne|Spain|en|de l’|du Royaume d’Espagne
    ET|Éthiopie|Ethiopia|en|de l’|
    EU|Union européenne|European Union|dans l’|de l’|de l’Union européenne
    FR|France|France|en|de la|de la République française
    GB|Royaume-Uni|United Kingdom|au|du|du Royaume-Uni
    GH|Ghana|Ghana|au|du|
    GM|Gambie|Gambia|en|de la|
    GN|Guinée|Guinea|en|de la|
    GW|Guinée-Bissau|Guinea-Bissau|en|de la|
    IT|Italie|Italy|en|de l’|de la République italienne
    JP|Japon|Japan|au|du|du Gouvernement du Japon
    LR|Libéria|Liberia|au|du|
    LU|Luxembourg|Luxembourg|au|du|du Grand-Duché de Luxembourg
    LY|Libye|Libya|en|de la|
    MA|Maroc|Morocco|au|du|du Royaume du Maroc
    ML|Mali|Mali|au|du|
    MR|Mauritanie|Mauritania|en|de la|
    NE|Niger|Niger|au|du|
    NG|Nigéria|Nigeria|au|du|
    NL|Pays-Bas|Netherlands|aux|des|du Royaume des Pays-Bas
    NO|Norvège|Norway|en|de la|du Royaume de Norvège
    SE|Suède|Sweden|en|de la|du Royaume de Suède
    SL|Sierra Leone|Sierra Leone|en|de la|
    SN|Sénégal|Senegal|au|du|
    TD|Tchad|Chad|au|du|
    TG|Togo|Togo|au|du|
    TN|Tunisie|Tunisia|en|de la|
    US|États-Unis|United States|aux|des|des États-Unis d’Amérique
"""

_CITY_TABLE = """
    Bamako|Bamako|BKO||
    Niamey|Niamey|NIM||
    Abidjan|Abidjan|ABJ||
    Addis-Abeba|Addis Ababa|ADD||
    Alger|Algiers|ALG||
    Bruxelles|Brussels|BRU||
    Conakry|Conakry|CKY||
    Copenhague|Copenhagen|CPH||
    Cotonou|Cotonou|COO||
    Dakar|Dakar|DKR||
    Genève|Geneva|GVA||
    La Haye|The Hague|HAG|à La Haye|de La Haye
    Le Caire|Cairo|CAI|au Caire|du Caire
    Lomé|Lomé|LFW||
    N’Djamena|N’Djamena|NDJ||
    Nouakchott|Nouakchott|NKC||
    Ouagadougou|Ouagadougou|OUA||de Ouagadougou
    Ouahigouya|Ouahigouya|OHG||de Ouahigouya
    Tombouctou|Timbuktu|TOM||
    Vienne|Vienna|VIE||
"""


def _countries() -> dict[str, Country]:
    found = {}
    for line in _COUNTRY_TABLE.split("\n"):
        if line.strip():
            code, fr, en, inside, of, donor = line.strip().split("|")
            of_fr = _before(of, fr)
            found[code] = Country(code, fr, en, _before(inside, fr), of_fr, donor or of_fr)
    return found


def _before(preposition: str, name: str) -> str:
    return f"{preposition}{name}" if preposition.endswith("’") else f"{preposition} {name}"


def _cities() -> dict[str, City]:
    found = {}
    for line in _CITY_TABLE.split("\n"):
        if line.strip():
            fr, en, code, in_fr, of_fr = line.strip().split("|")
            city = City(fr, en, code, in_fr or f"à {fr}", of_fr or with_de(fr))
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


def of_country(code: str, lang: str) -> str:
    """« du Mali », « de l’Allemagne » / "of Mali", "of the Netherlands"."""
    country = _COUNTRIES.get(code.upper())
    if country and lang == "fr":
        return country.of_fr
    return with_de(country_name(code, lang), lang)


def of_donor(code: str) -> str:
    """What French puts after « avec le soutien financier »: « du Royaume du Danemark »."""
    country = _COUNTRIES.get(code.upper())
    return country.donor_fr if country else with_de(code)


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
    return known.in_fr if known else _unknown_city("à ", city)


def of_city(city: str) -> str:
    """« de Bamako », « d’Agadez », « du Caire »."""
    known = _CITIES.get(fold(city))
    if known:
        return known.of_fr
    return _unknown_city("de ", city) if city.startswith(("Le ", "La ", "Les ")) else with_de(city)


def _unknown_city(preposition: str, city: str) -> str:
    """A city's own article contracts (« au Mans ») but for « La », which stays (« à La Paz »)."""
    contracted = {"à Le": "au", "à Les": "aux", "de Le": "du", "de Les": "des"}
    article, _, rest = city.partition(" ")
    joint = contracted.get(preposition + article)
    return f"{joint} {rest}" if joint and rest else f"{preposition}{city}"


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
