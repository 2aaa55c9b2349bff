"""A new passphrase, a new recovery key, and headquarters' way in."""

from datetime import UTC, datetime

import pytest

from app.errors import (
    BundleNotForUs,
    KeyNotDeposited,
    PassphraseTooWeak,
    PresentPassphraseWrong,
    WrongPassphrase,
)
from app.exchange.seal import new_identity, recipient_of
from app.paths import KEYS
from app.services.care.installation import install, open_installation
from app.services.care.recovering import (
    change_passphrase,
    open_for_headquarters,
    renew_recovery_key,
)
from app.services.travelling import headquarters
from app.store.key_file import Cost

NOW = datetime(2021, 10, 13, 8, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
OLD, NEW = "quatre mots bien choisis", "le fleuve est haut"
SAFE = new_identity()
"""Headquarters' identity, with its copy in the safe."""


@pytest.fixture
def home(tmp_path):
    return tmp_path / "register"


@pytest.fixture
def recovery(home):
    return install(home, OLD, now=NOW, cost=CHEAP)


@pytest.fixture
def enrolled(home, recovery):
    """Seal to these identities from the next opening on: `enrolled(SAFE)`."""

    def enrolled(*identities):
        here = open_installation(home, OLD)
        headquarters.set_recipients(here.db, [recipient_of(one) for one in identities])
        here.close()

    return enrolled


def opens(home, secret):
    open_installation(home, secret).close()


def give_new(home, *identities):
    open_for_headquarters(home / KEYS, identities, NEW, cost=CHEAP)


def test_new_passphrase_opens_and_the_old_one_does_not(home, recovery):
    change_passphrase(home, OLD, NEW, cost=CHEAP)

    opens(home, NEW)
    opens(home, recovery)
    with pytest.raises(WrongPassphrase):
        opens(home, OLD)


def test_recovery_key_lets_a_forgotten_passphrase_be_replaced(home, recovery):
    change_passphrase(home, recovery, NEW, cost=CHEAP)

    opens(home, NEW)
    opens(home, recovery)


def test_opening_says_which_recovery_key_opened(home, recovery):
    for secret, told in ((OLD, ""), (recovery, recovery)):
        here = open_installation(home, secret)
        here.close()

        assert here.recovery_key == told
        assert recovery not in repr(here)


def test_wrong_present_passphrase_changes_nothing(home, recovery):
    before = (home / KEYS).read_bytes()

    with pytest.raises(PresentPassphraseWrong):
        change_passphrase(home, "quatre autres mots", NEW, cost=CHEAP)

    assert (home / KEYS).read_bytes() == before


@pytest.mark.parametrize("weak", ["demo", "", "\t\u00a0\n", "bamako202600", "password1234"])
def test_weak_new_passphrase_is_refused_and_changes_nothing(home, recovery, weak):
    with pytest.raises(PassphraseTooWeak):
        change_passphrase(home, OLD, weak, cost=CHEAP)
    with pytest.raises(PassphraseTooWeak):
        open_for_headquarters(home / KEYS, [SAFE], weak, cost=CHEAP)

    opens(home, OLD)


def test_new_recovery_key_takes_the_place_of_the_old_one(home, recovery):
    new = renew_recovery_key(home, OLD)

    opens(home, new)
    with pytest.raises(WrongPassphrase):
        opens(home, recovery)


class TestHeadquarters:
    @pytest.mark.parametrize("identity", range(2))
    def test_either_of_its_keys_opens_from_the_next_opening_on(self, home, enrolled, identity):
        keys = [SAFE, new_identity()]
        enrolled(*keys)
        opens(home, OLD)

        give_new(home, keys[identity])

        opens(home, NEW)

    def test_it_opens_after_passphrase_and_recovery_key_were_changed(self, home, enrolled):
        enrolled(SAFE)
        opens(home, OLD)
        change_passphrase(home, OLD, "entre deux saisons", cost=CHEAP)
        renew_recovery_key(home, "entre deux saisons")

        give_new(home, SAFE)

        opens(home, NEW)

    def test_register_that_was_never_enrolled_stays_shut_to_it(self, home, recovery):
        with pytest.raises(KeyNotDeposited):
            give_new(home, SAFE)

        opens(home, OLD)

    def test_somebody_else_s_key_opens_nothing(self, home, enrolled):
        enrolled(SAFE)
        opens(home, OLD)
        before = (home / KEYS).read_bytes()

        with pytest.raises(BundleNotForUs):
            give_new(home, new_identity())

        assert (home / KEYS).read_bytes() == before

    def test_another_headquarters_takes_the_place_of_the_first(self, home, enrolled):
        other = new_identity()
        enrolled(SAFE)
        enrolled(other)
        opens(home, OLD)

        with pytest.raises(BundleNotForUs):
            give_new(home, SAFE)
        give_new(home, other)

    def test_nothing_is_written_again_while_its_keys_are_the_same(self, home, enrolled):
        enrolled(SAFE)
        opens(home, OLD)
        before = (home / KEYS).read_bytes()

        opens(home, OLD)

        assert (home / KEYS).read_bytes() == before

    def test_key_file_put_back_from_before_is_given_the_deposit_again(self, home, enrolled):
        before = (home / KEYS).read_bytes()
        enrolled(SAFE)
        opens(home, OLD)
        (home / KEYS).write_bytes(before)

        opens(home, OLD)

        give_new(home, SAFE)

    def test_drive_that_refuses_the_deposit_keeps_nobody_out(self, home, enrolled):
        enrolled(SAFE)
        blocked = home / f"{KEYS}.part"
        blocked.mkdir()
        opens(home, OLD)
        with pytest.raises(KeyNotDeposited):
            give_new(home, SAFE)

        blocked.rmdir()
        opens(home, OLD)

        give_new(home, SAFE)

    def test_weak_passphrase_is_refused_here_too(self, home, enrolled):
        with pytest.raises(PassphraseTooWeak):
            open_for_headquarters(home / KEYS, [SAFE], "demo", cost=CHEAP)
