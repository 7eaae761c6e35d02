"""Made-up series for trying everything offline: a Source that has no way to a real value, a store or an own file.

A series is drawn from its id alone: the same on every machine, and a new year only adds to it. SIZES says how large
the values are, a Recipe what else a series is like, ``DemoSource.absent`` which nyckeltal have no values.
"""

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zlib import crc32

import numpy as np
import pandas as pd

from norberg import absence, disclosure, local, series
from norberg.program import Program
from norberg.source import Source

FIRST_YEAR = 2008  # some years before most of the program's breaks
FETCHED = "DEMO"  # stands where a day of reading does, and can't be taken for one
SMALL = 5800  # inhabitants that the noise of SIZES is meant for
NO_COUNTRY = {"N15643", "N07923", "U30446", "N85069", "U07514"}  # Kolada has no Riket for them (DESIGN section 4)
HOLES = 0.02  # share of the years without a value in a municipality of SMALL inhabitants
COUNT, CODE = "count", "ordinal"  # kinds of whole numbers
STATUSES = np.array(["", "", "Privacy", series.TOO_FEW], object)  # of a value: there, without words, secret, too few
SHOWN, MISSING, SECRET, TOO_FEW = range(4)
EMPTY = {absence.NOT_FETCHED, absence.NOT_PUBLISHED, absence.OWN_MISSING}  # absences of every area's values

# The first pattern that fits "unit|kind|direction", bounds of the country's level, standard deviations between
# municipalities and between the years of one with SMALL inhabitants (both as shares of the level), bounds of a value.
SIZES = (
    ("%|rate|*", 0.2, 0.8, 1.5, 1.5, -np.inf, np.inf),  # growth
    ("%|*|higher", 60, 90, 0.07, 0.03, 0, 100),
    ("%|*|lower", 4, 30, 0.25, 0.1, 0, 100),
    ("%|*", 15, 60, 0.15, 0.06, 0, 100),
    (f"*|{COUNT}|*", 1, 40, 0.3, 0.1, 0, np.inf),  # per 1 000 inhabitants
    (f"*|{CODE}|*", 0.7, 1.3, 0.6, 0.2, 0, 2),  # underskott, balans, överskott
    ("*ndex|*", 62, 78, 0.06, 0.03, 0, 100),
    ("betyg*", 3, 4.5, 0.1, 0.04, 1, 6),
    ("år|mean|*", 44, 47, 0.02, 0.008, 0, np.inf),  # age of employees
    ("år|*", 80, 84, 0.012, 0.015, 0, np.inf),  # length of life
    ("timmar per vecka|*", 32, 56, 0.25, 0, 0, np.inf),  # constants are real
    ("kWh*", 120, 190, 0.12, 0.04, 0, np.inf),
    ("*100 000*", 300, 3000, 0.25, 0.15, 0, np.inf),
    ("*per 1*", 25, 250, 0.25, 0.08, 0, np.inf),
    ("*", 3, 30, 0.25, 0.07, 0, np.inf),
)


@dataclass(frozen=True)
class Recipe:
    """What one series is like."""

    kpi: str  # the seed of all that is drawn
    reach: str  # kinds of areas with values: 0 Riket, L regions, K municipalities, G groups; "" only the own one
    years: range
    split: bool  # into women and men
    looks: str  # unit|kind|direction
    kind: str = ""
    decimals: int = 1  # as people see it; values have two more
    window: int = 1  # years that a value is the mean of
    step: int = 1  # years between measurements, whose value is repeated
    breaks: tuple[int, ...] = ()  # first years after a break
    absent: str = ""  # the kind of absence that the own municipality has


@dataclass(frozen=True)
class Land:
    """The areas in the order of their ids (Riket and regions, municipalities, groups), with made-up inhabitants."""

    codes: np.ndarray
    kinds: np.ndarray  # as in Recipe.reach
    own: np.ndarray  # whether it is the own municipality
    inhabitants: np.ndarray  # of municipalities
    smallness: np.ndarray  # how much their values scatter, 1 at SMALL
    inside: np.ndarray  # 1 where a municipality (column) lies in Riket or a region (row)
    members: np.ndarray  # 1 where it is a member of a group (row)


def _rng(name: str, purpose: int = 0) -> np.random.Generator:
    return np.random.default_rng([crc32(name.encode()), purpose])  # hash() differs between processes


def _land(source: Source) -> Land:
    home, towns, groups = source.program.municipality, source.municipalities, sorted(source.groups)
    upper = sorted(row["id"] for row in source.area_rows if row["type"] == "L")
    codes = np.array([*upper, *towns, *groups], str)
    kinds = np.array(["0" if one == home.country else "L" for one in upper] + ["K"] * len(towns) + ["G"] * len(groups))
    people = np.array([home.inhabitants if t == home.code else max(2400, _rng(t).lognormal(9.7, 1.1)) for t in towns])
    smallness = np.minimum(np.sqrt(SMALL / people), 1.5)  # as means of so many people do
    inside = np.array([[code in (home.country, f"00{t[:2]}") for t in towns] for code in upper], float)  # 0019 has 19xx
    members = np.array([[t in source.groups[group].members for t in towns] for group in groups], float)
    inside, members = inside.reshape(len(upper), len(towns)), members.reshape(len(groups), len(towns))
    return Land(codes, kinds, codes == home.code, people, smallness, inside, members)


def _drawn(recipe: Recipe, land: Land, first: int) -> np.ndarray:
    """Values of single years from ``first`` on: municipality x year x side (women and men, or one for all)."""
    _, low, high, spread, noise, least, most = next(row for row in SIZES if fnmatchcase(recipe.looks, row[0]))
    rng, count = _rng(recipe.kpi), len(land.inhabitants)
    level = rng.uniform(low, high)
    sides, years = np.array([0.5, -0.5] if recipe.split else [0.0]), np.arange(first, recipe.years.stop)
    slope = 0.06 * noise * (rng.standard_normal() + rng.standard_normal(count))  # shows in ten years, not in two
    gap = spread * (0.6 * rng.standard_normal() + 0.2 * rng.standard_normal(count))
    steady = spread * rng.standard_normal(count)[:, None] + slope[:, None] * (years - FIRST_YEAR)
    for one in recipe.breaks:
        steady += noise * rng.uniform(2, 4) * rng.choice([-1, 1]) * (years >= one)
    luck = _rng(recipe.kpi, 1).standard_t(5, (len(years), count, len(sides))).swapaxes(0, 1)  # outliers are real
    scatter = luck * noise * land.smallness[:, None, None] * np.sqrt(len(sides))
    return np.clip(level * (1 + steady[:, :, None] + gap[:, None, None] * sides + scatter), least, most)


def _by_gender(recipe: Recipe, land: Land) -> np.ndarray:
    """Municipality x year x gender (K, M and T, or T alone)."""
    first = recipe.years.start - recipe.step + 1
    single = _drawn(recipe, land, first - recipe.window + 1)
    means = np.lib.stride_tricks.sliding_window_view(single, recipe.window, axis=1).mean(axis=-1)
    starts = [max((one for one in recipe.breaks if one <= year), default=2010) for year in recipe.years]  # an election
    measured = [year - (year - one) % recipe.step for year, one in zip(recipe.years, starts, strict=True)]
    sides = means[:, np.array(measured) - first]
    if recipe.kind == COUNT:
        sides = sides * land.inhabitants[:, None, None] / 1000 / sides.shape[2]
    sides = np.rint(sides) if recipe.kind in (COUNT, CODE) else sides
    whole = (sides.sum if recipe.kind == COUNT else sides.mean)(axis=2, keepdims=True)
    return np.concatenate([sides, whole], axis=2) if recipe.split else whole


def _hidden(recipe: Recipe, land: Land, towns: np.ndarray) -> np.ndarray:
    """The place in STATUSES of each value of a municipality."""
    places = np.full(towns.shape, SHOWN)
    if not recipe.reach and recipe.kind == COUNT:
        few = (towns > 0) & (towns < disclosure.FEW)
        places[few[:, :, :-1].any(axis=2), :-1] = TOO_FEW  # one gender would give the other away
        places[few] = TOO_FEW
    elif recipe.reach and recipe.step == 1:
        chance, risk = _rng(recipe.kpi, 2).random(towns.shape[1::-1]).T, HOLES * land.smallness[:, None]
        places[chance < risk] = MISSING
        places[chance > 1 - risk, :-1] = SECRET
    if recipe.absent == absence.SECRET:
        places[land.own[land.kinds == "K"]] = SECRET
    return places


def _of_all(recipe: Recipe, land: Land, whole: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Every area: Riket and regions as everybody's sum or mean, groups as plain means of the members with a value."""
    weights = land.inside * (np.ones(len(whole)) if recipe.kind == COUNT else land.inhabitants)
    total = 1 if recipe.kind == COUNT else weights.sum(axis=1)[:, None, None]
    count = np.tensordot(land.members, (~np.isnan(known)).astype(float), 1)
    sums = np.tensordot(land.members, np.nan_to_num(known), 1)
    means = np.divide(sums, count, out=np.full(count.shape, np.nan), where=count > 0)
    return np.concatenate([np.tensordot(weights, whole, 1) / total, known, means])


@cache
def _keys(codes: tuple[str, ...], years: range, genders: tuple[str, ...]) -> pd.DataFrame:
    """A frame with ``series.COLUMNS`` and without values: texts are what costs, so kpis share them."""
    rows = pd.MultiIndex.from_product([codes, years, genders], names=series.KEY[1:]).to_frame(index=False)
    return series.frame({**rows, "value": np.nan, "source": series.DEMO, "fetched": FETCHED})


def _made(recipe: Recipe, land: Land) -> pd.DataFrame:
    """The series of a recipe: a frame with ``series.COLUMNS``, sorted by ``series.KEY``."""
    whole, genders = _by_gender(recipe, land), ("K", "M", "T") if recipe.split else ("T",)
    hidden = _hidden(recipe, land, whole)
    values = _of_all(recipe, land, whole, np.where(hidden == SHOWN, whole, np.nan))
    values = np.round(values, recipe.decimals + 2) + 0.0  # no minus zero
    places = np.pad(hidden, [(len(land.inside), len(land.members)), (0, 0), (0, 0)], constant_values=SHOWN)
    there = np.isin(land.kinds, list(recipe.reach)) if recipe.reach else land.own
    there = there & ~(land.own & (recipe.absent in (absence.NOT_MEASURED, absence.ENDED)))
    keys = _keys(tuple(land.codes[there].tolist()), recipe.years, genders)
    kpi, status = (pd.array(one, "str") for one in (np.repeat(recipe.kpi, len(keys)), STATUSES[places[there].ravel()]))
    return keys.assign(kpi=kpi, value=values[there].ravel(), status=status)


class DemoSource(Source):
    """Made-up series of everything, beside the embedded facts, areas and groups.

    Args:
        program: the loaded program.
        data: folder with the embedded files, whose values are not read.
        last: the last year with values; None for the last complete one.
    """

    demo = True

    def __init__(self, program: Program, data: Path, last: int | None = None) -> None:
        self.program, self._data, self.faults, self._frames, self._reserve = program, data, [], {}, None
        self._store = cast(Any, SimpleNamespace(problems=(), facts=lambda *_: None))  # can't be read or written
        self._last = last or date.today().year - 1
        rows = program.indicators
        ids = ("kolada_id", "local_id", "use_id")  # the last counts where an id stands in two rows
        self._rows = {kpi: one for name in ids for one in rows if (kpi := getattr(one, name))}
        self._land = _land(self)
        own = self.series(one.local_id for one in rows if one.local_id)
        self.local = local.LocalSeries(own, own.assign(part="", remark=""), [], [])

    def asked(self, kpi: str, municipality: str) -> str | None:
        """FETCHED where Kolada would have answered, None for what looks as if never fetched."""
        known = kpi in self._rows or kpi in self.facts
        return FETCHED if known and self.absent.get(kpi) != absence.NOT_FETCHED else None

    def kpi(self, kpi: str) -> pd.DataFrame:
        """All areas of one kpi, made up: a frame with ``series.COLUMNS``, empty for ids that nothing is known of."""
        if kpi not in self._frames:
            there = (kpi in self._rows or kpi in self.facts) and self.absent.get(kpi) not in EMPTY
            self._frames.setdefault(kpi, _made(self._recipe(kpi), self._land) if there else series.frame())
        return self._frames[kpi]

    @cached_property
    def absent(self) -> dict[str, str]:
        """Id -> the kind of absence it shows: the first nyckeltal per inhabitant, the first ended, the first own."""
        rows = self.program.indicators
        rates = [one.use_id for one in rows if one.use_kind == "itself" and "per inv." in one.unit and not one.local_id]
        ended = [one.use_id for one in rows if one.use_kind == "ended" and not one.local_id]
        own = [one.local_id for one in rows if one.use_kind == "local" and not one.kolada_id]
        kinds = (absence.NOT_MEASURED, absence.NOT_PUBLISHED, absence.SECRET, absence.NOT_FETCHED)
        found = dict(zip(rates, kinds, strict=False)) | dict.fromkeys(ended[:1], absence.ENDED)
        return found | dict.fromkeys(own[:1], absence.OWN_MISSING)

    def _recipe(self, kpi: str) -> Recipe:
        one, reach, years = self._rows.get(kpi), self._reach(kpi), self._years(kpi)
        if one is None:
            fact = self.facts[kpi]
            unit = "%" if "(%)" in fact.title else fact.title
            return Recipe(kpi, reach, years, fact.divided, f"{unit}||")
        split = one.gender_split == ("yes" if reach else "local")
        breaks = tuple(this.first_year for this in one.breaks if kpi == one.use_id)
        rhythm = (one.window_years, one.cadence_years, breaks, self.absent.get(kpi, ""))
        looks = f"{one.unit}|{one.kind}|{one.direction}"
        return Recipe(kpi, reach, years, split, looks, one.kind, one.decimals, *rhythm)

    def _years(self, kpi: str) -> range:
        """From FIRST_YEAR on; a series that has ended gives way to its successor in one of five years."""
        one, whole = self._rows.get(kpi), range(FIRST_YEAR, self._last + 1)
        if one is None or kpi == one.local_id or one.use_kind in ("itself", "local"):
            return whole
        change = 6 + int(_rng(one.use_id, 3).integers(5))
        return whole[change:] if kpi == one.use_id and one.use_kind != "ended" else whole[:change]

    def _reach(self, kpi: str) -> str:
        """All areas; but an own series has no others, a code no means, a measure of the region no municipality."""
        one = self._rows.get(kpi)
        if one and (kpi == one.local_id or one.is_code):
            return "" if kpi == one.local_id else "K"
        kinds = "0L" if one and one.entity != self.program.municipality.code else "0LKG"
        return kinds.replace("0", "") if kpi in NO_COUNTRY else kinds
