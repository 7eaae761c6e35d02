"""Where a changed figure has been used: saved agendas, and what people have written."""

from collections.abc import Iterable, Mapping, Sequence

from norberg.agenda import Agenda
from norberg.agenda_files import Saved
from norberg.commentfile import INDICATOR
from norberg.comments import Said
from norberg.memory.record import Refresh
from norberg.program import Program

REVISED = ("changed", "vanished")


def of(
    refresh: Refresh, program: Program, agendas: Sequence[Saved], comments: Iterable[Said]
) -> Mapping[int, tuple[str, ...]]:
    """The places that may rest on figures which a refresh changed, by the number of the nyckeltal.

    Args:
        refresh: what it changed; only own figures count.
        program: whose nyckeltal.
        agendas: one made later has the new figures already.
        comments: as agendas.

    Returns:
        Number -> Swedish clauses, only of nyckeltal that are mentioned anywhere.
    """
    numbers = _changed(refresh, program)
    said, seen = list(comments), refresh.seen
    found = {no: (*_agendas(no, agendas, seen), *_comments(no, said, seen)) for no in numbers}
    return {no: places for no, places in found.items() if places}


def since(agenda: Agenda, found: Iterable[Refresh], program: Program) -> tuple[str, ...]:
    """The nyckeltal of an agenda with figures that changed after it was made, with the day: "Ohälsotal (2026-11-20)".

    Args:
        agenda: with the day it was made, or that of its figures; without both nothing is known.
        found: what refreshes changed, newest first.
        program: whose nyckeltal.
    """
    made = agenda.created or agenda.read
    days: dict[int, str] = {}
    for one in found if made else ():
        if one.seen[: len(made)] >= made:
            days |= {no: one.seen[:10] for no in _changed(one, program) if no in agenda.numbers and no not in days}
    return tuple(f"{program.indicator(no).short_title} ({day})" for no, day in days.items())


def _changed(refresh: Refresh, program: Program) -> list[int]:
    """The nyckeltal whose own figures a refresh changed or no longer found."""
    rows = refresh.own[refresh.own["kind"].isin(REVISED)]
    touched = {(row.kpi, row.municipality) for row in rows.itertuples()}
    return [one.no for one in program.indicators if any((kpi, one.entity) in touched for kpi in one.kpis)]


def _agendas(no: int, agendas: Sequence[Saved], seen: str) -> Iterable[str]:
    for one in agendas:
        made = one.agenda.created or one.agenda.read
        if no in one.agenda.numbers and made <= seen[: len(made)]:
            day = f" från {made}" if made else ""
            yield f"dagordningen ”{one.agenda.name}”{day}"


def _comments(no: int, comments: Iterable[Said], seen: str) -> Iterable[str]:
    for one in comments:
        entry = one.entry
        if not entry.withdrawn and entry.subject == (INDICATOR, no) and entry.written[:10] <= seen[:10]:
            yield f"en kommentar av {entry.name} {entry.written[:10]}"
