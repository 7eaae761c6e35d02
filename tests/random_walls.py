"""Walls that no rule made: each nyckeltal of the program in a state drawn at random."""

import random
from dataclasses import replace

import pandas as pd
from world import NORBERG, PROGRAM

from norberg import absence
from norberg import finding as found
from norberg.absence import Absence
from norberg.finding import LIKELY, SURE, Finding, Gap, Level, Topic, Trend, Wall
from norberg.program import Indicator

KINDS = tuple(absence.SHORT)
SENTENCE = "Inte hämtat än. Finns i Kolada, källa Skolverket."


def claims(indicator: Indicator) -> tuple[str, ...]:
    """The directions a nyckeltal can have."""
    if indicator.is_code:
        return (found.CODE, found.NO_DATA)
    moves = (found.UP, found.DOWN) if indicator.direction == "neutral" else (found.WORSE, found.BETTER)
    return (*moves, found.NO_CHANGE, found.TOO_FEW, found.NO_DATA)


def finding(indicator: Indicator, direction: str, rng: random.Random) -> Finding:
    """A nyckeltal with a direction; sign, grade, level and gap are drawn."""
    base = Finding(indicator, indicator.entity, direction=direction, comparator="landets 290 kommuner")
    if direction == found.NO_DATA:
        return replace(base, absence=Absence(rng.choice(KINDS), SENTENCE))
    moves = direction in (found.WORSE, found.BETTER, found.UP, found.DOWN)
    sign = {found.UP: 1, found.DOWN: -1}.get(direction, rng.choice((-1, 1))) if moves else 0
    trend = Trend(8, 2015, 2022, 20, 0.5, 4.0, sign, rng.choice((SURE, LIKELY)) if moves else "", True)
    level = Level(rng.randint(0, 4), rng.random() < 0.5, 3, 90, 290, 2020, rng.choice((2021, 2022)))
    women, men = rng.uniform(0, 90), rng.uniform(0, 90)
    larger = rng.choice((rng.random(), float("nan")))
    gap = Gap(2022, women, men, women - men, pd.Series(dtype=float), rng.random() < 0.5, trend, 0, larger, 290)
    codes = [float(code) for code in indicator.codes] or [1.0]
    values = pd.Series({year: rng.choice(codes) if indicator.is_code else rng.uniform(0, 99) for year in (2021, 2022)})
    return replace(base, kpi="x", values=values, trend=trend, level=level, gap=rng.choice((gap, None)))


def wall(rng: random.Random, topics: int = 0) -> Wall:
    """All nyckeltal, and some of them to take up."""
    drawn = tuple(finding(one, rng.choice(claims(one)), rng) for one in PROGRAM.indicators)
    taken = tuple(
        Topic(one, rng.choice(tuple(found.TOPICS)), "Från 19 procent 2013 till 27 procent 2022. Plats 251–265 av 290.")
        for one in rng.sample(drawn, topics)
    )
    return Wall(drawn, taken, rng.uniform(0, 5), rng.randint(0, 75))


def one(no: int, direction: str, **more: object) -> Finding:
    """The nyckeltal with this number in a state of its own."""
    return replace(finding(PROGRAM.indicator(no), direction, random.Random(no)), municipality=NORBERG, **more)
