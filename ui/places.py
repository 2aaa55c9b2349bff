"""The pages, in the order of the navigation: a new page is one line here."""

from collections.abc import Callable
from importlib import import_module

from app.i18n import N_
from ui.desk import Desk
from ui.frame.navigation import Place
from ui.pages.page import Page


def _page(name: str) -> Callable[[Desk], Page]:
    """Builds a page, imported when it is first asked for.

    All of them together keep the desk waiting for 0.2 s after the passphrase, and take 8 MB that
    a laptop on which nobody sends or imports a list can use (bench_start).
    """
    module, _colon, kind = name.partition(":")

    def build(desk: Desk) -> Page:
        page: Page = getattr(import_module(f"ui.pages.{module}"), kind)(desk)
        return page

    return build


PLACES = (
    Place("desk", N_("Front desk"), _page("desk_page:DeskPage"), "F3"),
    Place("attendance", N_("Attendance"), _page("attendance_page:AttendancePage"), "F5"),
    Place(
        "documents", N_("Documents"), _page("documents_page:DocumentsPage"), "F8", hands_over=True
    ),
    Place("figures", N_("Summary"), _page("figures_page:FiguresPage")),
    Place("exchange", N_("Sending"), _page("sending_page:SendingPage")),
    Place("workshop", N_("Workshop"), _page("workshop_page:WorkshopPage"), is_below=True),
    Place("workshops", N_("Workshops"), _page("workshops_page:WorkshopsPage"), is_below=True),
    Place("copies", N_("Backup copies"), _page("copies_page:CopiesPage"), is_below=True),
    Place("settings", N_("Settings"), _page("settings_page:SettingsPage"), is_below=True),
)
