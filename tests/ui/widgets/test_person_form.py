import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.people import Sex
from app.domain.registration import Category
from app.errors import NameMissing
from app.services.people.drafts import PersonDraft
from ui.widgets.person_fields import FIELDS
from ui.widgets.person_form import PersonForm

DRAFT = PersonDraft("Salif KONÉ", Sex.MALE, "0" * 32, "Inspecteur", category=Category.OBSERVER)


@pytest.fixture
def form(look, show):
    form = show(PersonForm())
    form.open(PersonDraft(""), title="Add a person", save="Register", can_wait=True)
    return form


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_in(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_what_is_opened_comes_back_unchanged(form):
    form.open(DRAFT, title="Correct", save="Save", organisation="Douanes")

    assert form.fields.lines["organisation"].text() == "Douanes"
    assert form.draft == DRAFT


def test_another_organisation_is_what_was_typed(form, qtbot):
    form.open(DRAFT, title="Correct", save="Save", organisation="Douanes")
    form.fields.lines["organisation"].setText("Police")

    assert form.draft.organisation == "Police"


def test_enter_goes_on_and_saves_after_the_last_field(form, qtbot):
    type_in(qtbot, "Salif KONE")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_M)
    type_in(qtbot, "Douanes")
    press(qtbot, Qt.Key.Key_Return)
    type_in(qtbot, "Inspecteur")
    with qtbot.waitSignal(form.submitted) as submitted:
        press(qtbot, Qt.Key.Key_Return)

    (draft,) = submitted.args
    assert (draft.name, draft.sex, draft.organisation, draft.function) == (
        "Salif KONE",
        Sex.MALE,
        "Douanes",
        "Inspecteur",
    )


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter], ids=["main", "keypad"])
def test_control_enter_saves_from_anywhere(form, qtbot, key):
    with qtbot.waitSignal(form.submitted):
        press(qtbot, key, Qt.KeyboardModifier.ControlModifier)


def test_rarer_fields_are_folded_away_until_asked_for(form, qtbot):
    assert not form.fields.lines["rank"].isVisible()
    form.fields.more.click()

    assert form.fields.lines["rank"].isVisible()
    assert QApplication.focusWidget() is form.fields.lines["rank"]
    assert not form.fields.more.isVisible()


def test_fields_that_say_something_are_not_hidden(form):
    form.open(PersonDraft("Salif KONÉ", rank="Commandant"), title="Correct", save="Save")

    assert form.fields.lines["rank"].isVisible()


def test_f7_takes_what_is_proposed(form, qtbot):
    type_in(qtbot, "TRAOR2 Moussa")
    assert form.fields.proposal.text() == "Moussa TRAORÉ?"
    press(qtbot, Qt.Key.Key_F7)

    assert form.draft.name == "Moussa TRAORÉ"
    assert (form.draft.family, form.draft.given) == ("TRAORÉ", "Moussa")
    assert not form.fields.proposal.isVisible()


def test_a_proposal_may_be_ignored(form, qtbot):
    type_in(qtbot, "TRAORE Moussa")

    assert form.draft.name == "TRAORE Moussa"


def test_f6_swaps_family_and_given_name(form, qtbot):
    type_in(qtbot, "Aminata KONATE")
    press(qtbot, Qt.Key.Key_F6)

    assert form.draft.name == "Konate AMINATA"


def test_phones_are_read_as_numbers_of_the_country(form):
    form.fields.lines["phone"].setText("70 00 00 01 / 66 00 00 01")

    assert form.draft.phones == ("+22370000001", "+22366000001")


def test_what_is_no_phone_is_kept_as_typed(form):
    form.fields.lines["phone"].setText("poste 12")

    assert form.draft.phones in ((), ("poste 12",), ("12",))


def test_what_is_missing_is_said_beside_its_field(form):
    form.fields.lines["organisation"].setFocus()
    form.refuse(NameMissing())

    assert form.words.text() == "Type the name to print."
    assert QApplication.focusWidget() is form.fields.lines["name"]


def test_category_follows_the_language(form, language, qtbot):
    form.fields.category.setCurrentIndex(1)
    language.speak("fr")

    qtbot.waitUntil(lambda: form.fields.category.currentText() == "Observateur")
    assert form.draft.category is Category.OBSERVER


def test_names_of_fields_are_read_aloud(form):
    assert all(form.fields.lines[field.name].accessibleName() for field in FIELDS)


def test_a_text_that_papers_cut_is_told_while_it_is_typed(form, qtbot):
    form.fields.lines["function"].setText("x" * 249)
    form.fields.lines["function"].setFocus()
    type_in(qtbot, "y")
    assert not form.too_long.isVisible()

    type_in(qtbot, "z")

    assert form.too_long.isVisible()
    assert "250" in form.too_long.words.text()
    form.open(DRAFT, title="Correct", save="Save")
    assert not form.too_long.isVisible()
