"""What a refresh brought, and the sentences about what did not come."""

from dataclasses import dataclass, field

from norberg.kolada import Kpi
from norberg.program import Program
from norberg.store import Change


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
