"""The trend as a picture for reports: PNG or SVG, with everything on it that a picture travelling alone must say."""

import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import vl_convert

from norberg import about, charts_depth, depth_words, spoken
from norberg.charts import DATA, INK, SECONDARY, theme
from norberg.depth import Chart, Depth
from norberg.depth_words import axis_unit
from norberg.finding import Finding
from norberg.lines import GAP, MEN, WOMEN
from norberg.sentences import listed, span
from norberg.series import DEMO
from norberg.side import Side
from norberg.source import Source

FONT = "Liberation Sans"  # lies within vl-convert; a name it does not know makes every text vanish without a word
FONTS = f"{FONT}, Arial, Helvetica, sans-serif"  # for whoever opens the SVG; the same widths
WIDTH, GAP_PX, LINE = 960, 260, 20  # px: of the plots, between two (names at the lines' ends), of a line of text
LETTERS = 145  # of a line of text
SCALE = 2  # PNG: sharp on paper

Spec = dict[str, Any]


def png(page: Depth, source: Source) -> bytes:
    """The trend as PNG.

    Args:
        page: a page with a trend.
        source: for the source line and the demo's mark.
    """
    return bytes(vl_convert.vegalite_to_png(spec(page, source), scale=SCALE))


def svg(page: Depth, source: Source) -> bytes:
    """The trend as SVG, its text as text; arguments as ``png``."""
    drawn = vl_convert.vegalite_to_svg(spec(page, source))
    return str(drawn).replace(f'font-family="{FONT}"', f'font-family="{FONTS}"').encode()


def spec(page: Depth, source: Source) -> Spec:
    """The picture as one Vega-Lite specification with its data inside."""
    panels = [_panel(page, chart) for chart in page.trend]
    below = _lines(foot(page, source))
    footer: Spec = {
        "data": {"values": [{}]},
        "mark": {"type": "text", "align": "left", "baseline": "top", "x": 0, "y": 0, "text": below, "lineHeight": LINE},
        "height": LINE * len(below),
        "width": WIDTH,
        "view": {"stroke": None},
    }
    footer["mark"] |= {"font": FONT, "fontSize": 14, "color": SECONDARY}
    title = {"text": page.title, "subtitle": _lines(head(page, source)), "anchor": "start", "offset": 18}
    return {
        "title": title,
        "params": [{"name": "narrow", "value": False}],
        "vconcat": [{"hconcat": panels, "spacing": 40}, footer],
        "spacing": 24,
        "padding": 24,
        "background": "white",
        "config": config(),
    }


def head(page: Depth, source: Source) -> Iterator[str]:
    """What stands over the chart: DEMO, municipality, years, unit, comparators, certainty."""
    sides = page.sides
    if source.demo:
        yield f"{DEMO}."
    years = [int(year) for side in sides for year in side.own.values.index if year >= side.picture.first]
    name = sides[0].own.name
    when = span(min(years), max(years)) if years else "inga egna värden"
    unit = axis_unit(sides[0].unit)
    minus = ", kvinnor minus män" if sides[0].gender == GAP else ""
    yield f"{name} {when}, {unit}{minus}. {depth_words.comparators(sides)}."
    yield from (f"{_before(one, ': ')}{told}" for one, told in zip(sides, page.sentences, strict=True))
    certain = [f"{_before(one, ' ').lower()}{_certainty(one.finding)}" for one in sides if one.gender != GAP]
    if certain:
        yield f"Riktning: {listed(certain)}."


def _before(one: Side, sign: str) -> str:
    """Whose it is, where there are two."""
    return f"{one.name}{sign}" if one.gender in (WOMEN, MEN) else ""


def _certainty(finding: Finding) -> str:
    words = spoken.direction_words(finding).lower()
    return f"{words} (säkert)" if finding.sure else words


def foot(page: Depth, source: Source) -> Iterator[str]:
    """What stands under it: what the bands are, source, day of reading."""
    yield " ".join(f"{strong} {plain}".strip() for strong, plain in page.caption)
    if page.behind:
        yield about.source_line(page.indicators, page.behind.kpi, page.behind.frame, source)


def _lines(texts: Iterator[str]) -> list[str]:
    return [line for text in texts for line in textwrap.wrap(text, LETTERS)]


def _panel(page: Depth, chart: Chart) -> Spec:
    """One chart as it is on the page, with its data inside and the names in full."""
    found = dict(charts_depth.trend(page.height))
    rows = pa.ipc.open_stream(chart.rows).read_pandas()
    width = WIDTH if len(page.trend) == 1 else (WIDTH - GAP_PX) // 2
    found |= {"data": {"values": records(rows)}, "width": width}
    for name in ("config", "$schema", "params"):
        found.pop(name, None)
    if chart.name:
        found["title"] = {"text": chart.name, "anchor": "start", "fontSize": 17}
    return named(found)


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as the data of a specification; what is missing is left out."""
    return [{key: value for key, value in row.items() if not pd.isna(value)} for row in rows.to_dict("records")]


def named(value: Any) -> Any:  # noqa: ANN401 - whatever a specification holds
    """The same with every font named as the converter knows it, and no data set of a name."""
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if not (key == "data" and one == {"name": DATA})}
        return {key: FONT if key in ("font", "labelFont", "titleFont") else named(one) for key, one in kept.items()}
    return [named(one) for one in value] if isinstance(value, list) else value


def config() -> Spec:
    """The charts' theme with a font that the converter has."""
    found: Spec = named(theme()["config"])
    look = {"fontSize": 24, "color": INK, "subtitleFontSize": 15, "subtitleColor": INK, "subtitleLineHeight": LINE}
    return found | {"title": look | {"font": FONT, "subtitleFont": FONT, "subtitlePadding": 8}}
