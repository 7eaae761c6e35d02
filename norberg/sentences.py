"""Swedish numbers, lists and dates, as people read them.

Rounding is half up on the decimal text, not on the binary float: 81.05 is shown as 81,1.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

THIN = "\u202f"  # narrow no-break space between thousands
MINUS = "−"
DASH = "–"
PERCENT = "%"
POINTS = "procentenheter"
ONE = {  # the first word of a unit beside a 1
    POINTS: "procentenhet",
    "personer": "person",
    "timmar": "timme",
    "dagar": "dag",
    "anmälningar": "anmälan",
    "bostäder": "bostad",
    "resor": "resa",
}


def number(value: float, decimals: int) -> str:
    """A value as Swedish text: decimal comma, narrow no-break space between thousands, typographic minus."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    return f"{MINUS}{text}" if rounded < 0 else text


def change(difference: float, decimals: int) -> str:
    """A difference with its sign; one that rounds to nothing is ±0."""
    text = number(difference, decimals)
    if not any(digit in "123456789" for digit in text):
        return f"±{text.lstrip(MINUS)}"
    return text if text.startswith(MINUS) else f"+{text}"


def with_unit(value: float, decimals: int, unit: str) -> str:
    """A value with its unit; a no-break space holds them together."""
    return f"{number(value, decimals)}\u00a0{unit}"


def change_unit(unit: str) -> str:
    """The unit of a difference: shares differ by percentage points."""
    return POINTS if unit == PERCENT else unit


def counted_unit(text: str, unit: str) -> str:
    """The unit as it stands after a number: "1 bostad per 1 000 inv.", "+1 procentenhet"."""
    first, *rest = unit.split(" ")
    single = text.lstrip(f"+{MINUS}±") == "1"
    return " ".join([ONE.get(first, first) if single else first, *rest])


def listed(words: Sequence[str]) -> str:
    """Words as a Swedish list: "Fagersta, Skinnskatteberg och Riket"; empty for no words."""
    *first, last = words or [""]
    return f"{', '.join(first)} och {last}" if first else last


def span(first: int, last: int) -> str:
    """Years as a span, or a single year."""
    return str(last) if first == last else f"{first}{DASH}{last}"


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 nyckeltal", "3 kommuner"."""
    return f"{number(count, 0)}\u00a0{one if count == 1 else many}"


def day(fetched: str) -> str:
    """The day of an ISO time, or the lone year where the day is unknown."""
    return fetched[:10]
