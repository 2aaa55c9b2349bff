"""What a command is here: it answers in the reader's language, and it never shows a trace."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import click

from app import i18n
from app.cli.faults import USAGE, usage_sentence
from app.cli.speaking import forget_unwritten, say
from app.errors import AnswerNotWritten, AppError
from app.i18n import N_, _

STOPPED = 130
"""The exit code after Ctrl-C, as shells give it."""

_CLICKS_WORDS = (N_("[OPTIONS]"), N_("TEXT"), N_("PATH"), N_("Show this message and exit."))
"""Words of click that stand in a help text; they are translated where it is shown."""


class Lazy(NamedTuple):
    """A command that is imported when it is called: `place` is "module:name" in `app.cli`."""

    place: str
    help: str


class Told(click.Command):
    """A command whose help is told in the language of the moment.

    Its texts are marked with `N_` where they are written, at import, and translated here.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; what is wrong with it says at which command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        except BrokenPipeError:
            raise
        except OSError as error:  # the help, the version: all that is printed here
            raise AnswerNotWritten from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how to call it."""
        words = " ".join(_(piece) for piece in self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, words, prefix=_("Usage:") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what it does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_about(self))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each option."""
        options = [one for one in self.get_params(ctx) if isinstance(one, click.Option)]
        with formatter.section(_("Options:").removesuffix(":")):
            formatter.write_dl([_told(option, ctx) for option in options])


class Commands(Told, click.Group):
    """A group of commands; `--lang` is given to all of them, and errors are one sentence."""

    command_class = Told

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.no_args_is_help = False
        self.subcommand_metavar = N_("COMMAND")
        self._lazy = lazy or {}
        self.params.append(_language_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which they are used at a workshop."""
        return [*(name for name in self.commands if name not in self._lazy), *self._lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its module is imported now."""
        if cmd_name in self._lazy and cmd_name not in self.commands:
            module, _colon, name = self._lazy[cmd_name].place.partition(":")
            found: click.Command = getattr(import_module(f"app.cli.{module}"), name)
            found.help = self._lazy[cmd_name].help
            self.add_command(found, cmd_name)
        return super().get_command(ctx, cmd_name)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add `cmd`; unless it has a `--lang` of its own, one that sets how it speaks."""
        if not any("--lang" in parameter.opts for parameter in cmd.params):
            cmd.params.append(_language_option())
        super().add_command(cmd, name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each option, then one for each command."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands:").removesuffix(":")):
            formatter.write_dl([(name, self._sentence(name)) for name in self.list_commands(ctx)])

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run what `args` say, else the command line, and leave with its exit code."""
        _speak_as(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        try:
            code = super().main(args, *more, **extra)
        except click.UsageError as error:
            say(usage_sentence(error), err=True)
            code = USAGE
        except AppError as error:
            if isinstance(error, AnswerNotWritten):
                forget_unwritten()
            say(error.message, err=True)
            code = 1
        except click.Abort:
            say(_("Stopped. What was confirmed before is safe."), err=True)
            code = STOPPED
        sys.exit(code)

    def _sentence(self, name: str) -> str:
        lazy = self._lazy.get(name)
        return _(lazy.help) if lazy else _about(self.commands[name])


def command(name: str, about: str = "") -> Callable[[Callable[..., Any]], Told]:
    """Make a function a command; without `about`, what it does stands in the list of commands."""
    return click.command(name, cls=Told, help=about)


def _about(thing: click.Command | click.Option) -> str:
    text = thing.help or ""
    return _(text)


def _told(option: click.Option, ctx: click.Context) -> tuple[str, str]:
    """How the help shows `option`: its names, and what it is for."""
    names = " / ".join([*option.opts, *option.secondary_opts])
    if not option.is_flag:
        names += f" {_(option.make_metavar(ctx))}"
    about = _about(option)
    if option.required:
        about += "  [" + _("required") + "]"
    if option.show_default:
        about += "  [" + _("default: {value}").format(value=option.get_default(ctx)) + "]"
    return names, about


def _language_option() -> click.Option:
    return click.Option(
        ["--lang"],
        type=click.Choice(i18n.LANGUAGES),
        expose_value=False,
        help=N_("Language of the messages."),
    )


def _speak_as(words: Sequence[str]) -> None:
    """Speak as the last `--lang` of the line says, before anything in it can be wrong."""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        name, _equals, code = word.partition("=")
        if word == "--":
            return
        if name == "--lang" and (code or following) in i18n.LANGUAGES:
            i18n.use_language(code or following)


class Folder(click.Path):
    """A folder; an empty name, as of a variable that is not set, is not the one we are in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder's name as it was typed."""
        if not str(value).strip():
            self.fail("", param, ctx)
        return super().convert(value, param, ctx)
