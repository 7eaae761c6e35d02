"""Areas packed into columns of even length, so that the wall needs no scrolling."""

from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = 5  # the widest screen has room for titles of 38 characters in five columns
AREA, GOAL = 36, 25  # px: the heads of an area and of a goal
TILE = 41  # px: a tile of two lines of text


@dataclass(frozen=True)
class Block:
    """An area to be placed: its place in the program, its goals and its tiles."""

    area: int
    goals: int
    tiles: int

    @property
    def heads(self) -> int:
        """px that do not grow with the window."""
        return AREA + GOAL * self.goals

    @property
    def height(self) -> int:
        """px at the smallest tile."""
        return self.heads + TILE * self.tiles


Column = tuple[Block, ...]


def packed(blocks: Sequence[Block], most: int = COLUMNS) -> tuple[Column, ...]:
    """Areas in columns of as even length as their order allows.

    As long as there are too many columns, the two that are shortest together become one, the earlier area on top.

    Args:
        blocks: the areas in the program's order.
        most: columns there may be.

    Returns:
        The columns, by their first area.
    """
    columns: list[Column] = [(one,) for one in blocks]
    while len(columns) > most:
        shortest = sorted(sorted(range(len(columns)), key=lambda at: height(columns[at]))[:2])
        upper, lower = (columns[at] for at in shortest)
        columns[shortest[0]] = tuple(sorted((*upper, *lower), key=lambda block: block.area))
        del columns[shortest[1]]
    return tuple(columns)


def height(column: Column) -> int:
    """px of a column at the smallest tile."""
    return sum(block.height for block in column)


def tile_height(columns: Sequence[Column], above: int) -> str:
    """The height of a tile as a CSS length: what lets the longest column end with the window.

    Args:
        columns: as packed.
        above: px of the page above and below the columns.

    Returns:
        An expression in px and vh; never under TILE, whatever the window.
    """
    rooms = [
        f"(100vh - {above + sum(block.heads for block in column)}px) / {sum(block.tiles for block in column)}"
        for column in columns
    ]
    return f"max({TILE}px, min({', '.join([*rooms, '60px'])}))"
