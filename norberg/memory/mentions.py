"""Where a changed figure has been used: saved agendas, and what people have written."""

from collections.abc import Iterable, Mapping, Sequence

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
    rows = refresh.own[refresh.own["kind"].isin(REVISED)]
    touched = {(row.kpi, row.municipality) for row in rows.itertuples()}
    numbers = [one.no for one in program.indicators if any((kpi, one.entity) in touched for kpi in one.kpis)]
    said, seen = list(comments), refresh.seen
    found = {no: (*_agendas(no, agendas, seen), *_comments(no, said, seen)) for no in numbers}
    return {no: places for no, places in found.items() if places}


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
