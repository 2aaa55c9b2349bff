"""The pages, in the order of the navigation: a new page is one line here."""

from app.i18n import N_
from ui.frame.navigation import Place
from ui.pages.attendance_page import AttendancePage
from ui.pages.desk_page import DeskPage
from ui.pages.documents_page import DocumentsPage
from ui.pages.figures_page import FiguresPage
from ui.pages.sending_page import SendingPage
from ui.pages.settings_page import SettingsPage
from ui.pages.workshop_page import WorkshopPage
from ui.pages.workshops_page import WorkshopsPage

PLACES = (
    Place("desk", N_("Front desk"), DeskPage, "F3"),
    Place("attendance", N_("Attendance"), AttendancePage, "F5"),
    Place("documents", N_("Documents"), DocumentsPage, "F8", hands_over=True),
    Place("figures", N_("Summary"), FiguresPage),
    Place("exchange", N_("Sending"), SendingPage),
    Place("workshop", N_("Workshop"), WorkshopPage, is_below=True),
    Place("workshops", N_("Workshops"), WorkshopsPage, is_below=True),
    Place("settings", N_("Settings"), SettingsPage, is_below=True),
)
