"""A deep-dive as one sheet of paper: what its page claims on an A4 to hand out, set by typst from ``dive.typ``."""

from collections.abc import Sequence

from norberg import gaps, lines
from norberg.deep import dive
from norberg.deep.dive import Column, Dive
from norberg.deep.entry import NEUTRAL, NONE, UNKNOWN, Entry
from norberg.deep.multiple import Multiple
from norberg.finding import BETTER, WORSE
from norberg.findings import Findings
from norberg.gaps import Row
from norberg.gaps.row import by_size
from norberg.lines import BOTH
from norberg.report import contents
from norberg.report.dive_chart import Charts
from norberg.report.typeset import Data, Sheets
from norberg.selection import GENDERS, Selection
from norberg.sentences import listed, span
from norberg.series import DEMO
from norberg.themes import Theme

TEMPLATE = "dive.typ"
WIDTH = 105.0  # pt of a small chart: seven abreast on an A4 that lies down
SIZES = (  # pt of a small chart and of plain text, and whether with the compared values: the first that fits a page
    *((height, 7.5, True) for height in (66, 58, 50, 43, 37)),
    *((height, 7.5, False) for height in (50, 43, 37)),
    (37, 7.0, False),
    (30, 7.0, False),
)
SPREAD = SIZES[3]  # where nothing fits, on several pages
HEIGHTS = sorted({height for height, _, _ in SIZES})
PER_COLUMN = (4, 8)  # entries that stand under each other; more stand in two or three abreast
MOST_GAPS = 5
PAINT = {WORSE: "#D2590A", BETTER: "#0B63A8"}
OTHER = "#7A8691"


def page(theme: Theme, findings: Findings, selection: Selection, link: str) -> bytes:
    """A deep-dive as PDF.

    Args:
        theme: of the program, the office's own, or of a link.
        findings: the rules' answers until the selection's end year.
        selection: gender, years, comparison.
        link: where the same view is in the app.

    Returns:
        One A4 that lies down; where it can't hold all, more of them, and the foot says so.
    """
    one = dive.build(theme, findings, selection)
    found = gaps.rows(one.gaps, findings, selection)
    with Sheets(TEMPLATE) as sheets:
        held = _head(one, findings, link)
        held |= {"places": [_place(columns, sheets) for columns in one.places]}
        held |= (
            _questions(one)
            | {"gaps": _gaps(found)}
            | {"charts": _charts(one, sheets), "sizes": SIZES, "spread": SPREAD}
        )
        return sheets.pdf(held, findings.today)


def _head(one: Dive, findings: Findings, link: str) -> Data:
    source, chosen = findings.source, one.selection
    name = source.program.municipality.name
    among = f"Läge och grått band: landets {len(source.municipalities)} kommuner"
    years = f"{name} {span(chosen.first, chosen.last)}, {GENDERS[chosen.gender].lower()}"
    both = "Kvinnor: cirkel och hel linje. Män: romb och streckad linje. " if chosen.gender == BOTH else ""
    names = listed(lines.named(chosen, source))
    return {
        "title": one.theme.title,
        "subject": source.program.title,
        "name": name,
        "demo": DEMO if one.demo else "",
        "lead": one.lead,
        "about": f"{years}. Senare värden räknas inte. {among}.",
        "axis": span(one.axis.first, one.axis.last),
        "both": both,
        "compared": f" Jämförs med {names}." if names else "",
        "left": f" Värdena för {names} får inte plats här; länken visar dem." if names else "",
        "source": one.source if one.demo else f"{one.source} {contents.OWN}",
        "foot": f"{one.theme.title}. {years}. Skapad {findings.today}.",
        "link": link,
    }


def _place(columns: Sequence[Column], sheets: Sheets) -> Data:
    count = sum(len(one.entries) for one in columns)
    abreast = 1 + sum(count > most for most in PER_COLUMN)
    parts = [
        {
            "heading": one.heading,
            "paint": PAINT.get(one.state, OTHER),
            "entries": [_entry(entry, one.state, sheets) for entry in one.entries],
        }
        for one in columns
    ]
    return {"abreast": abreast, "weight": abreast if count else 0.55, "parts": parts}


def _entry(one: Entry, state: str, sheets: Sheets) -> Data:
    graded = "säkert" if one.sure else "troligen"
    words = {NONE: "", NEUTRAL: one.words.lower(), UNKNOWN: one.words.lower() if one.value else ""}
    unit = " ".join(filter(None, [one.unit, str(one.when)]))
    return {
        "mark": sheets.mark(one.mark),
        "title": one.title,
        "value": one.value,
        "told": " · ".join(filter(None, [unit, words.get(state, graded), one.unusual.lower(), one.absence])),
        "level": sheets.mark(one.level),
        "level_words": one.level_words,
    }


def _questions(one: Dive) -> Data:
    asked = [
        {"text": each.text, "title": each.piece.indicator.short_title, "reason": each.reason} for each in one.questions
    ]
    return {"questions": asked, "rule": one.rule, "unasked": one.unasked}


def _charts(one: Dive, sheets: Sheets) -> list[Data]:
    drawn = [each for each in one.multiples if each.rows]
    files: dict[int, dict[str, str]] = {each.piece.indicator.no: {} for each in drawn}
    sheet = Charts([each.rows for each in drawn], one.axis.last, WIDTH)
    for at, no in enumerate(files):
        files[no] = {str(height): sheets.picture(f"{no}-{height}", sheet.svg(at, height)) for height in HEIGHTS}
    return [_chart(each, files.get(each.piece.indicator.no)) for each in one.multiples]


def _chart(one: Multiple, files: dict[str, str] | None) -> Data:
    placed = [": ".join(filter(None, [each.name, each.place])) for each in one.entries if each.place]
    return {
        "title": one.heading,
        "unit": one.unit,
        "files": files,
        "alternative": one.alternative,
        "absence": one.absence,
        "place": " ".join(f"{line[:1].upper()}{line[1:]}." for line in placed),
        "compared": f"Jämfört: {one.compared}. " if one.compared else "",
        "caveat": " ".join(filter(None, [one.caveat, *one.notes])),
    }


def _gaps(found: Sequence[Row]) -> Data:
    """The largest gaps between women and men, the sure ones first; numbers of people are left out."""
    shares = by_size([row for row in found if not row.count])
    ranked = [row for sure in (True, False) for row in shares if row.gap.sure is sure]
    shown = [
        {
            "title": f"{row.title}, {row.indicator.unit} {row.gap.year}",
            "cells": [row.women, row.men, row.difference, row.in_country],
            "told": f"säker, {row.moves}" if row.gap.sure else "inte säker",
        }
        for row in ranked[:MOST_GAPS]
    ]
    return {"rows": shown, "of": len(ranked)}
