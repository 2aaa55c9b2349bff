"""The disks that a power cut may leave, from a recording.

A file's bytes are safe up to its last sync. Of what was written since, any sectors may have
arrived; a grown file may have its new size and not its new bytes. Names are safe, in order, at
any sync, as a journalling file system has it, or (`strict`) only when the folder itself is
synced. A disk that `lies` takes no sync seriously.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.torture.recording import Confirmed, Named, Step, Synced, Wrote

SECTOR = 512
KEEPINGS = ("nothing", "everything", "beginning", "some")


@dataclass(frozen=True, slots=True)
class Disk:
    """What is found when the power is back, and what the user had been told."""

    files: dict[str, bytes]
    confirmed: str


@dataclass
class _File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Wrote] = field(default_factory=list)

    def sync(self) -> None:
        for write in self.pending:
            _apply(self.safe, write)
        self.pending.clear()


@dataclass(frozen=True, slots=True)
class PowerCut:
    """When the power goes (after `after` steps), and what the disk is like."""

    after: int
    keeping: str
    strict: bool = False
    lies: bool = False


def disk_after(
    steps: Sequence[Step], cut: PowerCut, random: Random, before: Mapping[str, bytes]
) -> Disk:
    """One disk that `cut` may leave of `steps`, that began with the files `before`."""
    files = {n: _File(bytearray(before[name])) for n, name in enumerate(sorted(before))}
    names = {name: n for n, name in enumerate(sorted(before))}
    waiting: list[Named] = []
    confirmed = ""
    for step in steps[: cut.after]:
        if isinstance(step, Confirmed):
            confirmed += step.text
        elif isinstance(step, Named):
            waiting.append(step)
            if step.file is not None:
                files.setdefault(step.file, _File())
        elif isinstance(step, Wrote):
            files[step.file].pending.append(step)
        elif not cut.lies:
            _sync(step, files, names, waiting, cut.strict)
    for step in _kept_names(waiting, cut, random):
        _rename(names, step)
    found = {name: _found(files[n], cut.keeping, random) for name, n in names.items()}
    return Disk(found, confirmed)


def _sync(
    step: Synced,
    files: Mapping[int, _File],
    names: dict[str, int],
    waiting: list[Named],
    strict: bool,
) -> None:
    if step.file is not None:
        files[step.file].sync()
    if step.file is None or not strict:
        for name in waiting:
            _rename(names, name)
        waiting.clear()


def _rename(names: dict[str, int], step: Named) -> None:
    names.pop(step.before, None)
    if step.file is None:
        names.pop(step.path, None)
    else:
        names[step.path] = step.file


def _kept_names(waiting: Sequence[Named], cut: PowerCut, random: Random) -> Sequence[Named]:
    if cut.keeping == "nothing":
        return []
    if cut.keeping == "everything":
        return waiting
    if cut.strict:
        return [step for step in waiting if random.random() < 0.5]
    return waiting[: random.randint(0, len(waiting))]


def _found(file: _File, keeping: str, random: Random) -> bytes:
    found = bytearray(file.safe)
    for write in _kept(file.pending, keeping, random):
        _apply(found, write)
    return bytes(found)


def _kept(pending: Sequence[Wrote], keeping: str, random: Random) -> list[Wrote]:
    if keeping == "nothing":
        return []
    if keeping == "everything":
        return list(pending)
    if keeping == "beginning":
        whole = random.randint(0, len(pending))
        return [*pending[:whole], *(_torn(pending[whole], random) if whole < len(pending) else [])]
    share = random.choice((0.1, 0.5, 0.9))
    return [
        piece if random.random() < share else _unwritten(piece, random)
        for write in pending
        for piece in _sectors(write)
    ]


def _sectors(write: Wrote) -> list[Wrote]:
    if write.size is not None:
        return [write]
    return [
        Wrote(write.file, write.offset + start, write.data[start : start + SECTOR])
        for start in range(0, len(write.data), SECTOR)
    ]


def _torn(write: Wrote, random: Random) -> list[Wrote]:
    pieces = _sectors(write)
    return pieces[: random.randint(0, len(pieces) - 1)]


def _unwritten(write: Wrote, random: Random) -> Wrote:
    """The place that the file system gave to bytes that never came: nothing, zeros, or old dirt."""
    dirt = random.choice((b"", bytes(len(write.data)), random.randbytes(len(write.data))))
    return Wrote(write.file, write.offset, dirt, size=-1)


def _apply(content: bytearray, write: Wrote) -> None:
    if write.size is not None and write.size >= 0:
        del content[write.size :]
        content.extend(bytes(write.size - len(content)))
        return
    end = write.offset + len(write.data)
    if write.size is not None and end <= len(content):
        return  # what never came changes nothing where there was something
    content.extend(bytes(max(0, end - len(content))))
    content[write.offset : end] = write.data
