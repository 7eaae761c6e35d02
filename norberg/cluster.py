"""The same work on many machines: the one room that knows Dask.

Only names go out and only bytes come back: an answer that would have to be unpickled is refused. Dask itself pickles
the function's name on its way out and a worker's error on its way back: a cluster has to be one's own (docs/drift.md).
"""

import logging
import re
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from norberg.errors import ScanError

ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d+")
CONNECT = 10  # s until a scheduler that does not answer is given up
STEP = 5  # s between two looks at whether there are workers at all
PATIENCE = 60  # s without a single worker until the scan is given up
AHEAD = 4  # tasks a thread that are handed out before their turn: enough to keep it busy, few enough to hold
RETRIES = 2  # times a task is tried again elsewhere after an error of the machine it ran on
LOST = "Dask-schemaläggaren på {address} svarar inte längre. Ingenting sparades; kör igen."
KILLED = "{name}: ingen arbetare klarade av den. Se arbetarnas loggar; ofta är minnet slut."


def results(
    address: str, work: Callable[..., bytes], arguments: Sequence[Any], names: Sequence[str]
) -> Iterator[tuple[str, bytes | str]]:
    """Run ``work(*arguments, name)`` for every name on a cluster.

    Args:
        address: the scheduler's, as "tcp://10.0.0.5:8786".
        work: a function of a module that the workers have too; it returns bytes.
        arguments: what it is given before the name.
        names: one task each.

    Yields:
        Name and bytes, in the order of ``names``; a Swedish sentence in place of bytes where every worker that took
        the task died or ran out of memory. A single worker that dies costs nothing but time: another does its work.

    Raises:
        ScanError: no Dask here, no scheduler, no workers, or workers without the app.
    """
    client = _client(address)
    with client:
        waiting: deque[tuple[str, Any]] = deque()
        left, run = iter(names), uuid.uuid4().hex  # two scans on one cluster share nothing
        while True:
            room = AHEAD * _threads(client, address) - len(waiting)
            for name in islice(left, max(room, 0)):
                key = f"norberg-{run}-{name}"
                waiting.append((name, client.submit(work, *arguments, name, key=key, retries=RETRIES, pure=False)))
            if not waiting:
                return
            name, future = waiting.popleft()
            yield name, _answer(client, address, name, future)


def _client(address: str) -> Any:  # noqa: ANN401 - a distributed.Client, known in this room only
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise ScanError(
            "Dask är inte installerat: kör pip install -r requirements-cluster.txt, eller granska utan --scheduler."
        ) from error
    if not ADDRESS.fullmatch(address):
        raise ScanError(f"”{address}” är ingen adress till en schemaläggare: skriv den som tcp://10.0.0.5:8786.")
    for logger in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(logger).setLevel(logging.CRITICAL)  # what it would tell is told in one sentence here
    if address.startswith("tls://") and not Security().get_connection_args("client").get("ssl_context"):
        raise ScanError("tls:// behöver certifikat: ange dem med DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT och __KEY.")
    try:
        # "dask" has plain bytes only: a pickle from outside is refused
        return Client(address, timeout=CONNECT, set_as_default=False, deserializers=["dask", "msgpack", "error"])
    except (OSError, ValueError) as error:  # TimeoutError is an OSError; ValueError: no address at all
        raise ScanError(f"Dask-schemaläggaren på {address} svarar inte. Ingenting granskades.") from error


def _threads(client: Any, address: str) -> int:  # noqa: ANN401
    """How many tasks run at once; waits for the first worker."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        return sum(client.nthreads().values()) or 1
    except TimeoutError as error:
        words = f"Dask-schemaläggaren på {address} har inga arbetare sedan {PATIENCE} sekunder. Ingenting sparades."
        raise ScanError(words) from error
    except OSError as error:
        raise ScanError(LOST.format(address=address)) from error


def _answer(client: Any, address: str, name: str, future: Any) -> bytes | str:  # noqa: ANN401
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    while True:
        try:
            return future.result(timeout=STEP)
        except TimeoutError:
            _threads(client, address)
        except (KilledWorker, MemoryError):
            return KILLED.format(name=name)
        except ImportError as error:
            raise ScanError(f"Arbetarna på {address} har inte appens kod: {error}.") from error
        except TypeError as error:
            if "Could not serialize" not in str(error):  # what Dask says where nothing but bytes is let through
                raise
            raise ScanError("En arbetare svarade med något annat än en tabell. Ingenting sparades.") from error
        except (CancelledError, OSError) as error:
            raise ScanError(LOST.format(address=address)) from error
