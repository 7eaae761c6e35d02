"""What is said aloud in a meeting: the question of a nyckeltal answered as surely as the rules allow, no surer.

Säker is "Ja." or "Nej.", trolig "Troligen ja." or "Troligen inte.", no sure change "Det går inte att säga", and nothing
recent "Vi vet inte." What yes means stands beside the question (``Indicator.question_yes``); a question without it is
open and gets facts only.
"""

from norberg import clauses, spoken
from norberg.finding import CODE, NO_CHANGE, NO_DATA, TOO_FEW, Finding, Trend
from norberg.program import Indicator
from norberg.sentences import number, span

MOST = 150  # characters: two lines of 32 px at 1280 x 720
OLDEST = 5  # years: an older value answers nothing about now; Kolada's own delay is up to four
UNSURE, UNKNOWN = "Det går inte att säga", "Vi vet inte"
COUNTS = ("inga mätningar", "en mätning", "två mätningar", "tre mätningar", "fyra mätningar")
NOUNS = {
    "share": "andelen",
    "survey share": "andelen",
    "count": "antalet",
    "survey index": "indexet",
    "survey mean": "betyget",
    "rolling mean": "medelvärdet",
    "mean": "medelvärdet",
}


def noun(indicator: Indicator) -> str:
    """What its values are called in a sentence: "andelen", "antalet", else "värdet"."""
    return NOUNS.get(indicator.kind, "värdet")


def old(finding: Finding, last: int) -> bool:
    """Whether the latest value is too old to answer a question about now.

    Args:
        finding: with a value.
        last: the end year of the meeting.
    """
    return last - max(finding.year, finding.until) > OLDEST


def answer(finding: Finding, last: int) -> str:
    """The sentence under the chart.

    Args:
        finding: what the rules found of one nyckeltal.
        last: the end year of the meeting, which tells what is recent.

    Returns:
        Swedish, at most MOST characters unless a name is very long: first the answer, then the figures it rests on.
    """
    ended = "Serien har upphört." if finding.ended else ""
    for tail in (clauses.against(finding), ""):
        told = " ".join(filter(None, [_answer(finding, last, tail), ended]))
        if len(told) <= MOST:
            return told
    return told


def few(points: int) -> str:
    """How many measurements there are in a row, in words: "två mätningar"."""
    return COUNTS[points] if points < len(COUNTS) else f"{points} mätningar"


def _answer(finding: Finding, last: int, tail: str) -> str:
    if finding.direction == NO_DATA:
        told = finding.absence.sentence if finding.absence else "Värde saknas."
        return f"{UNKNOWN}. {_first_sentence(told)}"
    if old(finding, last):
        return f"{UNKNOWN}. {finding.year} var {_was(finding)}, därefter saknas värden för {finding.name}."
    if finding.direction == CODE:
        return spoken.sentence(finding)
    if finding.indicator.question_yes == "above zero":
        word = "Ja," if finding.value > 0 else "Nej, inte"
        return f"{word} {finding.year}: då var {_was(finding)}."
    trend = finding.trend
    if trend is None or finding.direction == TOO_FEW:
        return _too_few(finding, trend)
    return _unsure(finding, trend, tail) if finding.direction == NO_CHANGE else _moved(finding, trend, tail)


def _first_sentence(text: str) -> str:
    """The first sentence of a text that has no room for all of it."""
    return text if len(text) <= MOST - len(UNKNOWN) - 2 else f"{text.split('. ')[0].rstrip('.')}."


def _plain(value: float, indicator: Indicator) -> str:
    """A value with its unit, without what the noun says already: "72", not "index 72"."""
    named = indicator.unit.split(" ")[0] in clauses.NAMED_FIRST
    return number(value, indicator.decimals) if named else clauses.amount(value, indicator)


def _was(finding: Finding) -> str:
    if finding.direction == CODE:
        return f"läget {finding.indicator.codes.get(int(finding.value), '?').lower()}"
    return f"{noun(finding.indicator)} {_plain(finding.value, finding.indicator)}"


def _too_few(finding: Finding, trend: Trend | None) -> str:
    points = trend.points if trend else len(finding.values)
    count = f"{few(points)} i rad" if points > 1 else few(points)
    lead = f"{UNSURE}: bara {count}." if finding.indicator.question_yes else f"Bara {count}."
    return f"{lead} Senast, {finding.year}, var {_was(finding)}."


def _unsure(finding: Finding, trend: Trend, tail: str) -> str:
    """Between which values it has been; what has been the same all the time has not moved, which is an answer."""
    indicator, seen = finding.indicator, finding.values.loc[trend.first : trend.last]
    years, what = span(trend.first, trend.last), noun(indicator)
    low, high = (number(one, indicator.decimals) for one in (seen.min(), seen.max()))
    if seen.nunique() == 1 and len(seen) > 1:
        same = f"{what} har varit {_plain(finding.value, indicator)} hela tiden {years}"
        return f"Nej, {same}{tail}." if indicator.question_yes else f"{_capital(same)}{tail}."
    most = _plain(float(seen.max()), indicator)
    between = f"{years} har {what} varit {most if low == high else f'mellan {low} och {most}'}"
    return f"{UNSURE if indicator.question_yes else 'Ingen säker förändring'}: {between}{tail}."


def _moved(finding: Finding, trend: Trend, tail: str) -> str:
    yes, indicator = finding.indicator.question_yes, finding.indicator
    moved = _movement(finding, trend, tail)
    if not yes:
        return moved if finding.sure else f"Troligen: {moved[:1].lower()}{moved[1:]}"
    right = (trend.sign > 0) == (indicator.question_yes == "up")
    if finding.sure:
        return f"{'Ja' if right else 'Nej'}. {moved}"
    return f"{'Troligen ja' if right else 'Troligen inte'}. {moved}"


def _movement(finding: Finding, trend: Trend, tail: str) -> str:
    """From which value to which; where the two ends alone would tell another story, which way the whole points."""
    indicator = finding.indicator
    start, end = finding.values.get(trend.first), finding.value
    printed = None if start is None else number(start, indicator.decimals)
    agree = start is not None and (end - start) * trend.sign > 0 and printed != number(end, indicator.decimals)
    if not agree:
        way = "uppåt" if trend.sign > 0 else "nedåt"
        return f"Trenden sedan {trend.first} pekar {way}; {finding.year} var {_was(finding)}."
    verb = "stigit" if trend.sign > 0 else "sjunkit"
    steps = f"från {printed} till {_plain(end, indicator)}"
    return f"Mellan {trend.first} och {trend.last} har {noun(indicator)} {verb} {steps}{tail}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
