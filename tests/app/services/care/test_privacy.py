"""What lies in an installation's folder is its owner's alone."""

from datetime import UTC, datetime

from app.services.care.installation import install, open_installation
from app.services.care.privacy import tighten
from app.store.key_file import Cost

NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre mots bien choisis"


def mode(path):
    return path.stat().st_mode & 0o7777


def modes(home):
    return {mode(path) for path in home.iterdir() if path.is_file()}


def test_new_folder_and_its_files_are_private(tmp_path):
    install(tmp_path / "home", WORDS, now=NOW, cost=CHEAP)
    here = open_installation(tmp_path / "home", WORDS)

    assert mode(tmp_path / "home") == 0o700
    assert modes(tmp_path / "home") == {0o600}
    here.close()


def test_folder_that_others_could_read_is_tightened(tmp_path):
    home = tmp_path / "home"
    install(home, WORDS, now=NOW, cost=CHEAP)
    (home / "copies").mkdir()
    (home / "window.ini").touch()
    for path in (home, *home.iterdir()):
        path.chmod(0o755 if path.is_dir() else 0o644)

    open_installation(home, WORDS).close()

    assert mode(home) == mode(home / "copies") == 0o700
    assert modes(home) == {0o600}


def test_what_is_not_ours_keeps_its_mode(tmp_path):
    (tmp_path / "liste.pdf").touch(0o644)
    (tmp_path / "liste.pdf").chmod(0o644)

    tighten(tmp_path)

    assert mode(tmp_path / "liste.pdf") == 0o644


def test_folder_that_is_shared_on_purpose_keeps_its_mode_and_its_files_do_not(tmp_path):
    for bits in (0o1777, 0o2770):
        tmp_path.chmod(bits)
        (tmp_path / "emarge.db").touch()
        (tmp_path / "emarge.db").chmod(0o644)

        tighten(tmp_path)

        assert mode(tmp_path) == bits
        assert mode(tmp_path / "emarge.db") == 0o600
    tmp_path.chmod(0o700)


def test_home_of_the_user_keeps_its_mode(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    (tmp_path / "user").mkdir()
    for folder in (tmp_path, tmp_path / "user"):
        folder.chmod(0o755)

        tighten(folder)

        assert mode(folder) == 0o755
