"""The country of a city where workshops are held, to be proposed; a person may say otherwise."""

from app.domain.names import fold

_COUNTRIES = {
    "abidjan": "CI",
    "bamako": "ML",
    "conakry": "GN",
    "cotonou": "BJ",
    "dakar": "SN",
    "gao": "ML",
    "lome": "TG",
    "mopti": "ML",
    "N’Djamena": "TD",
    "niamey": "NE",
    "nouakchott": "MR",
    "ouagadougou": "BF",
    "segou": "ML",
    "tillaberi": "NE",
    "zinder": "NE",
}
_BY_NAME = {fold(city): code for city, code in _COUNTRIES.items()}


def country_of(city: str) -> str:
    """The code of the country of `city`; empty for a city that is not in the table."""
    return _BY_NAME.get(fold(city), "")
