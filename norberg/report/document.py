"""The Word document: headings, texts to edit, charts as pictures with text alternatives, tables, page numbers."""

from norberg.questions import Progress
from norberg.report import contents
from norberg.report.contents import AreaPart, GoalPart, Report
from norberg.report.drawing import Drawings
from norberg.report.entry import Entry
from norberg.report.word import Word

PX = 0.0235  # cm of a px of a chart: its 14 px are 9.5 pt on paper


def write(report: Report, drawings: Drawings, progress: Progress) -> bytes:
    """A report as DOCX.

    Args:
        report: what it holds.
        drawings: the charts that were asked for.
        progress: called once for each nyckeltal.

    Returns:
        A document for A4.
    """
    page = _Pages(report, drawings, progress)
    page.front()
    for area in report.areas:
        page.area(area)
    return page.word.saved()


class _Pages:
    """The document under way."""

    def __init__(self, report: Report, drawings: Drawings, progress: Progress) -> None:
        self.report, self.drawings, self.progress = report, drawings, progress
        self.word, self.done = Word(report.frame), 0

    def front(self) -> None:
        frame, word = self.report.frame, self.word
        word.quiet(frame.program)
        word.title(frame.title)
        if frame.demo:
            word.text(frame.demo, bold=True)
        word.table(("Uppgift", "Innehåll"), frame.facts, widths=(5, 11.5))
        word.text(f"Sammanfattning: {self.report.counts}.")

    def area(self, part: AreaPart) -> None:
        self.word.heading(part.area.title, 1, new_page=self.report.choice.no is None)
        if self.report.choice.whole:
            self.word.text(part.area.text)
        for goal in part.goals:
            self.goal(goal)

    def goal(self, part: GoalPart) -> None:
        word = self.word
        word.heading(part.title, 2)
        word.text(part.goal.text)
        word.quiet(f"{part.counts}.")
        word.people(part.comments)
        for entry in part.entries:
            if entry.card.absent is None:
                self.nyckeltal(entry)
            self.done += 1
            self.progress(self.done, len(self.report.entries), f"Skriver {entry.title}")
        if part.missing:
            word.heading("Saknar värden", 3)
        for entry in part.missing:
            word.text(f"{entry.title}: ", contents.reason(entry), bold=True)
            word.people(entry.comments)

    def nyckeltal(self, entry: Entry) -> None:
        word, card = self.word, entry.card
        word.heading(entry.title, 3)
        for text in filter(None, (entry.question, entry.why)):
            word.quiet(text, keep=True)
        for at, one in enumerate(card.figures):
            word.text(f"{one.name} {one.value}".strip(), entry.figure(at).removeprefix(one.value), bold=True, size=14)
        if card.changes:
            word.quiet(" · ".join(" ".join(pair) for pair in card.changes), keep=True)
        if card.message:
            word.text(card.message)
        for told, words in zip(entry.verdicts, entry.directions, strict=True):
            word.marks(told, words)
            word.text(told.sentence, keep=True)
        if entry.gap:
            word.text(entry.gap, keep=True)
        drawn = self.drawings.get(entry)
        if drawn:
            word.picture(drawn.png, min(drawn.width * PX, 16.5), f"{card.alternative} {entry.sentence}", card.unit)
        for box, year in card.boxes:
            word.text(f"{year}: {box}")
        word.quiet(" ".join((*entry.remarks, entry.source)))
        if self.report.choice.no is not None:
            word.table(("År", *entry.table.columns), [(str(y), *cells) for y, *cells in entry.table.itertuples()])
        word.people(entry.comments)
