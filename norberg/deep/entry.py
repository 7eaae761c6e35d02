"""The entries of a deep-dive's columns: a series with its marks, value, place, and why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from norberg import clauses, marks, spoken, verdict
from norberg.deep import similar
from norberg.deep.part import Part
from norberg.finding import BETTER, DOWN, NO_CHANGE, UP, WORSE, Finding
from norberg.lines import GAP
from norberg.sentences import change_unit, counted_unit, number, span
from norberg.source import Source
from norberg.themes import Piece

NONE, NEUTRAL, UNKNOWN = "none", "neutral", "unknown"
STATES = (WORSE, NONE, BETTER, NEUTRAL, UNKNOWN)  # in the order of reading, worst first
OF_DIRECTION = {WORSE: WORSE, BETTER: BETTER, NO_CHANGE: NONE, UP: NEUTRAL, DOWN: NEUTRAL}


@dataclass(frozen=True)
class Entry:
    """One series of the columns.

    Attributes:
        piece: of the theme; finding: what the rules found.
        name: "Kvinnor", "Män", "Kvinnor minus män", "Totalt" where the chosen gender has no values, else "".
        state: one of STATES.
        sure: whether the direction is säker.
        mark, words, tone: the direction's image address ("" without values), words, and better, worse or "".
        value, unit, when: texts; "" without values. ``old``: the value is of an earlier year than others need to know.
        level, level_words, level_tone: the place among all municipalities; "" where nothing is said.
        place: the place as an interval, "" where not compared.
        similar: the middle of the similar municipalities.
        unusual: "Ovanligt värde (2022)" or "".
        absence: why there is no value; "" where there is one. ``fetchable``: a fetch may help.
        remark: why the total stands for a gender, or "".
    """

    piece: Piece
    finding: Finding
    name: str
    state: str
    sure: bool
    mark: str
    words: str
    tone: str
    value: str = ""
    unit: str = ""
    when: str = ""
    old: bool = False
    level: str = ""
    level_words: str = ""
    level_tone: str = ""
    place: str = ""
    similar: str = ""
    unusual: str = ""
    absence: str = ""
    fetchable: bool = False
    remark: str = ""

    @property
    def title(self) -> str:
        """What the entry is called: the nyckeltal, and whose."""
        return ", ".join(filter(None, [self.piece.indicator.short_title, self.name.lower()]))


def entries(part: Part, source: Source, old: int) -> Iterator[Entry]:
    """The entries of a piece: one, or women and men.

    Args:
        part: the piece with its findings.
        source: where series come from.
        old: the last year that counts as old.
    """
    for at, (gender, name, finding) in enumerate(part.shown):
        if part.blank or not finding.kpi:
            yield _absent(part, finding)
            continue
        alike = similar.told(part, part.sides[at], source) if part.sides else ""
        entry = _of_gap(part, finding, name) if gender == GAP else _of(part, finding, name, alike)
        yield Entry(**{**entry, "old": finding.year <= old, "remark": part.fallen})


def _absent(part: Part, finding: Finding) -> Entry:
    told = part.blank or (finding.absence.sentence if finding.absence else "Värde saknas.")
    fetchable = bool(finding.absence and finding.absence.fetchable)
    words = spoken.gap_words(None) if part.blank else spoken.direction_words(finding)
    return Entry(part.piece, finding, "", UNKNOWN, False, "", words, "", absence=told, fetchable=fetchable)


def _of(part: Part, finding: Finding, name: str, alike: str) -> dict:
    said = verdict.verdicts((finding,), "totalt")[0]
    level, judged, indicator = finding.level, clauses.judged(finding.indicator), finding.indicator
    where = said.level_words if level.quarter else f"Jämförs inte: {level.reason}" if level.reason else ""
    coded = indicator.codes.get(int(finding.value), "")
    return {
        "piece": part.piece,
        "finding": finding,
        "name": name,
        "state": OF_DIRECTION.get(finding.direction, UNKNOWN),
        "sure": finding.sure,
        "mark": said.direction,
        "words": said.direction_words,
        "tone": said.direction_tone,
        "value": coded or number(finding.value, indicator.decimals),
        "unit": "" if coded else indicator.unit,
        "when": when(finding, finding.year),
        "level": marks.level(level.quarter, level.certain, judged, wide=True),
        "level_words": where,
        "level_tone": said.level_tone,
        "place": _place(finding),
        "similar": alike,
        "unusual": said.unusual,
    }


def _of_gap(part: Part, finding: Finding, name: str) -> dict:
    """A gap is never better or worse: one that grows or shrinks moves without a wanted direction."""
    said, gap = verdict.verdicts((finding,), GAP)[0], finding.gap
    base = {"piece": part.piece, "finding": finding, "name": name, "words": said.direction_words, "tone": ""}
    if gap is None:
        return {**base, "state": UNKNOWN, "sure": False, "mark": ""}
    state = (NEUTRAL if gap.growing else NONE) if gap.trend.enough else UNKNOWN
    sure = bool(gap.growing) and not spoken.gap_words(gap).endswith("troligen")
    text = number(gap.gap, finding.indicator.decimals)
    unit, year = counted_unit(text, change_unit(finding.indicator.unit)), when(finding, gap.year)
    return {**base, "state": state, "sure": sure, "mark": said.direction, "value": text, "unit": unit, "when": year}


def when(finding: Finding, year: int) -> str:
    """The year of a value, the years of a mean, and until when a survey's value is repeated."""
    if finding.indicator.kind == "rolling mean":
        return f"medel {span(year - finding.indicator.window_years + 1, year)}"
    again = f", upprepas till {finding.until}" if finding.until > finding.year == year else ""
    return f"{year}{again}"


def _place(finding: Finding) -> str:
    level = finding.level
    if not level.quarter:
        return ""
    text = f"plats {span(level.rank_low, level.rank_high)} av {level.ranked}"
    return text if clauses.judged(finding.indicator) else f"{text}, lägst först"
