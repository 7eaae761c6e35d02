"""One line of an own series as a row, or the Swedish sentences that say why it is none."""

import difflib
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from norberg.localfile import Line, Source
from norberg.localkind import TOTAL, LocalKind
from norberg.sheet import fault, quoted

FIRST_YEAR = 1990  # an earlier year is a slip of the hand
GENDERS = {"": "T", "totalt": "T", "kvinnor": "K", "män": "M", "t": "T", "k": "K", "m": "M"}
NUMBER = re.compile(r"-?([0-9]{1,12}|[0-9]{1,3}( [0-9]{3}){1,3})(,[0-9]{1,6})?")  # 1 234,5


@dataclass(frozen=True)
class Row:
    """One figure: ``value`` is NaN where the cell is empty or the row is not ``good``."""

    where: str
    source: Source
    kpi: str
    period: int
    gender: str
    part: str
    value: float
    remark: str
    good: bool

    @property
    def cell(self) -> tuple[str, str]:
        """Gender and part, the part without regard to capitals."""
        return self.gender, self.part.casefold()


@dataclass(frozen=True)
class Doubt:
    """A line that was not read, so that a sum may lack a part: of this series ("" = any) in this year (0 = any)."""

    kpi: str = ""
    period: int = 0


def row(
    line: Line, source: Source, known: Mapping[str, LocalKind], today: date
) -> tuple[Row | None, Doubt | None, list[str]]:
    """A line as a row; where it can't be placed, the doubt it leaves instead; and one sentence per faulty cell.

    Args:
        line: a line of a file.
        source: that file.
        known: the series that are asked for.
        today: later periods are faults.
    """
    kpi = line.cells["lokal_id"].upper()
    if kpi not in known:
        return None, *_unknown(line, kpi, known)
    got, faults = _read(line, kpi, known[kpi], today)
    if line.surplus:
        faults.append(fault(line.where, "raden har fler celler än rubriken; raden används inte"))
    if not got.keys() >= {"period", "kön", "delmått"}:
        return None, Doubt(kpi, got["period"][0] if "period" in got else 0), faults
    (year, month), gender, part = got["period"], got["kön"], got["delmått"]
    value, remark = (math.nan, "") if faults else (got["värde"], got["anmärkning"])
    return Row(line.where, source, kpi, year, gender, month or part, value, remark, not faults), None, faults


def _unknown(line: Line, kpi: str, known: Mapping[str, LocalKind]) -> tuple[Doubt, list[str]]:
    near = difflib.get_close_matches(kpi, known, n=1)
    advice = f", menas {near[0]}" if near else ""
    what = f"serien {quoted(kpi)} finns inte{advice}" if kpi else "seriens namn saknas"
    return Doubt("".join(near)), [fault(line.where, f"{what}; raden används inte", "lokal_id")]


def _read(line: Line, kpi: str, kind: LocalKind, today: date) -> tuple[dict[str, Any], list[str]]:
    got: dict[str, Any] = {}
    faults = []
    readers: dict[str, Callable[[str], Any]] = {
        "period": lambda cell: _period(cell, kind, today),
        "kön": _gender,
        "delmått": lambda cell: _part(cell, kpi, kind),
        "värde": lambda cell: _number(cell, kind, got.get("delmått", kind.main)),
        "anmärkning": _words,
    }
    for column, read in readers.items():
        try:
            got[column] = read(line.cells.get(column, ""))
        except ValueError as error:
            faults.append(fault(line.where, f"{error}; raden används inte", column))
    return got, faults


def _period(cell: str, kind: LocalKind, today: date) -> tuple[int, str]:
    """Year, and the month as 2026-03 or ""."""
    match = re.fullmatch(r"([0-9]{4})(-(0[1-9]|1[0-2]))?", cell)
    if not match or (match[2] and not kind.monthly):
        form = "ett år som 2025 eller en månad som 2025-03" if kind.monthly else "ett år som 2025"
        raise ValueError(f"{quoted(cell)} är inte {form}" if cell else f"cellen är tom, skriv {form}")
    if int(match[1]) < FIRST_YEAR:
        raise ValueError(f"{quoted(cell)} är före {FIRST_YEAR}")
    if cell > today.isoformat()[: len(cell)]:
        raise ValueError(f"{quoted(cell)} har inte varit än")
    return int(match[1]), cell if match[2] else ""


def _gender(cell: str) -> str:
    if cell.casefold() not in GENDERS:
        raise ValueError(f"{quoted(cell)} ska vara totalt, kvinnor eller män")
    return GENDERS[cell.casefold()]


def _words(cell: str) -> str:
    if cell.startswith("="):  # whoever opens an export in Excel would run it
        raise ValueError(f"{quoted(cell)} är en formel")
    return cell


def _part(cell: str, kpi: str, kind: LocalKind) -> str:
    names = [name for name in (kind.main, *(kind.parts or ())) if name]
    spelled = {name.casefold(): name for name in names} | ({"": kind.main, TOTAL: kind.main} if kind.main else {})
    if cell.casefold() in spelled:
        return spelled[cell.casefold()]
    if cell and kind.parts is None:
        return _words(cell)
    what = f"{quoted(cell)} är inget delmått i {kpi}" if cell else "delmått saknas"
    advice = f"skriv {', '.join(names[:-1])} eller {names[-1]}" if names[1:] else "lämna cellen tom"
    raise ValueError(f"{what}, {advice}")


def _number(cell: str, kind: LocalKind, part: str) -> float:
    if not cell:
        return math.nan
    said = "talet" if kind.people else quoted(cell)  # a refused number may be one that is to be hidden
    if cell.startswith("="):
        raise ValueError("cellen är en formel utan sparat resultat, skriv talet")
    if not NUMBER.fullmatch(cell.replace("−", "-")):
        raise ValueError(f"{said} ska skrivas som 1 234,5, utan punkt, procenttecken och ord")
    value = float(cell.replace("−", "-").replace(" ", "").replace(",", "."))
    _check(value, said, kind, part)
    return value


def _check(value: float, said: str, kind: LocalKind, part: str) -> None:
    low = kind.lowest if part == kind.main or kind.monthly else 0
    high = kind.highest if part == kind.main else math.inf
    if not low <= value <= high:
        raise ValueError(f"{said} är {f'mindre än {low:g}' if value < low else f'större än {high:g}'}")
    if kind.counts(part) and value % 1:
        raise ValueError(f"{said} ska vara ett helt antal personer")
