"""Made-up series and fields of municipalities for the method page: drawn from seeds, judged by the rules themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from norberg.finding import Gap, Level, Trend, Unusual
from norberg.lines import Line
from norberg.rules import gap, level, runs, trend
from norberg.rules import unusual as rule
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Runs, Wide
from norberg.rules.unusual import Limits

MUNICIPALITIES, YEARS = 290, 10  # of a made-up field
MIDDLE, APART, NOISE = 80.0, 6.0, 1.5  # its municipalities: middle, standard deviation between and within them
OWN = "own"  # the area of a lone series
PLACE = "Exempelby"  # no municipality is called so


@dataclass(frozen=True)
class Recipe:
    """How one line is drawn.

    Attributes:
        seed: of all that is random.
        first: its first year.
        count: values.
        level: of the first year.
        slope: unit per year.
        noise: standard deviation of a year.
        rho: how much of a year's deviation is left the next.
        window: years that a value is the mean of.
        every: years between measurements.
        pupils: where it is a share in per cent: of how many; the chance is ``level`` for each of them.
        jump: what is added from the year ``jump_from`` on.
        decimals: to which values are rounded; from the year ``whole_from`` on to whole numbers.
        name, style, dashed: as in ``lines.Line``.
    """

    seed: int
    first: int
    count: int
    level: float
    slope: float = 0.0
    noise: float = 0.0
    rho: float = 0.0
    window: int = 1
    every: int = 1
    pupils: int = 0
    jump: float = 0.0
    jump_from: int = 0
    decimals: int = 1
    whole_from: int = 9999
    name: str = PLACE
    style: str = "main"
    dashed: bool = False


def series(recipe: Recipe) -> pd.Series:
    """Year -> value, the same on every machine."""
    rng = np.random.default_rng(recipe.seed)
    count = recipe.count + recipe.window - 1
    if recipe.pupils:
        single = rng.binomial(recipe.pupils, recipe.level / 100, count) / recipe.pupils * 100
    else:
        single = recipe.level + recipe.slope * np.arange(count) + recipe.noise * _persistent(rng, count, recipe.rho)
    years = recipe.first + recipe.every * np.arange(recipe.count)
    values = np.convolve(single, np.ones(recipe.window) / recipe.window, "valid")
    values = values + np.where((recipe.jump_from > 0) & (years >= recipe.jump_from), recipe.jump, 0)
    rounded = np.where(years >= recipe.whole_from, values.round(), values.round(recipe.decimals))
    return pd.Series(rounded, index=pd.Index(years, dtype="int64"))


def _persistent(rng: np.random.Generator, count: int, rho: float) -> np.ndarray:
    shocks = rng.standard_normal(count)
    for year in range(1, count):
        shocks[year] = rho * shocks[year - 1] + np.sqrt(1 - rho**2) * shocks[year]
    return shocks


def lines(example: Mapping[str, Any]) -> list[Line]:
    """The lines of an example, the municipality's own first; years under ``without`` are left out."""
    recipes = [Recipe(**one) for one in example["lines"]]
    missing = example.get("without", [])
    return [Line(one.name, "", one.style, series(one).drop(missing), dashed=one.dashed) for one in recipes]


@dataclass(frozen=True)
class Field:
    """A made-up field of municipalities.

    Attributes:
        seed: of all that is random.
        own: the true position of the own municipality.
        spread: standard deviation of its years.
        count: whether values are counts, which follow a municipality's size.
    """

    seed: int
    own: float
    spread: float = NOISE
    count: bool = False


def field(recipe: Field) -> Wide:
    """Values of all municipalities, the own first."""
    rng = np.random.default_rng(recipe.seed)
    true = np.exp(rng.normal(7.2, 0.9, MUNICIPALITIES)) if recipe.count else rng.normal(MIDDLE, APART, MUNICIPALITIES)
    true[0] = recipe.own
    spread = np.full(MUNICIPALITIES, true * 0.02 if recipe.count else NOISE)
    spread[0] = recipe.spread
    values = true[:, None] + spread[:, None] * rng.standard_normal((MUNICIPALITIES, YEARS))
    codes = np.array([f"{code:04}" for code in range(MUNICIPALITIES)])
    return Wide(codes, 2013 + np.arange(YEARS), values.round(0 if recipe.count else 1))


def level_of(recipe: Field) -> Level:
    """The level rule on the own municipality of a field."""
    told = Measure("EXEMPEL", "higher", step=0.1, persistence=Persistence(0.0, 0.0, 0.0), count=recipe.count)
    row = level.levels(field(recipe), told, MUNICIPALITIES).iloc[0]
    return Level(**row.to_dict())


def measure(example: Mapping[str, Any]) -> Measure:
    """What the rules are told of an example's measure; years are independent unless it says otherwise."""
    rho, cadence = example.get("rho", 0.0), example.get("cadence", 1)
    return Measure(
        "EXEMPEL",
        example.get("wanted", "higher"),
        tuple(example.get("breaks", ())),
        cadence,
        cadence,
        example.get("window", 1),
        10.0 ** -example["lines"][0].get("decimals", 1),
        Persistence(rho, rho, rho, example.get("change", 0.0)),
    )


def judged(values: pd.Series, told: Measure) -> Trend:
    """The trend rule on one series."""
    return trend.trends(_run(values, told), told).one(0)


def unusual(values: pd.Series, told: Measure) -> Unusual | None:
    """The rule of unusual values on one series."""
    return rule.unusual(_run(values, told), told, 0)


def limits(values: pd.Series, told: Measure) -> Limits | None:
    """What the latest value of a series is held against."""
    return rule.limits(_run(values, told), told, 0)


def gap_of(women: pd.Series, men: pd.Series, told: Measure) -> Gap | None:
    """The rule of the gap on one municipality; there is no other to compare its size with."""
    return gap.gap(_wide(women), _wide(men), told, OWN)


def _run(values: pd.Series, told: Measure) -> Runs:
    return runs.latest(_wide(values), told)


def _wide(values: pd.Series) -> Wide:
    years = np.arange(values.index[0], values.index[-1] + 1)
    return Wide(np.array([OWN]), years, values.reindex(years).to_numpy()[None, :])
