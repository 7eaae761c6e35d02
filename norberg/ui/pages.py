"""Finished pages of nyckeltal, kept per version of the data, and what refreshes have changed."""

import pandas as pd

from norberg import depth, history, settings
from norberg.depth import Depth
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.ui import data

PAGES = 200  # finished pages, some 200 kB each


def page_of(indicators: tuple[Indicator, ...], selection: Selection, *, limits: bool = False) -> Depth:
    """The page of a nyckeltal or a pair under a selection."""
    numbers = tuple(one.no for one in indicators)
    return _page(numbers, selection, limits, _ledger_state())


@data.kept(PAGES)
def _page(numbers: tuple[int, ...], selection: Selection, limits: bool, ledger: tuple) -> Depth:
    here = data.findings(selection.last)
    indicators = tuple(here.source.indicator(no) for no in numbers)
    return depth.build(indicators, here, selection, _ledger(ledger, here.source.demo), limits=limits)


def _ledger_state() -> tuple:
    return data.folder_state(settings.written() / "ledger")


@data.kept(1)
def _ledger(state: tuple, demo: bool) -> pd.DataFrame:
    """What refreshes changed for the areas of the program; nothing in the demo, whose figures are nobody's."""
    areas = {one.entity for one in data.the_program().indicators}
    folder = settings.written() / "ledger"
    return history.read(folder / "none" if demo else folder, areas)[0]
