"""What a refresh brought, and the sentences about what did not come."""

from dataclasses import dataclass, field

from norberg.kolada import Kpi
from norberg.program import Municipality, Program
from norberg.sentences import counted
from norberg.store import Change

SHOWN_CHANGES = 10  # changes that are told one by one


@dataclass
class Summary:
    """What a refresh brought.

    Attributes:
        kpis: ids that were asked for.
        areas: number of areas.
        values: number of values that came, nulls left out.
        requests: HTTP requests made.
        empty: ids that were answered without any value.
        unlisted: required ids that Kolada's list of kpis lacks.
        refused: ids of kpis or areas that Kolada refuses even alone.
        retitled: sentences about ids whose official title is not the one on file.
        changes: values added, changed or vanished since the last reading.
        notes: what the client had to bend.
        unchanged_since: the date since which only changes were asked for of ``partly`` kpis; "" without any.
        partly: how many those were.
    """

    kpis: tuple[str, ...] = ()
    areas: int = 0
    values: int = 0
    requests: int = 0
    empty: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    retitled: tuple[str, ...] = ()
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchanged_since: str = ""
    partly: int = 0

    @property
    def complete(self) -> bool:
        """Whether everything that was required has been answered."""
        return not self.unlisted and not self.refused


def retitled(listed: dict[str, Kpi], program: Program) -> tuple[str, ...]:
    """Sentences about ids whose official title is not the one on file: they may measure something else now."""
    return tuple(
        f"{i.use_id} heter nu ”{listed[i.use_id].title}” i Kolada, men ”{i.use_title}” i "
        f"{f'data/indicators.csv (nr {i.no})' if i.goal else 'data/themes.csv'}: kontrollera att det mäter samma sak."
        for i in (*program.indicators, *program.outside)
        if i.use_id in listed and listed[i.use_id].title != i.use_title
    )


def unanswered(summary: Summary) -> list[str]:
    """Sentences about ids that Kolada's list no longer has, or refuses; none if all were answered."""
    kept = "De senast inlästa värdena visas med sitt datum."
    found = [("Finns inte längre i Koladas lista", summary.unlisted), ("Kolada avböjer frågor om", summary.refused)]
    return [f"{words}: {', '.join(ids)}. {kept}" for words, ids in found if ids]


def told(summary: Summary, municipality: Municipality) -> list[str]:
    """What the refresh brought, a sentence a line; SHOWN_CHANGES at most of what changed for the municipality."""
    lines = [
        f"Hämtade {counted(summary.values, 'värde', 'värden')} för {len(summary.kpis)} nyckeltal och {summary.areas} "
        f"områden med {counted(summary.requests, 'fråga', 'frågor')}."
    ]
    if summary.partly:
        changed = f"bara det som ändrats sedan {summary.unchanged_since}"
        lines.append(f"För {counted(summary.partly, 'nyckeltal', 'nyckeltal')} hämtades {changed}.")
    if summary.empty:
        lines.append(f"Kolada svarade utan värden för {len(summary.empty)} nyckeltal: {', '.join(summary.empty)}.")
    lines += [*unanswered(summary), *summary.retitled, *summary.notes]
    kinds = {kind: sum(one.kind == kind for one in summary.changes) for kind in ("added", "changed", "vanished")}
    lines.append("Sedan förra läsningen: {added} nya, {changed} ändrade, {vanished} borttagna värden.".format(**kinds))
    here = [one for one in summary.changes if one.municipality == municipality.code and one.kind != "added"]
    lines += [
        f"  {one.kpi} {one.period} {one.gender}: {one.old} → {one.new if one.new is not None else 'borttaget'}"
        for one in here[:SHOWN_CHANGES]
    ]
    if len(here) > SHOWN_CHANGES:
        lines.append(f"  … och {len(here) - SHOWN_CHANGES} till för {municipality.name}.")
    return lines
