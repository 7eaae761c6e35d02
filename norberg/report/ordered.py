"""A report ordered from the command line, as by a scheduled job: what was asked for, made and written in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from norberg import comments, exports, selection, settings
from norberg.errors import NorbergError
from norberg.findings import Findings
from norberg.program import Indicator
from norberg.questions import Progress
from norberg.report import choice as choices
from norberg.report.entry import of_people
from norberg.report.kinds import build, kind_of, sheet
from norberg.selection import EARLIEST, Limits, Selection
from norberg.sentences import counted, listed
from norberg.series import DEMO
from norberg.source import Source

PAGE, DIVE = "uppfoljning", "fordjupning"  # the pages of the app that a report's link leads to
SHEET = "Ett A4 finns bara av ett tema och som PDF: skriv --theme och en fil som slutar på .pdf."


@dataclass(frozen=True)
class Order:
    """What somebody asked for: a file, a goal or a theme or neither, an end year, the app's address ("" unknown).

    ``sheet`` asks for the theme on one A4.
    """

    file: Path
    goal: int | None = None
    theme: str | None = None
    until: int | None = None
    address: str = ""
    sheet: bool = False


def write(order: Order, source: Source, today: date, progress: Progress) -> str:
    """Make the report and write it.

    Args:
        order: what is asked for.
        source: where the figures come from.
        today: the day.
        progress: told what is done.

    Returns:
        What was written, in a sentence; made-up figures say so.

    Raises:
        NorbergError: there is no such kind of file, goal, theme or year, or the file can't be written.
    """
    kind = kind_of(order.file)
    if order.sheet and (kind != "pdf" or order.theme is None):
        raise NorbergError(SHEET)
    chosen = choices.named(order.goal, order.theme, source.program)
    seen = _selection(order, source, today)
    findings = Findings(source, seen.last, today.isoformat())
    where = link(order.address, seen, demo=source.demo, theme=chosen.theme)
    if order.sheet:
        made = sheet(source.program.theme(chosen.theme), findings, seen, where)
    else:
        told = of_people(comments.threads(comments.read(comments.folder(settings.written(), source.demo))[0]))
        made = build(kind, chosen, findings, seen, where, progress, told)
    exports.save(order.file, made)
    mark = f"{DEMO}. " if source.demo else ""
    held = chosen.indicators(source)
    count = counted(len(held), "nyckeltal", "nyckeltal")
    return f"{mark}Skrev {chosen.title(source).rstrip('.')} ({count}) till {order.file}.{_missing(held, findings)}"


def _missing(held: Sequence[Indicator], findings: Findings) -> str:
    """The nyckeltal whose place in the report has a reason instead of a value."""
    titles = [one.short_title for one in held if findings.of(one).absence]
    return f" Saknar värden: {listed(titles)}." if titles else ""


def _selection(order: Order, source: Source, today: date) -> Selection:
    limits = Limits(EARLIEST, today.year, tuple(one.address for one in source.program.sets), frozenset())
    standard = selection.default(source.program, limits)
    if order.until is None:
        return standard
    if not limits.first <= order.until <= limits.last:
        years = f"skriv ett från {limits.first} till {limits.last}"
        raise NorbergError(f"Slutåret {order.until} går inte att använda: {years}.")
    return replace(standard, last=order.until, first=min(standard.first, order.until))


def link(address: str, seen: Selection, *, demo: bool, theme: str = "") -> str:
    """The link that shows the same in the app; without the app's address only its part after that."""
    parameters = ({"tema": theme} if theme else {}) | seen.parameters() | ({"demo": "ja"} if demo else {})
    return f"{address.rstrip('/')}/{DIVE if theme else PAGE}?{urlencode(parameters, safe=',')}"
