"""Writes a golden bundle of the running release: once for every version, never again."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.exchange.keys import public_key_file
from app.exchange.seal import identity_file
from tests.app.exchange.sealed import HQ, LAPTOP, packed


def write_golden(folder: Path) -> None:
    """A small workshop as this release packs it, with the keys that open and verify it."""
    bundle = packed()
    facts = {"device": LAPTOP.id, "sha256": bundle.sha256, "payload": bundle.payload}
    folder.mkdir(parents=True)
    (folder / "bundle.emarge").write_bytes(bundle.data)
    (folder / "hq.identity").write_text(identity_file(HQ, datetime.now(UTC)), "utf-8")
    (folder / "laptop.pub").write_text(public_key_file(LAPTOP.public_key, LAPTOP.id), "utf-8")
    (folder / "facts.json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write_golden(Path(sys.argv[1]))
