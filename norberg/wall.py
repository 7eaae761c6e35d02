"""The wall as HTML: what to take up, every nyckeltal in packed columns, the key and how fresh it all is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from norberg import legend
from norberg.counts import Count, counts, in_words
from norberg.finding import LOW_AND_WORSE, TOPICS, Finding, Topic, Wall
from norberg.packing import COLUMNS, Block, height, packed, tile_height
from norberg.program import Area, Goal, Program
from norberg.sentences import number
from norberg.templates import render
from norberg.tiles import OLD, Tile, direction_mark, level_mark, tile

MOST_TOPICS = 8
FEW_TOPICS = 6  # up to so many have room for larger letters in a lower panel
ABOVE = {"few": 227, "many": 241, "none": 161}  # px above the columns and 8 below them, by the size of the panel
NOTE = 24  # px of a line between the title and the panel


@dataclass(frozen=True)
class GoalPart:
    """A goal with the tiles that are shown."""

    goal: Goal
    counts: tuple[Count, ...]
    tiles: tuple[Tile, ...]

    @property
    def words(self) -> str:
        """Its counts as text."""
        return in_words(self.counts)


@dataclass(frozen=True)
class AreaPart:
    """An area with its goals; ``order`` is its place in the program, which a phone restores."""

    area: Area
    order: int
    goals: tuple[GoalPart, ...]


@dataclass
class ColumnPart:
    """A column: its areas, and which parts of the key stand under them."""

    areas: list[AreaPart]
    key: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TopicPart:
    """An item of "Ta upp"; marks only for what is worse and low."""

    no: int
    kind: str
    title: str
    reason: str
    worse: bool
    direction: str
    level: str


@dataclass(frozen=True)
class Note:
    """A line between title and panel, with a link where there is a way on."""

    text: str
    words: str
    link: str


@dataclass(frozen=True)
class Around:
    """What stands around the tiles.

    Attributes:
        link: query of a link to a page, the own parameters given by name.
        meeting: address of a meeting on some nyckeltal.
        lines: how many notes stand above.
        below: px of what stands under the wall.
        fresh: the sentence on when the figures were read.
        years: first and last year of all sparklines' axis.
        last: the chosen end year.
    """

    link: Callable[..., str]
    meeting: Callable[[Sequence[int]], str]
    lines: int
    fresh: str
    years: tuple[int, int]
    last: int
    below: int = 0


def head(name: str, findings: Sequence[Finding]) -> str:
    """The title row: the question and the six counts of the nyckeltal that are shown."""
    return render("wall-head.html", whom=name, counts=counts(findings))


def notes(told: Sequence[Note]) -> str:
    """What a reader must know before reading, a line each."""
    return render("wall-notes.html", notes=told)


def body(wall: Wall, program: Program, around: Around) -> str:
    """All below the title row.

    Args:
        wall: what was found as it stood at an end year; its findings are those that the filters let through.
        program: areas and goals.
        around: links and freshness.

    Returns:
        One block of HTML.
    """
    numbers = {one.indicator.no for one in wall.findings}
    topics = [_topic(one) for one in wall.topics if one.finding.indicator.no in numbers]
    columns, tall = _columns(_areas(wall.findings, program, around))
    size = "none" if not topics else "few" if len(topics) <= FEW_TOPICS else "many"
    return render(
        "wall.html",
        around=around,
        topics=topics,
        size=size,
        most=MOST_TOPICS,
        columns=columns,
        areas=sorted((one for column in columns for one in column.areas), key=lambda one: one.order),
        tile=tall(ABOVE[size] + NOTE * around.lines + around.below),
        judged=wall.judged,
        total=len(program.indicators),
        whole=len(numbers) == len(program.indicators),
        chance=chance_words(wall.chance),
        old=OLD,
        genitive=program.municipality.genitive,
        among=legend.among(wall.findings),
        key_directions=legend.directions(),
        key_levels=legend.levels(),
        themes=[one for one in program.themes if not one.own],
    )


def chance_words(chance: float) -> str:
    """How many marks chance alone would give: "ungefär 2 riktningsmärken"."""
    if chance < 0.5:
        return "knappt något riktningsmärke"
    text = number(chance, 0)
    return f"ungefär {text} {'riktningsmärke' if text == '1' else 'riktningsmärken'}"


def _areas(shown: Sequence[Finding], program: Program, around: Around) -> list[AreaPart]:
    """The areas and goals with something to show."""
    by_goal = {goal.no: [one for one in shown if one.indicator.goal == goal.no] for goal in program.goals}
    parts = [
        AreaPart(
            area,
            order,
            tuple(
                GoalPart(
                    goal,
                    counts(by_goal[goal.no]),
                    tuple(tile(one, around.years, program.municipality, around.last) for one in by_goal[goal.no]),
                )
                for goal in area.goals
                if by_goal[goal.no]
            ),
        )
        for order, area in enumerate(program.areas)
    ]
    return [one for one in parts if one.goals]


def _columns(areas: Sequence[AreaPart]) -> tuple[list[ColumnPart], Callable[[int], str]]:
    """The areas packed, key and themes in the columns that end first, and the height of a tile by the px above."""
    by_order = {one.order: one for one in areas}
    blocks = [Block(one.order, len(one.goals), sum(len(goal.tiles) for goal in one.goals)) for one in areas]
    packing = packed(blocks)
    places = [*packing, *[()] * (COLUMNS - len(packing))]  # a column keeps its width when a filter empties others
    columns = [ColumnPart([by_order[block.area] for block in column]) for column in places]
    shortest = sorted(range(COLUMNS), key=lambda at: height(places[at]))
    for part, at in zip(("level", "direction", "themes"), shortest, strict=False):
        columns[at].key.append(part)
    return columns, lambda above: tile_height(packing, above)


def _topic(topic: Topic) -> TopicPart:
    one, worse = topic.finding, topic.kind == LOW_AND_WORSE
    return TopicPart(
        one.indicator.no,
        TOPICS[topic.kind],
        one.indicator.short_title,
        topic.reason,
        worse,
        direction_mark(one, 16) if worse else "",
        level_mark(one) if worse else "",
    )
