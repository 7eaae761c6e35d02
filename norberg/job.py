"""A fetch in the background: one thread, its progress, and how it ended."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from norberg import turn
from norberg.catalogue import reading
from norberg.errors import NorbergError
from norberg.kolada import BATCH, Kolada
from norberg.questions import Progress
from norberg.refresh import Wanted, run
from norberg.source import Source
from norberg.store import Store
from norberg.summary import Summary

UNEXPECTED = "Hämtningen avbröts av ett fel i programmet. Felet är noterat i loggen."

logger = logging.getLogger(__name__)


class Stopped(Exception):
    """The reader asked the fetch to stop."""


@dataclass
class Job:
    """One fetch. ``share`` is what is done of it, from 0 to 1; ``error`` a Swedish sentence if it failed; ``told`` one
    on what it brought where that is no values; ``ended`` when, by the monotonic clock.
    """

    words: str = "Förbereder hämtningen"
    share: float = 0.0
    error: str = ""
    told: str = ""
    summaries: list[Summary] = field(default_factory=list)
    running: bool = True
    ended: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask the fetch to end after the answer that is under way."""
        self._stop.set()

    def work(self, steps: Iterable[Callable[[Progress], Summary]], count: int, on_failure: Callable[[], None]) -> None:
        """Do the steps one after the other; each publishes what it brought."""
        try:
            for number, step in enumerate(steps):
                self.summaries.append(step(self._progress(number, count)))
        except Stopped:
            self.error = "Hämtningen avbröts. Det som redan kommit är kvar."
        except NorbergError as error:
            self.error = str(error)
            on_failure()
        except Exception:
            logger.exception("A fetch failed")
            self.error = UNEXPECTED
            on_failure()
        finally:
            self.running, self.ended = False, time.monotonic()

    def _progress(self, number: int, count: int) -> Progress:
        def tell(done: int, total: int, words: str) -> None:
            if self._stop.is_set():
                raise Stopped
            self.share, self.words = (number + done / total) / count, words

        return tell


def parts(asked: Wanted) -> list[Wanted]:
    """The same wish in parts of one batch of kpis, so that figures fill in as they come; groups with the first."""
    batches = [asked.required[i : i + BATCH] for i in range(0, len(asked.required), BATCH)]
    whole = [replace(asked, required=batch, optional=(), groups=()) for batch in batches]
    rest = [replace(asked, required=(), groups=())] if asked.optional else []
    first, *others = whole + rest
    return [replace(first, groups=asked.groups), *others]


def start(
    client: Kolada,
    store: Store,
    asked: Wanted,
    source: Source,
    on_failure: Callable[[], None] = lambda: None,
    *,
    whole_series: bool = True,
) -> Job:
    """Start a fetch in a thread of its own; ``on_failure`` is called if Kolada or the store fails."""
    job, wishes = Job(), parts(asked)

    def step(wish: Wanted, tell: Progress) -> Summary:
        with turn.taken(store.folder.parent):
            return run(client, store, wish, source, tell, whole_series=whole_series)

    steps = [partial(step, wish) for wish in wishes]
    threading.Thread(target=job.work, args=(steps, len(wishes), on_failure), daemon=True, name="norberg-fetch").start()
    return job


def listing(client: Kolada, store: Store, on_failure: Callable[[], None] = lambda: None) -> Job:
    """Start reading Kolada's whole list of kpis in a thread of its own; arguments as ``start``."""
    job = Job()

    def step(tell: Progress) -> Summary:
        with turn.taken(store.folder.parent):
            job.told = reading.read(client, store, tell)
        return Summary()

    threading.Thread(target=job.work, args=([step], 1, on_failure), daemon=True, name="norberg-list").start()
    return job
