"""Everything that can go wrong and that a user can act on; all else is a bug.

* AppError
  + NotFound
    - WorkshopUnknown, SessionUnknown, RegistrationUnknown, NumberUnknown
  + StoreError
    - WrongPassphrase, AlreadyOpen, NewerSchema, DatabaseDamaged, StorageFull, FolderRefused
    - DriveFailed
    - PassphraseTooWeak, AlreadyInstalled, KeysDamaged
  + FileError
    - FileUnreadable, FileNotWritten, CopyNotVerified, KeyUnreadable
  + ListError
    - ListRefused, ListWithoutNames
  + BundleError
    - BundleDamaged, SignerUnknown, BundleTooNew, BundleNotForUs, BundleNotMade, NoRecipient
  + RegistrationError
    - NameMissing, SexMissing, ReasonNeeded, NumbersShared
  + WorkshopError
    - TitleMissing, WorkshopDatesWrong, WorkshopCodeTaken
  + NothingToUndo, NothingToRedo
  + DocumentError
    - GlyphMissing, NothingToPrint, PrinterSilent
  + Cancelled
"""

from app.i18n import N_, _


class AppError(Exception):
    """A problem that the user can act on; `message` is shown as it is, translated."""

    template: str = N_("Something went wrong.")

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    @property
    def message(self) -> str:
        """The sentence to show, in the current language."""
        return _(self.template).format(**self.facts)

    def __str__(self) -> str:
        return self.template.format(**self.facts)


class NotFound(AppError):
    """Something was named that is not here."""


class WorkshopUnknown(NotFound):
    """Facts: `name` as typed."""

    template = N_("There is no workshop “{name}” here. “emarge workshop list” shows them all.")


class SessionUnknown(NotFound):
    """Facts: `name` as typed."""

    template = N_("There is no half-day “{name}” in this workshop.")


class RegistrationUnknown(NotFound):
    """The registration was removed or never was here."""

    template = N_("This person is no longer on the list.")


class NumberUnknown(NotFound):
    """Facts: `numbers` of the sheet that nobody has."""

    template = N_("Nobody on the list has number {numbers}. Nothing was entered.")


class NumbersUnreadable(AppError):
    """Facts: `text` as typed."""

    template = N_("“{text}” is not a number of the sheet. Type numbers such as 1-25 28.")


class StoreError(AppError):
    """The register cannot be opened or written."""


class WrongPassphrase(StoreError):
    """Neither the passphrase nor the recovery key."""

    template = N_("This passphrase is not the right one. Nothing was opened. Try again.")


class AlreadyOpen(StoreError):
    """Another process holds the database."""

    template = N_("Émarge is already open on this computer. Use the window that is open.")


class NewerSchema(StoreError):
    """The database was written by a later release."""

    template = N_(
        "This register was made by a newer Émarge. Nothing was changed. Install the newer version."
    )


class DatabaseDamaged(StoreError):
    """Facts: `path` of the damaged file."""

    template = N_(
        "The register {path} is damaged. It was left as it is. Restore the last backup copy."
    )


class StorageFull(StoreError):
    """No space is left on the drive."""

    template = N_(
        "The disk is full. What was confirmed before is safe; the last action was not saved. "
        "Make room, then try again."
    )


class DriveFailed(StoreError):
    """Facts: `path` of the folder whose drive reports an error."""

    template = N_(
        "The drive that holds {path} does not answer as it should. What was confirmed before is "
        "safe; the last action was not saved. Check the drive, then try again."
    )


class PassphraseTooWeak(StoreError):
    """Facts: `minimum` number of characters."""

    template = N_(
        "This passphrase is guessed too easily. Choose at least {minimum} characters, "
        "such as four words that only you put together."
    )


class AlreadyInstalled(StoreError):
    """Facts: `path` of the folder that holds a register."""

    template = N_("There is a register in {path} already. Open it with its passphrase.")


class KeysDamaged(StoreError):
    """Facts: `path` of the key file."""

    template = N_(
        "The key file {path} is damaged. It was left as it is. "
        "Put back the key file of the last backup copy: the passphrase stays the same."
    )


class FolderRefused(StoreError):
    """Facts: `path` of the folder that cannot be written."""

    template = N_("Émarge may not write in {path}. Choose another folder or ask for the right.")


class FileError(AppError):
    """A file could not be read or written."""


class FileUnreadable(FileError):
    """Facts: `name` of the file."""

    template = N_("The file “{name}” cannot be read. Check that it is there and try again.")


class FileNotWritten(FileError):
    """Facts: `name` of the file."""

    template = N_(
        "“{name}” could not be written. Nothing was lost: the register is safe. "
        "Check the free space or choose another place."
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
        return _(self.template).format(name=self.facts["name"], reason=_(str(self.facts["reason"])))


class ListWithoutNames(ListError):
    """Facts: `name` of the file."""

    template = N_(
        "No column of names was found in “{name}”. Nothing was changed. "
        "Add a heading such as “Name” above the names, then try again."
    )


class BundleError(AppError):
    """A file from another laptop was refused; nothing of it was applied."""


class BundleDamaged(BundleError):
    """Facts: `name` of the file."""

    template = N_(
        "The file “{name}” is damaged or was changed on the way. Nothing was taken from it. "
        "Ask for it again."
    )


class SignerUnknown(BundleError):
    """Facts: `name` of the file; `device` and `key` that it claims to be signed by."""

    template = N_(
        "The file “{name}” is not signed by a laptop that is known here. Nothing was taken from "
        "it. Add the laptop’s key first."
    )


class BundleTooNew(BundleError):
    """Facts: `name` of the file."""

    template = N_("The file “{name}” comes from a newer Émarge. Install the newer version first.")


class BundleNotForUs(BundleError):
    """Facts: `name` of the file."""

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


class BundleForked(BundleError):
    """Facts: `name` of the file, `number` that its device used twice."""

    template = N_(
        "The file “{name}” and another one both say they are number {number} of the same laptop. "
        "It was set aside: perhaps a backup was restored there. Ask the team."
    )


class RegistrationError(AppError):
    """A registration was refused."""


class NameMissing(RegistrationError):
    """The name to print is empty."""

    template = N_("Type the name to print.")


class SexMissing(RegistrationError):
    """Sex is asked, never guessed."""

    template = N_("Choose the sex: F or M")


class ReasonNeeded(RegistrationError):
    """A closed half-day is corrected with a reason only."""

    template = N_("This half-day is closed. Give a reason for the correction.")


class NumbersShared(RegistrationError):
    """Facts: `numbers` of the sheet that several people have, as two laptops gave them."""

    template = N_(
        "Several people on the list have number {numbers}. Nothing was entered. "
        "Enter these people by name."
    )


class WorkshopError(AppError):
    """A workshop was refused."""


class TitleMissing(WorkshopError):
    """Neither a French nor an English title."""

    template = N_("Type the title of the workshop.")


class WorkshopDatesWrong(WorkshopError):
    """The last day lies before the first."""

    template = N_("The workshop ends before it starts. Check the two dates.")


class WorkshopCodeTaken(WorkshopError):
    """Facts: `code` as typed."""

    template = N_("There is already a workshop with the code {code}. Nothing was created.")


class NobodyEligible(AppError):
    """Nobody among those chosen meets the attendance condition, and no reason was given."""

    template = N_(
        "Nobody here meets the attendance condition. Nothing was issued. "
        "Choose people and give a reason to issue all the same."
    )


class NotInstalled(StoreError):
    """The folder holds no installation yet."""

    template = N_(
        "There is no register here yet. Open the window, or set EMARGE_PASSPHRASE and "
        "create a workshop."
    )


class PassphraseMissing(StoreError):
    """Neither in the environment nor at a terminal that could be asked."""

    template = N_("Set EMARGE_PASSPHRASE, or run this command at a terminal that can ask for it.")


class NoDisplay(AppError):
    """The window was asked for on a machine without a display."""

    template = N_(
        "There is no display for the window. Run “emarge demo --out DIR”, or “emarge --help” "
        "for the commands that work without one."
    )


class NothingToUndo(AppError):
    """No action of this laptop is left to take back."""

    template = N_("There is nothing to undo.")


class NothingToRedo(AppError):
    """Nothing was undone, or something was done since."""

    template = N_("There is nothing to do again.")


class DocumentError(AppError):
    """A paper could not be made; none was."""


class GlyphMissing(DocumentError):
    """Facts: `letter` that no face of ours can draw, `text` it stands in."""

    template = N_(
        "The sign “{letter}” in “{text}” cannot be printed. No paper was made. "
        "Write the name in other letters, then print again."
    )


class NothingToPrint(DocumentError):
    """None of these people holds a certificate."""

    template = N_("No certificate has been issued yet. Issue the certificates, then print them.")


class PrinterSilent(DocumentError):
    """The printer took nothing, or stopped taking pages."""

    template = N_(
        "The printer does not answer. Check that it is on and connected, then print again; "
        "or save the document as a PDF."
    )


class Cancelled(AppError):
    """The user stopped a long job; nothing was written."""

    template = N_("Stopped. Nothing was changed.")
