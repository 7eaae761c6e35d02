"""The marks row of a card: which marks and words stand there, whose they are, and what a gap says."""

from dataclasses import replace

import pandas as pd
import pytest
from world import PROGRAM

from norberg import marks, verdict
from norberg.finding import (
    BETTER,
    LIKELY,
    LIMITS,
    NO_CHANGE,
    SURE,
    TOO_FEW,
    UP,
    WORSE,
    Finding,
    Gap,
    Level,
    Trend,
    Unusual,
)

SCHOOL, EMISSIONS, OLD = (PROGRAM.indicator(no) for no in (1, 51, 58))
ALL = "landets 290 kommuner"


def trend(sign=1, grade=SURE, **changes):
    return replace(Trend(10, 2013, 2022, 0, 0.5 * sign, 4.5 * sign, sign, grade, enough=True), **changes)


def found(indicator, direction, own, **more):
    values = pd.Series({2021: 70.0, 2022: 71.26})
    given = {"kpi": indicator.use_id, "values": values, "direction": direction, "trend": own, "comparator": ALL}
    return Finding(indicator, indicator.entity, name="Norberg", **(given | more))


def gap(growing, grade=SURE, **changes):
    own = trend(growing, grade) if growing else trend(0, "")
    return replace(Gap(2022, 79.2, 87.5, -8.3, pd.Series({2022: -8.3}), True, own, growing), **changes)


def one(finding, gender="totalt"):
    (only,) = verdict.verdicts([finding], gender)
    return only


@pytest.mark.parametrize(
    ("finding", "direction", "tone"),
    [
        (found(SCHOOL, BETTER, trend()), "Förbättras", "better"),
        (found(SCHOOL, WORSE, trend(-1, LIKELY)), "Troligen försämras", "worse"),
        (found(EMISSIONS, BETTER, trend(-1)), "Förbättras", "better"),
        (found(OLD, UP, trend()), "Ökar", ""),
        (found(SCHOOL, NO_CHANGE, trend(0, "")), "Ingen säker förändring", ""),
        (found(SCHOOL, TOO_FEW, trend(0, "", enough=False)), "För få mätningar", ""),
    ],
)
def test_the_direction_has_its_mark_and_word(finding, direction, tone):
    """The mark is the one of the direction, its arrow the value's own way, and only better and worse have a colour."""
    shown = one(finding)
    assert (shown.direction_words, shown.direction_tone) == (direction, tone)
    assert shown.direction == marks.direction(finding.direction, finding.sign, finding.sure, verdict.SIZE)


@pytest.mark.parametrize(
    ("indicator", "level", "words", "tone"),
    [
        (SCHOOL, Level(4, True, 242, 283, 290, 2020, 2022), "Sämsta fjärdedelen", "worse"),
        (SCHOOL, Level(4, False, 200, 283, 290, 2017, 2019), "Troligen sämsta fjärdedelen (2019)", "worse"),
        (SCHOOL, Level(1, True, 1, 40, 290, 2020, 2022), "Bästa fjärdedelen", "better"),
        (SCHOOL, Level(3, True, 150, 200, 290, 2020, 2022), "Näst sämsta fjärdedelen", ""),
        (OLD, Level(4, True, 260, 283, 290, 2020, 2022), "Högsta fjärdedelen", ""),
        (SCHOOL, Level(reason="73 av 290 kommuner inlästa"), "Jämförs inte", ""),
    ],
)
def test_the_level_has_its_mark_and_words(indicator, level, words, tone):
    """Outer quarters are coloured where one direction is better; the year stands where the value is newer."""
    shown = one(found(indicator, NO_CHANGE, trend(0, ""), level=level))
    assert (shown.level_words, shown.level_tone) == (words, tone)
    assert shown.level == marks.level(level.quarter, level.certain, indicator is SCHOOL)
    assert bool(shown.level) is bool(level.quarter)


def test_an_unusual_value_is_named_with_its_year():
    """The word stands beside the marks, and only where the rule fired."""
    odd = Unusual(2022, 71.3, 70.0, 60.0, 70.5, LIMITS, 1, strict=False)
    assert one(found(SCHOOL, NO_CHANGE, trend(0, ""), unusual=odd)).unusual == "Ovanligt värde (2022)"
    assert one(found(SCHOOL, NO_CHANGE, trend(0, ""))).unusual == ""


def test_women_and_men_have_a_row_each_and_say_whose():
    """Two findings are women's and men's, in that order, and the sentences read as one text name them."""
    women, men = found(SCHOOL, BETTER, trend(), gender="K"), found(SCHOOL, NO_CHANGE, trend(0, ""), gender="M")
    shown = verdict.verdicts([women, men], "bada")
    assert [(row.name, row.direction_words) for row in shown] == [
        ("Kvinnor", "Förbättras"),
        ("Män", "Ingen säker förändring"),
    ]
    assert verdict.told(shown).startswith("Kvinnor: har förbättrats sedan 2013, till 71,3 procent 2022.")
    assert "Män: 71,3 procent 2022, ingen säker förändring sedan 2013." in verdict.told(shown)


@pytest.mark.parametrize(
    ("told", "words", "sentence"),
    [
        (gap(1), "Skillnaden växer", "Skillnaden har vuxit sedan 2013."),
        (gap(-1, LIKELY), "Skillnaden minskar troligen", "Skillnaden har troligen minskat sedan 2013."),
        (gap(0), "Ingen säker förändring", "Skillnaden har varken säkert vuxit eller minskat sedan 2013."),
        (
            gap(0, trend=trend(0, "", enough=False)),
            "För få mätningar",
            "För få mätningar för att se om skillnaden växer.",
        ),
        (gap(1, sure=False), "Skillnaden växer", "Skillnaden har vuxit sedan 2013. Den kan bero på slumpen."),
        (
            gap(1, larger_than=0.8, compared=73),
            "Skillnaden växer",
            "Skillnaden har vuxit sedan 2013. "
            "I medel de senaste jämförda åren är den större än i 80 procent av 73 kommuner.",
        ),
    ],
)
def test_a_gap_is_told_by_its_size_and_never_judged(told, words, sentence):
    """Growing or shrinking with its certainty, no colour, no place among all."""
    shown = one(found(SCHOOL, NO_CHANGE, trend(0, ""), gap=told), "skillnad")
    assert (shown.direction_words, shown.direction_tone, shown.level, shown.level_words) == (words, "", "", "")
    assert shown.sentence == f"Kvinnor 79,2 och män 87,5 procent 2022. {sentence}"


def test_a_gap_that_is_not_judged_says_so():
    """Shares that are each other's rest have no gap to judge: no mark, no claim."""
    shown = one(found(SCHOOL, NO_CHANGE, trend(0, "")), "skillnad")
    assert (shown.direction, shown.direction_words) == ("", "Bedöms inte")
    assert shown.sentence == "Skillnaden mellan kvinnor och män bedöms inte."
