"""The keys as they are called on a keyboard, in the language of the window."""

from app.i18n import N_, _

_WORDS = {
    "Return": N_("Enter"),
    "Shift": N_("Shift"),
    "Esc": N_("Esc"),
    # Translators: the key of the keyboard
    "Delete": N_("Delete"),
    "Space": N_("Space"),
    # Translators: the key of the keyboard
    "Ins": N_("Ins"),
}


def key_words(sequence: str) -> str:
    """What is engraved on the keys of `sequence`: "Ctrl+Return" is « Ctrl+Entrée »."""
    return "+".join(_(_WORDS.get(key, key)) for key in sequence.split("+"))
