"""Areas packed into columns: nothing lost, the program's order within a column, and none much longer than another."""

import random
import re

import pytest
from world import PROGRAM

from norberg.packing import AREA, COLUMNS, GOAL, TILE, Block, height, packed, tile_height

NORBERG = [
    Block(order, len(area.goals), sum(len(goal.indicators) for goal in area.goals))
    for order, area in enumerate(PROGRAM.areas)
]


def test_norbergs_areas_stand_as_pictured():
    """Att bli äldre lies under Att leva och verka i; the columns have 16, 16, 16, 14 and 13 tiles."""
    columns = packed(NORBERG)
    assert [[block.area for block in column] for column in columns] == [[0], [1, 4], [2], [3], [5]]
    assert [sum(block.tiles for block in column) for column in columns] == [16, 16, 16, 14, 13]


@pytest.mark.parametrize("seed", range(50))
def test_any_program_is_packed_whole(seed):
    """For any areas: at most five columns, every area once, in the program's order down each column and across."""
    rng = random.Random(seed)
    blocks = [Block(order, rng.randint(1, 4), rng.randint(1, 25)) for order in range(rng.randint(1, 12))]
    columns = packed(blocks)
    assert len(columns) == min(COLUMNS, len(blocks))
    assert sorted(block.area for column in columns for block in column) == list(range(len(blocks)))
    assert all([block.area for block in column] == sorted(block.area for block in column) for column in columns)
    firsts = [column[0].area for column in columns]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("seed", range(20))
def test_columns_are_as_even_as_merging_allows(seed):
    """No column is longer than the longest area, or twice the mean: the screen is used."""
    rng = random.Random(seed)
    blocks = [Block(order, 1, rng.randint(3, 16)) for order in range(10)]
    columns = packed(blocks)
    mean = sum(block.height for block in blocks) / COLUMNS
    assert max(map(height, columns)) <= max(2 * mean, max(block.height for block in blocks))


def pixels(expression: str, window: int) -> float:
    """What a browser makes of the tile's height in a window of so many px."""
    plain = re.sub(r"calc|px", "", expression).replace("100vh", str(window))
    assert re.fullmatch(r"[\d\s()+\-*/.,maxin]+", plain)
    return eval(plain, {"max": max, "min": min})


@pytest.mark.parametrize("window", [950, 1080, 1200])
def test_the_longest_column_ends_with_the_window(window):
    """Tiles are as high as the window lets them, never under two lines of text."""
    columns = packed(NORBERG)
    tile = pixels(tile_height(columns, 241), window)
    longest = max(241 + sum(AREA + GOAL * block.goals + tile * block.tiles for block in column) for column in columns)
    assert tile >= TILE
    assert longest <= window or tile == TILE
    assert window < 1000 or longest == pytest.approx(window)
