"""The enrolment file: by it headquarters tells a laptop whom to seal to and whom to trust."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from app.domain.journal import canonical
from app.errors import BundleDamaged, EnrolmentOfAnother, KeyUnreadable, NoRecipient
from app.exchange.container import Label
from app.exchange.devices import Device, check_device
from app.exchange.history import History, Values, journal_file, read_history, values_file
from app.exchange.keys import DeviceKey, fingerprint
from app.exchange.malformed import Malformed
from app.exchange.package import Id, Text
from app.exchange.seal import read_recipients
from app.exchange.signed_json import read_signed, write_signed

_KIND = "enrolment"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom laptops seal to: headquarters itself, and the key that it keeps in a safe."""

    name: Text
    age: Text


@dataclass(frozen=True, slots=True)
class TravellingJournal:
    """A workshop to start with: its journal so far, as the two files of lines of a bundle."""

    workshop: Text
    code: Text
    journal: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What a laptop of the team should know; `n` counts the enrolment files of headquarters.

    `gone` are the ids of laptops whose place another one took: their keys count no more.
    `in_place_of` is the lost laptop whose register is handed back to the one that this is for,
    and `letter` what that one puts into its numbers from then on, "" for its own.
    """

    id: Id
    n: Annotated[int, msgspec.Meta(ge=1)]
    at: Text
    recipients: Annotated[tuple[Recipient, ...], msgspec.Meta(min_length=1)]
    devices: tuple[Device, ...] = ()
    workshops: tuple[TravellingJournal, ...] = ()
    gone: tuple[Id, ...] = ()
    in_place_of: Device | None = None
    letter: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z]?\Z")] = ""

    @property
    def has_spare(self) -> bool:
        """Whether a second key can open what is sealed, should the first be lost."""
        return len({recipient.age for recipient in self.recipients}) > 1


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An enrolment that was read; `label` says which device and key of headquarters signed.

    `sha256` names what it says: the same in every copy of it, sealed to whomever.
    """

    enrolment: Enrolment
    label: Label
    sha256: str

    @property
    def fingerprint(self) -> str:
        """What headquarters reads aloud, so that the first enrolment can be trusted."""
        return fingerprint(self.label.key)


def travelling_journal(
    workshop: str, code: str, lines: Sequence[bytes], values: Values
) -> TravellingJournal:
    """A workshop's journal (canonical lines) and values, ready to travel."""
    return TravellingJournal(
        workshop, code, journal_file(lines).decode(), values_file(values).decode()
    )


def history_of(travelled: TravellingJournal) -> History:
    """The journal of a workshop that came with an enrolment. Raises Malformed."""
    return read_history(travelled.journal.encode(), travelled.values.encode(), travelled.workshop)


def write_enrolment(enrolment: Enrolment, key: DeviceKey, sealed_to: Collection[str] = ()) -> bytes:
    """The file of `enrolment`, signed by headquarters' `key`.

    Without a workshop it names nobody and may go unsealed. With one, it is sealed to
    `sealed_to`, the recipients of the laptops: raises NoRecipient when there are none.
    """
    if enrolment.workshops and not sealed_to:
        raise NoRecipient
    return write_signed(_KIND, enrolment, (enrolment.id, enrolment.n), key, sealed_to)


def read_enrolment(
    data: bytes, identities: Sequence[str], known_key: str = "", name: str = ""
) -> Enrolled:
    """The enrolment in `data`, every key and every journal of it checked.

    `known_key` is the public key of headquarters where it is known already; without it, the
    fingerprint must be compared. Raises EnrolmentOfAnother when another key signed, else
    BundleNotForUs, BundleTooNew or BundleDamaged; all name the file `name`.
    """
    enrolment, label = read_signed(_KIND, Enrolment, data, identities, name)
    if known_key and label.key != known_key:
        raise EnrolmentOfAnother(name=name, device=label.device, key=label.key)
    try:
        for recipient in enrolment.recipients:
            read_recipients(recipient.age)
        for device in enrolment.devices:
            check_device(device)
        for workshop in enrolment.workshops:
            history_of(workshop)
    except (KeyUnreadable, Malformed) as error:
        raise BundleDamaged(name=name, reason=str(error)) from error
    content = canonical(msgspec.to_builtins(enrolment))
    return Enrolled(enrolment, label, hashlib.sha256(content).hexdigest())
