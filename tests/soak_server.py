"""The app as a process that can be killed, started again, and denied room on the disk."""

import os
import resource
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RETURNED = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}  # as in deploy/norberg.service
PATIENCE = 60  # s until a server that does not answer is given up


class App:
    """One process of the app.

    Args:
        written: its NORBERG_DATA.
        kolada: the address given as KOLADA_URL.

    Attributes:
        url: its address; the same after a restart.
        log: what all its processes have said.
    """

    def __init__(self, written: Path, kolada: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.log = ""
        self._switches = {"NORBERG_DATA": str(written), "KOLADA_URL": kolada, "PYTHONUNBUFFERED": "1", **RETURNED}
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "App":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the process; returns when it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self._port)]
        command += ["--server.address", "127.0.0.1"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **self._switches},
            stdout=subprocess.PIPE,  # not a file: a full disk must not silence it
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._ear = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._ear.start()
        self._wait()

    def kill(self) -> None:
        """End the process without a warning, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(PATIENCE)
            self._ear.join(PATIENCE)

    def room(self, size: int | None) -> None:
        """How long a file may get that the process writes, in bytes; None is as long as it likes."""
        most = resource.RLIM_INFINITY if size is None else size
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self._pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def seconds(self) -> float:
        """CPU time of the process until now."""
        parts = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def _pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def _listen(self, process: subprocess.Popen) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.log += line

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while self.alive and time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=PATIENCE).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"The server did not start:\n{self.log}")
