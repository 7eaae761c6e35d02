"""The page's own choices and their form as a link: which division, which area, how many of each kind."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from norberg import exports
from norberg.discover.areas import NONE
from norberg.discover.board import KINDS, Board, Find
from norberg.discovery.tests import CHANGE, GAP, LEVEL
from norberg.program import Program
from norberg.selection import LONGEST_SHOWN

PROGRAM, KOLADA = "program", "kolada"
DIVISIONS = {PROGRAM: "Programmets områden", KOLADA: "Koladas verksamheter"}
DIVISION, AREA = "indelning", "omrade"
SHOWN = {CHANGE: "andringar", LEVEL: "lagen", GAP: "skillnader"}  # kind -> name in the link of how many are shown
PARAMETERS = (DIVISION, AREA, *SHOWN.values())
FIRST, STEP, MOST = 9, 18, 400  # finds of a kind: at first, at each "Visa fler", and the most a link can ask for
WITHOUT = "utan"  # address of what no area of the program has


@dataclass(frozen=True)
class Chosen:
    """What is asked for: a division, an address in it ("" for all), and how many of each kind are shown."""

    division: str = PROGRAM
    area: str = ""
    shown: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, FIRST))

    def parameters(self) -> dict[str, str]:
        """The choice as query parameters; what is usual is left out."""
        found = {DIVISION: self.division} if self.division != PROGRAM else {}
        found |= {AREA: self.area} if self.area else {}
        return found | {SHOWN[kind]: str(count) for kind, count in self.shown.items() if count != FIRST}

    def more(self, kind: str) -> "Chosen":
        """With more of a kind shown."""
        return replace(self, shown={**self.shown, kind: min(self.shown[kind] + STEP, MOST)})

    def lets(self, find: Find) -> bool:
        """Whether a find is in the chosen area."""
        return not self.area or self.area == address(find, self.division)


def address(find: Find, division: str) -> str:
    """The address of a find's area in a division."""
    return exports.plain(find.operating) if division == KOLADA else find.area or WITHOUT


def options(board: Board, program: Program, division: str) -> dict[str, str]:
    """Address -> what it is called and how many finds it has; "" is all of them."""
    names = {one.address: one.title for one in program.areas} | {WITHOUT: NONE.capitalize()}
    if division == KOLADA:
        names = {exports.plain(one): one for one in sorted({find.operating for find in board.finds})}
    counts = [address(find, division) for find in board.finds]
    every = {"": f"Alla ({len(counts)})"}
    return every | {one: f"{name} ({counts.count(one)})" for one, name in names.items()}


def parse(parameters: Mapping[str, str], areas: Mapping[str, Collection[str]]) -> tuple[Chosen, list[str]]:
    """A choice out of a link.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.
        areas: division -> addresses there are.

    Returns:
        The choice, and a Swedish sentence per part of the link that was not understood and therefore ignored.
    """
    complaints: list[str] = []
    division = _one_of(DIVISION, parameters, PROGRAM, tuple(DIVISIONS), complaints)
    area = _one_of(AREA, parameters, "", tuple(areas[division]), complaints)
    shown = {kind: _count(name, parameters, complaints) for kind, name in SHOWN.items()}
    return Chosen(division, area, shown), complaints


def _one_of(name: str, given: Mapping[str, str], otherwise: str, known: Sequence[str], complaints: list[str]) -> str:
    word = given.get(name, otherwise)
    if word == otherwise or word in known:
        return word
    complaints.append(f"Länkens val ”{name}={_shown(word)}” finns inte här och används inte.")
    return otherwise


def _count(name: str, given: Mapping[str, str], complaints: list[str]) -> int:
    word = given.get(name, str(FIRST))
    if word.isascii() and word.isdecimal() and len(word) <= 3 and FIRST <= int(word) <= MOST:
        return int(word)
    complaints.append(f"Länkens val ”{name}={_shown(word)}” används inte: skriv ett antal från {FIRST} till {MOST}.")
    return FIRST


def _shown(word: str) -> str:
    return word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…"
