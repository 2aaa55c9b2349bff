from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import CONTENT, DELETED, RETRACTED
from app.exchange.tables import tables_of
from tests.app.exchange.journals import WORKSHOP, Journal, record_id, small_workshop

A, B = "aa" * 16, "bb" * 16
NOON = record_id("noon")
CELLS = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5) | st.just(["a", {}])


def rows(journal: Journal, path: str) -> list[dict[str, object]]:
    table = tables_of(journal.entries, journal.values)[path]
    names = [column.name for column in table.columns]
    assert all(len(row) == len(names) for row in table.rows)
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_every_table_of_a_bundle_is_there():
    assert sorted(tables_of([], {})) == [
        "conflicts.csv",
        "findings.csv",
        "history.csv",
        "tables/attendance.csv",
        "tables/certificates.csv",
        "tables/organisations.csv",
        "tables/participants.csv",
        "tables/sessions.csv",
        "tables/workshop.csv",
    ]


@given(st.permutations(small_workshop().entries))
def test_tables_do_not_depend_on_the_order_of_entries(entries):
    journal = small_workshop()

    assert tables_of(entries, journal.values) == tables_of(journal.entries, journal.values)


def test_participants_are_listed_by_number_with_what_is_known_of_them():
    journal = Journal()
    police = record_id("police")
    journal.card(A, "organisation", police, name_fr="Police nationale", country="ML")
    journal.card(A, "person", "p1", name="Aïssata", sex="F", phones=["+22370000001", "70"])
    journal.card(A, "person", "p2", name="Moussa ag Ali", sex="M")
    journal.card(A, "registration", "r2", person="p2", number=2, status="invited")
    journal.card(
        A, "registration", "r1", person="p1", number=1, status="registered", organisation=police
    )
    journal.card(A, "registration", "r3", person="", organisation_text="Douanes")

    found = rows(journal, "tables/participants.csv")

    assert [(row["number"], row["name"], row["sex"]) for row in found] == [
        (1, "Aïssata", "F"),
        (2, "Moussa ag Ali", "M"),
        ("", "", ""),
    ]
    assert [row["organisation"] for row in found] == ["Police nationale", "", "Douanes"]
    assert found[0]["phones"] == "+22370000001, 70"
    assert found[1]["status"] == "invited"


def test_removed_registration_is_listed_no_more():
    journal = small_workshop()
    journal.write(A, "remove", {("registration", record_id("r1"), DELETED): True})

    assert len(rows(journal, "tables/participants.csv")) == 2
    assert len(rows(journal, "tables/attendance.csv")) == 2


def test_sessions_follow_each_other():
    journal = Journal()
    journal.card(A, "session", "s3", on="2021-10-14", part="morning")
    journal.card(A, "session", "s2", on="2021-10-13", part="afternoon", counts=False)
    journal.card(A, "session", "s1", on="2021-10-13", part="morning")

    found = rows(journal, "tables/sessions.csv")

    assert [row["id"] for row in found] == ["s1", "s2", "s3"]
    assert [row["counts"] for row in found] == [True, False, True]


def test_attendance_is_what_the_marks_say_together():
    journal = small_workshop()
    journal.card(A, "session", NOON, on="2021-10-13", part="afternoon")
    for name, source in (("absent", "direct"), ("present", "signed_sheet")):
        journal.fact(
            A, "mark", name, registration=record_id("r1"), session=NOON, what=name, source=source
        )
    journal.fact(B, "mark", "odd", registration=record_id("r1"), session=NOON, what="levitating")

    found = [row for row in rows(journal, "tables/attendance.csv") if row["part"] == "afternoon"]

    assert [(row["standing"], row["disputed"]) for row in found] == [("present", False)]


def test_retracted_mark_counts_for_nothing():
    journal = small_workshop()
    journal.write(A, "correct", {("mark", record_id("m4"), RETRACTED): True})

    assert not any(row["disputed"] for row in rows(journal, "tables/attendance.csv"))


def test_certificates_say_what_they_are_worth_today():
    journal = small_workshop()
    old = record_id("c1")
    journal.fact(B, "certificate", "c2", number="2021-BKO-01/001", version=2, previous=old)
    journal.fact(B, "certificate", "c3", number="2021-BKO-01/002")
    journal.write(B, "withdraw", {("certificate", "c3", RETRACTED): True})

    found = rows(journal, "tables/certificates.csv")

    assert [(row["number"], row["version"], row["state"]) for row in found] == [
        ("2021-BKO-01/001", 1, "replaced"),
        ("2021-BKO-01/001", 2, "valid"),
        ("2021-BKO-01/002", 1, "withdrawn"),
    ]


def test_register_of_certificates_says_the_name_that_was_printed():
    journal = small_workshop()
    for record, snapshot in (("c7", {"fr": {"name": "Dr Aïssata"}}), ("c8", {"fr": ["?"]})):
        journal.fact(
            A,
            "certificate",
            record,
            registration=record_id("r2"),
            number=record,
            snapshot=snapshot,
        )

    found = {row["number"]: row["name"] for row in rows(journal, "tables/certificates.csv")}

    assert found["c7"] == "Dr Aïssata"
    assert found["c8"] == "=cmd|' /C calc'!A0"


def test_organisations_have_their_roles_in_protocol_order():
    journal = Journal()
    journal.card(A, "organisation", "o", name_fr="Royaume du Danemark")
    journal.card(A, "partner", "x", workshop=WORKSHOP, organisation="o", role="host", order=2)
    journal.card(A, "partner", "y", workshop=WORKSHOP, organisation="o", role="donor", order=1)

    assert [row["roles"] for row in rows(journal, "tables/organisations.csv")] == ["donor, host"]


def test_conflict_shows_every_value_the_displayed_one_first():
    found = rows(small_workshop(), "conflicts.csv")

    assert [(row["field"], row["value"], row["shown"]) for row in found] == [
        ("name", "Aissata", True),
        ("name", "Aïssata N’Diaye", False),
    ]


def test_equal_values_of_two_laptops_are_no_conflict():
    journal = Journal()
    for device in (A, B):
        journal.write(device, "edit", {("person", "p", "name"): "Awa"}, blind=True)

    assert rows(journal, "conflicts.csv") == []


def test_findings_name_what_is_there_twice():
    journal = small_workshop()
    journal.fact(
        A, "certificate", "c9", registration=record_id("r2"), number="2021-BKO-01/001", version=1
    )

    found = {row["finding"]: row for row in rows(journal, "findings.csv")}

    assert found["duplicate_number"]["subject"] == "2"
    assert found["duplicate_certificate"]["subject"] == "2021-BKO-01/001"
    assert found["disputed_attendance"]["subject"] == "2021-10-13 morning"
    assert "Aissata" in found["disputed_attendance"]["names"]


def test_history_tells_who_did_what_and_why():
    journal = Journal()
    journal.write(A, "correct attendance", {("mark", "m", CONTENT): {}}, why="feuille signée")

    (row,) = rows(journal, "history.csv")

    assert (row["who"], row["intent"], row["why"]) == (
        "Awa",
        "correct attendance",
        "feuille signée",
    )
    assert row["changes"] == 1


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["registration", "person", "session", "workshop", "mark", "x"]),
            st.sampled_from(["1", "2"]),
            st.sampled_from(["number", "name", "on", CONTENT, DELETED, RETRACTED, "phones"]),
        ),
        CELLS | st.dictionaries(st.sampled_from(["what", "number", "session"]), CELLS, max_size=3),
        max_size=8,
    )
)
def test_values_of_unexpected_types_never_stop_a_table(edits):
    journal = Journal()
    journal.write(A, "edit", edits)

    for path in tables_of([], {}):
        rows(journal, path)
