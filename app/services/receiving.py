"""A file that came: what it is, before anything else is asked of it."""

from datetime import datetime
from enum import Enum
from pathlib import Path

from app.errors import BundleError, SignerUnknown
from app.exchange.bundle import SUFFIX
from app.exchange.keys import DeviceKey
from app.services import enrolling, merging
from app.services.enrolling import EnrolmentPreview
from app.services.merging import BundlePreview
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


def preview_file(
    db: Database, key: DeviceKey, path: Path, *, now: datetime
) -> BundlePreview | EnrolmentPreview:
    """What the file at `path` would bring; nothing of it is applied.

    A bundle that is refused is noted as set aside; the file stays where it is. Raises what
    `preview_bundle` and `preview_enrolment` raise.
    """
    if kind_of(db, key, path) is Kind.ENROLMENT:
        return enrolling.preview_enrolment(db, key, path)
    try:
        return merging.preview_bundle(db, key, path)
    except BundleError as error:
        if path.suffix == SUFFIX:
            merging.set_aside(db, path, error, now=now)
        raise
