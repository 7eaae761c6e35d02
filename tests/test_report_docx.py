"""The document read back as XML: headings, sentences, pictures with text alternatives, tables, page numbers."""

import pytest
from report_files import LINK, SIX, W, docx_text, held, made, parts, real
from world import STANDARD

from norberg import report
from norberg.report import Choice
from norberg.report.entry import Comment

FOLKHALSA = Choice(theme="folkhalsa")
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@pytest.fixture(scope="module")
def theme():
    return made("docx", FOLKHALSA)


def test_every_nyckeltal_of_a_theme(theme):
    """Title, value, direction with certainty, sentence and source; the reason where there is no value."""
    text = docx_text(theme)
    for one in held(FOLKHALSA).entries:
        assert one.title in text
        if one.card.absent:
            assert one.card.absent.sentence in text
        else:
            assert one.card.figures[0].value in text
            assert one.directions[0] in text
            assert one.verdicts[0].sentence in text
            assert one.source in text
    assert text.startswith("Tillsammans för Norberg 2030\nTema: Folkhälsa")
    assert LINK in text


def test_headings_are_headings(theme):
    """Areas, goals and nyckeltal by level, so that the outline shows them."""
    body = parts(theme, r"word/document\.xml")["word/document.xml"]
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    report_ = held(FOLKHALSA)
    assert styles.count("Heading1") == len(report_.areas)
    assert styles.count("Heading2") == len(report_.goals)
    missing = sum(bool(part.missing) for part in report_.goals)
    assert styles.count("Heading3") == sum(len(part.there) for part in report_.goals) + missing


def test_every_chart_is_a_picture_with_words_for_it(theme):
    """As many charts as nyckeltal with values to draw, each described; marks too."""
    body = parts(theme, r"word/document\.xml")["word/document.xml"]
    told = [one.get("descr") or "" for one in body.iter(DRAWN)]
    assert all(told)
    charts = [one for one in held(FOLKHALSA).entries if one.card.rows]
    assert len([one for one in told if one.startswith("Linjediagram: ")]) == len(charts)


def test_the_foot_has_frame_and_page_numbers(theme):
    """Municipality, years, comparator, reading; the number is a field."""
    foot = parts(theme, r"word/footer1\.xml")["word/footer1.xml"]
    text = "".join(foot.itertext())
    assert text.startswith("Norberg 2008–2026. Jämförs med Fagersta, Skinnskatteberg och Riket. Källa: Kolada, inläst")
    assert [one.get(f"{W}instr") for one in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    styles = parts(theme, r"word/styles\.xml")["word/styles.xml"]
    assert "sv-SE" in {one.get(f"{W}val") for one in styles.iter(f"{W}lang")}


def test_one_nyckeltal_has_every_year_in_a_table():
    """The table's cells are those of the page."""
    one = held(Choice(no=1)).entries[0]
    body = parts(made("docx", Choice(no=1)), r"word/document\.xml")["word/document.xml"]
    cells = ["".join(cell.itertext()) for cell in body.iter(f"{W}tc")]
    for year, *values in one.table.itertuples():
        at = cells.index(year)
        assert cells[at + 1 : at + 1 + len(values)] == values


def test_made_up_figures_say_so_on_every_page():
    """In the head of the page and on the cover."""
    data = made("docx", SIX, made_up=True)
    head = parts(data, r"word/header1\.xml")["word/header1.xml"]
    assert "".join(head.itertext()) == "DEMO: påhittade värden"
    assert "\nDEMO: påhittade värden\n" in docx_text(data)


def test_comments_are_text_and_stand_apart():
    """Control characters that no XML can hold are left out; tags are words."""
    no = held(SIX).entries[0].indicator.no
    said = [Comment(None, no, "2026-08-20", "Åsa", "uppfyllt", "=cmd <b>Bra\x07 år</b>")]
    text = docx_text(report.build("docx", SIX, real(), STANDARD, LINK, comments=said))
    assert (
        "Kommentarer av människor\nuppfyllt. =cmd <b>Bra år</b>\nÅsa, 2026-08-20. Namnet är inte kontrollerat." in text
    )
