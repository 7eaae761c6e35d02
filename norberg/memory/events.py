"""What a refresh found of the meaning of ids and groups: other titles, units, questions, ends, flags and members."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from norberg.entry import Change
from norberg.memory import factor, titles

Kind = Literal["title", "unit", "question", "ended", "gender_split", "members", "first"]
OTHER = frozenset({"unit", "question"})  # values before and after can't be put in one series
FLAG = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Event:
    """One finding, with the fields of a row of the ledger.

    Attributes:
        kpi: its id; "" for a group.
        municipality: the group's id, the area first read; "" for a kpi.
        old, new: title, flag or members before and now.
        kind: "first" is the first reading of a kpi for an area: what it told was not there before.
        period, gender: empty, since it is no figure.
    """

    kpi: str
    municipality: str
    old: str
    new: str
    kind: Kind
    period: str = ""
    gender: str = ""


def folder(written: Path) -> Path:
    """Where they lie, a file a refresh, below NORBERG_DATA."""
    return written / "ledger" / "identity"


def of_facts(before: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]) -> list[Event]:
    """What has happened to titles and flags since the last reading.

    Args:
        before: id -> what Kolada said then: title, divided, listed.
        now: id -> what it says, of the ids asked for; ``listed`` False for one that it no longer has.
    """
    found = list[Event]()
    for kpi, new in now.items():
        if kpi not in before:
            continue
        old = before[kpi]
        if not new.get("listed", True):
            found += [Event(kpi, "", old["title"], "", "ended")] if old.get("listed", True) else []
            continue
        if old["title"] != new["title"]:
            found.append(Event(kpi, "", old["title"], new["title"], titles.kind(old["title"], new["title"])))
        if _flag(old["divided"]) != _flag(new["divided"]):
            found.append(Event(kpi, "", _flag(old["divided"]), _flag(new["divided"]), "gender_split"))
    return found


def _flag(value: object) -> str:
    return FLAG[value] if isinstance(value, bool) else str(value)


def of_groups(before: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> list[Event]:
    """Groups whose members are others than before: id -> codes."""
    return [
        Event("", group, " ".join(sorted(before[group])), " ".join(sorted(members)), "members")
        for group, members in now.items()
        if group in before and {*before[group]} != {*members}
    ]


def of_values(changes: Iterable[Change], names: Mapping[str, str], known: Collection[str]) -> list[Event]:
    """Ids whose values all changed by one factor, though the title says nothing of another unit.

    Args:
        changes: of this refresh.
        names: id -> title.
        known: ids whose title tells of it already.
    """
    pairs: dict[str, list[tuple[float, float]]] = {}
    for one in changes:
        if one.kind == "changed" and one.old is not None and one.new is not None and one.kpi not in known:
            pairs.setdefault(one.kpi, []).append((one.old, one.new))
    found = {kpi: factor.constant(those) for kpi, those in pairs.items()}
    return [
        Event(kpi, "", names.get(kpi, kpi), f"varje nytt värde är {factor.words(times)}", "unit")
        for kpi, times in found.items()
        if times
    ]


def first(before: pd.DataFrame, after: pd.DataFrame) -> list[Event]:
    """The kpis and areas that have values for the first time, one event each.

    Args:
        before: ``series.COLUMNS``, what was there.
        after: ``series.COLUMNS``, the answer.
    """
    pairs = ["kpi", "municipality"]
    had, has = (frame.dropna(subset=["value"])[pairs].drop_duplicates() for frame in (before, after))
    new = has.merge(had, on=pairs, how="left", indicator="there")
    new = new[new["there"] == "left_only"]
    return [Event(kpi, area, "", "", "first") for kpi, area in new[pairs].itertuples(index=False)]
