"""The newest copy opens with the key from the safe alone, or the drill says that it does not."""

import pytest

from app.errors import KeyUnreadable
from app.exchange.seal import identity_file, new_identity
from app.services.care.copies import CopyReason, make_copy
from app.services.care.drilling import prove_newest_copy
from app.services.travelling import headquarters
from tests.app.services.care.conftest import NOW, flip


@pytest.fixture
def safe(opened, tmp_path):
    """The register is headquarters' from now on; its identity in the safe."""
    here = opened()
    identity = headquarters.make_headquarters(here.db)
    here.close()
    opened().close()  # the register's key is sealed to headquarters at an opening
    (tmp_path / "safe").write_text(identity_file(identity, NOW), "utf-8")
    return tmp_path / "safe"


@pytest.fixture
def copy(opened, safe):
    here = opened()
    made = make_copy(here, CopyReason.ASKED, now=NOW)
    here.close()
    return made


def test_newest_copy_opens_with_the_safe_alone(home, safe, copy):
    proved = prove_newest_copy(home, safe)

    assert (proved.copy.path, proved.is_good) == (copy.path, True)


def test_damaged_copy_is_found(home, safe, copy):
    flip(copy.path / "emarge.db", 9000)

    assert not prove_newest_copy(home, safe).is_good


def test_key_of_somebody_else_opens_no_copy(home, copy, tmp_path):
    (tmp_path / "other").write_text(identity_file(new_identity(), NOW), "utf-8")

    assert not prove_newest_copy(home, tmp_path / "other").is_good


def test_copy_without_its_keys_is_found(home, safe, copy):
    for path in copy.path.glob("keys*"):
        path.unlink()

    assert not prove_newest_copy(home, safe).is_good


def test_no_copy_is_no_failure(home, safe):
    assert prove_newest_copy(home, safe) is None


def test_what_is_no_key_is_told(home, copy, tmp_path):
    (tmp_path / "photo").write_bytes(b"\xff\xd8")

    with pytest.raises(KeyUnreadable):
        prove_newest_copy(home, tmp_path / "photo")
