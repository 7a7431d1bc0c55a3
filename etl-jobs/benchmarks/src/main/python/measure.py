"""What a run took of this process, read where Java's side reads it, too."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

START_TICKS = 19
"""Where the start of the process stands in ``/proc/self/stat`` behind the name of the program."""


@dataclass(frozen=True)
class Took:
    """Seconds on the clock and of the processor, of all threads."""

    seconds: float
    cpu_seconds: float


def timed(run: Callable[[], None]) -> Took:
    """Runs with nothing of earlier runs left to collect."""
    gc.collect()
    cpu = time.process_time()
    start = time.perf_counter()
    run()
    return Took(time.perf_counter() - start, time.process_time() - cpu)


def since_start() -> Took:
    """What the whole process took until now."""
    stat = Path("/proc/self/stat").read_text(encoding="utf-8")
    ticks = int(stat.rpartition(")")[2].split()[START_TICKS])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return Took(time.clock_gettime(time.CLOCK_BOOTTIME) - started, time.process_time())


def peak_bytes() -> int:
    """The most memory that the process ever held (``VmHWM``)."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10
    return -1
