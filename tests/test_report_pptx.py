"""The slides read back as XML: one nyckeltal a slide, texts and charts to edit, marks told by shape."""

import pytest
from report_files import CRIME, LINK, SIX, A, chosen, held, made, parts, real, slide_texts
from world import STANDARD

from norberg import report
from norberg.finding import BETTER, WORSE
from norberg.report import Choice, strokes
from norberg.report.entry import Comment

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TWO = Choice((2,))


@pytest.fixture(scope="module")
def whole():
    return made("pptx", Choice())


def test_one_nyckeltal_a_slide(whole):
    """Question, title, value, sentence, certainty and source as text; those without values on slides of their own."""
    texts = slide_texts(whole)
    for one in held(Choice()).entries:
        mine = [text for text in texts if one.title in text]
        if one.card.absent:
            assert any(one.card.absent.sentence in text for text in mine)
            continue
        assert len([text for text in mine if one.indicator.question in text]) == 1
        slide = next(text for text in mine if one.indicator.question in text)
        assert one.card.figures[0].value in slide
        assert one.verdicts[0].sentence in slide
        assert one.directions[0] in slide
        assert one.source in slide


def test_every_slide_has_a_title_and_a_foot(whole):
    """A title that the outline knows; municipality, years, comparator and reading."""
    slides = list(parts(whole, r"ppt/slides/slide\d+\.xml").values())
    for slide, text in zip(slides, slide_texts(whole), strict=True):
        kinds = [one.get("type") for one in slide.iter(f"{P}ph")]
        assert kinds.count("title") == 1
        assert "Norberg 2008–2026. Jämförs med Fagersta, Skinnskatteberg och Riket." in text
        assert "inläst 2024-08-30" in text
    assert LINK in slide_texts(whole)[0]


def test_no_text_is_small(whole):
    """At least 12 pt everywhere, which is the source and the foot."""
    slides = parts(whole, r"ppt/slides/slide\d+\.xml").values()
    sizes = [int(one.get("sz")) for slide in slides for one in slide.iter(f"{A}rPr")]
    assert min(sizes) == 1200
    assert {one.get("lang") for slide in slides for one in slide.iter(f"{A}rPr")} == {"sv-SE"}


def test_charts_are_told_apart_without_colour():
    """A line chart to edit; the municipality thick and solid, every other thin and patterned."""
    entries = [one for one in held(TWO).entries if strokes.strokes(one)]
    charts = list(parts(made("pptx", TWO), r"ppt/charts/chart\d+\.xml").values())
    assert len(charts) == len(entries)
    for chart, one in zip(charts, entries, strict=True):
        assert len(list(chart.iter(f"{C}lineChart"))) == 1
        own, other = [], []
        for series, stroke in zip(chart.iter(f"{C}ser"), strokes.strokes(one), strict=True):
            line = series.find(f"{C}spPr/{A}ln")
            (own if stroke.own else other).append((int(line.get("w")), line.find(f"{A}prstDash").get("val")))
            values = [float(point.find(f"{C}v").text) for point in series.find(f"{C}val").iter(f"{C}pt")]
            assert values == list(stroke.values)
        assert {dash for _, dash in own} == {"solid"}
        assert {dash for _, dash in other} & {"solid"} <= ({"solid"} if one.older else set())
        assert min(width for width, _ in own) > max(width for width, _ in other)


def test_marks_are_shapes_with_words():
    """Circle better, square worse, with an arrow inside."""
    entries = held(TWO).goals[0].there
    slides = list(parts(made("pptx", TWO), r"ppt/slides/slide\d+\.xml").values())[2 : 2 + len(entries)]
    shapes = {BETTER: "ellipse", WORSE: "rect"}
    seen = set()
    for slide, one in zip(slides, entries, strict=True):
        kinds = [shape.get("prst") for shape in slide.iter(f"{A}prstGeom")]
        if one.findings[0].direction in shapes:
            assert shapes[one.findings[0].direction] in kinds
            assert {"upArrow", "downArrow"} & set(kinds)
            seen.add(one.findings[0].direction)
    assert seen == {BETTER, WORSE}


def test_what_is_outside_the_program_has_its_slides():
    """A divider without a goal's number, a slide each; why and what to mind are in the notes."""
    texts, data = slide_texts(made("pptx", CRIME)), made("pptx", CRIME)
    assert not any("Mål 0" in text for text in texts)
    assert any(text.startswith("Temat Brott och trygghet\n") for text in texts)
    notes = ["".join(one.itertext()) for one in parts(data, r"ppt/notesSlides/notes.*\.xml").values()]
    there = [one for one in held(CRIME).entries if one.card.absent is None]
    assert all(any(one.why in text and one.piece.caveat in text for text in notes) for one in there)


def test_the_table_is_in_the_notes():
    """Every year that is shown, newest first."""
    notes = ["".join(one.itertext()) for one in parts(made("pptx", SIX), r"ppt/notesSlides/notes.*\.xml").values()]
    one = held(SIX).goals[0].there[0]
    assert any(str(one.table.index[0]) in text and one.table.iloc[0, 0] in text for text in notes)


def test_women_and_men_share_a_slide():
    """Both values and both sentences, above the foot."""
    texts = slide_texts(made("pptx", Choice((1,)), chosen("bada")))
    one = held(Choice((1,)), chosen("bada")).entries[0]
    slide = next(text for text in texts if one.indicator.question in text)
    assert all(figure.value in slide for figure in one.card.figures)
    assert all(told.sentence in slide for told in one.verdicts)


def test_nothing_stands_outside_the_slide(whole):
    """Every shape lies within the sixteen to nine."""
    for slide in parts(whole, r"ppt/slides/slide\d+\.xml").values():
        for off in slide.iter(f"{A}xfrm"):
            left, top = (int(off.find(f"{A}off").get(side)) for side in ("x", "y"))
            width, height = (int(off.find(f"{A}ext").get(side)) for side in ("cx", "cy"))
            assert left >= 0
            assert top >= 0
            assert left + width <= 12_192_000
            assert top + height <= 6_858_000


def test_made_up_figures_say_so_on_every_slide_and_in_every_chart():
    """In the foot, and as the chart's own title."""
    data = made("pptx", SIX, made_up=True)
    assert all("DEMO: påhittade värden" in text for text in slide_texts(data))
    for chart in parts(data, r"ppt/charts/chart\d+\.xml").values():
        assert "DEMO: påhittade värden" in "".join(chart.itertext())


def test_comments_stand_apart_with_who_and_when():
    """Under a heading of their own, control characters left out."""
    said = [Comment(6, None, "2026-08-20", "Åsa", "uppfyllt", "Bra\x07 <år> & =cmd")]
    text = "\n".join(slide_texts(report.build("pptx", SIX, real(), STANDARD, LINK, comments=said)))
    signed = "– Åsa, 2026-08-20. Namnet är inte kontrollerat."
    assert f"Kommentarer av människor\nuppfyllt. Bra <år> & =cmd\n{signed}" in text


def test_the_deck_is_as_long_as_its_nyckeltal():
    """A title, a divider, a slide each, and what is missing."""
    missing = any(one.card.absent for one in held(SIX).entries)
    assert len(slide_texts(made("pptx"))) == 2 + len(held(SIX).goals[0].there) + missing
