"""What a run is measured on, and what a process takes of it."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from pathlib import Path

from draftbot.evaluation.speed.report import Machine

_PROCESSORS = Path("/proc/cpuinfo")


def this_machine() -> Machine:
    """Processor, cores, memory in GB and load of this machine."""
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    memory: float | None = None
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)
    return Machine(_processor(), os.cpu_count() or 1, memory, load)


def memory_mb(peak: bool = False) -> float | None:
    """MB of memory this process holds, or has held at most; None where the system does not say."""
    return _memory_mb("self", "VmHWM:" if peak else "VmRSS:")


def memory_of_all_mb(process: int) -> float | None:
    """MB of memory held by the process with that number and all that it started; None where the
    system does not say."""
    held = _memory_mb(str(process), "VmRSS:")
    return (
        None if held is None else round(held + sum(memory_of_all_mb(c) or 0 for c in _children(process)), 1)
    )


def _memory_mb(process: str, wanted: str) -> float | None:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return None
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith(wanted)), None)


def _children(process: int) -> list[int]:
    """The processes that any thread of `process` started."""
    found: list[int] = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # a thread may end meanwhile
            found += map(int, file.read_text().split())
    return found


def disk_mb(*paths: Path) -> float:
    """MB of files, and of all files below folders."""
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
    return round(sum(file.stat().st_size for file in files if file.is_file()) / 2**20, 1)


def _processor() -> str:
    try:
        lines = _PROCESSORS.read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
