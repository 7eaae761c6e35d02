"""A whole follow-up on paper against rendering its charts as SVG, one by one as pictures are made."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import vl_convert
from measure import Row, compared, exact, in_turn

from norberg import program, report, settings
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.report import Choice, contents, drawing
from norberg.selection import Selection
from norberg.source import Source
from norberg.store import Store

TODAY = "2026-11-24"
ROUNDS = 3
TARGET = 1.15
SHEET_TARGET = 5.0  # s: as long as a person waits for a sheet to hand out


def run() -> list[Row]:
    """A row on the real figures, one on the demo's, whose charts are more; then the other kinds of file."""
    loaded = program.load(settings.DATA)
    selection = Selection("totalt", loaded.first_year, 2026, loaded.default_sets)
    with tempfile.TemporaryDirectory() as folder:
        real = Source(loaded, settings.DATA, Store(Path(folder) / "store"), Path(folder) / "local")
        found = {"real": Findings(real, 2026, TODAY), "demo": Findings(DemoSource(loaded, settings.DATA), 2026, TODAY)}
        rows = [_paper(name, findings, selection) for name, findings in found.items()]
        return [*rows, *_kinds(found["real"], selection), *(_sheet(*one, selection) for one in found.items())]


def _paper(name: str, findings: Findings, selection: Selection) -> Row:
    held = contents.build(Choice(), findings, selection)
    cards = [one.card for one in held.entries if one.card.rows]
    specs = [drawing.spec() | {"data": {"values": drawing.rows(card)}} for card in cards]
    taken = in_turn(
        ROUNDS, pdf=_maker("pdf", findings, selection), svg=lambda: [*map(vl_convert.vegalite_to_svg, specs)]
    )
    told = f"{len(held.entries)} nyckeltal, {len(cards)} charts; {_told(taken)}; findings at hand, as in the app"
    return compared(
        f"whole follow-up as PDF, {name} figures / its charts as SVG", taken["pdf"], taken["svg"], TARGET, told
    )


def _kinds(findings: Findings, selection: Selection) -> list[Row]:
    kinds = ("pdf", "docx", "pptx", "xlsx")
    taken = in_turn(1, **{kind: _maker(kind, findings, selection) for kind in kinds})
    return [
        compared(f"whole follow-up as {kind.upper()} / as PDF", taken[kind], taken["pdf"], None) for kind in kinds[1:]
    ]


def _sheet(name: str, findings: Findings, selection: Selection) -> Row:
    """A deep-dive on one A4, in seconds: the slowest of the themes."""
    taken = {
        theme.title: median(in_turn(ROUNDS, sheet=partial(report.sheet, theme, findings, selection))["sheet"])
        for theme in findings.source.program.themes
    }
    slowest = max(taken, key=taken.__getitem__)
    told = f"{slowest}, the slowest of {len(taken)}; findings at hand, as in the app"
    return exact(f"a deep-dive on one A4, {name} figures", taken[slowest], SHEET_TARGET, told, "s")


def _maker(kind: str, findings: Findings, selection: Selection) -> Callable[[], bytes]:
    return lambda: report.build(kind, Choice(), findings, selection)


def _told(taken: dict[str, list[float]]) -> str:
    return ", ".join(f"{name} {median(values):.1f} s" for name, values in taken.items())
