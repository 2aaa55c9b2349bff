"""Start the guarded child, hand it a workbook, end it when it takes too long."""

import os
import subprocess
import sys

import msgspec

from app.exchange.confinement import GUARD_ARGUMENT, SECONDS
from app.exchange.guarded import Answer, Sheet
from app.exchange.refusals import Refusal, Unsafe


def read_guarded(data: bytes, seconds: float = SECONDS) -> list[Sheet]:
    """The visible sheets of the workbook `data`. Raises `Unsafe` when it cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, nothing of the file
            command(),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise Unsafe(Refusal.TOO_SLOW) from error
    if done.returncode != 0:
        raise Unsafe(Refusal.DAMAGED)
    return _sheets(done.stdout)


def command() -> list[str]:
    """What starts the child, from an interpreter or from a frozen build.

    `-P`: a file in the current folder must never pass for one of Python's modules.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, GUARD_ARGUMENT]
    return [sys.executable, "-P", "-m", "app.exchange.guarded"]


def _environment() -> dict[str, str]:
    """Ours, without the secrets, and with our own import path for a checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("EMARGE_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)}


def _sheets(output: bytes) -> list[Sheet]:
    try:
        answer = msgspec.json.decode(output, type=Answer)
    except msgspec.DecodeError as error:
        raise Unsafe(Refusal.DAMAGED) from error
    if answer.refusal is not None:
        raise Unsafe(answer.refusal)
    return answer.sheets
