"""All of Kolada as the pages see it: what stands out for the municipality, kept until the lake changes."""

import time
from functools import lru_cache
from pathlib import Path

from norberg import reserve, settings
from norberg.discover import areas, board, standing
from norberg.discover.board import Board
from norberg.discover.standing import Standing
from norberg.lake.generation import MANIFESTS
from norberg.lake.writing import SCANS
from norberg.ui import data

LOOK = 60  # s between looks at an object store


def state() -> tuple:
    """What of the lake its page depends on; an object store is looked into once a minute at most."""
    url = settings.lake()
    if "://" in url:
        return (url, int(time.monotonic() // LOOK), reserve.seen(url))
    scans = Path(url) / SCANS
    folders = sorted(scans.iterdir()) if scans.is_dir() else []
    return (url, data.folder_state(Path(url) / MANIFESTS), *(data.folder_state(one) for one in folders))


def there() -> Standing:
    """What there is to show."""
    return _standing(state(), data.the_program().municipality.code)


@lru_cache(2)
def _standing(key: tuple, who: str) -> Standing:
    return standing.standing(settings.lake(), who)


def found() -> tuple[Board, list[str]] | None:
    """The discoveries outside the program and the faults of the file of areas; None where there is no scan."""
    here = there()
    return None if here.scanned is None else _board(here.scanned.generation, state())


@data.kept(2)
def _board(generation: str, key: tuple) -> tuple[Board, list[str]]:
    here, program = there(), data.the_program()
    mapped, faults = areas.read(settings.DATA / areas.FILE, program)
    assert here.scanned is not None
    assert here.generation is not None
    return board.board(here.scanned, here.generation, program, mapped), faults
