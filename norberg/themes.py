"""The thematic deep-dives: ``themes.csv`` of the project and the themes the office has saved, each row one kpi."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from norberg import outside
from norberg.cells import at_most, form, one_of, whole
from norberg.columns import CADENCE, GROUP, KPI, SHORT_TITLE, SLUG, Break, Indicator, breaks, column, values
from norberg.sheet import LEFT_OUT, fault, quoted, table

FILE = "themes.csv"
CLAIMS = ("worse", "better", "gap", "missing")  # a sure direction, a sure gap between women and men, no recent value
MISSING = "saknas, och {} är inget av programmets nyckeltal"


@dataclass(frozen=True)
class Row:
    """One row of a file of themes, the columns in the file's order.

    What a program's nyckeltal is, stands in ``indicators.csv`` and wins over what stands here.
    """

    theme: str = column(form(SLUG, "barn-och-unga"))
    title: str = column()  # of the theme
    order: int = column(whole(1, 999))
    kpi: str = column(form(KPI, "N15428"))
    kolada_title: str = column()
    short_title: str = column(empty="", advice=at_most(SHORT_TITLE, len, "tecken"))
    unit: str = column(empty="")
    decimals: int | None = column(whole(0, 4), empty=None)
    direction: str = column(one_of("higher", "lower", "neutral"), empty="")
    gender_split: str = column(one_of("yes", "no"), empty="")
    kind: str = column(empty="")
    cadence: str = column(form(CADENCE, "yearly, every 2 years eller every 2-4 years"), empty="")
    breaks: tuple[Break, ...] = column(breaks, empty=())
    similar_group: str = column(form(GROUP, "G36017"), empty="")
    source: str = column(empty="")
    margin_id: str = column(form(KPI, "U01532"), empty="")  # Kolada's half-width of a survey value
    why: str = column(empty="")
    caveat: str = column(empty="")
    question: str = column(empty="")
    rests_on: str = column(one_of(*CLAIMS), empty="")  # what the question takes for granted, found by a rule


COLUMNS = {one.name: one.metadata for one in fields(Row)}
NEEDED = ("theme", "title", "order", "kpi", "kolada_title")


@dataclass(frozen=True)
class Piece:
    """One kpi of a theme: its nyckeltal, why it is there, what to mind, the question to ask, the id of its margin.

    ``rests_on`` is which of CLAIMS the question takes for granted; "" where it takes nothing for granted.
    """

    indicator: Indicator
    why: str
    caveat: str
    question: str
    margin_id: str
    rests_on: str = ""


@dataclass(frozen=True)
class Theme:
    """A deep-dive: address, title, its kpis in the order of the charts; ``own`` if the office has saved it."""

    address: str
    title: str
    pieces: tuple[Piece, ...]
    own: bool = False

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Its nyckeltal, in order."""
        return tuple(one.indicator for one in self.pieces)


def read(path: Path, program: Sequence[Indicator], entity: str, *, own: bool = False) -> tuple[list[Theme], list[str]]:
    """The themes of a file, and every fault in it as a Swedish sentence.

    Args:
        path: the CSV file.
        program: the program's nyckeltal: a kpi of theirs is theirs here too.
        entity: whose figures the others are.
        own: whether the office has saved it.
    """
    rows, faults = table(path, COLUMNS, NEEDED)
    known = {one.use_id: one for one in reversed(program) if one.use_id and not one.derive}
    titles, found = dict[str, str](), dict[str, dict[str, tuple[int, Piece]]]()
    for row in rows:
        cells, wrong = values(row, COLUMNS)
        if not wrong and cells.keys() == COLUMNS.keys():
            one = Row(**cells)
            wrong = _incomplete(one, known, own=own) + _repeated(one, titles, found)
            if not wrong:
                titles.setdefault(one.theme, one.title)
                found.setdefault(one.theme, {})[one.kpi] = (one.order, _piece(one, known, entity))
        faults += [fault(row.where, what + LEFT_OUT, name) for name, what in wrong]
    return [Theme(name, titles[name], _ordered(there.values()), own) for name, there in found.items()], faults


def saved(folder: Path, program: Sequence[Indicator], entity: str) -> tuple[list[Theme], list[str]]:
    """The themes that the office has saved, a file each, and the faults of those files."""
    found, faults = list[Theme](), list[str]()
    for path in sorted(folder.glob("*.csv")):
        themes, wrong = read(path, program, entity, own=True)
        found, faults = [*found, *themes], [*faults, *wrong]
    return found, faults


def joined(first: Iterable[Theme], later: Iterable[Theme]) -> tuple[tuple[Theme, ...], list[str]]:
    """All themes, each address once; a sentence for each later one whose address is taken."""
    kept, faults = {one.address: one for one in first}, list[str]()
    for one in later:
        if kept.setdefault(one.address, one) is not one:
            faults.append(f"Det sparade temat {quoted(one.title)} visas inte: adressen {one.address} är upptagen.")
    return tuple(kept.values()), faults


def _ordered(pieces: Iterable[tuple[int, Piece]]) -> tuple[Piece, ...]:
    return tuple(piece for _, piece in sorted(pieces, key=lambda one: one[0]))


def _incomplete(one: Row, known: dict[str, Indicator], *, own: bool) -> list[tuple[str, str]]:
    """What a kpi outside the program can't be shown without; a saved theme may have one whose title names no unit."""
    if one.kpi in known:
        return []
    needed = {"decimals": one.decimals, "direction": one.direction} | ({} if own else {"unit": one.unit})
    return [(name, MISSING.format(one.kpi)) for name, cell in needed.items() if cell in ("", None)]


def _repeated(one: Row, titles: dict[str, str], found: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    wrong = [("kpi", f"{one.kpi} står redan i temat")] if one.kpi in found.get(one.theme, {}) else []
    if titles.get(one.theme, one.title) != one.title:
        wrong.append(("title", f"temat {one.theme} heter redan {quoted(titles[one.theme])}"))
    return wrong


def _piece(one: Row, known: dict[str, Indicator], entity: str) -> Piece:
    indicator = known.get(one.kpi) or _outside(one, entity)
    return Piece(indicator, one.why, one.caveat, one.question, one.margin_id, one.rests_on)


def _outside(one: Row, entity: str) -> Indicator:
    taken = ("short_title", "kind", "cadence", "similar_group", "source", "gender_split")
    there = {name: getattr(one, name) for name in taken if getattr(one, name)}
    return outside.indicator(
        one.kpi,
        one.kolada_title,
        **there,
        entity=entity,
        explanation=one.why,
        note=one.caveat,
        unit=one.unit,
        decimals=one.decimals,
        direction=one.direction,
        breaks=one.breaks,
        themes=(one.theme,),
    )
