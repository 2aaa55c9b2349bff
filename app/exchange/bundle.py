"""The bundle: a workshop's full history, signed by a device and sealed to headquarters."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.journal import digest
from app.errors import BundleDamaged, BundleNotForUs, BundleNotMade
from app.exchange.container import MAJOR, MINOR, Label, Signed, check_signer, read_pair, sign_pair
from app.exchange.history import History, Values, journal_file, read_history, values_file
from app.exchange.keys import DeviceKey
from app.exchange.malformed import Malformed
from app.exchange.package import (
    JOURNAL,
    VALUES,
    Facts,
    read_package,
    unknown_members,
    write_package,
)
from app.exchange.seal import recipient_of, seal, unseal
from app.exchange.tables import TABLES, tables_of
from app.paths import resource

MAX_BUNDLE = 16 << 20
"""Bytes of a bundle file; 60 people and 10 half-days make about 100 kB."""

SUFFIX = ".emarge"

_KIND, _ZIP = "bundle", "bundle.zip"
_TEXTS = ("LISEZMOI.txt", "README.txt")


@dataclass(frozen=True, slots=True)
class Payload:
    """What one export says: all entries of one workshop, with the values that are left.

    `id` is new, 32 hex digits. `n` counts the bundles of this device, and `previous` is the
    sha256 that packing n - 1 gave ("" for the first). `attachments` are by file name, which is
    the sha256 of the content with an extension. `succession` is what a restored laptop says of
    itself: see `write_successions`. `keys` is the laptop's key file, sealed to headquarters.
    """

    id: str
    workshop: str
    code: str
    n: int
    previous: str
    app: str
    lines: Sequence[bytes]
    values: Values
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    succession: str = ""
    keys: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Packed:
    """A sealed bundle; `sha256` names what was signed, `payload` what it holds."""

    data: bytes
    sha256: str
    payload: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle of a known device, with every byte, hash and link of it checked.

    `sha256` names what was signed: the same device and n with another one is a fork. `members`
    are all files of the zip by path, `unknown` those of a newer minor format.
    """

    facts: Facts
    history: History
    members: Mapping[str, bytes]
    unknown: tuple[str, ...]
    label: Label
    sha256: str


def bundle_name(payload: Payload, device: str, *, discreet: bool = False) -> str:
    """The name of the file; in discreet mode it tells neither place nor date nor device."""
    name = payload.id if discreet else f"{payload.code}_{device[:8]}_{payload.n}"
    return f"{name}{SUFFIX}"


def pack(payload: Payload, key: DeviceKey, recipients: Iterable[str]) -> Packed:
    """The bundle of `payload`, signed by `key` and sealed to `recipients` (`age1…`).

    What is signed is a function of the arguments alone. Raises NoRecipient when there is
    nobody to seal to, BundleNotMade when a reader would refuse what was made.
    """
    sealed_to = sorted(set(recipients))
    try:
        facts, content = _content(payload, key, sealed_to)
    except Malformed as error:
        raise BundleNotMade from error
    label = Label(
        _KIND, payload.id, key.id, payload.n, key.public_key, succession=payload.succession
    )
    data = seal(sign_pair(_ZIP, content, label, key), sealed_to)
    if len(data) > MAX_BUNDLE:
        raise BundleNotMade
    return Packed(data, hashlib.sha256(content).hexdigest(), facts.payload)


def open_bundle(
    data: bytes, identities: Sequence[str], trusted: Mapping[str, str], name: str = ""
) -> Opened:
    """What the bundle `data` holds, if one of `identities` opens it and its signer is known.

    `trusted` maps device ids to public keys, `name` is what errors call the file. Nothing of
    the content is looked at before the signature over every byte of it is verified. Raises
    BundleNotForUs, SignerUnknown, LaptopRestored, BundleTooNew, or BundleDamaged for everything
    else.
    """
    if len(data) > MAX_BUNDLE:
        raise BundleDamaged(name=name, reason="the file is too large")
    tar = unseal(data, identities, name)
    try:
        signed = read_pair(_KIND, _ZIP, tar)
        check_signer(signed.label, trusted, name)
        opened = _opened(signed)
    except Malformed as error:
        raise BundleDamaged(name=name, reason=str(error)) from error
    # Whoever opened it could seal it again for us: the signer names those it was meant for.
    if not {recipient_of(identity) for identity in identities} & set(opened.facts.recipients):
        raise BundleNotForUs(name=name)
    return opened


def _content(payload: Payload, key: DeviceKey, recipients: Sequence[str]) -> tuple[Facts, bytes]:
    """The zip, read back as its reader will, and what it says of itself."""
    files = {
        JOURNAL: journal_file(payload.lines),
        VALUES: values_file(payload.values),
        **{f"attachments/{name}": data for name, data in payload.attachments.items()},
        **{name: resource(f"verify/{name}").read_bytes() for name in _TEXTS},
    }
    history = read_history(files[JOURNAL], files[VALUES], payload.workshop)
    facts = Facts(
        bundle=payload.id,
        format=f"{MAJOR}.{MINOR}",
        app=payload.app,
        workshop=payload.workshop,
        code=payload.code,
        device=key.id,
        n=payload.n,
        previous=payload.previous,
        recipients=tuple(recipients),
        have=history.have,
        digest=digest(entry.id for entry in history.entries),
        counts=_counts(history),
        tables=TABLES,
        keys=payload.keys,
    )
    content = write_package(facts, files, tables_of(history.entries, history.values))
    return read_package(content)[0], content


def _opened(signed: Signed) -> Opened:
    newer = (signed.label.major, signed.label.minor) > (MAJOR, MINOR)
    facts, members = read_package(signed.content, newer=newer)
    history = read_history(members[JOURNAL], members[VALUES], facts.workshop)
    label = signed.label
    said = (facts.bundle, facts.device, facts.n, facts.format, facts.have, facts.digest)
    found = (
        *(label.id, label.device, label.n, f"{label.major}.{label.minor}"),
        *(history.have, digest(entry.id for entry in history.entries)),
    )
    if said != found or not _counts(history).items() <= facts.counts.items():
        raise Malformed("a bundle that contradicts itself")
    return Opened(
        facts,
        history,
        members,
        tuple(unknown_members(members)),
        label,
        hashlib.sha256(signed.content).hexdigest(),
    )


def _counts(history: History) -> dict[str, int]:
    return {
        "entries": len(history.entries),
        "values": len(history.values),
        "erased": history.erased,
    }
