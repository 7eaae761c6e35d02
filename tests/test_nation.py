"""All municipalities at once: the band and the years it may be drawn for, against examples worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from world import PROGRAM, source

from norberg import nation, series
from norberg.lines import GAP

CODES = [f"{code:04d}" for code in range(1, 11)]


def frame(values, gender="T"):
    """A frame of {(code, year): value}."""
    rows = pd.DataFrame([(*key, value) for key, value in values.items()], columns=["municipality", "period", "value"])
    return series.frame({**rows.to_dict("series"), "kpi": "N1", "gender": gender})


def year(number, count, start=1.0):
    return {(code, number): start + at for at, code in enumerate(CODES[:count])}


def test_the_band_is_the_percentiles_worked_out_by_hand():
    """Ten values 1-10: the middle is 5,5, and a percentile p lies at 1 + 9p/100."""
    found = nation.band(nation.field(frame(year(2020, 10)), CODES, "T", 2026))
    assert found.loc[2020].to_dict() == pytest.approx({5: 1.45, 25: 3.25, 50: 5.5, 75: 7.75, 95: 9.55})


def test_a_few_that_happen_to_be_read_are_not_the_country():
    """Eight of ten make a band, seven do not: the year is left out, never filled."""
    found = nation.field(frame(year(2019, 7) | year(2020, 8) | year(2021, 10)), CODES, "T", 2026)
    assert list(nation.band(found).index) == [2020, 2021]
    assert nation.common(found).to_dict() == {2020: 8, 2021: 10}


def test_years_after_the_end_year_are_not_looked_at():
    """So stood it then."""
    found = nation.field(frame(year(2019, 10) | year(2020, 10, 50.0)), CODES, "T", 2019)
    assert list(found.index) == [2019]


def test_a_gap_needs_both_women_and_men():
    """Women minus men of the same municipality; one of them alone is no gap."""
    both = pd.concat([frame(year(2020, 10, 5.0), "K"), frame(year(2020, 9, 2.0), "M")], ignore_index=True)
    found = nation.field(both, CODES, GAP, 2026).loc[2020]
    assert found.dropna().to_dict() == dict.fromkeys(CODES[:9], 3.0)
    assert np.isnan(found[CODES[9]])


def test_nothing_read_gives_an_empty_band():
    """No row at all is no band, and no error."""
    assert len(nation.band(nation.field(frame({}), CODES, "T", 2026))) == 0


def test_the_real_band_ends_where_the_country_was_read(tmp_path):
    """Behörighet: all 290 until 2022, 15 after; the middle of 2022 is the median of the figures themselves."""
    here = source(tmp_path)
    kpi = PROGRAM.indicator(1).use_id
    found = nation.band(nation.field(here.kpi(kpi), here.municipalities, "T", 2026))
    assert (found.index[0], found.index[-1]) == (2013, 2022)
    rows = here.series([kpi], here.municipalities)
    rows = rows[(rows["period"] == 2022) & (rows["gender"] == "T")]
    assert found.loc[2022, 50] == pytest.approx(rows["value"].median())
