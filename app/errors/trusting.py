"""A key was not taken for anybody's: whoever is trusted was compared by voice first."""

from app.errors.root import AppError
from app.errors.travelling import BundleError, KeyUnreadable, SignerUnknown
from app.i18n import N_


class TrustError(AppError):
    """Nobody new is trusted, and nobody less than before."""


class DigitsMissing(TrustError):
    """Facts: `name` of the file that says whom to trust; nobody could be asked."""

    template = N_(
        "“{name}” says whom this laptop is to trust, and was not taken in. Nothing was changed. "
        "Telephone headquarters, have its thirty digits read aloud, and give them with --digits, "
        "or type them at a terminal."
    )


class DigitsWrong(TrustError):
    """Facts: `name` of the enrolment."""

    template = N_(
        "These are not the digits of “{name}”. Nothing was changed. Have headquarters read them "
        "again. If they still differ, somebody may be impersonating headquarters: leave the file "
        "aside, and tell headquarters."
    )


class CardDigitsMissing(TrustError):
    """Facts: `names` of the laptops whose digits nobody has compared."""

    template = N_(
        "Nobody was accepted and nothing was written: the digits of {names} were not compared. "
        "Have each laptop read its thirty digits aloud, then give them with --digits, or say "
        "--digits-compared once all of them were the same."
    )


class CardDigitsWrong(TrustError):
    """Facts: `names` of the laptops whose digits are not those that were given."""

    template = N_(
        "Nobody was accepted and nothing was written: the digits compared are not those of "
        "{names}. Have them read aloud again. If they still differ, somebody may have put another "
        "card in the place of this one: ask for it anew."
    )


class EnrolmentOlder(TrustError):
    """Facts: `name` of the file, its number `n`, and the number `known` that was taken in."""

    template = N_(
        "“{name}” is enrolment number {n} of headquarters, older than number {known}, which this "
        "laptop follows. Nothing was changed. Ask headquarters for its newest one."
    )


class EnrolmentTwice(TrustError):
    """Facts: `name` of the file, and its number `n`, under which another one was taken in."""

    template = N_(
        "“{name}” is another enrolment number {n} than the one that this laptop follows. Nothing "
        "was changed. Ask headquarters to write a new one."
    )


class EnrolmentOfAnother(SignerUnknown):
    """Facts: `name` of the file; `device` and `key` that it claims to be signed by."""

    template = N_(
        "“{name}” is the enrolment of another headquarters than this laptop’s. Nothing was "
        "changed. If it was said to come from yours, somebody may be impersonating it: leave the "
        "file aside, and tell headquarters."
    )


class HeadquartersEnrolsItself(TrustError):
    """Facts: `name` of an enrolment that came to headquarters."""

    template = N_(
        "“{name}” is the enrolment of a headquarters, and this computer is headquarters itself: "
        "it follows no other. Nothing was changed."
    )


class AlreadyEnrolled(TrustError):
    """What would be headquarters follows another one."""

    template = N_(
        "This laptop follows a headquarters already, and everything that it sends is sealed to "
        "that one. Nothing was changed. Make headquarters on another computer."
    )


class CardDamaged(KeyUnreadable):
    """Facts: `name` of the file."""

    template = N_(
        "The card “{name}” is not as its laptop wrote it. Nothing was taken from it. "
        "Have the laptop write its card again."
    )


class CardRefused(TrustError):
    """Facts: `name` of the file, `laptop` that it introduces, `known` laptop that it contradicts.

    None of the cards is accepted then.
    """


class CardOfOurselves(CardRefused):
    """The card of this very computer, or one with its keys or its name."""

    template = N_(
        "“{name}” introduces this computer to itself: it has its id, its key or its name "
        "({known}). Nobody was accepted and nothing was written. Leave this card out."
    )


class CardOtherKey(CardRefused):
    """The id of a laptop that is known, with another key."""

    template = N_(
        "“{name}” is a card of {known}, but with another key than the one that is known here. "
        "Nobody was accepted and nothing was written. If nobody made new keys there, somebody may "
        "be impersonating it. If it is right, compare the digits and say that it replaces the "
        "other (--replace)."
    )


class CardKeyTaken(CardRefused):
    """A key of a laptop that is known, under another id."""

    template = N_(
        "“{name}” introduces {laptop} with a key of {known}. Nobody was accepted and nothing was "
        "written. If it is the same laptop, compare the digits and say that it replaces the other "
        "(--replace)."
    )


class CardNameTaken(CardRefused):
    """The name of a laptop that is known, under another id and key."""

    template = N_(
        "“{name}” introduces another laptop that is called {known}. Nobody was accepted and "
        "nothing was written. Have it given another name; or, if it takes the place of the first, "
        "compare the digits and say that it replaces it (--replace)."
    )


class OtherKind(BundleError):
    """Facts: `name` of the file; it is another kind of file than its name says."""

    code = "other_kind"


class EnrolmentMisnamed(OtherKind):
    """An enrolment under the name of something else."""

    template = N_(
        "“{name}” is an enrolment, where another kind of file was expected: it says whom this "
        "laptop trusts. Nothing was taken from it. If headquarters told you of it, receive it by "
        "itself under a name that ends in .enrolment. Else somebody may be deceiving you."
    )


class ReceiptMisnamed(OtherKind):
    """A receipt under the name of something else."""

    template = N_(
        "“{name}” is a receipt, where another kind of file was expected. Nothing was taken from "
        "it. Receive it by itself under a name that ends in .receipt."
    )


class BundleMisnamed(OtherKind):
    """A bundle under the name of something else."""

    template = N_(
        "“{name}” is a workshop’s file, where another kind of file was expected. Nothing was "
        "taken from it. Receive it by itself under a name that ends in .emarge."
    )


class CardMisplaced(OtherKind):
    """Facts: `name` of the file, `laptop` that it introduces, its `digits`."""

    template = N_(
        "“{name}” is the card of the laptop {laptop}, whose digits are {digits}. Nothing was "
        "taken from it. At headquarters, “Enrol laptops…” takes it in, or hq enrol at a terminal."
    )


class NameUsed(BundleError):
    """Facts: `name` of the file, `n` entries in this laptop’s own name, `device` that told them."""

    code = "name_used"
    template = N_(
        "The file “{name}” says {n} things in the name of this very laptop that it never wrote. "
        "Nothing was taken from it. Ask whoever sent it, and tell headquarters. If this laptop "
        "was put back from an old copy, and these are its own, take them in with --accept."
    )
