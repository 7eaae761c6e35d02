"""What can be put on an axis: the program's nyckeltal by goal, then those of the themes; what can't, and why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from norberg.program import Indicator, Program

COUNT = "count"  # Indicator.kind of numbers of persons, companies ...
REASONS = {  # in the order told
    "count": "antal, som blir störst där flest bor",
    "code": "det som är ord och inte tal",
    "region": "det som bara mäts för länet",
    "own": "egna serier, som andra kommuner inte har",
}


@dataclass(frozen=True)
class Option:
    """A nyckeltal that can be chosen, and the goal or theme it stands under."""

    indicator: Indicator
    group: str

    @property
    def address(self) -> str:
        """What names it in a link."""
        return self.indicator.address

    @property
    def label(self) -> str:
        """As it is chosen: "Mål 1: Behöriga till yrkesprogram, åk 9"."""
        return f"{self.group}: {self.indicator.short_title}"


def options(program: Program, municipalities: Collection[str]) -> tuple[Option, ...]:
    """What can be chosen, by goal and then by theme.

    Args:
        program: with its themes.
        municipalities: codes of all municipalities.
    """
    return tuple(one for one in _all(program) if not reason(one.indicator, municipalities))


def _all(program: Program) -> Iterator[Option]:
    for one in program.indicators:
        yield Option(one, f"Mål {one.goal}")
    told = set[int]()
    for theme in program.themes:
        for one in theme.indicators:
            if not one.goal and one.no not in told:
                told.add(one.no)
                yield Option(one, theme.title)


def reason(indicator: Indicator, municipalities: Collection[str]) -> str:
    """Why a nyckeltal can't be chosen: a key of REASONS; "" where it can."""
    if not indicator.use_id:
        return "own"
    if indicator.is_code:
        return "code"
    if indicator.entity not in municipalities:
        return "region"
    return COUNT if indicator.kind == COUNT else ""


def left_out(program: Program, municipalities: Collection[str]) -> tuple[str, ...]:
    """What of the program can't be chosen and why, a sentence a reason."""
    found: dict[str, list[str]] = {one: [] for one in REASONS}
    for option in _all(program):
        if why := reason(option.indicator, municipalities):
            found[why].append(option.indicator.short_title)
    return tuple(f"{REASONS[why].capitalize()}: {'; '.join(titles)}." for why, titles in found.items() if titles)


def find(given: str, possible: Sequence[Option]) -> Option | None:
    """The option that a link names by its number or Kolada id; None if there is none."""
    for one in possible:
        if given == one.address or (given and given == one.indicator.use_id and not one.indicator.derive):
            return one
    return None
