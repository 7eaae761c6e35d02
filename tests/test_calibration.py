"""The trend rule cries wolf as seldom as it says, and finds what is there (DESIGN 5.7)."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest

from norberg import calibration, evidence, holds
from norberg.rules import critical
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

ROWS = calibration.rows()
LIMITED = [row for row in ROWS if row["kind"]]


@pytest.mark.parametrize("row", LIMITED, ids=[f"{row['row']}: {row['measure']}" for row in LIMITED])
def test_every_class_keeps_its_limit(row):
    """2 000 series a class: false arrows at most 5 %, the rising series found often enough."""
    assert evidence.met(row)


def test_every_class_of_the_design_is_there():
    """No class is left out of the table because it is awkward."""
    told = " ".join(str(row["row"]) for row in ROWS)
    for words in ("55 personer", "250 personer", "5 800", "Antal mellan 5 och 30", "ρ 0,3", "ρ 0,5", "ρ 0,7"):
        assert words in told
    for words in ("Medel av 3 år", "Medel av 5 år", "luckor", "lika värden", "4 mätningar", "12 mätningar"):
        assert words in told


def test_under_five_measurements_nothing_fires():
    """Four points give neither a sure nor a likely arrow, in any series."""
    four = [row["value"] for row in ROWS if row["row"] == "4 mätningar"]
    assert four == [0, 0]


def test_likely_arrows_of_persistent_years_are_shown_without_a_limit():
    """Their rate is told, not hidden: it grows with the persistence."""
    rates = [row["value"] for row in ROWS if "hänger ihop" in str(row["row"]) and "troliga" in str(row["measure"])]
    assert rates == sorted(rates)
    assert 0.05 < rates[-1] < 0.2


def panel(slopes: Iterable[float], rho: float, years: int = 24, rows: int = 300) -> Wide:
    """Municipalities with slopes of their own and persistent years."""
    rng = np.random.default_rng(4)
    slope = rng.choice(list(slopes), (rows, 1))
    values = 50 + slope * np.arange(years) + critical.persistent(rng, rows, years, rho)
    return Wide(np.arange(rows).astype(str), np.arange(2000, 2000 + years), values)


def test_words_hold_where_something_moves_and_not_where_nothing_does():
    """The out-of-sample check gives lasting trends nearly all their words, and pure noise about half of them."""
    known = Measure("X", "higher", persistence=Persistence(0.3, 0.3, 0.3))
    moving = holds.shares(holds.verdicts(panel((-0.4, 0.4), 0.3), known))
    still = holds.shares(holds.verdicts(panel((0,), 0.3), known))
    assert moving.loc[holds.SURE, "holds"] > 0.97
    assert moving.loc[holds.SURE, "fires"] > 0.5
    assert still.loc[holds.SURE, "fires"] < 0.05
    assert 0.3 < still.loc[holds.LAST_YEAR, "holds"] < 0.9 < still.loc[holds.LAST_YEAR, "fires"]


def test_the_chosen_rule_beats_the_change_from_last_year():
    """Where half of the municipalities move and half do not, the sure word holds more often than last year's change."""
    known = Measure("X", "higher", persistence=Persistence(0.5, 0.5, 0.5))
    found = holds.shares(holds.verdicts(panel((-0.3, 0, 0.3), 0.5), known))
    order = [found.loc[rule, "holds"] for rule in (holds.LAST_YEAR, holds.PLAIN, holds.SURE)]
    assert order == sorted(order)


def test_a_break_between_arrow_and_judgement_judges_nothing():
    """Three years that are measured in another way are no verdict."""
    known = Measure("X", "higher", breaks=(2012,))
    found = holds.verdicts(panel((0.4,), 0.0), known)
    assert not found["year"].between(2009, 2015).any()
    assert {2008, 2016} <= set(found["year"])


def test_rows_say_what_must_hold():
    """The table has the design's limits for sure and likely, and none for the rules that are only compared."""
    found = holds.verdicts(panel((-0.4, 0.4), 0.3), Measure("X", "higher"))
    table = pd.DataFrame(holds.rows(found))
    limits = table[table["measure"] == "Ordet höll"].set_index("row")["limit"].dropna().to_dict()
    assert limits == {holds.RULES[holds.SURE]: 0.97, holds.RULES[holds.LIKELY]: 0.90}
