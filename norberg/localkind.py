"""The kinds of own series: what their rows may hold, and how the main value comes from them.

``data/local/instruktion.md`` says the same to those who fill the files in.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

TOTAL = "totalt"


@dataclass(frozen=True)
class LocalKind:
    """How the value of one series comes from its rows.

    Args:
        unit: unit of the main value.
        main: the part (delmått) that is the main value; an empty cell means it.
        parts: other parts that may stand there; None = any.
        add: the main value is the sum of these where it has no row of its own; () = of all parts.
        divide: the main value is ``scale`` times the first part by the second.
        scale: 100 for a share in percent.
        monthly: a row may hold a month; the main value is the sum of the year's twelve.
        people: it counts persons, so that few are hidden.
        heads: the part that counts the employees; a main value that is another part is a share or mean of them.
        lowest: the least the main value, or a month's, can be.
        highest: the most the main value can be.
    """

    unit: str
    main: str = TOTAL
    parts: tuple[str, ...] | None = ()
    add: tuple[str, ...] | None = None
    divide: tuple[str, str] | None = None
    scale: float = 1
    monthly: bool = False
    people: bool = False
    heads: str = ""
    lowest: float = 0
    highest: float = math.inf

    def counts(self, part: str) -> bool:
        """Whether this part is a number of persons, which is whole and secret when few."""
        return self.people and (part == self.heads or self.heads in ("", self.main))


_GRADE = LocalKind("betyg 1–6", main="betyg", parts=("rang", "antal svar"), lowest=1, highest=6)
_SHARE = LocalKind("%", main="frisktal", parts=("antal",), people=True, heads="antal", highest=100)
_HURT, _LEFT = ("olycka", "färdolycka", "sjukdom"), ("extern avgång", "pension")
_WATER, _ENERGY = ("med skydd", "vattentäkter"), ("kWh", "kvm")
_MONTHS = LocalKind("antal", monthly=True)

KINDS: Mapping[str, LocalKind] = {
    "LOK_BESOK": LocalKind("besök", parts=None, add=()),  # a part is a besöksmål; the total is all of them
    "LOK_EVENEMANG": LocalKind("antal", parts=None),  # målgrupper may overlap, so they are never added
    "LOK_SN_KONTAKT": _GRADE,  # the rank moves with 289 others: beside the grade, never instead of it
    "LOK_SN_LAGAR": _GRADE,  # as above
    "LOK_VATTENSKYDD": LocalKind(
        "%", main="", parts=_WATER, divide=_WATER, scale=100, highest=100
    ),  # so few: show both
    "LOK_ENERGI_LOKALER": LocalKind("kWh/kvm", main="", parts=_ENERGY, divide=_ENERGY),  # the area changes too
    "LOK_MEDELALDER": replace(_SHARE, unit="år", main="medelålder"),  # a mean of few gives their ages away
    "LOK_FRISKTAL": _SHARE,  # a share of few gives their health away
    "LOK_ARBETSSKADOR": LocalKind("antal", parts=_HURT, add=_HURT, people=True),  # the three things a report can be of
    "LOK_TILLBUD": LocalKind("antal", people=True),  # split by gender a lone report points at who made it
    "LOK_ANSTALLDA": LocalKind("antal", parts=None, add=(), people=True, heads=TOTAL),  # a part is an employment form
    "LOK_RORLIGHET": LocalKind(
        "antal", parts=(*_LEFT, "intern", "nyanställd"), add=_LEFT, people=True
    ),  # the indicator is those who left the municipality; moves within and new employees stand beside
    "LOK_NYREG": LocalKind("antal"),  # registrations, not persons
    "LOK_KIR_BEF": replace(_MONTHS, lowest=-math.inf),  # the month's change: headcounts can't be added to a year
    "LOK_KIR_IN": _MONTHS,  # register counts that are public
    "LOK_KIR_UT": _MONTHS,  # as above
}
