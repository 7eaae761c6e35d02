"""A CSV file that people edit, as rows that know where they stand, and the faults of its form in Swedish.

What can be read is read: Excel's semicolons and Windows-1252 letters are named as faults, and their rows kept.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from norberg.errors import FileFaults, reason

BOM, BOM16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")  # how Excel's "CSV UTF-8" and "Unicode text" begin
WORKBOOK = b"PK\x03\x04"  # how an .xlsx begins, whatever it is called
SHOWN = 40  # characters of a faulty cell that are quoted in a sentence
UTF8 = ", spara den som text i UTF-8 (”CSV UTF-8” i Excel)"
LEFT_OUT = "; raden visas inte"


@dataclass(frozen=True)
class Row:
    """One row: where it stands ("indicators.csv, rad 7"), its line, and its cells by column without outer blanks."""

    where: str
    line: int
    cells: Mapping[str, str]


class _Record(NamedTuple):
    where: str
    first: int  # the lines it begins and ends on
    last: int
    cells: list[str] | None  # None where the quotation marks don't match


def quoted(text: str) -> str:
    """A cell as it can stand in a sentence: in quotation marks, on one line, not too long."""
    flat = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(text.split()))
    return f"”{flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + '…'}”"


def fault(where: str, what: str, column: str = "") -> str:
    """One sentence: where, in which column if in one, and what is wrong."""
    return f"{where}{column and ', kolumn '}{column}: {what}."


def content(path: Path) -> bytes:
    """The bytes of a text file that people edit, without byte order mark.

    Raises:
        FileFaults: it is missing, unreadable, empty or no text in UTF-8 or Windows-1252.
    """
    try:
        data = path.read_bytes().removeprefix(BOM)
    except FileNotFoundError:
        raise FileFaults([fault(path.name, f"filen saknas i mappen {path.parent}")]) from None
    except OSError as error:
        raise FileFaults([fault(path.name, f"filen kan inte läsas ({reason(error)})")]) from error
    if data.startswith(WORKBOOK):
        raise FileFaults([fault(path.name, f"filen är en Excel-arbetsbok{UTF8}")])
    if data.startswith(BOM16):
        raise FileFaults([fault(path.name, f"filen är sparad i UTF-16{UTF8}")])
    if not data.strip():
        raise FileFaults([fault(path.name, "filen är tom")])
    return data


def table(path: Path, columns: Collection[str], needed: Collection[str]) -> tuple[list[Row], list[str]]:
    """The rows of a CSV file with a header, and the faults of its form.

    Args:
        path: the file: comma, UTF-8 with or without byte order mark, any line ends.
        columns: the names the header should have.
        needed: those of them that no row can do without.

    Returns:
        Rows with one cell per known column the file has, and one Swedish sentence per fault. Blank rows are no rows.
    """
    try:
        lines = [line.decode("utf-8", "surrogateescape") for line in content(path).splitlines(keepends=True)]
        delimiter = max(",;\t", key=next((line for line in lines if line.strip()), "").count)
        records = [one for one in _records(path.name, lines, delimiter) if one.cells is None or any(one.cells)]
        names = _names(path.name, records, columns)
    except FileFaults as error:
        return [], error.faults
    whole = [one for one in records[1:] if len(one.cells or ()) == len(names)]
    faults = _header(records[0].where, names, columns, needed) + _encoding(records, names)
    faults += _shape(records, delimiter, len(names))
    return [Row(one.where, one.first, _cells(names, one.cells or [], columns)) for one in whole], faults


def _records(name: str, lines: Sequence[str], delimiter: str) -> Iterator[_Record]:
    """Every record; after one whose quotation marks don't match, reading starts again on the next line."""
    at = number = 0
    while at < len(lines):
        reader = csv.reader(lines[at:], delimiter=delimiter, strict=True)
        try:
            cells, used = [cell.strip() for cell in next(reader)], reader.line_num
        except csv.Error:
            cells, used = None, 1
        number += 1  # what a spreadsheet calls the row when a cell above it has several lines
        other = f" (rad {number} i kalkylprogram)" if number != at + 1 else ""
        yield _Record(f"{name}, rad {at + 1}{other}", at + 1, at + used, cells)
        at += used


def _names(name: str, records: Sequence[_Record], columns: Collection[str]) -> list[str]:
    names = [_readable(cell) for cell in records[0].cells or ()] if records else []
    if 2 * len({*names} & {*columns}) < len(columns):
        where = records[0].where if records else f"{name}, rad 1"
        raise FileFaults([fault(where, f"här ska kolumnernas namn stå ({', '.join(columns)}), så inget kan visas")])
    return names


def _header(where: str, names: Sequence[str], columns: Collection[str], needed: Collection[str]) -> list[str]:
    missing = [name for name in columns if name not in names]
    twice = [name for name, count in Counter(names).items() if count > 1 and name in columns]
    return [
        *(
            fault(where, "kolumnen saknas" + (", så ingen rad visas" if name in needed else ""), name)
            for name in missing
        ),
        *(fault(where, "kolumnen står två gånger, den första gäller", name) for name in twice),
        *(
            fault(where, f"kolumn nummer {at} med rubriken {quoted(name)} är okänd och läses inte")
            for at, name in enumerate(names, 1)
            if name not in columns
        ),
    ]


def _encoding(records: Sequence[_Record], names: Sequence[str]) -> list[str]:
    """One sentence for the whole file: saving it anew mends every cell."""
    bad = [(one.where, at) for one in records for at, cell in enumerate(one.cells or ()) if _readable(cell) != cell]
    if not bad:
        return []
    where, at = bad[0]
    more = f" (så även i {len(bad) - 1} andra celler)" if len(bad) > 1 else ""
    what = f"texten är sparad i Windows-1252 i stället för UTF-8{more}{UTF8}"
    return [fault(where, what, names[at] if at < len(names) else "")]


def _shape(records: Sequence[_Record], delimiter: str, width: int) -> list[str]:
    """Rows that can't be cut into cells: one sentence each, or one in all when the file has another separator."""
    broken = [one for one in records[1:] if len(one.cells or ()) != width]
    if delimiter == ",":
        return [fault(one.where, _misfit(one, width) + LEFT_OUT) for one in broken]
    sign = {";": "semikolon", "\t": "tabb"}[delimiter]
    lost = f"; rad {', '.join(str(one.first) for one in broken)} går därför inte att läsa" if broken else ""
    return [fault(records[0].where, f"kolumnerna skiljs åt av {sign} i stället för komma{lost}")]


def _misfit(record: _Record, width: int) -> str:
    if record.cells is None:
        return "citattecknen går inte ihop, ett saknas eller är för mycket"
    until = f" till och med rad {record.last}, läst som en enda rad," if record.last > record.first else ""
    why = "saknas citattecken runt en text med komma" if len(record.cells) > width else "saknas ett komma"
    return f"raden{until} har {len(record.cells)} fält i stället för {width}, kanske {why}"


def _cells(names: Sequence[str], cells: Sequence[str], columns: Collection[str]) -> dict[str, str]:
    pairs = reversed(list(zip(names, cells, strict=True)))  # so that the first of two columns wins
    return {name: _readable(cell) for name, cell in pairs if name in columns}


def _readable(cell: str) -> str:
    """The cell; one that was no UTF-8 as Windows-1252, with U+FFFD where that has no letter either."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return cell
