"""The wall as HTML: all nyckeltal once, under their goals, with links; what to take up; and no unescaped text."""

import html
import random
import re
from dataclasses import replace

import pytest
from random_walls import one, wall
from world import PROGRAM

from norberg import wall as walls
from norberg.finding import LOW_AND_WORSE, TOPICS, UNUSUAL_VALUE, WORSE, Topic, Wall
from norberg.wall import Around, Note, chance_words

AROUND = Around(
    lambda **own: "?" + "&".join(f"{name}={value}" for name, value in own.items()),
    lambda numbers: "mote",
    0,
    "Inläst.",
    (2008, 2026),
    2026,
)
LARGEST = 250_000  # bytes: it is sent on every first visit


def body(found: Wall, around: Around = AROUND) -> str:
    return walls.body(found, PROGRAM, around)


def titles(told: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'class="n-tile-title"[^>]*>([^<]*)<', told)]


@pytest.mark.parametrize("seed", range(5))
def test_every_nyckeltal_stands_once_under_its_goal(seed):
    """75 tiles, each below the heading of its own goal, each with its whole sentence as label."""
    told = body(wall(random.Random(seed), topics=7))
    assert sorted(titles(told)) == sorted(one.short_title for one in PROGRAM.indicators)
    parts = re.split(r'class="n-wall-goal"', told)[1:]
    for part in parts:
        goal = PROGRAM.goal(int(re.search(r"#mal-(\d+)", part)[1]))
        assert titles(part) == [one.short_title for one in goal.indicators]
    assert all(len(label) > 20 for label in re.findall(r'aria-label="([^"]*)">[^<]*</a>\n', told))
    assert len(told) < LARGEST


def test_one_click_leads_to_goal_nyckeltal_and_definition():
    """Each tile links to its page and its definition there, each goal to its place on its area's page."""
    told = body(wall(random.Random(1)))
    assert len(re.findall(r'href="nyckeltal\?nr=17"', told)) == 1
    assert 'href="nyckeltal?nr=17#definition"' in told
    assert f'href="{PROGRAM.areas[1].address}?#mal-4"' in told


def test_a_part_leaves_out_empty_goals_and_areas():
    """With one nyckeltal left there is one area, one goal and one tile; the key and the whole's numbers stay."""
    whole = wall(random.Random(2), topics=5)
    told = body(replace(whole, findings=(whole.of(17),)))
    assert titles(told) == ["Eftergymnasial utbildning, 25–64 år"]
    assert len(re.findall('class="n-area"', told)) == 1
    assert f"{whole.judged} av 75 nyckeltal kan bedömas." in told
    assert "Riktning: Norbergs egen utveckling" in told
    assert "Läge: plats bland" in told


def test_what_to_take_up_follows_the_filter():
    """A topic whose nyckeltal is left out is not shown; and that there is none is said."""
    found, other = one(1, WORSE), one(17, WORSE)
    whole = Wall((found, other), (Topic(other, LOW_AND_WORSE, "Därför."),), 2.0, 40)
    assert "1 av högst 8" in body(whole)
    assert "Inget i urvalet att ta upp enligt reglerna." in body(replace(whole, findings=(found,)))
    assert "Inget att ta upp enligt reglerna." in body(wall(random.Random(3)))


def test_only_what_is_worse_and_low_is_marked_worse():
    """An unusual value is not coloured as worse: only the kind that says so carries marks."""
    found = one(1, WORSE, level=replace(one(1, WORSE).level, quarter=4))
    worse, odd = (
        body(Wall((found,), (Topic(found, kind, "Därför."),), 2.0, 40)) for kind in (LOW_AND_WORSE, UNUSUAL_VALUE)
    )
    assert ('class="n-bad"' in worse, 'class="n-bad"' in odd) == (True, False)
    assert TOPICS[UNUSUAL_VALUE] in odd


@pytest.mark.parametrize(("direction", "grade"), [("worse", "säker"), ("better", "säker"), ("worse", "trolig")])
def test_only_sure_verdicts_are_tinted(direction, grade):
    """From five metres one sees what is sure, and nothing else."""
    found = one(1, direction)
    found = replace(found, trend=replace(found.trend, grade=grade))
    classes = re.search(r'class="(n-tile(?: [^"]*)?)"', body(Wall((found,), (), 2.0, 40)))[1].split()
    assert (f"n-{direction}" in classes, "n-sure" in classes) == (True, grade == "säker")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.2, "knappt något riktningsmärke"),
        (1.2, "ungefär 1 riktningsmärke"),
        (2.5, "ungefär 3 riktningsmärken"),
    ],
)
def test_chance_is_told_in_words(chance, words):
    """The reader learns how many marks mean nothing."""
    assert chance_words(chance) == words
    assert words in body(replace(wall(random.Random(4)), chance=chance))


def test_texts_are_escaped():
    """What people write in files can't become HTML."""
    evil = "<script>alert(1)</script>"
    found = one(1, WORSE)
    found = replace(found, indicator=replace(found.indicator, short_title=evil))
    told = body(Wall((found,), (Topic(found, UNUSUAL_VALUE, evil),), 1.0, 1))
    told += walls.head(evil, [found]) + walls.notes([Note(evil, evil, "x")])
    assert "<script" not in told


def test_the_head_asks_and_counts():
    """The question has the municipality's name, and six numbers follow."""
    found = wall(random.Random(5)).findings
    told = walls.head("Norberg", found)
    assert "<h1>Hur går det för Norberg?</h1>" in told
    assert sum(map(int, re.findall(r"<b>(\d+)</b>", told))) == 75
