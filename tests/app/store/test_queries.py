"""Rows as domain values: what is hidden, in which order, and what a damaged value shows."""

from datetime import UTC, date, datetime

import pytest

from app.domain.attendance import Seen, What
from app.domain.bilingual import Bilingual
from app.domain.certificate import State
from app.domain.journal import DELETED
from app.domain.links import Decision, Link
from app.domain.registration import Category, Source, Status
from app.domain.workshop import Part, Role, SessionState
from app.services.writing import Author, Edit, Intention, fact, retraction, write
from app.store import attendance, certificates, links, local, registrations, workshops

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
W = "0a" * 16


@pytest.fixture
def say(db):
    """Write edits: cards by fields, facts ready-made."""

    def say(*edits):
        write(db, Author("aa" * 16), Intention("correct", W), edits, now=NOW)

    return say


def card(kind, record, **fields):
    return Edit(kind, record, fields)


def registration(record, number=None, **fields):
    return card("registration", record, workshop=W, number=number, **fields)


class TestRoster:
    def test_comes_by_number_and_those_without_one_last(self, db, say):
        say(registration("a"), registration("b", 2), registration("c", 1), registration("d"))

        lines = registrations.roster(db, W)

        assert [line.registration.id for line in lines] == ["c", "b", "a", "d"]

    def test_leaves_out_what_was_taken_back_and_other_workshops(self, db, say):
        say(registration("a", 1), registration("b", 2), card("registration", "c", workshop="w2"))
        say(card("registration", "a", **{DELETED: True}))

        assert [line.registration.id for line in registrations.roster(db, W)] == ["b"]
        assert registrations.line(db, "a") is None

    def test_lines_come_as_they_are_asked_for(self, db, say):
        say(registration("a"), registration("b"))

        lines = registrations.lines(db, ["b", "00", "a"])

        assert [line.registration.id for line in lines] == ["b", "a"]

    def test_line_knows_its_person_and_organisation(self, db, say):
        say(
            card("person", "p", name="BA Awa", sex="F", phones=["+22370000001"]),
            card("organisation", "o", name_fr="Douanes", name_en="Customs"),
            registration("a", 1, person="p", organisation="o", function="Chef", function_en="Head"),
        )

        line = registrations.line(db, "a")

        assert (line.person.name, line.person.phones) == ("BA Awa", ("+22370000001",))
        assert (line.organisation_name("en"), line.position("en")) == ("Customs", "Head")

    def test_open_place_has_nobody(self, db, say):
        say(card("person", "p", name="BA Awa"), registration("a", 1))

        assert registrations.line(db, "a").person.name == ""

    def test_words_of_a_later_release_show_as_the_usual(self, db, say):
        later = {"category": "robot", "status": "beamed", "source": "dream"}
        say(registration("a", person="p", **later), card("person", "p", sex="X", phones={"a": 1}))

        line = registrations.line(db, "a")

        assert line.registration.category is Category.PARTICIPANT
        assert (line.registration.status, line.registration.source) == (
            Status.INVITED,
            Source.LIST,
        )
        assert (line.person.sex, line.person.phones) == (None, ())

    def test_next_number_follows_the_highest(self, db, say):
        assert registrations.next_number(db, W) == 1

        say(registration("a", 7), registration("b", 3))

        assert registrations.next_number(db, W) == 8


class TestHalfDays:
    def test_come_as_they_follow_each_other(self, db, say):
        days = [("b", "2021-10-14", "morning"), ("a", "2021-10-13", "afternoon")]
        days += [("c", "2021-10-13", "morning"), ("d", "2021-10-13", "other")]
        say(*(card("session", key, workshop=W, on=on, part=part) for key, on, part in days))

        assert [one.id for one in workshops.sessions(db, W)] == ["c", "a", "d", "b"]

    def test_words_of_a_later_release_show_as_the_usual(self, db, say):
        say(card("session", "s", workshop=W, on="one day", part="night", state="paused"))

        (session,) = workshops.sessions(db, W)

        assert (session.on, session.part, session.state) == (
            date.min,
            Part.OTHER,
            SessionState.PLANNED,
        )
        assert session.counts


class TestPartners:
    def test_come_in_protocol_order_with_their_organisation(self, db, say):
        say(
            card("organisation", "o1", name_fr="Danemark"),
            card("organisation", "o2", name_fr="Japon"),
            card("partner", "1", workshop=W, organisation="o2", role="donor", order=2),
            card("partner", "2", workshop=W, organisation="o1", role="patron", order=1),
        )

        found = [(one.organisation.name.fr, one.role) for one in workshops.partners(db, W)]

        assert found == [("Danemark", Role.PARTNER), ("Japon", Role.DONOR)]

    def test_keep_the_name_of_an_organisation_that_was_taken_back(self, db, say):
        say(
            card("organisation", "o1", name_fr="Danemark"),
            card("partner", "1", workshop=W, organisation="o1", role="donor"),
        )
        say(card("organisation", "o1", **{DELETED: True}))

        assert workshops.partners(db, W)[0].organisation.name.fr == "Danemark"
        assert workshops.organisations(db) == {}

    def test_signatories_and_conclusions_come_in_order(self, db, say):
        for kind, text in (("signatory", "function"), ("conclusion", "text")):
            say(
                card(kind, "2", workshop=W, nature="challenge", order=2, **{f"{text}_fr": "deux"}),
                card(kind, "1", workshop=W, nature="challenge", order=1, **{f"{text}_fr": "un"}),
            )

        assert [one.function.fr for one in workshops.signatories(db, W)] == ["un", "deux"]
        assert workshops.conclusions(db, W, "challenge") == [Bilingual("un"), Bilingual("deux")]


class TestWorkshops:
    def test_come_latest_first_and_by_series_as_they_follow(self, db, say):
        for record, start in (("1", "2017-06-19"), ("2", "2021-10-13"), ("3", "2017-06-26")):
            say(card("workshop", record, code=f"c{record}", starts_on=start, series="s"))

        assert [one.id for one in workshops.all_(db)] == ["2", "3", "1"]
        assert [one.id for one in workshops.of_series(db, "s")] == ["1", "3", "2"]
        assert workshops.by_code(db, "c3").id == "3"
        assert workshops.get(db, "4") is None


class TestMarks:
    def mark(self, record, what="present", **more):
        return fact("mark", {"registration": "r", "session": "s", "what": what} | more, record)

    @pytest.fixture(autouse=True)
    def session(self, say):
        say(card("session", "s", workshop=W, on="2021-10-13", part="morning"))

    def test_of_two_laptops_are_both_kept_and_disputed(self, db, say):
        say(self.mark("1"), self.mark("2", "absent"))

        assert len(attendance.marks(db, W)) == 2
        assert attendance.standings(db, W)["r", "s"].disputed

    def test_retracted_one_is_gone_and_its_neighbour_stays(self, db, say):
        say(self.mark("1"), self.mark("2", "absent"))
        say(retraction("mark", "1"))

        assert [mark.id for mark in attendance.marks(db, W)] == ["2"]
        assert [mark.id for mark in attendance.marks_at(db, "s")] == ["2"]

    def test_what_a_later_release_saw_is_left_out(self, db, say):
        say(self.mark("1", "levitating"), self.mark("2", source="drone"))

        (mark,) = attendance.marks(db, W)
        assert (mark.id, mark.what, mark.source) == ("2", What.PRESENT, Seen.DIRECT)


class TestCertificates:
    def issue(self, record, version, **more):
        content = {"workshop": W, "registration": "r", "number": "2021-BKO-03/001"}
        return fact("certificate", content | {"version": version} | more, record)

    def test_second_version_replaces_the_first(self, db, say):
        say(self.issue("1", 1), self.issue("2", 2, previous="1", snapshot={"name": "BA Awa"}))

        states = [(one.id, one.state) for one in certificates.of_workshop(db, W)]

        assert states == [("1", State.REPLACED), ("2", State.VALID)]
        assert certificates.current(db, W)["r"].snapshot == {"name": "BA Awa"}

    def test_withdrawn_second_version_brings_the_first_back(self, db, say):
        say(self.issue("1", 1), self.issue("2", 2, previous="1"))
        say(retraction("certificate", "2"))

        states = [one.state for one in certificates.of_workshop(db, W)]

        assert states == [State.VALID, State.WITHDRAWN]

    def test_snapshot_that_is_none_is_empty(self, db, say):
        say(self.issue("1", 1, snapshot=["BA Awa"]))

        assert certificates.of_workshop(db, W)[0].snapshot == {}


class TestLinks:
    def link(self, record, decision="same"):
        return fact("link", {"a": "p1", "b": "p2", "decision": decision}, record)

    def test_those_not_taken_back(self, db, say):
        say(self.link("1"), self.link("2", "different"), self.link("3"))
        say(retraction("link", "1"))

        assert links.links(db) == [
            Link("2", "p1", "p2", Decision.DIFFERENT),
            Link("3", "p1", "p2", Decision.SAME),
        ]

    def test_linking_and_unlinking_are_exact_inverses(self, db, say):
        say(self.link("1"))
        before = links.links(db)

        say(self.link("2", "different"))
        say(retraction("link", "2"))

        assert links.links(db) == before

    def test_decision_of_a_later_release_is_left_out(self, db, say):
        say(self.link("1", "perhaps"))

        assert links.links(db) == []


class TestLocalNotes:
    def test_last_word_is_kept(self, db):
        assert local.note(db, "letter") == ""

        local.keep(db, "letter", "A")
        local.keep(db, "letter", "B")

        assert local.note(db, "letter") == "B"

    def test_device_added_again_is_one_device(self, db):
        for name in ("Niamey", "Niamey 2"):
            local.add_device(db, local.KnownDevice("d", name, "key", "B"), "2021-10-13T08:31")

        assert local.devices(db) == [local.KnownDevice("d", "Niamey 2", "key", "B")]
