"""The heat tables as pages of their own, on made findings: what their tests share."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
from world import PROGRAM, STANDARD, source

from norberg import heat
from norberg.absence import OWN_MISSING, Absence
from norberg.finding import Finding, Level, Wall
from norberg.templates import style

HEAD = '<h1 style="height: 90px; margin: 0; font-size: 26px">Hur går det för Norberg?</h1>'  # as high as the page's own
FONT = "body { margin: 0; padding: 0 20px; font-family: sans-serif }"
FRESH = "Källa: Kolada, inläst 2024-08-30."
STRONG, CODE, COUNT = 1, 16, 34  # numbers of nyckeltal that the tests look at


def link(no: int) -> str:
    return f"nyckeltal?nr={no}&kon=totalt"


def finding(no: int, **changes) -> Finding:
    """A nyckeltal with a value a year 2010-2022, three low and the last high; own series are missing."""
    indicator = PROGRAM.indicator(no)
    if not indicator.use_id:
        return Finding(indicator, "1962", absence=Absence(OWN_MISSING, "Egen serie saknas. Personalsystemet har den."))
    values = pd.Series([0.0, 1.0] * 6 + [9.0], index=range(2010, 2023))
    return replace(Finding(indicator, "1962", kpi=indicator.use_id, values=values, read="2024-08-30"), **changes)


def wall(*findings: Finding) -> Wall:
    """All nyckeltal, or those given."""
    return Wall(findings or tuple(finding(one.no) for one in PROGRAM.indicators), (), 0.0, 0)


def years(folder: Path, shown: Wall | None = None, last: int = 2026) -> str:
    return heat.years(shown or wall(), source(folder), last, link, FRESH)


def municipalities(
    folder: Path, shown: Wall | None = None, sets=("norra-vastmanland", "riket"), levels=None, last: int = 2026
) -> str:
    here, shown = source(folder), shown or wall()
    codes = here.municipalities
    every = [
        Level(at % 5, at % 2 == 0, 10, 60, 286, 2020, 2022, reason="" if at % 5 else "värde saknas")
        for at in range(290)
    ]
    frame = pd.DataFrame([vars(one) for one in every], index=list(codes))
    found = {one.indicator.no: frame for one in shown.findings if one.kpi} if levels is None else levels
    return heat.municipalities(shown, found, here, replace(STANDARD, sets=sets, last=last), link, FRESH)


def page(html: str) -> str:
    """A page of its own: the app's style, the room of its head, the view."""
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Väggen</title>'
        '<meta name="viewport" content="width=device-width">'
        f"{style()}<style>{FONT}</style></head><body><main>{HEAD}{html}</main></body></html>"
    )
