"""The answer said aloud never says more than the rules found, whatever the figures."""

import random
import re
from dataclasses import replace

import pandas as pd
import pytest
from random_findings import drawn
from world import NORBERG, PROGRAM

from norberg import meeting_words
from norberg.absence import Absence
from norberg.finding import CODE, LIKELY, NO_CHANGE, NO_DATA, SURE, TOO_FEW, WORSE, Finding, Level, Trend
from norberg.meeting_words import MOST, answer

LAST = 2026
MEN = PROGRAM.indicator(11)
YES = {  # put down by hand from the questions: what the value does when the answer is yes
    "down": {6, 7, 8, 9, 12, 13, 14, 22, 23, 24, 26, 27, 30, 48, 49, 50, 51, 60, 69, 70, 73, 74},
    "above zero": {28},
    "": {16},
}


def series(rng: random.Random, one: Finding) -> Finding:
    """The finding with a whole series behind its trend, whose ends agree with it in three cases of four."""
    trend = one.trend
    years = range(trend.first, one.year + 1)
    values = pd.Series({year: rng.choice((rng.uniform(-3, 100), rng.uniform(1e3, 1e5))) for year in years})
    if trend.sign and rng.random() < 3 / 4:
        values = pd.Series(sorted(values, reverse=trend.sign < 0), index=values.index)
    if not trend.sign and rng.random() < 1 / 4:
        values[:] = values.iloc[-1]
    return replace(one, values=values, trend=replace(trend, last=one.year))


@pytest.fixture(scope="module")
def told() -> list[tuple[Finding, str]]:
    """Random findings of every nyckeltal and state, also under open questions, and what is said of them."""
    rng, found = random.Random(7), list[Finding]()
    for _ in range(6000):
        one = drawn(rng)
        if rng.random() < 0.15:
            one = replace(one, indicator=replace(one.indicator, question_yes=""))
        found.append(series(rng, one) if one.trend else one)
    return [(one, answer(one, LAST)) for one in found]


def moving(told):
    """Those that answer a question by a movement."""
    ways = ("up", "down")
    return [
        (one, text)
        for one, text in told
        if one.indicator.question_yes in ways
        and one.direction not in (NO_DATA, CODE, TOO_FEW, NO_CHANGE)
        and not meeting_words.old(one, LAST)
    ]


def test_yes_and_no_are_what_the_questions_mean():
    """For all 75 nyckeltal the file says which movement is a yes, as a person reads the question."""
    marked = {way: {one.no for one in PROGRAM.indicators if one.question_yes == way} for way in YES}
    assert marked == YES
    assert all(one.question_yes == "up" for one in PROGRAM.indicators if one.no not in set().union(*YES.values()))


def test_only_what_is_sure_is_a_plain_yes_or_no(told):
    """Säker is "Ja." or "Nej.", trolig "Troligen ja." or "Troligen inte.", and the side is the trend's."""
    seen = set()
    for one, text in moving(told):
        right = (one.sign > 0) is (one.indicator.question_yes == "up")
        lead = {(SURE, True): "Ja. ", (SURE, False): "Nej. "}
        lead |= {(LIKELY, True): "Troligen ja. ", (LIKELY, False): "Troligen inte. "}
        expected = lead[one.trend.grade, right]
        assert text.startswith(expected), text
        seen.add(expected)
    assert len(seen) == 4


def test_nothing_else_begins_with_an_answer(told):
    """Without a movement there is a yes or no only for what has not moved at all, and for a value against zero."""
    answered = {id(one) for one, _ in moving(told)}
    for one, text in told:
        if id(one) in answered or not re.match("Ja|Nej|Troligen", text):
            continue
        if re.match(r"(Ja|Nej, inte|Ja,) \d{4}: då var", text):
            assert one.indicator.question_yes == "above zero"
            assert text.startswith("Ja") is (one.value > 0), text
        elif text.startswith("Nej, "):
            assert one.values.loc[one.trend.first :].nunique() == 1, text
            assert one.direction == NO_CHANGE
        else:
            assert text.startswith("Troligen: "), text
            assert (one.indicator.question_yes, one.trend.grade) == ("", LIKELY)


def test_an_open_question_gets_no_yes_or_no(told):
    """Where nobody has said what yes means, only facts are told."""
    texts = [text for one, text in told if not one.indicator.question_yes]
    assert len(texts) > 300
    assert not [text for text in texts if re.match(r"(Ja|Nej|Troligen (ja|inte)|Det går inte)\b", text)]


def test_grades_have_their_words(told):
    """No value or an old one is "Vi vet inte", no sure change and too few "Det går inte att säga"."""
    for one, text in told:
        unknown = one.direction == NO_DATA or meeting_words.old(one, LAST)
        assert text.startswith("Vi vet inte. ") is unknown, text
        asked = one.indicator.question_yes in ("up", "down")
        if not unknown and asked and one.direction in (NO_CHANGE, TOO_FEW):
            assert text.startswith(("Det går inte att säga: ", "Nej, ")), text


def test_a_movement_in_words_is_one_in_the_figures(told):
    """What has risen goes from a lower to a higher number as printed, what has sunk the other way."""
    ends = r"Mellan (\d{4}) och (\d{4}) har \w+ (stigit|sjunkit) från (N) till (N)".replace(
        "N", r"−?[\d\u202f]+(?:,\d+)?"
    )
    seen = 0
    for one, text in told:
        found = re.search(ends, text, re.IGNORECASE)
        if not found:
            assert "stigit" not in text
            assert "sjunkit" not in text
            continue
        seen += 1
        first, last, verb, start, end = found.groups()
        before, after = (float(n.replace("\u202f", "").replace(",", ".").replace("−", "-")) for n in (start, end))
        assert (int(first), int(last)) == (one.trend.first, one.trend.last)
        assert (verb == "stigit") is (one.sign > 0) is (after > before), text
    assert seen > 300


def test_two_ends_that_disagree_with_the_trend_are_not_told_as_a_movement(told):
    """Where first and last value alone would say the opposite, the trend is named as a trend."""
    odd = [(one, text) for one, text in moving(told) if (one.value - one.values[one.trend.first]) * one.sign <= 0]
    assert len(odd) > 50
    assert all(re.search("Trenden sedan .* pekar (uppåt|nedåt)", text) for _, text in odd)
    assert all(("uppåt" in text) is (one.sign > 0) for one, text in odd)


def test_sentences_fit_two_lines_and_read_as_swedish(told):
    """Never longer than two lines of 32 px, one space between words, a capital first and a full stop last."""
    assert max(len(text) for _, text in told) <= MOST
    for _, text in told:
        assert re.fullmatch(r"[A-ZÅÄÖ0-9−].*[.]", text), text
        assert "  " not in text
        assert ".." not in text
        assert "nan" not in text.lower().split()


def test_an_ended_series_says_so(told):
    """Whatever else is said."""
    assert all(("Serien har upphört" in text) for one, text in told if one.ended and one.direction != NO_DATA)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "Nej. Mellan 2013 och 2022 har medelvärdet sjunkit från 80,2 till 77,4 år."),
        ({"grade": LIKELY}, "Troligen inte. Mellan 2013 och 2022 har medelvärdet sjunkit från 80,2 till 77,4 år."),
    ],
)
def test_what_is_said_of_men(change, words):
    """The sentence of the picture, by rule."""
    trend = Trend(10, 2013, 2022, -41, -0.3, -2.6, -1, SURE, True)
    values = pd.Series({2013: 80.22, 2022: 77.42})
    one = Finding(MEN, NORBERG, kpi="N00923", values=values, direction=WORSE, trend=replace(trend, **change))
    assert answer(one, LAST) == words


def test_what_is_not_known_is_said_with_its_reason():
    """An old value with its year; an absence in its own words, shortened to its first sentence where it is long."""
    old = Finding(PROGRAM.indicator(47), NORBERG, kpi="N45930", values=pd.Series({2013: 100.0}), direction=TOO_FEW)
    old = replace(old, name="Norberg", until=2013, level=Level(reason="gammal uppgift"))
    assert answer(old, LAST) == "Vi vet inte. 2013 var andelen 100 procent, därefter saknas värden för Norberg."
    assert answer(old, 2014) == "Det går inte att säga: bara en mätning. Senast, 2013, var andelen 100 procent."
    long = Absence("own_missing", f"Egen serie saknas. Väntas från {'kommunens ' * 30}.")
    assert answer(Finding(MEN, NORBERG, absence=long), LAST) == "Vi vet inte. Egen serie saknas."
