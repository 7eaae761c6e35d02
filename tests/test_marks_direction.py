"""The marks of direction and level: told apart by shape and place, filled only when sure, coloured only when judged."""

import itertools
import re
from base64 import b64decode

import pytest

from norberg import marks
from norberg.finding import BETTER, CODE, DIRECTIONS, DOWN, NO_CHANGE, NO_DATA, TOO_FEW, UP, WORSE

JUDGING = {marks.WORSE_COLOUR, marks.BETTER_COLOUR}
SIGNS = {UP: (1,), DOWN: (-1,), BETTER: (1, -1), WORSE: (1, -1)}


def svg(address: str) -> str:
    """The drawing behind an address."""
    assert address.startswith("data:image/svg+xml;base64,")
    return b64decode(address.partition(",")[2]).decode()


def grey(drawing: str) -> str:
    """The drawing as a printer without colour gives it: every colour but white is ink."""
    return re.sub(r'"#[0-9A-F]{6}"', '"ink"', drawing)


def colours(drawing: str) -> set[str]:
    return set(re.findall(r"#[0-9A-F]{6}", drawing))


def test_every_direction_is_a_shape_of_its_own_without_colour():
    """Better, worse, up and down, sure and likely, are all different when printed in grey; so is no sure change."""
    claims = [(one, sign, sure) for one in SIGNS for sign in SIGNS[one] for sure in (True, False)]
    drawn = [grey(svg(marks.direction(*claim))) for claim in claims]
    drawn += [grey(svg(marks.direction(one, 0, False))) for one in (NO_CHANGE, TOO_FEW)]
    assert len(set(drawn)) == len(drawn) == 14


@pytest.mark.parametrize("direction", [UP, DOWN, NO_CHANGE, TOO_FEW, CODE])
@pytest.mark.parametrize("sure", [True, False])
def test_what_is_not_judged_has_no_judging_colour(direction, sure):
    """Orange and blue stand for worse and better only."""
    assert not JUDGING & colours(svg(marks.direction(direction, 1, sure)))
    assert not JUDGING & colours(svg(marks.count(direction)))


def test_the_arrow_shows_which_way_the_value_moves():
    """Falling emissions are a circle with an arrow down: the arrow follows the value, the shape the judgement."""
    falling, rising = (svg(marks.direction(BETTER, sign, True)) for sign in (-1, 1))
    assert "<circle" in falling
    assert "<circle" in rising
    assert ("rotate(180" in falling, "rotate(180" in rising) == (True, False)


def test_no_values_no_mark():
    """What has no values gets neither a direction nor a level, but its own symbol among the counts."""
    assert marks.direction(NO_DATA, 0, False) == ""
    assert marks.level(0, False, True) == ""
    assert "dasharray" in svg(marks.count(NO_DATA))


def test_counts_have_six_shapes_without_colour():
    """The six counts are told apart in grey; up and down are one count, codes are counted among too few."""
    assert len({grey(svg(marks.count(one))) for one in DIRECTIONS}) == 6
    assert marks.count(UP) == marks.count(DOWN)
    assert marks.count(CODE) == marks.count(TOO_FEW)


def own_cell(drawing: str) -> float:
    """Where the full cell of a level mark begins, in px."""
    (full,) = [one for one in re.findall(r"<rect[^>]*>", drawing) if marks.STRIP not in one]
    return float(re.search(r'x="([\d.]+)"', full)[1])


@pytest.mark.parametrize("wide", [False, True])
def test_worst_lies_left_and_best_right(wide):
    """From quarter 4 to 1 the own cell goes from left to right, for neutral measures from 1 (lowest) to 4."""
    judged = [own_cell(svg(marks.level(quarter, True, True, wide))) for quarter in (4, 3, 2, 1)]
    neutral = [own_cell(svg(marks.level(quarter, True, False, wide))) for quarter in (1, 2, 3, 4)]
    assert judged == sorted(set(judged)) == neutral


@pytest.mark.parametrize(("quarter", "certain"), [*itertools.product((1, 2, 3, 4), (True, False))])
def test_level_colours_only_the_outer_quarters_of_judged_measures(quarter, certain):
    """Orange in the worst quarter, blue in the best, grey between, and never a judging colour on a neutral measure."""
    expected = {4: {marks.WORSE_COLOUR}, 1: {marks.BETTER_COLOUR}}.get(quarter, set())
    assert colours(svg(marks.level(quarter, certain, True))) & JUDGING == expected
    assert not colours(svg(marks.level(quarter, certain, False))) & JUDGING


def test_uncertain_is_an_outline():
    """A level that is not sure and a likely direction are white inside; sure ones are not."""
    assert 'fill="white"' in svg(marks.level(4, False, True))
    assert 'fill="white"' not in svg(marks.level(4, True, True))
    assert 'fill="white"' in svg(marks.direction(WORSE, 1, False))
    assert 'fill="white"' not in svg(marks.direction(WORSE, 1, True))
