"""The whole wall for machines: one row a nyckeltal, area and gender, with what the rules found."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from norberg import spoken
from norberg.errors import NorbergError
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.program import Indicator
from norberg.sentences import counted
from norberg.series import DEMO
from norberg.source import Source

COLUMNS = (
    "kpi",
    "municipality",
    "gender",
    "period",
    "value",  # in the unit of the kpi, full precision, empty without a value
    "direction",  # better | worse | up | down | none | too_few | code | no_data
    "sure",  # 1 säker, 0 trolig or no direction
    "unusual",  # 0 or 1
    "quarter",  # 1 best ... 4 worst; neutral measures 1 lowest ... 4 highest; empty where not compared
    "certain",  # 0 or 1
    "rank_low",
    "rank_high",
    "ranked",
    "comparator",
    "sentence",
)
SPLIT = ("K", "M")


def rows(found: Findings, municipalities: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The rows of some municipalities, nyckeltal by nyckeltal: the total, then women and men where there is a split.

    Args:
        found: the rules' answers until an end year.
        municipalities: area codes.

    Yields:
        Cells as COLUMNS has them.
    """
    demo = found.source.demo
    for area in municipalities:
        for indicator in found.source.program.indicators:
            place = _place(indicator, area, found.source)
            yield _row(found.of(indicator, "T", place), demo)
            split = [found.of(indicator, gender, place) for gender in SPLIT]
            yield from (_row(one, demo) for one in split if one.kpi)


def _place(indicator: Indicator, municipality: str, source: Source) -> str:
    """The area whose figures a municipality's nyckeltal has: its region's where only regions are measured."""
    if indicator.entity in source.municipalities:
        return municipality
    return f"00{municipality[:2]}"


def _row(one: Finding, demo: bool) -> tuple[object, ...]:
    level = one.level
    compared = level.quarter > 0
    place = (level.rank_low, level.rank_high, level.ranked) if level.rank_low else ("", "", "")
    indicator = one.indicator
    return (
        one.kpi or indicator.use_id or indicator.kolada_id or indicator.local_id,
        one.municipality,
        one.gender,
        one.year or "",
        repr(one.value) if one.kpi else "",
        one.direction,
        int(one.sure),
        int(one.unusual is not None),
        level.quarter if compared else "",
        int(level.certain) if compared else "",
        *place,
        one.comparator if compared else "",
        f"{f'{DEMO}. ' if demo else ''}{spoken.sentence(one)}",
    )


def text(cells: Iterable[tuple[object, ...]]) -> str:
    """The file's text with a header."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells)
    return sink.getvalue()


def areas(wanted: str | None, source: Source) -> tuple[str, ...]:
    """The municipalities of a ``--municipality``: the program's own, a code, or "all".

    Raises:
        NorbergError: there is no municipality with that code.
    """
    if wanted == "all":
        return source.municipalities
    code = wanted or source.program.municipality.code
    if code not in source.municipalities:
        known = counted(len(source.municipalities), "kommun", "kommuner")
        raise NorbergError(f"Det finns ingen kommun med koden {code} bland landets {known}.")
    return (code,)
