"""How fresh the figures are, and how many of the nyckeltal have any."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from norberg import absence
from norberg.program import Indicator
from norberg.sentences import counted, day, listed
from norberg.series import DEMO, newest_day
from norberg.shown import shown_kpi
from norberg.source import Source

FAR = 9999  # an end year after every value


@dataclass(frozen=True)
class Reading:
    """One nyckeltal as it stands: the id shown, its last year, when it was read; None and "" without values."""

    indicator: Indicator
    kpi: str | None
    last: int | None
    read: str
    genders: bool
    demo: bool = False


def readings(source: Source) -> list[Reading]:
    """Every nyckeltal as it stands, in the program's order."""
    return [reading(indicator, source) for indicator in source.program.indicators]


def reading(indicator: Indicator, source: Source) -> Reading:
    """One nyckeltal as it stands."""
    kpi = shown_kpi(indicator, source, FAR)
    if kpi is None:
        return Reading(indicator, None, None, "", False)
    own = source.series([kpi], [indicator.entity]).dropna(subset=["value"])
    return Reading(
        indicator, kpi, int(own["period"].max()), newest_day(own), bool((own["gender"] != "T").any()), source.demo
    )


def sentence(found: list[Reading]) -> str:
    """When the figures were read: the commonest day, and how many nyckeltal have newer or older values."""
    days = Counter(day(one.read) for one in found if one.read)
    if not days:
        return "Inga värden är inlästa."
    if all(one.demo for one in found if one.kpi):
        return f"{DEMO}."
    common = days.most_common(1)[0][0]
    newer = [one for one in days if one > common]
    older = [one for one in days if one < common]
    told = f"Källa: Kolada, inläst {common}"
    if newer:
        count = sum(days[one] for one in newer)
        years = listed(sorted({one[:4] for one in newer}))
        told += f"; {counted(count, 'nyckeltal', 'nyckeltal')} har nyare värden, inlästa {years}"
    if older:
        told += f"; {counted(sum(days[one] for one in older), 'nyckeltal är inläst', 'nyckeltal är inlästa')} tidigare"
    return f"{told}."


def counts(found: list[Reading]) -> str:
    """How many nyckeltal have values and how many are split by gender."""
    there = [one for one in found if one.kpi]
    split = sum(one.genders for one in there)
    return f"{len(there)} av {len(found)} nyckeltal har värden, {split} av dem uppdelade på kvinnor och män."


def line(one: Reading, source: Source, today: date) -> str:
    """A nyckeltal in a line for a terminal: its last year or why there is none, its age, what is next."""
    indicator = one.indicator
    fact = source.facts.get(indicator.use_id)
    coming = absence.next_publication(fact, today.isoformat()) if fact else "ingen publicering i Kolada"
    head = f"{indicator.no:>2} {one.kpi or indicator.use_id or indicator.local_id:<20} {indicator.short_title:<38}"
    if one.kpi is None:
        missing = absence.why(indicator, source, FAR, today.isoformat())
        return f"{head} {missing.sentence}" + (f" ({coming})" if missing.fetchable else "")
    return f"{head} {one.last}  inläst {day(one.read)}{_age(one.read, today)}; {coming}"


def _age(read: str, today: date) -> str:
    try:
        days = (today - date.fromisoformat(read[:10])).days
    except ValueError:
        return ""
    return f" (för {counted(days, 'dag', 'dagar')} sedan)"
