"""A file that came: what it is, before anything else is asked of it."""

from enum import Enum
from pathlib import Path

from app.errors import BundleError, SignerUnknown
from app.exchange.bundle import SUFFIX
from app.exchange.keys import DeviceKey
from app.services import enrolling
from app.store.database import Database


class Kind(Enum):
    """What can be received."""

    BUNDLE = "bundle"
    ENROLMENT = "enrolment"


def kind_of(db: Database, key: DeviceKey, path: Path) -> Kind:
    """What the file at `path` is; whatever is no enrolment is treated, and checked, as a bundle."""
    if path.suffix == SUFFIX:
        return Kind.BUNDLE
    try:
        enrolling.preview_enrolment(db, key, path)
    except SignerUnknown:
        return Kind.ENROLMENT
    except BundleError:
        return Kind.BUNDLE
    return Kind.ENROLMENT
