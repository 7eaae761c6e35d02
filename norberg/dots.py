"""Every municipality a dot, stacked where several lie together, the worst always left."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from norberg import figures

COLUMNS = 112  # places a row of dots has: a dot and its air are 10,5 px of a chart that is 1 176 px wide
TICKS = 8  # about so many numbers at the axis
EDGE = 0.02  # of the extent, left free at both ends


@dataclass(frozen=True)
class Dots:
    """Where the dots lie.

    Attributes:
        table: code -> column (0 left), level (0 at the axis) and value.
        worse, better: the values at the axis' left and right end.
        limits: the three limits between the quarters, from left to right, 0-1 of the width.
        ticks: values with a number at the axis, and their places.
        outside: codes of those beyond the axis, whose dots lie at its end.
    """

    table: pd.DataFrame
    worse: float
    better: float
    limits: tuple[float, ...]
    ticks: tuple[tuple[float, float], ...]
    outside: tuple[str, ...] = ()

    def place(self, value: float) -> float:
        """Where a value lies, 0-1 of the width; a value beyond the axis lies at its end."""
        return _place(value, self.worse, self.better)


def dots(values: pd.Series, own: str, *, lower_is_better: bool) -> Dots:
    """The dots of one year.

    Args:
        values: code -> value, at least one.
        own: the municipality's code, never beyond the axis.
        lower_is_better: then the axis runs from high to low, so that worse stays left.

    Returns:
        Dots in the order of their values, in COLUMNS columns; the limits are the quartiles of the values.
    """
    outside = outlying(values, own)
    inside = values.drop(list(outside))
    least, most = float(inside.min()), float(inside.max())
    step = tick_step(most - least, TICKS)
    room = (most - least) * EDGE or step / 2
    worse, better = (most + room, least - room) if lower_is_better else (least - room, most + room)
    ordered = values.sort_values(kind="stable", ascending=not lower_is_better)
    column = np.clip([int(_place(one, worse, better) * COLUMNS) for one in ordered], 0, COLUMNS - 1)
    level = pd.Series(column).groupby(column).cumcount().to_numpy()
    table = pd.DataFrame({"column": column, "level": level, "value": ordered.to_numpy()}, ordered.index)
    limits = sorted(_place(float(one), worse, better) for one in np.percentile(values.to_numpy(), (25, 50, 75)))
    steps = np.arange(np.ceil((least - room) / step), np.floor((most + room) / step) + 1)
    ticks = tuple((float(at * step), _place(float(at * step), worse, better)) for at in steps)
    return Dots(table, worse, better, tuple(limits), ticks, outside)


def outlying(values: pd.Series, own: str) -> tuple[str, ...]:
    """The codes that lie far outside the rest and would stretch an axis, largest value first.

    Args:
        values: code -> value.
        own: the municipality's code, never among them.

    Returns:
        Those beyond ``figures.FAR_OUT`` if they together take more than ``figures.STRETCH`` of the extent; else none.
    """
    far = figures.far_out(values).drop(own, errors="ignore").sort_values(ascending=False)
    if not len(far):
        return ()
    rest, whole = values.drop(far.index), float(values.max() - values.min())
    stretched = whole - float(rest.max() - rest.min())
    return tuple(str(code) for code in far.index) if stretched > figures.STRETCH * whole else ()


def _place(value: float, worse: float, better: float) -> float:
    return float(np.clip((value - worse) / (better - worse), 0.0, 1.0))


def tick_step(extent: float, count: int) -> float:
    """The step of 1, 2 or 5 times a power of ten that gives about ``count`` steps; 1 for no extent."""
    if extent <= 0:
        return 1.0
    rough = extent / count
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * next(one for one in (1, 2, 5, 10) if one * power >= rough * 0.999))


def rows_of_names(places: Sequence[float], least: float) -> list[int]:
    """The row of each name above the dots: names closer than ``least`` of the width stand in different rows.

    Args:
        places: where each begins, 0-1 of the width, sorted.
        least: what a name needs.
    """
    ends: list[float] = []
    rows = []
    for place in places:  # each in the lowest row where the name before leaves room
        row = next((at for at, end in enumerate(ends) if place - end >= least), len(ends))
        ends[row : row + 1] = [place]
        rows.append(row)
    return rows
