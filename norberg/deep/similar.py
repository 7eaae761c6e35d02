"""How the municipality lies among those that are alike: their middle, in the latest year that both have."""

from norberg import figures, lines, lookup
from norberg.deep.part import Part
from norberg.lines import COMMON_SHARE, GAP, GENDER_CODES
from norberg.program import Indicator
from norberg.sentences import number
from norberg.side import Side
from norberg.source import Source

LEAST = 5  # municipalities of a set that is compared (DESIGN 5.3)


def told(part: Part, side: Side, source: Source) -> str:
    """The middle of the similar municipalities in words.

    Args:
        part: whose series.
        side: everybody, women or men; the gap is not compared here.
        source: where series come from.

    Returns:
        "Liknande: mitten av 7 är 80,1"; its year, and the own value of that year, where it is not the latest; that too
        few have values; "" for counts, the gap, and measures without a group that is alike.
    """
    indicator = part.piece.indicator
    members = others(indicator, source)
    if part.behind is None or side.gender == GAP or indicator.kind == "count" or not members:
        return ""
    least = max(LEAST, COMMON_SHARE * len(members))
    code = GENDER_CODES[side.gender]
    middle = figures.by_year(*lookup.of(part.behind.frame).medians(members, code, part.behind.selection.last, least))
    own = side.own.values
    both = middle.index.intersection(own.index)
    if not len(both):
        return f"Liknande: för få av {len(members)} har värden"
    year, decimals = int(both[-1]), indicator.decimals
    text = f"mitten av {len(members)} är {number(float(middle[year]), decimals)}"
    if year == int(own.index[-1]):
        return f"Liknande: {text}"
    return f"Liknande {year}: {text} ({side.finding.name} då {number(float(own[year]), decimals)})"


def others(indicator: Indicator, source: Source) -> tuple[str, ...]:
    """The codes of the municipalities that are alike for a nyckeltal, the own one left out; empty without a group."""
    if not indicator.similar_group:
        return ()
    alike = next((one for one in source.program.sets if one.kind == "similar"), None)
    members = lines.members_of(alike, indicator, source) if alike else ()
    return tuple(code for code in members if code != indicator.entity)
