"""Numbers as papers print them: in words, grouped, as a percentage."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_NO_BREAK = "\u00a0"
_NARROW = "\u202f"

_FR_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
)
_FR_TENS = "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SCALES = ((10**9, "milliard", "billion"), (10**6, "million", "million"))

Number = int | float | Fraction | Decimal


def in_words(n: int, lang: str, feminine: bool = False) -> str:
    """The number in words: « soixante et onze », « quatre-vingts », « vingt et une » femmes.

    Traditional French hyphens. Raises ValueError when `n` is below 0.
    """
    if n < 0:
        raise ValueError(n)
    if lang == "fr":
        words = _french(n)
        return f"{words}e" if feminine and words.split("-")[-1].split()[-1] == "un" else words
    return _english(n)


def _french(n: int) -> str:
    for scale, name, _ in _SCALES:
        if n >= scale:
            count, rest = divmod(n, scale)
            plural = "s" if count > 1 else ""
            return f"{_french(count)} {name}{plural}{_after(rest)}"
    if n >= 1000:
        count, rest = divmod(n, 1000)
        thousands = f"{_invariable(_french(count))} mille" if count > 1 else "mille"
        return f"{thousands}{_after(rest)}"
    if n >= 100:
        count, rest = divmod(n, 100)
        hundreds = f"{_french(count)} cent" if count > 1 else "cent"
        return f"{hundreds}s" if count > 1 and not rest else f"{hundreds}{_after(rest)}"
    return _french_below_hundred(n)


def _after(rest: int) -> str:
    return f" {_french(rest)}" if rest else ""


def _invariable(words: str) -> str:
    """Before « mille », cent and quatre-vingt take no s."""
    ends_in_plural = words.endswith(("cents", "quatre-vingts"))
    return words[:-1] if ends_in_plural else words


def _french_below_hundred(n: int) -> str:
    units = _FR_UNITS.split()
    if n < 20:
        return units[n]
    ten = n // 10
    tens = _FR_TENS.split()[ten - 2]
    rest = n - 20 * (ten // 2) if ten in (7, 9) else n % 10
    if n == 80:
        return "quatre-vingts"
    if not rest:
        return tens
    joint = " et " if rest in (1, 11) and ten < 8 else "-"
    return f"{tens}{joint}{units[rest]}"


def _english(n: int) -> str:
    for scale, _, name in (*_SCALES, (1000, "", "thousand")):
        if n >= scale:
            count, rest = divmod(n, scale)
            joint = " and " if rest < 100 else " "
            return f"{_english(count)} {name}" + (f"{joint}{_english(rest)}" if rest else "")
    if n >= 100:
        count, rest = divmod(n, 100)
        return f"{_english(count)} hundred" + (f" and {_english(rest)}" if rest else "")
    if n < 20:
        return _EN_UNITS.split()[n]
    tens, rest = _EN_TENS.split()[n // 10 - 2], n % 10
    return f"{tens}-{_EN_UNITS.split()[rest]}" if rest else tens


def words_and_digits(n: int, lang: str, feminine: bool = False) -> str:
    """« vingt-neuf (29) », as speeches and closing lines say a number."""
    return f"{in_words(n, lang, feminine)} ({number(n, lang)})"


def number(n: Number, lang: str) -> str:
    """« 15 000 », « 32,5 » / "15,000", "32.5"; at most two decimals, none that is zero.

    French groups with a narrow no-break space.
    """
    rounded = _rounded(n, 2).normalize()
    return _grouped(rounded, max(0, -int(rounded.as_tuple().exponent)), lang)


def percent(share: Number, lang: str) -> str:
    """A share of 0 to 1 with one decimal: « 16,1 % » with a no-break space / "16.1%"."""
    shown = _grouped(_rounded(Fraction(share) * 100, 1), 1, lang)
    return f"{shown}{_NO_BREAK}%" if lang == "fr" else f"{shown}%"


def _rounded(n: Number, places: int) -> Decimal:
    """Half up and exact, so that 2.25 is never 2.2 on one machine and 2.3 on another."""
    exact = Fraction(n)
    scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
    return scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _grouped(n: Decimal, places: int, lang: str) -> str:
    shown = f"{n:,.{places}f}"
    return shown.replace(",", _NARROW).replace(".", ",") if lang == "fr" else shown
