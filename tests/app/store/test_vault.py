"""The passphrase, the recovery key and the file that holds the key between them."""

import resource
import unicodedata
from pathlib import Path

import pytest

from app.errors import (
    AlreadyInstalled,
    FileNotWritten,
    FileUnreadable,
    KeyNotDeposited,
    KeysDamaged,
    KeySlotDamaged,
    NewerSchema,
    WrongPassphrase,
)
from app.store import vault
from app.store.key_file import ByPassphrase, Cost, read, written
from app.store.key_ring import mark_of

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre chèvres blanches"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_passphrase_opens_what_it_closed(path):
    key, _ = vault.create(path, WORDS, CHEAP)

    assert len(key) == 32
    assert vault.unlock(path, WORDS).key == key


def test_two_installations_have_two_keys(tmp_path):
    first, one = vault.create(tmp_path / "a.json", WORDS, CHEAP)
    second, two = vault.create(tmp_path / "b.json", WORDS, CHEAP)

    assert first != second
    assert one != two


def test_wrong_passphrase_opens_nothing(path):
    vault.create(path, WORDS, CHEAP)

    with pytest.raises(WrongPassphrase):
        vault.unlock(path, WORDS + "s")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(unicodedata.normalize("NFD", WORDS), id="accents composed in two ways"),
        pytest.param(f"  {WORDS}\n", id="spaces around it"),
    ],
)
def test_passphrase_is_read_as_it_looks(path, typed):
    key, _ = vault.create(path, WORDS, CHEAP)

    assert vault.unlock(path, typed).key == key


def test_case_and_inner_spaces_of_a_passphrase_count(path):
    vault.create(path, WORDS, CHEAP)

    for typed in (WORDS.upper(), WORDS.replace(" ", "")):
        with pytest.raises(WrongPassphrase):
            vault.unlock(path, typed)


def test_passphrase_that_is_no_text_is_a_wrong_one(path):
    vault.create(path, WORDS, CHEAP)

    with pytest.raises(WrongPassphrase):
        vault.unlock(path, "\udcff\0")


@pytest.mark.parametrize("typed", [str, str.lower, lambda key: f" {key.replace('-', ' ')} "])
def test_recovery_key_opens_however_it_is_typed_back(path, typed):
    key, recovery = vault.create(path, WORDS, CHEAP)

    assert vault.unlock(path, typed(recovery)).key == key


def test_part_of_a_recovery_key_opens_nothing(path):
    _, recovery = vault.create(path, WORDS, CHEAP)

    with pytest.raises(WrongPassphrase):
        vault.unlock(path, recovery[:-1])


def test_recovery_key_is_six_groups_of_letters_that_are_not_misread(path):
    _, recovery = vault.create(path, WORDS, CHEAP)

    groups = recovery.split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert not set(recovery) & set("IOU0123456789")


def test_new_passphrase_replaces_the_old_one_and_keeps_the_recovery_key(path):
    key, recovery = vault.create(path, WORDS, CHEAP)
    vault.change_passphrase(path, key, "le fleuve est haut", CHEAP)

    assert vault.unlock(path, "le fleuve est haut").key == key
    assert vault.unlock(path, recovery).key == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(path, WORDS)


def test_renewed_recovery_key_replaces_the_old_one(path):
    key, old = vault.create(path, WORDS, CHEAP)
    new = vault.renew_recovery(path, key, CHEAP)

    assert vault.unlock(path, new).key == key
    assert vault.unlock(path, WORDS).key == key
    with pytest.raises(WrongPassphrase):
        vault.unlock(path, old)


def test_another_key_is_never_wrapped(path):
    key, _ = vault.create(path, WORDS, CHEAP)
    before = path.read_bytes()

    for act in (
        lambda: vault.change_passphrase(path, bytes(32), "le fleuve est haut", CHEAP),
        lambda: vault.renew_recovery(path, bytes(32), CHEAP),
        lambda: vault.deposit(path, bytes(32), bytes),
    ):
        with pytest.raises(WrongPassphrase):
            act()
    assert path.read_bytes() == before
    assert vault.unlock(path, WORDS).key == key


def test_headquarters_opens_what_was_deposited(path):
    key, _ = vault.create(path, WORDS, CHEAP)
    vault.deposit(path, key, lambda data: b"sealed" + data[::-1])
    vault.change_passphrase(path, key, "le fleuve est haut", CHEAP)

    assert vault.recover(path, lambda data: data[:5:-1]) == key
    with pytest.raises(KeyNotDeposited):
        vault.recover(path, lambda _: bytes(32))


def test_it_is_said_whether_the_recovery_key_opened_and_whether_headquarters_can(path):
    key, recovery = vault.create(path, WORDS, CHEAP)
    vault.deposit(path, key, bytes)

    assert vault.unlock(path, WORDS) == vault.Unlocked(key, False, True)
    assert vault.unlock(path, recovery) == vault.Unlocked(key, True, True)
    assert key.hex() not in repr(vault.unlock(path, WORDS))


def test_passphrase_that_looks_like_a_recovery_key_is_a_passphrase(path):
    letters = "abcde-fghjk-lmnpq-rstvw-xyzab-cdefg"
    vault.create(path, letters, CHEAP)

    assert not vault.unlock(path, letters).by_recovery_key


@pytest.mark.parametrize("room", [0, 1, 512, 700])
def test_change_that_stops_half_way_leaves_the_old_passphrase(path, room):
    key, recovery = vault.create(path, WORDS, CHEAP)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))

    try:
        with pytest.raises(FileNotWritten):
            vault.change_passphrase(path, key, "le fleuve est haut", CHEAP)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert vault.unlock(path, WORDS).key == vault.unlock(path, recovery).key == key


def test_what_a_killed_change_left_behind_is_in_nobodys_way(path):
    key, _ = vault.create(path, WORDS, CHEAP)
    path.with_name(f"{path.name}.part").write_bytes(b'{"mark": "ha')

    assert vault.unlock(path, WORDS).key == key
    vault.change_passphrase(path, key, "le fleuve est haut", CHEAP)

    assert vault.unlock(path, "le fleuve est haut").key == key
    assert sorted(one.name for one in path.parent.iterdir()) == ["keys.2.json", "keys.json"]


def test_deposit_too_large_to_be_read_again_is_not_written(path):
    key, _ = vault.create(path, WORDS, CHEAP)

    with pytest.raises(FileNotWritten):
        vault.deposit(path, key, lambda _: bytes(60_000))

    assert vault.unlock(path, WORDS) == vault.Unlocked(key, False, False)


def test_without_a_deposit_headquarters_opens_nothing(path):
    vault.create(path, WORDS, CHEAP)

    with pytest.raises(KeyNotDeposited):
        vault.recover(path, bytes)


def test_neither_key_nor_secrets_are_in_the_file(path):
    key, recovery = vault.create(path, WORDS, CHEAP)
    text = path.read_text(encoding="utf-8")

    assert key.hex() not in text
    assert WORDS not in text
    assert recovery[:5] not in text


def test_key_file_is_never_written_over(path):
    key, _ = vault.create(path, WORDS, CHEAP)

    with pytest.raises(AlreadyInstalled):
        vault.create(path, "le fleuve est haut", CHEAP)
    assert vault.unlock(path, WORDS).key == key


def test_standard_cost_is_64_mib_and_is_written_in_the_file(path):
    vault.create(path, WORDS)

    costs = {slot.cost for slot in read(path.read_bytes()).slots}
    assert costs == {Cost(64 * 1024, 3, 4)}


def test_missing_key_file_is_told(path):
    with pytest.raises(FileUnreadable):
        vault.unlock(path, WORDS)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"[]", id="another shape"),
        pytest.param(b'{"format": "other", "version": 1}', id="another program's"),
        pytest.param(b'{"format": "emarge-keys", "version": 1}', id="nothing in it"),
        pytest.param(b"[" * 60_000, id="deep"),
    ],
)
def test_file_that_holds_no_keys_is_told_and_left(path, content):
    path.write_bytes(content)

    with pytest.raises(KeysDamaged):
        vault.unlock(path, WORDS)
    assert path.read_bytes() == content


def test_file_far_too_large_is_not_read(path):
    vault.create(path, WORDS, CHEAP)
    path.write_bytes(path.read_bytes() + b" " * 70_000)
    path.with_name("keys.2.json").unlink()

    with pytest.raises(FileUnreadable):
        vault.unlock(path, WORDS)


def test_newer_key_file_is_left_to_the_newer_program(path):
    path.write_text('{"format": "emarge-keys", "version": 3, "slots": []}', encoding="utf-8")

    with pytest.raises(NewerSchema):
        vault.unlock(path, WORDS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 8 * 1024 * 1024),
        ("memory_kib", 0),
        ("passes", 1_000_000),
        ("lanes", 4_000),
        ("lanes", -1),
        ("passes", True),
        ("passes", "3"),
    ],
)
def test_file_cannot_ask_too_much_of_the_machine(path, name, value):
    key, _ = vault.create(path, WORDS, CHEAP)
    slots = [slot for slot in read(path.read_bytes()).slots if not isinstance(slot, ByPassphrase)]
    cost = Cost(**{**vars_of(CHEAP), name: value})
    asking = ByPassphrase(0, mark_of(key), cost, bytes(16), bytes(12), bytes(48))
    path.with_name("keys.2.json").unlink()

    path.write_bytes(written((asking, *slots)))

    assert read(path.read_bytes()).slots == tuple(slots)
    with pytest.raises(KeySlotDamaged):
        vault.unlock(path, WORDS)


def vars_of(cost):
    return {name: getattr(cost, name) for name in ("memory_kib", "passes", "lanes")}
