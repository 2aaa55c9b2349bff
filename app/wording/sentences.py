"""The sentences that say who came, from numbers and names: always with the number of women.

Ordinary spaces, so that a script can compare them; `typography.typo` sets them for paper.
`lang` is "fr" or "en". Source of the forms: field practice 1.6 and 4.6.
"""

from collections.abc import Sequence

from app.wording.grammar import join
from app.wording.numbers import in_words, number, words_and_digits
from app.wording.places import in_city, in_country

PlaceCount = tuple[int, str]
"""The participants of one workshop and its place: a city, or a country's ISO code."""


def gathered(
    parts: Sequence[PlaceCount], women: int, lang: str, by: str = "city", *, unknown: int = 0
) -> str:
    """The headline sentence, with its full stop.

    « Ces deux sessions ont réuni 56 participants (25 à Niamey et 31 à Bamako), dont 9 femmes. »
    One part gives « Cet atelier a réuni … ». `by` is "city" or "country"; `unknown` counts those
    whose sex was not recorded.
    """
    counted = participants_by(parts, women, lang, by, unknown=unknown)
    if len(parts) < 2:
        subject = "Cet atelier a réuni" if lang == "fr" else "This workshop gathered"
    elif lang == "fr":
        subject = f"Ces {in_words(len(parts), lang, feminine=True)} sessions ont réuni"
    else:
        subject = f"These {in_words(len(parts), lang)} sessions gathered"
    return f"{subject} {counted}."


def participants_by(
    parts: Sequence[PlaceCount], women: int, lang: str, by: str = "country", *, unknown: int = 0
) -> str:
    """« 56 participants (25 au Niger et 31 au Mali), dont 9 femmes »; one place needs no brackets.

    Workshops in the same place are counted together.
    """
    inside = in_country if by == "country" else in_city
    places: dict[str, int] = {}
    for count, place in parts:
        where = inside(place, lang)  # « bamako » and « Bamako » are one place
        places[where] = places.get(where, 0) + count
    cut = join([f"{_plain(n, lang)} {where}" for where, n in places.items()], lang)
    brackets = f" ({cut})" if len(places) > 1 else ""
    total = _counted(sum(places.values()), "participant", lang)
    return with_women(f"{total}{brackets}", women, lang, unknown=unknown)


def with_women(people: str, women: int, lang: str, *, unknown: int = 0) -> str:
    """« 56 participants, dont 9 femmes (sexe non renseigné : 2) », after `people`.

    Where no woman is known and some are unknown, only these are said: « aucune femme » would
    claim what nobody recorded.
    """
    among = "" if unknown and not women else f", {women_phrase(women, lang)}"
    return f"{people}{among}{_unknown_phrase(unknown, lang)}"


def women_phrase(women: int, lang: str) -> str:
    """« dont 9 femmes », « dont une femme », « aucune femme »: never empty."""
    if lang == "fr":
        some = "dont une femme" if women == 1 else f"dont {_plain(women, lang)} femmes"
        return some if women else "aucune femme"
    some = "including one woman" if women == 1 else f"including {_plain(women, lang)} women"
    return some if women else "no women"


def headline(participants: int, observers: int, lang: str) -> str:
    """« 11 participants et 2 observateurs »; observers are left out where there are none."""
    word = "observateur" if lang == "fr" else "observer"
    counts = [_counted(participants, "participant", lang)]
    if observers:
        counts.append(_counted(observers, word, lang))
    return join(counts, lang)


def in_speech(participants: int, women: int, lang: str, *, unknown: int = 0) -> str:
    """« vingt-neuf (29) participants, dont six (6) femmes », to read aloud.

    With unknown ones: « …, dont une (1) femme, sexe non renseigné pour deux (2) ».
    """
    said = [f"{words_and_digits(participants, lang)} {_form(participants, 'participant', lang)}"]
    if women:
        among = words_and_digits(women, lang, feminine=True)
        if lang == "fr":
            said.append(f"dont {among} {_form(women, 'femme', lang)}")
        else:
            said.append(f"including {among} {'woman' if women == 1 else 'women'}")
    elif not unknown:
        said.append(women_phrase(0, lang))
    if unknown:
        start = "sexe non renseigné pour" if lang == "fr" else "sex not recorded for"
        said.append(f"{start} {words_and_digits(unknown, lang)}")
    return ", ".join(said)


def closing_line(participants: int, women: int, lang: str, *, unknown: int = 0) -> str:
    """The line that closes a signed list: « Arrêtée la présente liste à vingt-cinq (25) … »."""
    start = "Arrêtée la présente liste à" if lang == "fr" else "This list is closed at"
    return f"{start} {in_speech(participants, women, lang, unknown=unknown)}."


def _unknown_phrase(unknown: int, lang: str) -> str:
    """Those whose sex is unknown are said, never put among the men."""
    if not unknown:
        return ""
    if lang == "fr":
        return f" (sexe non renseigné : {_plain(unknown, lang)})"
    return f" (sex not recorded: {_plain(unknown, lang)})"


def _counted(n: int, word: str, lang: str) -> str:
    return f"{_plain(n, lang)} {_form(n, word, lang)}"


def _form(n: int, word: str, lang: str) -> str:
    """French takes the singular for 0 and 1, English for 1 only."""
    is_singular = n < 2 if lang == "fr" else n == 1
    return word if is_singular else f"{word}s"


def _plain(n: int, lang: str) -> str:
    return number(n, lang).replace("\u202f", " ")
