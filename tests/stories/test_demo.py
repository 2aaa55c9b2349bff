"""`emarge demo`: what it leaves, and what it says."""

from itertools import permutations

import pytest

from app.services.care.installation import open_installation
from app.services.examples import demonstrating
from app.services.travelling import receiving
from app.services.travelling.headquarters import make_headquarters
from app.store import entries, local
from app.store.database import memory_database

ENGLISH = (
    "These two sessions gathered 56 participants (25 in Niamey and 31 in Bamako), "
    "including 9 women."
)
FRENCH = "Ces deux sessions ont réuni 56 participants (25 à Niamey et 31 à Bamako), dont 9 femmes."
BY_COUNTRY = "56 participants (25 au Niger et 31 au Mali), dont 9 femmes"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder of a demonstration that was run twice, and what the second run said."""
    out = tmp_path_factory.mktemp("demo")
    list(demonstrating.demonstrate(out, "demo"))
    return out, list(demonstrating.demonstrate(out, "demo"))


def test_the_sentences_come_out_by_themselves(demo):
    out, said = demo
    french, english = ((out / f"report.{code}.txt").read_text("utf-8") for code in ("fr", "en"))

    assert FRENCH in french.splitlines()
    assert BY_COUNTRY in french.splitlines()
    assert "11 participants et 2 observateurs" in french.splitlines()
    assert ENGLISH in english.splitlines()
    assert "11 participants and 2 observers" in english.splitlines()
    assert ENGLISH in "\n".join(said)


def test_everything_promised_is_there(demo):
    out, _said = demo

    for place in ("niamey", "bamako", "hq"):
        assert (out / place / "emarge.db").exists()
        assert (out / "keys" / f"{place}.pub").exists()
    assert (out / "keys" / "hq.identity").read_text("utf-8").startswith("# created:")
    assert len(list((out / "bundles").glob("*.emarge"))) == 3
    assert len(list((out / "documents").glob("*-sheet.pdf"))) == 9
    assert len(list((out / "documents").glob("*-certificates.pdf"))) == 9
    assert (out / "register.xlsx").read_bytes().startswith(b"PK")


def test_an_installation_opens_and_is_whole(demo):
    out, _said = demo

    here = open_installation(out / "niamey", "demo")
    try:
        assert here.db.damage() == []
    finally:
        here.close()


def test_bundles_merged_in_any_order_and_twice_give_one_state(demo):
    out, _said = demo
    hq = open_installation(out / "hq", "demo")
    try:
        identity, devices = make_headquarters(hq.db), local.devices(hq.db)
        expected = entries.state_digest(hq.db)
    finally:
        hq.close()
    files = sorted((out / "bundles").glob("*.emarge"))
    digests = set()
    for order in permutations(files):
        db = memory_database()
        local.keep(db, "hq_identity", identity)
        for device in devices:
            local.add_device(db, device, "2021-11-22")
        done = receiving.receive_all(db, hq.key, [*order, *order], now=demonstrating.NOW)
        digests.add(entries.state_digest(db))
        db.close()

        assert [one.state for one in done.files] == ["merged"] * 3 + ["known"] * 3
    assert digests == {expected}


def test_no_word_of_a_person_is_readable_on_the_disk(demo):
    out, _said = demo
    hidden = [*(out / "niamey").iterdir(), *(out / "bamako").iterdir(), *(out / "hq").iterdir()]
    hidden += (out / "bundles").iterdir()

    for path in hidden:
        data = path.read_bytes()
        assert b"COULIBALY" not in data, path.name
        assert "TRAORÉ".encode() not in data, path.name
