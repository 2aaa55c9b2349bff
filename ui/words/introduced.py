"""How the cards of laptops are said on screen, beside those that are known."""

from app.i18n import N_, _
from app.services.travelling.introducing import Introduction, Standing
from app.wording.people import isolated
from ui.models.shapes import Shape
from ui.models.states import StateRow

_STANDINGS = {
    Standing.NEW: N_("new here: compare the digits"),
    Standing.KNOWN: N_("known here already, with this key"),
    Standing.OTHER_KEY: N_("another key than the one known of {known}"),
    Standing.KEY_TAKEN: N_("a key of {known}, under another id"),
    Standing.NAME_TAKEN: N_("another laptop is called {known}"),
    Standing.OURS: N_("this computer itself, by its id, key or name"),
}


def standing_words(one: Introduction) -> str:
    """How a card stands to the laptops that are known."""
    said = _(_STANDINGS[one.standing]).format(known=isolated(one.known_as))
    old = _("A card without checksum, of Émarge 0.1.0: its digits stand for one key only.")
    return said if one.is_checked else f"{said}. {old}"


def laptop_words(one: Introduction) -> str:
    """« Bamako 1, lettre B »."""
    name = isolated(one.device.name)
    if not one.device.letter:
        return name
    return _("{name}, letter {letter}").format(name=name, letter=one.device.letter)


def introduction_row(one: Introduction, *, is_compared: bool) -> StateRow:
    """A card: whom it introduces, its digits, and whether they were compared."""
    if not one.is_to_compare:
        state, shape = _("known already"), Shape.DISC
    elif is_compared:
        state, shape = _("compared"), Shape.DISC
    else:
        state, shape = _("to compare"), Shape.RING
    return StateRow(
        key=one.device.id + one.device.key,
        title=laptop_words(one),
        detail=one.fingerprint,
        state=state,
        shape=shape,
        warning=standing_words(one) if one.contradicts else "",
    )
