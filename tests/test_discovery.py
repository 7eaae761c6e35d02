"""The tests of one kpi and the discoveries of one municipality."""

import numpy as np
import pyarrow as pa
import pytest

from norberg.catalogue.listing import Listed
from norberg.discovery import chosen, kind, rhythm, tests, words
from norberg.fact import Fact
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

AREAS = [f"{1000 + place}" for place in range(60)]
YEARS = np.arange(2005, 2025)
RISE = np.linspace(0, 9, len(YEARS))
OWN, SIMILAR = AREAS[7], AREAS[10:17]


def listed(title: str = "Nöjda, andel (%)", kpi: str = "N00001", measured: str = "K") -> Listed:
    return Listed(Fact(kpi, title, True, "", "", "", ""), measured, "", False)


def rows(**genders: np.ndarray) -> pa.Table:
    """Rows of one kpi as the lake keeps them; by gender a row of values a municipality."""
    parts = []
    for gender, values in genders.items():
        where, when = (part.ravel().tolist() for part in np.meshgrid(AREAS, YEARS, indexing="ij"))
        texts = {"municipality": where, "gender": [gender] * len(where)}
        coded = {name: pa.array(column).dictionary_encode() for name, column in texts.items()}
        parts.append(pa.table({**coded, "period": pa.array(when, pa.int16()), "value": values.ravel()}))
    return pa.concat_tables(parts).unify_dictionaries()


def noise(seed: int = 1) -> np.ndarray:
    return 50 + np.random.default_rng(seed).standard_normal((len(AREAS), len(YEARS)))


def own(table: pa.Table, one: Listed | None = None, alike: dict | None = None) -> dict[str, dict]:
    """The tests of the own municipality: test -> row."""
    found = tests.of_kpi(table, one or listed(), AREAS, alike or {}, len(AREAS), OWN)
    return {row["test"]: row for row in found.to_pylist()}


@pytest.fixture
def rising() -> np.ndarray:
    values = noise()
    values[7] += RISE
    return values


def test_a_large_change_is_told_in_its_unit_with_what_the_country_did(rising):
    """One row a municipality and test, one contract; the size of the change, and that the country stood still."""
    whole = tests.of_kpi(rows(T=rising), listed(), AREAS, {}, len(AREAS))
    assert whole.schema.equals(tests.TESTS)
    assert whole.num_rows == 2 * len(AREAS)
    change = own(rows(T=rising))["change"]
    assert change in [row | {} for row in whole.to_pylist()]
    assert (change["first"], change["last"], change["points"]) == (2005, 2024, 20)
    assert change["effect"] == pytest.approx(9, abs=2)
    assert (change["grade"], change["sign"], change["against"]) == ("säker", 1, 1)
    assert 0 < change["p"] < 1e-6
    assert abs(change["beside"]) < 1


def test_what_all_municipalities_share_is_said_to_be_shared():
    """A rise in the whole country is a change, but none against the country."""
    change = own(rows(T=noise() + RISE))["change"]
    assert (change["sign"], change["against"]) == (1, 0)
    assert change["beside"] == pytest.approx(9, abs=1)


def test_prices_are_no_change():
    """Kronor that rise with everybody else's are not found; those that leave the others are, in today's money."""
    prices = noise() * 100 * np.exp(RISE / 10)
    cost = listed("Kostnad, kr/inv")
    assert own(rows(T=prices), cost)["change"]["p"] > 0.001
    prices[7] *= np.linspace(1, 1.3, len(YEARS))
    change = own(rows(T=prices), cost)["change"]
    assert change["p"] < 1e-6
    assert change["effect"] == pytest.approx(0.3 * np.median(prices[:, -1]), rel=0.25)


def test_a_level_is_held_against_the_similar_municipalities():
    """Above all seven is surely the outer quarter, whatever the country does; without them all are asked."""
    values = noise()
    values[7] += 8
    values[20:] += 20
    table = rows(T=values)
    near = own(table, alike={OWN: SIMILAR})["level"]
    assert (near["among"], near["quarter"], near["ranked"], near["grade"]) == ("similar", 4, 8, "säker")
    assert (near["rank_low"], near["rank_high"]) == (8, 8)
    assert near["p"] < 1e-6
    far = own(table)["level"]
    assert (far["among"], far["ranked"], far["grade"]) == ("all", 60, "")
    values[SIMILAR_PLACES[:2]] += 30
    assert own(rows(T=values), alike={OWN: SIMILAR})["level"]["p"] > 0.05


SIMILAR_PLACES = [AREAS.index(one) for one in SIMILAR]


def test_a_gap_that_is_large_and_grows_is_found():
    """Women leave men behind in one municipality; one that only shrinks is no finding."""
    women, men = noise(2), noise(3)
    women[7] += 2 + RISE
    women[8] += 11 - RISE
    found = tests.of_kpi(rows(T=noise(), K=women, M=men), listed(), AREAS, {}, len(AREAS)).to_pylist()
    gaps = {row["municipality"]: row for row in found if row["test"] == "gap"}
    assert gaps[OWN]["gender"] == "G"
    assert (gaps[OWN]["grade"], gaps[OWN]["quarter"]) == ("säker", 4)
    assert gaps[OWN]["p"] < 1e-6
    assert gaps[AREAS[8]]["p"] == 1


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Osäkerhetstal - Nöjda, andel (%)", kind.MARGIN),
        ("Brukarbedömning hemtjänst, lägeskommun, antal svar", kind.ANSWERS),
        ("Framskrivning, förväntad andel invånare 80+ år om 5 år, andel (%)", kind.FORECAST),
        ("Har en aktuell plan (Ja=1, Nej=0)", kind.CODE),
        ("Årsarbetare totalt, kommun, antal", kind.COUNT),
    ],
)
def test_what_is_no_measurement_is_never_tested(rising, title, reason):
    """Margins, answers, forecasts, codes and counts are named with their reason, and count as no test."""
    found = own(rows(T=rising), listed(title))
    assert {(row["reason"], row["p"] != row["p"]) for row in found.values()} == {(reason, True)}


def test_too_few_years_and_constants_are_not_tested(rising):
    """Six years, or the same value every year, have no chance to be wrong about."""
    few = rising.copy()
    few[:, :14] = np.nan
    assert own(rows(T=few))["change"]["reason"] == "för få mätningar"
    still = np.full_like(rising, 30.0)
    assert own(rows(T=still))["change"]["reason"] == "värdet är konstant"
    still[7, -1] = np.nan
    still[7, :] = np.nan
    assert own(rows(T=still))["change"]["reason"] == "värde saknas"


def test_repeated_years_are_one_measurement_and_a_jump_of_all_starts_anew():
    """An election's value that is repeated counts once; another definition is no change of a municipality."""
    election = np.repeat(noise()[:, ::4], 4, axis=1)
    whole = Wide(np.array(AREAS), YEARS, election)
    told, measure = rhythm.measured(whole, Measure("N1", "neutral"))
    assert measure.longest_step == 4
    assert (~np.isnan(told.values)).sum(axis=1).tolist() == [5] * len(AREAS)
    jump = noise()
    jump[:, 8:] -= 12
    assert rhythm.measured(Wide(np.array(AREAS), YEARS, jump), Measure("N1", "neutral"))[1].breaks == (2013,)
    assert own(rows(T=jump))["change"]["first"] == 2013


def test_near_duplicates_are_one_finding(rising):
    """By operator, turned round, or alike in every municipality: the most general is told, the others are its twins."""
    titles = {
        "N1": "Elever som är trygga, kommunala skolor, andel (%)",
        "N2": "Elever som är trygga, andel (%)",
        "N3": "Elever som inte är trygga, andel (%)",
        "N4": "Något helt annat, kommunala skolor, andel (%)",
        "N5": "Ett annat mått, andel (%)",
    }
    place = 5.0 * np.arange(len(AREAS))[:, None]
    rising, other = rising + place, noise(5) + place[::-1]
    other[7] += RISE
    series = {"N1": rising + 0.1, "N2": rising, "N3": 100 - rising, "N4": rising * 2, "N5": other}
    family = pa.concat_tables(
        tests.of_kpi(rows(T=values), listed(titles[kpi], kpi), AREAS, {}, len(AREAS), OWN)
        for kpi, values in series.items()
    )
    found = chosen.discoveries(family, titles, lambda kpi: series[kpi][:, -1]).found
    changes = {one.kpi: set(one.twins) for one in found if one.test == "change"}
    assert changes == {"N2": {"N1", "N3", "N4"}, "N5": set()}


def test_the_page_can_say_how_many_chance_would_give(rising):
    """A thousand tests of nothing: none is found, fifty would have been marked; and that small changes stay hidden."""
    nothing = [own(rows(T=noise(seed)), listed(kpi=f"N{seed:05}"))["change"] for seed in range(40)]
    found = chosen.discoveries(pa.Table.from_pylist(nothing, schema=tests.TESTS), {})
    assert (found.found, found.tested, found.by_chance) == ((), 40, 2.0)
    told = " ".join(words.told(found))
    assert "40\u00a0prövningar" in told
    assert "omkring 2 utslag" in told
    assert "Inget klarade det." in told
    assert "går inte att hitta" in told
