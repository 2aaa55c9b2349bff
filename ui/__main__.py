"""`emarge-window` and `python -m ui`: the window, without loading the terminal's commands."""

import sys

from app.memory import keep_to_itself
from app.paths import data_folder
from ui.application import run


def main() -> None:
    """Open the window on this computer's installation."""
    keep_to_itself()
    sys.exit(run(data_folder(), sys.argv[1:]))


if __name__ == "__main__":
    main()
