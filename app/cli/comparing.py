"""Digits that somebody reads aloud, and whoever sits at the terminal compares."""

import sys
from collections.abc import Sequence

from app.cli.speaking import ask, say, shown
from app.errors import CardDigitsWrong
from app.exchange.enrolment import Enrolment
from app.i18n import _
from app.services.travelling.enrolling import Changes, EnrolmentPreview
from app.services.travelling.introducing import Introduction, Standing

_YES = ("yes", "y", "oui", "o")


def hear_digits(preview: EnrolmentPreview) -> str:
    """The digits that headquarters reads, as they are typed; none where nobody can be asked.

    They are not shown before: what is shown is copied, and nobody telephones.
    """
    if preview.is_known_signer or not can_ask():
        return ""
    say_enrolment(preview)
    return ask(_("Type the digits that headquarters reads aloud:"))


def say_enrolment(preview: EnrolmentPreview) -> None:
    """Say who signed an enrolment, and what it changes here."""
    if preview.is_known_signer:
        said = _("Enrolment by {name}, which this laptop follows: no digits to compare.")
    else:
        said = _("Enrolment by {name}, which this laptop does not follow yet.")
    say(said.format(name=preview.signer))
    for line in _changes(preview.changes):
        say(line)
    for line in brought(preview.enrolment):
        say(line)


def brought(enrolment: Enrolment) -> list[str]:
    """What an enrolment brings besides trust: a lost laptop's place, a letter, workshops."""
    said = []
    if enrolment.in_place_of is not None:
        words = _("This laptop goes on in the place of {name}, with what headquarters has of it.")
        said.append(words.format(name=enrolment.in_place_of.name))
    if enrolment.letter:
        words = _("Its certificates bear the letter {letter} from then on.")
        said.append(words.format(letter=enrolment.letter))
    if enrolment.workshops:
        codes = ", ".join(one.code for one in enrolment.workshops)
        said.append(_("Workshops that come with it: {codes}").format(codes=codes))
    return said


def _changes(changes: Changes) -> list[str]:
    named = (
        (_("Laptops that are trusted from then on: {names}"), changes.new),
        (_("Laptops that get another key: {names}"), changes.other_key),
        (_("Laptops that are trusted no more: {names}"), changes.gone),
    )
    said = [words.format(names=", ".join(names)) for words, names in named if names]
    counted = _("Keys that open what is sent: {n} ({added} new, {dropped} no more)")
    n, added, dropped = changes.keys, changes.keys_added, changes.keys_dropped
    return [*said, counted.format(n=n, added=added, dropped=dropped)]


def say_introduction(one: Introduction) -> None:
    """Say whom a card introduces, its digits, and how it stands to what is known."""
    device = one.device
    with_letter, without = _("{name}, letter {letter}: {digits}"), _("{name}: {digits}")
    said = with_letter if device.letter else without
    say(said.format(name=device.name, letter=device.letter, digits=one.fingerprint))
    say(f"  {standing_words(one)}")
    if not one.is_checked:
        said = _("A card without checksum, of Émarge 0.1.0: its digits stand for one key only.")
        say(f"  {said}")


def standing_words(one: Introduction) -> str:
    """How a card stands to the laptops that are known."""
    said = {
        Standing.NEW: _("new here: compare the digits"),
        Standing.KNOWN: _("known here already, with this key"),
        Standing.OTHER_KEY: _("another key than the one known of {known}"),
        Standing.KEY_TAKEN: _("a key of {known}, under another id"),
        Standing.NAME_TAKEN: _("another laptop is called {known}"),
        Standing.OURS: _("this computer itself, by its id, key or name"),
    }
    return said[one.standing].format(known=one.known_as)


def ask_each(found: Sequence[Introduction]) -> list[str]:
    """The digits of those that were heard to be the same, one by one.

    Raises CardDigitsWrong at the first that was not.
    """
    heard = []
    for one in found:
        if not one.is_to_compare:
            continue
        question = _("Does {name} read these very digits? Type yes or no:")
        answer = ask(question.format(name=shown(one.device.name)))
        if answer.strip().casefold() not in _YES:
            raise CardDigitsWrong(names=one.device.name)
        heard.append(one.fingerprint)
    return heard


def can_ask() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty()
