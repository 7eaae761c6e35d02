"""What a kpi's title says of it: how the rules see it, and which tests make no sense of it."""

import re
from dataclasses import dataclass

from norberg import outside
from norberg.catalogue.listing import Listed
from norberg.rules import measure
from norberg.rules.measure import Measure

MARGIN = "är en felmarginal, inget eget mått"
ANSWERS = "säger hur många som svarade, inte vad de svarade"
FORECAST = "är en framskrivning, ingen mätning"
REGIONS = "mäts bara för regioner"
CODE = "värdena är koder"
COUNT = "antal och totalbelopp beror på kommunens storlek"
ANSWERED = re.compile(r"svarsfrekvens|antal svar\b|antal svarande|bortfall", re.IGNORECASE)
FORECASTS = re.compile(r"\b(framskrivning|prognos)", re.IGNORECASE)
MONEY = re.compile(r"\b(t?kr|mn?kr|kronor)\b")  # nominal: prices alone make them rise
NOMINAL = re.compile(r"(%)|andel|procent|index|avvikelse")  # a share of money knows no prices


@dataclass(frozen=True)
class Kind:
    """How a kpi is tested.

    Attributes:
        measure: as the rules see it, with the persistence that is taken where nothing is known.
        reason: why it is never tested, a Swedish clause; "" where it is.
        money: nominal kronor, whose change is only told from the other municipalities' of the same years.
    """

    measure: Measure
    reason: str
    money: bool


def of(listed: Listed) -> Kind:
    """What a kpi of Kolada's list is, from its title and type alone."""
    title = listed.fact.title.strip()
    indicator = outside.of(listed.fact, "")
    plain = measure.of(indicator, listed.fact.id, {})
    money = bool(MONEY.search(title)) and not NOMINAL.search(title)
    return Kind(plain, _never(title, listed, plain), money)


def _never(title: str, listed: Listed, plain: Measure) -> str:
    """The first reason that holds."""
    found = {
        REGIONS: listed.regions_only,
        MARGIN: title.startswith("Osäkerhetstal"),
        FORECAST: bool(FORECASTS.search(title)),
        ANSWERS: bool(ANSWERED.search(title)),
        CODE: plain.code,
        COUNT: plain.count,
    }
    return next((reason for reason, holds in found.items() if holds), "")
