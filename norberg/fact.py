"""What Kolada says about a kpi, as last read."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """What Kolada says about a kpi, and when it said so.

    ``divided`` is the official flag for a split by gender, ``publ_period`` the period that the publication on
    ``publication_date`` brings, ``description`` the definition (only after a fetch), ``listed`` False once Kolada's
    catalogue no longer has the id, ``meaning`` the ISO time from which the id means something else (another unit or
    question; "" if it never did since the app began to read it): older values are of another series.
    """

    id: str
    title: str
    divided: bool
    publication_date: str
    publ_period: str
    description: str
    read: str
    listed: bool = True
    meaning: str = ""


def of(row: Mapping) -> Fact:
    """A row of an embedded or stored table as a Fact."""
    divided = row["divided"]
    return Fact(
        id=row["id"],
        title=row["title"],
        divided=divided if isinstance(divided, bool) else divided == "yes",
        publication_date=row.get("publication_date") or "",
        publ_period=row.get("publ_period") or "",
        description=row.get("description") or "",
        read=row["read"],
        listed=row.get("listed", True),
        meaning=row.get("meaning") or "",
    )
