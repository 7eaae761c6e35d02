"""The municipality's own files as lines of text: CSV or XLSX, by column, with what is wrong with the file as a whole.

A file is text and numbers only: formulas are not evaluated, and links out of the folder are not followed.
"""

import csv
import io
import os
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from norberg.errors import FileFaults, reason
from norberg.sheet import content, fault, quoted

HEADER = ("lokal_id", "period", "kön", "delmått", "värde", "anmärkning")
MAX_BYTES, MAX_UNPACKED = 5_000_000, 50_000_000  # a file made by hand has some kB; XLSX packs figures about ten times
MAX_ROWS, MAX_CELLS = 100_000, 26  # rows of a file, cells of a row; the format has six
LETTERS = {chr(sign) for sign in range(1, 128)} | set(
    "åäöÅÄÖéÉüÜ\xa0–’²§"
)  # Swedish in Windows-1252; others are garbled
# what zipfile and openpyxl raise on files that are damaged or made to do damage; broken XML is a SyntaxError
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(KeyError, IndexError, ValueError, TypeError, AttributeError),
)


@dataclass(frozen=True)
class Line:
    """One line below the header: where it stands, its cells by the names of HEADER, and whether it has too many."""

    where: str
    cells: Mapping[str, str]
    surplus: bool


@dataclass(frozen=True)
class Source:
    """One file: its name and the day it was last changed, ISO."""

    name: str
    date: str


def paths(folder: Path) -> tuple[list[Path], list[str]]:
    """The files of a folder that are to be read, by name, and a Swedish sentence for each other one.

    Hidden files and the locks of Excel and editors are passed over in silence: no person put them there.

    Raises:
        OSError: the folder can't be listed.
    """
    home, found, faults = os.path.realpath(folder), [], []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith((".", "~$")):
            continue
        if not Path(os.path.realpath(path)).is_relative_to(home):
            faults.append(fault(path.name, "filen är en länk ut ur mappen och läses inte"))
        elif path.suffix.casefold() not in (".csv", ".xlsx") or not path.is_file():
            faults.append(fault(path.name, "läses inte, bara filer som slutar på .csv eller .xlsx läses"))
        else:
            found.append(path)
    return found, faults


def lines(path: Path) -> tuple[Source, list[Line], list[str]]:
    """The lines of a file that are not blank, and a Swedish sentence for each column that is not read.

    Raises:
        FileFaults: the file can't be used at all.
    """
    try:
        source = Source(path.name, date.fromtimestamp(path.stat().st_mtime).isoformat())
        header, *records = _records(path)
    except OSError as error:
        raise FileFaults([fault(path.name, f"filen kan inte läsas ({reason(error)})")]) from error
    columns, faults = _columns(path.name, header)
    found = [
        Line(f"{path.name}, rad {number}", dict(zip(columns, record, strict=False)), any(record[len(columns) :]))
        for number, record in enumerate(records, start=2)
        if any(record)
    ]
    return source, found, faults


def _records(path: Path) -> list[list[str]]:
    if path.stat().st_size > MAX_BYTES:
        raise FileFaults([fault(path.name, "filen är större än 5 MB och läses inte")])
    grid = _workbook(path) if path.suffix.casefold() == ".xlsx" else _text(path)
    if len(grid) > MAX_ROWS + 1:
        raise FileFaults([fault(path.name, "filen har fler än 100 000 rader och läses inte")])
    if not any(map(any, grid)):
        raise FileFaults([fault(path.name, "filen är tom")])
    return [[_clean(cell) for cell in record] for record in grid]


def _clean(text: str) -> str:
    # any blank becomes an ordinary one, and signs nobody sees disappear: they come along when text is pasted
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(sign for sign in spaced if sign.isprintable())


def _text(path: Path) -> list[list[str]]:
    data = content(path)
    try:
        text = data.decode()
        garbled = "\0" in text
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # "CSV (semikolonavgränsad)" of a Swedish Excel
        garbled = not set(text) <= LETTERS
    if garbled:
        raise FileFaults([fault(path.name, "bokstäverna är varken UTF-8 eller Windows-1252, spara som ”CSV UTF-8”")])
    if ";" not in text.lstrip().partition("\n")[0]:
        raise FileFaults([fault(f"{path.name}, rad 1", "kolumnerna ska skiljas åt med semikolon")])
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True), MAX_ROWS + 2))
    except csv.Error as error:
        raise FileFaults([fault(path.name, "filen har ett citattecken för mycket eller för lite")]) from error


def _workbook(path: Path) -> list[list[str]]:
    data = io.BytesIO(path.read_bytes())
    try:
        with zipfile.ZipFile(data) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > MAX_UNPACKED:  # a few bytes can unpack to more than the memory holds
            raise FileFaults([fault(path.name, "filen är större än 50 MB uppackad och läses inte")])
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns about formats it leaves out
            both = zip(_sheet(data, results=True), _sheet(data, results=False), strict=True)
            return [[_written(*cells) for cells in zip(*rows, strict=True)] for rows in both]
    except BROKEN as error:
        complaint = "filen går inte att läsa som XLSX, den är skadad eller har lösenord"
        raise FileFaults([fault(path.name, complaint)]) from error


def _sheet(data: io.BytesIO, *, results: bool) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # slow to come, and few have such a file

    sheet = load_workbook(data, read_only=True, data_only=results, keep_links=False).worksheets[0]
    sheet.reset_dimensions()  # a size that is stated too small would cut rows off in silence
    return islice(sheet.iter_rows(max_col=MAX_CELLS), MAX_ROWS + 2)


def _written(result: Any, formula: Any) -> str:  # noqa: ANN401
    """A cell of a workbook as it would stand in a CSV file."""
    value = result.value
    if value is None:
        return str(formula.value or "")  # a formula whose result was not saved is no empty cell
    if isinstance(value, datetime):  # Excel turns 2026-03 into the first day of that month
        return f"{value:%Y-%m}" if value.day == 1 else f"{value:%Y-%m-%d}"
    if not isinstance(value, int | float) or isinstance(value, bool):
        return str(value)
    if "%" in str(result.number_format):  # 12 % is kept as 0.12: write what is seen, and it is refused like any 12 %
        return f"{100 * value:g} %".replace(".", ",")
    return format(Decimal(repr(value)), "f").removesuffix(".0").replace(".", ",")


def _columns(name: str, header: Sequence[str]) -> tuple[list[str], list[str]]:
    spelled = {_plain(column): column for column in HEADER}
    columns, where = [spelled.get(_plain(cell), cell) for cell in header], f"{name}, rad 1"
    lacking = [fault(where, "kolumnen saknas", column) for column in HEADER if column not in columns]
    twice = [fault(where, "kolumnen finns två gånger", column) for column in HEADER if columns.count(column) > 1]
    if lacking or twice:
        raise FileFaults([*lacking, *twice])
    unknown = [column for column in columns if column and column not in HEADER]
    return columns, [fault(where, f"okänd kolumn {quoted(column)}, den läses inte") for column in unknown]


def _plain(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäö ", "aao_"))
