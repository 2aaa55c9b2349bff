import json
from dataclasses import replace

import pytest

from app.domain.attendance import What
from app.domain.bilingual import Bilingual
from app.domain.people import Sex
from app.domain.registration import Status
from app.errors import NobodyEligible
from app.services.papers import certifying
from app.services.papers.certificate_cases import Gap, Stage, cases_of
from app.services.papers.certificate_texts import wording_of
from app.services.people import attending, registering
from app.services.people.attending import Observation
from app.services.people.drafts import PersonDraft, draft_of
from app.services.writing import Edit, Intention, write
from app.store import registrations, workshops
from tests.app.services.people_here import AMINATA, DAY, NOW, SOULEY, come


def sign(_data):
    return bytes(64)


def issue(db, author, workshop_id, **options):
    options = {"issued_on": DAY, "now": NOW, **options}
    return certifying.issue_certificates(db, author, sign, workshop_id, **options)


@pytest.fixture
def cases(db, workshop_id):
    """Read again: `cases("en")`."""

    def read(language="fr"):
        return cases_of(db, workshop_id, language)

    return read


@pytest.fixture
def absentee(db, author, workshop_id):
    """Somebody who came on the first morning only."""
    draft = PersonDraft("Salif KONÉ", Sex.MALE, "Douanes", "Inspecteur")
    first = workshops.sessions(db, workshop_id)[0].id
    done = registering.add_walk_in(db, author, workshop_id, draft, session_id=first, now=NOW)
    return done.subject


def correct(db, author, registration, **fields):
    draft = replace(draft_of(registrations.line(db, registration)), **fields)
    registering.correct(db, author, registration, draft, now=NOW)


def stages(cases):
    return {case.line.person.name: case.stage for case in cases().all}


class TestStages:
    def test_nobody_is_a_candidate_before_arriving(self, db, author, workshop_id, cases):
        registering.expect(db, author, workshop_id, AMINATA, now=NOW)

        assert cases().all == []

    def test_condition_decides_what_is_to_do(self, db, author, workshop_id, absentee, cases):
        [aminata] = come(db, author, workshop_id, AMINATA)

        assert stages(cases) == {
            AMINATA.name: Stage.TO_ISSUE,
            "Salif KONÉ": Stage.NOT_MET,
        }
        assert cases().ready == [aminata]

    def test_issued_certificate_is_done_with(self, db, author, workshop_id, cases):
        come(db, author, workshop_id, AMINATA)

        issue(db, author, workshop_id)

        assert stages(cases) == {AMINATA.name: Stage.ISSUED}
        assert cases().ready == []

    def test_correction_asks_for_another_print(self, db, author, workshop_id, cases):
        aminata, _souley = come(db, author, workshop_id, AMINATA, SOULEY)
        issue(db, author, workshop_id)

        correct(db, author, aminata, function="Directrice")

        assert stages(cases)[AMINATA.name] is Stage.TO_REPRINT
        assert cases().ready == [aminata]
        assert cases().exceptions([aminata]) == []

    def test_correction_of_what_is_not_printed_asks_for_nothing(
        self, db, author, workshop_id, cases
    ):
        [aminata] = come(db, author, workshop_id, AMINATA)
        issue(db, author, workshop_id)

        correct(db, author, aminata, email="aminata@example.org")

        assert stages(cases) == {AMINATA.name: Stage.ISSUED}

    def test_spaces_that_break_elsewhere_ask_for_nothing(self, db, author, workshop_id, cases):
        come(db, author, workshop_id, AMINATA)
        issue(db, author, workshop_id)
        workshop, candidate = workshops.get(db, workshop_id), cases().all[0].candidate
        wording = wording_of(db, workshop)
        said = candidate.certificate.snapshot
        loose = json.loads(json.dumps(said).replace("\\u00a0", " "))
        other = json.loads(json.dumps(said).replace("Bamako", "Niamey"))

        def is_outdated(snapshot):
            held = replace(candidate.certificate, snapshot=snapshot)
            return certifying.is_outdated(wording, workshop, replace(candidate, certificate=held))

        assert loose != said
        assert not is_outdated(loose)
        assert is_outdated(other)

    def test_issuing_on_another_day_gives_no_new_version(self, db, author, workshop_id, cases):
        come(db, author, workshop_id, AMINATA)
        issue(db, author, workshop_id)

        again = issue(db, author, workshop_id, issued_on=DAY.replace(day=20))

        assert again.count == 0
        assert cases().all[0].candidate.certificate.version == 1

    def test_reason_is_needed_for_those_below_the_threshold(self, absentee, cases):
        found = cases()

        assert found.ready == []
        assert found.exceptions([absentee]) == [absentee]

    def test_exception_that_was_corrected_is_still_an_exception(
        self, db, author, workshop_id, absentee, cases
    ):
        issue(db, author, workshop_id, registration_ids=[absentee], reason="Mission")

        correct(db, author, absentee, function="Inspecteur principal")

        assert cases().ready == []
        assert cases().exceptions([absentee]) == [absentee]


class TestLapsed:
    @pytest.fixture
    def aminata(self, db, author, workshop_id):
        """She was given a certificate, and then the sheet was corrected."""
        aminata, _souley = come(db, author, workshop_id, AMINATA, SOULEY)
        issue(db, author, workshop_id)
        sessions = workshops.sessions(db, workshop_id)
        seen = [Observation(aminata, session.id, What.ABSENT) for session in sessions[:4]]
        attending.take_attendance(db, author, workshop_id, seen, now=NOW)
        return aminata

    def test_certificate_that_is_not_earned_any_more_is_told(self, cases, aminata):
        assert stages(cases) == {AMINATA.name: Stage.LAPSED, SOULEY.name: Stage.ISSUED}

    def test_it_is_issued_again_for_a_reason_only(self, db, author, workshop_id, cases, aminata):
        with pytest.raises(NobodyEligible):
            issue(db, author, workshop_id, registration_ids=[aminata])

        issue(db, author, workshop_id, registration_ids=[aminata], reason="Mission")

        [case] = [one for one in cases().all if one.registration == aminata]
        held = case.candidate.certificate
        assert case.stage is Stage.ISSUED
        assert (held.version, held.reason, held.number) == (2, "Mission", "2021-BKO-03/001A")

    def test_somebody_of_whom_every_presence_was_taken_back_is_still_told(
        self, db, author, workshop_id, cases, aminata
    ):
        for session in workshops.sessions(db, workshop_id):
            attending.clear_marks(db, author, session.id, [aminata], now=NOW)
        registering.set_status(db, author, [aminata], Status.WITHDRAWN, now=NOW)

        assert stages(cases)[AMINATA.name] is Stage.LAPSED
        assert cases().holders([aminata]) == [aminata]

    def test_others_are_issued_and_reprinted_as_before(
        self, db, author, workshop_id, cases, aminata
    ):
        [souley] = [one.registration for one in cases().all if one.registration != aminata]
        correct(db, author, souley, function="Directeur")

        assert cases().ready == [souley]
        assert issue(db, author, workshop_id).count == 1


class Counted:
    """A register that counts how often it is asked."""

    def __init__(self, db):
        self.db, self.reads = db, 0

    def __getattr__(self, name):
        self.reads += name in ("rows", "tuples", "row", "value")
        return getattr(self.db, name)


def test_register_is_not_asked_once_more_for_each_person(db, author, workshop_id):
    def reads():
        counted = Counted(db)
        cases_of(counted, workshop_id, "fr")
        return counted.reads

    come(db, author, workshop_id, AMINATA)
    issue(db, author, workshop_id)
    few = reads()
    come(db, author, workshop_id, *(replace(SOULEY, name=f"Souley {n}") for n in "ABCDEF"))
    issue(db, author, workshop_id)

    assert reads() == few


class TestGaps:
    @pytest.mark.parametrize(
        ("fields", "gap"),
        [
            pytest.param({"sex": None}, Gap.SEX, id="no form of address"),
            pytest.param({"organisation": ""}, Gap.ORGANISATION, id="no organisation"),
            pytest.param({"rank": "", "function": ""}, Gap.POSITION, id="no position"),
        ],
    )
    def test_gap_of_a_person_is_said(self, db, author, workshop_id, cases, fields, gap):
        aminata, _souley = come(db, author, workshop_id, AMINATA, SOULEY)

        correct(db, author, aminata, **fields)

        [line] = cases().lacking(gap)
        assert line.person.name == AMINATA.name

    def test_complete_person_lacks_nothing(self, db, author, workshop_id, cases):
        come(db, author, workshop_id, AMINATA)

        assert cases().all[0].gaps == ()

    def test_typed_form_of_address_takes_the_place_of_the_sex(self, db, author, workshop_id, cases):
        [aminata] = come(db, author, workshop_id, AMINATA)

        correct(db, author, aminata, sex=None, civility="Mme")

        assert cases().lacking(Gap.SEX) == []

    def test_workshop_without_signatory_and_organiser_says_so(self, cases):
        assert set(cases().gaps) == {Gap.SIGNATORY, Gap.ORGANISER}

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            pytest.param("fr", False, id="French needs no English title"),
            pytest.param("en", True, id="English does"),
            pytest.param("both", True, id="and so do both"),
        ],
    )
    def test_missing_title_is_said_where_it_would_be_printed(
        self, db, author, workshop_id, cases, language, said
    ):
        edits = [Edit("workshop", workshop_id, {"title_en": ""})]
        write(db, author, Intention("workshop", workshop_id), edits, now=NOW)
        title = workshops.get(db, workshop_id).title

        assert title == Bilingual("le partage d’informations", "")
        assert (Gap.ENGLISH_TITLE in cases(language).gaps) is said
