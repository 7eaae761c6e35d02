"""The values of a deep-dive as a table, years against pieces, and as a file."""

import csv
import io
import unicodedata
from collections.abc import Iterator

import pandas as pd

from norberg import exports, holes
from norberg.deep.dive import Dive
from norberg.deep.multiple import Multiple
from norberg.sentences import DASH, number
from norberg.source import Source
from norberg.tables import MISSING


def table(dive: Dive, source: Source) -> pd.DataFrame:
    """The values that the small charts draw, as text.

    Args:
        dive: whose charts.
        source: to ask why a year has no value.

    Returns:
        A row a year, newest first, with the year as index "År"; a column a series with its unit; every missing value in
        words. Empty when nothing is drawn.
    """
    years = range(dive.selection.last, dive.axis.first - 1, -1)
    columns = {
        heading: [_cell(one, values, year, known) for year in years]
        for one in dive.multiples
        for known in [_known(one, dive, source)]
        for heading, values in _series(one)
    }
    found = pd.DataFrame(columns, index=pd.Index([str(year) for year in years], name="År"))
    there = [str(year) for year in years if any(year in line.values.index for m in dive.multiples for line in m.lines)]
    return found.loc[there]


def _series(one: Multiple) -> Iterator[tuple[str, pd.Series]]:
    """Heading and values of each line; a chart without lines has a column all the same."""
    unit = one.unit.partition(", ")[0]
    if not one.lines:
        yield one.heading, pd.Series(dtype="float64")
    for line in one.lines:
        name = line.name.lower() if len(one.lines) > 1 else ""
        yield f"{', '.join(filter(None, [one.heading, name]))} ({unit})", line.values


def _known(one: Multiple, dive: Dive, source: Source) -> holes.Holes | None:
    kpi = one.entries[0].finding.kpi
    return holes.holes(source.kpi(kpi), kpi, one.piece.indicator, source) if one.lines and kpi else None


def _cell(one: Multiple, values: pd.Series, year: int, known: holes.Holes | None) -> str:
    if year in values.index:
        return number(float(values[year]), one.decimals)
    return known.word(one.piece.indicator.entity, year) if known else MISSING


def people(dive: Dive, source: Source) -> bytes:
    """The values behind a theme for Swedish Excel, as ``exports.people`` has those of one nyckeltal.

    Args:
        dive: the theme under a selection.
        source: where values come from; made-up ones say so in every row.

    Returns:
        One file with one header; a nyckeltal without values has a row that says why.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(exports.PEOPLE)
    for one in dive.multiples:
        made = exports.people((one.piece.indicator,), source, dive.selection).decode("utf-8-sig")
        _, _, rows = made.partition("\r\n")
        text.write(rows)
        if not rows:
            indicator = one.piece.indicator
            blank = dict.fromkeys(exports.PEOPLE, "")
            told = {"Nyckeltal": indicator.short_title, "Id": indicator.use_id, "Områdeskod": indicator.entity}
            writer.writerow({**blank, **told, "Enhet": indicator.unit, "Anmärkning": one.absence}.values())
    return text.getvalue().encode("utf-8-sig")


def file_name(dive: Dive, source: Source) -> str:
    """A file name of plain letters: municipality, theme, years, and DEMO where the figures are made up."""
    words = f"{source.program.municipality.name} {dive.theme.title} {dive.selection.first} {dive.selection.last}"
    plain = unicodedata.normalize("NFKD", words.replace(DASH, "-")).encode("ascii", "ignore").decode().lower()
    name = "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
    return f"{'DEMO-pahittade-varden-' if source.demo else ''}{name}.csv"
