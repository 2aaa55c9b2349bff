"""A list comes again: what was corrected here stays, open places are taken, nothing is too long."""

import pytest

from app.domain.people import Sex
from app.domain.registration import Category
from app.errors import TextTooLong
from app.services import history
from app.services.lists import importing
from app.services.lists.words import name_remark, sheets_remark
from app.services.people import registering
from app.store import projection, registrations
from tests.data_makers.protocol_list import write_xlsx
from tests.stories.day import Day

HEADINGS = ("N°", "Nom", "Prénom", "Sexe", "Structure", "Fonction", "Téléphone", "Statut")
ISSA = (1, "TOURÉ", "Issa", "M", "DGD", "Agent", "70000011", "Participant")
AWA = (2, "KONÉ", "Awa", "F", "DGPN", "", "70000002", "")


@pytest.fixture
def day(db):
    return Day(db)


@pytest.fixture
def imports(day, tmp_path):
    def take_in(*lines, headings=HEADINGS):
        return day.imports(write_xlsx(tmp_path / "liste.xlsx", [headings, *lines]))

    return take_in


@pytest.fixture
def reads(day, tmp_path):
    def look_at(*lines, headings=HEADINGS):
        return day.reads(write_xlsx(tmp_path / "liste.xlsx", [headings, *lines]))

    return look_at


def line_of(day, given):
    (found,) = (line for line in day.roster if given in line.person.name)
    return found


class TestCorrectedAtTheDoor:
    def test_a_name_corrected_here_stays_when_the_list_changes_something_else(self, day, imports):
        imports(ISSA, AWA)
        day.corrects(line_of(day, "Issa").registration.id, name="Issa Sidiki TOURÉ")
        imports((*ISSA[:5], "Chef", *ISSA[6:]), AWA)

        issa = line_of(day, "Issa")
        assert (issa.person.name, issa.registration.function) == ("Issa Sidiki TOURÉ", "Chef")
        assert len(day.roster) == 2

    def test_what_both_changed_stays_and_is_told_each_time(self, day, imports, reads):
        imports(ISSA, AWA)
        day.corrects(line_of(day, "Issa").registration.id, function="Directeur")
        changed = (*ISSA[:5], "Chef", *ISSA[6:])
        preview = reads(changed, AWA)

        assert [pair.kept for pair in preview.comparison.kept] == [("function",)]
        assert "1 kept as corrected here" in importing.summary(preview)
        imports(changed, AWA)
        assert line_of(day, "Issa").registration.function == "Directeur"
        assert reads(changed, AWA).comparison.kept

    def test_a_sex_that_only_the_door_knew_is_not_undone(self, day, imports):
        unsure = (1, "TALL", "Oumar", "", "DGD", "", "70000009", "")
        imports(unsure)
        day.corrects(line_of(day, "Oumar").registration.id, sex=Sex.MALE)
        imports((*unsure[:3], "F", *unsure[4:]))

        assert line_of(day, "Oumar").person.sex is Sex.MALE

    def test_somebody_expected_by_hand_keeps_what_was_typed_and_gains_the_rest(self, day, imports):
        day.expects("TOURÉ Issa", organisation="DGD", function="Directeur")
        imports(ISSA)

        (issa,) = day.roster
        assert issa.registration.function == "Directeur"
        assert issa.person.phones == ("+22370000011",)

    def test_a_list_that_was_taken_back_said_nothing(self, day, imports):
        changed = (*ISSA[:5], "Chef", *ISSA[6:])
        imports(ISSA, AWA)
        imports(changed, AWA)
        history.undo(day.db, day.author, now=day.now)
        assert line_of(day, "Issa").registration.function == "Agent"

        imports(changed, AWA)

        assert line_of(day, "Issa").registration.function == "Chef"

    def test_category_and_the_like_follow_the_list(self, day, imports):
        imports(ISSA)
        imports((*ISSA[:7], "Observateur"))

        assert line_of(day, "Issa").registration.category is Category.OBSERVER


class TestOpenPlaces:
    """Scenario SC-02."""

    headings = ("Nom", "Structure")

    def test_people_named_later_take_the_places_of_their_service(self, day, imports, reads):
        open_ = ("à désigner", "DPF"), ("à désigner", "DPF"), ("à désigner", "DGD")
        imports(*open_, headings=self.headings)
        named = ("KONÉ Ali", "DPF"), ("SOW Awa", "DPF")
        preview = reads(*named, headings=self.headings)

        assert "2 in places that were open" in importing.summary(preview)
        assert preview.writes == 2
        imports(*named, headings=self.headings)
        names = sorted((line.person.name, line.organisation_name()) for line in day.roster)
        assert names == [("", "DGD"), ("KONÉ Ali", "DPF"), ("SOW Awa", "DPF")]
        assert all(line.registration.number for line in day.roster if line.person.name)
        assert projection.differences(day.db) == []

    def test_places_that_the_list_still_leaves_open_stay(self, day, imports):
        imports(("2 représentants de la DPF", "DPF"), headings=self.headings)
        imports(("KONÉ Ali", "DPF"), ("à désigner", "DPF"), headings=self.headings)
        imports(("KONÉ Ali", "DPF"), ("à désigner", "DPF"), headings=self.headings)

        assert sorted(line.person.name for line in day.roster) == ["", "KONÉ Ali"]

    def test_people_of_another_service_take_none(self, day, imports):
        imports(("à désigner", "DPF"), headings=self.headings)
        imports(("KONÉ Ali", "DGD"), ("SOW Awa", ""), headings=self.headings)

        assert sorted(line.person.name for line in day.roster) == ["", "KONÉ Ali", "SOW Awa"]

    def test_a_place_that_was_taken_is_open_again_after_undo(self, day, imports):
        imports(("à désigner", "DPF"), headings=self.headings)
        imports(("KONÉ Ali", "DPF"), headings=self.headings)
        history.undo(day.db, day.author, now=day.now)

        assert [line.person.name for line in day.roster] == [""]

    def test_one_more_place_on_two_lines_is_one_more(self, day, imports, reads):
        imports(("à désigner", "DPF"), headings=self.headings)
        preview = reads(("à désigner", "DPF"), ("à désigner", "DPF"), headings=self.headings)

        assert preview.writes == 1


class TestTooLong:
    def test_a_line_too_long_is_taken_in_cut_and_the_others_whole(self, day, imports):
        long = (1, "T" * 30_000, "Issa", "M", "S" * 32_000, "", "", "")

        preview = imports(long, AWA)

        assert len(preview.proposal.to_check) == 1
        assert len(day.roster) == 2
        assert all(len(line.registration.raw) <= 20_000 for line in day.roster)

    def test_a_long_line_that_comes_again_is_the_same(self, imports):
        long = (1, "TOURÉ", "Issa", "M", "DGD", "x" * 19_990, "", "")
        imports(long)

        assert len(imports(long).comparison.same) == 1

    def test_a_form_refuses_it_and_changes_nothing(self, day):
        with pytest.raises(TextTooLong) as refused:
            registering.expect(
                day.db, day.author, day.workshop, day.draft("B" * 20_001, "M"), now=day.now
            )

        assert "20000" in refused.value.message
        assert "BBB" in refused.value.message
        assert registrations.roster(day.db, day.workshop) == []

    def test_a_reason_is_a_text_too(self, day):
        somebody = day.expects("TOURÉ Issa")
        draft = day.draft("TOURÉ Issouf", "M")

        with pytest.raises(TextTooLong):
            registering.correct(day.db, day.author, somebody, draft, now=day.now, why="x" * 20_001)


def test_other_sheets_are_said(day, tmp_path):
    lists = [HEADINGS, ISSA, AWA], [HEADINGS, AWA]
    path = write_xlsx(tmp_path / "x.xlsx", lists[0], Jour2=lists[1])

    assert day.reads(path).remark == (
        "The sheet “Jour2” of this workbook holds names too. It was not read."
    )
    assert sheets_remark(importing.read_list(path)) == day.reads(path).remark


@pytest.mark.parametrize(("name", "said"), [("123", "a digit in the name"), ("Ali BA", "")])
def test_a_name_typed_by_hand_is_looked_at_as_one_of_a_list(name, said):
    assert name_remark(name) == said
