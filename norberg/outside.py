"""Kpis that are no nyckeltal of the program, as Indicators all the same: those of the themes, and any other of Kolada.

The number of one is its id in digits (N07540 is 107540, U07452 is 207452): links and pages can name it as they name
the program's, whose numbers are below 1000.
"""

import re
from typing import Any

from norberg.columns import COLUMNS, KPI, NEEDED, Indicator
from norberg.fact import Fact
from norberg.sentences import PERCENT

LETTERS = {"1": "N", "2": "U"}
OUTSIDE = "outside"  # Indicator.match of what the program does not follow
TOTALS = re.compile(r"\b(antal|t?kr|mnkr|kronor)$")  # a title that ends so counts things: large where many live
WHOLE = re.compile(r"\b(antal|poäng|plats)\b")


def number(kpi: str) -> int:
    """The number of a kpi outside the program."""
    return int(f"{'1' if kpi[0] == 'N' else '2'}{kpi[1:]}")


def kpi(no: int) -> str:
    """The id behind a number; "" for what is no such number."""
    digits = str(no)
    found = LETTERS.get(digits[0], "") + digits[1:]
    return found if re.fullmatch(KPI, found) else ""


def indicator(kpi: str, title: str, **known: Any) -> Indicator:  # noqa: ANN401  # values of any field
    """An Indicator of a kpi outside the program.

    Args:
        kpi: its id.
        title: Kolada's title.
        known: fields of Indicator; those not given are empty, the direction neutral.
    """
    plain = {
        **{name: "" if meta["empty"] is NEEDED else meta["empty"] for name, meta in COLUMNS.items()},
        "no": number(kpi),
        "goal": 0,
        "title": title,
        "short_title": title,
        "explanation": title,
        "kolada_id": kpi,
        "kolada_title": title,
        "match": OUTSIDE,
        "use_id": kpi,
        "use_title": title,
        "use_kind": "itself",
        "decimals": 1,
        "direction": "neutral",
        "window_years": 1,
    }
    return Indicator(**{**plain, **known})


def of(fact: Fact, entity: str, similar_group: str = "") -> Indicator:
    """An Indicator out of nothing but what Kolada says of a kpi: its unit is read from the title, nothing is judged.

    Args:
        fact: what Kolada says.
        entity: whose figures are meant.
        similar_group: which group is alike, if any.
    """
    title = fact.title.strip()
    unit = unit_of(title)
    return indicator(
        fact.id,
        title,
        unit=unit,
        decimals=0 if WHOLE.search(unit) or TOTALS.search(title) else 1,
        kind="count" if TOTALS.search(title) else "",
        gender_split="yes" if fact.divided else "no",
        entity=entity,
        similar_group=similar_group,
    )


def unit_of(title: str) -> str:
    """The unit a title of Kolada ends with: % of "…, andel (%)", antal/1000 inv of "…, antal/1000 inv"; "" without."""
    whole, comma, last = re.sub(r",?\s*\((?!%)[^()]*\)$", "", title).rpartition(", ")
    return PERCENT if "(%)" in title else last.strip() if comma and whole else ""
