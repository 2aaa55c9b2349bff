import pytest
from PySide6.QtGui import QColor

from app.domain.people import Person
from app.domain.registration import Registration, RosterLine
from ui.models.roster import PersonRow
from ui.models.shapes import Shape
from ui.widgets.finder import Finder

LONG = "Mme Aïssata Ramatoulaye Fatoumata Bintou DIALLO née TRAORÉ épouse COULIBALY"


def row(name, shape=Shape.RING, spans=()):
    line = RosterLine(Registration(name, "w", "p"), Person("p", name))
    return PersonRow(line, name, "M  Douanes · Inspecteur", "not here yet", shape, spans)


@pytest.fixture
def finder(look, show):
    return show(Finder(look), (500, 600))


@pytest.fixture
def see(finder, qtbot):
    """Show rows and wait until the list has its height."""

    def see(*rows, select=-1):
        finder.show_rows(rows, select)
        qtbot.waitUntil(lambda: finder.people.height() >= 70 * len(rows))
        return finder.people

    return see


def colors(widget):
    """Every colour of the picture of `widget`, and how many points have it."""
    image = widget.grab().toImage()
    found = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def test_matched_letters_are_underlined(see, look):
    motif = QColor(look.tones.motif).name()

    assert motif not in colors(see(row("Salif KONÉ")))
    assert colors(see(row("Salif KONÉ", spans=((6, 9),))))[motif] > 30


def test_chosen_row_has_a_bar_not_a_color_alone(see, look):
    accent, two = QColor(look.tones.accent).name(), (row("Salif KONÉ"), row("Oumar BA"))

    assert accent not in colors(see(*two))
    assert colors(see(*two, select=1))[accent] >= 5 * 60


@pytest.mark.parametrize("shape", list(Shape), ids=lambda shape: shape.name)
@pytest.mark.parametrize(
    "name",
    [LONG, "محمد أحمد ولد عبد الله", "Ɲɛnɛkɔrɔ", ""],
    ids=["long", "arabic", "bambara", "none"],
)
def test_every_name_and_state_can_be_drawn(see, name, shape):
    people = see(row(name, shape, ((0, 3), (2, 900))), select=0)

    assert len(colors(people)) > 5


def test_rows_are_tall_enough_for_a_thumb(finder):
    finder.show_rows([row("Salif KONÉ")])

    assert finder.people.sizeHintForRow(0) >= 70


def test_list_is_as_high_as_its_rows_and_the_line_below(finder, qtbot):
    finder.show_rows([row(name) for name in "abc"])

    qtbot.waitUntil(lambda: finder.people.height() == 3 * finder.people.sizeHintForRow(0) + 1)
    assert not finder.people.verticalScrollBar().isVisible()


def test_rows_grow_with_the_text(finder, look, qtbot):
    finder.show_rows([row("Salif KONÉ")])
    before = finder.people.sizeHintForRow(0)
    look.choose(type(look.size).LARGEST)

    assert finder.people.sizeHintForRow(0) > before
