"""What is said of a list that was read: its problems, what was ignored, its other sheets."""

from app.domain.lists.person_names import name_problem
from app.domain.lists.proposal import Ignored, Problem, RosterProposal
from app.i18n import N_, _, ngettext

PROBLEMS: dict[Problem, str] = {
    Problem.MRS: N_("« Mrs » may mean Messieurs: choose the sex"),
    Problem.SEX_DOUBTFUL: N_("the sex cannot be read"),
    Problem.NO_SEX: N_("no sex"),
    Problem.TWO_PEOPLE: N_("perhaps two people"),
    Problem.CONTINUED_LINE: N_("perhaps the rest of the line above"),
    Problem.NUMBER_IN_NAME: N_("a digit in the name"),
    Problem.NAME_DOUBTFUL: N_("an unusual sign or word in the name"),
    Problem.PHONE_DOUBTFUL: N_("a doubtful telephone number"),
    Problem.DUPLICATE_ROW: N_("perhaps twice on the list"),
    Problem.AFTER_TOTAL: N_("under a total or a signature: perhaps nobody invited"),
    Problem.ABOVE_HEADINGS: N_("above the headings of the list"),
    Problem.TOO_LONG: N_("a text that is too long: the end was cut"),
    Problem.TOO_LONG_FOR_PAPER: N_("a text that papers cut: shorten it"),
    Problem.MISREAD: N_("the file is faulty in this line: compare it"),
}
"""What a line to check says, in words; marked here, translated where shown."""

REASONS: dict[Ignored, str] = {
    Ignored.HEADING: N_("headings"),
    Ignored.SECTION: N_("title of a section"),
    Ignored.TOTAL: N_("total"),
    Ignored.CLOSING: N_("end of the list"),
    Ignored.SIGNATURE: N_("signature"),
    Ignored.NO_NAME: N_("no name"),
    Ignored.TITLE: N_("above the headings"),
    Ignored.OTHER_TABLE: N_("a table without names"),
}
"""Why a row gives nobody, in words; marked here, translated where shown."""


def name_remark(name: str) -> str:
    """What would look wrong about a name on paper, in words; mostly empty."""
    problem = name_problem(name)
    return _(PROBLEMS[problem]) if problem else ""


def sheets_remark(proposal: RosterProposal) -> str:
    """That other sheets of the workbook hold names and were not read; mostly empty."""
    others = proposal.other_sheets
    if not others:
        return ""
    said = ngettext(
        "The sheet {names} of this workbook holds names too. It was not read.",
        "The sheets {names} of this workbook hold names too. They were not read.",
        len(others),
    )
    return said.format(names=", ".join(_("“{name}”").format(name=name) for name in others))
