"""What a program asked of the disk below one folder, step by step, as strace saw it."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_CALLS = "openat,close,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OUTPUT = 1


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes of the file `file` at `offset`; those beyond `size` are cut off when it is given."""

    file: int
    offset: int = 0
    data: bytes = b""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Synced:
    """Everything written to `file` is on the disk; the folder itself when it is None."""

    file: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """The names in the folder changed: `path` is `file` now, or nothing when it is None."""

    path: str
    file: int | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What the program said to its user."""

    text: str


Step = Wrote | Synced | Named | Confirmed


def record(folder: Path, command: Sequence[str], cwd: Path) -> list[Step]:
    """Run `command` under strace; the steps that touch `folder` or the output, in order."""
    trace = folder.with_name(f"{folder.name}.trace")
    names = [path.name for path in sorted(folder.iterdir())]
    subprocess.run(
        ["strace", "-o", str(trace), "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", *command],
        cwd=cwd,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    reader = _Reader(str(folder), {name: number for number, name in enumerate(names)})
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            reader.read(line)
    return reader.steps


@dataclass
class _Reader:
    """Follows which descriptor is which file, through closing and renaming."""

    folder: str
    names: dict[str, int]
    open_files: dict[int, int | None] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    files: int = 1000

    def read(self, line: str) -> None:
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            return
        call, arguments, result = found[1], found[2], int(found[3])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments)]
        numbers = [int(part) for part in re.findall(r"(?:^|, )(\d+)(?=,|$)", arguments)]
        if call == "openat":
            self._open(texts[0].decode(), "O_TRUNC" in arguments, result)
        elif call == "close":
            self.open_files.pop(numbers[0], None)
        elif call in ("unlink", "rename"):
            self._name([text.decode() for text in texts])
        elif numbers and (numbers[0] in self.open_files or numbers[0] == _OUTPUT):
            self._use(call, numbers, texts)
            if call == "write":
                self.positions[numbers[0]] = self.positions.get(numbers[0], 0) + result

    def _open(self, path: str, is_emptied: bool, descriptor: int) -> None:
        self.positions[descriptor] = 0
        if path.rstrip("/") == self.folder:
            self.open_files[descriptor] = None
        elif path.startswith(f"{self.folder}/"):
            name = path.removeprefix(f"{self.folder}/")
            if name not in self.names:
                self.files += 1
                self.names[name] = self.files
                self.steps.append(Named(name, self.files))
            self.open_files[descriptor] = self.names[name]
            if is_emptied:
                self.steps.append(Wrote(self.names[name], size=0))

    def _name(self, paths: Sequence[str]) -> None:
        names = [path.removeprefix(f"{self.folder}/") for path in paths]
        if names[0] not in self.names:
            return
        file = self.names.pop(names[0])
        if len(names) == 1:
            self.steps.append(Named(names[0], None))
        else:
            self.names[names[1]] = file
            self.steps.append(Named(names[1], file, before=names[0]))

    def _use(self, call: str, numbers: Sequence[int], texts: Sequence[bytes]) -> None:
        if numbers[0] == _OUTPUT:
            self.steps.append(Confirmed(texts[0].decode()))
            return
        file = self.open_files[numbers[0]]
        if call in ("fsync", "fdatasync"):
            self.steps.append(Synced(file))
        elif call == "ftruncate" and file is not None:
            self.steps.append(Wrote(file, size=numbers[1]))
        elif call == "pwrite64" and file is not None:
            self.steps.append(Wrote(file, numbers[-1], texts[0]))
        elif call == "write" and file is not None:
            self.steps.append(Wrote(file, self.positions[numbers[0]], texts[0]))


def initial(folder: Path) -> Mapping[str, bytes]:
    """What is in a folder before a recording begins."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
