"""Kolada's list of kpis as last read: what each is called, what it means, and whom it is measured for."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from norberg import fact
from norberg.fact import Fact
from norberg.records import Kpi

NAME = "catalogue"  # of the facts in the store
NEEDED = ("id", "title", "divided", "municipality_type", "operating_area", "has_ou_data")  # what of each row is read
REGIONS = "L"  # municipality_type of what is measured for regions only; K for municipalities, A for both
SIMILAR = {  # Kolada's operating area -> the word in the title of the group that is alike there
    "Förskoleverksamhet": "förskola",
    "Grundskola åk 0-9 inkl förskoleklass": "grundskola",
    "Gymnasieskola åk 1-3": "gymnasieskola",
    "Individ- och familjeomsorg": "IFO",
    "Arbetsmarknad": "arbetsmarknad",
}
ALIKE, OVERALL = "Liknande kommuner", "övergripande"  # how the titles of such groups begin, and the one for the rest


@dataclass(frozen=True, slots=True)
class Listed:
    """One kpi of the list.

    Attributes:
        fact: id, title, definition and the next publication.
        measured: Kolada's municipality_type: K, L or A.
        area: Kolada's operating area; "" without.
        units: whether single schools, homes and the like have values too.
    """

    fact: Fact
    measured: str
    area: str
    units: bool

    @property
    def regions_only(self) -> bool:
        """Whether no municipality can have a value."""
        return self.measured == REGIONS


@dataclass(frozen=True)
class Catalogue:
    """The whole list: id -> kpi in Kolada's order, and the ISO time it was read."""

    rows: Mapping[str, Listed]
    read: str


def rows(kpis: Iterable[Kpi]) -> list[dict]:
    """Kolada's objects as the store keeps them."""
    return [asdict(one) for one in kpis]


def of(kept: tuple[list[dict], str] | None) -> Catalogue | None:
    """The list out of what the store keeps; None where it was never read."""
    if kept is None:
        return None
    return Catalogue({row["id"]: _listed(row, kept[1]) for row in kept[0]}, kept[1])


def _listed(row: dict, read: str) -> Listed:
    told = fact.of({**row, "read": read})
    return Listed(told, row["municipality_type"] or "", row["operating_area"] or "", row["has_ou_data"])


def similar(listed: Listed | None, groups: Mapping[str, str]) -> str:
    """The group of municipalities that are alike for the operating area of a kpi; "" where none is known.

    Args:
        listed: the kpi; None where only its title is known.
        groups: id -> title of the municipality's groups.
    """
    alike = {key: title.split() for key, title in groups.items() if title.startswith(ALIKE)}
    for word in (SIMILAR.get(listed.area if listed else "", OVERALL), OVERALL):
        for key, words in alike.items():
            if word in [one.strip(",") for one in words]:
                return key
    return ""
