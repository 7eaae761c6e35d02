"""The clauses a spoken sentence is made of: value and year, against the country, out of the ordinary, position."""

import re

from norberg.finding import (
    BETTER,
    DOWN,
    LIKELY,
    NO_CHANGE,
    SEVEN,
    TWO_OF_THREE,
    UP,
    WORSE,
    Finding,
    Gap,
    Trend,
)
from norberg.program import Indicator
from norberg.sentences import ONE, number, span

IN_STEP = 1 / 3  # of the own change at most may set it apart from the others, for "i takt med" to be said
OTHERS_PART = 1 / 2  # of the change against the others at least must be the others' own, for words on what they did

COUNTRY = "landets kommuner"

FULL = {"%": "procent", "inv.": "invånare", "CO2-ekv.": "koldioxidekvivalenter"}
NAMED_FIRST = ("index", "betyg")  # "index 72 för 2022", not "72 index 2022"
MOVED = {BETTER: "förbättrats", WORSE: "försämrats", UP: "ökat", DOWN: "minskat"}

JUDGED_QUARTERS = ("", "bästa", "näst bästa", "näst sämsta", "sämsta")
NEUTRAL_QUARTERS = ("", "lägsta", "näst lägsta", "näst högsta", "högsta")


def judged(indicator: Indicator) -> bool:
    """Whether one direction of the nyckeltal is better than the other."""
    return indicator.direction != "neutral"


def quarter(finding: Finding) -> str:
    """The quarter in words: "sämsta fjärdedelen"; "" where not compared."""
    words = (JUDGED_QUARTERS if judged(finding.indicator) else NEUTRAL_QUARTERS)[finding.level.quarter]
    return f"{words} fjärdedelen" if words else ""


def amount(value: float, indicator: Indicator) -> str:
    """A value with its unit as it is read aloud: "84,4 procent", "273 recept per 1 000 invånare", "index 72"."""
    text = number(value, indicator.decimals)
    first, *rest = [FULL.get(word, word) for word in indicator.unit.split(" ")]
    if first in NAMED_FIRST:
        return f"{first} {text} för"
    if text == "1":
        first = ONE.get(first, first)
    return " ".join([text, first, *rest])


def latest(finding: Finding) -> str:
    """The latest value and its year: "77,4 år i medeltal 2018–2022", "80,4 procent vid mätningen 2026"."""
    return f"{amount(finding.value, finding.indicator)} {_when(finding.indicator, finding.year)}"


def _when(indicator: Indicator, year: int) -> str:
    if indicator.kind == "rolling mean":
        return f"i medeltal {span(year - indicator.window_years + 1, year)}"
    return f"vid mätningen {year}" if indicator.cadence_years > 1 else str(year)


def gap(finding: Finding, gap: Gap) -> tuple[str, str, str, str]:
    """The sentences of a gap: both values, how its size moves, whether it is more than noise, its size among others."""
    indicator, trend = finding.indicator, gap.trend
    both = f"Kvinnor {number(gap.women, indicator.decimals)} och män {amount(gap.men, indicator)}"
    likely = "troligen " if trend.grade == LIKELY else ""
    if not trend.enough:
        moved = "För få mätningar för att se om skillnaden växer."
    elif gap.growing:
        moved = f"Skillnaden har {likely}{'vuxit' if gap.growing > 0 else 'minskat'} sedan {trend.first}."
    else:
        moved = f"Skillnaden har varken säkert vuxit eller minskat sedan {trend.first}."
    none = number(gap.women, indicator.decimals) == number(gap.men, indicator.decimals)
    doubt = "" if gap.sure or none else "Den kan bero på slumpen."
    share = number(100 * gap.larger_than, 0) if gap.compared else ""
    lately = "I medel de senaste jämförda åren är den större än"
    size = f"{lately} i {share} procent av {gap.compared} kommuner." if share else ""
    return f"{both} {_when(indicator, gap.year)}.", moved, doubt, size


def against(finding: Finding) -> str:
    """The movement held against the others' (DESIGN 5.1c), as the tail of a sentence; "" where no rule fired."""
    own, apart = finding.trend, finding.relative
    if own is None or apart is None or not apart.enough or (own.first, own.last) != (apart.first, apart.last):
        return ""
    likely = "troligen " if apart.grade == LIKELY and own.grade != LIKELY else ""
    if own.sign == 0:
        return _left_behind(finding, own, apart, likely) if apart.sign else ""
    if apart.sign == 0:
        step = abs(apart.change) <= IN_STEP * abs(own.change)
        return f", men i takt med {_others(finding)}" if step else ""
    if apart.sign == own.sign and (own.change - apart.change) * own.sign <= 0:
        return f", vilket {_others(finding)} {likely}inte har gjort"
    if apart.sign == own.sign:
        return f", {likely}snabbare än {_others(finding)}"
    return f", men {likely}långsammare än {_others(finding)}"


def _others(finding: Finding) -> str:
    return finding.relative_to or COUNTRY


def _left_behind(finding: Finding, own: Trend, apart: Trend, likely: str) -> str:
    """The own value does not move, its distance to the others does."""
    theirs = own.change - apart.change
    moved = theirs * apart.sign < 0 and abs(theirs) >= OTHERS_PART * abs(apart.change)
    if not judged(finding.indicator):
        return f", men det har {likely}{'ökat' if apart.sign > 0 else 'minskat'} jämfört med {_others(finding)}"
    good = apart.sign == (1 if finding.indicator.direction == "higher" else -1)
    if moved:
        who = "fler andra kommuner" if _others(finding) == COUNTRY else _others(finding)
        return f", medan {who} {likely}har blivit {'sämre' if good else 'bättre'}"
    return f", men det har {likely}gått {'bättre' if good else 'sämre'} än för {_others(finding)}"


def unusual(finding: Finding) -> str:
    """What is out of the ordinary with the latest values, a sentence; "" where nothing is."""
    if finding.unusual is None:
        return ""
    high = finding.unusual.sign > 0
    if finding.unusual.rule == SEVEN:
        return f"De sju senaste värdena ligger ovanligt {'högt' if high else 'lågt'}."
    if finding.unusual.rule == TWO_OF_THREE:
        return f"Två av de tre senaste värdena ligger ovanligt {'högt' if high else 'lågt'}."
    return f"Värdet avviker ovanligt mycket {'uppåt' if high else 'nedåt'}."


def position(finding: Finding) -> str:
    """Where the area lies among all, a sentence: with its place where it is sure, without where it is not."""
    level = finding.level
    if not level.quarter:
        return f"Jämförs inte: {level.reason}." if level.reason else ""
    years, among = span(level.first, level.last), f"{quarter(finding)} av {_without_number(finding.comparator)}"
    if not level.certain:
        return f"Läget {years} är osäkert, troligen {among}."
    return f"{finding.name} låg {years} i {among}, {_place(finding)}."


def short_position(finding: Finding) -> str:
    """The same in fewer words, for a sentence that would grow too long."""
    level, years = finding.level, span(finding.level.first, finding.level.last)
    if not level.quarter:
        return "Jämförs inte." if level.reason else ""
    if not level.certain:
        return f"Läget {years} är osäkert, troligen {quarter(finding)}."
    return f"Läget {years}: {quarter(finding)}, {_place(finding)}."


def _place(finding: Finding) -> str:
    """The place as an interval; where nothing is better, it has to say from which end it is counted."""
    place = f"plats {span(finding.level.rank_low, finding.level.rank_high)} av {finding.level.ranked}"
    return place if judged(finding.indicator) else f"{place}, lägst först"


def _without_number(comparator: str) -> str:
    """The place tells how many they are: "landets 290 kommuner" is "landets kommuner"."""
    return re.sub(r"[0-9]+ ", "", comparator) or "landets kommuner"


def movement(finding: Finding, tail: str) -> str:
    """Direction with certainty, a tail of ``against``, and the latest value with its year, as a sentence."""
    trend, value = finding.trend, latest(finding)
    if trend is not None and finding.direction in MOVED:
        likely = "" if finding.sure else "troligen "
        return f"Har {likely}{MOVED[finding.direction]} sedan {trend.first}, till {value}{tail}."
    if trend is not None and finding.direction == NO_CHANGE:
        return _capital(f"{value}, ingen säker förändring sedan {trend.first}{tail}.")
    return _capital(f"{value}, för få mätningar för att se en riktning.")


def _capital(text: str) -> str:
    """The first letter large, the rest as it is: "Index 72 år 2026"."""
    return text[:1].upper() + text[1:]
