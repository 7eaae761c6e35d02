"""The persistence of a measure is found again in panels where it is known, and read from a file that may be broken."""

from dataclasses import replace

import numpy as np
import pytest

from norberg import settings
from norberg.errors import FileFaults
from norberg.rules import critical, persistence
from norberg.rules.measure import Measure, Persistence
from norberg.rules.runs import Wide

YEARLY = Measure("X", "higher")


def panel(rho: float, years: int = 12, window: int = 1, rows: int = 290) -> Wide:
    """Municipalities with lines of their own around which the years persist."""
    rng = np.random.default_rng([int(rho * 100), years, window])
    noise = critical.persistent(rng, rows, years, rho, window)
    lines = 50 + rng.normal(0, 5, (rows, 1)) + rng.normal(0, 0.3, (rows, 1)) * np.arange(years)
    return Wide(np.arange(rows).astype(str), np.arange(2010, 2010 + years), lines + noise)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_estimate_finds_the_persistence_of_a_panel(rho):
    """The bias of short series is removed: without that, twelve years of rho 0.6 look like 0.2."""
    found, areas = persistence.estimate(panel(rho), YEARLY)
    assert found == pytest.approx(rho, abs=0.08)
    assert areas == 290


def test_estimate_of_rolling_means_is_that_of_the_single_years():
    """Five-year means of independent years are strongly correlated; the years beneath are not."""
    table = panel(0.0, window=5)
    assert persistence.lag_one(table.values).mean() > 0.1
    assert persistence.estimate(table, replace(YEARLY, window=5))[0] <= 0.1


def test_runs_before_a_break_count_too():
    """A measure that was redefined two years ago is as persistent as it was before, and a break is no persistence."""
    table = panel(0.3, years=14)
    jump = table.values + 30 * (table.years >= 2022)
    found, _ = persistence.estimate(replace(table, values=jump), replace(YEARLY, breaks=(2022,)))
    assert found == pytest.approx(0.3, abs=0.08)


def test_too_few_municipalities_give_no_estimate():
    """A handful of series says nothing of a measure: no number is made up."""
    found, areas = persistence.estimate(panel(0.3, rows=20), YEARLY)
    assert np.isnan(found)
    assert areas == 20


def test_constants_are_no_evidence():
    """Series that lie on their line have no persistence, and do not divide by zero."""
    found, areas = persistence.estimate(replace(panel(0.3), values=np.full((290, 12), 30.0)), YEARLY)
    assert np.isnan(found)
    assert areas == 0


def test_relative_takes_the_country_away():
    """What all municipalities do together is no movement of one of them; years with few values have no median."""
    table = panel(0.0, rows=10)
    common = np.linspace(0, 40, 12)
    apart = persistence.relative(replace(table, values=table.values + common))
    np.testing.assert_allclose(apart.values, persistence.relative(table).values)
    thin = table.values.copy()
    thin[:3, -1] = np.nan
    assert np.isnan(persistence.relative(replace(table, values=thin)).values[:, -1]).all()


def test_slow_stocks_are_known_by_their_changes():
    """A population grows on from where it is: this year's change says much of next year's."""
    rng = np.random.default_rng(8)
    slow = np.cumsum(critical.persistent(rng, 290, 12, 0.8), axis=1)
    walk = np.cumsum(rng.standard_normal((290, 12)), axis=1)
    table = panel(0.0)
    assert persistence.of_changes(replace(table, values=slow), YEARLY) > 0.15
    assert persistence.of_changes(replace(table, values=walk), YEARLY) < 0


def test_what_is_written_is_read(tmp_path):
    """A missing part is taken to be as persistent as the values."""
    path = tmp_path / persistence.FILE
    nothing = float("nan")
    persistence.write(path, {"N1": (Persistence(0.4, nothing, 0.1, nothing), 290)}, "2026-11-26")
    assert persistence.read(path) == {"N1": Persistence(0.4, 0.4, 0.1, 0.0)}
    assert "2026-11-26" in path.read_text()


@pytest.mark.parametrize("text", ["", "kpi,rho\nN1,0.3\n", "kpi,rho,rho_relative,rho_gap,change\nN1,mycket,0,0,0\n"])
def test_a_broken_file_is_named(tmp_path, text):
    """An empty file, a missing column and a word for a number give a sentence that names the file."""
    path = tmp_path / persistence.FILE
    path.write_text(text)
    with pytest.raises(FileFaults, match=r"persistence\.csv kan inte läsas"):
        persistence.read(path)


def test_the_file_of_the_project_has_the_designs_measures():
    """Behörighet hardly persists, the share 65 and older does; each number lies between 0 and 1."""
    found = persistence.read(settings.DATA / persistence.FILE)
    assert found["N15428"].rho < 0.4 < 0.9 < found["N01960"].rho
    assert all(0 <= rho <= 1 for one in found.values() for rho in (one.rho, one.relative, one.gap))
