"""The six counts: they always sum to what they are of, on the whole wall, in each goal, and in any part of it."""

import random

import pytest
from random_walls import one, wall
from world import PROGRAM

from norberg.counts import counts, in_words
from norberg.filters import Filters, choices
from norberg.finding import BETTER, CODE, DOWN, LIKELY, NO_DATA, SURE, TOO_FEW, UP, WORSE

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_sum_to_75_and_to_each_goal(seed):
    """Whatever the rules find, nobody is counted twice or not at all."""
    found = wall(random.Random(seed)).findings
    assert sum(one.number for one in counts(found)) == len(found) == 75
    for goal in PROGRAM.goals:
        part = [one for one in found if one.indicator.goal == goal.no]
        assert sum(one.number for one in counts(part)) == len(goal.indicators)


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_sum_to_what_a_filter_lets_through(seed):
    """With any filter the counts are of the nyckeltal shown, and those shown are those that match."""
    rng = random.Random(seed)
    possible = choices(PROGRAM)
    chosen = Filters(
        only=tuple(rng.sample(["forsamras", "konsskillnad"], rng.randint(0, 2))),
        perspective=rng.choice(["", *possible.perspectives]),
        dimension=rng.choice(["", *possible.dimensions]),
        agenda=rng.choice([0, *possible.agenda]),
    )
    found = wall(rng).findings
    shown = [one for one in found if chosen.lets(one, {})]
    told = {one.direction: one.number for one in counts(shown)}
    assert sum(told.values()) == len(shown)
    if "forsamras" in chosen.only:
        assert {direction for direction, number in told.items() if number} <= {WORSE}
    assert all(chosen.agenda in (0, *one.indicator.agenda2030) for one in shown)


def test_what_is_counted_where():
    """Up and down are one count, measures in words are counted among too few, and the surely worse are told apart."""
    found = [
        one(1, WORSE),
        one(58, UP),
        one(59, DOWN),
        one(16, CODE),
        one(2, TOO_FEW),
        one(4, NO_DATA),
        one(17, BETTER),
    ]
    assert [told.number for told in counts(found)] == [1, 1, 2, 0, 2, 1]


def test_only_what_rules_call_sure_is_counted_as_sure():
    """Of two that are worse, one surely, "(1 säkert)" is said; of none that is sure, nothing."""
    found = wall(random.Random(1)).findings
    worse = [one for one in found if one.direction == WORSE]
    sure = sum(one.trend.grade == SURE for one in worse)
    assert 0 < sure < len(worse)
    assert counts(worse)[0].sure == f"({sure} säkert)"
    assert counts([one for one in worse if one.trend.grade == LIKELY])[0].sure == ""


def test_words_leave_out_the_zeros():
    """The text alternative of a goal's counts names what there is."""
    assert in_words(counts([one(2, TOO_FEW), one(4, NO_DATA)])) == "1 för få mätningar, 1 saknar värden"
    assert in_words(counts([])) == ""
