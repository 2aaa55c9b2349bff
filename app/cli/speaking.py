"""How commands speak: in the language asked for, in words or as JSON, on any console."""

import codecs
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from app import i18n
from app.domain.visible import commanding, visible
from app.errors import AnswerNotWritten
from app.i18n import N_

Command = TypeVar("Command", bound=Callable[..., Any])

SPELT = "spelt"
"""How a console that lacks a letter is to take it: see `spell`."""


def paper_language(command: Command) -> Command:
    """Give a command `--lang fr|en|both` for its papers; that of the messages when left out."""

    def follow(_context: click.Context, _option: click.Parameter, code: str | None) -> str:
        return code or i18n.current_language()

    choice = click.Choice(("fr", "en", "both"))
    about = N_("Language of the paper, and of the messages.")
    return click.option("--lang", "language", type=choice, callback=follow, help=about)(command)


def for_machine(command: Command) -> Command:
    """Give a command `--json`: its answer as one JSON object, and nothing else, on stdout."""
    about = N_("Answer in JSON, for a machine.")
    return click.option("--json", "as_json", is_flag=True, help=about)(command)


workshop_argument = click.argument("workshop", metavar=N_("WORKSHOP"))


def say(text: str, *, err: bool = False) -> None:
    """Print a sentence, in which nothing commands the terminal.

    Raises AnswerNotWritten when it found no room.
    """
    if sys.stdout is None and not err:  # it was closed before the command began
        raise AnswerNotWritten
    try:
        click.echo(visible(text, keep="\n\t"), err=err)
    except BrokenPipeError:  # whoever read has read enough: click ends the command
        raise
    except OSError as error:
        raise AnswerNotWritten from error


def shown(name: str | Path) -> str:
    """A file's or a laptop's name as it may stand in a line: a line end in it begins no other."""
    return visible(str(name))


def ask(label: str, *, hide_input: bool = False, err: bool = False) -> str:
    """What somebody types at the terminal after `label`, with `hide_input` unseen."""
    typed = click.prompt(visible(label), prompt_suffix=" ", hide_input=hide_input, err=err)
    return str(typed)


def forget_unwritten() -> None:
    """Have what found no room not be tried again, in vain, when Python ends."""
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    except (AttributeError, OSError):  # no stdout, or one that is no file
        return


def say_remark(text: str) -> None:
    """Print what to know beside the answer, where no machine reads it; nothing when empty."""
    if text:
        say(text, err=True)


def say_json(value: object) -> None:
    """Print `value` where a machine reads: in UTF-8, else in ASCII, which every console has."""
    encoding = getattr(sys.stdout, "encoding", "") or ""
    is_utf8 = encoding.lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not is_utf8, indent=2, sort_keys=True)
    for one in commanding(text) - {"\n"}:  # JSON spells the lower controls alone
        text = text.replace(one, json.dumps(one)[1:-1])
    say(text)


def spell(error: UnicodeError) -> tuple[str, int]:
    """The letters that a console lacks in those it has: « n’a » becomes "n'a", É becomes E."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii  # noqa: PLC0415 - its tables, and only for such a console

    return anyascii(error.object[error.start : error.end]) or "?", error.end


def use_console() -> None:
    """Have both streams take every text, whatever letters the console knows."""
    codecs.register_error(SPELT, spell)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=SPELT)
