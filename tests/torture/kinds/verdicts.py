"""R10: what comes twice, late, out of order, from a copied laptop, for or from somebody else."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import (
    AppError,
    BundleForked,
    BundleNotForUs,
    CardMisplaced,
    DigitsMissing,
    EnrolmentMisnamed,
    EnrolmentOfAnother,
    EnrolmentOlder,
    EnrolmentTwice,
    HeadquartersEnrolsItself,
    LaptopRestored,
    LaptopRestoredTwice,
    LaptopSucceeded,
    NameUsed,
    ReceiptMisnamed,
    SignerUnknown,
)
from app.exchange.bundle import Payload, pack
from app.exchange.container import Label, read_pair, sign_pair
from app.exchange.enrolment import read_enrolment, write_enrolment
from app.exchange.keys import DeviceKey, new_device_key
from app.exchange.seal import seal, unseal
from app.services.travelling import enrolling, headquarters
from app.services.travelling.merging import BundlePreview
from app.services.travelling.receiving import preview_file
from app.store import entries, local
from app.store.local import BundleState
from tests.app.exchange.journals import small_workshop
from tests.app.services.travelling.fleet import Machine
from tests.torture.kind import Kind, Round, Tally
from tests.torture.teams import Fleet, fleet


@dataclass(frozen=True, slots=True)
class Came:
    """A file that comes to somebody; `more` is what only the row can see went wrong."""

    at: Machine
    path: Path
    more: Callable[[], str] = str


@dataclass(frozen=True, slots=True)
class Row:
    """How a file comes about, and its verdict: an error, or how it is taken in.

    `is_late` where it is noted that it came, and brings nothing.
    """

    prepare: Callable[[Fleet], Came]
    verdict: type[AppError] | None = None
    is_new: bool = False
    is_late: bool = False


def _first(here: Fleet) -> Came:
    return Came(here.office, here.sends())


def _again(here: Fleet) -> Came:
    path = here.sends()
    here.office.receives(path)
    return Came(here.office, here.put(path.read_bytes()))


def _older(here: Fleet) -> Came:
    """Late: all that it holds came with a later one, which holds the full history."""
    late = here.sends()
    here.office.receives(here.sends())
    return Came(here.office, late)


def _gap(here: Fleet) -> Came:
    here.office.receives(here.sends())
    here.sends()
    path = here.sends()
    found = preview_file(here.office.db, here.office.key, path)
    is_told = isinstance(found, BundlePreview) and found.missing == (found.opened.facts.n - 1,)
    return Came(here.office, path, lambda: "" if is_told else "the missing one is not named")


def _no_memory(here: Fleet) -> Came:
    """Headquarters begins again from a copy of before anything came: the last one brings all."""
    empty = here.office.restored("Dakar again")
    for _ in range(2):
        here.office.receives(here.sends())
    path = here.sends()
    return Came(empty, path, lambda: _is_all_there(empty, here.laptop))


def _is_all_there(at: Machine, of: Machine) -> str:
    same = entries.state_digest(at.db, of.workshop) == entries.state_digest(of.db, of.workshop)
    return "" if same else "something of the workshop is missing"


def _fork(here: Fleet) -> Came:
    here.office.receives(here.sends())
    twin = here.laptop.restored("twin")
    here.office.receives(here.sends())
    return Came(here.office, here.sends(twin))


def _after_fork(here: Fleet) -> Came:
    forked = _fork(here)
    with suppress(BundleForked):
        here.office.receives(forked.path)
    return Came(here.office, here.sends(here.laptop.twins[-1]))


def _restored(here: Fleet) -> Came:
    here.office.receives(here.sends())
    return _sent_by_restored(here, "copy")


def _sent_by_restored(here: Fleet, name: str) -> Came:
    twin = here.laptop.restored(name)
    twin.is_restored()
    return Came(here.office, here.sends(twin))


def _restored_twice(here: Fleet) -> Came:
    here.office.receives(_restored(here).path, accept=True)
    return _sent_by_restored(here, "another copy")


def _succeeded(here: Fleet) -> Came:
    here.office.receives(_restored(here).path, accept=True)
    return Came(here.office, here.sends())


def _for_another(here: Fleet) -> Came:
    here.other_office()
    path = here.sends()
    return Came(here.laptop.twins[-1], path)


def _passed_on(here: Fleet) -> Came:
    """Whoever may open it seals it again, to somebody for whom it was not made."""
    other, path = here.other_office(), here.sends()
    signed = unseal(path.read_bytes(), headquarters.identities(here.office.db, here.office.key))
    to_other = headquarters.enrolled_recipients(other.db)
    return Came(other, here.put(seal(signed, to_other)))


def _of_stranger(here: Fleet) -> Came:
    return Came(here.office, here.put(_packed(here, new_device_key())))


def _of_foreign_device(here: Fleet) -> Came:
    """The id of a laptop that is known, under a key that is not."""
    foreign = replace(new_device_key(), id=here.colleague.key.id)
    return Came(here.office, here.put(_packed(here, foreign)))


def _in_our_name(here: Fleet) -> Came:
    """A colleague tells, of us, what we never wrote."""
    told = small_workshop(a=here.office.key.id).payload()
    return Came(here.office, here.put(_packed(here, here.colleague.key, told)))


def _packed(here: Fleet, key: DeviceKey, payload: Payload | None = None) -> bytes:
    told = payload or small_workshop(a=key.id).payload()
    return pack(told, key, headquarters.enrolled_recipients(here.office.db)).data


def _signed_as_receipt(here: Fleet) -> Came:
    """What a colleague signs is no receipt of headquarters."""
    here.office.receives(here.sends())
    laptop = here.laptop
    pair = unseal(here.receipt().read_bytes(), [laptop.key.identity])
    said = read_pair("receipt", "receipt.json", pair)
    label = Label("receipt", said.label.id, here.colleague.key.id, 9, here.colleague.key.public_key)
    data = sign_pair("receipt.json", said.content, label, here.colleague.key)
    return Came(laptop, here.put(data, ".receipt"))


def _enrolment_again(here: Fleet) -> Came:
    return Came(
        here.laptop, here.put((here.office.folder / "enrolment").read_bytes(), ".enrolment")
    )


def _enrolment_older(here: Fleet) -> Came:
    old = _enrolment_again(here)
    here.office.enrols(here.laptop, here.colleague)
    return old


def _enrolment_twice(here: Fleet) -> Came:
    data = (here.office.folder / "enrolment").read_bytes()
    said = replace(read_enrolment(data, []).enrolment, at="2021-10-13T09:00:00+00:00")
    return Came(here.laptop, here.put(write_enrolment(said, here.office.key), ".enrolment"))


def _enrolment_of_another(here: Fleet) -> Came:
    here.other_office()
    return Came(here.laptop, here.put((here.folder / "of-another").read_bytes(), ".enrolment"))


def _enrolment_unheard(here: Fleet) -> Came:
    """A laptop that follows nobody yet, and nobody who compared the digits."""
    new = Machine("Gao", here.folder)
    here.laptop.twins.append(new)
    return Came(new, _enrolment_again(here).path)


def _enrolment_to_office(here: Fleet) -> Came:
    return Came(here.office, _enrolment_again(here).path)


def _enrolment_misnamed(here: Fleet) -> Came:
    return Came(here.laptop, here.put((here.office.folder / "enrolment").read_bytes()))


def _receipt(here: Fleet) -> Came:
    here.office.receives(here.sends())
    return Came(here.laptop, here.receipt())


def _receipt_again(here: Fleet) -> Came:
    first = _receipt(here)
    here.laptop.receives(first.path)
    return first


def _receipt_older(here: Fleet) -> Came:
    """What is safe stays so, whichever receipt is read last."""
    old = _receipt(here)
    here.office.receives(here.sends())
    here.laptop.receives(here.receipt())
    return old


def _receipt_of_another(here: Fleet) -> Came:
    return Came(here.colleague, _receipt(here).path)


def _receipt_for_copied_laptop(here: Fleet) -> Came:
    """Of the files of its twin, a copied laptop learns nothing of its own."""
    here.office.receives(here.sends())
    twin = here.laptop.restored("twin")
    here.sends(twin)
    here.office.receives(here.sends())

    def is_unsure() -> str:
        *_, last = local.bundles(twin.db, local.Direction.OUT)
        return "" if last.state is BundleState.COPIED else "a file of the twin counts as safe"

    return Came(twin, here.receipt(), is_unsure)


def _receipt_misnamed(here: Fleet) -> Came:
    return Came(here.laptop, here.put(_receipt(here).path.read_bytes()))


def _card(here: Fleet) -> Came:
    enrolling.write_card(here.colleague.db, here.colleague.key, here.folder / "one.card")
    return Came(here.office, here.put((here.folder / "one.card").read_bytes()))


TABLE: dict[str, Row] = {
    "a bundle": Row(_first, is_new=True),
    "the same again": Row(_again),
    "an older one": Row(_older, is_late=True),
    "one after a gap": Row(_gap, is_new=True),
    "headquarters without memory": Row(_no_memory, is_new=True),
    "a fork": Row(_fork, BundleForked),
    "one after a fork": Row(_after_fork, BundleForked),
    "a restored laptop": Row(_restored, LaptopRestored),
    "a laptop restored twice": Row(_restored_twice, LaptopRestoredTwice),
    "a laptop that was succeeded": Row(_succeeded, LaptopSucceeded),
    "sealed to another": Row(_for_another, BundleNotForUs),
    "passed on to another": Row(_passed_on, BundleNotForUs),
    "of a stranger": Row(_of_stranger, SignerUnknown),
    "under a foreign id": Row(_of_foreign_device, SignerUnknown),
    "in our own name": Row(_in_our_name, NameUsed),
    "a card": Row(_card, CardMisplaced),
    "an enrolment again": Row(_enrolment_again),
    "an older enrolment": Row(_enrolment_older, EnrolmentOlder),
    "two enrolments of one number": Row(_enrolment_twice, EnrolmentTwice),
    "another’s enrolment": Row(_enrolment_of_another, EnrolmentOfAnother),
    "an enrolment that nobody heard": Row(_enrolment_unheard, DigitsMissing),
    "an enrolment to headquarters": Row(_enrolment_to_office, HeadquartersEnrolsItself),
    "an enrolment named as a bundle": Row(_enrolment_misnamed, EnrolmentMisnamed),
    "a receipt": Row(_receipt, is_new=True),
    "a receipt again": Row(_receipt_again),
    "an older receipt": Row(_receipt_older),
    "another’s receipt": Row(_receipt_of_another, BundleNotForUs),
    "a receipt for a copied laptop": Row(_receipt_for_copied_laptop, is_new=True),
    "a receipt by a colleague": Row(_signed_as_receipt, SignerUnknown),
    "a receipt named as a bundle": Row(_receipt_misnamed, ReceiptMisnamed),
}
"""Every verdict that is promised; with those of any order see `histories`."""


def run(given: Round) -> Tally:
    """One row for each seed, after as many honest files as chance says; each comes twice."""
    tally, names = Tally(), list(TABLE)
    for seed in given.seeds:
        chance, name = Round(seed, 1, given.folder).random, names[seed % len(names)]
        row = TABLE[name]
        folder = given.place("fleet")
        with fleet(folder) as here:
            for _ in range(chance.randrange(3) if seed >= len(names) else 0):
                here.office.receives(here.sends())
            tally.tried += 1
            tally.counts[name] = tally.counts.get(name, 0) + 1
            judge(tally, row, row.prepare(here), f"seed {seed}, {name}")
        shutil.rmtree(folder)
    return tally


def state(at: Machine) -> tuple[object, ...]:
    """What may not change when a file is refused, or comes again."""
    return (
        entries.state_digest(at.db),
        entries.count(at.db),
        sorted(map(repr, local.devices(at.db))),
        headquarters.enrolled_recipients(at.db),
        headquarters.followed(at.db),
        [
            (way, one.device, one.number, one.sha256, one.state)
            for way in local.Direction
            for one in local.bundles(at.db, way)
            if one.state is not BundleState.QUARANTINED
        ],
    )


def judge(tally: Tally, row: Row, came: Came, about: str) -> None:
    """The verdict is the one that is promised, twice, and nothing changes that should not."""
    for is_first in (True, False):
        before = state(came.at)
        found, count = _handed_in(came)
        is_changed = state(came.at) != before
        wanted = ((row.is_new or row.is_late) and is_first, row.is_new and is_first)
        if found is not row.verdict:
            tally.silent += found is None
            tally.wrong(f"{about}: {_name(found)} instead of {_name(row.verdict)}")
        elif (is_changed, count > 0) != wanted:
            tally.silent += is_changed
            tally.wrong(f"{about}: brought {count}, {'changed' if is_changed else 'the same'}")
        tally.refused += found is not None and is_first
    if wrong := came.more():
        tally.lost += 1
        tally.wrong(f"{about}: {wrong}")


def _handed_in(came: Came) -> tuple[type[AppError] | None, int]:
    try:
        return None, came.at.receives(came.path).count
    except AppError as error:
        return type(error), 0


def _name(verdict: type[AppError] | None) -> str:
    return verdict.__name__ if verdict else "taken in"


KIND = Kind(
    "verdicts",
    ("R10",),
    "Bundles, enrolments, receipts and cards that come twice, late, out of order, from a copied, "
    "restored or unknown laptop, for or by somebody else: each with its own verdict, and nothing "
    "is changed that should not be, the second time either.",
    run,
    step=15,
)
