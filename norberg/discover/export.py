"""The finds as a table for people, on the page and as a file."""

from collections.abc import Callable, Mapping, Sequence

from norberg import exports
from norberg.about import OWN_WORK
from norberg.discover import words
from norberg.discover.areas import NONE
from norberg.discover.board import Find
from norberg.sentences import day, number

SHORT = ("Nyckeltal", "Id", "Verksamhet i Kolada", "Vad regeln fann")
HEADER = (
    *("Nyckeltal", "Id", "Kommun", "Verksamhet i Kolada", "Område i programmet", "Fynd", "Vad regeln fann"),
    *("Värde", "Enhet", "Storlek enligt regeln", "Från år", "Till år", "Mätningar"),
    *("Sannolikhet av en slump", "Justerad för antalet prövningar", "Samma sak sägs av", "Källa", "Inläst", "Länk"),
)


def rows(finds: Sequence[Find], name: str) -> list[tuple[str, ...]]:
    """The finds with SHORT as columns, text only."""
    return [(one.indicator.short_title, one.discovery.kpi, one.operating, words.plain(one, name)) for one in finds]


def people(
    finds: Sequence[Find], name: str, areas: Mapping[str, str], read: Callable[[str], str], link: Callable[[str], str]
) -> bytes:
    """The finds for Swedish Excel, values in full precision.

    Args:
        finds: in the order of the file.
        name: of the municipality.
        areas: address -> title of the program's areas.
        read: kpi -> ISO time of its reading.
        link: the address of a nyckeltal's page, from ``Indicator.address``.
    """
    return exports.written(HEADER, [_cells(one, name, areas, read, link) for one in finds])


def _cells(
    one: Find, name: str, areas: Mapping[str, str], read: Callable[[str], str], link: Callable[[str], str]
) -> tuple[object, ...]:
    found = one.discovery
    return (
        one.listed.fact.title.strip(),
        found.kpi,
        name,
        one.operating,
        areas.get(one.area, NONE),
        words.HEADINGS[found.test],
        words.sentence(one, name),
        exports.cell(found.value),
        one.indicator.unit,
        exports.cell(found.effect),
        found.first,
        found.last,
        found.points,
        _small(found.p),
        _small(found.q),
        "; ".join(f"{title} ({kpi})" for kpi, title in one.twins),
        OWN_WORK,
        day(read(found.kpi)),
        link(one.indicator.address),
    )


def _small(p: float) -> str:
    """A chance with two significant digits, never 0."""
    return f"{p:.2g}".replace(".", ",") if p < 0.001 else number(p, 4)


def file_name(name: str, published: str) -> str:
    """The name of the file: municipality, what it is, the day of the reading."""
    return f"{exports.plain(f'{name} upptäck {day(published)}')}.csv"
