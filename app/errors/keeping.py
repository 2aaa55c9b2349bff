"""A copy cannot be made, found or put back."""

from app.errors.storing import StoreError
from app.i18n import N_


class NoCopy(StoreError):
    """Nothing to put back."""

    template = N_(
        "No copy that opens was found, here or at the second place. Nothing was changed. Plug in "
        "the stick that holds copies, or type “emarge salvage” to save what can still be read."
    )


class CopyUnknown(StoreError):
    """Facts: `name` of what was asked for."""

    template = N_(
        "There is no copy “{name}”. Nothing was changed. “emarge backup --list” names those that "
        "there are."
    )


class CopyDamaged(StoreError):
    """Facts: `name` of the copy."""

    template = N_(
        "The copy “{name}” is damaged, was changed, or is of another register. The register was "
        "left as it is. Choose another copy: “emarge backup --list” names them."
    )


class CopyOfAnother(StoreError):
    """Facts: `name` of the copy."""

    template = N_(
        "The copy “{name}” is of another register than the one that is here. Nothing was changed. "
        "Choose a copy of this one; or, to go on with the other here, set EMARGE_HOME to an empty "
        "folder first."
    )


class NothingToSalvage(StoreError):
    """Facts: `path` of the folder."""

    template = N_(
        "Nothing that can be read with this passphrase was found in {path} or among the copies. "
        "The files were left as they are. Ask headquarters for what was sent to it."
    )


class SecondPlaceMissing(StoreError):
    """Facts: `path` of what was chosen."""

    template = N_(
        "{path} is no folder that can be seen now. Nothing was changed. Plug in the stick, or "
        "choose another folder."
    )


class SecondPlaceForgotten(StoreError):
    """Facts: `path` of the damaged file that says where the second place is; a notice."""

    template = N_(
        "Where the second place for copies is cannot be read any more: {path} is damaged. The "
        "register and the copies that were made are safe, but copies go to no second place now. "
        "Choose it again, on the page of the copies or by “emarge backup --second-place FOLDER”."
    )


class SecondPlaceInside(StoreError):
    """Facts: `path` of what was chosen."""

    template = N_(
        "{path} lies beside the register and would be lost with it. Nothing was changed. Choose a "
        "stick or another folder."
    )


class AnswerMissing(StoreError):
    """A question that only a person may answer, and no terminal to ask it at."""

    template = N_(
        "This replaces the register. Nothing was changed. Run it at a terminal that can ask, or "
        "say --yes."
    )
