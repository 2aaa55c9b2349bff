import pytest
from PySide6.QtCore import Qt

from app.domain.people import Sex
from app.domain.registration import Source, Status
from app.store import registrations
from tests.ui.pages.at_the_door import press, status, type_in
from ui.pages.desk_page import DeskPage


@pytest.fixture
def page(desk, show):
    return show(DeskPage(desk))


@pytest.fixture
def people(invite):
    """Two who sound alike, one of another name."""
    return {
        "konate": invite("Aminata Mariam KONATÉ", Sex.FEMALE, "Police des frontières"),
        "kone": invite("Salif KONÉ", Sex.MALE, "Douanes", phones=("+22370000042",)),
        "ba": invite("Oumar BA", Sex.MALE, "Justice"),
    }


class TestWalkIn:
    def fill(self, qtbot, page, name="Ousmane DIARRA"):
        type_in(qtbot, page, name)
        press(qtbot, page, Qt.Key.Key_F4)
        press(qtbot, page, Qt.Key.Key_Return)
        press(qtbot, page, Qt.Key.Key_M)
        qtbot.keyClicks(page.window().focusWidget(), "Protection civile")
        press(qtbot, page, Qt.Key.Key_Return)
        qtbot.keyClicks(page.window().focusWidget(), "Inspecteur")

    def test_one_screen_without_a_mouse(self, people, page, qtbot, db, workshop_id):
        self.fill(qtbot, page)
        press(qtbot, page, Qt.Key.Key_Return)

        added = registrations.roster(db, workshop_id)[-1]
        assert added.person.name == "Ousmane DIARRA"
        assert added.person.sex is Sex.MALE
        assert added.organisation_name() == "Protection civile"
        assert added.registration.function == "Inspecteur"
        assert (added.registration.source, added.registration.status) == (
            Source.WALK_IN,
            Status.REGISTERED,
        )
        assert page.left.currentWidget() is page.results
        assert page.window().focusWidget() is page.finder.search

    def test_sex_is_asked_never_guessed(self, people, page, qtbot, db, workshop_id):
        type_in(qtbot, page, "Ousmane DIARRA")
        press(qtbot, page, Qt.Key.Key_F4)
        press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        assert len(registrations.roster(db, workshop_id)) == 3
        assert page.form.words.text() == "Choose the sex: F or M"
        assert page.window().focusWidget() is page.form.fields.sex

    def test_escape_changes_nothing(self, people, page, qtbot, db, workshop_id):
        self.fill(qtbot, page)
        press(qtbot, page, Qt.Key.Key_Escape)

        assert len(registrations.roster(db, workshop_id)) == 3
        assert page.left.currentWidget() is page.results

    def test_half_filled_form_waits(self, people, page, qtbot):
        self.fill(qtbot, page)
        page.form.later.click()
        type_in(qtbot, page, "kon")
        press(qtbot, page, Qt.Key.Key_Return)
        waiting = page.waiting.findChildren(type(page.form.later))
        waiting[0].click()

        assert page.form.isVisible()
        assert page.form.draft.name == "Ousmane DIARRA"
        assert page.form.draft.function == "Inspecteur"

    def test_certificate_is_shown_while_typing(self, people, page, qtbot):
        self.fill(qtbot, page)

        qtbot.waitUntil(lambda: page.side.card.name.text() == "Mr. Ousmane DIARRA")
        assert "Inspecteur" in page.side.card.below[0].text()

    def test_similar_people_are_shown_without_blocking(self, people, page, qtbot, db, workshop_id):
        self.fill(qtbot, page, name="Salif KONE")
        qtbot.waitUntil(page.side.likeness.isVisible)
        press(qtbot, page, Qt.Key.Key_Return)

        assert len(registrations.roster(db, workshop_id)) == 4

    def test_same_person_arrives_and_nobody_is_added(self, people, page, qtbot, db, workshop_id):
        self.fill(qtbot, page, name="Salif KONE")
        qtbot.waitUntil(page.side.likeness.isVisible)
        page.side.likeness.same.emit(people["kone"])

        assert len(registrations.roster(db, workshop_id)) == 3
        assert status(db, people["kone"]) is Status.REGISTERED
        assert page.left.currentWidget() is page.results

    def test_homonym_is_asked_about_once(self, people, page, qtbot):
        self.fill(qtbot, page, name="Salif KONE")
        qtbot.waitUntil(page.side.likeness.isVisible)
        page.side.likeness.other.emit(people["kone"])

        assert not page.side.likeness.isVisible()

    def test_works_with_an_empty_list(self, page, qtbot, db, workshop_id):
        assert page.no_people.isVisible()
        self.fill(qtbot, page)
        press(qtbot, page, Qt.Key.Key_Return)

        assert len(registrations.roster(db, workshop_id)) == 1
        assert not page.no_people.isVisible()


class TestCorrectingAndReplacing:
    def test_f2_corrects_the_person_that_is_shown(self, people, page, qtbot, db):
        type_in(qtbot, page, "konat")
        press(qtbot, page, Qt.Key.Key_F2)
        page.form.fields.lines["name"].selectAll()
        qtbot.keyClicks(page.form.fields.lines["name"], "Aminata KONATÉ")
        press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        line = registrations.line(db, people["konate"])
        assert line.person.name == "Aminata KONATÉ"
        assert line.organisation_name() == "Police des frontières"
        assert page.side.card.name.text() == "Ms. Aminata KONATÉ"

    def test_f2_after_enter_corrects_who_just_came(self, people, page, qtbot):
        type_in(qtbot, page, "konat")
        press(qtbot, page, Qt.Key.Key_Return)
        press(qtbot, page, Qt.Key.Key_F2)

        assert page.form.draft.name == "Aminata Mariam KONATÉ"

    def test_replaced_is_not_absent_and_the_newcomer_counts(
        self, people, page, qtbot, db, workshop_id
    ):
        type_in(qtbot, page, "konat")
        page.side.card.replace.click()
        qtbot.keyClicks(page.form.fields.lines["name"], "Oumou SANGARÉ")
        press(qtbot, page, Qt.Key.Key_Return)
        press(qtbot, page, Qt.Key.Key_F)
        press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        newcomer = registrations.roster(db, workshop_id)[-1]
        assert status(db, people["konate"]) is Status.REPLACED
        assert newcomer.registration.replaces == people["konate"]
        assert newcomer.organisation_name() == "Police des frontières"
        assert page.side.board.of.text() == "of 3 expected"
