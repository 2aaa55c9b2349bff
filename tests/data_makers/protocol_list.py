"""The list of scenario SC-03, as rows and as a workbook: merged titles, 24 people, a total."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Cell = str | int | float | None

TITLES = (
    "RÉPUBLIQUE DU MALI",
    "Un Peuple – Un But – Une Foi",
    None,
    "Atelier national sur le partage d’informations dans la région du Liptako-Gourma",
    "LISTE DES PARTICIPANTS",
    None,
)
HEADINGS = ("N°", "Prénoms et Nom", "Structure", "Fonction", "Contact(s)", "E-mail")
PEOPLE: tuple[tuple[str, str, str, Cell], ...] = (
    ("Mr Moussa TRAORÉ", "DGPN", "Chef de section", "70 00 00 01 / 66 00 00 01"),
    ("Mme Aïssata DIALLO", "DGGN", "Analyste", 70000002),
    ("Mrs Oumar KONÉ", "DPF", "Chef de poste", "(223) 70.00.00.03"),
    ("Lt/Col Ibrahim AG MOHAMED", "EMGA", "Chef BI", "00223 70 00 00 04"),
    ("Mr Sidi TRAOR2", "DNPJ", "", 70000005.0),
    ("Mr Ali MAÏGA et Mme Fanta CISSÉ", "DGD", "Inspecteur", "70000006"),
    ("Mr Moussa TRAORÉ", "DGD", "Vérificateur", 70000007),
    ("Dr Mariam COULIBALY", "PJS", "Juge d’instruction", "+223 70 00 00 08"),
    ("Commissaire Kalifa DIARRA", "DRPN", "", "70-00-00-09"),
    ("Mme Nɛnɛ SANGARÉ", "DGGN", "", 70000010),
    ("Mr N'Tji DIARRA", "BIS", "Chef d’unité", "70 00 00 11"),
    ("Mme Kadiatou SIDIBÉ", "DRPN", "Analyste", 70000012),
    ("Mr Bakary CISSÉ dit Vieux", "BIS", "", "70 00 00 13"),
    ("Mr Sidi Mohamed Ould Bouya", "Douanes", "", "70 00 00 14"),
    ("Mme Rokia TOURÉ", "PJS", "Greffière", 70000015),
    ("Mr Salif KONÉ", "Douanes", "", "70 00 00 16"),
    ("Mr Ibrahima BA", "PJS", "Substitut", "70 00 00 17"),
    ("Mr Cheick Oumar N’DIAYE", "DNPJ", "", "70 00 00 18"),
    ("Mr Mahamadou SISSOKO", "DRPN", "", "70 00 00 19"),
    ("Mr Mamadou CISSOKHO", "DRPN", "", "70 00 00 20"),
    ("Mme Hawa DEMBÉLÉ", "DGPN", "", "70 00 00 21"),
    ("Mr Tiémoko SAMAKÉ", "PCMS", "", "70 00 00 22 / 66 00 00 22"),
    ("Mr Adama SACKO", "DGGN", "", "70 00 00 23"),
    ("Mr Seydou KEÏTA", "DGGN", "", "70 00 00 24"),
)
ENDING: tuple[tuple[Cell, ...], ...] = (
    ("TOTAL", "24 participants"),
    (),
    (None, "Arrêté la présente liste à vingt-quatre (24) participants."),
    (None, None, None, None, "Le Chef du Protocole"),
    (),
    (None, None, None, None, "Colonel Bakary SANGARÉ"),
)


def rows(people: Sequence[tuple[str, str, str, Cell]] = PEOPLE) -> list[tuple[Cell, ...]]:
    """The whole sheet, headings in row 7."""
    lines = [(number, *person) for number, person in enumerate(people, start=1)]
    return [*((title,) for title in TITLES), HEADINGS, *lines, *ENDING]


def write_xlsx(path: Path, cells: Sequence[Sequence[object]], **sheets: object) -> Path:
    """A workbook with one sheet of `cells`; each further sheet by its name."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, content in {"Liste": cells, **sheets}.items():
            page = book.add_worksheet(name)
            for row, line in enumerate(content):
                page.write_row(row, 0, line)
    return path


def write_protocol_list(path: Path) -> Path:
    """The sheet of SC-03 with its titles merged over all columns."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Invités")
        for row, line in enumerate(rows()):
            page.write_row(row, 0, line)
        for row, title in enumerate(TITLES):
            if title:
                page.merge_range(row, 0, row, len(HEADINGS) - 1, title)
    return path
