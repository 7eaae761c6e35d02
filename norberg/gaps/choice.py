"""What the page of women and men has of its own in its link: the order, and which nyckeltal."""

from collections.abc import Mapping
from dataclasses import dataclass

from norberg.program import Indicator, Program
from norberg.selection import LONGEST_SHOWN

ORDER, LIST = PARAMETERS = ("ordning", "lista")
CERTAIN, LARGEST = "sakrast", "storst"
PROGRAM, THEMES = "programmet", "teman"
ORDERS = {CERTAIN: "Säkrast först", LARGEST: "Störst först"}
LISTS = {PROGRAM: "Programmets nyckeltal", THEMES: "Temanas övriga nyckeltal"}


@dataclass(frozen=True)
class Chosen:
    """An order of ORDERS and a list of LISTS."""

    order: str = CERTAIN
    which: str = PROGRAM

    def parameters(self) -> dict[str, str]:
        """The choice as query parameters of a link; ``parse`` gives the same choice back."""
        return {ORDER: self.order, LIST: self.which}

    def indicators(self, program: Program) -> tuple[Indicator, ...]:
        """The nyckeltal of the list: the program's, or those that only the deep-dives have."""
        return program.indicators if self.which == PROGRAM else program.outside


def parse(parameters: Mapping[str, str]) -> tuple[Chosen, list[str]]:
    """A choice out of a link.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.

    Returns:
        The choice, and one Swedish sentence per part of the link that was not understood and therefore ignored.
    """
    complaints: list[str] = []
    order = _known(ORDER, parameters.get(ORDER, CERTAIN), ORDERS, complaints)
    which = _known(LIST, parameters.get(LIST, PROGRAM), LISTS, complaints)
    return Chosen(order, which), complaints


def _known(name: str, given: str, allowed: Mapping[str, str], complaints: list[str]) -> str:
    """What the link gives if it can be chosen; the first that can, with a complaint, if not."""
    if given in allowed:
        return given
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    complaints.append(f"Länkens val ”{name}={shown}” går inte att använda: välj bland {', '.join(allowed)}.")
    return next(iter(allowed))
