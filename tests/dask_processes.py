"""A Dask scheduler and workers as processes of their own on loopback, with the app's code and nothing else."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = 60  # s until a process is ready; it takes two
READY = re.compile(r"(?:Scheduler at|Registered to): +(tcp://\S+)")
QUIET = {
    "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False",
    "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "False",
    "OMP_NUM_THREADS": "1",
}


class Process:
    """One process: ``address`` of its scheduler, ``kill`` for the end without a word."""

    def __init__(self, folder: Path, name: str, *arguments: str) -> None:
        self.name, self._log = name, folder / f"{name}.log"
        command = [sys.executable, "-m", *arguments, "--host", "127.0.0.1"]
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **QUIET}, stdout=out, stderr=subprocess.STDOUT
            )
        self.pid = self._process.pid

    @property
    def address(self) -> str:
        """Of the scheduler that it is or has registered with; waits until then."""
        end = time.monotonic() + START
        while time.monotonic() < end and self._process.poll() is None:
            if found := READY.search(self._log.read_text()):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"No answer:\n{self._log.read_text()}")

    def kill(self) -> None:
        """As a power cut does."""
        self._process.kill()
        self._process.wait()


class Cluster:
    """A scheduler, and as many workers as are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._started = folder, list[Process]()
        self.scheduler = self._start("scheduler", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard")
        self.address = self.scheduler.address

    def worker(self) -> Process:
        """One more worker, which has said that it is there."""
        name = f"worker{len(self._started)}"
        single = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder / name))
        made = self._start(name, "distributed.cli.dask_worker", self.address, *single)
        assert made.address
        return made

    @property
    def pids(self) -> dict[str, int]:
        """Name -> process id of the scheduler and the workers."""
        return {one.name: one.pid for one in self._started}

    def _start(self, name: str, *arguments: str) -> Process:
        self._started.append(Process(self._folder, name, *arguments))
        return self._started[-1]

    def stop(self) -> None:
        """All of it."""
        for one in reversed(self._started):
            one.kill()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster for the length of a block; logs lie in ``folder``."""
    made = Cluster(folder)
    try:
        for _ in range(workers):
            made.worker()
        yield made
    finally:
        made.stop()
