"""Two nyckeltal against each other: the correlation, what can be chosen, years, genders, names, words."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr
from world import COUNTRY, DATA, FAGERSTA, NORBERG, PROGRAM, STANDARD, TODAY, publish, source

from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.relation import axis, labels, rows, table, words
from norberg.relation.labels import Point
from norberg.relation.link import Asked, parse
from norberg.relation.options import find, left_out, options, reason
from norberg.relation.rank import CONSTANT, ENOUGH, TOO_FEW, Rank, spearman
from norberg.relation.relation import relation
from norberg.series import DEMO
from norberg.ui.choices import swedish

TRIALS = 1500


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The embedded figures alone."""
    return source(tmp_path_factory.mktemp("relation"))


def found(here, x, y, year=0, **chosen):
    """Two nyckeltal by their addresses, under a choice."""
    selection = replace(STANDARD, **chosen)
    possible = options(here.program, here.municipalities)
    pair = [find(one, possible).indicator for one in (x, y)]
    return relation(*pair, year, selection, Findings(here, selection.last, TODAY))


def told(here, one):
    """All notes as one text."""
    return " ".join(words.notes(one, here))


def stretched(values, steps):
    """Values as the figures come: continuous, or with many ties."""
    return values if steps is None else np.round(values * steps)


@pytest.mark.parametrize("steps", [None, 2], ids=["continuous", "ties"])
@pytest.mark.parametrize("count", [71, 290])
@pytest.mark.parametrize("strength", [0.0, 0.5, 0.8])
def test_interval_holds_the_true_correlation_in_95_percent(steps, count, strength):
    """Simulated pairs with a known correlation: the 95 % interval misses it in about one of twenty."""
    rng = np.random.default_rng(1962)

    def drawn(size):
        x, y = rng.standard_normal((2, *size))
        return stretched(x, steps), stretched(strength * x + math.sqrt(1 - strength**2) * y, steps)

    many = drawn((1, 200_000))
    true = np.corrcoef(rankdata(many[0][0]), rankdata(many[1][0]))[0, 1]
    if steps is None:
        assert true == pytest.approx(6 / math.pi * math.asin(strength / 2), abs=0.01)
    pairs = [spearman(x, y) for x, y in zip(*drawn((TRIALS, count)), strict=True)]
    assert 0.935 <= np.mean([one.low <= true <= one.high for one in pairs]) <= 0.97


def test_equal_values_share_their_rank():
    """As scipy has it, on values with many ties."""
    rng = np.random.default_rng(5)
    x, y = rng.integers(0, 5, 60), rng.integers(0, 4, 60)
    assert spearman(x, y).value == pytest.approx(spearmanr(x, y).statistic, abs=1e-12)


def test_interval_is_that_of_bonett_and_wright():
    """By hand for r = 0.6 in the formula: half-width 1.96 · √(1.18 / (n − 3)) on Fisher's scale."""
    rng = np.random.default_rng(3)
    x = rng.standard_normal(100)
    one = spearman(x, x + rng.standard_normal(100))
    half = 1.959964 * math.sqrt((1 + one.value**2 / 2) / 97)
    assert math.atanh(one.high) - math.atanh(one.value) == pytest.approx(half, abs=1e-6)
    assert math.atanh(one.value) - math.atanh(one.low) == pytest.approx(half, abs=1e-6)


@pytest.mark.parametrize(
    ("x", "y", "missing"),
    [
        (np.arange(ENOUGH - 1), np.arange(ENOUGH - 1), TOO_FEW),
        (np.arange(0), np.arange(0), TOO_FEW),
        (np.ones(40), np.arange(40), CONSTANT),
    ],
    ids=["few", "none", "constant"],
)
def test_nothing_is_claimed_where_nothing_can_be(x, y, missing):
    """Too few pairs, or one value for all: no correlation, and the reason."""
    one = spearman(x, y)
    assert (one.missing, one.sign) == (missing, 0)
    assert math.isnan(one.value)


@pytest.mark.parametrize(("turn", "sign"), [(1, 1), (-1, -1)])
def test_the_same_order_is_exactly_one(turn, sign):
    """A correlation of 1 or -1 has no width, and no warning."""
    one = spearman(np.arange(30.0), turn * np.exp(np.arange(30.0)))
    assert (one.value, one.low, one.high, one.sign) == (sign, sign, sign, sign)


def test_counts_codes_regions_and_own_series_can_not_be_chosen(here):
    """They are named with the reason instead; everything else of program and themes can."""
    possible = options(PROGRAM, here.municipalities)
    there = {one.indicator.no for one in possible}
    every = {one.no: one for one in (*PROGRAM.indicators, *PROGRAM.outside)}
    assert len(possible) == len(there)
    gone = [one for no, one in every.items() if no not in there]
    assert {reason(one, here.municipalities) for one in gone} == {"count", "code", "region", "own"}
    assert {29, 30, 62, 63, 64} <= {one.no for one in gone}
    sentences = " ".join(left_out(PROGRAM, here.municipalities))
    assert all(one.short_title in sentences for one in gone)
    assert {one.no for one in PROGRAM.outside} <= there
    assert next(one.label for one in possible) == "Mål 1: Behöriga till yrkesprogram, åk 9"


def test_a_nyckeltal_is_found_by_number_or_id(here):
    """A theme's by its id, the program's by both; the derived share of men only by its number."""
    possible = options(PROGRAM, here.municipalities)
    assert [find(one, possible).indicator.no for one in ("1", "N15428", "N07540", "66", "N00222")] == [
        *(1, 1, 107540, 66, 65)
    ]
    assert [find(one, possible) for one in ("", "29", "N99999", "999", "1 ")] == [None] * 5


def test_year_is_the_latest_of_nearly_the_whole_country(here):
    """Some municipalities have 2025, all have 2022; the years that can be chosen have enough."""
    one = found(here, "1", "17")
    assert (one.year, len(one.values)) == (2022, 290)
    assert 0 < one.counted[2025] < ENOUGH
    assert max(axis.years(one.counted)) == 2022
    assert found(here, "1", "13", 2015).year == 2015


def test_no_year_is_beyond_the_end_year(here):
    """Neither that shown nor one to choose, also where the link asks for one."""
    one = found(here, "1", "13", 2022, last=2018)
    assert (one.year, max(one.counted)) == (2018, 2018)


def test_without_a_year_of_the_whole_country_it_is_the_latest():
    """Then with any that has enough; with none at all, the latest with any."""
    assert axis.default({2019: 200, 2020: 100, 2021: 3}, 290) == 2020
    assert axis.default({2019: 8, 2020: 3}, 290) == 2020
    assert axis.default({}, 290) == 0


def test_a_part_of_the_country_is_said_to_be_one(here):
    """By gender 71 municipalities are read: how many, how many lack a value, and that it is not the country."""
    one = found(here, "1", "13", gender="kvinnor")
    both = len(one.values)
    assert (one.gender, one.gender_words, both < 80) == ("K", "", True)
    assert words.coverage(one, here) == (
        f"{both} av 290 kommuner har båda värdena 2022, {290 - both} saknar minst ett av dem. "
        "Det är mindre än fyra av fem: de som är inlästa behöver inte likna landet."
    )
    assert words.coverage(found(here, "1", "13"), here) == "290 av 290 kommuner har båda värdena 2022."
    assert words.title(one.y, one.gender) == "Ohälsotal, kvinnor (dagar)"


@pytest.mark.parametrize(
    ("x", "gender", "code", "why"),
    [
        ("7", "man", "M", ""),
        ("5", "man", "T", "Män går inte att visa: ”Förskoletjänster med legitimation” har inga sådana värden."),
        ("10", "kvinnor", "K", ""),
        ("10", "man", "T", "Män går inte att visa: ”Medellivslängd, kvinnor” har inga sådana värden."),
        ("7", "bada", "T", "”Båda” går inte att visa i ett samband: här är det totalen."),
        ("7", "skillnad", "T", "”Skillnad” går inte att visa i ett samband: här är det totalen."),
    ],
)
def test_gender_is_the_chosen_one_where_both_have_it(here, x, gender, code, why):
    """Otherwise the total, with words; what is one gender's only counts as having that."""
    one = found(here, x, "1", gender=gender)
    assert one.gender == code
    assert one.gender_words.startswith(why)
    assert bool(one.gender_words) is bool(why)


def test_a_value_that_repeats_a_measurement_is_told(here):
    """2019 has the election of 2018."""
    text = told(here, found(here, "25", "1", 2019))
    assert (
        "”Valdeltagande i kommunalvalet” mäts inte varje år: för 289\u00a0kommuner är värdet 2019 en tidigare" in text
    )
    assert "mäts inte varje år" not in told(here, found(here, "25", "1", 2018))


def test_values_of_another_reading_are_not_joined(tmp_path):
    """Norberg's emissions are read anew: the 289 others are of an older computation, and left out in words."""
    publish(tmp_path, "N00401", {(NORBERG, 2022): 3.1, (NORBERG, 2021): 3.2})
    one = found(source(tmp_path), "51", "1", 2022)
    assert list(one.values.index) == [NORBERG]
    assert "289\u00a0kommuner med värde på ”Utsläpp av växthusgaser” jämförs inte: olika inläsningar." in told(
        source(tmp_path), one
    )
    assert words.headline(one).startswith("För få kommuner för en rangkorrelation: 1")


def test_words_follow_the_interval_alone(here):
    """Above zero, below zero, or zero within; never an adjective of strength, never a cause."""
    one = found(here, "1", "13")
    texts = [
        words.headline(replace(one, rank=Rank(290, value, value - 0.1, value + 0.1))) for value in (0.3, -0.3, 0.05)
    ]
    assert (
        texts[0]
        == "Kommuner med högre värde på ”Behöriga till yrkesprogram, åk 9” har oftare högre värde på ”Ohälsotal” 2022."
    )
    assert "har oftare lägre värde" in texts[1]
    assert texts[2].startswith("Inget säkert samband mellan")
    assert not [one for one in texts if any(word in one for word in ("stark", "svag", "beror", "påverkar", "leder"))]


def test_an_end_that_is_not_zero_is_not_shown_as_zero():
    """More decimals where two would hide on which side of zero the interval lies."""
    assert (
        words.correlation(Rank(290, 0.118, 0.0031, 0.23)) == "Rangkorrelation 0,118 (95 % intervall 0,003 till 0,230)."
    )
    assert words.correlation(Rank(290, -0.5, -0.6, -0.4)) == "Rangkorrelation −0,50 (95 % intervall −0,60 till −0,40)."


def test_norberg_and_the_chosen_have_names_and_shapes_of_their_own(here):
    """Norberg ink and apart; each chosen one a shape and a name; Riket is no municipality."""
    one = found(here, "17", "N01451", sets=("vastmanland", "riket"))
    frame, unnamed = rows.rows(one, here)
    named = set(frame.loc[frame["part"] == "name", "text"])
    assert list(frame.loc[frame["part"] == "own", "name"]) == ["Norberg"]
    assert {"Norberg", "Fagersta", "Sala"} <= named | set(unnamed[0])
    chosen = frame[frame["part"] == "chosen"]
    assert len(chosen) == 9
    assert "" not in set(chosen["style"])
    assert (frame["part"] == "dot").sum() == 290 - 10
    assert "Riket har ingen punkt: varje punkt är en kommun." in told(here, one)


def test_similar_municipalities_are_counted_for_each_measure(here):
    """Their group differs between nyckeltal: a line each."""
    text = told(here, found(here, "1", "13", sets=("liknande",)))
    assert "Liknande kommuner för ”Behöriga till yrkesprogram, åk 9”: 7 av 7 har båda värdena och är markerade." in text
    assert "Liknande kommuner för ”Ohälsotal”: 7 av 7" in text


def test_chosen_municipality_without_a_point_is_named(here):
    """Also the own one, with what it lacks."""
    one = found(here, "1", "13")
    gone = replace(one, values=one.values.drop([NORBERG, FAGERSTA]))
    assert "Har ingen punkt, eftersom minst ett värde saknas 2022: Fagersta." in told(here, gone)
    lacking = replace(gone, y=replace(one.y, field=one.y.field.assign(**{NORBERG: np.nan})))
    assert words.own(lacking, here) == "Norberg har ingen punkt: inget värde för ”Ohälsotal” 2022."


def test_no_outlier_is_cut_and_one_that_stretches_the_axis_is_named(here):
    """Oxelösund's emissions are there, within the axis, and told of."""
    one = found(here, "51", "1", 2022)
    frame, _ = rows.rows(one, here)
    ends, points = frame[frame["part"] == "frame"], frame[frame["part"].isin(["dot", "own", "chosen"])]
    assert len(points) == len(one.values) == 290
    for name in ("x", "y"):
        assert ends[name].min() <= points[name].min()
        assert ends[name].max() >= points[name].max()
    assert "Oxelösund" in told(here, one)


def test_names_never_cover_each_other():
    """In no width of the chart, however close the points lie; what finds no room is left to the words."""
    rng = np.random.default_rng(11)
    for spread in (0.5, 0.1, 0.0):
        points = [Point("Skinnskatteberg"[: 4 + at % 12], *(0.5 + spread * rng.uniform(-1, 1, 2))) for at in range(18)]
        places = labels.placed(points, labels.WIDE, 490)
        assert places[0] is not None or spread == 0
        for width in labels.WIDE:
            boxes = [labels._box(point, at, width, 490) for point, at in zip(points, places, strict=True) if at]
            assert not [1 for at, one in enumerate(boxes) for other in boxes[:at] if labels._cover(one, other)]


def test_table_and_file_have_every_municipality(here):
    """290 rows in Swedish order; what is missing is said, in the file as an empty cell with a remark."""
    one = found(here, "24", "1", 2022)
    shown = table.table(one, here, swedish)
    assert (len(shown), shown.index[0], shown.index[-1]) == (290, "Ale", "Övertorneå")
    assert (shown.iloc[:, 0] == table.NOTHING).sum() == 290 - len(one.values)
    lines = table.file(one, here).decode("utf-8-sig").splitlines()
    assert len(lines) == 291
    assert lines[0].startswith("Kommun;Kommunkod;År;Kön;Saknar tillit till andra, 16–84 år (procent);Behöriga")
    mine = next(line for line in lines if line.startswith("Norberg;1962;2022;Totalt;"))
    assert ";Totalt;26,72402045;78,26086957;;Källa: Kolada;" in mine
    assert sum(f"{table.NOTHING};" in line for line in lines) == 290 - len(one.values)


def test_demo_is_marked_in_chart_words_and_file():
    """Made-up figures say so wherever they go."""
    made = DemoSource(PROGRAM, DATA)
    one = found(made, "1", "13")
    frame, _ = rows.rows(one, made)
    assert list(frame.loc[frame["part"] == "demo", "text"]) == [DEMO]
    assert words.alternative(one, made).startswith(DEMO)
    assert table.file_name(one, made).startswith("DEMO-")
    assert all(DEMO in line for line in table.file(one, made).decode("utf-8-sig").splitlines()[1:])


def test_source_is_named_with_the_days_of_reading(here):
    """What is reckoned from Kolada's figures is not said to be Kolada's."""
    assert words.origin(found(here, "1", "13"), here) == (
        "Egen bearbetning av data från Kolada: N15428 (inläst 2024-08-30) och N00957 (inläst 2024-08-30)."
    )


def test_words_name_the_gender(here):
    """Headline and own values are women's, and say so."""
    one = found(here, "1", "13", gender="kvinnor")
    assert "”Behöriga till yrkesprogram, åk 9, kvinnor” och ”Ohälsotal, kvinnor” 2022" in words.headline(one)
    assert words.own(one, here).startswith("Norberg 2022: ”Behöriga till yrkesprogram, åk 9, kvinnor” 74,3\u00a0% och")


def test_two_of_one_series_lie_on_a_line_for_that_reason(tmp_path):
    """The shares of women and men are reckoned from one series: said, beside an exact -1."""
    codes = source(tmp_path).municipalities[:40]
    publish(tmp_path, "N00222", {(code, 2022): 70.0 + at / 4 for at, code in enumerate((*codes, NORBERG))})
    here = source(tmp_path)
    one = found(here, "65", "66")
    assert (one.rank.value, len(one.values)) == (-1, 41)
    assert "Båda räknas ur samma serie (N00222)" in told(here, one)


def test_nothing_read_is_told(here):
    """A measure that nobody has fetched gives a sentence, not an empty chart."""
    one = found(here, "4", "1")
    assert one.year == 0
    assert words.nothing(one, here) == (
        "Inga värden för landets kommuner är inlästa av ”Lärare med pedagogisk examen, åk 1–9”."
    )


@pytest.mark.parametrize(
    ("given", "asked", "complaints"),
    [
        ({}, Asked("1", "3"), 0),
        ({"x": "17", "y": "N07540", "ar": "2019"}, Asked("17", "N07540", 2019), 0),
        ({"x": "N15428", "y": "29"}, Asked("1", "3"), 1),
        ({"x": "<b>", "y": "x" * 500, "ar": "tjugo"}, Asked("1", "3"), 3),
        ({"ar": "²⁰²²"}, Asked("1", "3"), 1),
    ],
)
def test_nonsense_in_a_link_is_named_and_ignored(here, given, asked, complaints):
    """What can't be used gives a short sentence each, and the usual choice."""
    chosen, sentences = parse(given, options(PROGRAM, here.municipalities))
    assert (chosen, len(sentences)) == (asked, complaints)
    assert all(len(one) < 130 for one in sentences)


def test_country_is_no_point(here):
    """Riket, regions and groups are in the figures, but only municipalities are points."""
    one = found(here, "1", "13")
    assert COUNTRY not in one.values.index
    assert set(one.values.index) <= set(here.municipalities)
