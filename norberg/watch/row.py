"""What is followed outside the program, as nyckeltal like any other."""

from collections.abc import Iterable, Mapping

from norberg import outside
from norberg.errors import NorbergError
from norberg.program import Indicator, Program
from norberg.source import Source
from norberg.watch.entry import Entry


def known(program: Program) -> Mapping[str, int]:
    """Id -> number of the nyckeltal that the wall has already."""
    return {kpi: one.no for one in reversed(program.indicators) for kpi in (one.use_id, one.kolada_id) if kpi}


def indicators(entries: Iterable[Entry], source: Source) -> tuple[Indicator, ...]:
    """The nyckeltal of the list, in its order; one that Kolada has told nothing of is called what its file calls it."""
    return tuple(_indicator(one, source) for one in entries)


def _indicator(entry: Entry, source: Source) -> Indicator:
    try:
        return source.indicator(outside.number(entry.kpi))
    except NorbergError:
        here = source.program.municipality.code
        return outside.indicator(entry.kpi, entry.title or entry.kpi, entity=here, note=outside.NOT_JUDGED)
