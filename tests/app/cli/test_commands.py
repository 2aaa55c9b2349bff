"""The terminal is a contract: exit codes, one sentence on stderr, JSON where a machine reads."""

import pytest

from app.paths import data_folder
from app.services.care.installation import open_installation
from tests.app.cli.conftest import PASSPHRASE
from tests.data_makers.protocol_list import write_protocol_list


@pytest.fixture
def invited(tmp_path):
    return write_protocol_list(tmp_path / "liste.xlsx")


def test_the_first_command_makes_the_register_and_shows_the_recovery_key_once(run):
    first = run("device", "show", fresh=True)
    again = run("workshop", "list")

    assert (first.code, again.code) == (0, 0)
    assert "Recovery key" in first.err
    assert "Recovery key" not in again.err


def test_a_workshop_is_created_with_its_half_days(run, workshop):
    done = run("workshop", "sessions", workshop)

    assert len(done.out.splitlines()) == 6
    assert "2021-10-13-am" in done.out


def test_workshops_are_listed_for_a_machine(run, workshop):
    [found] = run("workshop", "list", "--json").json()["workshops"]

    assert (found["code"], found["city"], found["registered"]) == (workshop, "Bamako", 0)


def test_messages_follow_the_language_before_or_after_the_command(run, workshop):
    assert (
        "créé"
        in run(
            "--lang",
            "fr",
            "workshop",
            "new",
            "--title",
            "x",
            "--city",
            "Gao",
            "--from",
            "2021-10-13",
        ).out
    )
    assert "n’y a pas d’atelier" in run("roster", "nowhere", "--lang", "fr").err
    assert "There is no workshop" in run("roster", "nowhere", "--lang", "en").err


def test_an_error_is_one_sentence_on_stderr_and_exit_code_1(run, workshop):
    done = run("register", workshop, "--name", "Awa Ba", "--organisation", "Douanes")

    assert (done.code, done.out, done.err) == (1, "", "Choose the sex: F or M\n")


def test_a_wrong_passphrase_is_told_and_nothing_opens(run, workshop, monkeypatch):
    monkeypatch.setenv("EMARGE_PASSPHRASE", "another")

    done = run("workshop", "list")

    assert done.code == 1
    assert "not the right one" in done.err


def test_without_a_passphrase_and_a_terminal_the_command_says_what_to_set(run, monkeypatch):
    monkeypatch.delenv("EMARGE_PASSPHRASE")

    done = run("device", "show")

    assert done.code == 1
    assert "EMARGE_PASSPHRASE" in done.err


def test_without_a_display_the_window_says_what_to_run_instead(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    done = run()

    assert done.code == 1
    assert "emarge demo" in done.err


def test_a_dry_run_needs_neither_workshop_nor_passphrase(run, invited, monkeypatch):
    monkeypatch.delenv("EMARGE_PASSPHRASE")

    found = run("import-list", "nowhere", invited, "--dry-run", "--json").json()

    assert set(found) >= {"people", "open_places", "ignored"}
    assert len(found["people"]) == 24
    first = found["people"][0]
    assert set(first) == {
        *("name", "sex", "organisation", "function", "rank", "phones", "row", "problems"),
    }
    assert (first["name"], first["sex"], first["row"]) == ("Moussa TRAORÉ", "M", 8)
    assert first["phones"] == ["+22370000001", "+22366000001"]
    assert found["people"][2]["sex"] is None


def test_a_list_is_taken_in_and_the_same_one_again_changes_nothing(run, workshop, invited):
    first = run("import-list", workshop, invited)
    again = run("import-list", workshop, invited)

    assert (first.code, again.code) == (0, 0)
    assert "24 new" in first.out
    assert "24 as before" in again.out
    assert len(run("roster", workshop).out.splitlines()) == 24


def test_a_list_that_is_no_list_is_refused_in_words(run, workshop, tmp_path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook")

    done = run("import-list", workshop, path)

    assert done.code == 1
    assert "was not opened" in done.err


def test_an_expected_person_is_registered_and_not_added_again(run, workshop, invited):
    run("import-list", workshop, invited)

    done = run("register", workshop, "--name", "coulibaly mariam", "--sex", "F")

    assert done.code == 0
    assert len(run("roster", workshop).out.splitlines()) == 24


def test_attendance_by_sheet_number_and_its_report(run, workshop):
    for name, sex in (("Awa BA", "F"), ("Salif KONÉ", "M"), ("Issa LY", "M")):
        run("register", workshop, "--name", name, "--sex", sex, "--organisation", "Douanes")

    done = run("attend", workshop, "2021-10-13-am", "--present", "1-3", "--absent", "3")

    assert done.code == 0
    report = run("report", workshop, "--json").json()
    assert report["participants"] == {"total": 2, "women": 1, "men": 1, "unknown": 0}
    assert report["workshops"][0]["sessions"][0]["present"]["total"] == 2
    assert "2 participants, including one woman" in run("report", workshop, "--lang", "en").out


def test_a_number_that_nobody_has_enters_nothing(run, workshop):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")

    done = run("attend", workshop, "1", "--present", "1 9")

    assert done.code == 1
    assert "number 9" in done.err
    assert (
        run("report", workshop, "--json").json()["workshops"][0]["sessions"][0]["present"]["total"]
        == 0
    )


@pytest.mark.parametrize("text", ["x", "1-", "3-x", "-4"])
def test_numbers_that_cannot_be_read_are_said(run, workshop, text):
    done = run("attend", workshop, "1", f"--present={text}")

    assert done.code == 1
    assert "not a number of the sheet" in done.err


def test_sheets_and_certificates_are_pdfs(run, workshop, tmp_path):
    run("register", workshop, "--name", "Awa BA", "--sex", "F", "--session", "1")
    for session in range(1, 6):
        run("attend", workshop, session, "--present", "1")
    sheet, paper = tmp_path / "sheet.pdf", tmp_path / "paper.pdf"

    assert run("sheets", workshop, "--out", sheet).code == 0
    assert run("certificates", workshop, "--lang", "both", "--out", paper).code == 0

    assert sheet.read_bytes().startswith(b"%PDF")
    assert paper.read_bytes().startswith(b"%PDF")


def test_nobody_eligible_is_an_error_and_writes_nothing(run, workshop, tmp_path):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")

    done = run("certificates", workshop, "--out", tmp_path / "paper.pdf")

    assert done.code == 1
    assert not (tmp_path / "paper.pdf").exists()


def test_rows_that_differ_are_repaired_when_asked(run, workshop):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")
    here = open_installation(data_folder(), PASSPHRASE)
    here.db.execute("UPDATE registrations SET status = 'no_show'")
    here.close()
    found = run("check", "--deep")
    done = run("check", "--repair", "--json").json()

    assert found.code == 1
    assert "1 row does not say" in found.err
    assert (done["repaired"], done["good"]) == (True, True)
    assert run("check", "--deep").code == 0
    assert run("check", "--repair", "--json").json()["repaired"] is False


def test_check_says_that_all_is_well(run, workshop):
    found = run("check", "--deep", "--json").json()

    assert found["good"]
    assert found["deep"]
    assert found["entries"] == 1


def test_an_example_workshop_is_found_by_its_key_and_its_series(run):
    assert run("workshop", "seed", "niamey-2017").code == 0

    assert run("report", "niamey-2017").code == 0
    assert run("report", "sahel-2017-intelligence").code == 0
    assert run("report", "2017-NIM").code == 0


def test_machines_read_what_was_made(run, workshop):
    made = run("register", workshop, "--name", "Awa BA", "--sex", "F", "--json").json()
    [person] = run("roster", workshop, "--json").json()["people"]

    assert (made["number"], made["name"]) == (1, "Awa BA")
    assert (person["id"], person["sex"], person["status"]) == (made["id"], "F", "registered")


def test_a_new_recovery_key_is_given_to_who_knows_the_passphrase(run, workshop, monkeypatch):
    key = run("recovery-key").out.rsplit(" ", 1)[1].strip()
    monkeypatch.setenv("EMARGE_PASSPHRASE", key)

    assert run("workshop", "list").code == 0


def test_a_number_without_a_person_gets_no_certificate(run, workshop, tmp_path):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")

    done = run("certificates", workshop, "--number", "99", "--out", tmp_path / "x.pdf")

    assert done.code == 1
    assert "number 99" in done.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        pytest.param("--to", "9999-12-31", "120 days", id="a slip in the year"),
        pytest.param("--code", "../../x", "was not taken", id="a code that is a path"),
        pytest.param("--country", "ZZZZ", "no country code", id="a country in words"),
        pytest.param("--city", "", "Type the city", id="no city"),
    ],
)
def test_a_workshop_that_cannot_be_meant_is_refused(run, option, value, said):
    given = {"--title": "x", "--city": "Gao", "--from": "2021-10-13", option: value}

    done = run("workshop", "new", *(part for pair in given.items() for part in pair))

    assert (done.code, done.out) == (1, "")
    assert said in done.err


@pytest.mark.parametrize("numbers", ["12a", "1-9999999999999"])
def test_ranges_that_cannot_be_meant_are_refused(run, workshop, numbers):
    assert run("attend", workshop, "1", "--present", numbers).code == 1


def test_attendance_without_a_number_is_no_success(run, workshop):
    assert run("attend", workshop, "1").code == 1


def test_a_namesake_is_kept_and_told(run, workshop):
    run("register", workshop, "--name", "Moussa TRAORÉ", "--sex", "M")

    again = run("register", workshop, "--name", "Moussa TRAORÉ", "--sex", "M")

    assert again.code == 0
    assert "on the list already, number 1" in again.err


def test_a_bad_byte_in_an_argument_is_no_fault(run, workshop):
    assert run("roster", "\udcff\udcfe").code == 1
    assert run("register", workshop, "--name", "Ali \udcff", "--sex", "M").code == 0


def test_the_demonstration_replaces_only_what_it_made(run, tmp_path):
    (tmp_path / "hq").mkdir()
    (tmp_path / "hq" / "keys.json").write_text("mine", "utf-8")

    done = run("demo", "--out", tmp_path)

    assert done.code == 1
    assert (tmp_path / "hq" / "keys.json").read_text("utf-8") == "mine"


def test_the_demonstration_says_when_its_folder_is_a_file(run, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")

    assert run("demo", "--out", tmp_path / "file").code == 1


def test_headquarters_key_is_for_its_owner_alone(run, tmp_path):
    run("hq", "keygen", "--out", tmp_path / "hq.identity")

    assert (tmp_path / "hq.identity").stat().st_mode & 0o077 == 0


def test_a_name_that_means_two_workshops_is_told_with_both(run, workshop):
    run("workshop", "new", "--title", "y", "--city", "Gao", "--from", "2021-11-13")

    done = run("roster", "2021")

    assert done.code == 1
    assert "2021-BKO-01, 2021-GAO-01" in done.err


def test_a_sheet_that_is_not_in_the_workbook_is_refused(run, workshop, invited):
    done = run("import-list", workshop, invited, "--sheet", "nowhere")

    assert done.code == 1
    assert "no sheet “nowhere”" in done.err
    assert run("roster", workshop).out == ""


@pytest.mark.parametrize("numbers", [",", " "])
def test_numbers_that_are_none_are_no_success(run, workshop, numbers):
    assert run("attend", workshop, "1", "--present", numbers).code == 1


@pytest.mark.parametrize("words", [("1", "--present", "9" * 5000), ("9" * 5000, "--close")])
def test_an_endless_number_is_refused_in_words(run, workshop, words):
    assert run("attend", workshop, *words).code == 1


def test_marks_and_closing_are_done_together_or_not_at_all(run, workshop):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")

    assert run("attend", workshop, "1", "--present", "7", "--close").code == 1
    done = run("attend", workshop, "1", "--present", "1", "--close", "--json").json()

    assert done == {"closed": True, "entered": 1, "session": "2021-10-13-am"}
    [first, *_] = run("workshop", "sessions", workshop, "--json").json()["sessions"]
    assert first["state"] == "closed"


def test_a_half_day_that_is_not_held_is_refused(run, workshop):
    assert run("attend", workshop, "2021-10-13-other", "--close").code == 1


def test_a_certificate_bears_no_date_before_its_workshop(run, workshop, tmp_path):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")
    out = ("--out", tmp_path / "x.pdf", "--reason", "Mission")

    done = run("certificates", workshop, *out, "--issued-on", "2012-10-15")

    assert done.code == 1
    assert "2021-10-13" in done.err
    made = run("certificates", workshop, *out, "--issued-on", "2021-10-15", "--json").json()
    assert (made["issued"], made["below"]) == ([f"{workshop}/001"], [])


def test_what_was_written_is_told_to_machines(run, workshop, tmp_path):
    run("register", workshop, "--name", "Awa BA", "--sex", "F")

    assert run("sheets", workshop, "--out", tmp_path / "x.pdf", "--json").json() == {
        "path": str(tmp_path / "x.pdf")
    }
    assert set(run("recovery-key", "--json").json()) == {"recovery_key"}
    assert run("workshop", "seed", "niamey-2017", "--json").json()["code"] == "2017-NIM-01"


def test_a_text_that_papers_cut_is_told_when_it_comes_and_when_it_is_printed(
    run, workshop, tmp_path
):
    long = "x" * 3000
    came = run(
        *("register", workshop, "--name", "Awa BA", "--sex", "F", "--function", long), "--json"
    )
    sheets = run("sheets", workshop, "--out", str(tmp_path / "s.pdf"))
    found = run("findings", workshop)

    assert came.json()["number"] == 1
    for said in (came.err, sheets.err, found.out):
        assert "xxxx" in said
        assert len(said) < 400
    assert "Papers show the first 250 letters" in came.err
    assert (tmp_path / "s.pdf").exists()
