"""Kpis that are no nyckeltal of the program, as Indicators all the same: those of the themes, and any other of Kolada.

The number of one is its id in digits (N07540 is 107540, U07452 is 207452): links and pages can name it as they name
the program's, whose numbers are below 1000.
"""

import re
from typing import Any

from norberg.columns import COLUMNS, KPI, NEEDED, Indicator, codes_of
from norberg.fact import Fact
from norberg.sentences import PERCENT

LETTERS = {"1": "N", "2": "U"}
OUTSIDE = "outside"  # Indicator.match of what the program does not follow
NOT_JUDGED = "Utanför programmet: riktning är inte bestämd, inget bedöms."
COUNT, CODE, ROLLING = "count", "ordinal", "rolling mean"  # kinds that a title gives away
# a title that ends so counts things: large where many live
TOTALS = re.compile(r"\b(antal|t?kr|mn?kr|kronor|[MGk]Wh|kg|ton( [\w-]+)?|hektar|meter|kbm)$")
EACH = re.compile(r"\bper (?!år\b|månad)")  # "barn per årsarbetare, antal" does not grow with the municipality
NUMBER = re.compile(r"\bantal\b", re.IGNORECASE)
RATIO = re.compile(r"/|%|\bper\b|andel|index|genomsnitt|medel|median|dagar|timmar|kvot", re.IGNORECASE)  # of a number
WHOLE = re.compile(r"\b(kr|kronor|poäng|plats)\b|/ ?100 ?000")  # units whose decimals say nothing
UNITS = re.compile(  # what the last part of a title begins with where it is a unit; "25 år+" and "kvinnor" are none
    r"(antal|([tm]|mn)?kr|kronor|miljoner kronor|1000 kr|index|dagar|timmar|minuter|år|meter|mil|kg|ton|gram|[MGk]?Wh?|"
    r"Mbit|liter|kbm|kvm|hektar|recept|resor|poäng|procent|procentenheter|promille|genomsnitt|medelvärde|median|"
    r"medelbetyg|balanstal)(?![\w])"
)
LONGEST_SOURCE = 60  # characters: a longer "source" is a story
LONGEST_UNIT = 30  # characters: a longer "unit" is a sentence
WINDOWS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5}  # "treårsmedelvärde"
WINDOW = re.compile(rf"\b({'|'.join(WINDOWS)}|[2-9])[- ]?års ?(?:medel|genomsnitt|m\b)", re.IGNORECASE)


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
    kind = known.get("kind", "")
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
        "window_years": window(title) if kind == ROLLING else 1,
        "country_sum": kind == COUNT,
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
    unit, kind = unit_of(title), kind_of(title)
    return indicator(
        fact.id,
        title,
        short_title=title.removesuffix(f", {unit}") if unit else title,
        unit=unit,
        decimals=0 if kind in (COUNT, CODE) or WHOLE.search(unit) else 1,
        kind=kind,
        gender_split="yes" if fact.divided else "no",
        source=source_of(fact.description),
        note=NOT_JUDGED,
        entity=entity,
        similar_group=similar_group,
    )


def unjudged(one: Indicator) -> bool:
    """Whether nobody has said which direction is better; a saved theme's file may say it afterwards."""
    return one.match == OUTSIDE and one.note == NOT_JUDGED and one.direction == "neutral"


def kind_of(title: str) -> str:
    """The kind that a title gives away: COUNT, CODE or ROLLING; "" for what it does not tell.

    A code has words for every number it can be, "(Ja=1, Nej=0)"; of a scale only the ends have.
    """
    codes = sorted(codes_of(title))
    if len(codes) > 1 and codes == list(range(codes[0], codes[-1] + 1)):
        return CODE
    counted = (TOTALS.search(title) and not EACH.search(title)) or (NUMBER.search(title) and not RATIO.search(title))
    return COUNT if counted else ROLLING if window(title) > 1 else ""


def window(title: str) -> int:
    """How many years a value is the mean of, as a title has it: 3 for "treårsmedelvärde"; 1 where it says nothing."""
    found = WINDOW.search(title)
    return WINDOWS.get(found[1].casefold()) or int(found[1]) if found else 1


def source_of(definition: str) -> str:
    """Who made the statistics, as a definition of Kolada ends: "Källa: SCB."; Kolada itself where it does not say."""
    _, named, last = definition.replace("\\n", " ").rpartition("Källa:")
    source = " ".join(last.split()).rstrip(".")
    return source if named and source and len(source) <= LONGEST_SOURCE else "Kolada"


def unit_of(title: str) -> str:
    """The unit a title of Kolada ends with: % of "…, andel (%)", antal/1000 inv of "…, antal/1000 inv"; "" without."""
    if "(%)" in title:
        return PERCENT
    whole, comma, last = re.sub(r",?\s*\([^()]*\)$", "", title).rpartition(", ")
    part = last.strip()
    return part if comma and whole and UNITS.match(part) and len(part) <= LONGEST_UNIT else ""
