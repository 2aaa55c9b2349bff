"""A real drive of a few megabytes, to be filled to its last byte: only root may mount one."""

import errno
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@contextmanager
def mounted(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A drive at `folder`. Raises CalledProcessError or OSError where nobody may mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True, capture_output=True)


@cache
def can_mount() -> bool:
    """Whether this user may mount a drive on this machine."""
    try:
        with tempfile.TemporaryDirectory() as folder, mounted(Path(folder), 1 << 20):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def fill(folder: Path, leave_bytes: int = 0) -> Path:
    """The file that takes all room on the drive of `folder`, or all but `leave_bytes`."""
    filling = folder / "filling"
    with filling.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        file.truncate(max(0, file.tell() - leave_bytes))
    return filling
