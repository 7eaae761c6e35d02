"""A report that takes its time: made in a thread, with its progress, and stopped when asked."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from norberg.errors import NorbergError
from norberg.job import Stopped
from norberg.questions import Progress

UNEXPECTED = "Filen blev inte gjord: ett fel i programmet. Felet är noterat i loggen."

logger = logging.getLogger(__name__)


@dataclass
class Task:
    """One report under way. ``share`` is what is done, 0 to 1; ``made`` the file once it is; ``error`` a sentence."""

    words: str = "Förbereder filen"
    share: float = 0.0
    made: bytes | None = None
    error: str = ""
    running: bool = True
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask it to end; nothing is left of it."""
        self._stop.set()

    def work(self, make: Callable[[Progress], bytes]) -> None:
        """Make the file; what goes wrong becomes a sentence."""
        try:
            self.made = make(self._tell)
        except Stopped:
            self.error = "Filen blev inte gjord: avbruten."
        except NorbergError as error:
            self.error = str(error)
        except Exception:
            logger.exception("A report failed")
            self.error = UNEXPECTED
        finally:
            self.running = False

    def _tell(self, done: int, total: int, words: str) -> None:
        if self._stop.is_set():
            raise Stopped
        self.share, self.words = done / total, words


def start(make: Callable[[Progress], bytes]) -> Task:
    """Start making a file in a thread of its own; ``make`` is given the progress to tell."""
    task = Task()
    threading.Thread(target=task.work, args=(make,), daemon=True, name="norberg-report").start()
    return task
