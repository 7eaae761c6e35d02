"""The slides: a title, a divider for each goal, one nyckeltal a slide with chart and texts that can be edited."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from pptx import Presentation

from norberg.card import Figure
from norberg.charts import INK, SECONDARY
from norberg.finding import Finding
from norberg.questions import Progress
from norberg.report import contents, slide_chart, slide_marks
from norberg.report.contents import GoalPart, Report
from norberg.report.drawing import Drawings
from norberg.report.entry import Comment, Entry
from norberg.report.slide import HEIGHT, LEFT, WIDTH, Slide
from norberg.verdict import Verdict

CHART = (LEFT, 1.75, 7.9, 4.75)  # left, top, width, height in inches
RIGHT, RIGHT_WIDTH = 8.75, 4.05
LETTERS = 34  # of a line of 16 pt in RIGHT_WIDTH
BESIDE = 27  # of a line beside a mark
LONG = 8  # letters of a value that no longer fits in the largest size
ROWS = 8  # nyckeltal without values on a slide


def write(report: Report, drawings: Drawings, progress: Progress) -> bytes:
    """A report as PPTX.

    Args:
        report: what it holds.
        drawings: not used: the charts are PowerPoint's own.
        progress: called once for each nyckeltal.

    Returns:
        A presentation in 16:9; without values a nyckeltal stands on the slide of what is missing.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    frame = report.frame
    made = deck.core_properties
    made.title, made.subject, made.author, made.language = frame.title, frame.program, "", "sv-SE"
    made.created = made.modified = datetime.fromisoformat(frame.today)
    _title(Slide(deck, frame), report)
    done = 0
    for part in report.goals:
        if report.choice.no is None:
            _goal(Slide(deck, frame), part)
        for entry in part.entries:
            if entry.card.absent is None:
                _nyckeltal(Slide(deck, frame), entry)
            done += 1
            progress(done, len(report.entries), f"Skriver {entry.title}")
    for page in _pages([entry for entry in report.entries if entry.card.absent]):
        _missing(Slide(deck, frame), page)
    sink = io.BytesIO()
    deck.save(sink)
    return sink.getvalue()


def _title(slide: Slide, report: Report) -> None:
    frame = report.frame
    slide.title(frame.title, size=36, top=1.1, height=1.5)
    slide.text(frame.program, LEFT, 0.7, 12, 0.4, size=18, paint=SECONDARY)
    if frame.demo:
        slide.text(frame.demo, LEFT, 2.6, 12, 0.4, size=24, bold=True)
    facts = "\n".join(f"{heading}: {text}" for heading, text in frame.facts)
    slide.text(facts, LEFT, 3.1, 12, 3, size=16)
    slide.text(f"{report.counts}.", LEFT, 6.3, 12, 0.5, size=16, bold=True)


def _goal(slide: Slide, part: GoalPart) -> None:
    slide.title(part.title, size=36, top=0.9, height=1.2)
    slide.text(part.goal.text, LEFT, 2.2, 12, 1.2, size=24)
    slide.text(f"{part.counts}.", LEFT, 3.8, 12, 0.6, size=18, paint=SECONDARY)
    _people(slide, part.comments, LEFT, 4.5, 12)


def _nyckeltal(slide: Slide, entry: Entry) -> None:
    slide.title(entry.indicator.question or entry.title, size=30)
    unit = f", {entry.card.unit}" if entry.card.unit else ""
    slide.text(f"{entry.title}{unit}", LEFT, 1.2, 12, 0.4, size=18, paint=SECONDARY)
    if not slide_chart.draw(slide, entry, *CHART):
        boxes = "\n".join(f"{year}  {word}" for word, year in entry.card.boxes)
        slide.text(boxes, CHART[0], CHART[1], CHART[2], CHART[3], size=18)
    top, many = CHART[1], len(entry.findings) > 1
    for at, (finding, told) in enumerate(zip(entry.findings, entry.verdicts, strict=True)):
        if at < len(entry.card.figures):
            top = _figure(slide, entry.card.figures[at], top, many=many)
        top = _verdict(slide, finding, told, entry.directions[at], top, many=many)
    _people(slide, entry.comments, RIGHT, top, RIGHT_WIDTH)
    slide.text(entry.source, LEFT, 6.6, 12.1, 0.3, size=12, paint=SECONDARY)
    slide.notes(_notes(entry))


def _figure(slide: Slide, one: Figure, top: float, *, many: bool) -> float:
    """A value with whose it is, unit and year; how far down the slide is used after it."""
    inside = slide.text(f"{one.name} " if one.name else "", RIGHT, top, RIGHT_WIDTH, 0.45, size=16)
    size = 22 if many else 40 if len(one.value) < LONG else 26
    slide.fill(inside.paragraphs[0], one.value, size, INK, bold=True)
    slide.fill(inside.paragraphs[0], f" {one.unit}, {one.year}".replace(" ,", ""), 16, INK)
    return top + (0.45 if many else 0.85)


def _verdict(slide: Slide, finding: Finding, told: Verdict, words: str, top: float, *, many: bool) -> float:
    """Marks with their words, then the sentence; how far down the slide is used after them."""
    if told.level_words:
        slide_marks.direction(slide, finding, RIGHT, top)
        top = _beside(slide, words, top, many=many)
        slide_marks.level(slide, finding, RIGHT, top)
        top = _beside(slide, told.level_words, top, many=many)
    else:
        top = _paragraph(slide, words, top, 16)
    if told.unusual:
        top = _paragraph(slide, told.unusual, top, 14 if many else 16)
    return _paragraph(slide, told.sentence, top, 14 if many else 16) + 0.1


def _beside(slide: Slide, words: str, top: float, *, many: bool) -> float:
    slide.text(words, RIGHT + 0.9, top + 0.04, RIGHT_WIDTH - 0.9, 0.35, size=14 if many else 16)
    lines = -(-len(words) // BESIDE)
    return top + (0.44 if many else 0.52) + 0.2 * (lines - 1)


def _paragraph(slide: Slide, text: str, top: float, size: float) -> float:
    lines = -(-len(text) * size // (16 * LETTERS))
    height = lines * size * 1.2 / 72
    slide.text(text, RIGHT, top, RIGHT_WIDTH, height, size=size)
    return float(top + height + 0.08)


def _people(slide: Slide, comments: Sequence[Comment], left: float, top: float, width: float) -> None:
    """What people said, after the computed words and under a heading of its own."""
    if not comments:
        return
    told = [f"{one.verdict + '. ' if one.verdict else ''}{one.text}\n– {contents.signed(one)}" for one in comments]
    inside = slide.text(contents.PEOPLE, left, top, width, 1, size=14, bold=True)
    for line in "\n".join(told).split("\n"):
        slide.fill(inside.add_paragraph(), line, 14, INK)


def _notes(entry: Entry) -> str:
    """The table of years, newest first, and what to bear in mind."""
    head = "\t".join(["År", *entry.table.columns])
    rows = ["\t".join([str(year), *cells]) for year, *cells in entry.table.itertuples()]
    told = filter(None, [entry.sentence, entry.gap, entry.why, *entry.remarks, entry.source])
    return "\n".join([*told, "", head, *rows])


def _pages(missing: list[Entry]) -> Iterator[list[Entry]]:
    left = iter(missing)
    return iter(lambda: list(islice(left, ROWS)), [])


def _missing(slide: Slide, page: list[Entry]) -> None:
    slide.title("Nyckeltal som saknar värden", size=30)
    inside = slide.text("", LEFT, 1.5, 12, 5)
    for entry in page:
        paragraph = inside.add_paragraph()
        slide.fill(paragraph, f"{entry.title}: ", 16, INK, bold=True)
        slide.fill(paragraph, contents.reason(entry), 16, INK)
