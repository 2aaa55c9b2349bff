"""Something at the desk, in the room or on paper was refused."""

from app.errors.root import AppError
from app.i18n import N_


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


class WorkshopTooLong(WorkshopError):
    """Facts: `days`, the most that a workshop may last."""

    template = N_("A workshop of more than {days} days was not created. Check the two dates.")


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


class NumbersMissing(AppError):
    """No sheet number was given."""

    template = N_("Nothing was entered: type numbers of the sheet, such as 1-25 28.")


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

    template = N_("There is already a workshop with the code {code}. Nothing was created.")


class NobodyEligible(AppError):
    """Nobody among those chosen meets the attendance condition, and no reason was given."""

    template = N_(
        "Nobody here meets the attendance condition. Nothing was issued. "
        "Choose people and give a reason to issue all the same."
    )


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
