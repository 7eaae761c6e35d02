"""How the rules did when they were tried: what ``python -m norberg calibrate`` left in ``data``, as tables to read.

A value from 0 to 1 is a share and shown in per cent, unless its measure begins with "Antal".
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from norberg.program import Indicator
from norberg.rules import persistence as estimates
from norberg.rules.measure import SLOW, UNKNOWN
from norberg.sentences import DASH, number
from norberg.sheet import LEFT_OUT, Row, fault, quoted, table

CALIBRATION = "calibration.csv"
COLUMNS = ("table", "row", "measure", "value", "limit", "kind", "made", "note")
NEEDED = ("kpi", "rho")
COARSE, FINE = 1, 3  # decimals
COUNT = "Antal"  # how a measure that is no share begins
MOST, LEAST = "max", "min"
LIMITS = {MOST: "högst", LEAST: "minst"}
LOOSE, BOUND, STIFF = 0.3, 0.6, 0.9  # persistence under which years hardly hold together, and from which they do


@dataclass(frozen=True)
class Cell:
    """One value of a table: text, its limit in words ("" for none), and whether it is met (None without a limit)."""

    text: str
    limit: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Trial:
    """A table: heading, how to read it, headings of the columns, rows (name, cells), day, and notes."""

    title: str
    reading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    made: str
    notes: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """In words, how many limits are met."""
        bound = [cell.met for _, cells in self.rows for cell in cells if cell.met is not None]
        if len(bound) < 2:
            return {(): "Tabellen har inga krav.", (True,): "Kravet är uppfyllt."}.get(
                (*bound,), "Kravet är inte uppfyllt."
            )
        if all(bound):
            return f"Alla {len(bound)} krav är uppfyllda."
        return f"{sum(bound)} av {len(bound)} krav är uppfyllda. De andra är märkta ”uppfylls inte”."


@dataclass(frozen=True)
class Line:
    """One nyckeltal in the table of persistence: title, value, what it means, and from how many series."""

    title: str
    value: str
    meaning: str
    series: str


def calibration(folder: Path, words: Mapping[str, Mapping[str, str]]) -> tuple[list[Trial], list[str]]:
    """The tables of calibration.csv, in the file's order.

    Args:
        folder: where the file lies.
        words: name of a table -> its ``title``, how it is read (``text``) and what its rows are (``first``); a table
            that is not there is shown under its own name.

    Returns:
        The tables, and one Swedish sentence per fault; rows that can't be read are left out and told.
    """
    rows, faults = table(folder / CALIBRATION, COLUMNS, COLUMNS[:4])
    faults += [fault(row.where, what + LEFT_OUT, name) for row in rows for name, what in _wrong(row)]
    good = [row.cells for row in rows if not _wrong(row) and all(name in row.cells for name in COLUMNS[:4])]
    names = dict.fromkeys(cells["table"] for cells in good)
    parts = {name: [cells for cells in good if cells["table"] == name] for name in names}
    return [_trial(words.get(name, {"title": name}), rows) for name, rows in parts.items()], faults


def _wrong(row: Row) -> list[tuple[str, str]]:
    """What makes a row unreadable: columns and words."""
    cells, found = row.cells, list[tuple[str, str]]()
    found += [(name, "cellen är tom") for name in COLUMNS[:4] if cells.get(name, "-") == ""]
    kind, limit = cells.get("kind", ""), cells.get("limit", "")
    if kind not in ("", *LIMITS):
        found.append(("kind", f"{quoted(kind)} ska vara {MOST}, {LEAST} eller tom"))
    if kind and not limit:
        found.append(("limit", "gränsen saknas"))
    asked = [name for name in ("value", "limit") if cells.get(name)]
    found += [(name, f"{quoted(cells[name])} ska vara ett tal") for name in asked if _number(cells[name]) is None]
    if (made := cells.get("made", "")) and not _is_day(made):
        found.append(("made", f"{quoted(made)} ska vara en dag, som 2026-11-30"))
    return found


def _number(cell: str) -> float | None:
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _trial(words: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> Trial:
    columns = tuple(dict.fromkeys(one["measure"] for one in rows))
    cells = {(one["row"], one["measure"]): _cell(one) for one in rows}
    names = dict.fromkeys(one["row"] for one in rows)
    lines = tuple((row, tuple(cells.get((row, column), Cell(DASH)) for column in columns)) for row in names)
    notes = tuple(dict.fromkeys(one["note"] for one in rows if one.get("note")))
    made = max(one.get("made", "") for one in rows)
    columns = (words.get("first", "Fall"), *columns)
    return Trial(words["title"], words.get("text", ""), columns, lines, made, notes)


def _cell(row: Mapping[str, str]) -> Cell:
    value, kind = float(row["value"]), row.get("kind", "")
    share = 0 <= value <= 1 and not row["measure"].startswith(COUNT)
    if not kind:
        return Cell(_shown(value, share))
    limit = float(row["limit"])
    met = value <= limit if kind == MOST else value >= limit
    hidden = value != limit and _shown(value, share) == _shown(limit, share)
    decimals = FINE if hidden else COARSE  # rounding must not hide on which side of the limit a value lies
    bound = _shown(limit, share, decimals if hidden or not round(100 * limit, 9).is_integer() else 0)
    return Cell(_shown(value, share, decimals), f"{LIMITS[kind]} {bound}", met)


def _shown(value: float, share: bool, decimals: int = 1) -> str:
    if share:
        return f"{number(100 * value, decimals)}\u00a0%"
    return number(value, 0 if value.is_integer() else decimals)


def persistence(folder: Path, indicators: Sequence[Indicator]) -> tuple[list[Line], str, list[str]]:
    """Each nyckeltal with Kolada figures and how persistent its measure is, in the program's order.

    Args:
        folder: where persistence.csv lies.
        indicators: the program's.

    Returns:
        The lines, the day of the estimates, and one Swedish sentence per fault.
    """
    rows, faults = table(folder / estimates.FILE, estimates.COLUMNS, NEEDED)
    known = {row.cells["kpi"]: row.cells for row in rows if {*NEEDED} <= row.cells.keys()}
    bad = [row for row in rows if row.cells.get("rho", "0") and _number(row.cells.get("rho", "0")) is None]
    faults += [fault(row.where, f"{quoted(row.cells['rho'])} ska vara ett tal{LEFT_OUT}", "rho") for row in bad]
    if not known:
        return [], "", faults
    told = [_line(one, known.get(one.use_id, {})) for one in indicators if one.use_id]
    return told, max(cells.get("made", "") for cells in known.values()), faults


def _line(indicator: Indicator, cells: Mapping[str, str]) -> Line:
    rho = _number(cells.get("rho", ""))
    if rho is None:
        taken = f"Inte beräknad, räknas som {number(UNKNOWN.rho, 2)}."
        return Line(indicator.short_title, DASH, "Ord har ingen tröghet." if indicator.is_code else taken, DASH)
    meant = meaning(rho, _number(cells.get("change", "")))
    return Line(indicator.short_title, number(rho, 2), meant, cells.get("runs") or DASH)


def meaning(rho: float, change: float | None = None) -> str:
    """What a persistence means for the reader.

    Args:
        rho: how much of a year's deviation is left the next.
        change: the correlation of a year's change with the next; None where unknown.
    """
    slow = " Inget värde kallas ovanligt." if change is not None and change >= SLOW else ""
    if rho < LOOSE:
        return f"Åren är nästan fristående.{slow}"
    if rho < BOUND:
        return f"Ett högt år följs ofta av ett till.{slow}"
    if rho < STIFF:
        return f"Trögt: kurvan måste vara tydlig.{slow}"
    return f"Mycket trögt: ändras lite i taget.{slow}"
