"""A line chart that PowerPoint can edit: the municipality thick and dark, others thin, grey and patterned."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from norberg.charts import GREY, GRID, SECONDARY
from norberg.lines import GAP
from norberg.report.entry import Entry
from norberg.report.sheets import numbers
from norberg.report.slide import FONT, Slide, colour
from norberg.report.strokes import Stroke, column, ends, strokes, years
from norberg.sentences import PERCENT

PATTERNS = {
    "solid": MSO_LINE.SOLID,
    "round_dot": MSO_LINE.ROUND_DOT,
    "dash": MSO_LINE.DASH,
    "long_dash": MSO_LINE.LONG_DASH,
    "dash_dot": MSO_LINE.DASH_DOT,
    "long_dash_dot": MSO_LINE.LONG_DASH_DOT,
}
FEW_STEPS = 10  # of the unit between the ends of an axis: below it the axis shows the measure's decimals
TICKS = 9  # about so many years at the axis


def draw(slide: Slide, entry: Entry, left: float, top: float, width: float, height: float) -> bool:
    """Draw the chart of a nyckeltal, places in inches.

    Returns:
        Whether there was anything to draw.
    """
    found = strokes(entry)
    if not found:
        return False
    at = years(found)
    data = CategoryChartData(number_format=numbers(entry.indicator.decimals))
    data.categories = [str(year) for year in at]
    for one in found:
        data.add_series(one.name, column(one, at))
    place = [Inches(one) for one in (left, top, width, height)]
    shape = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place, data)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{entry.card.alternative} {entry.sentence}")
    shape.name = f"Diagram: {entry.title}"
    _dress(shape.chart, entry, found, len(at), slide.frame.demo)
    return True


def _dress(chart: Any, entry: Entry, found: list[Stroke], count: int, demo: str) -> None:  # noqa: ANN401
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(14), FONT, colour(SECONDARY)
    _demo(chart, demo)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    for series, one in zip(chart.plots[0].series, found, strict=True):
        _line(series, one)
    low, high = ends(found, share=entry.indicator.unit == PERCENT and entry.card.gender != GAP)
    values, at = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = low, high
    decimals = entry.indicator.decimals if high - low < FEW_STEPS else 0
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = numbers(decimals), False
    values.format.line.fill.background()
    values.major_gridlines.format.line.color.rgb = colour(GRID)
    at.format.line.color.rgb = colour(GREY)
    at.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _skip(at, max(1, -(-count // TICKS)))
    _leave_out(chart, [place for place, one in enumerate(found) if not one.last])
    _join_over_blanks(chart)


def _demo(chart: Any, demo: str) -> None:  # noqa: ANN401
    """Made-up figures say so within the chart, which may be copied out of its slide."""
    chart.has_title = bool(demo)
    if demo:
        chart.chart_title.text_frame.text = demo
        chart.chart_title.include_in_layout = False


def _line(series: Any, one: Stroke) -> None:  # noqa: ANN401
    series.smooth = False
    line = series.format.line
    line.color.rgb, line.width, line.dash_style = colour(one.colour), Pt(one.width * 1.3), PATTERNS[one.pattern]
    series.marker.style = XL_MARKER_STYLE.CIRCLE if one.lone else XL_MARKER_STYLE.NONE
    if one.lone:
        series.marker.size = 9 if one.own else 6
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(one.colour)
        series.marker.format.line.color.rgb = colour(one.colour)


def _skip(axis: Any, step: int) -> None:  # noqa: ANN401
    """Write every step-th year; python-pptx has no word for it."""
    for tag in ("tickLblSkip", "tickMarkSkip"):
        made = parse_xml(f'<c:{tag} {nsdecls("c")} val="{step}"/>')
        axis._element.find(f"{{{axis._element.nsmap['c']}}}noMultiLvlLbl").addprevious(made)


def _leave_out(chart: Any, places: list[int]) -> None:  # noqa: ANN401
    """Runs that the legend does not name: each line is named once."""
    first = chart.legend._element.find(f"{{{chart.legend._element.nsmap['c']}}}legendPos")
    for place in reversed(places):
        first.addnext(
            parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>')
        )


def _join_over_blanks(chart: Any) -> None:  # noqa: ANN401
    """A survey's years between are joined; each unbroken run is a series of its own, so that holes stay holes."""
    inside = chart._chartSpace.chart
    name = f"{{{inside.nsmap['c']}}}dispBlanksAs"
    for one in inside.findall(name):
        one.set("val", "span")
