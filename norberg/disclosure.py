"""Which counts of persons must be hidden so that none of the few can be worked out.

Cells are (gender, part). Three splits are protected: the parts of the total, each part by gender, and genders by part.
A hidden cell must have at least two possible values even for one who knows this rule; the test tries all small tables.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from norberg.localkind import TOTAL

FEW = 5  # fewer persons than this are not shown, the threshold of the program's own figures
REST = "\0"  # what a total has beyond its parts; no cell of a file reads like this
FAR = 10**15  # more than any sum of cells

Cell = tuple[str, str]
Sum = tuple[Cell, Sequence[Cell]]


def hidden(counts: Mapping[Cell, int], add: Collection[str] = ()) -> set[Cell]:
    """The cells of one series and year that must not be shown.

    A zero is shown, unless it would give another cell away.

    Args:
        counts: persons by gender (T, K, M) and part, as far as they are known.
        add: the parts the total is the sum of; none = the parts are not added.

    Returns:
        Hidden cells, also ones that nobody wrote but that follow from the others.
    """
    add = sorted({part for _, part in counts}.intersection(add))
    sums = _sums(counts, add)
    known = _follows(counts, sums)
    few = {cell for cell, count in (counts if known is None else known).items() if _few(count)}
    if not few:
        return set()
    if known is None or not _whole(counts, add):
        return few | set(counts) - {("T", TOTAL)}
    secret = few | {("T", part) for part in _smallest(known, add)}
    secret |= _both_genders(secret, {part for _, part in known} - {*add, REST}, (*add, REST))
    shown = {cell: count for cell, count in counts.items() if cell not in secret}
    return secret - set(_follows(shown, sums) or {})  # what follows from the shown is known anyway


def agree(counts: Mapping[Cell, int], add: Collection[str] = ()) -> bool:
    """Whether women and men make the total, and the parts no more than it."""
    return _follows(counts, _sums(counts, add)) is not None


def _few(count: int) -> bool:
    return 0 < count < FEW


def _sums(counts: Iterable[Cell], add: Collection[str]) -> list[Sum]:
    parts = sorted({part for _, part in counts} | set(add) | ({REST} if add else set()))
    genders: list[Sum] = [(("T", part), (("K", part), ("M", part))) for part in parts]
    return genders + [((gender, TOTAL), [(gender, part) for part in (*add, REST)]) for gender in "TKM" if add]


def _follows(counts: Mapping[Cell, int], sums: Sequence[Sum]) -> dict[Cell, int] | None:
    """All cells that follow from the counts; None if they contradict each other."""
    reach = defaultdict(lambda: (0, FAR), {cell: (count, count) for cell, count in counts.items()})
    before = None
    while before != reach:
        before = dict(reach)
        for whole, parts in sums:
            _narrow(reach, whole, parts)
        if any(low > high for low, high in reach.values()):
            return None
    return {cell: low for cell, (low, high) in reach.items() if low == high}


def _narrow(reach: dict[Cell, tuple[int, int]], whole: Cell, parts: Sequence[Cell]) -> None:
    lows, highs = (sum(reach[part][end] for part in parts) for end in (0, 1))
    least, most = reach[whole] = max(reach[whole][0], lows), min(reach[whole][1], highs)
    for part in parts:
        low, high = reach[part]
        reach[part] = max(low, least - (highs - high)), min(high, most - (lows - low))


def _whole(counts: Collection[Cell], add: Collection[str]) -> bool:
    """Whether each split is there as a whole or not at all; one in pieces is not worth the risk."""
    splits = [{("T", part) for part in add}, {("K", TOTAL), ("M", TOTAL)}, {(g, part) for g in "KM" for part in add}]
    return not add or all(len(split.intersection(counts)) in (0, len(split)) for split in splits)


def _smallest(known: Mapping[Cell, int], add: Collection[str]) -> set[str]:
    """The few among the parts, and as many of the next smallest as it takes to leave them in doubt."""
    sizes = {part: known["T", part] for part in add if ("T", part) in known}
    if _few(known.get(("T", REST), 0)):
        sizes[REST] = known["T", REST]
    if not any(map(_few, sizes.values())):
        return set()
    order = sorted(sizes, key=lambda part: (sizes[part], part))
    taken = sum(size < FEW for size in sizes.values())
    while taken < len(order) and not _in_doubt([sizes[part] for part in order[:taken]], sizes[order[taken]]):
        taken += 1
    return set(order[:taken])


def _in_doubt(sizes: Sequence[int], next_size: int) -> bool:
    # whoever knows the total knows the sum of the hidden, and that none is larger than the next one, which is shown
    return len(sizes) > 1 and sum(sizes) >= FEW and sum(sizes) - (len(sizes) - 1) * next_size <= 1


def _both_genders(secret: set[Cell], single: Collection[str], added: Sequence[str]) -> set[Cell]:
    """Women and men together: in a part of its own if one is secret there, in all added parts if one is in any."""
    blocks = [[part] for part in single] + [list(added)]
    cells = [{(gender, part) for gender in "KM" for part in block} for block in blocks]
    return set().union(*(block for block in cells if block & secret))
