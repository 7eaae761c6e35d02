"""A tile of the wall: one nyckeltal as short texts and marks."""

from dataclasses import dataclass

from norberg import absence, marks
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, NO_DATA, TOO_FEW, UP, WORSE, Finding
from norberg.program import Municipality
from norberg.sentences import number
from norberg.sparkline import sparkline
from norberg.spoken import sentence

OLD = 2021  # values from before this year get it underlined: a committee should not take them for news
SHORT_UNITS = {"ton CO2-ekv. per inv.": "ton/inv."}  # the title says what is emitted
WORDS = {
    WORSE: "sämre",
    BETTER: "bättre",
    UP: "ökar",
    DOWN: "minskar",
    NO_CHANGE: "",
    TOO_FEW: "få mätningar",
    CODE: "ingen trend",
    NO_DATA: "",
}
CLAIMS = {WORSE, BETTER, UP, DOWN}


@dataclass(frozen=True)
class Tile:
    """What a tile shows; ``spark``, ``direction`` and ``level`` are image addresses, "" where there is none.

    Attributes:
        no: the nyckeltal's number.
        title: its short title.
        sentence: all of it in words, the text alternative of the tile.
        value, unit, year: the latest value.
        old: the year is before OLD.
        repeated: last year that repeats the measurement; "" where none does.
        level_year: year of the level where it is older than the value; "" else.
        unusual: the latest value is.
        word: the direction in a word; "" for no sure change.
        claim: the direction where it is one of CLAIMS; "" else.
        sure: the direction is säkert.
        missing: why there is no value, and then all else is empty.
    """

    no: int
    title: str
    sentence: str
    missing: str = ""
    spark: str = ""
    value: str = ""
    unit: str = ""
    year: str = ""
    old: bool = False
    repeated: str = ""
    level_year: str = ""
    unusual: bool = False
    direction: str = ""
    level: str = ""
    word: str = ""
    claim: str = ""
    sure: bool = False


def tile(finding: Finding, years: tuple[int, int], here: Municipality, last: int) -> Tile:
    """The tile of a nyckeltal.

    Args:
        finding: its total.
        years: first and last year of all sparklines' axis.
        here: whose program it is.
        last: the chosen end year.

    Returns:
        Short Swedish texts, and marks only where their rule fired.
    """
    one = finding.indicator
    if finding.direction == NO_DATA:
        kind = finding.absence.kind if finding.absence else absence.NOT_FETCHED
        return Tile(one.no, one.short_title, sentence(finding), absence.short(kind, one, here, last))
    level, unusual = finding.level, finding.unusual is not None
    return Tile(
        one.no,
        one.short_title,
        sentence(finding),
        spark=sparkline(finding.values, finding.breaks, one.longest_step, years, unusual),
        value=_value(finding),
        unit="" if one.is_code else short_unit(one.unit),
        year=str(finding.year),
        old=finding.year < OLD,
        repeated=str(finding.until) if finding.until > finding.year else "",
        level_year=str(level.last) if level.quarter and level.last < finding.year else "",
        unusual=unusual,
        direction=direction_mark(finding),
        level=level_mark(finding),
        word=_word(finding),
        claim=finding.direction if finding.direction in CLAIMS else "",
        sure=finding.sure,
    )


def direction_mark(finding: Finding, size: int = 24) -> str:
    """The direction's mark as an image address, as large as asked."""
    return marks.direction(finding.direction, finding.sign, finding.sure, size)


def level_mark(finding: Finding) -> str:
    """The level's mark as an image address."""
    return marks.level(finding.level.quarter, finding.level.certain, finding.indicator.direction != "neutral")


def short_unit(unit: str) -> str:
    """A unit that fits beside a value: "MWh per inv." as "MWh/inv."; nothing of it is lost."""
    return SHORT_UNITS.get(unit) or unit.replace(" per ", "/").replace("timmar", "tim")


def _value(finding: Finding) -> str:
    one = finding.indicator
    return one.codes.get(int(finding.value), "?") if one.is_code else number(finding.value, one.decimals)


def _word(finding: Finding) -> str:
    word = WORDS[finding.direction]
    return f"trol. {word}" if finding.direction in CLAIMS and not finding.sure else word
