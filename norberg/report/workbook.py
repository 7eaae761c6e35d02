"""The workbook: a row a nyckeltal, every value, charts to edit, definitions, and what it is.

XlsxWriter writes it: its charts know line patterns and gaps, and what is written as text can never be run as a formula.
"""

import io
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from norberg import exports, lines, tables
from norberg.questions import Progress
from norberg.report import definitions, overview
from norberg.report.charts_book import charts
from norberg.report.contents import UNCHECKED, Report
from norberg.report.drawing import Drawings
from norberg.report.sheets import Sheet

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
VALUES = ("Nyckeltal", "Id", "Område", "Områdeskod", "År", "Kön", "Värde", "Enhet", "Anmärkning", "Källa", "Inläst")
WIDTHS = (38, 16, 22, 11, 7, 10, 12, 18, 14, 30, 12)


def write(report: Report, drawings: Drawings, progress: Progress) -> bytes:
    """A report as XLSX.

    Args:
        report: what it holds.
        drawings: not used: the charts are Excel's own.
        progress: called once for each nyckeltal.

    Returns:
        A workbook with the sheets Översikt, Värden, Diagram mål N, Definitioner, Kommentarer where there are any, Om;
        the charts of what is outside the program stand on Diagram utanför programmet.
    """
    sink = io.BytesIO()
    book = Workbook(sink, OPTIONS)
    frame = report.frame
    made = {"title": frame.title, "subject": frame.program, "comments": frame.foot}
    book.set_properties(made | {"created": datetime.fromisoformat(frame.today), "author": "", "company": ""})
    overview.write(Sheet(book, "Översikt", frame), report)
    _values(Sheet(book, "Värden", frame), report)
    done = 0
    for part in report.goals:
        charts(Sheet(book, f"Diagram {part.name.lower()}", frame), part)
        done += len(part.entries)
        progress(done, len(report.entries), f"Skriver {part.title}")
    definitions.write(Sheet(book, "Definitioner", frame), report)
    _comments(book, report)
    _about(Sheet(book, "Om", frame), report)
    book.close()
    return sink.getvalue()


def _values(sheet: Sheet, report: Report) -> None:
    """Every value that is shown, one a row, untouched."""
    sheet.head(VALUES, WIDTHS)
    source = report.source
    for entry in report.entries:
        if entry.behind is None:
            continue
        rows = tables.long(entry.behind.frame, [entry.indicator], entry.behind.areas, entry.behind.selection)
        origin = exports.origin([entry.indicator], entry.behind.kpi, source)
        for row in rows.itertuples():
            area = lines.name_of(row.municipality, source)
            cells: list[Any] = [entry.title, row.kpi, area, row.municipality, int(row.period)]
            value = None if row.value != row.value else float(row.value)
            remark = row.status or ("saknas" if value is None else "")
            cells += [exports.GENDER_WORDS[row.gender], value, entry.indicator.unit, remark, origin, row.fetched]
            sheet.row(cells, {6: entry.indicator.decimals})
    sheet.close(filtered=True)


def _comments(book: Workbook, report: Report) -> None:
    """What people wrote, on a sheet of its own."""
    said = [(part.name, one) for part in report.goals for one in part.comments]
    said += [(entry.title, one) for entry in report.entries for one in entry.comments]
    if not said:
        return
    sheet = Sheet(book, "Kommentarer", report.frame)
    sheet.head(("Om", "Omdöme", "Kommentar", "Namn", "Datum", "Anmärkning"), (38, 20, 80, 24, 12, 30))
    for what, one in said:
        sheet.row([what, one.verdict, one.text, one.name, one.day, UNCHECKED])
    sheet.close()


def _about(sheet: Sheet, report: Report) -> None:
    """What the workbook is of."""
    sheet.head(("Uppgift", "Innehåll"), (30, 100))
    for heading, text in (("Titel", report.frame.title), ("Program", report.frame.program), *report.frame.facts):
        sheet.row([heading, text])
    sheet.row(["Sammanfattning", report.counts])
    sheet.row(["Riktning", "Säker: ordet håller minst 97 gånger av 100 där det har prövats. Trolig: minst 90."])
    sheet.row(["Tomma celler", "Ett värde som saknas är en tom cell, aldrig noll."])
    sheet.close()
