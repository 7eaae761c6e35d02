"""Figures as files: for people (Swedish Excel) and for machines."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from norberg import about, card, lines, series
from norberg.errors import NorbergError, reason
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import DASH
from norberg.source import Source

MACHINE = ["kpi", "municipality", "period", "gender", "value", "status", "source", "fetched"]
PEOPLE = ("Nyckeltal", "Id", "Område", "Områdeskod", "År", "Kön", "Värde", "Enhet", "Anmärkning", "Källa", "Inläst")
GENDER_WORDS = {"T": "Totalt", "K": "Kvinnor", "M": "Män"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula (OWASP, CSV injection)


def people(indicators: tuple[Indicator, ...], source: Source, selection: Selection) -> bytes:
    """The values behind a card for Swedish Excel: UTF-8 with BOM, semicolon, decimal comma, one row a value.

    Args:
        indicators: one nyckeltal, or the two of a pair.
        source: where the values come from; made-up ones say so in every row.
        selection: years, gender and comparison.

    Returns:
        The file. A missing value is an empty cell with "saknas" as its remark.
    """
    rows = card.rows(indicators, source, selection)
    title, unit = card.title_of(indicators), indicators[0].unit
    origins = {kpi: origin(indicators, kpi, source) for kpi in rows["kpi"].unique()}
    return written(
        PEOPLE,
        (
            (
                title,
                row.kpi,
                lines.name_of(row.municipality, source),
                row.municipality,
                row.period,
                GENDER_WORDS[row.gender],
                cell(row.value),
                unit,
                row.status or ("saknas" if pd.isna(row.value) else ""),
                origins[row.kpi],
                row.fetched,
            )
            for row in rows.itertuples()
        ),
    )


def origin(indicators: Sequence[Indicator], kpi: str, source: Source) -> str:
    """Where a kpi's values come from, in a few words."""
    if source.demo:
        return series.DEMO
    if kpi.startswith("LOK_"):
        return "Kommunens egen serie"
    return about.OWN_WORK if any(one.derive for one in indicators) else "Källa: Kolada"


def cell(value: float | None) -> str:
    """A value in full precision with decimal comma; "" where it is missing."""
    return "" if value is None or pd.isna(value) else repr(float(value)).removesuffix(".0").replace(".", ",")


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a file for Swedish Excel: UTF-8 with BOM, semicolons, text that can't be run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe; negative numbers stay numbers."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return cell
    return cell if cell[1:2].isdigit() and cell[0] == "-" else f"'{cell}"


def file_name(indicators: Sequence[Indicator], source: Source, selection: Selection) -> str:
    """A file name of plain letters: municipality, nyckeltal, years, and DEMO where the figures are made up."""
    words = f"{source.program.municipality.name} {card.title_of(indicators)} {selection.first} {selection.last}"
    return f"{'DEMO-pahittade-varden-' if source.demo else ''}{plain(words)}.csv"


def plain(words: str) -> str:
    """Words as a part of a file name: plain small letters and digits with hyphens between."""
    letters = unicodedata.normalize("NFKD", words.replace(DASH, "-")).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def machine(frame: pd.DataFrame) -> str:
    """The tidy series for machines: comma, decimal point, columns MACHINE, an empty value for null.

    Args:
        frame: ``series.COLUMNS``.

    Returns:
        The file's text; values in full precision.
    """
    return frame.sort_values(series.KEY)[MACHINE].to_csv(index=False, lineterminator="\n")


def of_card(indicators: tuple[Indicator, ...], source: Source, selection: Selection) -> bytes:
    """The values behind a card as ``machine`` has them, in UTF-8; arguments as ``people``."""
    return machine(card.rows(indicators, source, selection)).encode()


def save(path: Path, made: str | bytes) -> None:
    """Write an export in one step: beside it first, then renamed; NorbergError if the place can't be written."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(made.encode() if isinstance(made, str) else made)
        new.replace(path)
    except OSError as error:
        raise NorbergError(f"Filen {path} kan inte skrivas: {reason(error)}.") from error
