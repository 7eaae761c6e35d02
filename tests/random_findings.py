"""Findings that no rule made: every state a nyckeltal can be in, drawn at random, consistent in itself."""

import random
from dataclasses import replace

import pandas as pd
from world import PROGRAM

from norberg import finding as found
from norberg.absence import Absence
from norberg.finding import LIKELY, SURE, Finding, Gap, Level, Trend, Unusual

ABSENCES = (
    "Inte hämtat än. Finns i Kolada, källa Skolverket.",
    "Kolada har inga värden än (svar 2026-06-01): värden för 2025 skulle komma 2026-05-05 enligt uppgift 2026-03-23.",
    "Kolada har inga värden för Norberg (inläst 2026-06-01).",
    "Värdet visas inte: det gäller för få personer.",
    "Serien har upphört och har inga värden för Norberg.",
    "Egen serie saknas. Väntas från kommunens personalsystem, en gång om året i februari, fördelad på kvinnor och män.",
)
REASONS = ("antal beror på kommunens storlek", "73 av 290 kommuner inlästa", "olika inläsningar", "länets värde")
COMPARED = ("landets kommuner", "riket", "de jämförda")
NAMES = ("Norberg", "Upplands Väsby", "Region Västmanland")


def trend(rng: random.Random, first: int, last: int, grade: str, enough: bool = True) -> Trend:
    """A trend of some size whose sign is that of its change."""
    change = rng.choice((-1, 1)) * rng.uniform(0.2, 40)
    sign = (1 if change > 0 else -1) if grade else 0
    return Trend(rng.randint(5, 10), first, last, 0, change / 9, change, sign, grade, enough)


def level(rng: random.Random, year: int) -> Level:
    """A level among all, certain or not, or the reason why there is none."""
    if rng.random() < 0.3:
        return Level(reason=rng.choice(REASONS))
    low, last = rng.randint(1, 290), year - rng.choice((0, 0, 1, 4))
    high = rng.randint(low, 290)
    return Level(rng.randint(1, 4), rng.random() < 0.5, low, high, 290, last - rng.choice((0, 2)), last, 1.0)


def unusual(rng: random.Random, year: int) -> Unusual | None:
    """An unusual value, once in three times."""
    rule = rng.choice((found.LIMITS, found.SEVEN, found.TWO_OF_THREE))
    sign = rng.choice((-1, 1))
    return Unusual(year, 1.0, 2.0, 1.1, 3.0, rule, sign, rng.random() < 0.5) if rng.random() < 1 / 3 else None


def gap(rng: random.Random, year: int) -> Gap | None:
    """A gap between women and men, three times in four."""
    if rng.random() < 1 / 4:
        return None
    women, men = rng.uniform(0, 90), rng.uniform(0, 90)
    own = trend(rng, year - 9, year, rng.choice(("", LIKELY, SURE)), rng.random() < 0.8)
    grows = rng.choice((1, -1)) if own.sign and own.enough else 0
    values = pd.Series({year: women - men})
    larger, compared = rng.choice(((float("nan"), 0), (rng.random(), rng.randint(5, 290))))
    return Gap(year, women, men, women - men, values, rng.random() < 0.5, own, grows, larger, compared)


def drawn(rng: random.Random) -> Finding:
    """A finding of any nyckeltal in any state."""
    indicator = rng.choice(PROGRAM.indicators)
    base = Finding(indicator, indicator.entity, name=rng.choice(NAMES), comparator="landets 290 kommuner")
    if rng.random() < 0.15:
        return replace(base, absence=Absence("kind", rng.choice(ABSENCES)))
    year = rng.randint(1998, 2026)
    if indicator.is_code:
        codes = pd.Series({one: float(rng.choice(list(indicator.codes))) for one in range(year - 3, year + 1)})
        return replace(base, values=codes, direction=found.CODE, level=Level(reason="bedömning i ord"))
    value = rng.choice((rng.uniform(-3, 100), rng.uniform(1000, 99_999), 0.0, 1.0))
    base = replace(base, kpi="x", values=pd.Series({year: value}), level=level(rng, year), unusual=unusual(rng, year))
    base = replace(base, ended=rng.random() < 0.1, gap=gap(rng, year))
    own = trend(rng, year - 9, year, rng.choice(("", LIKELY, SURE)), rng.random() < 0.8)
    if not own.enough:
        return replace(base, trend=replace(own, grade="", sign=0), direction=found.TOO_FEW)
    apart = trend(rng, year - 9, year, rng.choice(("", LIKELY, SURE)), rng.random() < 0.9)
    beside = {"relative": apart, "relative_to": rng.choice(COMPARED)} if rng.random() < 0.7 else {}
    return replace(base, trend=own, direction=direction(own, indicator), **beside)


def direction(own: Trend, indicator: object) -> str:
    """The direction that a trend means for a nyckeltal (DESIGN 5.6)."""
    if not own.sign:
        return found.NO_CHANGE
    if indicator.direction == "neutral":
        return found.UP if own.sign > 0 else found.DOWN
    return found.BETTER if (own.sign > 0) is (indicator.direction == "higher") else found.WORSE
