"""Something at the desk, in the room or on paper was refused."""

from app.errors.root import AppError
from app.i18n import N_


class NotFound(AppError):
    """Something was named that is not here."""


class WorkshopUnknown(NotFound):
    """The workshop was taken back or never was here."""

    template = N_("This workshop is no longer here.")


class WorkshopNameUnknown(WorkshopUnknown):
    """Facts: `name` as typed in a terminal."""

    template = N_("There is no workshop “{name}” here. “emarge workshop list” shows them all.")


class WorkshopAmbiguous(WorkshopUnknown):
    """Facts: `name` as typed, `codes` of the workshops that it may mean."""

    template = N_("“{name}” may mean {codes}. Type more of the code.")


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


class RegistrationError(AppError):
    """A registration was refused."""


class NameMissing(RegistrationError):
    """The name to print is empty."""

    template = N_("Type the name to print.")


class TextTooLong(RegistrationError):
    """Facts: `n` characters that a text may have, `start` of the text."""

    template = N_(
        "The text that begins with “{start}” has more than {n} characters. Shorten it. "
        "Nothing was changed."
    )


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


class PersonUnknown(NotFound):
    """Facts: `name` as typed."""

    template = N_("Nobody on the list is called “{name}”. Nothing was entered.")


class PersonAmbiguous(RegistrationError):
    """Facts: `name` as typed, `ids` of the registrations that it may mean."""

    template = N_(
        "“{name}” may mean several people on the list. Nothing was entered. "
        "Name the one that is meant by its id: {ids}"
    )


class LineTwice(RegistrationError):
    """One line of the list was named where two were to be compared."""

    template = N_(
        "Both names mean the same line of the list. Nothing was changed. "
        "Name the two lines that look alike, by their ids if need be."
    )


class NumberNotShared(RegistrationError):
    """Facts: `name` of somebody who was to be given a new number, `number` that is only theirs."""

    template = N_("Nobody else has number {number}: {name} keeps it. Nothing was changed.")


class WorkshopError(AppError):
    """A workshop was refused."""


class TitleMissing(WorkshopError):
    """Neither a French nor an English title."""

    template = N_("Type the title of the workshop.")


class WorkshopDatesWrong(WorkshopError):
    """The last day lies before the first."""

    template = N_("The workshop ends before it starts. Check the two dates.")


class WorkshopTooLong(WorkshopError):
    """Facts: `days`, the most that a workshop may last."""

    template = N_("A workshop lasts {days} days at the most. Check the two dates.")


class WorkshopCodeWrong(WorkshopError):
    """Facts: `code` as typed."""

    template = N_(
        "The code “{code}” was not taken. Use letters, digits and hyphens, such as 2021-BKO-03."
    )


class CityMissing(WorkshopError):
    """No city."""

    template = N_("Type the city of the workshop.")


class CountryWrong(WorkshopError):
    """Facts: `country` as typed."""

    template = N_("“{country}” is no country code. Use two letters, such as ML or NE.")


class WorkshopCodeIssued(WorkshopError):
    """Facts: `code` that certificates bear already."""

    template = N_("Certificates bear the code {code} already. It stays, and nothing was changed.")


class AttendanceWouldGo(WorkshopError):
    """Facts: `days` in words, of half-days that would go with what was entered in them."""

    template = N_(
        "Attendance was entered {days}. Take it out first, or keep the half-days. "
        "Nothing was changed."
    )


class ThresholdWrong(WorkshopError):
    """A share of the half-days that is nothing, or more than all."""

    template = N_(
        "The share of half-days for a certificate is more than 0 and at most 1, such as 4/5."
    )


class OrganisationMissing(WorkshopError):
    """A partner without a name in either language."""

    template = N_("Type the name of the organization, in French or in English.")


class PartnerTwice(WorkshopError):
    """Facts: `name` of an organisation that has this role already."""

    template = N_("“{name}” has this role already. Choose another role, or change nothing.")


class FunctionMissing(WorkshopError):
    """A signatory without a function; the name may wait, the function may not."""

    template = N_("Type the function of the signatory: it is printed above the place to sign.")


class SignatoriesFull(WorkshopError):
    """Facts: `n`, the places to sign that a certificate has."""

    template = N_("A certificate has {n} places to sign, and all are given. Remove one first.")


class PartnerUnknown(NotFound):
    """The partner was removed or never was here."""

    template = N_("This partner is no longer in the workshop.")


class SignatoryUnknown(NotFound):
    """The signatory was removed or never was here."""

    template = N_("This signatory is no longer in the workshop.")


class NumbersMissing(AppError):
    """No sheet number was given."""

    template = N_("Nothing was entered: type numbers of the sheet, such as 1-25 28.")


class LetterWrong(AppError):
    """Facts: `letter` as typed for this laptop."""

    template = N_("“{letter}” is not one letter from A to Z.")


class IssuedTooEarly(AppError):
    """Facts: `day`, the first of the workshop; a certificate was to bear one before it."""

    template = N_("A certificate bears no date before the workshop’s first day, {day}.")


class NameOfLaptopMissing(AppError):
    """A laptop was to be called nothing."""

    template = N_("Type a name for this laptop.")


class DemoFolderTaken(AppError):
    """Facts: `path` of a folder that holds something else."""

    template = N_(
        "{path} holds files that no demonstration made. Nothing was touched. "
        "Choose a new or an empty folder."
    )


class WorkshopCodeTaken(WorkshopError):
    """Facts: `code` as typed."""

    template = N_("There is already a workshop with the code {code}. Choose another one.")


class NobodyEligible(AppError):
    """Nobody among those chosen meets the attendance condition, and no reason was given."""

    template = N_(
        "Nobody here meets the attendance condition. Nothing was issued. "
        "Choose people and give a reason to issue all the same."
    )


class WithdrawalUnexplained(AppError):
    """A certificate was to be taken back without a reason."""

    template = N_("Say why the certificate is withdrawn: the reason stays in the history.")


class NothingToWithdraw(AppError):
    """None of these people holds a certificate."""

    template = N_("None of these people holds a certificate. Nothing was withdrawn.")


class NoDisplay(AppError):
    """The window was asked for on a machine without a display."""

    template = N_(
        "There is no display for the window. Run “emarge demo --out DIR”, or “emarge --help” "
        "for the commands that work without one."
    )


class AnswerNotWritten(AppError):
    """The command did its work; its answer found no room where it was sent."""

    template = N_(
        "The answer could not be written where it was sent. What the command did is kept."
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
