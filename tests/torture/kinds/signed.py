"""R11: whoever is trusted signs anything at all; what is typed, or lies in a small file, is odd."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import msgspec
from msgspec.structs import replace as changed_slot

from app.domain.attendance import What
from app.errors import AppError
from app.exchange.container import Label, sign_pair
from app.exchange.devices import card, read_card
from app.exchange.enrolment import Enrolment, Recipient, read_enrolment, travelling_journal
from app.exchange.keys import DeviceKey, new_device_key
from app.exchange.receipt import Acknowledged, Fate, Receipt, read_receipt
from app.exchange.seal import seal
from app.exchange.verification import verify
from app.paths import KEYS
from app.services import findings
from app.services.papers import certifying
from app.services.people import attending
from app.services.people.attending import Observation
from app.services.travelling import headquarters
from app.services.travelling.authenticating import authenticate
from app.services.travelling.consolidating import consolidate
from app.services.travelling.enrolling import own_device
from app.services.travelling.merging import merge_bundle, preview_bundle
from app.store import certificates, key_file, projection, registrations, vault, workshops
from app.store.database import Database, memory_database
from app.store.local import KnownDevice
from tests.app.exchange.journals import WORKSHOP, small_workshop
from tests.app.exchange.sealed import HQ, LAPTOP, RECIPIENTS, TRUSTED, signed, zip_of
from tests.app.services.travelling.fleet import NOW
from tests.stories.day import Day
from tests.torture.killing import CHEAP, PASSPHRASE
from tests.torture.kind import Kind, Round, Tally
from tests.torture.kinds import mutants
from tests.torture.kinds.bundles import damaged, whole
from tests.torture.kinds.hostile import text

OFFICE = replace(new_device_key(), identity=HQ)
"""Headquarters, which opens what is sealed to it and knows one laptop."""


def _bundle(chance: Random, folder: Path) -> None:
    """Signed by a laptop that is trusted: checked, taken in, and then everything is read."""
    content = damaged(zip_of(whole()), chance) if chance.random() < 0.2 else mutants.package(chance)
    data = signed(content, mutants.odd_label(chance))
    verify(data, [HQ], TRUSTED, deep=True)
    with closing(memory_database()) as db:
        laptop = KnownDevice(LAPTOP.id, "Laptop 3", LAPTOP.public_key, "C", LAPTOP.recipient)
        headquarters.trust(db, laptop, now=NOW)
        found = preview_bundle(db, OFFICE, folder / "x.emarge", data)
        merge_bundle(db, found, now=NOW)
        read_all(db)


def read_all(db: Database) -> None:
    """What any page or paper asks of a register."""
    consolidate(db)
    for workshop in workshops.all_(db):
        registrations.roster(db, workshop.id)
        findings.findings(db, workshop)
    if projection.differences(db):
        raise AssertionError("the tables do not follow from the journal")


def _enrolment(chance: Random, _folder: Path) -> None:
    data = _signed("enrolment", _enrolment_said(), chance)
    read_enrolment(data, [HQ], LAPTOP.public_key if chance.random() < 0.5 else "")


def _receipt(chance: Random, _folder: Path) -> None:
    receipt = Receipt(
        id="ab" * 16,
        n=1,
        device=LAPTOP.id,
        at="2021-10-13T08:30:00+00:00",
        bundles=(Acknowledged("cd" * 16, 1, "ef" * 32, Fate.MERGED),),
        have={WORKSHOP: {LAPTOP.id: 3}},
        digests={WORKSHOP: "01" * 32},
    )
    read_receipt(_signed("receipt", msgspec.to_builtins(receipt), chance), [HQ], TRUSTED)


@cache
def _enrolment_said() -> object:
    journal = small_workshop(a=LAPTOP.id)
    with closing(memory_database()) as db:
        device = own_device(db, LAPTOP)
    return msgspec.to_builtins(
        Enrolment(
            id="ab" * 16,
            n=1,
            at="2021-10-13T08:30:00+00:00",
            recipients=(Recipient("HQ 1", RECIPIENTS[0]),),
            devices=(device,),
            workshops=(travelling_journal(WORKSHOP, "BKO", journal.lines, journal.values),),
            gone=("cd" * 16,),
            in_place_of=device,
            letter="C",
        )
    )


def _signed(kind: str, said: object, chance: Random) -> bytes:
    """A small file with odd content, rightly signed; or rightly signed and damaged."""
    content = mutants.as_json(mutants.changed(chance, said)) + b"\n"
    label = Label(kind, "ab" * 16, LAPTOP.id, 1, LAPTOP.public_key)
    pair = sign_pair(f"{kind}.json", content, label, LAPTOP)
    data = seal(pair, RECIPIENTS) if chance.random() < 0.3 else pair
    return damaged(data, chance) if chance.random() < 0.2 else data


def _card(chance: Random, _folder: Path) -> None:
    with closing(memory_database()) as db:
        good = card(own_device(db, LAPTOP), LAPTOP.sign_raw)
    odd = text(chance, good) if chance.random() < 0.5 else _spoilt(chance, good)
    read_card(odd.encode("utf-8", "replace").decode("utf-8", "replace"))


@cache
def certified() -> tuple[Database, DeviceKey, tuple[str, ...]]:
    """A register with a certificate, its key, and what is printed: long and short."""
    day = Day(memory_database())
    person = day.welcomes("MAIGA Oumar")
    seen = [Observation(person, session.id, What.PRESENT) for session in day.sessions]
    attending.take_attendance(day.db, day.author, day.workshop, seen, now=day.now)
    certifying.issue_certificates(
        *(day.db, day.author, day.key.sign_raw, day.workshop),
        now=day.now,
        issued_on=date(2021, 10, 15),
    )
    [one] = certificates.of_workshop(day.db, day.workshop)
    [held] = authenticate(day.db, day.key, one.code).held
    return day.db, day.key, (one.code, held.code)


def _code(chance: Random, _folder: Path) -> None:
    db, key, printed = certified()
    good = chance.choice(printed)
    authenticate(db, key, text(chance, good) if chance.random() < 0.5 else _spoilt(chance, good))


def _spoilt(chance: Random, good: str) -> str:
    """One or two letters read or typed wrongly, others left out."""
    letters = list(good)
    for _ in range(chance.randint(1, 2)):
        letters[chance.randrange(len(letters))] = chance.choice("A0O1I8BzÉ٧\0-= \u00a0\ud800")
    return "".join(letters[: chance.choice((len(letters), chance.randrange(len(letters)) + 1))])


@cache
def _key_file(folder: str) -> bytes:
    made = Path(folder) / "made"
    made.mkdir()
    vault.create(made / KEYS, PASSPHRASE, CHEAP)
    return (made / KEYS).read_bytes()


def _keys(chance: Random, folder: Path) -> None:
    """Bytes are damaged; or an odd way in is written, with the check that it asks for."""
    good = _key_file(str(folder.parent))
    kind = chance.randrange(3)
    if kind == 0:
        data = damaged(good, chance)
    elif kind == 1:
        data = mutants.as_json(mutants.changed(chance, json.loads(good)))
    else:
        data = key_file.written(tuple(_odd_slot(chance, one) for one in key_file.read(good).slots))
    (folder / KEYS).write_bytes(data)
    vault.unlock(folder / KEYS, PASSPHRASE)


def _odd_slot(chance: Random, slot: key_file.Slot) -> key_file.Slot:
    name = chance.choice(("salt", "nonce", "sealed", "mark", "generation"))
    value = getattr(slot, name)
    odd = chance.randbytes(len(value)) if isinstance(value, bytes) else chance.choice((1, 1 << 53))
    return changed_slot(slot, **{name: odd})


READERS: dict[str, Callable[[Random, Path], None]] = {
    "bundle": _bundle,
    "enrolment": _enrolment,
    "code": _code,
    "receipt": _receipt,
    "bundle taken in": _bundle,
    "card": _card,
    "keys": _keys,
}


def run(given: Round) -> Tally:
    """Every reader in turn takes it, or refuses it with its own class of error."""
    tally, names = Tally(), list(READERS)
    for seed in given.seeds:
        name = names[seed % len(names)]
        tally.tried += 1
        try:
            READERS[name](Round(seed, 1, given.folder).random, given.place("in"))
        except AppError:
            tally.refused += 1
        except Exception as error:  # noqa: BLE001 - any other class is what is looked for
            tally.wrong(f"seed {seed}, {name}: {type(error).__name__}: {error}"[:200])
        else:
            tally.counts[f"{name} taken"] = tally.counts.get(f"{name} taken", 0) + 1
    return tally


KIND = Kind(
    "anything signed",
    ("R11",),
    "A laptop that is trusted signs bundles, enrolments and receipts whose entries, facts, labels "
    "and members are odd; cards, printed codes and key files are spoilt: taken in whole and "
    "readable, or refused with the one class of error.",
    run,
    step=140,
    weight=2,
)
