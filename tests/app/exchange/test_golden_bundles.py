"""Bundles of every released format are read for ever."""

import json
from pathlib import Path

import pytest

from app.exchange.bundle import open_bundle
from app.exchange.keys import read_public_key
from app.exchange.seal import read_identities
from tests.app.exchange.journals import WORKSHOP

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("format-*"))


def test_there_is_a_golden_bundle_of_every_format():
    assert [folder.name for folder in GOLDEN] == ["format-1.0"]


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_golden_bundle_is_read_as_it_was_written(folder):
    facts = json.loads((folder / "facts.json").read_text("utf-8"))
    trusted = {facts["device"]: read_public_key((folder / "laptop.pub").read_text("utf-8"))}
    identities = read_identities((folder / "hq.identity").read_text("utf-8"))

    opened = open_bundle((folder / "bundle.emarge").read_bytes(), identities, trusted)

    assert (opened.sha256, opened.facts.payload) == (facts["sha256"], facts["payload"])
    assert opened.facts.workshop == WORKSHOP
    assert len(opened.history.entries) == 14
    names = {secret.value for secret in opened.history.values.values() if secret.value == "Aissata"}
    assert names == {"Aissata"}
