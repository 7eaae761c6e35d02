"""In which questions all of Kolada is asked for, so that pages of the answers are full.

A question holds at most 25 kpis and 25 areas, and short series fill no page in it. So kpis are first asked for in a few
areas, which tells how long each series is, and then put together, long ones with short ones, so that a 12th of the
areas fills one page of every batch. Worked out on 1 203 real kpis in 312 areas, as requests x 5000 / rows: 1.15.
Batches in Kolada's order take 1.54, batches of series of like length 1.64, regions after the municipalities 1.27.
"""

import heapq
import math
from collections.abc import Mapping, Sequence

from norberg.kolada import BATCH, PER_PAGE
from norberg.questions import ROOM

COUNTRY = "0000"  # Riket: has a value of nearly everything that has one
YEARS = 25  # in one question; what is silent in the first areas in all years is asked for in the others in the latest


def split(areas: Sequence[str], home: str, regions: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The areas to begin with, and the others.

    Args:
        areas: codes.
        home: of the municipality.
        regions: those of the areas that are regions or the country.

    Returns:
        At most a question's worth of areas, spread over the country; then the others, so mixed that any so many of them
        resemble the next: regions have fewer values than municipalities.
    """
    towns = [one for one in areas if one not in regions]
    wanted = [one for one in (home, COUNTRY) if one in areas]
    step = max(-(-len(towns) // (BATCH - len(wanted))), 1)
    first = tuple(dict.fromkeys([*wanted, *towns[::step]]))[:BATCH]
    if len(areas) <= BATCH:
        return tuple(areas), ()
    rest = [one for one in (*towns, *regions) if one not in first]
    parts = -(-len(rest) // BATCH)
    return first, tuple(one for start in range(parts) for one in rest[start::parts])


def packed(lengths: Mapping[str, float]) -> list[tuple[str, ...]]:
    """Batches of kpis whose rows per area add up to much the same.

    Args:
        lengths: kpi -> rows it has for one area.

    Returns:
        The fewest batches that hold all: the longest left goes to the batch with fewest rows that has room.
    """
    count = -(-len(lengths) // BATCH)
    batches: list[list[str]] = [[] for _ in range(count)]
    room = [(0.0, number) for number in range(count)]
    for kpi in sorted(lengths, key=lambda one: (-lengths[one], one)):
        rows, number = heapq.heappop(room)
        batches[number].append(kpi)
        if len(batches[number]) < BATCH:
            heapq.heappush(room, (rows + lengths[kpi], number))
    return [tuple(sorted(batch)) for batch in batches]


def in_order(ids: Sequence[str]) -> list[tuple[str, ...]]:
    """Ids in questions' worths, in their order."""
    return [tuple(ids[start : start + BATCH]) for start in range(0, len(ids), BATCH)]


def fitting(rows: float, left: int) -> int:
    """How many areas to ask for at once: as few cells as can be, none over a page, all of like size.

    Args:
        rows: that a batch has for one area.
        left: how many areas are to be asked for, at least one.
    """
    cells = max(-(-left // BATCH), math.ceil(left * rows / (ROOM * PER_PAGE)))
    return min(-(-left // cells), max(int(PER_PAGE / max(rows, 1)), 1))
