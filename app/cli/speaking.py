"""How commands speak: in the language asked for, errors as one sentence, JSON on request."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

from app import i18n
from app.errors import AppError

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """Turns an AppError into one sentence on stderr and exit code 1; gives `--lang` to all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(_language_option(("fr", "en")))

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add `cmd`; unless it has a `--lang` of its own, one that sets how it speaks."""
        if not any("--lang" in parameter.opts for parameter in cmd.params):
            cmd.params.append(_language_option(("fr", "en")))
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AppError as error:
            say(error.message, err=True)
            ctx.exit(1)


def _language_option(choices: tuple[str, ...]) -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(choices),
        callback=_speak,
        expose_value=False,
        is_eager=True,
        help="Language of the messages.",
    )


def _speak(_context: click.Context, _option: click.Parameter, code: str | None) -> None:
    if code:
        i18n.use_language(code)


def paper_language(command: Command) -> Command:
    """Give a command `--lang fr|en|both` for its papers; the messages follow when it is one."""

    def follow(_context: click.Context, _option: click.Parameter, code: str | None) -> str:
        if code in i18n.LANGUAGES:
            i18n.use_language(code)
        return code or i18n.current_language()

    choice = click.Choice(("fr", "en", "both"))
    option = click.option("--lang", "language", type=choice, callback=follow, help="Language.")
    return option(command)


def say(text: str, *, err: bool = False) -> None:
    """Print a sentence."""
    click.echo(text, err=err)


def say_json(value: object) -> None:
    """Print `value` where a machine reads."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))
