"""A deep-dive on one A4, read back with another library: everything that its page claims, on one page."""

import io
import re
from dataclasses import replace
from functools import cache

import pytest
from pypdf import PdfReader
from report_files import LINK, demo, pdf_text, real, words
from test_report_pdf import tags
from world import PROGRAM, STANDARD

from norberg.deep import dive
from norberg.report import sheet
from norberg.report.dive_chart import SIZE, Charts
from norberg.themes import Theme

THEMES = [one.address for one in PROGRAM.themes]


@cache
def made(address, gender="totalt", made_up=False):
    return sheet(PROGRAM.theme(address), demo() if made_up else real(), replace(STANDARD, gender=gender), LINK)


@cache
def dived(address, made_up=False):
    return dive.build(PROGRAM.theme(address), demo() if made_up else real(), STANDARD)


def pages(data):
    return PdfReader(io.BytesIO(data)).pages


def large():
    """A theme of twenty-four kpis."""
    pieces = {piece.indicator.no: piece for one in PROGRAM.themes for piece in one.pieces}
    return Theme("eget", "Vårt eget #strong[tema]", tuple(pieces.values())[:24], True)


@pytest.mark.parametrize("made_up", [False, True])
@pytest.mark.parametrize("address", THEMES)
def test_a_theme_of_fourteen_stands_on_one_page(address, made_up):
    """An A4 that lies down, whatever the figures are."""
    (page,) = pages(made(address, made_up=made_up))
    assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]


@pytest.mark.parametrize("address", THEMES)
def test_all_that_the_page_claims_is_on_it(address):
    """The sentence, headings with counts, entries, questions with their rule, every chart's caveat, the source."""
    text, one = pdf_text(made(address)), dived(address)
    told = [one.theme.title, one.lead, one.rule, one.unasked, one.source, *(each.text for each in one.questions)]
    told += [each.reason for each in one.questions]
    told += [f"{column.heading} {len(column.entries)}" for place in one.places for column in place]
    for column in one.columns:
        told += [text for entry in column.entries for text in (entry.title, entry.value, entry.level_words)]
    for chart in one.multiples:
        told += [chart.heading, chart.unit, chart.absence, chart.caveat, *chart.notes]
    assert [each for each in told if words(each) not in text] == []
    assert "Norberg 2008–2026, totalt." in text
    assert "Skapad 2026-11-24." in text
    assert LINK in text


def test_no_text_is_under_seven_points():
    """Read off the page, charts included."""
    sizes = []

    def seen(text, cm, tm, font, size):
        if text.strip():
            sizes.append(abs(size * tm[3] * cm[3]))

    pages(made("utbildning-och-forsorjning"))[0].extract_text(visitor_text=seen)
    assert len(sizes) > 100
    assert min(sizes) > SIZE - 0.02


def test_it_can_be_read_aloud():
    """Tagged, in Swedish, with a title, headings, a table, and a text for every chart (PDF/UA-1)."""
    root = PdfReader(io.BytesIO(made("folkhalsa"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv-SE"
    kinds, alternatives = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure"} <= set(kinds)
    drawn = [one.alternative for one in dived("folkhalsa").multiples if one.rows]
    assert sorted(one for one in alternatives if one.startswith("Linjediagram: ")) == sorted(drawn)


def test_the_largest_gaps_stand_with_both_values():
    """Women, men and the difference; the sure ones first."""
    text = pdf_text(made("folkhalsa"))
    assert re.search(r"Medellivslängd, år 2022 83,4 77,4 \+6,0 \+3,5 säker", text)
    assert text.index("säker, ") < text.index("Alla nyckeltal")


def test_made_up_figures_say_so():
    """In the head, in the foot, and in every chart."""
    text = pdf_text(made("folkhalsa", made_up=True))
    drawn = [one for one in dived("folkhalsa", made_up=True).multiples if one.rows]
    assert text.count("DEMO: påhittade värden") == len(drawn) + 3
    assert "Kolada (" not in text


def test_a_theme_that_is_too_large_takes_more_pages_and_says_so():
    """Nothing is left out, and what people wrote is never read as markup."""
    data = sheet(large(), real(), STANDARD, LINK)
    text = pdf_text(data)
    assert len(pages(data)) == 2
    assert text.count("Temat får inte plats på en sida.") == 2
    assert "Vårt eget #strong[tema]" in text
    assert all(words(piece.caveat) in text for piece in large().pieces)


def test_the_chosen_comparison_stands_where_there_is_room():
    """Beside each chart, and named in the head; where there is none, the head says so."""
    roomy, full = pdf_text(made("folkhalsa")), pdf_text(made("brott-och-trygghet"))
    assert "Jämförs med Fagersta, Skinnskatteberg och Riket." in roomy
    drawn = [one for one in dived("folkhalsa").multiples if one.compared]
    assert len(drawn) == 14
    assert all(words(f"Jämfört: {one.compared}.") in roomy for one in drawn)
    assert "Värdena för Fagersta, Skinnskatteberg och Riket får inte plats här; länken visar dem." in full
    assert "Jämfört" not in full


def test_women_and_men_are_told_apart():
    """Violet circles and green diamonds, and the words for them."""
    both = dive.build(PROGRAM.theme("folkhalsa"), real(), replace(STANDARD, gender="bada"))
    split = next(one for one in both.multiples if len(one.entries) == 2)
    drawn = Charts([split.rows], both.axis.last, 105).svg(0, 50)
    assert len(re.findall(r'<circle [^>]*fill="#5A3D8F"', drawn)) >= 1
    assert len(re.findall(r'<path [^>]*fill="#1F7A66"', drawn)) >= 1
    assert re.search(r'stroke="#1F7A66"[^>]*stroke-dasharray', drawn)
    for chart in (one for one in both.multiples if len(one.entries) == 2 and one.rows):
        low = Charts([chart.rows], both.axis.last, 105).svg(0, 30)
        ends = sorted(float(y) for y in re.findall(r'<text x="[^"]*" y="([^"]*)"[^>]*font-weight="bold"', low))
        assert ends[1] - ends[0] >= SIZE
    assert "Män: romb och streckad linje." in pdf_text(made("folkhalsa", gender="bada"))


def test_letters_that_the_font_lacks_are_told_of():
    """A title that somebody wrote may have some."""
    odd = replace(PROGRAM.theme("folkhalsa"), title="Hälsa 🙂", own=True)
    assert "följer inte PDF/UA-1" in pdf_text(sheet(odd, real(), STANDARD, LINK))
    assert "PDF/UA-1" not in pdf_text(made("folkhalsa"))


@pytest.mark.parametrize("address", THEMES)
@pytest.mark.parametrize("height", [66, 30])
def test_no_word_of_a_chart_is_cut(address, height):
    """Every text lies within its picture, the value at a line's end too."""
    one = dived(address)
    sheet_of = Charts([each.rows for each in one.multiples if each.rows], one.axis.last, 105)
    for at in range(len(sheet_of.parts)):
        for x, y, anchor, text in re.findall(
            r'<text x="([-\d.]+)" y="([-\d.]+)" text-anchor="(\w+)"[^>]*>([^<]*)<', sheet_of.svg(at, height)
        ):
            across = len(text) * SIZE * 0.56
            left = {"start": 0, "middle": across / 2, "end": across}[anchor]
            assert float(x) - left > -1.5, text
            assert float(x) - left + across < 108, text
            assert 5 <= float(y) <= height, text
