import pytest
from PySide6.QtCore import Qt

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.registration import Status
from app.services.people.drafts import PersonDraft
from app.services.people.registering import add_walk_in, register
from app.services.people.waiting import waiting
from app.services.workshop.workshops import WorkshopDraft, create_workshop
from app.store import attendance, registrations
from tests.conftest import NOW
from tests.ui.pages.at_the_door import names, press, status, type_in
from ui.models.shapes import Shape
from ui.pages.desk_page import DeskPage
from ui.widgets.button import Button


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


class TestExpectedPerson:
    def test_focus_is_in_the_search_line(self, people, page):
        page.setFocus()

        assert page.window().focusWidget() is page.finder.search

    def test_one_letter_finds(self, people, page, qtbot):
        type_in(qtbot, page, "k")

        assert names(page) == ["KONATÉ Aminata Mariam", "KONÉ Salif"]

    def test_two_letter_name_is_found(self, people, page, qtbot):
        type_in(qtbot, page, "ba")

        assert names(page) == ["BA Oumar"]

    def test_enter_registers_the_first_and_clears_the_line(self, people, page, qtbot, db):
        type_in(qtbot, page, "kon")
        press(qtbot, page, Qt.Key.Key_Return)

        assert status(db, people["konate"]) is Status.REGISTERED
        assert status(db, people["kone"]) is Status.INVITED
        assert page.finder.search.text() == ""

    def test_arrows_choose_another(self, people, page, qtbot, db):
        type_in(qtbot, page, "kon")
        press(qtbot, page, Qt.Key.Key_Down)
        press(qtbot, page, Qt.Key.Key_Return)

        assert status(db, people["kone"]) is Status.REGISTERED
        assert status(db, people["konate"]) is Status.INVITED

    def test_enter_on_an_empty_line_registers_nobody(self, people, page, qtbot, db):
        press(qtbot, page, Qt.Key.Key_Return)

        assert {status(db, one) for one in people.values()} == {Status.INVITED}

    def test_a_guess_is_not_taken_by_a_mere_enter(self, people, page, qtbot, db):
        type_in(qtbot, page, "kinate")
        press(qtbot, page, Qt.Key.Key_Return)

        assert names(page) == ["KONATÉ Aminata Mariam"]
        assert status(db, people["konate"]) is Status.INVITED

    def test_what_only_begins_to_sound_alike_is_a_guess_too(self, invite, page, qtbot, db):
        cisse = invite("Bakary CISSÉ", Sex.MALE)
        page.refresh()
        type_in(qtbot, page, "zzz")
        press(qtbot, page, Qt.Key.Key_Return)

        assert status(db, cisse) is Status.INVITED

    def test_another_spelling_is_taken(self, invite, page, qtbot, db):
        mariam = invite("Mariam COULIBALY", Sex.FEMALE)
        page.refresh()
        type_in(qtbot, page, "koulibali")
        press(qtbot, page, Qt.Key.Key_Return)

        assert status(db, mariam) is Status.REGISTERED

    def test_person_stays_beside_the_empty_line_to_be_read(self, people, page, qtbot):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return)

        assert page.side.card.isVisible()
        assert page.side.card.name.text() == "Mr. Salif KONÉ"
        assert page.side.card.state.text() == "● arrival 08:31"

    def test_arrival_is_present_at_the_half_day_under_way(
        self, under_way, people, page, qtbot, db, workshop_id
    ):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return)

        standing = attendance.standings(db, workshop_id)[people["kone"], under_way]
        assert (standing.what, standing.late) == (What.PRESENT, False)

    def test_shift_enter_is_an_arrival_that_is_late(
        self, under_way, people, page, qtbot, db, workshop_id
    ):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

        assert attendance.standings(db, workshop_id)[people["kone"], under_way].late

    def test_without_a_half_day_no_mark_is_made(self, people, page, qtbot, db, workshop_id):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return)

        assert attendance.marks(db, workshop_id) == []

    def test_registering_again_is_harmless_and_said(self, people, page, desk, qtbot):
        for _time in range(2):
            type_in(qtbot, page, "salif")
            with qtbot.waitSignal(desk.notices.told, timeout=500, raising=False) as told:
                press(qtbot, page, Qt.Key.Key_Return)

        assert "already registered at 08:31" in told.args[0]

    def test_six_keys_at_most_after_the_letters(self, people, page, qtbot, db):
        type_in(qtbot, page, "kon")
        keys = [Qt.Key.Key_Return]

        for key in keys:
            press(qtbot, page, key)

        assert len(keys) <= 6
        assert status(db, people["konate"]) is Status.REGISTERED

    def test_counts_follow(self, people, page, qtbot):
        type_in(qtbot, page, "kon")
        press(qtbot, page, Qt.Key.Key_Return)

        assert page.side.board.here.text() == "1"
        assert page.side.board.of.text() == "of 3 expected"
        assert page.side.board.women.text() == "1"
        assert page.side.board.share.text() == "woman (100.0%)"

    def test_phone_tail_finds(self, people, page, qtbot):
        type_in(qtbot, page, "0042")

        assert names(page) == ["KONÉ Salif"]

    def test_escape_empties_the_line(self, people, page, qtbot):
        type_in(qtbot, page, "kon")
        press(qtbot, page, Qt.Key.Key_Escape)

        assert page.finder.text == ""
        assert len(names(page)) == 3

    def test_typing_with_the_input_of_another_script(self, invite, page, qtbot):
        invite("محمد أحمد", Sex.MALE)
        page.refresh()

        page.finder.search.setText("محمد")

        assert names(page) == ["محمد أحمد"]

    def test_missing_sex_is_given_beside_the_person(self, invite, page, qtbot, db):
        fatou = invite("Fatoumata KONARÉ")
        page.refresh()
        type_in(qtbot, page, "fat")
        page.side.card.sex.setFocus()
        qtbot.keyClick(page.side.card.sex, Qt.Key.Key_F)

        assert registrations.line(db, fatou).person.sex is Sex.FEMALE
        assert not page.side.card.sex.isVisible()

        press(qtbot, page, Qt.Key.Key_Return)
        assert status(db, fatou) is Status.REGISTERED

    def test_escape_comes_back_from_anywhere(self, people, page, qtbot):
        type_in(qtbot, page, "kon")
        page.side.card.replace.setFocus()
        press(qtbot, page, Qt.Key.Key_Escape)

        assert page.window().focusWidget() is page.finder.search
        assert page.finder.text == ""

    def test_discreet_workshop_shows_no_phone(self, people, page, db, qtbot, workshop_id):
        type_in(qtbot, page, "salif")
        assert "+223 70 •• •• 42" in page.side.card.details.text()
        db.execute("UPDATE workshops SET discreet = 1 WHERE id = ?", [workshop_id])
        page.reload()

        assert "•" not in page.side.card.details.text()


class TestElsewhere:
    @pytest.fixture
    def known(self, db, author):
        draft = WorkshopDraft(
            title=Bilingual("l’analyse", "analysis"),
            city="Niamey",
            country="NE",
            starts_on=NOW.date().replace(year=2017),
            ends_on=NOW.date().replace(year=2017),
        )
        niamey = create_workshop(db, author, draft, now=NOW).subject
        person = PersonDraft("Souley BOUBACAR", Sex.MALE, "PCMS")
        return add_walk_in(db, author, niamey, person, now=NOW).subject

    def test_known_person_is_told_apart_by_word_and_shape(self, known, people, page, qtbot):
        type_in(qtbot, page, "soul")

        row = page.finder.current
        assert (row.state, row.shape) == ("Niamey 2017", Shape.DIAMOND)
        assert not page.side.card.correct.isVisible()

    def test_enter_takes_a_known_person_in(self, known, people, page, qtbot, db, workshop_id):
        type_in(qtbot, page, "soul")
        press(qtbot, page, Qt.Key.Key_Return)

        added = registrations.roster(db, workshop_id)[-1]
        assert added.person.name == "Souley BOUBACAR"
        assert added.registration.is_here
        assert added.registration.id != known


class TestWholeRoom:
    def test_without_a_workshop_the_page_says_what_to_do(self, desk, page, qtbot):
        desk.current.choose("")
        with qtbot.waitSignal(desk.notices.wanted) as wanted:
            page.no_workshop.to_workshops.click()

        assert page.no_workshop.isVisible()
        assert wanted.args == ["workshops"]

    def test_another_workshop_starts_with_nobody_shown(self, desk, people, page, qtbot, db, author):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return)
        draft = WorkshopDraft(
            title=Bilingual("l’analyse"),
            city="Niamey",
            country="NE",
            starts_on=NOW.date(),
            ends_on=NOW.date(),
        )
        desk.current.choose(create_workshop(db, author, draft, now=NOW).subject)

        assert not page.side.card.isVisible()
        assert page.no_people.isVisible()

    def test_without_a_half_day_it_is_said_that_no_mark_is_made(self, people, page, qtbot):
        type_in(qtbot, page, "salif")

        assert page.side.card.no_mark.isVisible()
        assert not page.side.card.late.isVisible()

    def test_reloads_when_somebody_else_registers(self, desk, author, db, people, page, qtbot):
        outcome = register(db, author, people["ba"], now=NOW)
        desk.notices.posted.emit(outcome)

        assert page.side.board.here.text() == "1"

    def test_french_is_spoken_at_once(self, language, people, page, qtbot):
        language.speak("fr")

        qtbot.waitUntil(lambda: page.side.board.of.text() == "sur 3 attendus")
        qtbot.waitUntil(lambda: page.finder.add_row.text() == "+ Ajouter une personne hors liste")
        assert page.finder.search.placeholderText().startswith("Chercher")


def test_a_postponed_form_is_there_again_after_the_window_was_closed(
    desk, show, qtbot, invite, workshop_id
):
    """SC-12: half-filled, « Plus tard », and the laptop is switched off."""
    invite("KONÉ Salif")
    page = show(DeskPage(desk))
    page.forms.add(PersonDraft("Awa"))

    again = show(DeskPage(desk))

    [button] = again.waiting.findChildren(Button)
    assert "Awa" in button.text()
    with qtbot.waitSignal(again.writing.opened):
        button.click()
    again.forms.leave("")
    assert [draft.name for draft in waiting(desk.db, workshop_id)] == ["Awa"]


def test_a_postponed_form_is_forgotten_once_it_was_saved(desk, show, invite, workshop_id):
    invite("KONÉ Salif")
    page = show(DeskPage(desk))
    page.forms.add(PersonDraft("Awa"))
    [button] = page.waiting.findChildren(Button)
    button.click()

    page.forms.leave("the registration")

    assert waiting(desk.db, workshop_id) == []
    assert not page.waiting.isVisible()


def test_enter_presses_the_button_that_has_the_focus(show, qtbot):
    button = show(Button(), (200, 60))

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)


class TestStatus:
    """Who will not come, or did not."""

    def say(self, page, qtbot):
        qtbot.mouseClick(page.side.card.status, Qt.MouseButton.LeftButton)

    def test_withdrawal_is_noted_and_counted_as_expected_no_more(self, people, page, db, qtbot):
        type_in(qtbot, page, "salif")
        assert page.side.card.status.text() == "Note the withdrawal"

        self.say(page, qtbot)

        assert status(db, people["kone"]) is Status.WITHDRAWN
        assert page.side.board.of.text() == "of 2 expected"
        assert page.window().focusWidget() is page.finder.search

    def test_who_withdrew_can_be_put_back_and_can_still_arrive(self, people, page, db, qtbot):
        type_in(qtbot, page, "salif")
        self.say(page, qtbot)
        assert page.side.card.arrive.isVisible()
        self.say(page, qtbot)

        assert status(db, people["kone"]) is Status.INVITED

    def test_after_the_last_day_nobody_withdraws_any_more(self, people, page, db, clock, qtbot):
        clock.move_on(minutes=60 * 24 * 30)
        type_in(qtbot, page, "salif")
        assert page.side.card.status.text() == "Note that nobody came"

        self.say(page, qtbot)

        assert status(db, people["kone"]) is Status.NO_SHOW

    def test_line_entered_twice_is_withdrawn_after_its_arrival(self, people, page, qtbot):
        type_in(qtbot, page, "salif")
        press(qtbot, page, Qt.Key.Key_Return)
        assert page.side.card.status.text() == "Note the withdrawal"

        self.say(page, qtbot)

        assert page.side.board.here.text() == "0"
