"""Which two nyckeltal and which year a link names, and what of it was not understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from norberg.relation.options import Option, find
from norberg.selection import LONGEST_SHOWN

X, Y, YEAR = PARAMETERS = ("x", "y", "ar")
USUAL = ("1", "3")  # where a link names none: two of goal 1 that are measured everywhere


@dataclass(frozen=True)
class Asked:
    """Addresses of the two nyckeltal, and the year wished; 0 for the latest."""

    x: str
    y: str
    year: int = 0


def parse(parameters: Mapping[str, str], possible: Sequence[Option]) -> tuple[Asked, list[str]]:
    """What a link asks for.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.
        possible: at least two options; USUAL stand where the link names none, or the first two if those are gone.

    Returns:
        The choice, and a Swedish sentence per part that was not understood.
    """
    complaints = list[str]()
    chosen = [_option(name, parameters.get(name, ""), possible, at, complaints) for at, name in enumerate((X, Y))]
    return Asked(chosen[0], chosen[1], _year(parameters.get(YEAR, ""), complaints)), complaints


def _option(name: str, given: str, possible: Sequence[Option], at: int, complaints: list[str]) -> str:
    found = find(given, possible)
    if found is None and given:
        complaints.append(f"Länkens val ”{name}={_cut(given)}” är inget nyckeltal som går att sätta på en axel.")
    return (found or find(USUAL[at], possible) or possible[at]).address


def _year(given: str, complaints: list[str]) -> int:
    if not given:
        return 0
    if given.isascii() and given.isdecimal() and len(given) == 4:
        return int(given)
    complaints.append(f"Länkens val ”{YEAR}={_cut(given)}” är inget år: skriv fyra siffror.")
    return 0


def _cut(given: str) -> str:
    return given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
