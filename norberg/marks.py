"""Small pictures as SVG data addresses: ``st.html`` strips inline SVG."""

from base64 import b64encode
from collections.abc import Callable, Sequence

import pandas as pd

from norberg import figures

WOMEN, MEN = "#5A3D8F", "#1F7A66"
WIDTH, HEIGHT, EDGE = 150, 34, 6  # px; the edge leaves room for the end marks


def address(svg: str) -> str:
    """An SVG as the address of an image."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def genders(women: pd.Series, men: pd.Series, breaks: Sequence[int] = (), longest_step: int = 1) -> str:
    """Women (solid, filled circle) and men (dashed, open diamond) over time.

    Args:
        women: year -> value.
        men: year -> value.
        breaks: first years after a break, which no line crosses.
        longest_step: years between neighbours that are joined.

    Returns:
        An image address.
    """
    both = pd.concat([women, men])
    years, low, high = both.index, both.min(), both.max()

    def place(year: int, value: float) -> tuple[float, float]:
        across = (year - years.min()) / ((years.max() - years.min()) or 1)
        up = (value - low) / ((high - low) or 1)
        return EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)

    wx, wy = place(women.index[-1], women.iloc[-1])
    mx, my = place(men.index[-1], men.iloc[-1])
    hers, his = (_path(one, figures.runs(one, breaks, longest_step), place) for one in (women, men))
    shapes = (
        f'<path d="{hers}" fill="none" stroke="{WOMEN}" stroke-width="2"/>'
        f'<path d="{his}" fill="none" stroke="{MEN}" stroke-width="2" stroke-dasharray="4 2"/>'
        f'<circle cx="{wx:.1f}" cy="{wy:.1f}" r="4" fill="{WOMEN}"/>'
        f'<path d="M{mx:.1f} {my - 5:.1f}l5 5-5 5-5-5z" fill="white" stroke="{MEN}" stroke-width="2"/>'
    )
    return address(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{shapes}</svg>')


def _path(series: pd.Series, runs: pd.Series, place: Callable[[int, float], tuple[float, float]]) -> str:
    """A line through the years of each unbroken run."""
    steps, before = [], None
    for (year, value), run in zip(series.items(), runs, strict=True):
        x, y = place(year, value)
        steps.append(f"{'L' if run == before else 'M'}{x:.1f} {y:.1f}")
        before = run
    return "".join(steps)
