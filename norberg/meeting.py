"""Everything a meeting shows, step by step: finished texts, marks and the data of all charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from norberg import about, depth_words, marks, meeting_lines, meeting_rows, meeting_scene, meeting_words, spoken
from norberg.agenda import Agenda
from norberg.clauses import judged
from norberg.depth_facts import BEST, TONES, WORST
from norberg.finding import CODE, NO_CHANGE, NO_DATA, TOO_FEW, Finding
from norberg.findings import Findings
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import day, number, span
from norberg.series import DEMO
from norberg.source import Source
from norberg.trend_rows import arrow

MARK = 38  # px
DASH = marks.count(NO_CHANGE, MARK)  # the large one: a thin dash is lost on a wall
NOTHING = "Inga värden att visa"
MOST_BOXES = 12  # years of a measure in words


@dataclass(frozen=True)
class Fact:
    """A mark with its words, and what stands smaller under them; ``mark`` is an image address, ``tone`` a colour."""

    mark: str
    words: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Step:
    """One screen.

    Attributes:
        no: the nyckeltal's number.
        goal: its goal in full.
        question: what is asked; its short title where no question is written.
        measured: what the chart shows, with its unit.
        value, unit, when: the latest value as texts; empty without.
        direction, level: with the marks; None without values.
        answer: the sentence to read aloud.
        source: where the figures come from and when they were read.
        boxes: (word, year) of a measure in words.
        missing: why there is nothing to draw; "" where there is.
        drawn: whether there is a chart.
        alternative: the chart in words.
    """

    no: int
    goal: str
    question: str
    measured: str
    answer: str
    source: str
    value: str = ""
    unit: str = ""
    when: str = ""
    direction: Fact | None = None
    level: Fact | None = None
    boxes: tuple[tuple[str, str], ...] = ()
    missing: str = ""
    drawn: bool = False
    alternative: str = ""


@dataclass(frozen=True)
class Deck:
    """A whole meeting: its steps, the rows of all charts as Arrow bytes, the day of the newest reading."""

    steps: tuple[Step, ...]
    rows: bytes
    read: str
    demo: bool


def deck(agenda: Agenda, findings: Findings) -> Deck:
    """The screens of a meeting.

    Args:
        agenda: which nyckeltal in which order, the comparison.
        findings: the rules' answers until the agenda's end year, with their source.
    """
    source, program = findings.source, findings.source.program
    selection = Selection("totalt", agenda.last, agenda.last, agenda.sets, agenda.areas)
    steps, frames = list[Step](), [pd.DataFrame(columns=list(meeting_rows.FIELDS))]
    found = [findings.chosen([program.indicator(no)], selection)[0] for no in agenda.numbers]
    read = newest(found)
    for at, one in enumerate(found):
        step, rows = _step(one, source, selection, _dated(agenda, read, source.demo))
        steps.append(step)
        frames.append(rows.assign(step=float(at)))
    rows = pd.concat([frame for frame in frames if len(frame)] or frames).astype(meeting_rows.FIELDS)
    return Deck(tuple(steps), arrow(rows), read, source.demo)


def newest(found: Sequence[Finding]) -> str:
    """The day of the newest reading among some findings; "" without values."""
    return max((day(one.read) for one in found if one.read), default="")


def _dated(agenda: Agenda, read: str, demo: bool) -> str:
    """That the figures are newer (or older) than those the agenda was made with."""
    if demo or not agenda.read or agenda.read == read:
        return ""
    return f" Dagordningen gjordes med värden inlästa {agenda.read}."


def _step(finding: Finding, source: Source, selection: Selection, dated: str) -> tuple[Step, pd.DataFrame]:
    """A screen and the rows of its chart, none where there is nothing to draw."""
    indicator = finding.indicator
    base = Step(
        no=indicator.no,
        goal=f"Mål {indicator.goal}. {source.program.goal(indicator.goal).text.rstrip('.')}",
        question=indicator.question or indicator.short_title,
        measured=_measured(indicator),
        answer=meeting_words.answer(finding, selection.last),
        source=f"{_source(finding, source)}{dated}",
    )
    if finding.direction == NO_DATA:
        why = finding.absence.sentence if finding.absence else ""
        return replace(base, missing=NOTHING if why in base.answer else why), pd.DataFrame()
    base = replace(base, when=_when(finding, selection.last), direction=_direction(finding), level=_level(finding))
    if finding.direction == CODE:
        boxes = tuple(_boxes(finding))
        return replace(base, value=boxes[-1][0], boxes=boxes[-MOST_BOXES:]), pd.DataFrame()
    base = replace(base, value=number(finding.value, indicator.decimals), unit=indicator.unit)
    return _with_chart(base, finding, source, selection)


def _with_chart(base: Step, finding: Finding, source: Source, selection: Selection) -> tuple[Step, pd.DataFrame]:
    indicator, drawn = finding.indicator, meeting_lines.drawn(finding, source, selection)
    old = meeting_words.old(finding, selection.last)
    window = finding.trend.first if finding.trend else 0
    scene = meeting_scene.scene(drawn, indicator, window, selection.last if old else 0)
    told = _alternative(scene, indicator)
    return replace(base, drawn=True, alternative=told), meeting_rows.rows(scene, demo=source.demo)


def _measured(indicator: Indicator) -> str:
    """Title and unit over the chart: the question alone may ask for the opposite of what is measured."""
    if indicator.is_code:
        return f"{indicator.short_title}, en bedömning i ord"
    return f"{indicator.short_title}, {depth_words.axis_unit(indicator.unit)}"


def _source(finding: Finding, source: Source) -> str:
    indicator, kpi = finding.indicator, finding.kpi
    if source.demo:
        return f"{DEMO}."
    if not kpi:
        return f"Källa: {indicator.source}."
    frame = source.kpi(kpi)
    if kpi.startswith("LOK_"):
        return about.source_line([indicator], kpi, frame, source)
    own = frame[(frame["municipality"] == finding.municipality) & frame["value"].notna()]
    reading = about.reading(own).replace("Inläst", "inlästa").replace(" inläst ", " inlästa ")
    return f"{about.origin([indicator], kpi)}. Värden {reading}"


def _when(finding: Finding, last: int) -> str:
    """The year of the value, the years it is a mean of, that it is old or repeated."""
    indicator, year = finding.indicator, finding.year
    if meeting_words.old(finding, last):
        return f"{year}, senaste uppgiften"
    if indicator.kind == "rolling mean":
        return f"{year} (medel {span(year - indicator.window_years + 1, year)})"
    return f"{year} (upprepas till {finding.until})" if finding.until > year else str(year)


def _direction(finding: Finding) -> Fact:
    if finding.direction == CODE:
        return Fact(DASH, spoken.direction_words(finding), "quiet")
    if finding.direction == TOO_FEW:
        points = finding.trend.points if finding.trend else len(finding.values)
        words = f"{spoken.direction_words(finding)}: {meeting_words.few(points).split(' ')[0]}"
        return Fact(DASH, words, "quiet")
    still = finding.direction == NO_CHANGE
    mark = DASH if still else marks.direction(finding.direction, finding.sign, finding.sure, MARK)
    tone = TONES.get(finding.direction, "quiet" if still else "")
    return Fact(mark, spoken.direction_words(finding), tone)


def _level(finding: Finding) -> Fact:
    """The quarter; its years in the same line where the value is newer, and the place only where it is certain."""
    level, right = finding.level, judged(finding.indicator)
    if not level.quarter:
        return Fact(DASH, f"Jämförs inte: {level.reason}", "quiet")
    years, newer = span(level.first, level.last), level.last != finding.year
    words = spoken.level_words(finding).removesuffix(f" ({level.last})") + (f" {years}" if newer else "")
    place = f"Plats {span(level.rank_low, level.rank_high)} av {level.ranked}"
    place += "" if right else ", lägst först"
    note = " ".join(filter(None, [place if level.certain else "", "" if newer else f"({years})"]))
    tone = {BEST: "better", WORST: "worse"}.get(level.quarter, "") if right else ""
    return Fact(marks.level(level.quarter, level.certain, right, wide=True), words, tone, note)


def _boxes(finding: Finding) -> Iterator[tuple[str, str]]:
    for year, value in finding.values.items():
        yield finding.indicator.codes.get(int(value), "?"), str(year)


def _alternative(scene: meeting_scene.Scene, indicator: Indicator) -> str:
    """The chart in words: what it is and the values at the lines' ends."""
    ends = [f"{one.name} {number(one.values.iloc[-1], scene.decimals)} ({one.values.index[-1]})" for one in scene.lines]
    unit = depth_words.axis_unit(indicator.unit)
    return f"Linjediagram {span(scene.first, scene.last)}, {unit}. Senaste värden: {', '.join(ends)}."
