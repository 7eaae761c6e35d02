"""What python-docx has no words for: Swedish, page numbers, text alternatives, marks within a line."""

import io
from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import docx
import vl_convert
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from norberg.charts import INK, SECONDARY
from norberg.report import contents
from norberg.report.contents import Frame
from norberg.report.entry import Comment
from norberg.verdict import Verdict

FONT = "Arial"
HEADINGS = {1: 20, 2: 15, 3: 12}  # pt
MARKS = {"direction": 0.42, "level": 0.36}  # cm, how high
QUIET = "Liten text"
PIXELS = 4  # of a mark for each px: sharp on paper


class Word:
    """A document that is written from the top.

    Args:
        frame: what its properties, head and foot say.
    """

    def __init__(self, frame: Frame) -> None:
        self.inside = docx.Document()
        self._styles()
        self._page(frame)
        made = self.inside.core_properties
        made.title, made.subject, made.author, made.language = frame.title, frame.program, "", "sv-SE"
        made.created = made.modified = datetime.fromisoformat(frame.today)
        made.comments = frame.foot[:255]

    def _styles(self) -> None:
        styles = self.inside.styles
        quiet = styles.add_style(QUIET, WD_STYLE_TYPE.PARAGRAPH)
        quiet.base_style = styles["Normal"]
        sizes = {"Normal": 10.5, QUIET: 9, "Title": 26} | {f"Heading {level}": pt for level, pt in HEADINGS.items()}
        for name, size in sizes.items():
            font = styles[name].font
            font.name, font.size = FONT, Pt(size)
            font.color.rgb = RGBColor.from_string((SECONDARY if name == QUIET else INK)[1:])
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{script}"), None)
        styles["Normal"].paragraph_format.space_after = Pt(5)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "sv-SE")
        styles["Normal"].element.get_or_add_rPr().append(language)

    def _page(self, frame: Frame) -> None:
        section = self.inside.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2.2)
        if frame.demo:
            section.header.paragraphs[0].add_run(frame.demo).bold = True
        foot = section.footer.paragraphs[0]
        foot.style = QUIET
        foot.add_run(f"{frame.foot} Sida ")
        _field(foot, "PAGE")
        foot.add_run(" av ")
        _field(foot, "NUMPAGES")

    def title(self, text: str) -> None:
        """The document's title."""
        self.inside.add_paragraph(text, style="Title")

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A heading; on a new page where asked."""
        self.inside.add_heading(text, level).paragraph_format.page_break_before = new_page

    def text(self, first: str, rest: str = "", *, bold: bool = False, size: float = 0, keep: bool = False) -> None:
        """A paragraph whose first words may be bold and large; ``keep`` holds it with the next."""
        paragraph = self.inside.add_paragraph()
        run = paragraph.add_run(first)
        run.bold = bold
        if size:
            run.font.size = Pt(size)
        paragraph.add_run(rest)
        paragraph.paragraph_format.keep_with_next = keep or bool(size)

    def quiet(self, text: str, *, keep: bool = False) -> None:
        """A paragraph of small grey text."""
        self.inside.add_paragraph(text, style=QUIET).paragraph_format.keep_with_next = keep

    def marks(self, told: Verdict, words: str) -> None:
        """The marks of direction and level within a line, each before its words."""
        paragraph = self.inside.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        if told.name:
            paragraph.add_run(f"{told.name}  ").bold = True
        for kind, address, said in (("direction", told.direction, words), ("level", told.level, told.level_words)):
            if address:
                run = paragraph.add_run()
                run.add_picture(io.BytesIO(_pixels(address)), height=Cm(MARKS[kind]))
                _describe(run, said)
            paragraph.add_run(f" {said}     " if said else "")
        paragraph.add_run(told.unusual).bold = True

    def picture(self, png: bytes, width: float, alternative: str, unit: str) -> None:
        """A chart under its unit; ``width`` in cm."""
        self.quiet(unit[:1].upper() + unit[1:], keep=True)
        paragraph = self.inside.add_paragraph()
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(png), width=Cm(width))
        _describe(run, alternative)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> None:
        """A table whose heading is repeated on each page; nothing where there are no rows."""
        if not rows:
            return
        table = self.inside.add_table(rows=1, cols=len(head), style="Table Grid")
        for cells, texts in [(table.rows[0].cells, head), *((table.add_row().cells, one) for one in rows)]:
            for cell, text in zip(cells, texts, strict=True):
                cell.paragraphs[0].add_run(text).bold = texts is head
        repeat = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        for at, width in enumerate(widths):
            for cell in table.columns[at].cells:
                cell.width = Cm(width)

    def people(self, comments: Sequence[Comment]) -> None:
        """What people said, under a heading of its own, apart from what was computed."""
        if comments:
            self.text(contents.PEOPLE, bold=True, keep=True)
        for one in comments:
            self.text(f"{one.verdict}. " if one.verdict else "", one.text, bold=True)
            self.quiet(contents.signed(one))

    def saved(self) -> bytes:
        """The file."""
        sink = io.BytesIO()
        self.inside.save(sink)
        return sink.getvalue()


@cache
def _pixels(address: str) -> bytes:
    """A mark as pixels."""
    return bytes(vl_convert.svg_to_png(b64decode(address.partition(",")[2]).decode(), scale=PIXELS))


def _describe(run: Any, alternative: str) -> None:  # noqa: ANN401 - python-docx has no types
    run._r.xpath(".//wp:docPr")[0].set("descr", alternative)


def _field(paragraph: Any, name: str) -> None:  # noqa: ANN401
    """A field that Word fills in, like the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(OxmlElement("w:r"))
    field[0].append(OxmlElement("w:t"))
    field[0][0].text = "1"
    paragraph._p.append(field)
