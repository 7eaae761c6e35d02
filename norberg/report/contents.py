"""What a report holds: its frame, the areas and goals with their counts, each nyckeltal, and what is missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from norberg import about, counts, freshness, lines
from norberg.findings import Findings
from norberg.freshness import Reading
from norberg.program import Area, Goal
from norberg.questions import Progress
from norberg.report import entry as entries
from norberg.report.choice import Choice
from norberg.report.entry import Comment, Entry
from norberg.selection import GENDERS, Selection
from norberg.sentences import listed, span
from norberg.series import DEMO
from norberg.source import Source
from norberg.themes import Theme

OWN = f"Riktning, läge och meningar: {about.OWN_WORK[:1].lower()}{about.OWN_WORK[1:]}."
UNCHECKED = "Namnet är inte kontrollerat."
PEOPLE = "Kommentarer av människor"  # heads what was written, apart from what was computed
OUTSIDE = "Utanför programmet"  # heads the nyckeltal that are none of the program's
NOT_FOLLOWED = "Programmet följer inte de här nyckeltalen."


@dataclass(frozen=True)
class Frame:
    """What a report must say about itself wherever it travels.

    Attributes:
        title: what it is of.
        program: the program's title.
        facts: pairs of heading and text: municipality, years, comparator, source, day of reading, link.
        foot: the same in one line, for the foot of every page.
        today: ISO date when it was made.
        link: where the same view is in the app.
        demo: ``series.DEMO`` where the figures are made up, else "".
    """

    title: str
    program: str
    facts: tuple[tuple[str, str], ...]
    foot: str
    today: str
    link: str
    demo: str


@dataclass(frozen=True)
class GoalPart:
    """One goal: counts in words of the nyckeltal that the report has of it, those, and what people said of it.

    What is none of the program's stands under a goal with the number 0, which no file writes.
    """

    goal: Goal
    counts: str
    entries: tuple[Entry, ...]
    comments: tuple[Comment, ...]

    @property
    def title(self) -> str:
        """Its number and short title; of what is outside the program where it comes from."""
        return f"{self.name}: {self.goal.short}" if self.goal.no else self.goal.short

    @property
    def name(self) -> str:
        """What a sheet or a line calls it: "Mål 6"."""
        return f"Mål {self.goal.no}" if self.goal.no else OUTSIDE

    @property
    def there(self) -> tuple[Entry, ...]:
        """The nyckeltal with values."""
        return tuple(one for one in self.entries if one.card.absent is None)

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The nyckeltal without values."""
        return tuple(one for one in self.entries if one.card.absent is not None)


@dataclass(frozen=True)
class AreaPart:
    """One area of the program with those of its goals that the report has."""

    area: Area
    goals: tuple[GoalPart, ...]


@dataclass(frozen=True)
class Report:
    """A whole report; ``counts`` are those of all its nyckeltal in words, ``source`` where its figures come from."""

    choice: Choice
    source: Source
    frame: Frame
    counts: str
    areas: tuple[AreaPart, ...]

    @property
    def goals(self) -> tuple[GoalPart, ...]:
        """All goals in the program's order."""
        return tuple(goal for area in self.areas for goal in area.goals)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All nyckeltal in the program's order."""
        return tuple(one for goal in self.goals for one in goal.entries)


def frame(
    choice: Choice, findings: Findings, selection: Selection, link: str, occasion: str, held: Sequence[Entry]
) -> Frame:
    """The frame of a report with these nyckeltal; other arguments as ``kinds.build``."""
    source, today = findings.source, findings.today
    program = source.program
    name, years = program.municipality.name, span(selection.first, selection.last)
    names = lines.named(selection, source)
    compared = f"Jämförs med {listed(names)}" if names else "Utan jämförelse"
    fresh = freshness.sentence([_reading(one, demo=source.demo) for one in held])
    facts = [
        ("Tillfälle", occasion),
        ("Kommun", name),
        ("Nyckeltal", _held(held)),
        ("År", f"{years}. Senare värden räknas inte."),
        ("Kön", GENDERS[selection.gender]),
        ("Jämförelse", f"{compared}. Läget gäller bland landets {len(source.municipalities)} kommuner."),
        ("Källa", source_words(fresh)),
        ("Riktning, läge och meningar", f"{DEMO if source.demo else about.OWN_WORK}."),
        ("Skapad", today),
        ("Länk", link),
    ]
    foot = f"{name} {years}. {compared}. {fresh} Skapad {today}."
    told = tuple((heading, text) for heading, text in facts if text)
    return Frame(choice.title(source), program.title, told, foot, today, link, DEMO if source.demo else "")


def _held(held: Sequence[Entry]) -> str:
    """How many nyckeltal, and how many of them the program does not follow."""
    outside = sum(not one.indicator.goal for one in held)
    if outside == len(held):
        return f"{outside}, utanför programmet"
    return f"{len(held)}, varav {outside} utanför programmet" if outside else str(len(held))


def _reading(one: Entry, *, demo: bool) -> Reading:
    found = one.total
    return Reading(one.indicator, found.kpi or None, found.year or None, found.read, False, demo)


def source_words(fresh: str) -> str:
    """The sentence of freshness after the heading "Källa"."""
    text = fresh.removeprefix("Källa: ")
    return text[:1].upper() + text[1:]


def build(
    choice: Choice,
    findings: Findings,
    selection: Selection,
    link: str = "",
    comments: Sequence[Comment] = (),
    *,
    occasion: str = "",
    progress: Progress = lambda done, total, words: None,
    each: Callable[[Entry], None] | None = None,
) -> Report:
    """The contents of a report; arguments as ``kinds.build``.

    Args:
        progress: called once for each nyckeltal.
        each: given each entry as soon as it is there.
    """
    program, comments = findings.source.program, [one.cleaned for one in comments]
    chosen = choice.indicators(findings.source)
    theme = choice.dive(findings.source)
    pieces = {one.indicator.no: one for one in theme.pieces} if theme else {}
    held = dict[int, Entry]()
    for at, one in enumerate(chosen):
        held[one.no] = entries.build(one, findings, selection, comments, pieces.get(one.no))
        if each:
            each(held[one.no])
        progress(at + 1, len(chosen), one.short_title)
    areas = [AreaPart(area, _goals(area, held, comments)) for area in (*program.areas, _outside(theme))]
    return Report(
        choice,
        findings.source,
        frame(choice, findings, selection, link, occasion, tuple(held.values())),
        _counts(tuple(held.values())),
        tuple(one for one in areas if one.goals),
    )


def _outside(theme: Theme | None) -> Area:
    """The place of what is none of the program's, under the theme that has it."""
    home = f"Temat {theme.title}" if theme else "Ur Kolada"
    return Area(OUTSIDE, OUTSIDE, "", "", (Goal(0, NOT_FOLLOWED, home),))


def _goals(area: Area, held: dict[int, Entry], comments: Sequence[Comment]) -> tuple[GoalPart, ...]:
    found = []
    for goal in area.goals:
        mine = tuple(one for one in held.values() if one.indicator.goal == goal.no)
        if mine:
            said = tuple(one for one in comments if one.goal == goal.no and one.no is None)
            found.append(GoalPart(goal, _counts(mine), mine, said))
    return tuple(found)


def _counts(mine: tuple[Entry, ...]) -> str:
    return counts.in_words(counts.counts([one.total for one in mine]))


def signed(said: Comment) -> str:
    """Who said something and when, with the word that nobody has checked the name."""
    return f"{said.name}, {said.day}. {UNCHECKED}"


def reason(one: Entry) -> str:
    """Why a nyckeltal has no value, and when one comes as far as that is known; "" where there is a value."""
    if one.card.absent is None:
        return ""
    told = one.card.absent.sentence
    known = one.coming.rstrip(".").casefold() in told.casefold()
    return told if known else f"{told} {one.coming}".rstrip()
