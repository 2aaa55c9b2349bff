"""Running commands as a script would: their exit code, what they say, what they refuse."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli import emarge
from app.services.care.installation import install, is_installed
from app.store.key_file import Cost

PASSPHRASE = "four words for tests"
NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A register that opens at once; how dear a guess is, is tested with the vault."""


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Its standard output, read by a machine."""
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Run `emarge …` in an installation of its own, in English."""
    monkeypatch.setenv("EMARGE_PASSPHRASE", PASSPHRASE)

    def call(*arguments: object, home: Path | None = None, fresh: bool = False) -> Answer:
        before = os.environ["EMARGE_HOME"]
        place = home or Path(before)
        if not fresh and os.environ.get("EMARGE_PASSPHRASE") and not is_installed(place):
            install(place, PASSPHRASE, now=NOW, cost=CHEAP)
        monkeypatch.setenv("EMARGE_HOME", str(place))
        done = CliRunner().invoke(
            emarge, [str(one) for one in arguments], prog_name="emarge", catch_exceptions=False
        )
        monkeypatch.setenv("EMARGE_HOME", before)
        return Answer(done.exit_code, done.stdout, done.stderr)

    return call


@pytest.fixture
def workshop(run: Callable[..., Answer]) -> str:
    """The code of a new workshop in Bamako."""
    done = run(
        *("workshop", "new", "--title", "le partage d’informations", "--city", "Bamako"),
        *("--from", "2021-10-13", "--to", "2021-10-15"),
    )
    assert done.code == 0, done.err
    return "2021-BKO-01"
