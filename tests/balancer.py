"""Several app processes on one folder behind HAProxy, as ``deploy/haproxy.cfg`` has it."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from browser import ROOT, answering, free_port

CONFIGURATION = ROOT / "deploy" / "haproxy.cfg"


def haproxy_path() -> str | None:
    """The HAProxy to start, if there is one."""
    return shutil.which("haproxy", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def balanced(apps: Sequence[str], log: Path, path: str) -> Iterator[str]:
    """HAProxy in front of two apps; its address.

    Args:
        apps: the addresses of two servers, ``http://host:port``.
        log: the file that tells of every request and every server that goes up or down.
        path: of HAProxy.
    """
    entrance = f"127.0.0.1:{free_port()}"
    one, two = (address.removeprefix("http://") for address in apps)
    switches = {"NORBERG_ENTRANCE": entrance, "NORBERG_APP_1": one, "NORBERG_APP_2": two}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [path, "-db", "-f", str(CONFIGURATION)],
            env={**os.environ, **switches},
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            answering(process, f"http://{entrance}", log)
            yield f"http://{entrance}"
        finally:
            process.terminate()
