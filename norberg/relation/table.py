"""The figures behind the points, for people: as a table and as a file."""

from collections.abc import Callable, Iterator

import pandas as pd

from norberg import exports, lines
from norberg.relation import axis as axes
from norberg.relation import words
from norberg.relation.axis import Axis
from norberg.relation.relation import Relation
from norberg.sentences import number
from norberg.series import DEMO
from norberg.source import Source

NOTHING = "inget värde"
HEADER = ("Kommun", "Kommunkod", "År", "Kön")


def table(found: Relation, source: Source, key: Callable[[str], list[int]]) -> pd.DataFrame:
    """Every municipality with its two values as text, in Swedish order.

    Args:
        found: what is shown.
        source: for names.
        key: of Swedish order.
    """
    titles = _titles(found)
    names = sorted(((lines.name_of(code, source), code) for code in source.municipalities), key=lambda one: key(one[0]))
    columns = {
        title: [_text(one, found.year, code) for _, code in names]
        for title, one in zip(titles, _axes(found), strict=True)
    }
    return pd.DataFrame(columns, index=pd.Index([name for name, _ in names], name="Kommun"))


def _axes(found: Relation) -> tuple[Axis, Axis]:
    return found.x, found.y


def _titles(found: Relation) -> list[str]:
    """The two titles; made different where they are the same, as a table needs."""
    x, y = (words.title(one, found.gender) for one in _axes(found))
    return [x, y if y != x else f"{y} ({found.y.kpi})"]


def _text(one: Axis, year: int, code: str) -> str:
    values = one.of(year)
    return number(values[code], one.indicator.decimals) if code in values.index else NOTHING


def file(found: Relation, source: Source) -> bytes:
    """Every municipality with its two values for Swedish Excel; a missing one is empty with a remark."""
    header = [*HEADER, *_titles(found), "Anmärkning", "Källa", "Inläst"]
    return exports.written(header, _lines(found, source))


def _lines(found: Relation, source: Source) -> Iterator[tuple[object, ...]]:
    origin = DEMO if source.demo else exports.origin([one.indicator for one in _axes(found)], found.x.kpi, source)
    days = [(one.kpi, *axes.read(one, found.year, source)) for one in _axes(found)]
    read = "; ".join(dict.fromkeys(" ".join(one) for one in days if not source.demo))
    values = [one.of(found.year) for one in _axes(found)]
    for code in source.municipalities:
        cells = [exports.cell(one.get(code)) for one in values]
        gone = [f"{one.title}: {NOTHING}" for one, cell in zip(_axes(found), cells, strict=True) if not cell]
        gender = exports.GENDER_WORDS[found.gender]
        yield (lines.name_of(code, source), code, found.year, gender, *cells, "; ".join(gone), origin, read)


def file_name(found: Relation, source: Source) -> str:
    """A file name that says what it holds, and DEMO where the figures are made up."""
    ends = f"{found.x.indicator.address}-{found.y.indicator.address}-{found.year}"
    return f"{'DEMO-pahittade-varden-' if source.demo else ''}samband-{ends.lower()}.csv"
