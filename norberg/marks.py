"""Small pictures as SVG data addresses: ``st.html`` strips inline SVG.

A direction is told by its shape: circle better, square worse, bare arrow up or down, dash no sure change, dots too few
measurements. Filled is säkert, outlined troligen. A level is told by its place. Both hold without colour.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache

import pandas as pd

from norberg import figures
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, NO_DATA, TOO_FEW, UP, WORSE

WOMEN, MEN = "#5A3D8F", "#1F7A66"
WORSE_COLOUR, BETTER_COLOUR, UNJUDGED, QUIET, STRIP = "#D2590A", "#0B63A8", "#3C4753", "#8A949E", "#D5DAE0"
WIDTH, HEIGHT, EDGE = 150, 34, 6  # px; the edge leaves room for the end marks

SHAPES = {  # on a field of 24 x 24, an outline's stroke inside the edge
    BETTER: '<circle cx="12" cy="12" r="{r}" {paint}/>',
    WORSE: '<rect x="{edge}" y="{edge}" width="{side}" height="{side}" {paint}/>',
}
COLOURS = {BETTER: BETTER_COLOUR, WORSE: WORSE_COLOUR}
ARROW = "M12 18V6.8M7.2 11.4L12 6.6l4.8 4.8"
BLOCK_ARROW = "M12 3l8 9h-4.6v9H8.6v-9H4z"
DASH = f'<path d="M7 12h10" stroke="{QUIET}" stroke-width="2"/>'
DOTS = "".join(f'<circle cx="{x}" cy="12" r="1.6" fill="{QUIET}"/>' for x in (6.5, 12, 17.5))
LARGE_ARROW = f'<path d="M12 1l10.5 11.5H17V23H7V12.5H1.5z" fill="{UNJUDGED}"/>'
LARGE_DASH = f'<path d="M1 12h22" stroke="{QUIET}" stroke-width="4"/>'
LARGE_DOTS = "".join(f'<circle cx="{x}" cy="12" r="2.8" fill="{QUIET}"/>' for x in (3, 12, 21))
RING = f'<circle cx="12" cy="12" r="9" fill="none" stroke="{QUIET}" stroke-width="2.4" stroke-dasharray="3.6 3.47"/>'
COUNTED = {
    UP: LARGE_ARROW,
    DOWN: LARGE_ARROW,
    NO_CHANGE: LARGE_DASH,
    TOO_FEW: LARGE_DOTS,
    CODE: LARGE_DOTS,
    NO_DATA: RING,
}


def address(svg: str) -> str:
    """An SVG as the address of an image."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@cache
def direction(direction: str, sign: int, sure: bool, size: int = 24) -> str:
    """The mark of a direction.

    Args:
        direction: one of ``finding.DIRECTIONS``.
        sign: which way the value itself moves, 1 or -1: the arrow inside (falling emissions: a circle with an arrow
            down).
        sure: filled if säkert, outlined if troligen.
        size: px.

    Returns:
        An image address; "" for a nyckeltal without values, which has no mark.
    """
    if direction == NO_DATA:
        return ""
    plain = {NO_CHANGE: DASH, TOO_FEW: DOTS, CODE: DOTS}
    turned = ' transform="rotate(180 12 12)"' if sign < 0 else ""
    if direction in plain:
        shape = plain[direction]
    elif direction in SHAPES:
        colour = COLOURS[direction]
        shape = _field(direction, colour, sure) + (
            f'<path d="{ARROW}" fill="none" stroke="{"white" if sure else colour}" stroke-width="2.4"{turned}/>'
        )
    else:
        shape = f'<path d="{BLOCK_ARROW}" {_paint(UNJUDGED, sure)}{turned}/>'
    return _square(shape, size)


@cache
def level(quarter: int, certain: bool, judged: bool, wide: bool = False) -> str:
    """The mark of a level: four cells, the worst left (neutral: the lowest), the municipality's own one full.

    Args:
        quarter: 1 best ... 4 worst; for neutral measures 1 lowest ... 4 highest; 0 where not compared.
        certain: filled if sure, outlined if not.
        judged: whether the measure has a wanted direction; only then are the outer cells orange and blue.
        wide: 76 x 18 instead of 44 x 16 px.

    Returns:
        An image address; "" where not compared, which has no mark.
    """
    if quarter == 0:
        return ""
    width, height, cell = (76, 18, 18) if wide else (44, 16, 10)
    own = 4 - quarter if judged else quarter - 1
    colour = {1: BETTER_COLOUR, 4: WORSE_COLOUR}.get(quarter, UNJUDGED) if judged else UNJUDGED
    step, middle = (width - cell) / 3, height / 2
    strips = "".join(
        f'<rect x="{step * at:.1f}" y="{middle - 2:g}" width="{cell}" height="4" fill="{STRIP}"/>'
        for at in range(4)
        if at != own
    )
    inset = 0 if certain else 1
    full = (
        f'<rect x="{step * own + inset:.1f}" y="{0.5 + inset}" width="{cell - 2 * inset}"'
        f' height="{height - 1 - 2 * inset}" {_paint(colour, certain)}/>'
    )
    return _svg(strips + full, width, height)


@cache
def count(direction: str, size: int = 14) -> str:
    """The symbol of a count: the same shapes as the marks, without arrow and certainty.

    Args:
        direction: one of ``finding.DIRECTIONS``; up and down share the arrow, codes the dots of too few.
        size: px.

    Returns:
        An image address.
    """
    if direction in SHAPES:
        return _square(_field(direction, COLOURS[direction], sure=True), size)
    return _square(COUNTED[direction], size)


def _field(direction: str, colour: str, sure: bool) -> str:
    edge = 1 if sure else 2
    return SHAPES[direction].format(r=12 - edge, edge=edge, side=24 - 2 * edge, paint=_paint(colour, sure))


def _paint(colour: str, filled: bool) -> str:
    return f'fill="{colour}"' if filled else f'fill="white" stroke="{colour}" stroke-width="2"'


def _square(shapes: str, size: int) -> str:
    return _svg(shapes, size, size, ' viewBox="0 0 24 24"')


def _svg(shapes: str, width: int, height: int, box: str = "") -> str:
    return address(f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"{box}>{shapes}</svg>')


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
    hers, his = (path(one, figures.runs(one, breaks, longest_step), place) for one in (women, men))
    shapes = (
        f'<path d="{hers}" fill="none" stroke="{WOMEN}" stroke-width="2"/>'
        f'<path d="{his}" fill="none" stroke="{MEN}" stroke-width="2" stroke-dasharray="4 2"/>'
        f'<circle cx="{wx:.1f}" cy="{wy:.1f}" r="4" fill="{WOMEN}"/>'
        f'<path d="M{mx:.1f} {my - 5:.1f}l5 5-5 5-5-5z" fill="white" stroke="{MEN}" stroke-width="2"/>'
    )
    return address(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">{shapes}</svg>')


def path(series: pd.Series, runs: pd.Series, place: Callable[[int, float], tuple[float, float]]) -> str:
    """The strokes of a line: through the years of each unbroken run.

    Args:
        series: year -> value.
        runs: year -> number of its run.
        place: where a year and a value lie, in px.

    Returns:
        The d of an SVG path; a run of one year is a stroke without length.
    """
    steps, before = [], None
    for (year, value), run in zip(series.items(), runs, strict=True):
        x, y = place(year, value)
        steps.append(f"{'L' if run == before else 'M'}{x:.1f} {y:.1f}")
        before = run
    return "".join(steps)
