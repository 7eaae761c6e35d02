"""Small pictures as SVG data addresses: ``st.html`` strips inline SVG."""

from base64 import b64encode
from collections.abc import Callable

import pandas as pd

WOMEN, MEN = "#5A3D8F", "#1F7A66"
WIDTH, HEIGHT, EDGE = 150, 34, 6  # px; the edge leaves room for the end marks


def address(svg: str) -> str:
    """An SVG as the address of an image."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def genders(women: pd.Series, men: pd.Series) -> str:
    """Women (solid, filled circle) and men (dashed, open diamond) over time.

    Args:
        women: year -> value.
        men: year -> value.

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
    shapes = (
        f'<path d="{_path(women, place)}" fill="none" stroke="{WOMEN}" stroke-width="2"/>'
        f'<path d="{_path(men, place)}" fill="none" stroke="{MEN}" stroke-width="2" stroke-dasharray="4 2"/>'
        f'<circle cx="{wx:.1f}" cy="{wy:.1f}" r="4" fill="{WOMEN}"/>'
        f'<path d="M{mx:.1f} {my - 5:.1f}l5 5-5 5-5-5z" fill="white" stroke="{MEN}" stroke-width="2"/>'
    )
    return address(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{shapes}</svg>')


def _path(series: pd.Series, place: Callable[[int, float], tuple[float, float]]) -> str:
    """A line through neighbouring years; a hole is not joined."""
    steps, before = [], None
    for year, value in series.items():
        x, y = place(year, value)
        steps.append(f"{'L' if before == year - 1 else 'M'}{x:.1f} {y:.1f}")
        before = year
    return "".join(steps)
