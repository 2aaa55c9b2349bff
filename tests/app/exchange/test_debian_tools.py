"""What we seal, sign and pack is read by Debian's own tools, and theirs by us."""

import csv
import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.exchange.bundle import open_bundle
from app.exchange.datapackage import restored
from app.exchange.devices import Device
from app.exchange.keys import new_device_key, public_key_file, read_public_key, verify
from app.exchange.malformed import Malformed
from app.exchange.seal import identity_file, read_identities, recipient_of, seal, unseal
from app.exchange.succession import MOST, succeed, write_successions
from app.paths import resource
from tests.app.exchange.journals import small_workshop
from tests.app.exchange.sealed import HQ, LAPTOP, STRANGER, TRUSTED, label, packed

CREATED = datetime(2021, 10, 1, tzinfo=UTC)

pytestmark = pytest.mark.debian


def run(*command: str | Path, folder: Path, ok: bool = True) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is ok, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What headquarters has: its identity, the laptop's public key, the file that came."""
    (tmp_path / "hq.identity").write_text(identity_file(HQ, CREATED), "utf-8")
    (tmp_path / "laptop.pub").write_text(public_key_file(LAPTOP.public_key, LAPTOP.id), "utf-8")
    (tmp_path / "stranger.pub").write_text(public_key_file(STRANGER.public_key), "utf-8")
    (tmp_path / "b.emarge").write_bytes(packed().data)
    return tmp_path


def test_age_tar_minisign_and_unzip_open_a_bundle(folder):
    run("age", "-d", "-i", "hq.identity", "-o", "b.tar", "b.emarge", folder=folder)
    listed = run("tar", "-tf", "b.tar", folder=folder)
    run("tar", "-xf", "b.tar", folder=folder)
    told = run("minisign", "-V", "-p", "laptop.pub", "-m", "bundle.zip", folder=folder)
    run("minisign", "-V", "-p", "stranger.pub", "-m", "bundle.zip", folder=folder, ok=False)
    run("unzip", "-q", "bundle.zip", "-d", "content", folder=folder)

    assert listed.split() == ["bundle.zip.minisig", "bundle.zip"]
    assert f"Trusted comment: {label().text}" in told
    opened = open_bundle((folder / "b.emarge").read_bytes(), [HQ], TRUSTED)
    for path, data in opened.members.items():
        assert (folder / "content" / path).read_bytes() == data


def test_names_are_read_with_a_csv_reader_and_bound_by_plain_hashes(folder):
    script = resource("verify/open-bundle.sh")
    run("sh", script, "hq.identity", "laptop.pub", "b.emarge", "out", folder=folder)
    content = folder / "out" / "content"

    with (content / "tables/participants.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [restored(row["name"]) for row in csv.DictReader(file, delimiter=";")]
    package = json.loads((content / "datapackage.json").read_text("utf-8"))
    assert names == ["Aissata", "=cmd|' /C calc'!A0", "Ŋaaba Ɓello\nseconde ligne"]
    assert all(
        resource_["hash"]
        == f"sha256:{hashlib.sha256((content / resource_['path']).read_bytes()).hexdigest()}"
        for resource_ in package["resources"]
    )
    assert [path.name for path in (folder / "out").iterdir()] == ["content"]


def test_script_leaves_nothing_of_a_bundle_that_is_not_signed_by_the_laptop(folder):
    script = resource("verify/open-bundle.sh")
    run(
        *("sh", script, "hq.identity", "stranger.pub", "b.emarge", "out"),
        folder=folder,
        ok=False,
    )

    assert not (folder / "out").exists()


def test_identity_of_age_keygen_opens_what_we_seal(tmp_path):
    run("age-keygen", "-o", "hq.identity", folder=tmp_path)
    (identity,) = read_identities((tmp_path / "hq.identity").read_text("utf-8"))
    (tmp_path / "a.age").write_bytes(seal(b"names", [recipient_of(identity)]))

    assert run("age", "-d", "-i", "hq.identity", "a.age", folder=tmp_path) == "names"


def test_what_age_seals_to_us_is_opened(tmp_path):
    (tmp_path / "a").write_bytes(b"names")
    run("age", "-r", recipient_of(HQ), "-o", "a.age", "a", folder=tmp_path)

    assert unseal((tmp_path / "a.age").read_bytes(), [HQ]) == b"names"


def test_public_key_of_minisign_is_read_and_its_own_comments_are_refused(tmp_path):
    run("minisign", "-G", "-W", "-p", "m.pub", "-s", "m.key", folder=tmp_path)
    (tmp_path / "a").write_bytes(b"content")
    run("minisign", "-S", "-s", "m.key", "-m", "a", "-t", "hello", folder=tmp_path)
    key = read_public_key((tmp_path / "m.pub").read_text("utf-8"))
    signature = (tmp_path / "a.minisig").read_bytes()
    ours = signature.replace(b"signature from minisign secret key", b"signature made by Emarge")

    assert verify(b"content", ours, key) == "hello"
    with pytest.raises(Malformed):
        verify(b"content", signature, key)


def test_label_of_a_laptop_that_was_restored_often_is_not_too_long_for_minisign(folder):
    old, chain = LAPTOP, []
    for _ in range(MOST):
        new = new_device_key()
        card = Device(new.id, "Ségou 2 (restauré 10)", new.public_key, new.recipient, "C")
        chain.append(succeed(old, card, last=10, at="2021-10-14T08:00:00+00:00"))
        old = new
    payload = small_workshop(a=old.id).payload()
    data = packed(replace(payload, succession=write_successions(chain)), old).data
    (folder / "b.emarge").write_bytes(data)
    (folder / "laptop.pub").write_text(public_key_file(old.public_key), "utf-8")

    run("age", "-d", "-i", "hq.identity", "-o", "b.tar", "b.emarge", folder=folder)
    run("tar", "-xf", "b.tar", folder=folder)
    told = run("minisign", "-V", "-p", "laptop.pub", "-m", "bundle.zip", folder=folder)

    assert f"succession={write_successions(chain)}" in told
