"""What was wrong with a command line, in one sentence and with what to run next."""

from collections.abc import Sequence

import click
from click.exceptions import NoSuchCommand

from app.domain.visible import visible
from app.i18n import _, ngettext

USAGE = 64
"""The exit code of a command line that was not understood: EX_USAGE of sysexits.h."""


def usage_sentence(error: click.UsageError) -> str:
    """What was wrong, then which help to read; click's own words are for programmers."""
    said = _fault(error)
    if error.ctx is None:
        return said
    hint = _("See “{command} --help”.").format(command=error.ctx.command_path)
    return f"{said} {hint}"


def _fault(error: click.UsageError) -> str:
    match error:
        case NoSuchCommand():
            known = _commands(error.ctx)
            return _unknown(_("There is no command “{name}”."), error.command_name, known)
        case click.NoSuchOption():
            known = [name for one in _options(error.ctx) for name in one.opts]
            return _unknown(_("There is no option “{name}”."), error.option_name, known)
        case click.MissingParameter():
            return _("{name} is missing.").format(name=_name(error.param))
        case click.BadParameter():
            return _wrong_value(error.param)
        case click.BadOptionUsage():
            return _wrong_count(error)
    return _wrong_words(error.ctx)


def _unknown(said: str, name: str, known: Sequence[str]) -> str:
    """`said` of `name`, and the known name that is most like it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only after a slip

    said = said.format(name=visible(name))
    near = get_close_matches(name, known, 1)
    if not near:
        return said
    hint = _("Perhaps: {name}.").format(name=near[0])
    return f"{said} {hint}"


def _wrong_value(parameter: click.Parameter | None) -> str:
    name = _name(parameter)
    match parameter.type if parameter else None:
        case click.Choice() as choice:
            return _("{name} takes one of these: {choices}.").format(
                name=name, choices=", ".join(map(str, choice.choices))
            )
        case click.DateTime():
            return _("{name} takes a date such as {date}.").format(name=name, date="2026-03-04")
        case click.IntRange() as span:
            return _("{name} takes a whole number from {least} to {most}.").format(
                name=name, least=span.min, most=span.max
            )
    return _("The value of {name} was not understood.").format(name=name)


def _wrong_count(error: click.BadOptionUsage) -> str:
    option = next((one for one in _options(error.ctx) if error.option_name in one.opts), None)
    if option is None or option.is_flag:
        return _("{name} takes no value.").format(name=error.option_name)
    return ngettext(
        "{name} takes {n} value after it.", "{name} takes {n} values after it.", option.nargs
    ).format(name=error.option_name, n=option.nargs)


def _wrong_words(context: click.Context | None) -> str:
    known = _commands(context)
    if known:
        return _("Say which command: {commands}.").format(commands=", ".join(known))
    return _("There are words too many. Put what holds spaces between quotes.")


def _commands(context: click.Context | None) -> list[str]:
    group = context.command if context else None
    return group.list_commands(context) if context and isinstance(group, click.Group) else []


def _options(context: click.Context | None) -> list[click.Option]:
    parameters = context.command.get_params(context) if context else []
    return [one for one in parameters if isinstance(one, click.Option)]


def _name(parameter: click.Parameter | None) -> str:
    """An option as it is typed, an argument as the help calls it."""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return _(parameter.human_readable_name).rstrip("…") if parameter else ""
