"""Streamlit servers in processes of their own, with a data folder that nobody else uses and no way to Kolada."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
APPS = Path(__file__).resolve().parent / "apps"
APP, FLOOR, NAIVE = ROOT / "app.py", APPS / "floor.py", APPS / "naive.py"
PATIENCE = 30  # s until a server that does not answer is given up
NOWHERE = "http://127.0.0.1:9/v3"  # the discard port: nothing is fetched while something is measured


class Server:
    """One server, as a context manager.

    Args:
        script: the app to serve.

    Attributes:
        url: its address without path.
    """

    def __init__(self, script: Path) -> None:
        self._script, self._port = script, _free_port()
        self._folder = tempfile.TemporaryDirectory()
        self.url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> "Server":
        self.started = time.perf_counter()
        environment = {**os.environ, "NORBERG_DATA": self._folder.name, "KOLADA_URL": NOWHERE, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "streamlit", "run", str(self._script), "--server.port", str(self._port)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._folder.cleanup()

    @property
    def memory(self) -> float:
        """Resident memory of the process in MB (Linux)."""
        lines = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def _wait(self) -> None:
        while time.perf_counter() - self.started < PATIENCE:
            try:
                with urlopen(f"{self.url}/_stcore/health", timeout=1):
                    return
            except (URLError, OSError):
                time.sleep(0.02)
        raise TimeoutError(f"{self._script.name} did not start")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
