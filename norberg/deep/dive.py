"""A deep-dive, finished: all that its page, its sheet of paper and its files show of a theme under a selection."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from norberg.deep import multiple, questions
from norberg.deep.entry import NEUTRAL, NONE, STATES, UNKNOWN, Entry, entries
from norberg.deep.multiple import Multiple
from norberg.deep.part import part
from norberg.deep.questions import Question
from norberg.deep.small import Axis
from norberg.finding import BETTER, WORSE
from norberg.findings import Findings
from norberg.lines import GAP
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import listed
from norberg.series import DEMO
from norberg.themes import Theme

HEADINGS = {
    WORSE: "Försämras",
    NONE: "Ingen säker förändring",
    BETTER: "Förbättras",
    NEUTRAL: "Rör sig, inget håll är önskat",
    UNKNOWN: "Går inte att bedöma",
}
PLACES = ((WORSE,), (NONE,), (BETTER,), (NEUTRAL, UNKNOWN))  # what stands in each of the four columns, worst left
GRADED = {WORSE: "försämras", BETTER: "förbättras"}
REST = {NONE: "visar ingen säker förändring", NEUTRAL: "rör sig utan önskat håll", UNKNOWN: "går inte att bedöma"}


@dataclass(frozen=True)
class Column:
    """The entries of one state, in the theme's order."""

    state: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Dive:
    """What is shown of a theme.

    Attributes:
        theme: address, title, pieces.
        selection: gender, years, comparison.
        lead: how many go which way, by grade.
        columns: one for each of ``entry.STATES``, worst first. What moves where no direction is wanted (NEUTRAL) stands
            above what can't be judged in the fourth column (PLACES).
        questions: at most three.
        rule: the rule that chose them, in words; unasked: which rule gave none and why, "" when all gave one.
        multiples: one for each piece, in the order of the columns.
        axis: their common time axis.
        gaps: the nyckeltal for the table of the gender gaps: those with values for women and men.
        source: where the values come from, and when they were read.
        demo: whether they are made up.
    """

    theme: Theme
    selection: Selection
    lead: str
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    rule: str
    unasked: str
    multiples: tuple[Multiple, ...]
    axis: Axis
    gaps: tuple[Indicator, ...]
    source: str
    demo: bool

    def column(self, state: str) -> Column:
        """The column of a state."""
        return next(one for one in self.columns if one.state == state)

    @property
    def places(self) -> tuple[tuple[Column, ...], ...]:
        """The four columns as they stand: the last has two parts, of which the first is left out when empty."""
        return tuple(
            tuple(self.column(state) for state in states if state != NEUTRAL or self.column(state).entries)
            for states in PLACES
        )


def build(theme: Theme, findings: Findings, selection: Selection) -> Dive:
    """A theme under a selection.

    Args:
        theme: of the program, the office's own, or of a link.
        findings: the rules' answers until the selection's end year.
        selection: gender, years, comparison.
    """
    source, last = findings.source, selection.last
    parts = [part(piece, findings, selection) for piece in theme.pieces]
    told = [tuple(entries(one, source, last - questions.OLD)) for one in parts]
    every = [entry for one in told for entry in one]
    columns = tuple(Column(state, HEADINGS[state], tuple(e for e in every if e.state == state)) for state in STATES)
    whole = [(one.piece, one.whole) for one in parts]
    asked, unasked = questions.questions(whole, last)
    held = multiple.axis(parts, selection.first, last)
    small = [multiple.multiple(one, there, held, source) for one, there in zip(parts, told, strict=True)]
    small.sort(key=lambda one: STATES.index(one.entries[0].state))
    return Dive(
        theme=theme,
        selection=selection,
        lead=lead(every, len(parts), selection.gender),
        columns=columns,
        questions=asked,
        rule=questions.rule(last),
        unasked=unasked,
        multiples=tuple(small),
        axis=held,
        gaps=questions.gap_indicators(whole),
        source=_source(every, source.demo),
        demo=source.demo,
    )


def lead(every: Sequence[Entry], pieces: int, gender: str) -> str:
    """How many go which way, by grade: "5 nyckeltal försämras, 3 av dem säkert. 2 visar ingen säker förändring."

    Args:
        every: all entries.
        pieces: how many nyckeltal they are of.
        gender: chosen; of gaps it is told that they are.
    """
    if not every:
        return "Temat har inga nyckeltal."
    noun = "skillnader" if gender == GAP else "serier" if len(every) > pieces else "nyckeltal"
    told = Counter(one.state for one in every)
    sure = Counter(one.state for one in every if one.sure)
    graded = [_graded(told[state], sure[state], word) for state, word in GRADED.items() if told[state]]
    rest = [f"{told[state]} {word}" for state, word in REST.items() if told[state]]
    sentences = [*graded, *([listed(rest)] if rest else [])]
    first, *others = sentences
    number, _, words = first.partition(" ")
    one = noun.removesuffix("er") if number == "1" and noun != "nyckeltal" else noun
    return " ".join(f"{text}." for text in (f"{number} {one} {words}", *others))


def _graded(count: int, sure: int, word: str) -> str:
    if sure in (0, count):
        return f"{count} {word} {'säkert' if sure else 'troligen'}"
    return f"{count} {word}, {sure} av dem säkert"


def _source(every: Sequence[Entry], demo: bool) -> str:
    """The sources behind Kolada's values, and the days they were read."""
    if demo:
        return f"{DEMO}."
    names = dict.fromkeys(one.piece.indicator.source for one in every if one.piece.indicator.source)
    days = sorted({one.finding.read for one in every if one.finding.read})
    read = f", inläst {days[0] if len(days) == 1 else f'{days[0]} till {days[-1]}'}" if days else ", inte inläst än"
    own = " Egna serier: kommunen." if any(one.finding.kpi.startswith("LOK_") for one in every) else ""
    behind = f" ({'; '.join(names)})" if names else ""
    return f"Källa: Kolada{behind}{read}.{own}"
