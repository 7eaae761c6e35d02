"""The progress of long work on the command line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

Tell = Callable[[int, int, str], None]  # steps done, steps in all, a Swedish word on what is going on
TENTHS = 10


@contextmanager
def bar(*, lines: bool = False) -> Iterator[Tell]:
    """A bar on a terminal: tell it what is done, what there is in all, and what is being done.

    Args:
        lines: where there is no terminal, write a line for every tenth: for work of hours that ends up in a journal.
    """
    if lines and not sys.stderr.isatty():
        yield _tenths()
        return
    with tqdm(total=1, unit="del", disable=None, leave=False) as shown:

        def tell(done: int, total: int, words: str) -> None:
            shown.total, shown.n = total, done
            shown.set_description(words)

        yield tell


def _tenths() -> Tell:
    told = {"tenth": 0, "total": 0}

    def tell(done: int, total: int, words: str) -> None:
        if total != told["total"]:
            told.update(tenth=0, total=total)
        if (tenth := TENTHS * done // max(total, 1)) > told["tenth"]:
            told["tenth"] = tenth
            sys.stderr.write(f"{words}: {100 * tenth // TENTHS} procent klart.\n")
            sys.stderr.flush()

    return tell
