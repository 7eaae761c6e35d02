"""The method page: its words from ``method.toml``, its examples judged by the rules when the page is built."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from norberg import charts_places, example, findings, marks, spoken, trend_rows
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, SURE, TOO_FEW, UP, WORSE, Level
from norberg.lines import Line
from norberg.rules import level
from norberg.sentences import number
from norberg.series import DEMO

TITLE = "Så bedömer vi"
LINE, PLACES, BOXES = "line", "places", "boxes"  # kinds of examples
FILE = Path(__file__).with_name("method.toml")
MADE_UP = f"Påhittat exempel. {DEMO}."
DIRECTIONS = (  # direction, which way its arrow points in the key, and what it says
    (WORSE, -1, "Värdet går åt fel håll."),
    (BETTER, 1, "Värdet går åt rätt håll."),
    (UP, 1, "Värdet stiger. Inget håll är bättre."),
    (DOWN, -1, "Värdet sjunker. Inget håll är bättre."),
)
UNMOVED = (
    (NO_CHANGE, "Siffrorna räcker inte för att säga något. Det betyder inte att inget har hänt."),
    (TOO_FEW, "Färre än fem mätningar i följd."),
)
UNUSUAL = {1: "Ovanligt högt", -1: "Ovanligt lågt", 0: "Inget ovanligt"}
ROOM = 0.2  # of a chart's extent, kept free above the lines
QUARTERS = ("bästa fjärdedelen", "näst bästa fjärdedelen", "näst sämsta fjärdedelen", "sämsta fjärdedelen")
NEUTRAL_QUARTERS = ("lägsta fjärdedelen", "näst lägsta fjärdedelen", "näst högsta fjärdedelen", "högsta fjärdedelen")


@dataclass(frozen=True)
class Mark:
    """A mark with its words: image address ("" for none), word, what it says, and where judged by a rule, how sure."""

    image: str
    word: str
    says: str = ""


@dataclass(frozen=True)
class Example:
    """A made-up example: ``kind`` (LINE, PLACES or BOXES), chart data, texts, and the mark that the rules give it."""

    kind: str
    caption: str
    alternative: str
    rows: bytes | None = None
    mark: Mark | None = None
    boxes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Rule:
    """One section: its address on the page, title, paragraphs, pairs of a heading and a text, and its examples."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Group:
    """Rules under one heading."""

    title: str
    rules: tuple[Rule, ...]


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which are parted by a blank line."""
    return tuple(" ".join(part.split()) for part in text.strip().split("\n\n"))


@cache
def told() -> dict[str, Any]:
    """``method.toml`` as it stands."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def lead() -> tuple[str, ...]:
    """What the page is for."""
    return paragraphs(told()["lead"])


@cache
def groups() -> tuple[Group, ...]:
    """Everything the page says of the rules, in its order."""
    return tuple(Group(one["title"], tuple(map(_rule, one["rule"]))) for one in told()["group"])


@cache
def tried() -> Group:
    """The sections of the trials and of persistence, whose tables ``norberg.trials`` reads."""
    one = told()["tried"]
    return Group(one["title"], tuple(map(_rule, one["rule"])))


def _rule(one: Mapping[str, Any]) -> Rule:
    facts = tuple((heading, text) for heading, text in one.get("facts", ()))
    examples = tuple(map(_example, one.get("example", ())))
    return Rule(one["id"], one["title"], paragraphs(one["text"]), facts, examples)


def _example(one: Mapping[str, Any]) -> Example:
    if "boxes" in one:
        return Example(BOXES, one["caption"], one["alt"], boxes=tuple((word, year) for word, year in one["boxes"]))
    if "field" in one:
        return _of_places(one)
    drawn = example.lines(one)
    return Example(LINE, _caption(one, drawn[0]), _alternative(one, drawn), _rows(one, drawn), _mark(one, drawn))


def _of_places(one: Mapping[str, Any]) -> Example:
    recipe = example.Field(**one["field"])
    table, found = example.field(recipe), example.level_of(recipe)
    latest = table.values[:, -level.PERIODS :].mean(axis=1)
    ordered = np.sort(latest)[::-1]
    stretch = (ordered[found.rank_high - 1], ordered[found.rank_low - 1]) if found.ranked else None
    words = ("lägst", "högst") if recipe.count else ("sämsta fjärdedelen", "bästa fjärdedelen")
    rows = charts_places.place_rows(latest, example.PLACE, stretch, words, quarters=not recipe.count)
    single = int((table.values[:, -1] > table.values[0, -1]).sum()) + 1
    caption = one["caption"].format(single=single, low=found.rank_low, high=found.rank_high)
    return Example(PLACES, caption, f"{MADE_UP} {one['alt']}.", trend_rows.arrow(rows), level_mark(found))


def _caption(one: Mapping[str, Any], line: Line) -> str:
    """The caption, with how often the line goes up and down where it asks for that."""
    steps = line.values.diff()
    return one["caption"].format(ups=int((steps > 0).sum()), downs=int((steps < 0).sum()))


def _rows(one: Mapping[str, Any], drawn: list[Line]) -> bytes:
    breaks = [(year, trend_rows.BREAK) for year in one.get("breaks", ())]
    first = int(min(line.values.index[0] for line in drawn))
    decimals = one.get("label_decimals", _decimals(one))
    rows = trend_rows.trend_rows(
        [*drawn, *_limits(one, drawn[0])],
        first,
        breaks,
        longest_step=one.get("cadence", 1),
        decimals=decimals,
        zero=False,
        demo=True,
    )
    return trend_rows.arrow(pd.concat([rows, _room(rows, first)], ignore_index=True))


def _room(rows: pd.DataFrame, first: int) -> pd.DataFrame:
    """A line of one point, which is not seen: it lifts the axis so that no line runs through the word DEMO."""
    top = rows["y"].max() + ROOM * (rows["y"].max() - rows["y"].min())
    return rows.iloc[:1].assign(part="line", style="other", run="room", x=float(first), y=top)


def _limits(one: Mapping[str, Any], line: Line) -> list[Line]:
    """The limits that make a latest value unusual, as lines over the years they rest on and the latest."""
    found = example.limits(line.values, example.measure(one)) if "unusual" in one else None
    if found is None:
        return []
    flat = [("Övre gräns", found.high), ("Nedre gräns", found.low)]
    return [Line(name, "", "median", pd.Series(value, line.values.index)) for name, value in flat]


def _decimals(one: Mapping[str, Any]) -> int:
    return one["lines"][0].get("decimals", 1)


def _alternative(one: Mapping[str, Any], drawn: Iterable[Line]) -> str:
    """The example in words, with every value: it has no table beside it."""
    values = [
        f"{line.name}: {', '.join(f'{year} {number(value, _decimals(one))}' for year, value in line.values.items())}."
        for line in drawn
    ]
    return f"{MADE_UP} Linjediagram: {one['alt']}. {' '.join(values)}"


def _mark(one: Mapping[str, Any], drawn: list[Line]) -> Mark | None:
    """What the rules say of the example; None where it shows something else."""
    measure, own = example.measure(one), drawn[0].values
    if "unusual" in one:
        found = example.unusual(own, measure)
        return Mark("", UNUSUAL[found.sign if found else 0])
    if "gap" in one:
        apart = example.gap_of(own, drawn[1].values, measure)
        doubt = "Den är säker." if apart and apart.sure else "Den kan bero på slumpen."
        return Mark("", f"{spoken.gap_words(apart)}. {doubt}")
    if "direction" not in one:
        return None
    trend = example.judged(own, measure)
    direction, sure = findings.direction(measure, trend), trend.grade == SURE
    return Mark(marks.direction(direction, trend.sign, sure), word(direction, sure))


def word(direction: str, sure: bool) -> str:
    """The word of a direction mark."""
    plain = spoken.MARK_WORDS[direction]
    return f"Troligen {plain}" if direction in (BETTER, WORSE, UP, DOWN) and not sure else plain.capitalize()


def key() -> tuple[tuple[str, tuple[Mark, ...]], ...]:
    """The key of marks: a heading and its marks, worst first."""
    moved = [
        Mark(marks.direction(direction, sign, sure), word(direction, sure), f"{says} {certain}")
        for direction, sign, says in DIRECTIONS
        for sure, certain in ((True, "Säkert."), (False, "Troligt."))
    ]
    still = [Mark(marks.direction(one, 0, False), word(one, False), says) for one, says in UNMOVED]
    code = Mark(marks.direction(CODE, 0, False), word(CODE, False), "Värdet är ett ord. Det får ingen riktning.")
    return (
        ("Riktning", (*moved, *still, code)),
        ("Läge, där ett håll är bättre", tuple(_levels(QUARTERS, judged=True))),
        ("Läge, där inget håll är bättre", tuple(_levels(NEUTRAL_QUARTERS, judged=False))),
    )


def _levels(words: tuple[str, ...], judged: bool) -> Iterable[Mark]:
    """The marks of a key from left to right: the worst, or the lowest, first."""
    for quarter in (4, 3, 2, 1) if judged else (1, 2, 3, 4):
        yield level_mark(Level(quarter, certain=True), words, judged)
        yield level_mark(Level(quarter), words, judged)


def level_mark(found: Level, words: tuple[str, ...] = QUARTERS, judged: bool = True) -> Mark:
    """The mark of a level with its word."""
    if not found.quarter:
        return Mark("", f"Jämförs inte: {found.reason}")
    plain = words[found.quarter - 1]
    word = plain.capitalize() if found.certain else f"Troligen {plain}"
    return Mark(marks.level(found.quarter, found.certain, judged), word)
