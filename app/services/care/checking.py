"""Checking that the register is whole, and that its tables say what the journal says."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.findings import Kind
from app.domain.journal import broken_links, missing, twins, value_hash
from app.services.findings import counted, findings
from app.services.progress import Progress, ignore_progress
from app.store import entries, hearsay, projection, workshops
from app.store.database import Database


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found.

    `gaps` counts entries that other laptops have not sent yet, `twins` the laptops that were
    copied or restored and of which both histories are kept: neither is a fault. `findings` says
    how much else wants a person, by kind.
    """

    damage: tuple[str, ...]
    entries: int
    digest: str
    broken: tuple[str, ...] = ()
    gaps: int = 0
    wrong_values: int = 0
    differences: tuple[tuple[str, str], ...] = ()
    conflicts: int = 0
    twins: int = 0
    is_deep: bool = False
    findings: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong; conflicts and gaps want a person, but nothing is lost."""
        return self.has_whole_journal and not self.differences

    @property
    def has_whole_journal(self) -> bool:
        """Whether the tables can be written again from the journal, should they differ."""
        return not (self.damage or self.broken or self.wrong_values)


def check(db: Database, *, deep: bool = False, progress: Progress = ignore_progress) -> Check:
    """Verify the pages and the journal; with `deep` also every value and every row."""
    damage = tuple(db.damage())
    found, secrets = entries.all_entries(db)
    digest = entries.state_digest(db)
    progress(1, 3)
    broken = tuple(sorted({*broken_links(found), *entries.misnamed(db)}))
    gaps = sum(len(numbers) for numbers in missing(found).values())
    told = hearsay.tellers(db)
    doubled = set(twins([entry for entry in found if entry.id not in told]))
    devices = {entry.device for entry in found if entry.id in doubled}
    shallow = Check(
        damage,
        len(found),
        digest,
        broken,
        gaps,
        conflicts=len(entries.conflicts(db)),
        twins=len(devices),
        findings=_findings(db) if not (damage or broken) else {},
    )
    if not deep:
        return shallow
    wrong = sum(
        value_hash(secret) != change.hash
        for entry in found
        for position, change in enumerate(entry.changes)
        if (secret := secrets.get((entry.id, position)))
    )
    progress(2, 3)
    differences = tuple(projection.differences(db))
    progress(3, 3)
    return replace(shallow, wrong_values=wrong, differences=differences, is_deep=True)


def repair(db: Database) -> None:
    """Write every table again from the journal, which alone counts and stays as it is."""
    projection.rebuild(db)


def _findings(db: Database) -> Mapping[Kind, int]:
    return counted(one for workshop in workshops.all_(db) for one in findings(db, workshop))
