"""What every test may ask for."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app import i18n
from app.domain.bilingual import Bilingual
from app.services.workshop import workshops as workshop_services
from app.services.writing import Author
from app.store.database import Database, memory_database
from tests.small_drive import can_mount, mounted
from ui.collecting import collect_what_is_due

settings.register_profile(
    "emarge", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)
settings.load_profile("emarge")  # a laptop that is busy with something else fails no test

NOW = datetime(2021, 10, 13, 8, 31, tzinfo=UTC)
"""Wednesday of the Bamako workshop, during the queue."""


gc.disable()  # widgets that a test left must not end in a worker's thread: see `ui.collecting`


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Collect what is due between two tests, in the thread of the window."""
    yield
    collect_what_is_due()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a drive of its own where nobody may mount one."""
    if not can_mount():
        left_out = [item for item in items if item.get_closest_marker("mount")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the register of the person who runs it."""
    monkeypatch.setenv("EMARGE_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("EMARGE_PASSPHRASE", raising=False)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test starts in English, the language of the code."""
    i18n.use_language("en")
    yield
    i18n.use_language("en")


@pytest.fixture
def db() -> Iterator[Database]:
    """An empty, migrated register in memory."""
    database = memory_database()
    yield database
    database.close()


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 8 MiB that can be filled; a test that asks for it is marked `mount`."""
    with mounted(tmp_path / "drive", 8 << 20) as folder:
        yield folder


@pytest.fixture
def author() -> Author:
    """The operator at the door, on laptop A."""
    return Author(device="aa" * 16, who="Awa", letter="A")


@pytest.fixture
def workshop_id(db: Database, author: Author) -> str:
    """Bamako, Wednesday 13 to Friday 15 October 2021, six half-days proposed."""
    draft = workshop_services.WorkshopDraft(
        code="2021-BKO-03",
        title=Bilingual("le partage d’informations", "information-sharing"),
        kind=Bilingual("atelier national", "national workshop"),
        city="Bamako",
        country="ML",
        starts_on=date(2021, 10, 13),
        ends_on=date(2021, 10, 15),
    )
    return workshop_services.create_workshop(db, author, draft, now=NOW).subject
