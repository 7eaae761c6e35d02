"""The ready comparisons of ``program.toml``: lists of municipalities, Kolada's groups, and those that are looked up."""

from dataclasses import dataclass
from typing import Any

from norberg.columns import AREA, GROUP, SLUG
from norberg.sheet import quoted
from norberg.tomlfile import Table

KINDS = ("similar", "all", "country")  # sets whose members are looked up: by nyckeltal, every municipality, Riket


@dataclass(frozen=True)
class ComparisonSet:
    """A ready comparison: ``members`` (codes), a ``group`` (id) or a kind of KINDS; ``kind`` says which."""

    address: str
    title: str
    members: tuple[str, ...]
    group: str
    kind: str


def read(root: Table) -> dict[str, Any]:
    """The ready comparisons, those of them that hold from the start, and the groups to fetch, as fields of Program.

    Args:
        root: the outermost table of ``program.toml``; its faults get what is wrong.
    """
    tables, addresses = root.tables("sets", "jämförelse"), set[str]()
    found = [one for table in tables if (one := _set(table)) and table.first("address", one.address, addresses)]
    chosen = root.texts("default_sets", SLUG, "vastmanland")
    for address in chosen:
        if address not in addresses:
            root.wrong("default_sets", f"jämförelsen {quoted(address)} finns inte bland [[sets]]")
    return {
        "sets": tuple(found),
        "default_sets": tuple(one for one in chosen if one in addresses),
        "groups": root.texts("groups", GROUP, "G36017"),
    }


def _set(table: Table) -> ComparisonSet | None:
    """The comparison; None with a fault if it can't be used."""
    before = len(table.faults)
    address, title = table.text("address", SLUG, "vastmanland"), table.text("title")
    given = [key for key in ("members", "group", "kind") if key in table.values]
    if len(given) != 1:
        table.wrong("kind", "jämförelsen ska ha precis en av nycklarna members, group och kind")
        return None
    members = table.texts("members", AREA, "1962") if given == ["members"] else ()
    group = table.text("group", GROUP, "G36017") if given == ["group"] else ""
    kind = table.text("kind", "|".join(KINDS), " eller ".join(KINDS)) if given == ["kind"] else given[0]
    return None if len(table.faults) > before else ComparisonSet(address, title, members, group, kind)
