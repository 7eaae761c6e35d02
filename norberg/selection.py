"""What the reader has chosen to see: gender, years and comparison, and its form as a link.

The end year applies to everything; the start year only to what is drawn and tabled (DESIGN section 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from norberg.program import ComparisonSet, Program
from norberg.sentences import DASH, listed

GENDERS = {
    "totalt": "Totalt",
    "kvinnor": "Kvinnor",
    "man": "Män",
    "bada": "Båda",
    "skillnad": "Skillnad",
}
PARAMETERS = {"kon": "kön", "fran": "från år", "till": "till år", "jamfor": "jämför"}  # name in the link -> in words
EARLIEST = 1994  # the oldest value of the program's series in Kolada (valdeltagande)
LONGEST_SHOWN = 40  # characters of nonsense that a complaint repeats


@dataclass(frozen=True)
class Selection:
    """One choice: a gender of GENDERS, first and last year, addresses of ready sets, codes of single areas."""

    gender: str
    first: int
    last: int
    sets: tuple[str, ...]
    areas: tuple[str, ...] = ()

    def parameters(self) -> dict[str, str]:
        """The choice as query parameters of a link; ``parse`` gives the same choice back."""
        return {
            "kon": self.gender,
            "fran": str(self.first),
            "till": str(self.last),
            "jamfor": ",".join((*self.sets, *self.areas)) or "ingen",
        }


@dataclass(frozen=True)
class Limits:
    """What can be chosen: first and last year with data, addresses of ready sets, codes of single areas."""

    first: int
    last: int
    sets: tuple[str, ...]
    areas: frozenset[str]


def default(program: Program, limits: Limits) -> Selection:
    """What is shown to somebody who has not chosen."""
    first = min(max(program.first_year, limits.first), limits.last)
    return Selection("totalt", first, limits.last, program.default_sets)


def parse(parameters: Mapping[str, str], standard: Selection, limits: Limits) -> tuple[Selection, list[str]]:
    """A choice out of a link.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.
        standard: what holds where the link says nothing, or nonsense.
        limits: what can be chosen.

    Returns:
        The choice, and one Swedish sentence per part of the link that was not understood and therefore ignored.
    """
    complaints: list[str] = []
    gender = parameters.get("kon", standard.gender)
    if gender not in GENDERS:
        complaints.append(_ignored("kon", gender, f"välj bland {', '.join(GENDERS)}"))
        gender = standard.gender
    first = _year("fran", parameters, standard.first, limits, complaints)
    last = _year("till", parameters, standard.last, limits, complaints)
    if "fran" not in parameters:
        first = min(first, last)
    if "till" not in parameters:
        last = max(first, last)
    if first > last:
        complaints.append(f"Länkens år {first}{DASH}{last} går baklänges och används inte.")
        first, last = standard.first, standard.last
    sets, areas = _comparison(parameters, standard, limits, complaints)
    return Selection(gender, first, last, sets, areas), complaints


def _ignored(name: str, given: str, hint: str) -> str:
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    return f"Länkens val ”{name}={shown}” ({PARAMETERS[name]}) går inte att använda: {hint}."


def _year(name: str, parameters: Mapping[str, str], otherwise: int, limits: Limits, complaints: list[str]) -> int:
    given = parameters.get(name)
    if given is None:
        return otherwise
    if given.isascii() and given.isdecimal() and len(given) == 4 and limits.first <= int(given) <= limits.last:
        return int(given)
    complaints.append(_ignored(name, given, f"skriv ett år från {limits.first} till {limits.last}"))
    return otherwise


def _comparison(
    parameters: Mapping[str, str], standard: Selection, limits: Limits, complaints: list[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    given = parameters.get("jamfor")
    if given is None:
        return standard.sets, standard.areas
    words = list(dict.fromkeys(word for word in given.split(",") if word and word != "ingen"))
    unknown = [word for word in words if word not in limits.sets and word not in limits.areas]
    complaints += [_ignored("jamfor", word, "det är varken en jämförelsegrupp eller en kommunkod") for word in unknown]
    if unknown and len(unknown) == len(words):
        return standard.sets, standard.areas
    sets = tuple(address for address in limits.sets if address in words)
    return sets, tuple(word for word in words if word in limits.areas)


def in_words(selection: Selection, sets: Mapping[str, ComparisonSet], areas: Mapping[str, str]) -> str:
    """The choice of years and comparison as a label: "År 2008–2026, jämförs med norra Västmanland och Riket"."""
    names = [sets[address].title for address in selection.sets] + [areas[code] for code in selection.areas]
    years = f"År {selection.first}{DASH}{selection.last}"
    return f"{years}, jämförs med {listed(names)}" if names else f"{years}, utan jämförelse"
