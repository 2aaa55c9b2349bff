"""Is this certificate ours, and is it still worth something? Answered from the register alone."""

from dataclasses import dataclass
from enum import Enum

from app.domain.certificate import Certificate, State, content_digest, read_payload, statement
from app.exchange.keys import DeviceKey, verify_raw
from app.services.travelling import headquarters
from app.store import certificates
from app.store.database import Database


class Verdict(Enum):
    """What a printed code proves."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Authenticity:
    """The verdict, and the certificate that the register holds under this code, if it does."""

    verdict: Verdict
    certificate: Certificate | None = None


_VERDICTS = {
    State.VALID: Verdict.VALID,
    State.REPLACED: Verdict.REPLACED,
    State.WITHDRAWN: Verdict.WITHDRAWN,
}


def authenticate(db: Database, key: DeviceKey, code: str) -> Authenticity:
    """Check the text of a certificate's printed code, in any case, wrapped or not.

    UNKNOWN when no laptop known here signed it or the register does not hold it, FORGED when
    it is signed but the register says something else under its id, or it is no code of ours.
    """
    read = read_payload("".join(code.split()).upper())
    if read is None:
        return Authenticity(Verdict.FORGED)
    certificate_id, signed, signature = read
    trusted = headquarters.trusted(db, key).values()
    if not any(verify_raw(signed, signature, public) for public in trusted):
        return Authenticity(Verdict.UNKNOWN)
    held = certificates.by_id(db, certificate_id)
    if held is None:
        return Authenticity(Verdict.UNKNOWN)
    digest = content_digest(held.number, held.version, held.snapshot)
    if statement(certificate_id, digest) != signed:
        return Authenticity(Verdict.FORGED, held)
    return Authenticity(_VERDICTS[held.state], held)
