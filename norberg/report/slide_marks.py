"""The marks of direction and level as shapes of PowerPoint: told by form and place, so that grey paper is enough."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from norberg import clauses, marks
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, TOO_FEW, UP, WORSE, Finding
from norberg.report.slide import Slide, colour

SIZE = 0.36  # inches
CELL, STEP = 0.17, 0.2  # of the level's four cells
FIELDS = {BETTER: MSO_SHAPE.OVAL, WORSE: MSO_SHAPE.RECTANGLE}


def direction(slide: Slide, finding: Finding, left: float, top: float) -> None:
    """The mark of a direction: circle better, square worse, arrow up or down; filled is säkert, outlined troligen."""
    kind, sign = finding.direction, finding.sign
    if kind in FIELDS:
        paint = marks.COLOURS[kind]
        _shape(slide, FIELDS[kind], (left, top, SIZE, SIZE), paint, filled=finding.sure)
        arrow = MSO_SHAPE.UP_ARROW if sign > 0 else MSO_SHAPE.DOWN_ARROW
        inner = (left + SIZE * 0.3, top + SIZE * 0.2, SIZE * 0.4, SIZE * 0.6)
        _shape(slide, arrow, inner, "#FFFFFF" if finding.sure else paint, filled=True)
    elif kind in (UP, DOWN):
        arrow = MSO_SHAPE.UP_ARROW if sign > 0 else MSO_SHAPE.DOWN_ARROW
        _shape(slide, arrow, (left, top, SIZE, SIZE), marks.UNJUDGED, filled=finding.sure)
    elif kind == NO_CHANGE:
        _shape(slide, MSO_SHAPE.RECTANGLE, (left, top + SIZE * 0.44, SIZE, SIZE * 0.12), marks.QUIET, filled=True)
    elif kind in (TOO_FEW, CODE):
        for at in range(3):
            dot = (left + at * SIZE * 0.38, top + SIZE * 0.38, SIZE * 0.24, SIZE * 0.24)
            _shape(slide, MSO_SHAPE.OVAL, dot, marks.QUIET, filled=True)


def level(slide: Slide, finding: Finding, left: float, top: float) -> bool:
    """The mark of a level: four cells, the worst left, the municipality's own one high.

    Returns:
        Whether there is a level to mark.
    """
    quarter, judged = finding.level.quarter, clauses.judged(finding.indicator)
    if not quarter:
        return False
    own = 4 - quarter if judged else quarter - 1
    outer = {1: marks.BETTER_COLOUR, 4: marks.WORSE_COLOUR} if judged else {}
    for at in range(4):
        across = left + at * STEP
        if at == own:
            paint = outer.get(quarter, marks.UNJUDGED)
            place = (across, top, CELL, SIZE)
            _shape(slide, MSO_SHAPE.RECTANGLE, place, paint, filled=finding.level.certain)
        else:
            place = (across, top + SIZE * 0.38, CELL, SIZE * 0.24)
            _shape(slide, MSO_SHAPE.RECTANGLE, place, marks.STRIP, filled=True)
    return True


def _shape(slide: Slide, kind: Any, place: tuple[float, float, float, float], paint: str, *, filled: bool) -> None:  # noqa: ANN401
    shape = slide.shapes.add_shape(kind, *(Inches(one) for one in place))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(paint if filled else "#FFFFFF")
    shape.line.color.rgb, shape.line.width = colour(paint), Pt(1.5)
    if paint == "#FFFFFF":
        shape.line.fill.background()
    shape.name = "Märke"  # what it says stands in words beside it
