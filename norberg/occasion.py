"""For which follow-up the page is made: occasion, dates and goals, and their form in the link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from norberg.program import Goal, Program
from norberg.selection import LONGEST_SHOWN
from norberg.sentences import listed

OCCASION, DAY, BEFORE, GOALS = PARAMETERS = ("tillfalle", "datum", "forra", "mal")
OWN = "eget"
OCCASIONS = {  # the program, "När görs resultatuppföljningar?"; it names the occasions but no dates
    "halvarsbokslut": "Målavstämning i halvårsbokslutet",
    "arsredovisning": "Samlad bedömning i årsredovisningen",
    "dialog": "Årlig dialog med utskott och samverkansorgan",
    OWN: "Eget tillfälle",
}
EARLIEST, LATEST = 2010, 2100  # years a follow-up can be dated
ALL = "alla"


@dataclass(frozen=True)
class Occasion:
    """One choice.

    Attributes:
        kind: one of OCCASIONS.
        day: ISO date of the follow-up.
        before: ISO date of the previous one, which changes are told against.
        goals: numbers of the goals shown, in the program's order; all of them as a rule.
    """

    kind: str
    day: str
    before: str
    goals: tuple[int, ...]

    def parameters(self, program: Program) -> dict[str, str]:
        """The choice as query parameters of a link; ``parse`` gives the same choice back."""
        whole = self.goals == every(program)
        goals = ALL if whole else ",".join(map(str, self.goals))
        return {OCCASION: self.kind, DAY: self.day, BEFORE: self.before, GOALS: goals}

    @property
    def words(self) -> str:
        """The occasion in words."""
        return OCCASIONS[self.kind]

    def goal_words(self, program: Program) -> str:
        """Which goals, as a label: "Alla tio mål", "Mål 2 och 5"."""
        if self.goals == every(program):
            return f"Alla {len(self.goals)} mål"
        return f"Mål {listed([str(one) for one in self.goals])}"


def every(program: Program) -> tuple[int, ...]:
    """The numbers of all goals."""
    return tuple(one.no for one in program.goals)


def chosen(occasion: Occasion, program: Program) -> tuple[Goal, ...]:
    """The goals that are shown."""
    return tuple(one for one in program.goals if one.no in occasion.goals)


def default(program: Program, today: str) -> Occasion:
    """What is shown to somebody who has not chosen: a follow-up today, the previous one a year ago."""
    return Occasion(next(iter(OCCASIONS)), today, year_before(today), every(program))


def year_before(day: str) -> str:
    """The same day a year earlier; 29 February becomes 28."""
    there = date.fromisoformat(day)
    there = there.replace(day=28) if (there.month, there.day) == (2, 29) else there
    return there.replace(year=there.year - 1).isoformat()


def parse(parameters: Mapping[str, str], program: Program, today: str) -> tuple[Occasion, list[str]]:
    """A choice out of a link.

    Args:
        parameters: query parameters; names that are not PARAMETERS are left to others.
        program: whose goals can be chosen.
        today: ISO date.

    Returns:
        The choice, and one Swedish sentence per part of the link that was not understood and therefore ignored.
    """
    standard, complaints = default(program, today), list[str]()
    kind = parameters.get(OCCASION, standard.kind)
    if kind not in OCCASIONS:
        complaints.append(_ignored(OCCASION, kind, f"välj bland {', '.join(OCCASIONS)}"))
        kind = standard.kind
    day = _day(DAY, parameters, standard.day, complaints)
    before = _day(BEFORE, parameters, year_before(day), complaints)
    if before >= day:
        complaints.append(f"Förra uppföljningen ({before}) måste ligga före denna ({day}): ett år tidigare används.")
        before = year_before(day)
    return Occasion(kind, day, before, _goals(parameters.get(GOALS, ALL), program, complaints)), complaints


def is_day(text: str) -> bool:
    """Whether a text is a date that a follow-up can have, written 2026-11-26."""
    try:
        there = date.fromisoformat(text)
    except ValueError:
        return False
    return there.isoformat() == text and EARLIEST <= there.year <= LATEST


def _day(name: str, parameters: Mapping[str, str], otherwise: str, complaints: list[str]) -> str:
    given = parameters.get(name, otherwise)
    if is_day(given):
        return given
    complaints.append(_ignored(name, given, f"skriv ett datum som {otherwise}, från {EARLIEST} till {LATEST}"))
    return otherwise


def _goals(given: str, program: Program, complaints: list[str]) -> tuple[int, ...]:
    words = [one for one in given.split(",") if one and one != ALL]
    known = {str(no): no for no in every(program)}
    complaints += [_ignored(GOALS, one, f"välj bland {', '.join(known)}") for one in words if one not in known]
    found = tuple(no for text, no in known.items() if text in words)
    return found or every(program)


def _ignored(name: str, given: str, hint: str) -> str:
    shown = given if len(given) <= LONGEST_SHOWN else f"{given[:LONGEST_SHOWN]}…"
    return f"Länkens val ”{name}={shown}” går inte att använda: {hint}."
