"""A file that comes or goes was refused: a list, a copy, a bundle."""

from typing import ClassVar

from app.errors.root import AppError
from app.i18n import N_, _


class FileError(AppError):
    """A file could not be read or written."""


class FileUnreadable(FileError):
    """Facts: `name` of the file."""

    template = N_("The file “{name}” cannot be read. Check that it is there and try again.")


class FolderUnreadable(FileError):
    """Facts: `name` of the folder."""

    template = N_(
        "The folder “{name}” cannot be read. Check that the stick is plugged in and try again."
    )


class FileNotWritten(FileError):
    """Facts: `name` of the file."""

    template = N_(
        "“{name}” was not written. The register is untouched. "
        "Check the name and the place, or choose another one."
    )


class PlaceFull(FileNotWritten):
    """Facts: `name` of the file, `path` of the folder where no space is left."""

    template = N_(
        "“{name}” was not written: there is no space left in {path}. The register is untouched. "
        "Make room there, or choose another place."
    )


class PlaceRefused(FileNotWritten):
    """Facts: `name` of the file, `path` of a folder that is locked or somebody else’s."""

    template = N_(
        "“{name}” was not written: {path} does not let Émarge write. The register is untouched. "
        "Unlock the stick if it has a lock, or choose another place."
    )


class PlaceGone(FileNotWritten):
    """Facts: `name` of the file, `path` of a folder that is not there, or whose drive is gone."""

    template = N_(
        "“{name}” was not written: {path} cannot be reached. The register is untouched. "
        "Plug the stick in again, or choose another place."
    )


class FileInUse(FileNotWritten):
    """Facts: `name` of the file, `path` of its folder; another program holds the file."""

    template = N_(
        "“{name}” was not written: another program has it open. The register is untouched. "
        "Close it there, or choose another name."
    )


class OwnFile(FileNotWritten):
    """Facts: `name` of the file, `path` of its folder; a register is kept in it."""

    template = N_(
        "“{name}” was not written: Émarge keeps a register in the file of that name in {path}. "
        "Nothing was written. Choose another name."
    )


class SecretKept(FileNotWritten):
    """Facts: `name` of the file, `path` of its folder; a secret key is in it."""

    template = N_(
        "“{name}” was not written: the file of that name in {path} holds a secret key, which may "
        "be nowhere else. Nothing was written. Choose another name."
    )


class CopyNotVerified(FileError):
    """Facts: `name` of the file whose read-back differs."""

    template = N_(
        "The copy “{name}” does not read back as it was written and was removed. "
        "Nothing was lost. Use another stick."
    )


class KeyUnreadable(FileError):
    """Facts: `name` of the file."""

    template = N_("“{name}” holds no key that Émarge can use. Check that it is the right file.")


class ListError(AppError):
    """An invitation list could not be taken in."""


class ListRefused(ListError):
    """Facts: `name` of the file, `reason` in words, marked for translation."""

    template = N_("The list “{name}” was not opened: {reason} Nothing was changed.")

    @property
    def message(self) -> str:
        """The sentence to show, its reason too in the current language."""
        return _(self.template).format(name=self.shown["name"], reason=_(str(self.facts["reason"])))


class ListSheetUnknown(ListError):
    """Facts: `name` of the sheet asked for, `sheets` that there are."""

    template = N_("The workbook has no sheet “{name}”. Its sheets: {sheets}. Nothing was changed.")


class ListWithoutNames(ListError):
    """Facts: `name` of the file."""

    template = N_(
        "No column of names was found in “{name}”. Nothing was changed. "
        "Add a heading such as “Name” above the names, then try again."
    )


class BundleError(AppError):
    """A file from another laptop was refused; nothing of it was applied.

    `code` says why where machines read: in registers, receipts and `--json`. Never change one.
    """

    code: ClassVar[str] = "refused"


class BundleDamaged(BundleError):
    """Facts: `name` of the file."""

    code = "damaged"
    template = N_(
        "The file “{name}” is damaged or was changed on the way. Nothing was taken from it. "
        "Ask for it again."
    )


class SignerUnknown(BundleError):
    """Facts: `name` of the file; `device` and `key` that it claims to be signed by."""

    code = "signer_unknown"
    template = N_(
        "The file “{name}” is not signed by a laptop that is known here. Nothing was taken from "
        "it. Add the laptop’s key first."
    )


class BundleTooNew(BundleError):
    """Facts: `name` of the file."""

    code = "too_new"
    template = N_("The file “{name}” comes from a newer Émarge. Install the newer version first.")


class BundleNotForUs(BundleError):
    """Facts: `name` of the file."""

    code = "not_for_us"
    template = N_("The file “{name}” is sealed for somebody else: it cannot be opened here.")


class BundleNotMade(BundleError):
    """What would be exported could not be read back by headquarters."""

    template = N_(
        "The file was not made: headquarters could not have read it. Nothing was lost: the "
        "register is safe. Make a backup copy and call for help."
    )


class NoRecipient(BundleError):
    """There is nobody to seal to: this laptop was not enrolled."""

    template = N_(
        "There is no key to seal this file with. Ask headquarters for its enrolment file and "
        "open it here first."
    )


class LaptopDoubtful(BundleError):
    """Somebody who knows that laptop may accept its file all the same.

    Facts: `name` of the file; `device`, and the `number` that the file has there.
    """


class BundleForked(LaptopDoubtful):
    """Facts: `name` of the file; `number` that its `device` used twice, or after such a one.

    It is the bundle `bundle` of `workshop`; `sha256` names what was signed.
    """

    code = "forked"
    template = N_(
        "The file “{name}”, number {number} of its laptop, does not go on from those that came "
        "before. It was set aside: perhaps that laptop was copied, or a backup was restored there. "
        "Ask the team."
    )


class LaptopRestored(LaptopDoubtful):
    """Facts: `name` of the file, `laptop` and `digits` of its new `device` and `key`, `number`.

    The key of a laptop that is known here, `predecessor`, vouches for it.
    """

    code = "restored"
    template = N_(
        "The file “{name}” comes from “{laptop}”: a laptop known here was restored from a copy "
        "and signs with a new key. It was set aside and nothing is lost. Ask whoever works at "
        "it, compare {digits}, then accept it."
    )


class LaptopRestoredTwice(LaptopRestored):
    """Facts: as of LaptopRestored, and `other`, which was accepted in the same place."""

    code = "restored_twice"
    template = N_(
        "The file “{name}” comes from “{laptop}”, but “{other}” stands in the place of the same "
        "laptop already. It was set aside and nothing is lost. Was it restored a second time "
        "from the same copy? Then compare {digits} and accept it. If not, somebody else has "
        "that copy: tell headquarters."
    )


class LaptopSucceeded(LaptopDoubtful):
    """Facts: `name` of the file, `laptop` that was restored, `number`, `device`.

    It is the bundle `bundle` of `workshop`; `sha256` names what was signed.
    """

    code = "succeeded"
    template = N_(
        "The file “{name}”, number {number} of “{laptop}”, is later than the copy from which that "
        "laptop was restored. It was set aside and nothing is lost. Was it sent before the loss? "
        "Then accept it. If not, somebody goes on with the old register: tell headquarters."
    )


class LaptopUnknown(BundleError):
    """Facts: `name` that was asked for, `known` names."""

    template = N_("No laptop known here is called “{name}”. Known are: {known}.")


class LaptopAmbiguous(BundleError):
    """Facts: `name` of several laptops, `ids` that tell them apart."""

    template = N_("Several laptops are called “{name}”. Say which by the start of its id: {ids}.")


class KeysNotKept(BundleError):
    """Facts: `laptop` whose keys never came."""

    template = N_(
        "No keys of “{laptop}” are here: they come with the first file that it sends. Its own "
        "passphrase and recovery key open it as before."
    )


class NotHeadquarters(BundleError):
    """This installation holds no key of headquarters."""

    template = N_(
        "This computer is not headquarters. Nothing was changed. Do this at headquarters."
    )


class HolderNameMissing(BundleError):
    """A key was named without who holds it."""

    template = N_(
        "Say who holds this key, so that the person can be asked for it. Nothing was changed."
    )


class IdentityStale(BundleError):
    """Facts: `name` of the file."""

    template = N_(
        "“{name}” holds a key to which the laptops do not seal: it opens nothing that is sent "
        "now. Nothing is lost as long as another key opens it. Find the right file, or put a "
        "new copy into the safe."
    )


class NothingToHandBack(BundleError):
    """Facts: `laptop` that never sent anything here."""

    template = N_(
        "Nothing of “{laptop}” ever arrived here: there is nothing to hand back. Nobody was "
        "accepted and no file was written. Name workshops, if the new laptop is to have some."
    )


class HandBackTooLarge(BundleError):
    """Facts: `n` workshops that one file does not hold."""

    template = N_(
        "{n} workshops are more than one file holds. Nobody was accepted and no file was "
        "written. Hand them back in several files, some workshops in each."
    )
