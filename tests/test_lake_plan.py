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
    towns, regions = [f"{100 + number:04d}" for number in range(289)] + ["1962"], [f"{n:04d}" for n in range(22)]
    first, rest = plan.split([*regions, *towns], "1962", regions)
    assert first[:2] == ("1962", "0000")
    assert len(first) <= BATCH
    assert {one[:2] for one in first} >= {"01", "02", "03"}
    assert sorted(first + rest) == sorted([*regions, *towns])
    assert max(sum(one in regions for one in rest[at : at + 24]) for at in range(0, 288, 24)) <= 4


def test_few_areas_are_asked_for_at_once():
    assert plan.split(["1904", "1962"], "1962", []) == (("1904", "1962"), ())


@pytest.mark.parametrize(
    ("rows", "left", "areas"),
    [(0, 287, 24), (1, 3, 3), (192, 287, 24), (200, 287, 24), (205, 287, 23), (4000, 9, 1), (9000, 9, 1), (100, 1, 1)],
)
def test_areas_are_shared_out_evenly_among_the_fewest_pages(rows, left, areas):
    assert plan.fitting(rows, left) == areas
    assert areas == 1 or areas * rows <= PER_PAGE
