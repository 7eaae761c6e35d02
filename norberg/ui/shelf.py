"""What is worked out of the figures, kept for all sessions for as long as the figures stay the same.

A newer version of the figures begins an empty shelf and lets go of the old one with everything on it. A run that began
before goes on with the shelf it holds.
"""

from collections.abc import Callable, Hashable
from threading import Condition, Lock
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

KINDS = 4  # real and made-up figures, and as many folders: tests use several

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Shelf:
    """Finished things of one version.

    Args:
        version: what they all depend on.
    """

    def __init__(self, version: tuple) -> None:
        self.version = version
        self._lock = Lock()
        self._finders = dict[Callable, Callable]()

    def finder(self, make: Callable[Given, Made], most: int) -> Callable[Given, Made]:
        """What gives the things of a function: made once, also when several ask at the same time, the last few kept.

        Args:
            make: the function; what it is given must be hashable.
            most: how many of its things are kept.
        """
        with self._lock:
            if make not in self._finders:
                self._finders[make] = cached(LRUCache(most), condition=Condition())(make)
            return self._finders[make]


class Shelves:
    """The newest shelf of each kind."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._newest: LRUCache = LRUCache(KINDS)

    def newest(self, kind: Hashable, look: Callable[[], tuple]) -> Shelf:
        """The shelf of the version there is now, which takes the place of the kind's older one.

        Args:
            kind: of the figures.
            look: gives their version; one at a time, so that who looked before a publication can't put the shelf of
                before in the place of the one of after.
        """
        with self._lock:
            version = look()
            found = self._newest.get(kind)
            if found is None or found.version != version:
                found = self._newest[kind] = Shelf(version)
            return found
