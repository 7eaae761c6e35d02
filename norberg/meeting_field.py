"""Where a meeting's chart says what its grey field is: in place, and over no line."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from norberg.meeting_scene import Scene

WORDS = "grått fält: nio av tio kommuner"
BOX = (0.64, 0.085)  # width and height of the words at 1280 x 720, 0-1 of the plot
GAP = 0.012  # of the plot between the words and the field


def words(one: Scene) -> Iterator[dict[str, Any]]:
    """What the grey field is, written over, in or under it where no line passes, else above the plot."""
    band = one.drawn.band
    seen = band[(band.index >= one.first) & (band.index <= one.last)]
    if not len(seen):
        return
    lines = [_points(one, one.seen(line.values)) for line in one.lines]
    upright = np.linspace(0, 1, 50)
    lines += [np.column_stack([np.full(50, one.x(year - 0.5)), upright]) for year in one.breaks]
    edges = [(one.x(year), one.y(row[5]), one.y(row[95])) for year, row in seen.iterrows()]
    centre = float(np.clip((edges[0][0] + edges[-1][0]) / 2, BOX[0] / 2, 1 - BOX[0] / 2))
    for x in (centre, *np.linspace(BOX[0] / 2, 1 - BOX[0] / 2, 7)):
        for y in _beside(edges, x):
            if y is not None and not any(_crosses(line, x, y) for line in lines):
                yield {"part": "band_words", "x": x, "y": y, "text": WORDS}
                return
    yield {"part": "band_words", "x": centre, "y": 1 + BOX[1], "text": WORDS}


def _beside(edges: list[tuple[float, float, float]], x: float) -> Iterator[float | None]:
    """The middle of the words' box: over the band, under it, inside near its upper and lower edge."""
    near = [edge for edge in edges if abs(edge[0] - x) <= BOX[0] / 2] or edges
    top, bottom, half = max(one[2] for one in near), min(one[1] for one in near), BOX[1] / 2 + GAP
    yield top + half if top + 2 * half <= 1 else None
    yield bottom - half if bottom - 2 * half >= 0 else None
    inner, outer = min(one[2] for one in near) - half, max(one[1] for one in near) + half
    covered = abs(x - near[0][0]) <= BOX[0] / 2 + GAP and near[-1][0] - near[0][0] >= BOX[0] * 0.9
    yield from (inner, outer) if covered and inner - outer > BOX[1] else ()


def _points(one: Scene, values: pd.Series) -> np.ndarray:
    """A line as points close to each other: x and y."""
    if not len(values):
        return np.zeros((0, 2))
    years = np.linspace(values.index[0], values.index[-1], 12 * max(len(values), 2))
    there = np.interp(years, values.index, values.to_numpy())
    return np.array([(one.x(float(year)), one.y(float(value))) for year, value in zip(years, there, strict=True)])


def _crosses(line: np.ndarray, x: float, y: float) -> bool:
    inside = (abs(line[:, 0] - x) <= BOX[0] / 2 + GAP) & (abs(line[:, 1] - y) <= BOX[1] / 2 + GAP / 2)
    return bool(inside.any())
