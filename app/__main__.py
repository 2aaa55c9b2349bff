"""`emarge`: the window, or a command; in a frozen build also the confined reader of lists."""

import sys

from app.exchange.confinement import GUARD_ARGUMENT
from app.memory import keep_to_itself

_STOPPED = 130
"""The exit code after Ctrl-C, as shells give it."""


def main() -> None:
    """Run what the command line says; Ctrl-C ends it calmly, even while it is starting."""
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(_STOPPED)


def _run() -> None:
    keep_to_itself()
    if sys.argv[1:2] == [GUARD_ARGUMENT]:
        from app.exchange.guarded import main as run  # noqa: PLC0415 - the child reads, no more
    else:
        from app.cli import main as run  # noqa: PLC0415 - the child must start light
    run()


if __name__ == "__main__":
    main()
