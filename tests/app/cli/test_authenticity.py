"""`emarge authenticate`: what the paper must say, and never a genuine one called forged."""

import os
from pathlib import Path

import pytest

from app.services.care.installation import open_installation
from app.services.papers.certificate_texts import check_code
from app.store import certificates
from tests.app.cli.conftest import PASSPHRASE


@pytest.fixture
def issued(run, workshop, tmp_path):
    """The certificate of Awa TRAORE, who came to every half-day."""
    run("register", workshop, "--name", "Awa TRAORE", "--sex", "F", "--function", "Commissaire")
    run("certificates", workshop, "--reason", "essai", "--out", tmp_path / "c.pdf")
    here = open_installation(Path(os.environ["EMARGE_HOME"]), PASSPHRASE)
    [found] = certificates.all_(here.db)
    here.close()
    return found


def test_what_the_certificate_says_is_shown_to_be_compared(run, issued):
    done = run("authenticate", issued.code)

    assert done.code == 0, done.err
    assert "is genuine and valid, if the paper says the same" in done.out
    assert "Awa TRAORE" in done.out
    assert "Commissaire" in done.out
    assert "Compare every line with the paper" in done.out


def test_it_is_shown_in_the_language_that_was_asked(run, issued):
    said = run("authenticate", issued.code, "--lang", "fr").out

    assert "Madame Awa TRAORE" in said
    assert "Comparez chaque ligne avec le papier" in said


def test_eight_signs_under_the_code_find_it(run, issued):
    signs = check_code(issued)
    done = run("authenticate", *signs.split("-"))

    assert done.code == 0, done.err
    assert "These eight signs are those of certificate 2021-BKO-01/001" in done.out
    assert "Awa TRAORE" in done.out


def test_machines_are_told_all_of_it(run, issued):
    said = run("authenticate", check_code(issued), "--json").json()

    assert (said["verdict"], said["number"], said["short"]) == ("valid", issued.number, True)
    [one] = said["certificates"]
    assert one["name"].endswith("Awa TRAORE")
    assert (one["version"], one["state"], one["code"]) == (1, "valid", check_code(issued))


@pytest.mark.parametrize(
    ("code", "verdict"), [("ABCD-EFGH", "unknown"), ("ABCD-EFG", "malformed"), ("?", "malformed")]
)
def test_what_is_not_found_is_never_called_forged(run, issued, code, verdict):
    done = run("authenticate", code, "--json")

    assert (done.code, done.json()["verdict"]) == (1, verdict)
    assert "no certificate of ours" not in run("authenticate", code).out
