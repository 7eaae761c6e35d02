"""Kolada's lists, and what of them an update asks for."""

from dataclasses import asdict, dataclass

from norberg.catalogue.listing import REGIONS
from norberg.errors import KoladaShape
from norberg.kolada import Kolada, Kpi, Municipality

UNKNOWN = "Kolada känner inte till {}."


@dataclass(frozen=True)
class Wanted:
    """What an update asks for.

    Attributes:
        home: the municipality's code.
        areas: codes; empty for every area that Kolada lists.
        kpis: ids; empty for every kpi that Kolada lists.
    """

    home: str
    areas: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lists:
    """What Kolada lists.

    Attributes:
        listed: every kpi.
        kpis, areas: those that are wanted.
        groups: every group of municipalities: id, title, members (codes).
        unknown: wanted kpis and areas that Kolada does not list.
    """

    listed: tuple[Kpi, ...]
    kpis: tuple[Kpi, ...]
    areas: tuple[Municipality, ...]
    groups: tuple[dict, ...]
    unknown: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the areas."""
        return tuple(one.id for one in self.areas)

    @property
    def regions(self) -> tuple[str, ...]:
        """Codes of the regions and the country among the areas."""
        return tuple(one.id for one in self.areas if one.type == REGIONS)

    def areas_of(self, kpi: Kpi) -> tuple[str, ...]:
        """Codes of the areas that a kpi is asked for."""
        return self.regions if kpi.municipality_type == REGIONS else self.codes

    def rows(self) -> dict[str, list[dict]]:
        """The lists as the manifest keeps them."""
        return {
            "kpis": [asdict(one) for one in self.listed],
            "areas": [{"id": one.id, "title": one.title, "type": one.type} for one in self.areas],
            "groups": list(self.groups),
        }


def read(client: Kolada, wanted: Wanted) -> Lists:
    """Kolada's lists: four questions.

    Raises:
        KoladaError: Kolada did not answer, or with an empty list.
    """
    kpis, areas = client.kpis(), client.municipalities()
    groups = [{"id": g.id, "title": g.title, "members": [code for code, _ in g.members]} for g in client.groups()]
    if not kpis or not areas:
        raise KoladaShape("Koladas lista över nyckeltal eller kommuner är tom.", f"{client.url}/kpi")
    known = {*(one.id for one in kpis), *(one.id for one in areas)}
    return Lists(
        tuple(kpis),
        tuple(one for one in kpis if not wanted.kpis or one.id in wanted.kpis),
        tuple(one for one in areas if not wanted.areas or one.id in wanted.areas),
        tuple(groups),
        tuple(one for one in (*wanted.kpis, *wanted.areas) if one not in known),
    )
