"""A deep-dive on the embedded figures and on made ones: columns, lead, questions, small charts."""

from functools import cache

import pyarrow as pa
import pytest
from world import DATA, PROGRAM, TODAY, source

from norberg.deep import dive
from norberg.deep.entry import STATES
from norberg.findings import Findings
from norberg.selection import Selection

EMPTY = DATA / "nowhere"
THEMES = [one.address for one in PROGRAM.themes]


@cache
def findings(last=2026):
    return Findings(source(EMPTY), last, TODAY)


@cache
def dived(address, gender="totalt", last=2026):
    selection = Selection(gender, 2008, last, PROGRAM.default_sets)
    return dive.build(PROGRAM.theme(address), findings(last), selection)


def rows(one):
    return pa.ipc.open_stream(one.rows).read_pandas()


def small(address, kpi, gender="totalt"):
    return next(one for one in dived(address, gender).multiples if one.piece.indicator.use_id == kpi)


@pytest.mark.parametrize("address", THEMES)
def test_every_piece_stands_in_one_column_and_has_one_chart(address):
    one = dived(address)
    entries = [entry.piece.indicator.no for column in one.columns for entry in column.entries]
    assert sorted(entries) == sorted(piece.indicator.no for piece in one.theme.pieces)
    assert [column.state for column in one.columns] == list(STATES)
    assert sorted(entries) == sorted(chart.piece.indicator.no for chart in one.multiples)
