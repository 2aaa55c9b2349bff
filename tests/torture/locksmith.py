"""Somebody who changes the passphrase again and again, and says after each: done.

Run as `python -m tests.torture.locksmith KEYFILE FIRST LAST` by the tests that pull the plug.
"""

import sys
from pathlib import Path

from app.store import vault
from app.store.key_file import Cost
from tests.torture.clerk import say

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def passphrase(number: int) -> str:
    """What opens once the change to `number` is done."""
    return f"quatre mots numéro {number}"


def main(path: Path, first: int, last: int) -> None:
    """Change from the passphrase before `first` to `first`, and so on to `last`."""
    key = vault.unlock(path, passphrase(first - 1)).key
    for number in range(first, last + 1):
        vault.change_passphrase(path, key, passphrase(number), CHEAP)
        say(number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
