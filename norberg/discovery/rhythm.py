"""When a measure is measured, and in which years all municipalities jumped: both read off the values themselves.

Nobody has told that for thousands of measures. A year in which almost all values are those of the year before repeats
a measurement; a single year in which nearly all municipalities jump the same way, far beyond any other year, is another
definition or a shock to all: no change of one municipality, so the rules start again there.
"""

from dataclasses import replace

import numpy as np

from norberg.discovery.matrix import middle
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

HALF = 0.5  # of the most municipalities that any year has: years with fewer are no rounds of measurement
REPEATED = 0.8  # of the municipalities with the same value as before
SAME = 1e-9
JUMP = 4.0  # times the spread of the municipalities' steps, and TWICE as far as in any other year: on the real figures
TWICE = 2.0  # the changed definitions of U01803 (2019), U01420 (2018) and N00221 (2018), but no business cycle
TOGETHER = 0.9  # of the municipalities that jump the same way
LEAST = 4  # steps that show what is usual


def measured(table: Wide, measure: Measure) -> tuple[Wide, Measure]:
    """The values without repetitions, and the measure with the rhythm and the breaks that they show.

    Args:
        table: municipalities and years.
        measure: as its title has it.

    Returns:
        A table with the same years, NaN in those that only repeat; the measure with cadence, longest step and breaks.
    """
    rounds = _rounds(table)
    if len(rounds) < 2:
        return table, measure
    repeats = np.setdiff1d(np.flatnonzero(_filled(table)), rounds)
    values = table.values.copy()
    values[:, repeats] = np.nan
    steps, times = np.unique(np.diff(table.years[rounds]), return_counts=True)
    usual = int(steps[times.argmax()])
    whole = replace(measure, longest_step=usual, breaks=(*measure.breaks, *_breaks(table, rounds)))
    return replace(table, values=values), whole


def _filled(table: Wide) -> np.ndarray:
    """Whether a year has values of as many municipalities as a round of measurement."""
    count = (~np.isnan(table.values)).sum(axis=0)
    return count >= max(HALF * count.max(initial=0), 1)


def _rounds(table: Wide) -> list[int]:
    """The columns of the years in which something was measured anew."""
    found: list[int] = []
    for column in np.flatnonzero(_filled(table)).tolist():
        step = table.values[:, column] - table.values[:, found[-1]] if found else np.ones(1)
        known = ~np.isnan(step)
        if not known.any() or (np.abs(step[known]) < SAME).mean() < REPEATED:
            found.append(column)
    return found


def _breaks(table: Wide, rounds: list[int]) -> tuple[int, ...]:
    """The year in which all jumped; none where jumps are usual."""
    steps = np.diff(table.values[:, rounds], axis=1)
    shift, count = middle(steps)
    spread = middle(np.abs(steps - shift))[0]
    if len(shift) < LEAST or not (usual := float(np.nanmedian(spread))):
        return ()
    size = np.abs(shift - np.median(shift)) / usual
    first = int(size.argmax())
    way = np.sign(steps[:, first] - np.median(shift)) == np.sign(shift[first] - np.median(shift))
    together = way.sum() >= TOGETHER * count[first]
    alone = size[first] >= max(JUMP, TWICE * np.delete(size, first).max())
    return (int(table.years[rounds[first + 1]]),) if alone and together else ()
