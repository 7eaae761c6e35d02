"""Readers of a cell's text: each gives the value, or a ValueError with the Swedish words for what is wrong."""

import re
from collections.abc import Callable
from typing import Any

from norberg.sheet import quoted


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from low to high."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", cell) or not low <= int(cell) <= high:
            raise ValueError(f"{quoted(cell)} ska vara ett heltal från {low} till {high}")
        return int(cell)

    return read


def one_of(*words: str) -> Callable[[str], str]:
    """A reader that takes only these words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"{quoted(cell)} ska vara något av: {', '.join(words)}")
        return cell

    return read


def form(pattern: str, example: str) -> Callable[[str], str]:
    """A reader of text that matches the whole pattern; the example is shown when it doesn't."""

    def read(cell: str) -> str:
        if not re.fullmatch(pattern, cell):
            raise ValueError(f"{quoted(cell)} ska ha formen {example}")
        return cell

    return read


def several(read: Callable[[str], Any], separator: str = ";") -> Callable[[str], tuple[Any, ...]]:
    """A reader of several values between separators."""
    return lambda cell: tuple(read(part.strip()) for part in cell.split(separator))


def decimal(cell: str) -> float:
    """A number with decimal point or, as Swedish Excel writes it, decimal comma."""
    if not re.fullmatch(r"-?[0-9]{1,12}([.,][0-9]{1,6})?", cell):
        raise ValueError(f"{quoted(cell)} ska vara ett tal utan mellanslag och enhet, till exempel 85,5")
    return float(cell.replace(",", "."))


def at_most(most: int, size: Callable[[str], int], unit: str) -> Callable[[str], str]:
    """Advice on a text that is empty or larger than ``most``; "" if it is fine."""
    too_large = f"texten har {{}} {unit} men får ha högst {most}"
    return lambda cell: "texten saknas" if not cell else too_large.format(size(cell)) * (size(cell) > most)


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())
