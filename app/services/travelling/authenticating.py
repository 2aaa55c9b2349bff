"""Is this certificate ours, and what does it say? Answered from the register alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.certificate import (
    SHORT_CODE_SIGNS,
    Certificate,
    State,
    content_digest,
    read_payload,
    readings,
    short_code,
    statement,
)
from app.exchange.keys import DeviceKey, verify_raw
from app.services.travelling import headquarters
from app.store import certificates, entries, hearsay, local
from app.store.database import Database


class Verdict(Enum):
    """What a printed code proves.

    MALFORMED is no code at all: letters are missing, or it was read from something else.
    """

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    FORGED = "forged"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate that the register holds, and the laptop that issued it.

    `teller` is who told it where that laptop itself has not sent it; `is_contradicted` where it
    sent something else.
    """

    certificate: Certificate
    verdict: Verdict
    laptop: str
    teller: str = ""
    is_contradicted: bool = False

    @property
    def code(self) -> str:
        """The eight signs that are printed under its code."""
        held = self.certificate
        return short_code(held.number, held.version, held.snapshot)

    def printed(self, language: str) -> Mapping[str, str]:
        """What stands on the paper, and nothing that the register knows besides.

        A discreet workshop's paper says less, and so does this.
        """
        texts = self.certificate.snapshot.get(language)
        said = texts if isinstance(texts, dict) else {}
        return {name: str(said.get(name) or "") for name in _PRINTED}


_PRINTED = ("title", "name", "position", "body", "done_at")


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The verdict, and the certificates that the register holds under this code.

    More than one where a short code is that of several, each with its own verdict. `is_short`
    where only the eight signs were given, which alone prove nothing.
    """

    verdict: Verdict
    held: tuple[Held, ...] = ()
    is_short: bool = False

    @property
    def certificate(self) -> Certificate | None:
        """The first of them."""
        return self.held[0].certificate if self.held else None


_VERDICTS = {
    State.VALID: Verdict.VALID,
    State.REPLACED: Verdict.REPLACED,
    State.WITHDRAWN: Verdict.WITHDRAWN,
}


def authenticate(db: Database, key: DeviceKey, code: str) -> Authenticity:
    """Check the text of a certificate's printed code, or the eight signs under it.

    Case, blanks and dashes do not matter, and 0, 1 and 8, which no code has, are read as what
    they look like. UNKNOWN when the register does not hold it, or no laptop known here signed
    it; FORGED when it is signed but the register says something else under its id. Eight signs
    are never FORGED: who does not hold a certificate cannot tell.
    """
    read = readings(code)
    if read and len(read[0]) == SHORT_CODE_SIGNS:
        return _of_short_code(db, key, frozenset(read))
    found = [payload for one in read if (payload := read_payload(one))]
    if not found:
        return Authenticity(Verdict.MALFORMED)
    answers = [_of_payload(db, key, *one) for one in found]
    return max(answers, key=lambda one: bool(one.held))


def _of_short_code(db: Database, key: DeviceKey, codes: frozenset[str]) -> Authenticity:
    held = [
        _held(db, key, one)
        for one in certificates.all_(db)
        if short_code(one.number, one.version, one.snapshot).replace("-", "") in codes
    ]
    in_order = sorted(held, key=lambda one: one.verdict is not Verdict.VALID)
    verdict = in_order[0].verdict if in_order else Verdict.UNKNOWN
    return Authenticity(verdict, tuple(in_order), is_short=True)


def _of_payload(
    db: Database, key: DeviceKey, certificate_id: str, signed: bytes, signature: bytes
) -> Authenticity:
    """What a code says that was read whole; the register vouches for a code that it holds."""
    certificate = certificates.by_id(db, certificate_id)
    is_held = certificate is not None and read_payload(certificate.code) == (
        certificate_id,
        signed,
        signature,
    )
    trusted = headquarters.trusted(db, key).values()
    if not is_held and not any(verify_raw(signed, signature, public) for public in trusted):
        return Authenticity(Verdict.UNKNOWN)
    if certificate is None:
        return Authenticity(Verdict.UNKNOWN)
    digest = content_digest(certificate.number, certificate.version, certificate.snapshot)
    held = _held(db, key, certificate)
    if statement(certificate_id, digest) != signed:
        return Authenticity(Verdict.FORGED, (held,))
    return Authenticity(held.verdict, (held,))


def _held(db: Database, key: DeviceKey, certificate: Certificate) -> Held:
    heads = entries.heads_of(db, "certificate", certificate.id)
    made = {head.entry: head.device for group in heads.values() for head in group}
    told = hearsay.tellers(db)
    teller = next((told[entry] for entry in made if entry in told), "")
    doubted = hearsay.contradictions(db) if teller else []
    names = {device.id: device.name for device in local.devices(db)}
    names[key.id] = headquarters.device_name(db, key)
    device = _signer(db, key, certificate) or next(iter(made.values()), "")
    return Held(
        certificate,
        _VERDICTS[certificate.state],
        names.get(device) or device[:8],
        (names.get(teller) or teller[:8]) if teller else "",
        any(not made.keys().isdisjoint(one.entries) for one in doubted),
    )


def _signer(db: Database, key: DeviceKey, certificate: Certificate) -> str:
    """The device whose key signed the code; none where it is not known any more."""
    read = read_payload(certificate.code)
    if read is None:
        return ""
    trusted = headquarters.trusted(db, key).items()
    return next((one for one, public in trusted if verify_raw(read[1], read[2], public)), "")
