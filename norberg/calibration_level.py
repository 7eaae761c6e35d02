"""What the rules of level, unusual values, gender gap and "Ta upp" do where nothing differs and nothing happens.

Part of the table of DESIGN 5.7; ``rows`` is what ``python -m norberg calibrate`` writes of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from norberg.calibration_walls import rows as wall_rows
from norberg.rules import critical, gap, level, runs, unusual
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

COUNTRY, POINTS, FIRST = 290, 10, 2010  # municipalities, measurements, year of the first
PANELS = 100  # countries a class: 1 200 municipalities near each position that is looked at
LOW, NEAR = 0.05, 0.02  # the true position that must be found, and the share of the country near a position
SHARE, SPREAD = 85.0, 6.0  # per cent, and percentage points between municipalities, as of school results
APART = 2.0  # standard deviations of one year between municipalities, as of the median measure of the program
MOST_FALSE, LEAST_FOUND, LEAST_INSIDE = 0.05, 0.65, 0.75
SERIES = 4000


@dataclass(frozen=True)
class Country:
    """A class of countries: its words, measure, and how a country's true positions become values.

    ``people`` is the denominator of shares, 0 for values with a noise of 1; ``spread`` is 0 where nothing differs.
    """

    words: str
    measure: Measure
    spread: float
    people: int = 0


def measure_of(rho: float, window: int = 1, step: float = 0.1) -> Measure:
    """A simulated measure with the same persistence in every respect."""
    change = -(1 - rho) / 2 if window == 1 else 0.0
    return Measure("simulated", "higher", window=window, step=step, persistence=Persistence(rho, rho, rho, change))


def countries() -> Iterator[Country]:
    """The classes of DESIGN 5.7 in which municipalities differ, and some in which they don't."""
    for people in (55, 250, 5800):
        noisy = " och 1 procentenhets årligt brus" if people > 1000 else ""
        yield Country(f"Andel av {_thousands(people)} personer{noisy}", measure_of(0), SPREAD, people)
    for rho in (0.3, 0.5, 0.7):
        yield Country(f"År som hänger ihop, ρ {_comma(rho)}", measure_of(rho, step=0.01), APART)
    for window, rho in ((3, 0.0), (5, 0.0), (5, 0.3)):
        words = f"Medel av {window} år{f', ρ {_comma(rho)}' if rho else ''}"
        yield Country(words, measure_of(rho, window, 0.01), APART / np.sqrt(window))
    for rho in (0.0, 0.5):
        yield Country(f"Inga skillnader mellan kommuner, ρ {_comma(rho)}", measure_of(rho, step=0.01), 0.0)


def _thousands(people: int) -> str:
    return f"{people:,}".replace(",", "\u202f")


def _comma(rho: float) -> str:
    return f"{rho:.1f}".replace(".", ",")


def panel(known: Country, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One country: the true place of each municipality from 0 (lowest) to 1, and its values."""
    place = rng.permutation((np.arange(COUNTRY) + 0.5) / COUNTRY)
    true = known.spread * ndtri(place)[:, None]
    if known.people:
        chance = np.clip((SHARE + true) / 100, 0.01, 0.99) * np.ones(POINTS)
        values = 100 * rng.binomial(known.people, chance) / known.people
        values = values + (rng.standard_normal(values.shape) if known.people > 1000 else 0)
        return place, np.round(values, 1)
    measure = known.measure
    noise = critical.persistent(rng, COUNTRY, POINTS, measure.persistence.rho, measure.window)
    return place, np.round(50 + true + noise, 2)


def judged(known: Country, panels: int = PANELS, seed: int = 1962) -> dict[str, float]:
    """What the level rule says of countries whose true positions are known.

    Returns:
        Shares: ``false`` of the true medians in a solid outer quarter, ``found`` of the true 5th percentiles solid in
        the worst, ``inside`` of all true places in their interval, ``solid`` of all.
    """
    rng = np.random.default_rng([seed, len(known.words), known.people, known.measure.window])
    false, found, inside, solid = [], [], [], []
    for _ in range(panels):
        place, values = panel(known, rng)
        names = np.char.zfill(np.arange(1000, 1000 + COUNTRY).astype(str), 4)
        here = level.levels(Wide(names, FIRST + np.arange(POINTS), values), known.measure, COUNTRY)
        quarter, certain = here["quarter"].to_numpy(), here["certain"].to_numpy(bool)
        rank = COUNTRY - np.argsort(np.argsort(place))  # 1 = highest, which is best
        false.append((certain & np.isin(quarter, (1, 4)))[np.abs(place - 0.5) < NEAR])
        found.append((certain & (quarter == 4))[np.abs(place - LOW) < NEAR])
        inside.append((here["rank_low"] <= rank) & (rank <= here["rank_high"]))
        solid.append(certain)
    kinds = {"false": false, "found": found, "inside": inside, "solid": solid}
    return {name: float(np.concatenate(parts).mean()) for name, parts in kinds.items()}


def histories() -> Iterator[tuple[str, Measure, int]]:
    """The classes of series in which nothing happens: words, measure, measurements."""
    for points in (9, 12, 20):
        yield f"{points} mätningar, fristående år", measure_of(0), points
    for rho in (0.3, 0.5, 0.7):
        yield f"12 mätningar, ρ {_comma(rho)}", measure_of(rho), 12
    for window in (3, 5):
        yield f"12 mätningar, medel av {window} år", measure_of(0, window), 12


def surprises(known: Measure, points: int, series: int = SERIES, seed: int = 1962) -> tuple[float, float]:
    """Shares of series in which nothing happens whose latest value is unusual, and beyond the strict limit."""
    values = 50 + 3 * _series(known, points, series, seed)
    rule, _, strict = unusual.rules(runs.latest(_table(values), known), known)
    return float((rule > 0).mean()), float(strict.mean())


def gaps(known: Measure, points: int, series: int = SERIES, seed: int = 1962) -> tuple[float, float]:
    """Shares of series without a gap that have a sure one, and without a change in it that surely grow."""
    women, men = (_table(50 + 3 * _series(known, points, series, seed + one)) for one in range(2))
    found = gap.gaps(women, men, known)
    grown = [found.one(str(area)) for area in found.women.areas[found.trends.grade == 2]]
    return float(found.sure.mean()), sum(one is not None and one.growing > 0 for one in grown) / series


def _series(known: Measure, points: int, series: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, points, known.window])
    return critical.persistent(rng, series, points, known.persistence.rho, known.window)


def _table(values: np.ndarray) -> Wide:
    return Wide(np.arange(len(values)).astype(str), FIRST + np.arange(values.shape[1]), np.round(values, 1))


def rows() -> list[dict[str, object]]:
    """The rows of the calibration tables: what was measured, and the limit it must meet."""
    return [*_level_rows(), *_unusual_rows(), *_gap_rows(), *wall_rows()]


def _level_rows() -> Iterator[dict[str, object]]:
    for known in countries():
        found = judged(known)
        if not known.spread:
            yield row("level", known.words, "Någon säker färg", found["solid"], MOST_FALSE, "max")
            continue
        yield row("level", known.words, "Mitten får säker färg", found["false"], MOST_FALSE, "max")
        yield row("level", known.words, "Sämsta tjugondelen får säker färg", found["found"], LEAST_FOUND, "min")
        yield row("level", known.words, "Rätt plats i intervallet", found["inside"], LEAST_INSIDE, "min")


def _unusual_rows() -> Iterator[dict[str, object]]:
    for words, known, points in histories():
        ring, strict = surprises(known, points)
        yield row("unusual", words, "Falsk ring", ring)
        yield row("unusual", words, "Utanför gränsen för Ta upp", strict)


def _gap_rows() -> Iterator[dict[str, object]]:
    for words, known, points in histories():
        sure, grown = gaps(known, points)
        yield row("gap", words, "Skillnad fast ingen finns", sure, MOST_FALSE, "max")
        yield row("gap", words, "Säkert växande fast inget händer", grown, MOST_FALSE, "max")


def row(table: str, words: str, measured: str, value: float, limit: float | None = None, kind: str = "") -> dict:
    """A row of ``data/calibration.csv``; without a limit it is only told."""
    return {"table": table, "row": words, "measure": measured, "value": round(value, 4), "limit": limit, "kind": kind}
