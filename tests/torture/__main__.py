"""`python -m tests.torture`: see `playing`, which the processes of the rounds import too."""

import sys

from tests.torture.playing import main

if __name__ == "__main__":
    sys.exit(main())
