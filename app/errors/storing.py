"""The register cannot be opened or written."""

from app.errors.root import AppError
from app.i18n import N_


class StoreError(AppError):
    """The register cannot be opened or written."""


class WrongPassphrase(StoreError):
    """Neither the passphrase nor the recovery key."""

    template = N_("This passphrase is not the right one. Nothing was opened. Try again.")


class PresentPassphraseWrong(WrongPassphrase):
    """What would be changed is not known to whoever asks for it."""

    template = N_(
        "Neither the present passphrase nor the recovery key. Nothing was changed. Try again."
    )


class KeyNotDeposited(StoreError):
    """Facts: `name` of the key file that headquarters cannot open."""

    template = N_(
        "“{name}” holds nothing for headquarters: this register was not opened again after its "
        "enrolment. Only its passphrase or its recovery key opens it."
    )


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
        "The register {path} is damaged. It was left as it is. Émarge’s window offers the newest "
        "good copy; so does “emarge restore”, and “emarge salvage” saves all that can be read."
    )


class RegisterShortened(DatabaseDamaged):
    """Facts: `path` of the register that lacks what was confirmed, `n` actions at most."""

    template = N_(
        "The register {path} lacks actions that were confirmed: perhaps {n}. It was left as it is "
        "and nothing was changed. Émarge’s window saves all that can be read or puts the newest "
        "good copy back, as do “emarge salvage” and “emarge restore”; then ask headquarters and "
        "the other laptops for their files, and compare with the signed sheets."
    )


class RegisterGone(StoreError):
    """Facts: `path` of the register whose files were taken away or changed while it was open."""

    template = N_(
        "The files of the register {path} were removed, replaced or changed while Émarge was "
        "open. The last action was not saved, and nothing more will be. What was confirmed before "
        "can still be saved from this window: leave it open, put the drive or the folder back, "
        "and save a copy."
    )


class WitnessMissing(StoreError):
    """Facts: `path` of the file that says how far the register had come."""

    template = N_(
        "The file {path}, which says how far the register had come, is gone. The register itself "
        "opened as it should; the file was written anew. If the last people of the day are not on "
        "the list, compare with the signed sheets."
    )


class WitnessDamaged(WitnessMissing):
    """Facts: `path` of the file that says how far the register had come."""

    template = N_(
        "The file {path}, which says how far the register had come, is damaged. The register "
        "itself opened as it should; the file was written anew. If the last people of the day are "
        "not on the list, compare with the signed sheets."
    )


class RegisterMissing(StoreError):
    """Facts: `path` of the database that is not where its keys are."""

    template = N_(
        "The register {path} is no longer there, although its keys are. Nothing was written in "
        "its place, and what was sent to headquarters is safe there. If the file was moved, put "
        "it back; otherwise Émarge’s window offers the newest good copy, as does “emarge restore”."
    )


class StorageFull(StoreError):
    """No space is left on the drive."""

    template = N_(
        "The disk is full. What was confirmed before is safe; the last action was not saved. "
        "Make room, then try again."
    )


class ReserveGiven(StorageFull):
    """The last action found no room, and now there is some."""

    template = N_(
        "The disk is full. What was confirmed before is safe; the last action was not saved. "
        "Émarge has given back the room that it kept in reserve: do the action once more now, then "
        "make room on the disk."
    )


class DiskLow(StoreError):
    """Facts: `megabytes` that are left on the disk of the folder `path`; a notice."""

    template = N_(
        "Only {megabytes} MB are left on the disk that holds {path}. Everything that was confirmed "
        "is safe. Make room soon: empty the bin, move videos and old files elsewhere."
    )


class ReserveUsed(StoreError):
    """Facts: `megabytes` that are left on the disk of the folder `path`; a notice."""

    template = N_(
        "The disk that holds {path} is full: {megabytes} MB are left for the last actions and for "
        "sending to headquarters, and Émarge keeps no more in reserve. Everything that was "
        "confirmed is safe. Make room now."
    )


class DriveFailed(StoreError):
    """Facts: `path` of the folder whose drive reports an error."""

    template = N_(
        "The drive that holds {path} does not answer as it should. What was confirmed before is "
        "safe; the last action was not saved. Check the drive, then try again."
    )


class PassphraseTooWeak(StoreError):
    """Facts: `minimum` number of characters, `proposal` of a better one."""

    template = N_(
        "This passphrase is guessed too easily: it is short, or made of words, names, places, "
        "dates or keys that are tried first. Nothing was changed. Choose at least {minimum} "
        "characters, best four words that chance put together, such as: {proposal}"
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


class KeysMissing(StoreError):
    """Facts: `path` of the folder whose register is there without its key files."""

    template = N_(
        "A register, or what is left of one, is in {path}, but both of its key files are gone: "
        "keys.json and keys.2.json. Nothing was written or changed. Put a key file back "
        "from a backup copy, or ask headquarters for it; do not begin a new register here."
    )


class KeysOfAnother(StoreError):
    """Facts: `name` of a key file that was to be put back, and opens another register."""

    template = N_(
        "The key file “{name}” opens with this passphrase, but it is another register’s: it does "
        "not open this one. Nothing was changed. Choose the key file of this very laptop, or ask "
        "headquarters for it."
    )


class KeySlotDamaged(StoreError):
    """Facts: `path` of the key file; its part for the secret that was typed is not whole."""

    template = N_(
        "What was typed may be right, but the part of the key file {path} that it opens is "
        "damaged. Nothing was changed. Open with the other secret, passphrase or recovery key, "
        "or put the key file of a backup copy back."
    )


class KeysHealed(StoreError):
    """Facts: `name` of the key file; a notice, nothing was lost."""

    template = N_(
        "The key file “{name}” was damaged or missing. It was written again from the other copy: "
        "nothing is lost. If this comes back, the disk is failing: take a backup copy elsewhere."
    )


class KeySlotLost(StoreError):
    """Facts: `path` of the folder; a notice: one way in is damaged and in no other copy."""

    template = N_(
        "One of the ways into the register in {path} is damaged, and no copy of it was found. "
        "The register is safe and open. Choose a new passphrase and make a new recovery key "
        "today, in Settings or in a terminal."
    )


class KeysBusy(StoreError):
    """Somebody else is changing the passphrase or the recovery key at this moment."""

    template = N_(
        "The passphrase is being changed by another Émarge at this moment. Nothing was changed "
        "here. Wait until it is done, then open with the new one."
    )


class MediumReadOnly(StoreError):
    """Facts: `path` of the folder that can be read but not written."""

    template = N_(
        "The register in {path} can be read, but not written: the medium is locked, or its files "
        "may only be read. Nothing was changed. Copy the folder to a disk that can be written, or "
        "unlock the medium, to go on working."
    )


class FolderRefused(StoreError):
    """Facts: `path` of the folder that cannot be written."""

    template = N_("Émarge may not write in {path}. Choose another folder or ask for the right.")


class NotInstalled(StoreError):
    """The folder holds no installation yet."""

    template = N_(
        "There is no register here yet. Open the window, or set EMARGE_PASSPHRASE and "
        "create a workshop."
    )


class PassphraseMissing(StoreError):
    """Neither in the environment nor at a terminal that could be asked."""

    template = N_("Set EMARGE_PASSPHRASE, or run this command at a terminal that can ask for it.")


class NewPassphraseMissing(PassphraseMissing):
    """Neither in the environment nor at a terminal that could be asked."""

    template = N_(
        "Set EMARGE_NEW_PASSPHRASE, or run this command at a terminal that can ask for it."
    )
