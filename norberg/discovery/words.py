"""The Swedish sentences that say what was done and how little chance may explain."""

from collections.abc import Sequence

from norberg.discovery.chosen import Discoveries
from norberg.discovery.power import Row
from norberg.discovery.simulated import PLAIN
from norberg.sentences import counted, number

YEARS, USUAL = 10, 0.5  # measurements and persistence of the example: the middle measure has 0.6 (DESIGN 5.1b)


def told(found: Discoveries) -> tuple[str, ...]:
    """How many were tested, how many chance would give, what was done about it, and what can't be found."""
    return (tested(found), gates(found), small(found.power))


def tested(found: Discoveries) -> str:
    """How many tests were made, and how many of them chance alone would mark."""
    made = counted(found.tested, "prövning", "prövningar")
    return (
        f"{made} har gjorts. Om inget alls hade hänt skulle slumpen ändå ge omkring {number(found.by_chance, 0)} "
        "utslag, om varje prövning för sig fick vara fel i 5 % av fallen."
    )


def gates(found: Discoveries) -> str:
    """What a finding has passed."""
    asked = (
        "Därför krävs mer: det som visas ska vara säkert efter samma mått som programmets nyckeltal (för serier på mer "
        "än tio år sett över upp till tjugo, om de tio senaste går åt samma håll), och så tydligt att högst 5 % av "
        "fynden i genomsnitt beror på slumpen, hur måtten än hänger ihop."
    )
    if not found.found:
        return f"{asked} Inget klarade det."
    many = counted(len(found.found), "fynd", "fynd")
    wrong = number(found.expected_false, 1)
    return f"{asked} {many} klarade det; av dem är högst {wrong} att räkna med som slump, i genomsnitt."


def small(power: Sequence[Row]) -> str:
    """That small changes can't be found among so many, with measured shares."""
    known = {row.change: row.found for row in power if (row.kind, row.points, row.rho) == (PLAIN, YEARS, USUAL)}
    sizes = [size for size in (2.0, 4.0, 6.0, 8.0) if size in known]
    shares = ", ".join(f"{number(100 * known[size], 0)} % av dem på {number(size, 0)}" for size in sizes)
    return (
        "Små förändringar går inte att hitta bland så många mått. Mätt på påhittade mått hittas på tio år, när ett år "
        f"liknar det förra som i ett vanligt mått, {shares} gånger så mycket som ett enskilt värde brukar avvika. Att "
        "något inte syns här betyder inte att inget har hänt."
    )
