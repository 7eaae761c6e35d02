"""The sheets of charts: for each nyckeltal of a goal a line chart that can be edited, and the figures it draws."""

from typing import Any

from norberg.charts import GREY, GRID, SECONDARY
from norberg.lines import GAP
from norberg.report.contents import GoalPart
from norberg.report.entry import Entry
from norberg.report.sheets import Sheet, numbers
from norberg.report.strokes import Stroke, column, ends, strokes, years
from norberg.sentences import PERCENT

WIDTH, HEIGHT, ROW = 760, 320, 20  # px of a chart; a row of the sheet
TABLE = 13  # the column where the figures start, right of the chart
TEXT = {"name": "Arial", "size": 10, "color": SECONDARY}


def charts(sheet: Sheet, part: GoalPart) -> None:
    """Fill the sheet of a goal; what has no chart says why."""
    sheet.line(part.goal.text)
    sheet.line(f"{part.counts}.")
    sheet.inside.set_column(TABLE, TABLE, 8)
    sheet.inside.set_column(TABLE + 1, TABLE + 20, 14)
    for entry in part.entries:
        sheet.at += 1
        sheet.line(entry.title, bold=True, font_size=12)
        sheet.line(entry.sentence)
        sheet.line(entry.gap)
        _chart(sheet, entry)
        for text in (entry.why, *entry.remarks, entry.source):
            sheet.line(text, font_color=SECONDARY)
    sheet.inside.print_area(0, 0, sheet.at, TABLE - 1)


def _chart(sheet: Sheet, entry: Entry) -> None:
    found = strokes(entry)
    if not found:
        for word, year in entry.card.boxes:
            sheet.line(f"{year}: {word}")
        return
    top, at = sheet.at, years(found)
    _table(sheet, entry, found, at)
    drawn = _drawn(sheet, entry, found, top, len(at))
    sheet.inside.insert_chart(top, 0, drawn, {"description": f"{entry.card.alternative} {entry.sentence}"})
    sheet.at = top + max(HEIGHT // ROW + 1, len(at) + 2)


def _table(sheet: Sheet, entry: Entry, found: list[Stroke], at: list[int]) -> None:
    bold, value = sheet.format(bold=True, text_wrap=True), sheet.format(num_format=numbers(entry.indicator.decimals))
    sheet.inside.write_string(sheet.at, TABLE, "År", bold)
    for row, year in enumerate(at, sheet.at + 1):
        sheet.inside.write_number(row, TABLE, year)
    for place, one in enumerate(found, TABLE + 1):
        sheet.inside.write_string(sheet.at, place, one.name, bold)
        for row, number in enumerate(column(one, at), sheet.at + 1):
            if number is not None:
                sheet.inside.write_number(row, place, number, value)


def _drawn(sheet: Sheet, entry: Entry, found: list[Stroke], top: int, count: int) -> Any:  # noqa: ANN401 - untyped
    chart = sheet.book.add_chart({"type": "line"})
    name = sheet.inside.get_name()
    for place, one in enumerate(found, TABLE + 1):
        chart.add_series(
            {
                "name": [name, top, place],
                "categories": [name, top + 1, TABLE, top + count, TABLE],
                "values": [name, top + 1, place, top + count, place],
                "line": {"color": one.colour, "width": one.width, "dash_type": one.pattern},
                "marker": _marker(one),
            }
        )
    unit = f", {entry.card.unit}" if entry.card.unit else ""
    demo = f" – {sheet.frame.demo}" if sheet.frame.demo else ""
    chart.set_title({"name": f"{entry.title}{unit}{demo}", "name_font": TEXT | {"bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": TEXT, "delete_series": _earlier(found)})
    chart.set_x_axis({"num_font": TEXT, "line": {"color": GREY}, "interval_unit": max(1, count // 9)})
    low, high = ends(found, share=entry.indicator.unit == PERCENT and entry.card.gender != GAP)
    axis = {"num_font": TEXT, "num_format": numbers(entry.indicator.decimals), "line": {"none": True}}
    chart.set_y_axis(axis | {"min": low, "max": high, "major_gridlines": {"visible": True, "line": {"color": GRID}}})
    chart.show_blanks_as("span")  # a survey's years between are joined; each unbroken run is a series of its own
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    return chart


def _marker(one: Stroke) -> dict[str, Any]:
    if not one.lone:
        return {"type": "none"}
    paint = {"color": one.colour}
    return {"type": "circle", "size": 7 if one.own else 5, "fill": paint, "border": paint}


def _earlier(found: list[Stroke]) -> list[int]:
    """The runs that the legend leaves out: each line is named once."""
    return [at for at, one in enumerate(found) if not one.last]
