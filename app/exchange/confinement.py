"""Take memory, time and files away from the process that reads what strangers sent."""

import sys

MEMORY_BYTES = 512 * 1024 * 1024
SECONDS = 20

GUARD_ARGUMENT = "--read-guarded"
"""In a frozen build the program itself is the child: `app.__main__` must answer to this first.

Here because every start reads it: the guard's own module costs 45 ms more.
"""

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from app.exchange.job_object import ExtendedLimits, limits

    _EXTENDED_LIMIT_INFORMATION = 9

    def confine() -> None:
        """Put this process into a job that ends it beyond its memory or its time."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        job = kernel.CreateJobObjectW(None, None)
        told = limits(MEMORY_BYTES, SECONDS)
        # The handle is left open on purpose: the job lives as long as this process.
        kernel.SetInformationJobObject(
            job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(told), ctypes.sizeof(ExtendedLimits)
        )
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:
    import resource

    def confine() -> None:
        """Lower this process's own limits for good: memory, seconds, files written, core dumps."""
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
