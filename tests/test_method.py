"""The method page says what the rules do, in plain Swedish, and its examples are judged as it says."""

import math
import re

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy.stats import binom
from test_golden import MOST_LIX, lix
from world import DATA

from norberg import absence, charts_places, example, findings, method, spoken
from norberg.finding import DIRECTIONS, NO_DATA, SURE
from norberg.rules import critical, level, trend, unusual
from norberg.rules.measure import Measure
from norberg.rules.runs import WINDOW
from norberg.series import DEMO

ADDRESSES = {  # other pages link to these
    *("varfor", "marken", "trend", "for-fa", "troghet", "glidande", "brott", "upprepade", "riket", "avrundning"),
    *("ovanligt", "troga", "lage", "rang", "antal", "koder", "kon", "sma-tal", "saknas"),
    *("slump", "ta-upp", "hall", "aldrig", "prov", "troghetstal"),
}
NUMBERS = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}
PUPILS, CHANCE = 55, 0.8  # of the example that tells why there are rules
GROUPS = (*method.groups(), method.tried())
RULES = {rule.id: rule for group in GROUPS for rule in group.rules}
TOLD = [
    (rule["id"], at, one)
    for group in method.told()["group"]
    for rule in group["rule"]
    for at, one in enumerate(rule.get("example", ()))
]
EXAMPLES = [pytest.param(rule, at, one, id=f"{rule}-{at}") for rule, at, one in TOLD]


def text(rule: str) -> str:
    """All that a section says, captions included."""
    one = RULES[rule]
    facts = [f"{heading}. {said}" for heading, said in one.facts]
    return " ".join([f"{one.title}.", *one.paragraphs, *facts, *(example.caption for example in one.examples)])


def lines(one):
    return [line.values for line in example.lines(one)]


def rows(one):
    return pa.ipc.open_stream(one.rows).read_pandas()


def test_every_rule_has_a_section_under_its_address():
    """Nothing that the app claims lacks a section, and no address is given twice or lost."""
    given = [rule.id for group in GROUPS for rule in group.rules]
    assert sorted(given) == sorted(ADDRESSES)
    assert all(rule.paragraphs for rule in RULES.values())


@pytest.mark.parametrize("rule", sorted(ADDRESSES))
def test_words_are_plain(rule):
    """A politician can read each section: LIX is at most 45, and no sentence has over 20 words."""
    assert lix(text(rule)) <= MOST_LIX
    assert max(len(one.split()) for one in re.split(r"[.!?:]\s", text(rule))) <= 20


@pytest.mark.parametrize(("rule", "at", "one"), EXAMPLES)
def test_examples_are_judged_as_the_page_says(rule, at, one):
    """What the file says of an example is what the rules say of its series."""
    if "lines" not in one:
        return
    measure, own = example.measure(one), lines(one)[0]
    found = example.judged(own, measure)
    if "direction" in one:
        told = (findings.direction(measure, found), found.sign, found.grade == SURE)
        assert told == (one["direction"], one.get("sign", 0), one.get("sure", False))
    if "unusual" in one:
        strange = example.unusual(own, measure)
        assert (strange.sign if strange else 0) == one["unusual"]
    if "gap" in one:
        apart = example.gap_of(own, lines(one)[1], measure)
        assert (apart.growing, apart.trend.grade, apart.sure) == (one["gap"], SURE, True)


def test_directions_are_shown_with_their_words():
    """Under each judged example stands the mark that the rules give, with its word."""
    for rule, at, one in TOLD:
        if "direction" in one:
            mark = RULES[rule].examples[at].mark
            assert mark.image.startswith("data:image/svg+xml")
            assert mark.word == method.word(one["direction"], one.get("sure", False))


def test_a_persistent_measure_asks_for_more():
    """The two examples of persistence are one curve; only what is known of the measure differs."""
    free, bound = (one for rule, _, one in TOLD if rule == "troghet")
    assert free["lines"] == bound["lines"]
    assert (free["rho"], bound["rho"]) == (0.0, critical.CAP)


def test_a_rolling_mean_would_fool_a_plain_rule():
    """The five-year means move surely by the plain rule, and the single years behind them don't."""
    (one,) = (one for rule, _, one in TOLD if rule == "glidande")
    means, single = lines(one)
    plain = example.measure({**one, "window": 1})
    assert example.judged(means, plain).grade == SURE
    assert not example.judged(single, plain).grade
    assert means[2013] == pytest.approx(single.loc[2009:2013].mean(), abs=0.1)


def test_rising_with_the_country_and_faster_than_it():
    """In both examples both lines rise surely; the distance has no direction in one and grows surely in the other."""
    for at, sign in ((0, 0), (1, 1)):
        one = [told for rule, _, told in TOLD if rule == "riket"][at]
        own, country = lines(one)
        measure = example.measure(one)
        assert [example.judged(line, measure).grade for line in (own, country)] == [SURE, SURE]
        assert example.judged(own - country, measure).sign == sign


def test_captions_say_what_is_drawn():
    """What a caption claims of its own curve is so."""
    by_rule = {rule: [one for name, _, one in TOLD if name == rule] for rule in ADDRESSES}
    years = lines(by_rule["varfor"][0])[0].diff()
    assert f"upp {(years > 0).sum()} gånger och ned {(years < 0).sum()} gånger" in text("varfor")
    assert len(lines(by_rule["brott"][0])[0].loc[2019:]) == 4
    assert lines(by_rule["for-fa"][0])[0].is_monotonic_increasing
    assert lines(by_rule["troga"][0])[0].is_monotonic_increasing
    surveys = lines(by_rule["upprepade"][0])[0]
    assert (len(surveys), surveys.index[-1] + 2 - surveys.index[0]) == (6, 12)
    rounded = lines(by_rule["avrundning"][0])[0]
    assert (rounded.loc[2018:] % 1 == 0).all()
    assert rounded.is_monotonic_increasing
    assert 0 < example.judged(rounded, Measure("", "higher", step=0.1)).change < 1
    women, men = lines(by_rule["kon"][0])
    assert (women > men).all()
    small, large = lines(by_rule["sma-tal"][0])
    assert small.std() > 4 * large.std()
    assert not {2017, 2018} & set(lines(by_rule["saknas"][0])[0].index)


def test_places_are_those_of_the_level_rule():
    """The stretch of the sure example lies within its quarter, that of the other crosses a limit, counts have none."""
    sure, likely = (rows(one) for one in RULES["lage"].examples)
    crossed = [
        sum(stretch.x < limit < stretch.x2 for limit in frame.loc[frame["part"] == "limit", "x"])
        for frame in (sure, likely)
        for stretch in frame[frame["part"] == "stretch"].itertuples()
    ]
    told = [one.mark.word for one in RULES["lage"].examples]
    assert (crossed[0], crossed[1] > 0) == (0, True)
    assert told == ["Bästa fjärdedelen", "Troligen näst sämsta fjärdedelen"]
    assert sum(sure["part"] == "dot") == example.MUNICIPALITIES - 1
    found = example.level_of(example.Field(**next(one for rule, _, one in TOLD if rule == "rang")["field"]))
    assert f"Spannet är {found.rank_low}–{found.rank_high} av {found.ranked}." in text("rang")
    counted = RULES["antal"].examples[0]
    assert counted.mark.word == "Jämförs inte: antal beror på kommunens storlek"
    assert not set(rows(counted)["part"]) & {"stretch", "limit"}


def test_made_up_figures_say_so_everywhere():
    """Every example with a chart says DEMO in the chart, in its text alternative, and in the text beside it."""
    drawn = [one for rule in RULES.values() for one in rule.examples if one.rows is not None]
    assert len(drawn) > 20
    for one in drawn:
        frame = rows(one)
        assert list(frame.loc[frame["part"] == "demo", "text"]) == [DEMO]
        assert one.alternative.startswith(method.MADE_UP)
    assert DEMO in method.MADE_UP
    assert method.MADE_UP.startswith("Påhittat exempel.")


def test_examples_tell_every_value_in_words():
    """Who can't see a curve gets all its values."""
    told = RULES["upprepade"].examples[0].alternative
    assert "Exempelby: 2012 62, 2014 65, " in told


def test_numbers_are_those_of_the_rules():
    """The numbers in the words are the constants the rules work with."""
    trends, size = text("trend"), NUMBERS
    assert f"de {size[WINDOW]} senaste mätningarna" in trends
    assert f"Finns det {size[critical.LEAST]} till {size[WINDOW - 1]} tas alla med" in trends
    assert f"minst {size[trend.SURE_POINTS]} mätningar" in trends
    assert f"högst {size[round(100 * critical.SIZE)]} gånger av hundra" in trends
    assert f"en gång av {math.factorial(critical.LEAST - 1)}" in text("for-fa")
    assert f"{size[unusual.HISTORY]} tidigare mätningar" in text("ovanligt")
    assert f"{size[unusual.SIDE]} värden i rad" in text("ovanligt")
    assert f"de {size[level.PERIODS]} senaste åren" in text("lage")
    assert f"Minst {round(100 * level.COMMON_SHARE)} procent av kommunerna" in text("lage")
    assert f"Färre än {size[level.CERTAIN_POINTS]} egna mätningar" in text("lage")
    assert f"Allt över {str(critical.CAP).replace('.', ',')} räknas som" in text("troghetstal")
    assert "en elev 1,8 procentenheter" in text("sma-tal")
    assert round(100 / PUPILS, 1) == 1.8


def test_why_there_are_rules_is_true():
    """With 55 pupils the share changes in nine years of ten, and the colour of its quarter in more than half."""
    same = (binom.pmf(np.arange(PUPILS + 1), PUPILS, CHANCE) ** 2).sum()
    assert f"i {round(100 * (1 - same))} procent av åren" in text("varfor")
    figures = pd.read_parquet(DATA / "snapshot.parquet").query("kpi == 'N15428' and gender == 'T' and period > 2012")
    position = figures[~figures["municipality"].str.startswith("00")].groupby("municipality")["value"].mean() / 100
    drawn = np.random.default_rng(1962).binomial(PUPILS, position.to_numpy()[:, None], (len(position), 100)) / PUPILS
    quarter = np.searchsorted(figures["value"].quantile([0.25, 0.5, 0.75]).to_numpy() / 100, drawn)
    assert "i mer än hälften av åren" in text("varfor")
    assert (quarter[:, 1:] != quarter[:, :-1]).mean() > 0.5


def test_every_absence_is_told():
    """The six absences are those the app knows, in the words it uses for them."""
    told = text("saknas")
    assert len(RULES["saknas"].facts) == 6
    assert "Sex sätt" in told
    for words in (
        "Inte hämtat än",
        "Serien har upphört",
        "Egen serie saknas",
        "Värdet visas inte: det gäller för få personer.",
    ):
        assert words in told
    kinds = {absence.NOT_FETCHED, absence.NOT_PUBLISHED, absence.NOT_MEASURED, absence.SECRET, absence.ENDED}
    assert len(kinds | {absence.OWN_MISSING}) == 6


def test_what_the_app_refuses_is_told():
    """Each thing that is never done is named."""
    headings = " ".join(heading for heading, _ in RULES["aldrig"].facts)
    for word in ("sammanlagt betyg", "lista", "framtid", "råd", "mål", "neutrala", "färg"):
        assert word in headings
    assert NUMBERS[len(RULES["aldrig"].facts)].capitalize() in RULES["aldrig"].title


def test_the_key_has_every_mark_once():
    """Every mark that a page may show stands in the key with a picture of its own and its word."""
    (_, moves), *levels = method.key()
    words = [mark.word for mark in moves]
    assert {one.removeprefix("Troligen ").lower() for one in words} == {
        spoken.MARK_WORDS[one] for one in DIRECTIONS if one != NO_DATA
    }
    assert len(words) == len(set(words)) == 11
    assert [len({mark.image for mark in marks}) for _, marks in levels] == [8, 8]
    assert levels[0][1][0].word == "Sämsta fjärdedelen"
    assert levels[1][1][0].word == "Lägsta fjärdedelen"


def test_places_are_drawn_by_one_specification():
    """The chart of places is the same for every field: what differs is data."""
    assert charts_places.places() is charts_places.places()
    assert "datasets" not in charts_places.places()
