"""Asking Kolada cell by cell: what is staged is not asked for again, what fails is narrowed down to the kpi."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from norberg.errors import KoladaError, KoladaGone, KoladaStalled, KoladaStatus, KoladaUnreachable, LakeError
from norberg.kolada import Kolada
from norberg.lake.stage import Cell, Stage, name_of, table_of
from norberg.records import Row

FATAL = (KoladaUnreachable, KoladaGone, KoladaStalled)  # the next cell would fare no better
BUSY = frozenset({429, 503})  # nor would it when Kolada asks to be left alone
IN_A_ROW, MOST = 8, 60  # failures after which Kolada is down: one kpi among 25 is found in five


@dataclass
class Cells:
    """Asks for cells and remembers what did not come.

    Attributes:
        client: the session with Kolada.
        stage: where answers are staged.
        areas: codes whose rows are kept.
        lost: kpi -> why it could not be read, in Swedish; not asked for again.
        refused: ids that Kolada refuses even alone.
    """

    client: Kolada
    stage: Stage
    areas: Collection[str]
    lost: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    _mine: set[str] = field(default_factory=set)
    _failures: list[int] = field(default_factory=lambda: [0, 0])  # in a row, in all

    def ask(self, kpis: Sequence[str], areas: Sequence[str] | None, years: Sequence[int] | None = None) -> str:
        """Ask for a cell unless it is staged; one that an earlier run could not read whole is asked for again.

        Args:
            kpis: ids, at most 25.
            areas: codes, at most 25; None for every area, in ``years``.
            years: calendar years; None for all.

        Returns:
            The name under which ``cell`` finds the answer.

        Raises:
            KoladaError: Kolada does not answer at all; what came stays staged.
            LakeError: it can't be staged.
        """
        name = name_of(kpis, areas or (), years or ())
        staged = self.stage.get(name)
        if staged is None or not (staged.whole or name in self._mine):
            self.stage.put(name, self._asked(kpis, areas, years))
            self._mine.add(name)
        return name

    def cell(self, name: str) -> Cell:
        """A cell that was asked for; raises LakeError if it has gone from the stage meanwhile."""
        found = self.stage.get(name)
        if found is None:
            raise LakeError(f"Det hämtade i {self.stage.place.url} är borta eller skadat. Kör om: resten finns kvar.")
        return found

    def _asked(self, kpis: Sequence[str], areas: Sequence[str] | None, years: Sequence[int] | None) -> Cell:
        before, known = self.client.requests, set(self.lost)
        wanted = [kpi for kpi in kpis if kpi not in self.lost and kpi not in self.refused]
        rows, refused = self._fetched(wanted, areas, years)
        lost = {kpi: why for kpi, why in self.lost.items() if kpi not in known}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Cell(table_of(rows), now, len(rows), self.client.requests - before, sorted(refused), lost)

    def _fetched(
        self, kpis: Sequence[str], areas: Sequence[str] | None, years: Sequence[int] | None
    ) -> tuple[list[Row], set[str]]:
        """The rows and the ids refused; a failed question is asked in halves, down to the kpi that is at fault."""
        if not kpis:
            return [], set()
        try:
            answer = self.client.data(kpis, areas, years, keep=self.areas)
        except KoladaError as error:
            self._count(error)
            if len(kpis) == 1:
                self.lost[kpis[0]] = str(error)
                return [], set()
            middle = len(kpis) // 2
            halves = [self._fetched(some, areas, years) for some in (kpis[:middle], kpis[middle:])]
            return [row for rows, _ in halves for row in rows], {one for _, ids in halves for one in ids}
        self._failures[0] = 0
        self.refused.update(answer.refused)
        return answer.rows, set(answer.refused)

    def _count(self, error: KoladaError) -> None:
        """Raises the error if going on makes no sense."""
        self._failures = [one + 1 for one in self._failures]
        busy = isinstance(error, KoladaStatus) and error.status in BUSY
        if busy or isinstance(error, FATAL) or self._failures[0] >= IN_A_ROW or self._failures[1] >= MOST:
            raise error
