"""The lines of a nyckeltal for charts that people can edit: a stroke for each unbroken run, never joined."""

from dataclasses import dataclass

import pandas as pd

from norberg import depth_rows, figures
from norberg.charts import COUNTRY, GREY, INK, MEN, OLDER, WOMEN
from norberg.lines import Line
from norberg.report.entry import Entry
from norberg.sentences import span

OWN = ("main", "women", "men")
COLOURS = {"main": INK, "women": WOMEN, "men": MEN, "older": OLDER, "country": COUNTRY}
SOLID, DASHED, DOTTED = "solid", "dash", "round_dot"
PATTERNS = ("dash", "long_dash", "dash_dot", "long_dash_dot")  # of others, in order: told apart without colour


@dataclass(frozen=True)
class Stroke:
    """One run of a line.

    Attributes:
        name: whose; runs before a break or a hole say their years.
        colour: as "#17212B".
        pattern: SOLID, DOTTED or one of PATTERNS.
        width: pt.
        values: year -> value.
        own: one of the municipality's own lines.
        last: the run that its line's legend names.
    """

    name: str
    colour: str
    pattern: str
    width: float
    values: pd.Series
    own: bool
    last: bool

    @property
    def lone(self) -> bool:
        """Whether it is one value, which only a dot can show."""
        return len(self.values) == 1


def strokes(entry: Entry) -> list[Stroke]:
    """What a chart draws since the first year shown, own lines first; empty without values or for codes."""
    if entry.behind is None or entry.indicator.codes:
        return []
    others = entry.behind.others
    own = [one for line in (*entry.own, *entry.older) for one in _of(line, entry, 0)]
    return own + [one for at, line in enumerate(others) for one in _of(line, entry, at)]


def _of(line: Line, entry: Entry, at: int) -> list[Stroke]:
    assert entry.behind is not None
    seen = line.values[line.values.index >= entry.behind.selection.first]
    if not len(seen):
        return []
    runs = figures.runs(seen, [year for year, _ in entry.breaks], entry.indicator.longest_step)
    newest = int(runs.iloc[-1])
    own = line.style in OWN
    return [
        Stroke(
            line.name if run == newest else f"{line.name} {span(int(part.index[0]), int(part.index[-1]))}",
            COLOURS.get(line.style, GREY),
            _pattern(line, at),
            2.75 if own else 1.5,
            part,
            own,
            run == newest,
        )
        for run, part in seen.groupby(runs.to_numpy())
    ]


def _pattern(line: Line, at: int) -> str:
    if line.style == "men":
        return DASHED
    if line.style in (*OWN, "older"):
        return SOLID
    return DOTTED if line.style == "median" else PATTERNS[at % len(PATTERNS)]


def years(found: list[Stroke]) -> list[int]:
    """Every year from the first to the last that is drawn."""
    drawn = [int(year) for one in found for year in one.values.index]
    return list(range(min(drawn), max(drawn) + 1)) if drawn else []


def column(one: Stroke, at: list[int]) -> list[float | None]:
    """The values of a stroke at some years, None where it has none."""
    return [None if pd.isna(value) else float(value) for value in one.values.reindex(at)]


def ends(found: list[Stroke], *, share: bool) -> tuple[float, float]:
    """The ends of the value axis, on whole steps, as on the pages."""
    drawn = [float(value) for one in found for value in one.values]
    return depth_rows.ends(min(drawn), max(drawn), share=share)
