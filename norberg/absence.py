"""Why a nyckeltal has no value: six different absences, each in words (DESIGN 5.9)."""

from dataclasses import dataclass

import pandas as pd

from norberg import series
from norberg.fact import Fact
from norberg.outside import OUTSIDE
from norberg.program import Indicator, Municipality
from norberg.sentences import day
from norberg.source import Source

NOT_FETCHED = "not_fetched"
NOT_PUBLISHED = "not_published"
NOT_MEASURED = "not_measured"
SECRET = "secret"
ENDED = "ended"
OWN_MISSING = "own_missing"
LATER = "later"  # there are values, but none until the chosen end year: the reader's choice, not an absence

SHORT = {  # where there is room for a line
    NOT_FETCHED: "Inte hämtat än",
    NOT_PUBLISHED: "Inga värden i Kolada än",
    NOT_MEASURED: "Kolada saknar värden för {name}",
    SECRET: "Visas inte: för få personer",
    ENDED: "Serien har upphört",
    OWN_MISSING: "Egen serie saknas",
    LATER: "Inga värden till och med {last}",
}


@dataclass(frozen=True)
class Absence:
    """What is missing: one of the kinds above, a sentence that says so and why, and whether a fetch may help."""

    kind: str
    sentence: str
    fetchable: bool = False


def why(indicator: Indicator, source: Source, last: int, today: str) -> Absence:
    """Why a nyckeltal has no value for its area until a year.

    Args:
        indicator: a nyckeltal without any value until ``last``.
        source: where its values would come from.
        last: the chosen end year.
        today: ISO date, for publications that are still to come.

    Returns:
        The absence; LATER where values exist after ``last``.
    """
    own = source.series(indicator.shown_ids, [indicator.entity])
    later = own[(own["period"] > last) & own["value"].notna()]
    if len(later):
        return Absence(LATER, f"Inga värden till och med {last}. Det första är från {later['period'].min()}.")
    hidden = own[own["value"].isna() & own["status"].isin(["Privacy", series.TOO_FEW])]
    if len(hidden):
        return Absence(SECRET, "Värdet visas inte: det gäller för få personer.")
    if not indicator.use_id:
        return Absence(OWN_MISSING, f"Egen serie saknas. {indicator.local_note}".strip())
    return _of_kolada(indicator, source, today)


def short(kind: str, indicator: Indicator, here: Municipality, last: int) -> str:
    """An absence in a few words.

    Args:
        kind: one of the kinds above.
        indicator: the nyckeltal without values; one of the county's says so.
        here: whose program it is.
        last: the chosen end year.
    """
    county = indicator.entity != here.code
    words = SHORT[kind].format(name="länet" if county else here.name, last=last)
    return f"{words} (länets värde)" if county and kind == NOT_FETCHED else words


def _of_kolada(indicator: Indicator, source: Source, today: str) -> Absence:
    kpi, asked = indicator.use_id, source.asked(indicator.use_id, indicator.entity)
    fact = source.facts.get(kpi)
    others = source.kpi(kpi)
    if indicator.use_kind == "ended" or (fact is not None and not fact.listed):
        return Absence(ENDED, f"Serien har upphört och har inga värden för {_name(indicator, source)}.")
    if not len(others) and _regions_only(indicator, source):
        return Absence(NOT_MEASURED, "Mäts bara för regioner: Kolada har inga värden för kommuner.")
    if asked is None and not len(others):
        return Absence(NOT_FETCHED, _not_fetched(indicator, source), fetchable=True)
    if others["value"].notna().any():
        return Absence(NOT_MEASURED, f"Kolada har inga värden för {_name(indicator, source)} ({_read(asked, others)}).")
    coming = f": {next_publication(fact, today)}" if fact else ""
    return Absence(NOT_PUBLISHED, f"Kolada har inga värden än (svar {day(asked or '')}){coming}.")


def _regions_only(indicator: Indicator, source: Source) -> bool:
    listed = source.listed(indicator.use_id) if indicator.match == OUTSIDE else None
    return listed is not None and listed.regions_only and indicator.entity == source.program.municipality.code


def _name(indicator: Indicator, source: Source) -> str:
    return source.areas.get(indicator.entity, indicator.entity)


def _read(asked: str | None, others: pd.DataFrame) -> str:
    return f"inläst {day(asked)}" if asked else f"inläst {series.newest_day(others)}"


def _not_fetched(indicator: Indicator, source: Source) -> str:
    region = indicator.entity != source.program.municipality.code
    county = f" Mäts bara för regioner: {_name(indicator, source)} visas." if region else ""
    return f"Inte hämtat än. Finns i Kolada, källa {indicator.source}.{county}"


def next_publication(fact: Fact, today: str) -> str:
    """When Kolada says that new values come.

    A date that has passed since it was read is told as what it is: an old promise.

    Args:
        fact: what Kolada says of the kpi.
        today: ISO date.

    Returns:
        A Swedish clause without capital and full stop.
    """
    if not fact.publication_date:
        return f"ingen nästa publicering är angiven enligt uppgift {day(fact.read)}"
    values = f"värden för {fact.publ_period} " if fact.publ_period else "nästa värden "
    if fact.publication_date <= today:
        return f"{values}skulle komma {fact.publication_date} enligt uppgift {day(fact.read)}"
    return f"{values}kommer {fact.publication_date} enligt uppgift {day(fact.read)}"
