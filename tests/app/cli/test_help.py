"""The help and what is said of a slip on the command line, in the language asked for."""

import re

import click
import pytest

from app import i18n
from app.cli import emarge
from app.domain.registration import Category
from app.domain.workshop import Role
from app.i18n import _

ENGLISH = re.compile(r"Usage:|\bOptions:|Commands:|\[required\]|\[default: |Show |\bTEXT\b|PATH")


def commands(group=emarge, before=()):
    """Every command and group, by the words that call it."""
    yield before
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name)


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_every_help_is_in_french_where_french_is_asked_for(run, words):
    done = run(*words, "--help", "--lang", "fr")

    assert done.code == 0
    assert done.out.startswith("Utilisation\N{NO-BREAK SPACE}: emarge")
    assert "Options\N{NO-BREAK SPACE}:" in done.out
    assert ENGLISH.findall(done.out) == []


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(words):
    command, context = emarge, click.Context(emarge)
    for word in words:
        command = command.get_command(context, word)
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    texts = [command.help, *(option.help for option in options)]
    i18n.use_language("fr")

    assert [text for text in texts if not text or _(text) == text] == []


def test_help_follows_the_language_wherever_it_stands_on_the_line(run):
    before = run("--lang", "fr", "register", "--help")
    after = run("register", "--help", "--lang=fr")
    english = run("register", "--lang", "en", "--help")

    assert before.out == after.out
    assert "Le nom à imprimer.  [obligatoire]" in after.out
    assert "The name to print.  [required]" in english.out


def test_help_follows_the_language_of_the_installation_otherwise(run):
    i18n.use_language("fr")

    assert "feuilles de présence" in run("sheets", "--help").out


def test_the_list_of_commands_imports_none_of_them(run):
    known = set(emarge.commands)

    run("--help")

    assert set(emarge.commands) == known


def test_the_help_names_every_category_and_role(run):
    register, partner = run("register", "--help").out, run("workshop", "add-partner", "--help").out

    assert [one.value for one in Category if one.value not in register] == []
    assert [one.value for one in Role if one.value not in partner] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["nothing"], "no command “nothing”", id="unknown command"),
        pytest.param(["registre"], "Perhaps: register.", id="almost a command"),
        pytest.param(["hq", "nothing"], "no command “nothing”", id="unknown command of a group"),
        pytest.param(["--nothing"], "no option “--nothing”", id="unknown option"),
        pytest.param(["register", "x", "--nme"], "Perhaps: --name.", id="almost an option"),
        pytest.param(["register"], "WORKSHOP is missing", id="missing argument"),
        pytest.param(["hq", "enrol", "--out", "x"], "CARD is missing", id="missing arguments"),
        pytest.param(["register", "x"], "--name is missing", id="missing option"),
        pytest.param(["hq"], "keygen, enrol, merge, report", id="missing command"),
        pytest.param(["roster", "a", "b"], "words too many", id="a word too many"),
        pytest.param(["verify", "x", "--deep=1"], "--deep takes no value", id="value of a flag"),
        pytest.param(["verify", "x", "--signer", "y"], "takes 2 values", id="half a pair"),
        pytest.param(["check", "--lang"], "--lang takes 1 value", id="no value"),
        pytest.param(["check", "--lang", "xx"], "takes one of these: fr, en", id="no such choice"),
        pytest.param(
            ["sheets", "x", "--out", "y", "--blank-rows", "99"], "from 0 to 20", id="no such number"
        ),
        pytest.param(
            ["certificates", "x", "--out", "y", "--number", "a"], "whole number", id="no number"
        ),
        pytest.param(
            ["workshop", "new", "--city", "x", "--from", "2026-02-31"],
            "a date such as 2026-03-04",
            id="no such day",
        ),
    ],
)
def test_a_slip_on_the_line_is_one_line_on_stderr_with_a_code_of_its_own(run, words, said):
    done = run(*words)

    assert (done.code, done.out) == (64, "")
    assert said in done.err
    assert re.fullmatch(r"[^\n]+ See “emarge[^\n]* --help”\.\n", done.err)


def test_a_slip_is_told_in_french_though_the_language_comes_after_it(run):
    done = run("register", "--nme", "--lang", "fr")

    assert done.code == 64
    assert "Il n’y a pas d’option" in done.err
    assert "Voir" in done.err


def test_an_unknown_signer_and_a_slip_have_different_codes(run):
    assert run("verify").code not in range(5)
