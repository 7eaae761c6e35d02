"""What is claimed of Norberg on the embedded real figures, and of series where the right answer is known."""

from dataclasses import replace

import pytest
from world import COUNTRY, FAGERSTA, NORBERG, PROGRAM, STANDARD, TODAY, pair, publish, source

from norberg.finding import BETTER, CODE, LIKELY, NO_CHANGE, NO_DATA, SURE, TOO_FEW, UP, WORSE, Finding
from norberg.findings import Findings
from norberg.source import Source

LAST = 2026


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The embedded figures."""
    return source(tmp_path_factory.mktemp("findings"))


@pytest.fixture(scope="module")
def found(here) -> Findings:
    """What the rules say of the embedded figures."""
    return Findings(here, LAST, TODAY)


def of(found: Findings, no: int, gender: str = "T", area: str = "") -> Finding:
    return found.of(PROGRAM.indicator(no), gender, area)


def test_the_counts_of_the_wall_sum_to_the_nyckeltal(found):
    """Every nyckeltal is in just one count, in all and in each goal."""
    wall = found.wall()
    assert sum(wall.counts().values()) == len(PROGRAM.indicators) == 75
    for goal in PROGRAM.goals:
        assert sum(wall.counts(goal.no).values()) == len(goal.indicators)
    assert wall.counts()[NO_DATA] == 20


def test_chance_alone_is_told_from_the_sizes_of_the_tests(found):
    """The number of marks that chance would give is that of the judged ones, and more than a plain 5 % would give."""
    wall = found.wall()
    judged = [one for one in wall.findings if one.trend and one.trend.enough]
    assert wall.judged == len(judged)
    assert 0.05 * len(judged) < wall.chance < 0.2 * len(judged)


@pytest.mark.parametrize(
    ("no", "direction", "grade"),
    [
        (1, NO_CHANGE, ""),  # noise of a small year group
        (2, TOO_FEW, ""),  # three surveys
        (6, WORSE, SURE),  # low economic standard rises
        (11, WORSE, SURE),  # men's length of life falls; its single years hardly persist
        (12, BETTER, SURE),  # fewer prescriptions is better
        (16, CODE, ""),  # a code has no trend
        (17, BETTER, SURE),
        (58, UP, SURE),  # neutral: neither better nor worse
        (60, WORSE, LIKELY),  # S = 35 against 37 for three-year means of years that persist a little
        (72, NO_DATA, ""),
    ],
)
def test_direction_of_real_measures(found, no, direction, grade):
    """Known real series get the mark their rule gives, no stronger one."""
    one = of(found, no)
    assert one.direction == direction
    assert (one.trend.grade if one.trend else "") == grade


def test_the_window_starts_after_the_break(found):
    """Låg inkomst was redefined in 2019: four years are too few, whatever the older ones did."""
    one = of(found, 8)
    assert (one.trend.first, one.trend.points, one.direction) == (2019, 4, TOO_FEW)


def test_the_end_year_hides_all_that_came_later(here, found):
    """In 2019 behörighet was as in 2019: value, window and level know nothing of later years."""
    then = Findings(here, 2019, TODAY).of(PROGRAM.indicator(1))
    assert (then.year, then.trend.last, then.level.last) == (2019, 2019, 2019)
    assert of(found, 1).year == 2026


def test_level_tells_the_years_it_rests_on(found):
    """The country's values end before Norberg's own: the level says 2020–2022, among 290, with an interval."""
    level = of(found, 1).level
    assert (level.first, level.last, level.ranked) == (2020, 2022, 290)
    assert 1 <= level.rank_low < level.rank_high <= 290


def test_by_gender_the_country_is_not_read(found):
    """Offline women and men are read for 73 areas only: no level is claimed."""
    level = of(found, 73, "K").level
    assert level.quarter == 0
    assert "kommuner" in level.reason


@pytest.mark.parametrize(("no", "reason"), [(29, "antal"), (16, "kod"), (47, "gammal")])
def test_what_is_not_compared_says_why(found, no, reason):
    """Counts, codes and old values have no quarter and no place, and a reason."""
    level = of(found, no).level
    assert (level.quarter, level.rank_low) == (0, 0)
    assert reason in level.reason


def test_a_derived_row_is_a_hundred_minus_the_other(tmp_path):
    """Andel män is worked out from the share of women, and its direction is the opposite."""
    publish(tmp_path, "N00222", {(NORBERG, year): 70.0 + year - 2014 for year in range(2014, 2024)})
    found = Findings(source(tmp_path), LAST, TODAY)
    women, men = of(found, 65), of(found, 66)
    assert women.value + men.value == pytest.approx(100)
    assert (women.direction, men.direction) == ("up", "down")
    assert women.gap is None
    assert men.gap is None


def test_ended_series_are_said_to_have_ended(found):
    """Rows 9, 39 and 44 show the retired id."""
    assert [no for no in range(1, 76) if of(found, no).ended] == [9, 39, 44]


def test_a_pair_has_one_gap(found):
    """Length of life is two ids: the gap is that between them, six years in 2022."""
    gap = of(found, 10).gap
    assert (gap.year, round(gap.gap, 1)) == (2022, 6.0)
    assert of(found, 11).gap.gap == gap.gap


def test_another_municipality_is_judged_by_the_same_rule(found):
    """Fagersta has its own values, trend and place."""
    one = of(found, 13, area=FAGERSTA)
    assert (one.municipality, one.name) == (FAGERSTA, "Fagersta")
    assert one.value != of(found, 13).value
    assert one.level.ranked == of(found, 13).level.ranked


def test_gender_findings_of_a_card(found):
    """Båda gives women's and men's, a pair always its two, one gender its own, skillnad the total with its gap."""
    both = found.chosen(pair(1), replace(STANDARD, gender="bada"))
    assert [one.gender for one in both] == ["K", "M"]
    assert [one.indicator.no for one in found.chosen(pair(10), STANDARD)] == [10, 11]
    assert [one.indicator.no for one in found.chosen(pair(10), replace(STANDARD, gender="man"))] == [11]
    gap = found.chosen(pair(1), replace(STANDARD, gender="skillnad"))
    assert [one.gender for one in gap] == ["T"]
    assert gap[0].gap is not None


def rising(tmp_path, others: float) -> Findings:
    """Norberg rises by one a year, the country by ``others``."""
    values = {(NORBERG, year): 30.0 + (year - 2013) for year in range(2013, 2023)}
    country = {(COUNTRY, year): 40.0 + others * (year - 2013) for year in range(2013, 2023)}
    publish(tmp_path, "N09807", values | country, asked=(NORBERG, COUNTRY))
    return Findings(source(tmp_path), 2022, TODAY)


@pytest.mark.parametrize(("others", "sign"), [(1.0, 0), (0.2, 1), (2.0, -1)])
def test_the_movement_against_the_chosen_country(tmp_path, others, sign):
    """In step with the country, faster, slower: three different answers, held against what is chosen."""
    one = rising(tmp_path, others).chosen(pair(32), replace(STANDARD, sets=("riket",)))[0]
    assert (one.direction, one.relative.sign, one.relative_to) == (BETTER, sign, "riket")


def test_without_a_comparison_nothing_is_held_against_it(tmp_path):
    """Who compares with nobody is told nothing of others' movement; the level still means all."""
    one = rising(tmp_path, 1.0).chosen(pair(32), replace(STANDARD, sets=()))[0]
    assert (one.relative, one.relative_to) == (None, "")
    assert one.comparator.startswith("landets")


def test_absence_goes_with_the_finding(found):
    """What has no value says why, in the words of the six absences."""
    assert "Inte hämtat" in of(found, 4).absence.sentence
    assert "Egen serie saknas" in of(found, 72).absence.sentence
