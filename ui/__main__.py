"""`python -m ui`: the window, without the terminal's commands."""

import sys

from app.paths import data_folder
from ui.application import run

if __name__ == "__main__":
    sys.exit(run(data_folder(), sys.argv[1:]))
