"""This laptop: what it is called, who works at it, and what headquarters calls it by."""

from dataclasses import dataclass

from app.exchange.arrival import CARD_SUFFIX
from app.exchange.keys import DeviceKey
from app.services.travelling import headquarters
from app.store import local
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Laptop:
    """This laptop as its operator sees it; `digits` are read aloud when it is enrolled."""

    id: str
    name: str
    letter: str
    operator: str
    digits: str
    is_enrolled: bool
    is_headquarters: bool


def this_laptop(db: Database, key: DeviceKey) -> Laptop:
    """What is known of this laptop now."""
    return Laptop(
        id=key.id,
        name=headquarters.device_name(db, key),
        letter=local.note(db, "letter"),
        operator=local.note(db, "operator"),
        digits=headquarters.digits(db, key),
        is_enrolled=bool(headquarters.enrolled_recipients(db)),
        is_headquarters=headquarters.is_headquarters(db),
    )


def name_operator(db: Database, who: str) -> None:
    """Call the person at this laptop `who`, from the next opening on too."""
    local.keep(db, "operator", " ".join(who.split()))


def give_letter(db: Database, letter: str) -> None:
    """Put `letter` into the numbers that this laptop gives; "" puts none."""
    local.keep(db, "letter", letter.upper())


def card_name(db: Database, key: DeviceKey) -> str:
    """What the file with this laptop's card is called unless somebody says otherwise."""
    return f"{in_plain_signs(headquarters.device_name(db, key))}{CARD_SUFFIX}"


def in_plain_signs(name: str) -> str:
    """The name of a laptop as a file can be called on every drive."""
    return "".join(letter if letter.isalnum() else "-" for letter in name).strip("-")
