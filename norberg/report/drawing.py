"""The small charts of a report: the chart of a card, drawn as SVG beside the work that gathers the texts.

Every chart is the one kind of ``charts.trend``; it is compiled to Vega once, which halves the time of each drawing.
"""

import json
import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any

import pyarrow as pa
import vl_convert

from norberg import charts, picture
from norberg.card import Card
from norberg.charts import DATA
from norberg.picture import FONT, FONTS, Spec
from norberg.report.entry import Entry

WIDTH = 440  # px of the plot; axis and names at the lines' ends come beside it
SCALE = 2  # pixels of a picture for each px: sharp on paper
SIZE = re.compile(r'<svg[^>]*? width="([0-9.]+)"')


@dataclass(frozen=True)
class Drawn:
    """One chart: SVG with its text as text, and its width in px."""

    svg: str
    width: float

    @property
    def png(self) -> bytes:
        """The same as pixels."""
        return bytes(vl_convert.svg_to_png(self.svg, scale=SCALE))


def spec() -> Spec:
    """The one Vega-Lite specification, its fonts named as the converter knows them, its data set named DATA."""
    found: Spec = picture.named(json.loads(json.dumps(charts.trend())))
    found.pop("$schema", None)
    return found | {"data": {"name": DATA}, "width": WIDTH, "config": picture.config(), "background": "white"}


@cache
def _compiled() -> Spec:
    return dict(vl_convert.vegalite_to_vega(spec()))


def rows(card: Card) -> list[dict[str, Any]]:
    """The data of a card's chart."""
    return picture.records(pa.ipc.open_stream(card.rows).read_pandas())


def svg(card: Card) -> Drawn:
    """The chart of a card with values to draw."""
    data = [one | {"values": rows(card)} if one["name"] == DATA else one for one in _compiled()["data"]]
    found = str(vl_convert.vega_to_svg(_compiled() | {"data": data}))
    width = SIZE.search(found)
    assert width is not None
    return Drawn(found.replace(f'font-family="{FONT}"', f'font-family="{FONTS}"'), float(width[1]))


class Drawings:
    """Charts under way: ``add`` asks for one, ``get`` waits for it. Used with ``with``, which drops what nobody got."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="norberg-drawing")  # the converter has one worker
        self._asked: dict[int, Future[Drawn]] = {}

    def add(self, entry: Entry) -> None:
        """Ask for the chart of a nyckeltal; one that has nothing to draw is left out."""
        if entry.card.rows is not None:
            self._asked[entry.indicator.no] = self._pool.submit(svg, entry.card)

    def get(self, entry: Entry) -> Drawn | None:
        """The chart of a nyckeltal; None where there is nothing to draw."""
        asked = self._asked.get(entry.indicator.no)
        return asked.result() if asked else None

    def __enter__(self) -> "Drawings":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
