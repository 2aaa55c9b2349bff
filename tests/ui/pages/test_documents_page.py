from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from app.domain.people import Sex
from app.errors import PlaceGone
from app.services.people.drafts import PersonDraft, draft_of
from app.services.people.registering import correct, expect
from app.services.writing import Edit, Intention, write
from app.store import certificates, registrations
from tests.conftest import NOW
from tests.ui.conftest import PAGE
from tests.ui.pages.sittings import come, issue
from ui.pages.documents_page import DocumentsPage
from ui.printing import PrintWish, set_up

Key = Qt.Key


class FilePrinters:
    """Prints into a file, and remembers what was asked for; without a file, nobody prints."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.wishes: list[PrintWish] = []
        self.is_refused = False

    def choose(self, over, wish):
        self.wishes.append(wish)
        if self.is_refused:
            return None
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        printer.setResolution(72)
        set_up(printer, wish)
        return printer


@pytest.fixture
def printers(tmp_path):
    return FilePrinters(tmp_path / "printed.pdf")


@pytest.fixture
def told(desk):
    """The sentences that were told."""
    heard = []
    desk.notices.told.connect(heard.append)
    return heard


@pytest.fixture
def page(show, desk, printers, qtbot):
    page = show(DocumentsPage(desk, printers), PAGE)
    settle(qtbot, page)
    return page


@pytest.fixture
def papers(page, qtbot):
    """The page at the certificates."""
    choose(qtbot, page, "certificates")
    return page


def settle(qtbot, page):
    """Wait until the paper of the latest wish is there, or the words that say why none is."""
    qtbot.waitUntil(lambda: not page.desk.tasks.is_busy)


def choose(qtbot, page, kind):
    page.kinds.show_value(kind)
    settle(qtbot, page)


def pick(qtbot, page, *registrations):
    page.certificates.people.choose(registrations)
    settle(qtbot, page)


def texts(data):
    document = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return found


class TestSheet:
    def test_preview_is_the_sheet_of_every_day(self, page):
        assert page.view.place.text() == "Page 1 of 3"
        assert "LISTE DE PRÉSENCE" in texts(page.previewing.paper)[0]

    def test_language_of_the_paper_is_chosen_apart_from_that_of_the_window(self, page, qtbot):
        qtbot.keyClick(page.sheet.language, Key.Key_Down)
        settle(qtbot, page)

        assert "ATTENDANCE SHEET" in texts(page.previewing.paper)[0]

    def test_one_day_is_one_page(self, page, qtbot):
        page.sheet.days.setCurrentIndex(2)
        page.sheet.days.chosen.emit("")
        settle(qtbot, page)

        assert page.view.pages == 1
        assert "jeudi 14 octobre 2021" in texts(page.previewing.paper)[0].replace("\u00a0", " ")

    def test_contacts_can_be_left_out(self, page, desk, qtbot):
        line = come(desk, "Aminata KONATÉ")
        draft = draft_of(registrations.line(desk.db, line))
        changed = replace(draft, phones=("+22370000001",))
        correct(desk.db, desk.author, line, changed, now=NOW)
        page.reload()
        settle(qtbot, page)
        before = texts(page.previewing.paper)[0]

        qtbot.keyClick(page.sheet.variant, Key.Key_Down)
        settle(qtbot, page)

        assert "70 00 00 01" in before
        assert "70 00 00 01" not in texts(page.previewing.paper)[0]

    def test_what_was_entered_can_be_printed(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")

        qtbot.keyClick(page.sheet.content, Key.Key_Down)
        settle(qtbot, page)

        assert "ÉTAT DE PRÉSENCE" in texts(page.previewing.paper)[0]
        assert not page.sheet.blank_rows.isEnabled()

    def test_arrival_is_on_the_paper_at_once(self, page, desk, invite, qtbot):
        invite("Aminata KONATÉ", Sex.FEMALE)
        page.reload()
        settle(qtbot, page)

        assert "KONATÉ" in texts(page.previewing.paper)[0]

    def test_pages_are_turned_by_key(self, page, qtbot):
        qtbot.keyClick(page.view, Key.Key_PageDown)

        qtbot.waitUntil(lambda: page.view.place.text() == "Page 2 of 3")

    def test_two_quick_keys_turn_two_pages(self, page, qtbot):
        qtbot.keyClick(page.view, Key.Key_PageDown)
        qtbot.keyClick(page.view, Key.Key_PageDown)
        settle(qtbot, page)

        assert page.view.place.text() == "Page 3 of 3"

    def test_discreet_workshop_prints_discreetly_and_nothing_else(
        self, show, desk, printers, qtbot
    ):
        change_workshop(desk, discreet=True)
        page = show(DocumentsPage(desk, printers), PAGE)
        settle(qtbot, page)

        assert page.sheet.variant.value == "discreet"
        assert not page.sheet.variant.isEnabled()


def change_workshop(desk, **fields):
    edits = [Edit("workshop", desk.current.workshop, fields)]
    write(desk.db, desk.author, Intention("workshop", desk.current.workshop), edits, now=NOW)


class TestCertificates:
    def test_nobody_yet_says_what_to_do_next(self, papers):
        assert papers.view.words.text() == papers.certificates.empty_words
        assert not papers.print_.isEnabled()

    def test_expected_people_are_no_candidates(self, papers, desk, invite, qtbot):
        invite("Aminata KONATÉ", Sex.FEMALE)
        papers.reload()
        settle(qtbot, papers)

        assert papers.certificates.people.rows.rows == ()

    def test_first_one_is_seen_before_anything_is_issued_and_says_so(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")
        choose(qtbot, page, "certificates")

        [text] = texts(page.previewing.paper)
        assert "Aminata KONATÉ" in text
        assert "Aperçu" in text
        assert certificates.current(desk.db, desk.current.workshop) == {}

    def test_condition_and_state_are_said_for_everyone(self, page, desk, qtbot, language):
        come(desk, "Aminata KONATÉ", at=range(5))
        come(desk, "Salif KONÉ", Sex.MALE, at=range(3))
        language.speak("fr")
        choose(qtbot, page, "certificates")

        rows = page.certificates.people.rows.rows
        assert [(row.detail.replace("\u00a0", " "), row.state) for row in rows] == [
            ("5 demi-journées sur 6 : remplit la condition", "à délivrer"),
            ("3 demi-journées sur 6 : présence insuffisante", "non délivrée"),
        ]

    def test_issuing_gives_one_to_all_who_earned_it(self, page, desk, qtbot, told):
        come(desk, "Aminata KONATÉ")
        come(desk, "Awa DIARRA")
        late = come(desk, "Salif KONÉ", Sex.MALE, at=[0])
        choose(qtbot, page, "certificates")

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.certificates.issue, Qt.MouseButton.LeftButton)
        settle(qtbot, page)

        held = certificates.current(desk.db, desk.current.workshop)
        assert len(held) == 2
        assert late not in held
        assert told == ["2 certificates issued"]

    def test_after_issuing_all_of_them_are_seen_and_none_says_preview(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")
        come(desk, "Awa DIARRA")
        choose(qtbot, page, "certificates")

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.certificates.issue, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.view.pages == 2)

        assert not any("Aperçu" in text for text in texts(page.previewing.paper))
        assert not page.certificates.issue.isEnabled()

    def test_one_person_shows_theirs_and_esc_shows_all(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")
        awa = come(desk, "Awa DIARRA")
        issue(desk)
        choose(qtbot, page, "certificates")

        pick(qtbot, page, awa)
        one = texts(page.previewing.paper)
        qtbot.keyClick(page.certificates.people, Key.Key_Escape)
        settle(qtbot, page)

        assert len(one) == 1
        assert "Awa DIARRA" in one[0]
        assert page.view.pages == 2

    def test_those_below_the_threshold_need_a_reason(self, page, desk, ask, qtbot):
        salif = come(desk, "Salif KONÉ", Sex.MALE, at=[0])
        choose(qtbot, page, "certificates")
        pick(qtbot, page, salif)
        ask.reasons = ["Mission confiée par le Directeur"]

        with qtbot.waitSignal(desk.notices.posted):
            qtbot.mouseClick(page.certificates.issue_anyway, Qt.MouseButton.LeftButton)
        settle(qtbot, page)

        held = certificates.current(desk.db, desk.current.workshop)
        assert held[salif].reason == "Mission confiée par le Directeur"

    def test_without_a_reason_nothing_is_issued(self, page, desk, ask, qtbot):
        salif = come(desk, "Salif KONÉ", Sex.MALE, at=[0])
        choose(qtbot, page, "certificates")
        pick(qtbot, page, salif)

        qtbot.mouseClick(page.certificates.issue_anyway, Qt.MouseButton.LeftButton)

        assert len(ask.questions) == 1
        assert certificates.current(desk.db, desk.current.workshop) == {}

    def test_exception_button_is_for_exceptions_alone(self, page, desk, qtbot):
        aminata = come(desk, "Aminata KONATÉ")
        choose(qtbot, page, "certificates")

        pick(qtbot, page, aminata)

        assert not page.certificates.issue_anyway.isEnabled()

    def test_missing_data_is_said_before_issuing(self, page, desk, qtbot):
        aminata = come(desk, "Aminata KONATÉ")
        draft = replace(draft_of(registrations.line(desk.db, aminata)), sex=None)
        correct(desk.db, desk.author, aminata, draft, now=NOW)
        choose(qtbot, page, "certificates")

        said = page.certificates.gaps.words.text()
        assert "Without the sex, no form of address is printed: \u2068Aminata KONATÉ\u2069." in said

    def test_correction_asks_for_another_print(self, page, desk, qtbot):
        aminata = come(desk, "Aminata KONATÉ")
        issue(desk)
        choose(qtbot, page, "certificates")
        draft = replace(draft_of(registrations.line(desk.db, aminata)), function="Directrice")

        desk.notices.posted.emit(correct(desk.db, desk.author, aminata, draft, now=NOW))
        settle(qtbot, page)

        [row] = page.certificates.people.rows.rows
        assert row.state == "to be reprinted"
        assert page.certificates.issue.text() == "Issue 1 certificate"

    def test_day_of_issue_is_the_last_day_unless_another_is_chosen(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")
        choose(qtbot, page, "certificates")

        assert page.certificates.issued_on.value == "2021-10-15"
        assert "15\u00a0October\u00a02021" in page.certificates.issued_on.currentText()

    def test_other_workshop_shows_nobody_of_this_one(self, page, desk, qtbot):
        come(desk, "Aminata KONATÉ")
        choose(qtbot, page, "certificates")

        desk.current.choose("")
        settle(qtbot, page)

        assert page.screens.currentIndex() == 1


class TestOut:
    def test_file_holds_the_very_bytes_that_are_seen(self, page, ask, told, tmp_path, qtbot):
        path = tmp_path / "liste.pdf"
        ask.files = [path]

        with qtbot.waitSignal(page.desk.notices.told):
            qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)

        assert path.read_bytes() == page.previewing.paper
        assert told[0].startswith("Saved and read back: \u2068liste.pdf\u2069")

    def test_file_without_an_ending_becomes_a_pdf(self, page, ask, tmp_path, qtbot):
        ask.files = [tmp_path / "liste"]

        with qtbot.waitSignal(page.desk.notices.told):
            qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)

        assert (tmp_path / "liste.pdf").exists()

    def test_nothing_is_written_where_the_question_was_closed(self, page, ask, tmp_path, qtbot):
        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)

        assert ask.questions == ["Save as PDF"]
        assert list(tmp_path.glob("*.pdf")) == []

    def test_stick_that_refuses_is_told(self, page, ask, tmp_path, qtbot):
        ask.files = [tmp_path / "no" / "folder" / "liste.pdf"]

        qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: ask.errors != [])

        assert [type(error) for error in ask.errors] == [PlaceGone]

    def test_f8_prints_what_is_seen(self, page, printers, told, qtbot):
        with qtbot.waitSignal(page.desk.notices.told):
            qtbot.keyClick(page, Key.Key_F8)

        assert printers.wishes == [PrintWish("Attendance sheet 2021-BKO-03", 3, 1)]
        assert told == ["3 pages sent to the printer"]
        assert len(pypdfium2.PdfDocument(printers.path)) == 3

    def test_test_page_is_the_page_that_is_seen(self, page, printers, told, qtbot):
        qtbot.keyClick(page.view, Key.Key_PageDown)
        qtbot.waitUntil(lambda: page.view.page == 1)

        with qtbot.waitSignal(page.desk.notices.told):
            qtbot.mouseClick(page.test, Qt.MouseButton.LeftButton)

        assert (printers.wishes[0].page, printers.wishes[0].only_this_page) == (2, True)
        assert told == ["1 page sent to the printer"]

    def test_nothing_is_printed_where_the_dialog_was_closed(self, page, printers, qtbot):
        printers.is_refused = True

        qtbot.keyClick(page, Key.Key_F8)

        assert len(printers.wishes) == 1
        assert not page.desk.tasks.is_busy

    def test_name_that_cannot_be_printed_is_told_in_the_place_of_the_paper(self, page, desk, qtbot):
        expect(
            desk.db,
            desk.author,
            desk.current.workshop,
            PersonDraft("Awa 𓀀", Sex.FEMALE),
            now=NOW,
        )
        page.reload()
        settle(qtbot, page)

        assert "cannot be printed" in page.view.words.text()
        assert not page.save.isEnabled()


def test_no_workshop_says_what_to_do_next(show, desk, printers, qtbot):
    desk.current.choose("")
    page = show(DocumentsPage(desk, printers), PAGE)

    with qtbot.waitSignal(desk.notices.wanted) as wanted:
        qtbot.mouseClick(page.no_workshop.to_workshops, Qt.MouseButton.LeftButton)

    assert wanted.args == ["workshops"]
