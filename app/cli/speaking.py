"""How commands speak: in the language asked for, errors as one sentence, JSON on request."""

import json
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, TypeVar

import click

from app import i18n
from app.errors import AppError

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """Turns an AppError into one sentence on stderr and exit code 1; gives `--lang` to all."""

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy or {}
        self.params.append(_language_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which they are used at a workshop."""
        return [*super().list_commands(ctx), *self._lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its module is imported now."""
        if cmd_name in self._lazy and cmd_name not in self.commands:
            module, _colon, name = self._lazy[cmd_name].partition(":")
            self.add_command(getattr(import_module(f"app.cli.{module}"), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add `cmd`; unless it has a `--lang` of its own, one that sets how it speaks."""
        if not any("--lang" in parameter.opts for parameter in cmd.params):
            cmd.params.append(_language_option())
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except AppError as error:
            say(error.message, err=True)
            ctx.exit(1)


def _language_option() -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(i18n.LANGUAGES),
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
