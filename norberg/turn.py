"""Whose turn it is to fetch: one refresh at a time for all processes that share the folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from norberg.errors import StoreError, reason

LOCK = "refresh.lock"  # stays there; that somebody holds it is what counts, and ends with the process
BUSY = "En annan hämtning från Kolada pågår redan. Den här gjorde ingenting: vänta tills den andra är klar."


class Busy(StoreError):
    """Somebody else is fetching; nothing was asked and nothing changed."""


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Hold the turn to fetch while the block runs.

    Args:
        folder: what is written to, NORBERG_DATA; made if it is missing.

    Raises:
        Busy: another process, or another thread of this one, has it.
        StoreError: the folder can't be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
        lock.acquire()
    except Timeout as error:
        raise Busy(BUSY) from error
    except OSError as error:
        raise StoreError(f"Mappen {folder} kan inte skrivas: {reason(error)}. Ingenting hämtades.") from error
    try:
        yield
    finally:
        lock.release()
