"""The years of one nyckeltal as cells, each beside the nyckeltal's own mean: it describes, and claims nothing.

A year is compared within its own definition: a series break starts a new mean, a missing year does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from norberg import figures
from norberg.finding import Finding
from norberg.program import Indicator
from norberg.sentences import DASH, number
from norberg.source import Source

FEWEST = 4  # values between two breaks that have a mean worth comparing with
STEPS = (0.5, 1.0, 1.5)  # own standard deviations from the own mean at which a cell grows stronger
STRENGTHS = ("", "lite ", "", "mycket ")
DIGITS = 9  # a deviation of exactly one step is not lost in the binary float

BETTER, WORSE, HIGHER, LOWER = "bättre", "sämre", "högre", "lägre"
STYLES = {BETTER: "b", WORSE: "w", HIGHER: "h", LOWER: "l"}  # class of style-heat.css, followed by the strength
NEAR, DOT, LINE, BREAK = "m", "d", "r", "x"
NOTHING = "inget värde"


@dataclass(frozen=True)
class Cell:
    """One cell of a heat table: the classes it is drawn with, and what it says in words."""

    style: str
    text: str


def cells(finding: Finding, repeated: Mapping[int, float], years: range) -> tuple[Cell, ...]:
    """The cells of a nyckeltal, one a year.

    Args:
        finding: its measured values; a run reaches back before ``years``.
        repeated: year -> value of the years that only repeat a survey's measurement.
        years: the years shown.

    Returns:
        A cell a year: compared with the mean of its run, or a dot where the run has under FEWEST values or the value
        is a code, a line where it is repeated, empty without a value.
    """
    values = {int(year): float(value) for year, value in finding.values.items()}
    step = 10.0**-finding.indicator.decimals
    compared = {} if finding.indicator.is_code else deviations(values, finding.breaks, step)
    ends = (min(values, default=0), max(values, default=0))
    crossed = {year for year in finding.breaks if ends[0] < year <= ends[1]}
    found = []
    for year in years:
        style, text = _cell(year, finding.indicator, values, repeated, compared)
        if year in crossed:
            style, text = f"{style} {BREAK}".strip(), f"Seriebrott. {text}"
        found.append(Cell(style, text))
    return tuple(found)


def deviations(values: Mapping[int, float], breaks: tuple[int, ...], step: float) -> dict[int, float]:
    """How far each value lies from the mean of its run, in the run's own (sample) standard deviations.

    Args:
        values: year -> measured value.
        breaks: first years after a break.
        step: one rounding step, in the unit; a deviation within it is 0 (DESIGN 4: no change), so that a constant is.

    Returns:
        Year -> deviation; years of runs with fewer than FEWEST values are left out.
    """
    found = {}
    for run in _runs(values, breaks):
        if len(run) < FEWEST:
            continue
        mean = fsum(run.values()) / len(run)
        spread = sqrt(fsum((value - mean) ** 2 for value in run.values()) / (len(run) - 1))
        for year, value in run.items():
            within = round(abs(value - mean) / step, DIGITS) <= 1
            found[year] = 0.0 if within else (value - mean) / spread
    return found


def _runs(values: Mapping[int, float], breaks: tuple[int, ...]) -> list[dict[int, float]]:
    runs: dict[int, dict[int, float]] = {}
    for year, value in values.items():
        runs.setdefault(sum(first <= year for first in breaks), {})[year] = value
    return list(runs.values())


def _cell(
    year: int,
    indicator: Indicator,
    values: Mapping[int, float],
    repeated: Mapping[int, float],
    compared: Mapping[int, float],
) -> tuple[str, str]:
    if year not in values:
        again = repeated.get(year)
        return ("", NOTHING) if again is None else (LINE, f"{shown(again, indicator)} {DASH} upprepat")
    told = shown(values[year], indicator)
    if indicator.is_code:
        return DOT, told
    if year not in compared:
        return DOT, f"{told} {DASH} för få att jämföra"
    style, word = _verdict(compared[year], indicator.direction)
    return style, f"{told} {DASH} {word}"


def shown(value: float, indicator: Indicator) -> str:
    """A value as text without its unit; a code's word."""
    return indicator.codes.get(int(value)) or number(value, indicator.decimals)


def _verdict(deviation: float, direction: str) -> tuple[str, str]:
    strength = sum(round(abs(deviation), DIGITS) >= one for one in STEPS)
    if not strength:
        return NEAR, "nära medel"
    above = deviation > 0
    if direction == "neutral":
        word = HIGHER if above else LOWER
    else:
        word = BETTER if above == (direction == "higher") else WORSE
    return f"{STYLES[word]}{strength}", f"{STRENGTHS[strength]}{word}"


def repeats(finding: Finding, source: Source, last: int) -> dict[int, float]:
    """The years that only repeat a survey's measurement.

    Args:
        finding: with the measured values.
        source: where the raw series is.
        last: the chosen end year.

    Returns:
        Year -> the value Kolada repeats; empty for yearly measures, which repeat nothing.
    """
    if finding.indicator.cadence_years == 1 or not finding.kpi:
        return {}
    raw = figures.values(source.kpi(finding.kpi), finding.municipality, finding.gender, last)
    measured = set(finding.values.index)
    return {int(year): float(value) for year, value in raw.items() if year not in measured}
