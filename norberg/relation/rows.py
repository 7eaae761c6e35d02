"""The data of the chart of points: every municipality, those with names, and where the names stand."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from norberg import lines
from norberg.depth_rows import ends
from norberg.relation import labels
from norberg.relation.axis import Axis
from norberg.relation.chart import AROUND, HEIGHT, SHAPES
from norberg.relation.labels import Label, Point
from norberg.relation.relation import Relation
from norberg.sentences import PERCENT, with_unit
from norberg.series import DEMO
from norberg.source import Source

FIELDS = dict.fromkeys(("part", "style", "size", "name", "text", "tip_x", "tip_y"), "str")
FIELDS |= dict.fromkeys(("x", "y", "dx", "dy"), "float64")
Row = dict[str, Any]
Held = tuple[tuple[float, float], tuple[float, float]]  # lowest and highest of x and of y


def rows(found: Relation, source: Source) -> tuple[pd.DataFrame, tuple[tuple[str, ...], ...]]:
    """The rows of the chart.

    Args:
        found: with at least one municipality.
        source: for names and the demo's mark.

    Returns:
        A frame with FIELDS, and for a wide and a narrow screen the names that found no room.
    """
    held: Held = (_ends(found.x, found.values["x"]), _ends(found.y, found.values["y"]))
    named = [code for code in (found.own, *found.chosen) if code in found.values.index]
    plain = [code for code in found.values.index if code not in named]
    every = [{"part": "frame", "x": held[0][at], "y": held[1][at]} for at in (0, 1)]
    every += [{"part": "dot", **_point(found, str(code), source)} for code in plain]
    for at, code in enumerate(named):
        own = code == found.own
        style = "" if own else SHAPES[(at - (found.own in named)) % len(SHAPES)]
        every.append({"part": "own" if own else "chosen", "style": style, **_point(found, code, source)})
    points = [_placed(found, code, held, source) for code in named]
    unnamed = list[tuple[str, ...]]()
    for size, widths in (("wide", labels.WIDE), ("narrow", labels.NARROW)):
        places = labels.placed(points, widths, HEIGHT - AROUND)
        every += _names(found, named, points, places, size)
        unnamed.append(tuple(point.name for point, place in zip(points, places, strict=True) if place is None))
    every += [{"part": "demo", "text": DEMO}] if source.demo else []
    return _framed(every), tuple(unnamed)


def _ends(one: Axis, values: pd.Series) -> tuple[float, float]:
    return ends(float(values.min()), float(values.max()), share=one.indicator.unit == PERCENT)


def _point(found: Relation, code: str, source: Source) -> Row:
    x, y = found.values.loc[code]
    tips = {"tip_x": _told(found.x, x), "tip_y": _told(found.y, y)}
    return {"x": float(x), "y": float(y), "name": lines.name_of(code, source), **tips}


def _told(one: Axis, value: float) -> str:
    return with_unit(value, one.indicator.decimals, one.indicator.unit)


def _placed(found: Relation, code: str, held: Held, source: Source) -> Point:
    x, y = found.values.loc[code]
    across = (x - held[0][0]) / (held[0][1] - held[0][0])
    down = (held[1][1] - y) / (held[1][1] - held[1][0])
    letter = labels.OWN_LETTER if code == found.own else labels.LETTER
    return Point(lines.name_of(code, source), across, down, letter)


def _names(
    found: Relation, named: Sequence[str], points: Sequence[Point], places: Sequence[Label | None], size: str
) -> Iterator[Row]:
    for code, point, place in zip(named, points, places, strict=True):
        if place is None:
            continue
        x, y = found.values.loc[code]
        mark = "own" if code == found.own else ""
        at = {"x": float(x), "y": float(y), "dx": place.dx, "dy": place.dy, "size": size}
        yield {"part": "name", "style": place.align, "text": point.name, "name": mark, **at}
        if max(abs(place.dx), abs(place.dy)) > labels.FAR[0] / 2:
            yield {"part": "leader", **at}


def _framed(found: Sequence[Row]) -> pd.DataFrame:
    empty = {name: "" if kind == "str" else np.nan for name, kind in FIELDS.items()}
    columns = {name: [row.get(name, none) for row in found] for name, none in empty.items()}
    return pd.DataFrame(columns).astype(FIELDS)
