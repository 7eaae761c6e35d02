"""A lens as a file for people: one row a nyckeltal and row of the lens it stands in, empty rows too."""

from collections.abc import Iterator, Sequence

from norberg import exports, spoken
from norberg.finding import Finding
from norberg.lens.lenses import Lens
from norberg.program import Program
from norberg.series import DEMO

HEADER = ("Lins", "Rad", "Område", "Mål", "Nr", "Nyckeltal", "Riktning", "Värde", "Enhet", "År", "Källa", "Inläst")
NOTHING = "Programmet följer inget nyckeltal"


def file(lens: Lens, findings: Sequence[Finding], program: Program, *, demo: bool) -> bytes:
    """The file for Swedish Excel.

    Args:
        lens: which.
        findings: the totals of all nyckeltal as they stood at an end year.
        program: its areas.
        demo: whether the figures are made up, which then stands in every row.
    """
    return exports.written(HEADER, _lines(lens, findings, program, demo))


def _lines(lens: Lens, findings: Sequence[Finding], program: Program, demo: bool) -> Iterator[tuple[object, ...]]:
    areas = {goal.no: area.short for area in program.areas for goal in area.goals}
    for key, name in lens.rows.items():
        found = [one for one in findings if key in lens.of(one.indicator)]
        for one in found:
            indicator = one.indicator
            about = (areas[indicator.goal], indicator.goal, indicator.no, indicator.short_title)
            value = (exports.cell(one.value if one.kpi else None), indicator.unit, one.year or "")
            origin = (DEMO if demo else _origin(one), one.read)
            yield (lens.name, name, *about, spoken.direction_words(one), *value, *origin)
        if not found:
            yield (lens.name, name, "", "", "", NOTHING, "", "", "", "", DEMO if demo else "", "")


def _origin(one: Finding) -> str:
    if not one.kpi:
        return ""
    return "Kommunens egen serie" if one.kpi.startswith("LOK_") else "Källa: Kolada"


def file_name(lens: Lens, last: int, *, demo: bool) -> str:
    """A file name that says which lens and end year, and DEMO where the figures are made up."""
    return f"{'DEMO-pahittade-varden-' if demo else ''}lins-{lens.address}-{last}.csv"
