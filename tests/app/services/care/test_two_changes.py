"""Two people change the passphrase at the same moment: one of them does, the other is told."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import KeysBusy, WrongPassphrase
from app.paths import KEYS
from app.services.care.installation import install
from app.services.care.recovering import change_passphrase
from app.store import vault
from app.store.key_file import Cost
from app.store.key_lock import alone

ROOT = Path(__file__).parents[4]
NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
FIRST = "quatre mots bien choisis"
ROUNDS = 25
CHANGER = """
import json, sys
from pathlib import Path
from app.errors import AppError
from app.services.care.recovering import change_passphrase
from app.store.key_file import Cost

print("ready", flush=True)
for line in sys.stdin:
    present, new = json.loads(line)
    try:
        change_passphrase(Path(sys.argv[1]), present, new, cost=Cost(64, 1, 1))
        print("changed", flush=True)
    except AppError as error:
        print(type(error).__name__, flush=True)
"""


class Changer:
    """Somebody at another terminal."""

    def __init__(self, home):
        command = [sys.executable, "-c", CHANGER, str(home)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        assert self.answer() == "ready"

    def begin(self, present, new):
        self.process.stdin.write(json.dumps([present, new]) + "\n")
        self.process.stdin.flush()

    def answer(self):
        return self.process.stdout.readline().strip()

    def end(self):
        self.process.communicate()


@pytest.fixture
def home(tmp_path):
    install(tmp_path / "register", FIRST, now=NOW, cost=CHEAP)
    return tmp_path / "register"


def test_exactly_one_of_two_changes_succeeds(home):
    both = [Changer(home), Changer(home)]
    present = FIRST

    for turn in range(ROUNDS):
        wanted = [f"le fleuve est haut {turn} {name}" for name in "ab"]
        for one, new in zip(both, wanted, strict=True):
            one.begin(present, new)
        answers = [one.answer() for one in both]

        assert answers.count("changed") == 1
        assert set(answers) <= {"changed", "KeysBusy", "PresentPassphraseWrong"}
        present = wanted[answers.index("changed")]
        assert vault.unlock(home / KEYS, present)
        with pytest.raises(WrongPassphrase):
            vault.unlock(home / KEYS, wanted[1 - answers.index("changed")])
    for one in both:
        one.end()


def test_who_comes_while_it_is_changed_is_told_and_changes_nothing(home):
    before = (home / KEYS).read_bytes()

    with alone(home), pytest.raises(KeysBusy):
        change_passphrase(home, FIRST, "le fleuve est haut", cost=CHEAP)

    assert (home / KEYS).read_bytes() == before


def test_who_died_while_changing_it_keeps_nobody_out(home):
    hold = "import sys; from pathlib import Path; from app.store.key_lock import alone\n"
    hold += "with alone(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(home)]
    pipe = subprocess.PIPE
    holder = subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=ROOT)
    holder.stdout.readline()
    with pytest.raises(KeysBusy):
        change_passphrase(home, FIRST, "le fleuve est haut", cost=CHEAP)
    holder.kill()
    holder.communicate()

    change_passphrase(home, FIRST, "le fleuve est haut", cost=CHEAP)

    assert vault.unlock(home / KEYS, "le fleuve est haut")
