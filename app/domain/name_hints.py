"""Gentle offers about a name that is being typed: a key accepts, ignoring is fine."""

from app.domain.names import accent_suggestions, digit_fix, display, split_name


def offered_name(text: str) -> str:
    """The name with accents and capitals as it is usually printed; "" when there is none to offer.

    TRAOR2 gives TRAORÉ; « konate aminata » gives « Aminata KONATÉ ». The order of the words is
    left alone where nothing tells which is the family name.
    """
    typed = " ".join(text.split())
    fixed = digit_fix(typed) or typed
    better = accent_suggestions(fixed) or fixed
    if better.islower() or better.isupper() or _has_capitals(better):
        family, given = split_name(better)
        better = display(family, given, style="text") if family and given else better
    return better if better != typed else ""


def swapped(text: str) -> str:
    """The name with family and given name the other way round."""
    family, given = split_name(text)
    return display(given, family, style="text") if family and given else text


def sure_halves(text: str) -> tuple[str, str]:
    """Family and given name where capitals tell them apart; both empty where nothing does."""
    return split_name(text) if _has_capitals(text) else ("", "")


def _has_capitals(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 1]
    loud = [word.isupper() for word in words]
    return any(loud) and not all(loud)
