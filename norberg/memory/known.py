"""What Kolada says of every kpi after a refresh, and since when an id has meant something else."""

from collections.abc import Iterable, Mapping
from typing import Any

from norberg.embedded import NEEDED
from norberg.memory import events
from norberg.memory.events import OTHER, Event
from norberg.records import Kpi
from norberg.source import Source
from norberg.store import Store

Rows = dict[str, dict[str, Any]]


def before(source: Source, store: Store) -> Rows:
    """What was known of every kpi: id -> row.

    The store is asked again, since another part of the same fetch may have been published since ``source`` was made.
    """
    rows: Rows = {kpi: {**vars(fact)} for kpi, fact in source.facts.items()}
    return rows | {row["id"]: row for row in (store.facts("kpis", NEEDED["kpis"]) or ([], ""))[0]}


def after(was: Rows, listed: Mapping[str, Kpi], asked: Iterable[str], now: str) -> tuple[Rows, list[Event]]:
    """What is known now: the new words, what was known of those that are gone, and the rest as it was.

    Args:
        was: as ``before`` gives it.
        listed: what Kolada's list has of the ids asked for.
        asked: ids.
        now: ISO time of the refresh.

    Returns:
        Id -> row, and what has happened to titles and flags.
    """
    gone = {kpi: {**was[kpi], "listed": False} for kpi in asked if kpi in was and kpi not in listed}
    new = {kpi: _row(one, now) | {"meaning": was.get(kpi, {}).get("meaning", "")} for kpi, one in listed.items()}
    found = events.of_facts(was, gone | new)
    return moved(was | gone | new, found, now), found


def moved(rows: Rows, found: Iterable[Event], now: str) -> Rows:
    """The rows with the time from which an id means something else, where an event says that it does."""
    other = {one.kpi for one in found if one.kind in OTHER}
    return {kpi: {**row, "meaning": now} if kpi in other else row for kpi, row in rows.items()}


def _row(one: Kpi, now: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "divided": one.divided,
        "publication_date": one.publication_date or "",
        "publ_period": one.publ_period or "",
        "description": one.description or "",
        "read": now,
        "listed": True,
    }
