"""The PDF: texts as data, charts and marks as SVG, set by typst from ``paper.typ``."""

from norberg import picture
from norberg.questions import Progress
from norberg.report import contents
from norberg.report.contents import AreaPart, GoalPart, Report
from norberg.report.drawing import Drawings
from norberg.report.entry import Comment, Entry
from norberg.report.typeset import Data, Sheets

TEMPLATE = "paper.typ"
POINTS = 0.68  # pt a px of a chart: its 14 px are 9.5 pt on paper


def write(report: Report, drawings: Drawings, progress: Progress) -> bytes:
    """A report as PDF.

    Args:
        report: what it holds.
        drawings: the charts that were asked for.
        progress: called once for each nyckeltal.

    Returns:
        A PDF for A4 that follows PDF/UA-1; where it can't, its facts say so.
    """
    with Sheets(TEMPLATE) as sheets:
        sheet = _Sheet(sheets, drawings, len(report.entries), progress)
        return sheets.pdf(sheet.report(report), report.frame.today)


class _Sheet:
    """The data of one paper, and where its pictures are written."""

    def __init__(self, sheets: Sheets, drawings: Drawings, count: int, progress: Progress) -> None:
        self.sheets, self.drawings, self.count, self.progress, self.done = sheets, drawings, count, progress, 0

    def report(self, report: Report) -> Data:
        frame = report.frame
        return {
            "title": frame.title,
            "program": frame.program,
            "facts": frame.facts,
            "foot": frame.foot,
            "link": frame.link,
            "demo": frame.demo,
            "counts": report.counts,
            "cover": report.choice.no is None,
            "outline": len(report.goals) > 1,
            "people": contents.PEOPLE,
            "areas": [self.area(one, whole=report.choice.whole) for one in report.areas],
            "tables": report.choice.no is not None,
        }

    def area(self, part: AreaPart, *, whole: bool) -> Data:
        text = part.area.text if whole else ""
        return {"title": part.area.title, "text": text, "goals": [self.goal(one) for one in part.goals]}

    def goal(self, part: GoalPart) -> Data:
        entries = [self.entry(one) for one in part.entries]
        return {
            "title": part.title,
            "text": part.goal.text,
            "counts": part.counts,
            "comments": said(part.comments),
            "entries": [one for one in entries if not one["absent"]],
            "missing": [one for one in entries if one["absent"]],
        }

    def entry(self, one: Entry) -> Data:
        card = one.card
        self.done += 1
        self.progress(self.done, self.count, f"Ritar {one.title}")
        return {
            "title": one.title,
            "question": one.question,
            "why": one.why,
            "gap": one.gap,
            "absent": contents.reason(one),
            "message": card.message,
            "figures": [(each.name, each.value, f"{each.unit}, {each.year}".lstrip(", ")) for each in card.figures],
            "changes": [" ".join(pair) for pair in card.changes],
            "verdicts": self.verdicts(one),
            "chart": self.chart(one),
            "alternative": f"{card.alternative} {one.sentence}",
            "unit": card.unit[:1].upper() + card.unit[1:],
            "boxes": card.boxes,
            "remarks": one.remarks,
            "source": one.source,
            "head": list(one.table.columns),
            "rows": [[str(year), *cells] for year, *cells in one.table.itertuples()],
            "comments": said(one.comments),
        }

    def verdicts(self, one: Entry) -> list[Data]:
        return [
            {
                "name": told.name,
                "mark": self.sheets.mark(told.direction),
                "words": words,
                "level": self.sheets.mark(told.level),
                "level_words": told.level_words,
                "unusual": told.unusual,
                "sentence": told.sentence,
            }
            for told, words in zip(one.verdicts, one.directions, strict=True)
        ]

    def chart(self, one: Entry) -> Data | None:
        drawn = self.drawings.get(one)
        if drawn is None:
            return None
        # typst looks for the first family only where it knows it: the rest is for whoever opens an SVG alone
        file = self.sheets.picture(str(one.indicator.no), drawn.svg.replace(picture.FONTS, picture.FONT))
        return {"file": file, "width": drawn.width * POINTS}


def said(comments: tuple[Comment, ...]) -> list[Data]:
    """What people wrote, with who and when."""
    return [{"verdict": one.verdict, "text": one.text, "signed": contents.signed(one)} for one in comments]
