"""One slide: its title, texts, and the line at its foot that says whose figures these are."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from norberg.charts import INK, SECONDARY
from norberg.report.contents import Frame

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = 0.6, 12.13  # inches
TITLE_ONLY = 5  # the layout of python-pptx's own template
FONT = "Arial"
SMALLEST = 12  # pt, of source and foot; all else is larger


def colour(text: str) -> RGBColor:
    """A colour as "#17212B"."""
    return RGBColor.from_string(text.removeprefix("#"))


class Slide:
    """A slide with a title to fill.

    Args:
        deck: what it is added to.
        frame: what stands at its foot.
    """

    def __init__(self, deck: Presentation, frame: Frame) -> None:
        self.frame = frame
        self.inside = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        self.shapes = self.inside.shapes
        demo = f"{frame.demo}. " if frame.demo else ""
        self.text(f"{demo}{frame.foot}", LEFT, 6.93, ACROSS, 0.45, size=SMALLEST, paint=SECONDARY)

    def title(self, text: str, size: float = 28, top: float = 0.35, height: float = 0.85) -> None:
        """The slide's title, which a screen reader and the outline know as such."""
        shape = self.shapes.title
        self.place(shape, LEFT, top, ACROSS, height)
        shape.text_frame.word_wrap, shape.text_frame.margin_left = True, Emu(0)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.fill(shape.text_frame.paragraphs[0], text, size, INK, bold=True)

    def text(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        size: float = 18,
        paint: str = INK,
        bold: bool = False,
    ) -> Any:  # noqa: ANN401 - python-pptx has no types
        """A box of text, a paragraph a line; places in inches, size in pt.

        Returns:
            Its text frame, to write more into.
        """
        box = self.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        inside = box.text_frame
        inside.word_wrap = True
        inside.margin_left = inside.margin_right = inside.margin_top = inside.margin_bottom = Emu(0)
        for at, line in enumerate(text.split("\n")):
            paragraph = inside.add_paragraph() if at else inside.paragraphs[0]
            self.fill(paragraph, line, size, paint, bold=bold)
        return inside

    def fill(self, paragraph: Any, text: str, size: float, paint: str, *, bold: bool = False) -> None:  # noqa: ANN401
        """Add words to a paragraph."""
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = colour(paint)
        run.font.language_id = MSO_LANGUAGE_ID.SWEDISH
        paragraph.alignment = PP_ALIGN.LEFT

    @staticmethod
    def place(shape: Any, left: float, top: float, width: float, height: float) -> None:  # noqa: ANN401
        """Put a shape somewhere, in inches."""
        shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, width, height))

    def notes(self, text: str) -> None:
        """What the speaker sees."""
        self.inside.notes_slide.notes_text_frame.text = text
