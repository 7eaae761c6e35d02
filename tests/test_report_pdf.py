"""The PDF read back with another library: words, figures, pages, tags, pictures."""

import io
import re

import pytest
import vl_convert
from pypdf import PdfReader
from report_files import LINK, SIX, chosen, demo, held, made, pdf_text, real, words
from world import PROGRAM, STANDARD

from norberg import picture, report
from norberg.job import Stopped
from norberg.report import Choice, drawing
from norberg.report.entry import Comment


@pytest.fixture(scope="module")
def whole():
    return made("pdf", Choice())


@pytest.fixture(scope="module")
def pages(whole):
    """The words of each page."""
    return [words(page.extract_text()) for page in PdfReader(io.BytesIO(whole)).pages]


def test_every_nyckeltal_and_sentence_is_on_paper(pages):
    """Titles, values and sentences as on the pages, with å ä ö, decimal comma and minus; reasons for the rest."""
    text = words(" ".join(pages))
    for one in held(Choice()).entries:
        assert words(one.title) in text
        if one.card.absent:
            assert words(one.card.absent.sentence) in text
        else:
            assert words(one.verdicts[0].sentence) in text
            assert words(one.card.figures[0].value) in text
    assert "Försämras (säkert)" in text
    assert re.search(r"[0-9],[0-9]", text)
    assert "−" in text


def test_every_page_says_whose_figures_these_are(pages, whole):
    """A4; each page has municipality, years, comparator, reading and its number; contents come after the cover."""
    assert 20 < len(pages) < 60
    for number, text in enumerate(pages, 1):
        assert "Norberg 2008–2026. Jämförs med Fagersta, Skinnskatteberg och Riket." in text
        assert "inläst 2024-08-30" in text
        assert f"{number} ({len(pages)})" in text
    sizes = {tuple(round(float(side)) for side in one.mediabox[2:]) for one in PdfReader(io.BytesIO(whole)).pages}
    assert sizes == {(595, 842)}
    assert LINK in pages[0]
    assert "Mål 10: " in pages[1]


def test_no_page_is_blank(pages):
    """Each page has more than its foot."""
    assert min(map(len, pages)) > 350


def test_it_can_be_read_aloud(whole):
    """Tagged, in Swedish, with a title and a text alternative for every chart (PDF/UA-1)."""
    root = PdfReader(io.BytesIO(whole)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv-SE"
    assert PdfReader(io.BytesIO(whole)).metadata.title == "Uppföljning av Tillsammans för Norberg 2030"
    kinds, alternatives = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Figure", "/TOC"} <= set(kinds)
    charts = [one for one in held(Choice()).entries if one.card.rows]
    assert len([one for one in alternatives if one.startswith("Linjediagram: ")]) == len(charts)


def tags(node) -> tuple[list[str], list[str]]:
    """Kinds and text alternatives of a structure tree."""
    kinds, alternatives, left = [], [], [node]
    while left:
        one = left.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            kinds.append(one.get("/S"))
            alternatives += [one["/Alt"]] if "/Alt" in one else []
            left += [one["/K"]] if "/K" in one else []
    return kinds, alternatives


def test_charts_have_their_words():
    """A font that is not found makes all text vanish in silence: the names and years are text, in SVG and on paper."""
    one = held().goals[0].there[0]
    svg = drawing.svg(one.card).svg
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert f"Norberg {one.card.figures[0].value}" in texts
    assert any(re.fullmatch(r"(19|20)[0-9]{2}", text) for text in texts)
    assert any(text.startswith("Riket") or text.startswith("Fagersta") for text in texts)
    assert f"Norberg {one.card.figures[0].value}" in pdf_text(made("pdf"))


def test_a_compiled_chart_is_the_chart():
    """Compiling once instead of for each chart changes nothing in what is drawn."""
    card = held().goals[0].there[0].card
    slow = vl_convert.vegalite_to_svg(drawing.spec() | {"data": {"values": drawing.rows(card)}})
    assert drawing.svg(card).svg.replace(picture.FONTS, picture.FONT) == slow


def test_made_up_figures_say_so_on_every_page():
    """In the head of each page and within each chart."""
    data = made("pdf", made_up=True)
    for page in PdfReader(io.BytesIO(data)).pages:
        assert "DEMO: påhittade värden" in page.extract_text()
    card = next(one.card for one in report.contents.build(SIX, demo(), STANDARD).entries if one.card.rows)
    assert "DEMO: påhittade värden" in drawing.svg(card).svg


def test_one_nyckeltal_has_its_table():
    """A single nyckeltal, or the two of a pair, with every year."""
    text = pdf_text(made("pdf", Choice(no=1)))
    assert "Behöriga till yrkesprogram, åk 9" in text
    assert "2022 78,3" in text
    pair = pdf_text(made("pdf", Choice(no=10)))
    assert "Medellivslängd, kvinnor" in pair
    assert "Medellivslängd, män" in pair


def test_women_and_men_have_each_their_words():
    """Both values, marks and sentences."""
    text = pdf_text(made("pdf", Choice((1,)), chosen("bada")))
    one = held(Choice((1,)), chosen("bada")).entries[0]
    assert all(figure.value in text for figure in one.card.figures)
    assert text.count("Kvinnor") > 2


def test_what_people_wrote_is_text_and_nothing_else():
    """Markup of typst and control characters do no harm; the comment stands under its own heading."""
    hostile = '#read("/etc/passwd") *fet* $x$ <script> \\ \x07 @ref'
    said = [Comment(6, None, "2026-08-20", "Anna #strong[x]", "", f"{hostile} 🙂")]
    text = pdf_text(report.build("pdf", SIX, real(), STANDARD, LINK, comments=said))
    assert '#read("/etc/passwd") *fet* $x$ <script>' in text
    assert "Kommentarer av människor" in text
    assert "Anna #strong[x], 2026-08-20. Namnet är inte kontrollerat." in text


def test_letters_that_the_font_lacks_are_told_of():
    """The file is then tagged, but follows PDF/UA-1 no longer, and its facts say why; otherwise they don't."""
    said = [Comment(6, None, "2026-08-20", "Anna", "", "Bra 🙂")]
    data = report.build("pdf", SIX, real(), STANDARD, LINK, comments=said)
    assert "följer inte PDF/UA-1: en text som någon har skrivit har tecken" in pdf_text(data)
    assert PdfReader(io.BytesIO(data)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "PDF/UA-1" not in pdf_text(made("pdf"))


def test_progress_counts_up_and_can_stop_the_work():
    """Told at least twice a nyckeltal, never backwards, ends at the whole; raising ends it at once."""
    told = []
    report.build("pdf", SIX, real(), STANDARD, LINK, lambda done, total, text: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == 2 * len(PROGRAM.goal(6).indicators) + 1

    def stop(done, total, text):
        raise Stopped

    with pytest.raises(Stopped):
        report.build("pdf", Choice(), real(), STANDARD, LINK, stop)
