"""The small chart of a find: the own line, the middle of similar municipalities, and half of the country as a band."""

from dataclasses import dataclass

from norberg import lines, nation
from norberg import side as sides
from norberg.deep import similar, small
from norberg.deep.small import Axis
from norberg.depth_rows import Picture
from norberg.discover.board import Find
from norberg.discovery.tests import GAP
from norberg.lines import BOTH, Area, Line
from norberg.selection import Selection
from norberg.sentences import PERCENT, number, span
from norberg.source import Source
from norberg.trend_rows import arrow


@dataclass(frozen=True)
class Lone:
    """A line of the municipality's own with what lies behind it, as ``small.rows`` draws it."""

    gender: str
    picture: Picture

    @property
    def own(self) -> Line:
        """The line."""
        return self.picture.own[0]


@dataclass(frozen=True)
class Drawing:
    """A finished chart.

    Attributes:
        rows: its data as Arrow bytes for ``deep.chart.small``; b"" where the years chosen have no value.
        alternative: the text alternative.
        similar: the middle of the similar municipalities in words; "" without.
        absence: why nothing is drawn; "" where something is.
    """

    rows: bytes
    alternative: str
    similar: str
    absence: str = ""


def drawing(find: Find, source: Source, held: Axis, said: str) -> Drawing:
    """The chart of a find.

    Args:
        find: whose.
        source: where values come from.
        held: the time axis of all charts.
        said: the sentence of what was found, for the text alternative.
    """
    indicator, frame = find.indicator, source.kpi(find.discovery.kpi)
    gender = BOTH if find.discovery.test == GAP else "totalt"
    members = similar.others(indicator, source)
    alike = [Area(f"Mitten av {len(members)} liknande", members, single=False)] if members else []
    selection = Selection(gender, held.first, held.last, ())
    name = lines.name_of(indicator.entity, source)
    found = lines.drawn(frame, indicator, selection, alike if gender != BOTH else [], name)
    own = [one for one in found if one.style != "median" and (one.values.index >= held.first).any()]
    if not own:
        return Drawing(b"", "", "", _absence(bool(len(frame)), held))
    middle = [one for one in found if one.style == "median" and (one.values.index >= held.first).any()]
    field = nation.field(frame, source.municipalities, "T", held.last)
    drawn = [_lone(one, field, find, held) for one in own]
    share = indicator.unit == PERCENT
    rows = small.rows(drawn, held, share=share, demo=source.demo, beside=middle)
    ends = [f"{one.name} {_end(one, indicator.decimals)}" for one in (*own, *middle)]
    alternative = f"{indicator.short_title}, linjediagram från {held.first}. {said} {'. '.join(ends)}."
    return Drawing(arrow(rows), alternative, _similar(find, middle))


def _absence(read: bool, held: Axis) -> str:
    years = span(held.first, held.last)
    return f"Inga värden {years}: välj ett tidigare startår." if read else "Värdena kan inte läsas: se Om värdena."


def _lone(line: Line, field: object, find: Find, held: Axis) -> Lone:
    indicator = find.indicator
    picture = Picture(
        own=(line,),
        older=(),
        others=(),
        band=sides.band(field, line, indicator),
        breaks=tuple((one.first_year, one.reason) for one in indicator.breaks),
        longest_step=indicator.longest_step,
        decimals=indicator.decimals,
        first=held.first,
    )
    return Lone({"women": lines.WOMEN, "men": lines.MEN}.get(line.style, "totalt"), picture)


def _end(line: Line, decimals: int) -> str:
    return f"{number(float(line.values.iloc[-1]), decimals)} ({line.values.index[-1]})"


def _similar(find: Find, middle: list[Line]) -> str:
    return f"{middle[0].name} kommuner: {_end(middle[0], find.indicator.decimals)}." if middle else ""
