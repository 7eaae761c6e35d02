"""The PDF: texts as data, charts and marks as SVG, set by typst from ``paper.typ``."""

import json
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from norberg import picture
from norberg.questions import Progress
from norberg.report import contents
from norberg.report.contents import AreaPart, GoalPart, Report
from norberg.report.drawing import Drawings
from norberg.report.entry import Comment, Entry

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"  # Liberation Sans, the letters of the charts
POINTS = 0.68  # pt a px of a chart: its 14 px are 9.5 pt on paper
STANDARD: Literal["ua-1"] = "ua-1"  # tagged, with language, title and text alternatives: typst refuses all else

UNKNOWN_LETTER = "could not be displayed with font"
NOT_WHOLE = (
    "Tillgänglighet",
    "Filen är taggad men följer inte PDF/UA-1: en kommentar har tecken som typsnittet saknar och som inte kan visas.",
)
Data = dict[str, Any]


def write(report: Report, drawings: Drawings, progress: Progress) -> bytes:
    """A report as PDF.

    Args:
        report: what it holds.
        drawings: the charts that were asked for.
        progress: called once for each nyckeltal.

    Returns:
        A PDF for A4 that follows PDF/UA-1; where it can't, its facts say so.
    """
    with TemporaryDirectory(prefix="norberg-") as folder:
        sheet = _Sheet(Path(folder), drawings, len(report.entries), progress)
        found = sheet.report(report)
        (sheet.folder / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        made = datetime.fromisoformat(report.frame.today).replace(tzinfo=UTC)
        try:
            return _compiled(sheet.folder, found, made, STANDARD)
        except typst.TypstError as error:
            # a comment may have letters that the font lacks, like 🙂: then still tagged, but not all can be displayed
            if UNKNOWN_LETTER not in str(error):
                raise
            return _compiled(sheet.folder, found | {"facts": [*found["facts"], NOT_WHOLE]}, made, None)


def _compiled(folder: Path, held: Data, made: datetime, standard: Literal["ua-1"] | None) -> bytes:
    (folder / "report.json").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    found = typst.compile(
        folder / TEMPLATE.name,
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=standard,
        timestamp=made,
    )
    return bytes(found)


class _Sheet:
    """The data of one paper, and the folder its pictures are written to."""

    def __init__(self, folder: Path, drawings: Drawings, count: int, progress: Progress) -> None:
        self.folder, self.drawings, self.count, self.progress, self.done = folder, drawings, count, progress, 0

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
                "mark": self.mark(told.direction),
                "words": words,
                "level": self.mark(told.level),
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
        name = f"{one.indicator.no}.svg"
        # typst looks for the first family only where it knows it: the rest is for whoever opens an SVG alone
        (self.folder / name).write_text(drawn.svg.replace(picture.FONTS, picture.FONT), "utf-8")
        return {"file": name, "width": drawn.width * POINTS}

    def mark(self, address: str) -> str:
        """The name of a mark's file; "" without a mark."""
        if not address:
            return ""
        drawn = b64decode(address.partition(",")[2])
        path = self.folder / f"{sha1(drawn, usedforsecurity=False).hexdigest()}.svg"
        path.write_bytes(drawn)
        return path.name


def said(comments: tuple[Comment, ...]) -> list[Data]:
    """What people wrote, with who and when."""
    return [{"verdict": one.verdict, "text": one.text, "signed": contents.signed(one)} for one in comments]
