import pytest
from PySide6.QtCore import Qt

from app.domain.statistics import Count
from app.i18n import N_
from ui.models.figures import FigureRow
from ui.widgets.board import Board
from ui.widgets.facts import Facts
from ui.widgets.figures_table import FiguresTable
from ui.widgets.text_block import TextBlock


class TestBoard:
    @pytest.fixture
    def board(self, show, look):
        return show(Board(), (340, 500))

    @staticmethod
    def said(board):
        return [
            f"{number.text()} {words.text()}".replace("\u00a0", " ")
            for number, words in zip(board.numbers, board.words, strict=True)
        ]

    def test_board_answers_how_many_women(self, board, language):
        language.speak("fr")

        board.show_count("Mercredi 13 · matin", Count(6, 23), 31)

        assert self.said(board) == ["29 présents sur 31", "6 femmes (20,7 %)", "23 hommes"]

    def test_nobody_has_no_share(self, board):
        board.show_count("", Count())

        assert self.said(board) == ["0 present", "0 women", "0 men"]

    def test_unknown_sex_stands_apart_with_a_shape(self, board):
        board.show_count("", Count(1, 1, 2), 4)

        assert board.unknown.text() == "▲ 2 without a recorded sex"
        assert board.unknown.isVisible()

    def test_figures_are_read_at_three_metres(self, board):
        board.show_count("", Count(6, 23))

        assert board.numbers[1].fontMetrics().capHeight() >= 60


class TestTextBlock:
    @pytest.fixture
    def block(self, show):
        return show(TextBlock(N_("The sentence")), (400, 200))

    def test_copy_hands_over_the_text_alone(self, block, qtbot):
        block.show_text("29 participants", "Missing: the donor")

        with qtbot.waitSignal(block.copied) as copied:
            qtbot.mouseClick(block.copy, Qt.MouseButton.LeftButton)

        assert copied.args == ["29 participants"]

    def test_what_is_missing_is_said_in_word_and_shape(self, block):
        block.show_text("29 participants", "Missing: the donor")

        assert block.missing.text() == "▲ Missing: the donor"
        assert block.missing.property("role") == "wrong"

    def test_block_without_text_is_not_there(self, block):
        block.show_text("")

        assert block.isHidden()

    def test_text_is_never_markup(self, block):
        block.show_text("<b>Awa</b>")

        assert block.words.textFormat() is Qt.TextFormat.PlainText


class TestFacts:
    def test_facts_come_and_go(self, show):
        facts = show(Facts(), (400, 200))
        facts.show_facts([("File", "a", ""), ("Number", "3", "here")])

        facts.show_facts([("File", "b", "")])

        assert facts.text == "File: b"


class TestFiguresTable:
    def test_long_names_are_read_to_their_end(self, show, look, qtbot):
        table = show(FiguresTable(look, N_("Organization"), N_("Share")), (420, 400))

        table.show_rows(
            [
                FigureRow("Gendarmerie nationale", Count(1, 4), "50 %"),
                FigureRow("Direction nationale de l’administration pénitentiaire " * 2, Count()),
            ]
        )

        qtbot.waitUntil(lambda: table.rowHeight(1) >= 2 * table.rowHeight(0))
