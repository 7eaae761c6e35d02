"""Which kpis and areas are asked for together."""

import random

import pytest

from norberg.kolada import BATCH, PER_PAGE
from norberg.lake import plan


def test_batches_hold_every_kpi_once_and_weigh_much_the_same():
    """Long series and short ones together: the heaviest batch is no more than one series heavier than the lightest."""
    draw = random.Random(3)
    lengths = {f"N{number:05d}": draw.choice([0.5, 1, 2, 5, 9, 14, 22]) for number in range(1203)}
    batches = plan.packed(lengths)
    assert sorted(kpi for batch in batches for kpi in batch) == sorted(lengths)
    assert len(batches) == -(-1203 // BATCH)
    assert max(map(len, batches)) == BATCH
    weights = [sum(lengths[kpi] for kpi in batch) for batch in batches]
    assert max(weights) - min(weights) <= 22


def test_the_first_areas_are_spread_over_the_country():
    """The municipality, the country and every so many towns; all others once, regions last."""
    towns, regions = [f"{100 + number:04d}" for number in range(289)] + ["1962"], ["0000", "0001", "0003"]
    first, rest = plan.split([*regions, *towns], "1962", regions)
    assert first[:2] == ("1962", "0000")
    assert len(first) <= BATCH
    assert {one[:2] for one in first} >= {"01", "02", "03"}
    assert sorted(first + rest) == sorted([*regions, *towns])
    assert rest[-2:] == ("0001", "0003")


def test_few_areas_are_asked_for_at_once():
    assert plan.split(["1904", "1962"], "1962", []) == (("1904", "1962"), ())


@pytest.mark.parametrize(("rows", "areas"), [(0, BATCH), (1, BATCH), (200, 24), (4000, 1), (9000, 1)])
def test_as_many_areas_as_fill_a_page(rows, areas):
    assert plan.fitting(rows) == areas
    assert areas == 1 or areas * rows <= PER_PAGE
