"""What the rules found, as people say it: the words of the marks, and one sentence that can be read aloud.

Words claim only what rules fired; a neutral measure never gets better or worse.
"""

from collections.abc import Sequence

from norberg import clauses
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, NO_DATA, SURE, TOO_FEW, UP, WORSE, Finding, Gap
from norberg.lines import Line
from norberg.sentences import PERCENT, THIN, number, span

MOST_WORDS = 30  # of a sentence: what one breath and one look can take in
NAMED_ENDS = 6  # lines whose latest values the text alternative names; the table has them all

MARK_WORDS = {
    BETTER: "förbättras",
    WORSE: "försämras",
    UP: "ökar",
    DOWN: "minskar",
    NO_CHANGE: "ingen säker förändring",
    TOO_FEW: "för få mätningar",
    CODE: "bedömning, inte trend",
    NO_DATA: "saknar värde",
}


def direction_words(finding: Finding) -> str:
    """The word of the direction mark: "Förbättras", "Troligen ökar", "Ingen säker förändring"."""
    word = MARK_WORDS[finding.direction]
    likely = finding.direction in clauses.MOVED and not finding.sure
    return f"Troligen {word}" if likely else word.capitalize()


def level_words(finding: Finding) -> str:
    """The word of the level mark, with its year where the value is newer: "Troligen sämsta fjärdedelen (2022)"."""
    words = clauses.quarter(finding)
    if not words:
        return "Jämförs inte"
    year = f" ({finding.level.last})" if finding.level.last != finding.year else ""
    return f"{words.capitalize() if finding.level.certain else f'Troligen {words}'}{year}"


def words(text: str) -> int:
    """How many words a text has; a number with its thousands apart is one."""
    return len(text.replace(THIN, "").split())


def sentence(finding: Finding) -> str:
    """One chart in a sentence or two: level, direction with certainty, position with comparator, year.

    What does not fit in MOST_WORDS is left out in this order: words of the position, the comparison of the movement,
    what is unusual, why it is not compared. Direction, value, position and the end of a series always stand.

    Args:
        finding: what the rules found of one nyckeltal.

    Returns:
        Swedish, at most MOST_WORDS words; why there is no value where there is none.
    """
    if finding.direction == NO_DATA:
        return _absent(finding)
    if finding.direction == CODE:
        return _judgement(finding)
    tail, odd = clauses.against(finding), clauses.unusual(finding)
    long, short = clauses.position(finding), clauses.short_position(finding)
    over = "Serien har upphört." if finding.ended else ""
    tries = [(tail, odd, long), (tail, odd, short), ("", odd, long), ("", odd, short), ("", "", long), ("", "", short)]
    told = [" ".join(filter(None, [clauses.movement(finding, a), b, over, c])) for a, b, c in tries]
    return next((text for text in told if words(text) <= MOST_WORDS), told[-1])


def _absent(finding: Finding) -> str:
    """The absence in words, its first sentence where it is long."""
    told = finding.absence.sentence if finding.absence else "Värde saknas."
    return told if words(told) <= MOST_WORDS else f"{told.split('. ')[0].rstrip('.')}."


def _judgement(finding: Finding) -> str:
    """A measure in words (a code): its latest words, and why there is no trend."""
    codes = finding.indicator.codes
    told = [f"{codes.get(int(value), '?').lower()} {year}" for year, value in finding.values.iloc[:-3:-1].items()]
    text = ", ".join(told)
    return f"{text[:1].upper()}{text[1:]}. En bedömning i ord får ingen trend."


def gap_words(gap: Gap | None) -> str:
    """The word of the mark that stands for the gap between women and men."""
    if gap is None:
        return "Bedöms inte"
    if not gap.trend.enough:
        return MARK_WORDS[TOO_FEW].capitalize()
    if not gap.growing:
        return MARK_WORDS[NO_CHANGE].capitalize()
    likely = "" if gap.trend.grade == SURE else " troligen"
    return f"Skillnaden {'växer' if gap.growing > 0 else 'minskar'}{likely}"


def gap_sentence(finding: Finding) -> str:
    """Women beside men in a few short sentences: values, whether the gap grows, how large it is among others.

    Args:
        finding: the total's; the gap of two shares that sum to a hundred is not judged.

    Returns:
        Swedish, at most MOST_WORDS words.
    """
    if finding.gap is None:
        return "Skillnaden mellan kvinnor och män bedöms inte."
    values, moved, doubt, size = clauses.gap(finding, finding.gap)
    tries = [(values, moved, doubt, size), (values, moved, size), (values, moved, doubt), (values, moved)]
    told = [" ".join(filter(None, one)) for one in tries]
    return next((text for text in told if words(text) <= MOST_WORDS), told[-1])


def alternative(title: str, unit: str, lines: Sequence[Line], first: int, decimals: int, told: str = "") -> str:
    """The text alternative of a line chart: what it is, the values at the lines' ends, and its sentence.

    Args:
        title: of the nyckeltal.
        unit: of the values.
        lines: what is drawn, own first.
        first: the first year that is drawn.
        decimals: of the values.
        told: the sentence or sentences of what it shows.
    """
    drawn = [int(year) for line in lines for year in line.values.index if year >= first]
    years = span(min(drawn), max(drawn)) if drawn else f"inga värden från {first}"
    ends = ", ".join(f"{line.name} {number(line.values.iloc[-1], decimals)}" for line in lines[:NAMED_ENDS])
    axis = "procent" if unit == PERCENT else unit
    said = f"Linjediagram: {title}, {axis}, {years}. Senaste värden: {ends}. Alla värden finns i tabellen."
    return f"{said} {told}".rstrip()
