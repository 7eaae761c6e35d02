"""Which municipalities are alike, for every municipality: out of the titles and members of Kolada's groups."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from norberg.catalogue.listing import ALIKE, OVERALL, SIMILAR

# "Liknande kommuner IFO, Norberg, 2024" and "Liknande kommuner, övergripande, Norberg, 2025"
TITLE = re.compile(rf"{ALIKE},? (?P<kind>[^,]+), (?P<name>.+), (?P<year>\d{{4}})")
Members = Mapping[str, tuple[str, ...]]  # municipality -> those that are like it


@dataclass(frozen=True)
class Alike:
    """Similar municipalities by kind: "förskola", "övergripande", ... -> municipality -> those that are like it."""

    kinds: Mapping[str, Members]

    def of(self, operating_area: str) -> Members:
        """Who is like whom in one of Kolada's operating areas; like all in all where the area has no group of its own.

        Args:
            operating_area: Kolada's words for it; "" where it has none.

        Returns:
            Municipality -> its similar ones; a municipality whose groups are not known is not there.
        """
        kind = SIMILAR.get(operating_area, OVERALL)
        return {**self.kinds.get(OVERALL, {}), **self.kinds.get(kind, {})}


def of(groups: Iterable[Mapping[str, Any]], areas: Iterable[Mapping[str, Any]]) -> Alike:
    """Read the groups.

    Args:
        groups: Kolada's groups with id, title and members (codes); those of no single municipality are passed over.
        areas: municipalities and regions with id and title.

    Returns:
        The newest group of each kind and municipality.
    """
    codes = {area["title"]: area["id"] for area in areas}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for group in sorted(groups, key=_year):
        title = TITLE.fullmatch(group["title"])
        if title and (code := codes.get(title["name"])):
            others = tuple(one for one in group["members"] if one != code)
            found.setdefault(title["kind"], {})[code] = others
    return Alike(found)


def _year(group: Mapping[str, Any]) -> str:
    title = TITLE.fullmatch(group["title"])
    return title["year"] if title else ""
