"""Names beside points, placed so that none covers another, whatever width the chart gets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LETTER, LINE = 8.0, 19.0  # px that a letter of 15 px takes at most on average, and a line
OWN_LETTER = 9.6  # px of a letter of the own name, which is larger and strong
DOT = 9.0  # px around a point that a name keeps free
NEAR, FAR = 11.0, (26.0, 44.0, 66.0, 92.0)  # px from the point; far ones get a leader
WIDE = (500.0, 640.0, 800.0, 980.0, 1130.0)  # px of the plot on screens from 640 px
NARROW = (250.0, 300.0, 360.0, 440.0, 540.0)  # px of the plot on narrower ones


@dataclass(frozen=True)
class Label:
    """Where a name stands: px from its point to the end of the name that is nearest it, and which end that is."""

    dx: float
    dy: float
    align: str  # left, right or center


@dataclass(frozen=True)
class Point:
    """A point with a name: its place, 0-1 of the plot from the left and from the top."""

    name: str
    x: float
    y: float
    letter: float = LETTER


Box = tuple[float, float, float, float]  # left, top, right, bottom


def placed(points: Sequence[Point], widths: Sequence[float], height: float) -> list[Label | None]:
    """A place for each name, the first ones first.

    Args:
        points: in order of weight.
        widths: px that the plot may have: a place is free in all of them.
        height: px of the plot.

    Returns:
        A label a point; None where there is no room.
    """
    taken = [[_dot(one, width, height) for one in points] for width in widths]
    found = list[Label | None]()
    for at, point in enumerate(points):
        chosen = next((one for one in _candidates() if _free(point, at, one, widths, height, taken)), None)
        if chosen:
            for boxes, width in zip(taken, widths, strict=True):
                boxes.append(_box(point, chosen, width, height))
        found.append(chosen)
    return found


def _candidates() -> Iterator[Label]:
    yield from (Label(NEAR, 0, "left"), Label(-NEAR, 0, "right"))
    yield from (Label(0, -NEAR - 6, "center"), Label(0, NEAR + 6, "center"))
    for far in FAR:
        for down in (-0.7, 0.7, -1.0, 1.0, 0.0):
            side = far * (1 - abs(down) / 2)
            yield from (Label(side, far * down, "left"), Label(-side, far * down, "right"))
        yield from (Label(0, -far, "center"), Label(0, far, "center"))


def _free(
    point: Point, at: int, label: Label, widths: Sequence[float], height: float, taken: Sequence[Sequence[Box]]
) -> bool:
    for boxes, width in zip(taken, widths, strict=True):
        mine = _box(point, label, width, height)
        if mine[0] < 0 or mine[2] > width or mine[1] < 0 or mine[3] > height:
            return False
        if any(place != at and _cover(mine, other) for place, other in enumerate(boxes)):
            return False
    return True


def _dot(point: Point, width: float, height: float) -> Box:
    x, y = point.x * width, point.y * height
    return (x - DOT, y - DOT, x + DOT, y + DOT)


def _box(point: Point, label: Label, width: float, height: float) -> Box:
    x, y = point.x * width + label.dx, point.y * height + label.dy
    long = point.letter * len(point.name)
    left = {"left": x, "right": x - long, "center": x - long / 2}[label.align]
    return (left, y - LINE / 2, left + long, y + LINE / 2)


def _cover(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
