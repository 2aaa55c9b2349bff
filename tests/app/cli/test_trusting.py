"""Whom a laptop trusts, and whom headquarters does: digits are compared first."""

import os
import shutil
import subprocess
import sys

import pytest

from app.exchange.seal import new_identity, recipient_of

SAFE = recipient_of(new_identity())


@pytest.fixture
def places(tmp_path):
    return {name: tmp_path / name for name in ("niamey", "hq", "impostor")}


@pytest.fixture
def digits(run, places):
    """What that place reads aloud."""
    return lambda name: run("device", "show", "--json", home=places[name]).json()["fingerprint"]


@pytest.fixture
def card(run, places, tmp_path):
    path = tmp_path / "niamey.card"
    run("device", "name", "Niamey 1", home=places["niamey"])
    run("device", "show", "--card", path, home=places["niamey"])
    return path


@pytest.fixture
def enrols(run, places, card, tmp_path):
    """That headquarters enrols Niamey by a file of that name: `enrols("hq", "a.enrolment")`."""

    def enrols(name, file="team.enrolment", *options):
        out = tmp_path / file
        call = ("hq", "enrol", card, "--digits-compared", "--out", out, *options)
        assert run(*call, home=places[name]).code == 0
        return out

    return enrols


@pytest.fixture
def recipients(run, places):
    """Whom Niamey seals to."""
    return lambda: run("device", "show", "--json", home=places["niamey"]).json()["headquarters"]


class TestImport:
    def test_enrolment_is_refused_where_nobody_heard_the_digits(
        self, run, places, enrols, recipients
    ):
        done = run("import", enrols("hq"), home=places["niamey"])

        assert (done.code, done.out) == (1, "")
        assert "Nothing was changed. Telephone headquarters" in done.err
        assert recipients() == []

    def test_impostor_is_refused_in_a_sentence(self, run, places, enrols, digits, recipients):
        call = ("import", enrols("impostor"), "--digits", digits("hq"))
        done = run(*call, home=places["niamey"])

        assert (done.code, done.out) == (1, "")
        assert "somebody may be impersonating headquarters" in done.err
        assert recipients() == []

    def test_digits_that_were_heard_enrol(self, run, places, enrols, digits, recipients):
        heard = digits("hq").replace(" ", "-")
        done = run("import", enrols("hq"), "--digits", heard, home=places["niamey"])

        assert done.code == 0, done.err
        assert "what it sends is sealed to that headquarters" in done.out
        assert len(recipients()) == 1

    def test_known_headquarters_is_said_to_need_none_and_what_changes_is_shown(
        self, run, places, enrols, digits
    ):
        home = places["niamey"]
        run("import", enrols("hq"), "--digits", digits("hq"), home=home)

        done = run("import", enrols("hq", "second.enrolment", "--escrow", SAFE), home=home)

        assert done.code == 0, done.err
        assert "which this laptop follows: no digits to compare" in done.out
        assert "Keys that open what is sent: 2 (1 new, 0 no more)" in done.out

    def test_replayed_enrolment_takes_no_key_away(self, run, places, enrols, digits, recipients):
        home, first = places["niamey"], enrols("hq")
        run("import", first, "--digits", digits("hq"), home=home)
        run("import", enrols("hq", "second.enrolment", "--escrow", SAFE), home=home)

        done = run("import", first, home=home)

        assert done.code == 1
        assert "older than number 2" in done.err
        assert "Nothing was changed" in done.err
        assert SAFE in recipients()

    @pytest.mark.parametrize("suffix", [".emarge", ".EMARGE", ".receipt", ".card"])
    def test_enrolment_under_another_name_is_refused_even_with_the_digits(
        self, run, places, enrols, digits, recipients, suffix
    ):
        path = enrols("hq", f"2026-BKO-01_81da6d03_3{suffix}")
        done = run("import", path, "--digits", digits("hq"), home=places["niamey"])

        assert (done.code, done.out) == (1, "")
        assert "is an enrolment, where another kind of file was expected" in done.err
        assert recipients() == []

    def test_bundle_under_the_name_of_an_enrolment_is_told_for_what_it_is(
        self, run, places, enrols, digits, tmp_path
    ):
        home, path = places["niamey"], tmp_path / "team.enrolment"
        run("workshop", "new", "--title", "x", "--city", "Gao", "--from", "2021-10-13", home=home)
        sent = run("export", "2021-GAO-01", "--to", tmp_path, "--json", home=home).json()["path"]
        shutil.copy(sent, path)

        done = run("import", path, home=home)

        assert done.code == 1
        assert "is a workshop’s file, where another kind of file was expected" in done.err

    def test_card_is_told_for_what_it_is(self, run, places, card, digits):
        done = run("import", card, home=places["hq"])

        assert done.code == 1
        assert "is the card of the laptop Niamey 1" in done.err
        assert digits("niamey") in done.err

    def test_enrolment_in_an_inbox_is_told_for_what_it_is(self, run, places, enrols):
        path = enrols("impostor", "2026-BKO-01_81da6d03_3.emarge")
        run("hq", "keygen", home=places["hq"])

        done = run("hq", "merge", path, home=places["hq"])

        assert done.code == 1
        assert "is an enrolment" in done.err

    def test_shown_only_enrols_nobody(self, run, places, enrols, digits, recipients):
        done = run("import", enrols("hq"), "--dry-run", home=places["niamey"])

        assert f"Compare aloud: {digits('hq')}" in done.out
        assert "which this laptop does not follow yet" in done.out
        assert recipients() == []


class TestEnrol:
    @pytest.fixture
    def enrol(self, run, places, card, tmp_path):
        """Headquarters enrols cards; what it answered."""

        def enrol(*options, cards=(card,), home="hq"):
            out = tmp_path / "out.enrolment"
            return run("hq", "enrol", *cards, "--out", out, *options, home=places[home])

        return enrol

    @pytest.fixture
    def swapped(self, run, places, card, tmp_path):
        """A card of the impostor's under the id and the name of Niamey 1, as 0.1.0 wrote them."""
        stranger = run("device", "show", "--json", home=places["impostor"]).json()
        id_ = run("device", "show", "--json", home=places["niamey"]).json()["id"]
        path = tmp_path / "swapped.card"
        lines = (
            *("emarge-device/1", f"id: {id_}", f"key: {stranger['public_key']}"),
            *(f"age: {stranger['recipient']}", "letter:", "name: Niamey 1"),
        )
        path.write_text("\n".join(lines), "utf-8")
        return path

    def test_nobody_is_accepted_before_the_digits_were_compared(self, enrol, digits, tmp_path):
        done = enrol()

        assert done.code == 1
        assert f"Niamey 1: {digits('niamey')}" in done.out
        assert "the digits of Niamey 1 were not compared" in done.err
        assert not (tmp_path / "out.enrolment").exists()

    def test_card_is_shown_and_nothing_written(self, run, places, card, digits):
        call = ("hq", "enrol", card, "--dry-run")
        shown = run(*call, home=places["hq"])
        said = run(*call, "--json", home=places["hq"]).json()

        assert f"Niamey 1: {digits('niamey')}" in shown.out
        assert "nobody was accepted and nothing was written" in shown.out
        [one] = said["cards"]
        assert (one["standing"], one["checksum"], said["accepted"]) == ("new", True, 0)

    def test_swapped_card_is_refused_by_its_digits(self, enrol, swapped, digits):
        done = enrol("--digits", digits("niamey"), cards=(swapped,))

        assert done.code == 1
        assert "somebody may have put another card in the place of this one" in done.err

    def test_known_laptop_keeps_its_key_unless_somebody_says_so(
        self, run, enrol, places, swapped, digits, tmp_path
    ):
        assert enrol("--digits", digits("niamey")).code == 0

        refused = enrol("--digits-compared", cards=(swapped,))
        replaced = enrol("--digits-compared", "--replace", cards=(swapped,))

        assert refused.code == 1
        assert "with another key than the one that is known here" in refused.err
        assert "A card without checksum" in refused.out
        assert replaced.code == 0
        assert "takes the place of Niamey 1, whose key counts no more" in replaced.out

    def test_card_that_is_known_is_enrolled_again_without_comparing(self, enrol, digits):
        enrol("--digits", digits("niamey"))

        done = enrol()

        assert done.code == 0, done.err
        assert "known here already, with this key" in done.out

    def test_laptop_is_trusted_alone_only_after_comparing(self, run, places, card, digits):
        trust = ("device", "trust", card)
        refused = run(*trust, home=places["hq"])
        wrong = run(*trust, "--digits", digits("hq"), home=places["hq"])
        done = run(*trust, "--digits", digits("niamey"), home=places["hq"])

        assert (refused.code, wrong.code, done.code) == (1, 1, 0)
        assert "Niamey 1 is accepted." in done.out


class TestTerminal:
    """Somebody sits there: the program asks, and waits for the answer."""

    @pytest.fixture
    def typed(self, places):
        """Run a command at a terminal, where somebody types this; its code and all it said."""

        def typed(name, words, *call):
            ours, theirs = os.openpty()
            os.write(ours, f"{words}\n".encode())
            done = subprocess.run(
                [sys.executable, "-m", "app", *map(str, call), "--lang", "en"],
                stdin=theirs,
                capture_output=True,
                check=False,
                env={**os.environ, "EMARGE_HOME": str(places[name])},
            )
            os.close(ours)
            os.close(theirs)
            return done.returncode, (done.stdout + done.stderr).decode()

        return typed

    def test_what_headquarters_reads_is_typed_and_was_not_shown(
        self, typed, enrols, digits, recipients
    ):
        code, said = typed("niamey", digits("hq"), "import", enrols("hq"))

        assert code == 0, said
        assert "Type the digits that headquarters reads aloud" in said
        assert digits("hq") not in said
        assert len(recipients()) == 1

    def test_anything_else_is_refused(self, typed, enrols, recipients):
        code, said = typed("niamey", "yes", "import", enrols("hq"))

        assert code == 1
        assert "These are not the digits" in said
        assert recipients() == []

    @pytest.mark.parametrize(("answer", "code"), [("oui", 0), ("no", 1)])
    def test_each_card_is_asked_about(self, typed, card, digits, tmp_path, answer, code):
        out = tmp_path / "asked.enrolment"
        given, said = typed("hq", answer, "hq", "enrol", card, "--out", out)

        assert f"Niamey 1: {digits('niamey')}" in said
        assert (given, out.exists()) == (code, code == 0)
