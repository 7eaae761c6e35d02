"""``python -m norberg`` as somebody at a terminal runs it, with what it took."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Used:
    """What a command took: wall and CPU time in s, and its most resident memory in MB."""

    seconds: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s, {self.cpu:.0f} s CPU, {self.memory:.0f} MB"


def command(switches: Mapping[str, str], *arguments: str) -> Used:
    """Run one command, which must succeed.

    Args:
        switches: environment variables beside those of this process.
        arguments: after ``python -m norberg``.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "norberg", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **switches}, stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    assert code == 0, code
    return Used(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def peak(pid: int) -> float:
    """The most resident memory that a running process has had, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
