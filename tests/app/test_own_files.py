"""Nothing that is written for somebody ever takes the place of an installation's own files."""

import os

import pytest

from app import paths
from app.errors import OwnFile, SecretKept
from app.files import write_file

OWN = (
    "emarge.db",
    "emarge.db-wal",
    "emarge.db-shm",
    "emarge.db.new",
    "emarge-before-m002.db",
    "emarge.witness",
    "keys.json",
    "keys.2.json",
    "keys.json.part",
    "keys.lock",
    "settings.json",
    "settings.damaged",
    "window.ini",
    "faults.log",
    "form.draft",
    "ballast",
    "installing",
    "copies/2026-03-04/emarge.db",
    "set-aside/2026-03-04/keys.json",
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A register in a folder that is not the one of the environment."""
    monkeypatch.setenv("EMARGE_HOME", str(tmp_path / "this"))
    home = tmp_path / "register"
    for name in OWN:
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(name.encode())
    return home


def refuses(path):
    with pytest.raises(OwnFile) as told:
        write_file(path, b"%PDF")
    return told.value


def untouched(home):
    return all((home / name).read_bytes() == name.encode() for name in OWN)


@pytest.mark.parametrize("name", OWN)
def test_file_of_a_register_is_never_written_over(home, name):
    said = refuses(home / name).message

    assert untouched(home)
    assert (home / name).name in said
    assert "Nothing was written. Choose another name." in said


@pytest.mark.parametrize("name", OWN)
def test_whoever_says_that_it_is_its_own_writes_it(home, name):
    write_file(home / name, b"new", own=True)

    assert (home / name).read_bytes() == b"new"


@pytest.mark.parametrize("name", ["Emarge.DB", "KEYS.JSON", "keys.2.JSON", "emarge.db::$DATA",
                                  "emarge.db.", "keys.json ", "COPIES/x/emarge.db"])  # fmt: skip
def test_another_case_or_ending_that_windows_takes_for_the_same_is_refused(home, name):
    (home / name).parent.mkdir(parents=True, exist_ok=True)

    refuses(home / name)

    assert untouched(home)


def link(home, path):
    path.symlink_to(home / "emarge.db")
    return path


def hard_link(home, path):
    os.link(home / "emarge.db", home / "liste.pdf")
    return home / "liste.pdf"


def through_folder(home, path):
    path.symlink_to(home)
    return path / "emarge.db"


def link_of_link(home, path):
    path.with_name("one").symlink_to(home / "emarge.db")
    path.symlink_to(path.with_name("one"))
    return path


def up_and_down(home, path):
    path.mkdir()
    return path / ".." / "register" / "keys.json"


def into_copies(home, path):
    path.symlink_to(home / "copies" / "2026-03-04")
    return path / "liste.pdf"


@pytest.mark.parametrize(
    "way", [link, hard_link, through_folder, link_of_link, up_and_down, into_copies]
)
def test_whatever_way_leads_there_is_refused(home, tmp_path, way):
    refuses(way(home, tmp_path / "way"))

    assert untouched(home)


def test_relative_path_is_refused(home, monkeypatch):
    monkeypatch.chdir(home / "copies")

    refuses(paths.Path("../emarge.db"))
    monkeypatch.chdir(home)
    refuses(paths.Path("emarge.db"))


def test_name_that_a_register_does_not_use_yet_is_refused(home):
    (home / "keys.2.json").unlink()

    refuses(home / "keys.2.json")

    assert not (home / "keys.2.json").exists()


def test_folder_whose_register_is_gone_but_for_its_keys_is_a_register_s(tmp_path):
    (tmp_path / "keys.2.json").touch()

    refuses(tmp_path / "emarge.db")


def test_folder_of_this_installation_is_one_before_anything_lies_there(tmp_path, monkeypatch):
    monkeypatch.setenv("EMARGE_HOME", str(tmp_path))

    refuses(tmp_path / "emarge.db")


def test_hard_link_from_elsewhere_to_this_installation_is_refused(home, tmp_path, monkeypatch):
    monkeypatch.setenv("EMARGE_HOME", str(home))
    os.link(home / "copies/2026-03-04/emarge.db", tmp_path / "liste.pdf")

    refuses(tmp_path / "liste.pdf")


def test_temporary_file_leads_nowhere_else(home, tmp_path):
    (tmp_path / "liste.pdf.part").symlink_to(home / "emarge.db")

    write_file(tmp_path / "liste.pdf", b"%PDF")

    assert untouched(home)
    assert (tmp_path / "liste.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("name", ["emarge.db", "keys.json", "ballast"])
def test_the_same_names_elsewhere_are_anybody_s(tmp_path, name):
    write_file(tmp_path / name, b"mine")

    assert (tmp_path / name).read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["about.json", "About.JSON", "about.json.part"])
def test_note_of_a_copy_is_a_register_s_wherever_the_copy_lies(tmp_path, name):
    copy = tmp_path / "stick" / "emarge-copies-0b1f22c9" / "000004-20211013-0831"
    copy.mkdir(parents=True)
    (copy / "emarge.db").write_bytes(b"")

    with pytest.raises(OwnFile):
        write_file(copy / name, b"mine")


@pytest.mark.parametrize("name", ["liste.pdf", "hq.pub", "2026-BKO-01_1.emarge", "keys.pdf"])
def test_other_files_beside_a_register_are_written(home, name):
    write_file(home / name, b"mine")

    assert (home / name).read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["n" * 300, "n\0l", "x/" * 3000 + "y"])
def test_path_that_no_drive_takes_is_nobody_s(tmp_path, name):
    assert not paths.is_own(tmp_path / name)


def test_links_in_a_circle_are_nobody_s(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert not paths.is_own(tmp_path / "a")


def test_private_file_is_its_owner_s_whatever_lay_there_before(tmp_path):
    (tmp_path / "keys").touch()
    (tmp_path / "keys").chmod(0o644)
    (tmp_path / "keys.part").touch(0o644)

    write_file(tmp_path / "keys", b"x", private=True)

    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


SECRET = b"# created: 2021-10-13\nAGE-SECRET-KEY-1QQPQYRSZ\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", SECRET.replace(b"QQPQ", b"ZZPQ")])
def test_a_secret_key_is_never_written_over_by_anything_else(tmp_path, data):
    (tmp_path / "hq.identity").write_bytes(SECRET)

    with pytest.raises(SecretKept, match="secret key"):
        write_file(tmp_path / "hq.identity", data)

    assert (tmp_path / "hq.identity").read_bytes() == SECRET
    assert [path.name for path in tmp_path.iterdir()] == ["hq.identity"]


def test_the_same_secret_key_is_written_again(tmp_path):
    (tmp_path / "hq.identity").write_bytes(SECRET)
    later = SECRET.replace(b"2021", b"2022")

    write_file(tmp_path / "hq.identity", later)

    assert (tmp_path / "hq.identity").read_bytes() == later
