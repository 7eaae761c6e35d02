"""The follow-up's small charts: the rows of the card's chart, nothing joined that the card keeps apart."""

import base64
import re
from xml.etree import ElementTree

import pytest
from world import DATA, PROGRAM, card_of, drawn, source

from norberg.charts import COLOURS
from norberg.demo import DemoSource
from norberg.sentences import number
from norberg.smallchart import HEIGHT, PAINT, WIDTH, picture

SVG = "{http://www.w3.org/2000/svg}"


def tree(address):
    """The picture as XML."""
    return ElementTree.fromstring(base64.b64decode(address.partition(",")[2]))


def texts(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("world"))


@pytest.mark.parametrize("pair", PROGRAM.pairs(), ids=lambda pair: str(pair[0].no))
def test_every_chart_lies_within_its_frame(here, pair):
    """Lines, dots and texts of every nyckeltal with values are inside, and it is light."""
    card = card_of(pair[0].no, here)
    if card.rows is None:
        return
    address = picture(card.rows, pair[0].decimals)
    svg = tree(address)
    places = [
        (float(x), float(y))
        for one in svg.iter(f"{SVG}path")
        for x, y in re.findall(r"([\d.]+) ([\d.]+)", one.get("d"))
    ]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert all(0 <= float(one.get("x")) <= WIDTH for one in svg.iter(f"{SVG}text"))
    assert len(address) < 12_000


def test_axis_names_the_ends_of_what_is_drawn(here):
    """Highest and lowest of all lines, first and last year, a word at the break where it fits."""
    card = card_of(1, here)
    main = drawn(card)
    told = texts(tree(picture(card.rows, 1)))
    assert {str(min(main)), str(max(main)), number(min(main.values()), 1)} <= set(told)
    assert "seriebrott" in texts(tree(picture(card_of(7, here).rows, 1)))


def test_a_break_is_not_crossed(here):
    """Each unbroken run of the municipality is a line of its own, as on the card."""
    lines = [
        one for one in tree(picture(card_of(1, here).rows, 1)).iter(f"{SVG}path") if one.get("stroke-width") == "2.4"
    ]
    assert [one.get("d").count("L") + 1 for one in lines] == [4, 15]


def test_made_up_figures_say_so_in_the_picture():
    """The word stands inside, where copying the picture takes it along."""
    card = card_of(1, DemoSource(PROGRAM, DATA))
    assert "DEMO: påhittade värden" in texts(tree(picture(card.rows, 1)))


def test_lines_have_the_colours_of_the_cards_chart():
    """The small chart is drawn without Altair, so it names the colours itself."""
    assert tuple(PAINT.values()) == COLOURS
