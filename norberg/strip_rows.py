"""The data of the strip: dots, limits, the municipality with what its place can be, and numbers at the axis."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from norberg.charts_strip import STRIP_HEIGHT
from norberg.clauses import JUDGED_QUARTERS, NEUTRAL_QUARTERS
from norberg.depth_rows import framed
from norberg.depth_words import places
from norberg.dots import COLUMNS, Dots, rows_of_names
from norberg.sentences import number
from norberg.series import DEMO

Row = dict[str, Any]
DOT, PILE = 8.5, 104  # px from one dot to the next, and of the highest pile, which is pressed together if it must
WHISKER, NAMES, NAME_STEP, WORDS = 122, 142, 18, 222  # px above the axis
NAME_ROOM, OWN_ROOM, PHONE_ROOM = 0.13, 0.12, 0.4  # of the width that a name needs; on a phone
QUARTER_ROOM, WORD_ROOM = 0.05, 0.10  # of the width that the words of an inner and an outer quarter need


def rows(
    found: Dots,
    own: tuple[str, str],
    named: Mapping[str, str],
    limits: tuple[float, float],
    *,
    decimals: int,
    judged: bool,
    half: bool,
    demo: bool,
) -> pd.DataFrame:
    """The rows of one strip.

    Args:
        found: where the dots lie.
        own: the municipality's code and name.
        named: code -> name of those it is compared with, few enough to be named.
        limits: the values between which its true position may be.
        decimals: of the numbers.
        judged: whether the measure has a wanted direction.
        half: whether two strips stand abreast, so that words take twice as much of the width.
        demo: whether the figures are made up.

    Returns:
        A frame with ``depth_rows.FIELDS``.
    """
    times = 2 if half else 1
    step = min(DOT, PILE / max(int(found.table["level"].max()), 1))
    every: list[Row] = [
        {"part": "axis", "y": 0.0},
        *_ticks(found),
        *_quarters(found, judged, times),
        *({"part": "dot", "x": _x(row.column), "y": step * (row.level + 0.6)} for row in found.table.itertuples()),
        *_named(found, named, step, decimals, times),
        *_own(found, own, limits, step, decimals, times),
    ]
    return framed([*every, {"part": "demo", "text": DEMO}] if demo else every)


def _x(column: int) -> float:
    return (column + 0.5) / COLUMNS


def _ticks(found: Dots) -> Iterator[Row]:
    needed = max((places(value) for value, _ in found.ticks), default=0)
    for value, x in found.ticks:
        yield {"part": "tick", "x": x, "y": 0.0, "y2": -5.0}
        yield {"part": "number", "x": x, "y": 0.0, "text": number(value, needed)}


def _quarters(found: Dots, judged: bool, times: int) -> Iterator[Row]:
    worst_first = JUDGED_QUARTERS[:0:-1] if judged else NEUTRAL_QUARTERS[1:]
    ends = (0.0, *found.limits, 1.0)
    for limit in found.limits:
        yield {"part": "quarter", "x": limit, "y": 0.0, "y2": STRIP_HEIGHT * 1.0}
    for at, words in enumerate(worst_first):
        outer = at in (0, len(worst_first) - 1)
        if ends[at + 1] - ends[at] >= times * (WORD_ROOM if outer else QUARTER_ROOM):
            text = f"{words}\nfjärdedelen" if outer else words.replace(" ", "\n")
            style = "outer" if outer else "inner"
            yield {"part": "quarter_word", "x": (ends[at] + ends[at + 1]) / 2, "y": WORDS, "text": text, "style": style}


def _named(found: Dots, named: Mapping[str, str], step: float, decimals: int, times: int) -> Iterator[Row]:
    there = found.table[found.table.index.isin(list(named))].sort_values("column")
    across = [_x(int(column)) for column in there["column"]]
    room = times * NAME_ROOM
    starts = [place if place < 1 - room else place - room for place in across]
    lines, phone = rows_of_names(starts, room), rows_of_names(starts, PHONE_ROOM)
    for row, place, start, line, narrow in zip(there.itertuples(), across, starts, lines, phone, strict=True):
        y, top = step * (row.level + 0.6), NAMES + NAME_STEP * line
        low = {"width": NAMES + NAME_STEP * narrow}
        name = named[str(row.Index)]
        text = f"{name} {number(row.value, decimals)}"
        yield {"part": "leader", "x": place, "y": y, "y2": top, **low}
        yield {"part": "chosen", "x": place, "y": y}
        side = "left" if start == place else "right"
        yield {"part": "name", "x": place, "y": top, "text": text, "short": name, "style": side, **low}


def _own(
    found: Dots, own: tuple[str, str], limits: tuple[float, float], step: float, decimals: int, times: int
) -> Iterator[Row]:
    code, name = own
    if code not in found.table.index:
        return
    row = found.table.loc[code]
    x, y = _x(int(row["column"])), step * (int(row["level"]) + 0.6)
    low, high = sorted(found.place(one) for one in limits)
    low, high = min(low, x), max(high, x)
    yield {"part": "leader", "x": x, "y": y, "y2": WHISKER, "width": WHISKER}
    yield {"part": "whisker", "x": low, "x2": high, "y": WHISKER}
    for end in (low, high):
        yield {"part": "whisker_end", "x": end, "y": WHISKER - 5.0, "y2": WHISKER + 5.0}
    yield {"part": "own", "x": x, "y": y}
    side, at = ("left", high) if low < times * OWN_ROOM else ("right", low)
    yield {"part": "own_name", "x": at, "y": WHISKER, "text": f"{name} {number(row['value'], decimals)}", "style": side}
