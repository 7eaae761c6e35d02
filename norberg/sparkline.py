"""The wall's sparkline: one axis of years for all nyckeltal, so that a glance down a column compares like with like."""

from collections.abc import Sequence

import pandas as pd

from norberg import figures
from norberg.marks import address

WIDTH, HEIGHT = 84, 24  # px
EDGE = 5.5  # px: the ring around the latest value needs them
INK, FADED, UPRIGHT = "#17212B", "#9AA4AE", "#7A8691"


def sparkline(
    values: pd.Series, breaks: Sequence[int], longest_step: int, years: tuple[int, int], unusual: bool = False
) -> str:
    """A series in its own scale.

    Args:
        values: year -> measured value; repeated survey values once.
        breaks: first years after a break: a dashed upright, and grey before the last of them.
        longest_step: years between neighbours that are joined; a longer hole is left open.
        years: first and last year of the axis.
        unusual: whether the latest value gets a ring.

    Returns:
        An image address; "" where no value lies on the axis.
    """
    first, last = years
    seen = values[(values.index >= first) & (values.index <= last)]
    if not len(seen):
        return ""
    low, extent = seen.min(), seen.max() - seen.min()
    step = (WIDTH - 2 * EDGE) / ((last - first) or 1)
    across = EDGE + (seen.index - first) * step
    down = HEIGHT - EDGE - ((seen - low) / extent if extent else seen * 0 + 0.5) * (HEIGHT - 2 * EDGE)
    crossed = [one for one in breaks if seen.index[0] < one <= seen.index[-1]]
    uprights = "".join(f"M{EDGE + (one - 0.5 - first) * step:.1f} 0V{HEIGHT}" for one in crossed)
    points = pd.Series([f"{x:.1f} {y:.1f}" for x, y in zip(across, down, strict=True)], index=seen.index)
    newest = max(crossed, default=first)
    lines = "".join(
        _stroke(list(run), INK if run.index[0] >= newest else FADED)
        for _, run in points.groupby(figures.runs(seen, breaks, longest_step))
    )
    dot = _end(across[-1], down.iloc[-1], unusual)
    return address(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="{uprights}" stroke="{UPRIGHT}" stroke-dasharray="2 2"/>{lines}{dot}</svg>'
    )


def _stroke(points: list[str], colour: str) -> str:
    """An unbroken run; a lone value is a dot."""
    lone = len(points) == 1
    shape = f'd="M{"L".join(points)}{"h0" if lone else ""}" stroke-width="{3 if lone else 1.6}"'
    return f'<path {shape} fill="none" stroke="{colour}" stroke-linecap="round" stroke-linejoin="round"/>'


def _end(x: float, y: float, unusual: bool) -> str:
    """A dot on the latest value, in a ring when it is unusual."""
    ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.8" fill="white" stroke="{INK}" stroke-width="1.4"/>'
    return f'{ring if unusual else ""}<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{INK}"/>'
