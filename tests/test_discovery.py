"""The tests of one kpi and the discoveries of one municipality."""

import numpy as np
import pyarrow as pa

from norberg.catalogue.listing import Listed
from norberg.discovery import chosen, tests
from norberg.fact import Fact

AREAS = [f"{1000 + place}" for place in range(60)]
YEARS = np.arange(2005, 2025)


def listed(title: str, kpi: str = "N00001") -> Listed:
    return Listed(Fact(kpi, title, True, "", "", "", ""), "K", "", False)


def rows(values: np.ndarray, gender: str = "T") -> pa.Table:
    """Rows of one kpi as the lake keeps them, a row of ``values`` a municipality."""
    where, when = (part.ravel() for part in np.meshgrid(AREAS, YEARS, indexing="ij"))
    texts = {"municipality": where, "gender": np.full(len(where), gender)}
    coded = {name: pa.array(column.tolist()).dictionary_encode() for name, column in texts.items()}
    return pa.table({**coded, "period": pa.array(when, pa.int16()), "value": values.ravel()})


def noise(seed: int = 1) -> np.ndarray:
    return 50 + np.random.default_rng(seed).standard_normal((len(AREAS), len(YEARS)))


def test_a_large_change_is_found_in_the_municipality_that_has_it():
    """One row a municipality and test, with the contract's columns; a steady rise of eight deviations is found."""
    values = noise()
    values[7] += np.linspace(0, 8, len(YEARS))
    found = tests.of_kpi(rows(values), listed("Nöjda, andel (%)"), AREAS, {}, len(AREAS))
    assert found.schema.equals(tests.TESTS)
    assert found.num_rows == 2 * len(AREAS)
    own = tests.of_kpi(rows(values), listed("Nöjda, andel (%)"), AREAS, {}, len(AREAS), AREAS[7])
    rising = chosen.discoveries(own, {})
    assert {(one.kpi, one.test, one.sign) for one in rising.found} == {("N00001", "change", 1), ("N00001", "level", 1)}
    assert rising.tested == 2
