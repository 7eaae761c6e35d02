"""The trend as a picture: text is there, Swedish, and says all that a picture travelling alone must say."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest
import vl_convert
from depths import page_of
from PIL import Image
from world import DATA, PROGRAM, STANDARD, source

from norberg import picture
from norberg.demo import DemoSource

DEMO = "DEMO: påhittade värden"


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def texts(data: bytes) -> list[str]:
    """The texts of an SVG."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", data.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", one).strip() for one in found]


def dark(data: bytes) -> int:
    """How many nearly black points a PNG has."""
    grey = Image.open(io.BytesIO(data)).convert("L")
    return sum(grey.histogram()[:90])


def test_the_font_is_one_the_converter_has(here):
    """A name it does not know makes all text vanish without a word: in ours the same words leave ink."""

    def ink(font):
        mark = {"type": "text", "text": "Åäö 84,4 −", "font": font, "fontSize": 30, "color": "black"}
        return dark(vl_convert.vegalite_to_png({"data": {"values": [{}]}, "mark": mark, "background": "white"}))

    assert ink(picture.FONT) > 300
    assert ink("Source Sans") == 0
    fonts = set(
        re.findall(
            r'"(?:font|labelFont|titleFont|subtitleFont)": "([^"]*)"',
            repr(picture.spec(page_of(1, here), here)).replace("'", '"'),
        )
    )
    assert fonts == {picture.FONT}


def test_the_picture_says_what_it_shows(here):
    """Title, municipality, years, unit, comparators, sentence, certainty, bands, source and day of reading."""
    page = page_of(1, here)
    words = " ".join(texts(picture.svg(page, here)))
    assert "Behöriga till yrkesprogram, åk 9" in words
    assert "Norberg 2008–2026, procent. Jämförs med Fagersta, Skinnskatteberg och Riket." in words
    assert all(word in words for word in page.sentences[0].split())
    assert "Riktning: ingen säker förändring." in words
    assert "Mörkt band: hälften av landets kommuner." in words
    assert "Källa: Kolada (N15428)" in words
    assert "Inläst 2024-08-30; 2023–2026 inläst 2026." in words
    assert DEMO not in words


def test_numbers_have_a_decimal_comma(here):
    """At the lines' ends and at the axis; no decimal point between digits anywhere."""
    found = texts(picture.svg(page_of(18, here), here))
    assert "Norberg 1,5" in found
    assert not [one for one in found if re.search(r"[0-9]\.[0-9]", one)]


def test_women_and_men_are_two_panels_with_their_names(here):
    """A pair has both, each with its own sentence and certainty, on one scale."""
    page = page_of(10, here)
    found = texts(picture.svg(page, here))
    words = " ".join(found)
    assert {"Kvinnor", "Män"} <= set(found)
    assert "Män: Har försämrats" in words
    assert "kvinnor ingen säker förändring och män försämras (säkert)" in words
    assert found.count("86") == found.count("76") == 2


def test_made_up_figures_say_so_in_the_picture():
    """In the chart and above it; and no source is named for them."""
    demo = DemoSource(PROGRAM, DATA, last=2025)
    words = texts(picture.svg(page_of(1, demo), demo))
    assert words.count(DEMO) == 1
    assert f"{DEMO}." in " ".join(words)
    assert "Kolada" not in " ".join(words)


def test_the_png_is_drawn_with_its_text(here):
    """A picture of some size, sharper than the screen, on white, with ink where the title stands."""
    data = picture.png(page_of(1, here), here)
    image = Image.open(io.BytesIO(data)).convert("L")
    assert image.size[0] > 2000
    assert image.getpixel((2, 2)) == 255
    title = image.crop((0, 40, image.size[0] // 2, 100))
    assert sum(title.histogram()[:90]) > 1000


def test_what_is_on_the_screen_is_in_the_picture(here):
    """The chosen years, gender, limits and comparison are the picture's too."""
    chosen = replace(STANDARD, first=2015, last=2022, gender="kvinnor", sets=())
    words = " ".join(texts(picture.svg(page_of(12, here, chosen, limits=True), here)))
    assert "Norberg 2015–2022" in words
    assert "Utan jämförelse" in words
    assert "Kvinnor" in words
    assert "övre gräns" in " ".join(texts(picture.svg(page_of(12, here, limits=True), here)))
    assert "övre gräns" not in " ".join(texts(picture.svg(page_of(12, here), here)))


def test_missing_values_are_left_out_of_the_data(here):
    """No NaN and no zero in place of nothing."""
    for panel in picture.spec(page_of(73, here), here)["vconcat"][0]["hconcat"]:
        rows = pd.DataFrame(panel["data"]["values"])
        own = rows[(rows["part"] == "line") & (rows["style"] == "main")]
        assert 2011 not in set(own["x"])
        assert own["y"].notna().all()
