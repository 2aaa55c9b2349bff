"""The invitation list of Bamako 2017 as a protocol office sends it; `make` writes the workbook.

Names and telephones are typed here the way such offices type them; ranks and functions come from
the people of the seed. Run `python -m tests.data_makers.invitation_list` after a change.
"""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from app.paths import resource

TARGET = "seeds/liste-invitation-bamako-2017.xlsx"
HEADING_ROW = 7
COLUMNS = (
    ("N°", 5),
    ("Prénoms et Nom", 58),
    ("Grade", 28),
    ("Structure", 40),
    ("Fonction", 44),
    ("Contacts", 30),
)
HEAD = (
    ("A1:C1", "RÉPUBLIQUE DU MALI"),
    ("A2:C2", "Un Peuple – Un But – Une Foi"),
    ("A3:C3", "MINISTÈRE DE LA SÉCURITÉ ET DE LA PROTECTION CIVILE"),
    ("E1:F3", ""),
    ("A4:F4", "LISTE DES INVITÉS"),
    ("A5:F5", "Atelier national de formation sur le recueil et l’analyse du renseignement"),
    ("A6:F6", "Bamako, du 26 au 30 juin 2017"),
)


class Line(NamedTuple):
    """What was typed for one person; an empty `person` is a service asked to name somebody."""

    person: str
    name: str
    structure: str
    contacts: str | int = ""


LINES = (
    Line("bko17-01", "Mr Moussa TRAORÉ", "Police Judiciaire", "70 00 00 01 / 66 00 00 01"),
    Line("bko17-02", "Mme DIALLO", "Pôle Judiciaire Spécialisé", "70 00 00 99"),
    Line(
        "bko17-03",
        "Lt-Col Drissa Bourama SANGARÉ",
        "Gendarmerie Nationale",
        "00223 70 00 00 03",
    ),
    Line(
        "bko17-04",
        "Mme Aminata KONATÉ",
        "Direction de la Police des Frontières",
        "(223) 70.00.00.04 / 66.00.00.04",
    ),
    Line("bko17-05", "Mr Moussa TRAORÉ", "Douanes", 70000005),
    Line("bko17-06", "Mr N'Tji DIARRA", "BIS", "+223 70 00 00 06"),
    Line("bko17-07", "Commissaire Kalifa DIARRA", "DRPN", "70 00 00 07"),
    Line("bko17-08", "Mme Mariam COULIBALY", "DRPN", 70000008),
    Line("bko17-09", "Mrs Oumar SIDIBÉ", "Gendarmerie Nationale", "70 00 00 09"),
    Line("bko17-10", "Mr Adama DEMB2L2", "BIS", "70 00 00 10"),
    Line("bko17-11", "Mme Nɛnɛ SANGARÉ", "Gendarmerie Nationale", "70-00-00-11"),
    Line("bko17-12", "Mr Alhousseini ag Mohamed Ibrahim", "Garde Nationale", 70000012),
    Line("bko17-13", "Mr Salif KONÉ", "Douanes", "70 00 00 13"),
    Line("bko17-14", "Mr Ibrahima BA", "Pôle Judiciaire Spécialisé", "70 00 00 99"),
    Line("", "2 représentants de la DPF", "DPF"),
    Line("bko17-15", "Mr Cheick Oumar N'DIAYE", "Police Judiciaire", "70 00 00 15"),
    Line("bko17-16", "Mr Mahamadou SISSOKO", "DRPN", "70 00 00 1"),
    Line("bko17-17", "Mr Mamadou CISSOKHO", "DRPN", "70 00 00 17"),
    Line("bko17-18", "Mr Boubacar Sékou DIAKITÉ", "BIS", 70000018),
    Line("bko17-19", "Mr Bréhima SACKO", "Gendarmerie Nationale", "70 00 00 19"),
    Line("bko17-20", "Mr Bakary CISSÉ dit Vieux", "BIS", "70 00 00 20"),
    Line("bko17-21", "Mr Sidi Mohamed Ould Bouya", "Douanes", "70 00 00 21"),
    Line(
        "bko17-22",
        "Mr Mohamed El Moctar Abdoul Kader Ibrahim Boncana MAÏGA-HAÏDARA",
        "Garde Nationale",
        "70 00 00 22",
    ),
    Line("bko17-23", "Mr Seydou Nourou KEÏTA", "Gendarmerie Nationale", "70 00 00 23"),
    Line(
        "bko17-24",
        "Mr Tiémoko SAMAKÉ",
        "Plateforme nationale PCMS",
        "70 00 00 24 / 66 00 00 24",
    ),
)


def make(path: Path) -> None:
    """Write the workbook to `path`; the same people give the same cells."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2017, 6, 12, 9, tzinfo=UTC)})
        sheet = book.add_worksheet("Invités")
        strong = book.add_format({"bold": True, "align": "center", "valign": "vcenter"})
        boxed = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        _draw_head(sheet, strong)
        _draw_lines(sheet, boxed)
        _draw_total(sheet, strong)


def _draw_head(sheet: Worksheet, strong: Format) -> None:
    """Titles over merged cells, an empty corner for the logos, and the headings in row 7."""
    for row in range(3):
        sheet.set_row(row, 32)
    for cells, text in HEAD:
        sheet.merge_range(cells, text, strong)
    for column, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW - 1, column, heading, strong)


def _draw_lines(sheet: Worksheet, boxed: Format) -> None:
    people = _people()
    for place, line in enumerate(LINES, start=1):
        row = HEADING_ROW + place - 1
        person = people.get(line.person, {})
        sheet.write_number(row, 0, place, boxed)
        texts = (line.name, person.get("rank", ""), line.structure, person.get("function", ""))
        for column, text in enumerate(texts, start=1):
            sheet.write_string(row, column, text, boxed)
        sheet.write(row, 5, line.contacts, boxed)


def _draw_total(sheet: Worksheet, strong: Format) -> None:
    row = HEADING_ROW + len(LINES)
    sheet.merge_range(row, 0, row, 1, "TOTAL", strong)
    sheet.write_string(row, 2, "26 personnes", strong)
    sheet.merge_range(
        row + 2, 0, row + 2, 5, "Arrêtée la présente liste à vingt-six (26) personnes."
    )
    sheet.write_string(row + 4, 5, "Le Chef du Protocole")


def _people() -> dict[str, dict[str, str]]:
    text = resource("seeds/people-bamako-2017.toml").read_text(encoding="utf-8")
    return {person["key"]: person for person in tomllib.loads(text)["person"]}


if __name__ == "__main__":
    make(resource(TARGET))
