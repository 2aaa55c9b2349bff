"""Every byte of a key file damaged: the right secret opens, or one right sentence says why not."""

import pytest

from app.errors import FileUnreadable, KeysDamaged, KeySlotDamaged, NewerSchema, WrongPassphrase
from app.store import vault
from app.store.key_file import Cost
from app.store.key_ring import mend
from tests.data_makers.old_keys import as_in_0_1_0

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "quatre chèvres blanches"
HONEST = (KeySlotDamaged, KeysDamaged)
ONE_BIT = (1,)
ALL = (1, 2, 4, 8, 16, 32, 64, 128, 255)


@pytest.fixture(params=[0, 1], ids=["of 0.1.0", "of now"])
def alone(tmp_path, request):
    """A key file without its second copy, its key and the recovery key."""
    path = tmp_path / "keys.json"
    key, recovery = vault.create(path, WORDS, CHEAP)
    vault.deposit(path, key, lambda key: b"sealed" + key[::-1])
    if request.param == 0:
        path.write_bytes(as_in_0_1_0(path))
    path.with_name("keys.2.json").unlink()
    return path, key, recovery


def damages(whole, masks):
    """Each byte changed by each of `masks`, then every cut."""
    for at, byte in enumerate(whole):
        for mask in masks:
            yield whole[:at] + bytes([byte ^ mask]) + whole[at + 1 :]
    for at in range(len(whole)):
        yield whole[:at]


def outcome(path, key, secret):
    """What became of `secret`: True when it opened, else the kind of the sentence."""
    try:
        assert vault.unlock(path, secret).key == key
    except (*HONEST, NewerSchema, FileUnreadable, WrongPassphrase) as error:
        return type(error)
    return True


def try_all(path, key, recovery, masks):
    """How often something opened, and how often neither secret did."""
    opened = shut = 0
    for damaged in damages(path.read_bytes(), masks):
        path.write_bytes(damaged)
        found = {outcome(path, key, secret) for secret in (WORDS, recovery)}
        assert found <= {True, *HONEST}
        assert outcome(path, key, WORDS + "s") is not True
        opened += True in found
        shut += True not in found
    return opened, shut


def test_file_of_0_1_0_opens_and_becomes_two_files(tmp_path):
    path = tmp_path / "keys.json"
    key, recovery = vault.create(path, WORDS, CHEAP)
    path.write_bytes(as_in_0_1_0(path))
    path.with_name("keys.2.json").unlink()

    opened = vault.unlock(path, WORDS)
    assert vault.unlock(path, recovery).key == opened.key == key
    assert mend(path, key, opened.by) == ()

    assert path.read_bytes() == path.with_name("keys.2.json").read_bytes()
    assert b'"version": 2' in path.read_bytes()
    assert vault.unlock(path, WORDS).key == vault.unlock(path, recovery).key == key


def test_every_bit_that_changes_is_met_with_a_way_in_or_the_right_words(alone):
    path, key, recovery = alone
    size = len(path.read_bytes())

    opened, shut = try_all(path, key, recovery, ONE_BIT)

    assert opened + shut == 2 * size
    assert opened > size  # a damaged way in leaves the other one open


def test_second_copy_makes_every_damage_harmless(tmp_path):
    path = tmp_path / "keys.json"
    key, recovery = vault.create(path, WORDS, CHEAP)

    for damaged in damages(path.read_bytes(), ONE_BIT):
        path.write_bytes(damaged)

        assert vault.unlock(path, WORDS).key == vault.unlock(path, recovery).key == key


@pytest.mark.torture
def test_every_flip_of_every_byte(alone):
    path, key, recovery = alone
    size = len(path.read_bytes())

    opened, shut = try_all(path, key, recovery, ALL)

    assert opened + shut == 10 * size
