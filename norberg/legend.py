"""The key to the wall's marks."""

from collections.abc import Iterable

from norberg import marks
from norberg.finding import BETTER, NO_CHANGE, UP, WORSE, Finding

ANYWHERE = "landets kommuner"  # where nothing is compared, so that no number of municipalities is known
DIRECTIONS = (
    (BETTER, 1, True, "förbättras, säkert"),
    (BETTER, 1, False, "förbättras, troligen"),
    (WORSE, -1, True, "försämras, säkert"),
    (WORSE, -1, False, "försämras, troligen"),
    (UP, 1, True, "ökar, utan värdering"),
    (NO_CHANGE, 0, False, "ingen säker förändring"),
)
LEVELS = (
    (4, True, "sämsta fjärdedelen"),
    (1, True, "bästa fjärdedelen"),
    (3, True, "näst sämsta"),
    (4, False, "troligen sämsta"),
)


def directions() -> list[tuple[str, str]]:
    """The direction marks, each an image address with its words."""
    return [(marks.direction(direction, sign, sure, 20), words) for direction, sign, sure, words in DIRECTIONS]


def levels() -> list[tuple[str, str]]:
    """The level marks, each an image address with its words."""
    return [(marks.level(quarter, certain, judged=True), words) for quarter, certain, words in LEVELS]


def among(findings: Iterable[Finding]) -> str:
    """What the levels are places among, in words."""
    return next((one.comparator for one in findings if one.level.quarter), ANYWHERE)
