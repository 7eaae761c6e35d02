"""Women minus men: when the gap is more than noise, when it grows, and whom it is compared with."""

from dataclasses import replace

import numpy as np
import pytest

from norberg import calibration_level
from norberg.finding import SURE, Gap
from norberg.rules import gap
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

HOLE = np.nan
ALONE = Measure("X", "higher", persistence=Persistence(0, 0, 0))
NOISE = np.array([0.3, -0.2, 0.1, -0.3, 0.2, 0.0, 0.3, -0.1, -0.2, 0.1])


def wide(values: np.ndarray, first: int = 2010) -> Wide:
    names = (1962 + np.arange(len(values))).astype(str)
    return Wide(names, first + np.arange(values.shape[1]), np.asarray(values, float))


def of(women: np.ndarray, men: np.ndarray, measure: Measure = ALONE) -> Gap | None:
    """The gap of one municipality among itself alone."""
    return gap.gap(wide(women[None, :]), wide(men[None, :]), measure, "1962")


def test_the_gap_is_women_minus_men():
    """A gap has a sign: women below men is negative, and the values of the same year stand beside it."""
    found = of(50 + NOISE, 60 - NOISE)
    assert found is not None
    assert (found.year, found.women, found.men) == (2019, 50.1, 59.9)
    assert found.gap == pytest.approx(-9.8)
    assert found.sure


def test_years_with_only_one_gender_have_no_gap():
    """The latest year is the latest with both, and a hole ends the run."""
    women, men = 50 + NOISE, 60 - NOISE
    women[-1] = men[3] = HOLE
    found = of(women, men)
    assert found is not None
    assert (found.year, list(found.values.index)) == (2018, list(range(2014, 2019)))


def test_no_year_with_both_is_no_gap():
    """Without a common year there is nothing to subtract; nothing for an area that is not there."""
    women, men = np.full(4, HOLE), np.arange(4.0)
    assert of(women, men) is None
    assert gap.gap(wide(np.ones((1, 3)), 2000), wide(np.ones((1, 3)), 2010), ALONE, "1962") is None
    assert gap.gap(wide(np.ones((1, 3))), wide(np.ones((1, 3))), ALONE, "9999") is None


def test_a_single_year_has_a_gap_but_no_claim():
    """One common year gives the gap of that year, neither sure nor growing."""
    found = of(np.array([52.0]), np.array([50.0]))
    assert found is not None
    assert (found.gap, found.sure, found.growing, found.trend.enough) == (2, False, 0, False)


@pytest.mark.parametrize(
    ("start", "slope", "growing"),
    [(5, 1, 1), (-5, -1, 1), (15, -1, -1), (-15, 1, -1), (-4.5, 1, 0), (5, 0, 0)],
    ids=["wider", "wider below", "narrower", "narrower below", "turns", "stays"],
)
def test_growing_is_about_size(start, slope, growing):
    """A gap grows when it gets larger whichever gender leads; one that turns has moved, not grown."""
    found = of(50 + start + slope * np.arange(10) + NOISE / 10, np.full(10, 50.0))
    assert found is not None
    assert found.growing == growing
    assert (found.trend.grade == SURE) == (slope != 0)


def test_a_gap_within_its_noise_is_not_sure():
    """A mean gap that its own wobble explains is not claimed."""
    found = of(50 + 20 * NOISE + 0.5, np.full(10, 50.0))
    assert found is not None
    assert not found.sure


def test_persistence_and_overlap_widen_the_noise():
    """The same gap can be sure where years stand alone and unsure where they hang together or overlap."""
    women, men = 50.25 + NOISE, np.full(10, 50.0)
    alone = of(women, men)
    tied = of(women, men, replace(ALONE, persistence=Persistence(0.7, 0.7, 0.7)))
    rolling = of(women, men, replace(ALONE, window=5))
    assert [one is not None and one.sure for one in (alone, tied, rolling)] == [True, False, False]


def country(areas: int = 20) -> tuple[np.ndarray, np.ndarray]:
    """Municipalities whose gap is their number, every second with women below men."""
    men = np.tile(50 + NOISE, (areas, 1))
    size = np.arange(areas) * np.where(np.arange(areas) % 2, -1, 1)
    return men + size[:, None], men


def test_the_gap_is_compared_by_size():
    """Share of the other municipalities with a smaller gap, whichever gender leads there."""
    found = gap.gaps(*map(wide, country()), ALONE)
    shares = [found.one(str(1962 + place)).larger_than for place in (0, 7, 19)]
    assert shares == pytest.approx([0, 7 / 19, 1])
    assert found.one("1962").compared == 20


def test_a_country_read_in_part_is_not_compared():
    """With both genders for only half of the municipalities nobody's gap is called large."""
    women, men = country()
    women[10:] = HOLE
    one = gap.gap(wide(women), wide(men), ALONE, "1962")
    assert one is not None
    assert np.isnan(one.larger_than)
    assert one.compared == 0


def test_numbers_of_people_are_not_compared():
    """In counts a gap follows how many people there are."""
    found = gap.gap(*map(wide, country()), replace(ALONE, count=True), "1969")
    assert found is not None
    assert found.compared == 0


def test_regions_and_groups_are_no_municipalities():
    """The country, regions and groups among the rows do not count as municipalities, and get no share."""
    women, men = country()
    names = wide(women).areas.astype("U7")
    names[:3] = ["0000", "0019", "G36017"]
    sides = [replace(wide(side), areas=names) for side in (women, men)]
    found = gap.gaps(*sides, ALONE)
    assert found.one("1981").compared == 17
    assert np.isnan(found.one("0019").larger_than)


def test_two_ids_with_other_areas_are_joined_by_area():
    """Women's and men's own ids may have their areas in another order and years of their own."""
    women, men = country()
    turned = replace(wide(men[::-1, 2:], 2012), areas=wide(men).areas[::-1])
    found = gap.gap(wide(women), turned, ALONE, "1965")
    assert found is not None
    assert (found.gap, len(found.values)) == (pytest.approx(-3), 8)


@pytest.mark.parametrize(("words", "measure", "points"), list(calibration_level.histories()))
def test_chance_makes_no_gap(words, measure, points):
    """Where women and men are alike at most 5 % have a sure gap, and at most 5 % one that surely grows."""
    sure, grown = calibration_level.gaps(measure, points, 2000)
    assert sure <= 0.05
    assert grown <= 0.05


def test_a_gap_is_held_against_chosen_others():
    """Of four others, all read, those with a smaller mean gap are counted; an unread one is one too many of five."""
    women = wide(np.array([[5.0] * 5, [1.0] * 5, [4.0] * 5, [6.0] * 5, [-9.0] * 5, [HOLE] * 5]))
    men = wide(np.zeros((6, 5)))
    found = gap.gaps(women, men, ALONE)
    assert found.smaller("1962", ["1963", "1964", "1965", "1966"]) == (2, 4)
    assert found.smaller("1962", ["1963", "1964", "1965", "1966", "1967"]) == (2, 4)
    assert found.smaller("1962", ["1963", "1964", "1967", "9998", "9999"]) == (0, 0)
    assert found.smaller("1967", ["1962", "1963", "1964", "1965", "1966"]) == (0, 0)
    assert found.smaller("1962", []) == (0, 0)
