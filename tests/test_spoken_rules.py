"""From random series to words: what the sentence claims holds for the series itself, reckoned anew by other means."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from world import PROGRAM

from norberg import series, spoken
from norberg.finding import Finding, Level
from norberg.findings import direction
from norberg.judged import judged
from norberg.rules import measure

AREAS = tuple(f"{1000 + place}" for place in range(290))
YEARS = np.arange(2011, 2023)
KINDS = (1, 6, 12, 58)  # nyckeltal: higher and lower is better, a rate, a neutral one
ROUNDS = 3
WAYS = {"förbättrats": 1, "försämrats": -1, "ökat": 1, "minskat": -1}


def frame(rng: np.random.Generator, kpi: str) -> pd.DataFrame:
    """Every municipality's series: noise, slopes, walks, constants and holes."""
    count, length = len(AREAS), len(YEARS)
    noise = rng.normal(0, 3, (count, length))
    walk = np.cumsum(rng.normal(0, 1, (count, length)), axis=1) * (rng.random((count, 1)) < 0.3)
    slope = np.arange(length) * rng.choice([0, 0, -2.0, 0.7, 3.0], (count, 1))
    values = np.round(50 + (noise + walk + slope) * (rng.random((count, 1)) < 0.9), 1)
    values[rng.random((count, length)) < 0.04] = np.nan
    areas, years = np.repeat(AREAS, length), np.tile(YEARS, count)
    rows = {"kpi": kpi, "municipality": areas, "period": years, "gender": "T", "value": values.ravel()}
    return series.frame(pd.DataFrame(rows).to_dict("list"))


@pytest.fixture(scope="module")
def told() -> list[tuple[Finding, str]]:
    """Findings by the rules, and their sentences."""
    rng, found = np.random.default_rng(5), []
    for no in KINDS * ROUNDS:
        indicator = replace(PROGRAM.indicator(no), breaks=())
        here = judged(frame(rng, indicator.use_id), measure.of(indicator, indicator.use_id, {}), "T", 2022, AREAS)
        for area in AREAS:
            own = here.trend(area)
            base = Finding(indicator, area, kpi=indicator.use_id, values=here.values(area), trend=own)
            moved, level = direction(here.measure, own), here.level(area)
            one = replace(
                base, direction=moved, relative=here.relative(area), level=level, relative_to="landets kommuner"
            )
            found.append((replace(one, comparator="landets 290 kommuner"), ""))
    return [(one, spoken.sentence(one)) for one, _ in found]


def window(one: Finding) -> pd.Series:
    """The years that the sentence speaks of."""
    return one.values[one.values.index >= one.trend.first]


def test_a_movement_in_words_is_one_in_the_figures(told):
    """Kendall's test by scipy agrees at five percent, and the word has the way that is wanted."""
    moved = 0
    for one, text in told:
        for word, way in WAYS.items():
            if f"{word} sedan" not in text:
                continue
            moved += 1
            seen = window(one)
            wanted = -1 if one.indicator.direction == "lower" else 1
            found = stats.kendalltau(seen.index, seen.to_numpy())
            assert np.sign(found.statistic) == way * wanted, text
            assert found.pvalue < 0.08, text  # scipy's is approximate with ties
            assert f"sedan {seen.index[0]}" in text
    assert moved > len(told) / 10


def test_no_sure_change_is_not_a_clear_one(told):
    """A line that never turns is never told as "ingen säker förändring"."""
    for one, text in told:
        if "ingen säker förändring" in text and len(seen := window(one)) >= 7:
            assert abs(stats.kendalltau(seen.index, seen.to_numpy()).statistic) < 0.95 or seen.nunique() == 1, text


def test_a_certain_quarter_is_where_the_mean_lies(told):
    """The middle of the places told lies in the quarter told, or just beside it."""
    order = {"bästa": 1, "näst bästa": 2, "näst sämsta": 3, "sämsta": 4}
    order |= {"lägsta": 1, "näst lägsta": 2, "näst högsta": 3, "högsta": 4}
    placed = [(one, text) for one, text in told if one.level.certain]
    assert len(placed) > 50
    for one, text in placed:
        quarter = next(
            order[words] for words in sorted(order, key=len, reverse=True) if f" {words} fjärdedelen" in text
        )
        middle = (one.level.rank_low + one.level.rank_high) / 2
        assert (quarter - 1.2) * one.level.ranked / 4 <= middle <= (quarter + 0.2) * one.level.ranked / 4, text
        assert text.endswith((f"av {one.level.ranked}.", "lägst först."))


def test_sentences_of_random_series_can_be_read_aloud(told):
    """At most thirty words each, whatever the figures; nothing but a level or its reason follows the movement."""
    assert len(told) == len(KINDS) * ROUNDS * len(AREAS)
    assert max(spoken.words(text) for _, text in told) <= spoken.MOST_WORDS
    assert all(("fjärdedelen" in text) is bool(one.level.quarter) for one, text in told)
    assert Level() not in [one.level for one, _ in told]
