"""All of Kolada as a reserve behind the store: opened only for what neither the program nor a theme follows."""

from functools import cached_property, lru_cache

import pandas as pd

from norberg.catalogue.listing import Catalogue
from norberg.errors import LakeError
from norberg.lake import generation, place
from norberg.lake.generation import Generation

_seen: dict[str, str] = {}  # address -> id of the newest generation when somebody last looked


def newest(url: str) -> Generation | None:
    """The newest generation of a lake, read anew only when another is newest; None without any.

    Raises:
        LakeError: the lake can't be read.
    """
    found = _newest(url, tuple(generation.ids(place.opened(url))))
    _seen[url] = found.id if found else ""
    return found


@lru_cache(2)
def _newest(url: str, ids: tuple[str, ...]) -> Generation | None:
    return generation.newest(place.opened(url))


def seen(url: str) -> str:
    """The id of what ``newest`` last gave, without looking; "" for none."""
    return _seen.get(url, "")


class Reserve:
    """One moment of a lake: its newest generation at the first question.

    Args:
        url: a folder or an object store's address; it need not hold anything.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self.problems: list[str] = []

    @cached_property
    def _generation(self) -> Generation | None:
        try:
            found = newest(self._url)
        except LakeError as error:
            self.problems.append(str(error))
            return None
        self.problems += found.problems if found else ()
        return found

    @property
    def catalogue(self) -> Catalogue | None:
        """Kolada's whole list as it was read into the lake; None without one."""
        return self._generation.catalogue if self._generation else None

    def kpi(self, kpi: str) -> pd.DataFrame | None:
        """All areas of one kpi with ``series.COLUMNS``; None where the lake has none of it or can't be read."""
        if self._generation is None:
            return None
        try:
            found = self._generation.kpi(kpi)
        except LakeError as error:
            self.problems.append(str(error))
            return None
        return found if len(found) else None
