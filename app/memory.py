"""What stands in memory stays there: a crash leaves no picture of it on the disk.

The core of a crash held names and the passphrase in clear. Python's own note of a crash
(`faulthandler`, which Émarge does not turn on) tells files and functions, never values.
"""

import ctypes
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4
"""Source: linux/prctl.h. Also keeps other programs of the same user from reading the memory."""

_NO_BOXES = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, _NOGPFAULTERRORBOX, _NOOPENFILEERRORBOX. Source: errhandlingapi.h."""

_NO_HEAP = 0x0001
"""WER_FAULT_REPORTING_FLAG_NOHEAP. Source: werapi.h."""


def keep_to_itself() -> None:
    """Have the system write nothing of this process's memory; what it refuses changes nothing."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_BOXES)
            ctypes.windll.wer.WerSetFlags(_NO_HEAP)
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
