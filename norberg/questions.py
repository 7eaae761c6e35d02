"""The questions of a refresh: cells of kpis and areas, sized so that a page of the answer is full, each staged."""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from norberg import series
from norberg.kolada import BATCH, PER_PAGE, Kolada
from norberg.store import Store

Progress = Callable[[int, int, str], None]

ROOM = 0.96  # of a page that is planned for: the next areas may have a few more years than the last ones
UNKNOWN_YEARS = 15  # rows an area is expected to have of a kpi nobody has read: the median series of the program


@dataclass
class Questions:
    """Asks cell after cell; what has come is staged, so that an interrupted refresh goes on where it stopped.

    Attributes:
        client: the session with Kolada.
        store: where answers are staged.
        now: ISO time of the refresh; answers staged on another day are not used.
        progress: called with areas done, areas in all, and a Swedish word on what is going on.
        years: kpi -> rows expected for one area, from what is known.
        refused: ids of kpis or areas that Kolada refuses even alone.
    """

    client: Kolada
    store: Store
    now: str
    progress: Progress
    years: Mapping[str, int]
    refused: set[str] = field(default_factory=set)

    def answers(self, kpis: Sequence[str], areas: Sequence[str], since: str = "") -> list[pd.DataFrame]:
        """Ask for every kpi and area.

        Args:
            kpis: ids.
            areas: codes of areas and groups.
            since: ISO date: only what has changed since then; "" for whole series.

        Returns:
            Tidy frames with ``series.COLUMNS``; ``attrs`` say what was asked for and when (kpis, areas, fetched), and
            whether that was changes only (partial).

        Raises:
            KoladaError: Kolada did not answer; what came stays staged.
            StoreError: the store can't be written.
        """
        batches = [tuple(kpis[i : i + BATCH]) for i in range(0, len(kpis), BATCH)]
        frames, total = list[pd.DataFrame](), max(len(batches) * len(areas), 1)
        for number, batch in enumerate(batches):
            for done, frame in self._batch(batch, areas, since):
                self.progress(number * len(areas) + done, total, f"Hämtar från Kolada, {len(kpis)} nyckeltal")
                frames.append(frame)
        self.progress(total, total, "Sparar")
        return frames

    def _batch(self, kpis: tuple[str, ...], areas: Sequence[str], since: str) -> Iterator[tuple[int, pd.DataFrame]]:
        """The cells of one batch of kpis: as many areas at once as fill a page, learnt from the cell before."""
        done, rows = 0, float(sum(self.years.get(kpi, UNKNOWN_YEARS) for kpi in kpis))
        while done < len(areas):
            size = min(max(int(ROOM * PER_PAGE / max(rows, 1)), 1), BATCH)
            some = tuple(areas[done : done + size])
            frame = self._cell(kpis, some, since)
            rows = len(frame.drop_duplicates(["kpi", "municipality", "period"])) / len(some)
            done += len(some)
            yield done, frame

    def _cell(self, kpis: tuple[str, ...], areas: tuple[str, ...], since: str) -> pd.DataFrame:
        name = f"{self.now[:10]} {hashlib.sha256(repr((kpis, areas, since)).encode()).hexdigest()}"
        if staged := self.store.staged(name):
            return pd.read_parquet(io.BytesIO(staged))
        answer = self.client.data(kpis, areas, from_date=since or None)
        frame = series.tidy(answer.rows, self.now)
        frame.attrs = {"kpis": list(kpis), "areas": list(areas), "fetched": self.now, "partial": bool(since)}
        self.refused.update(answer.refused)
        if not answer.refused:
            sink = io.BytesIO()
            frame.to_parquet(sink, compression="zstd")
            self.store.stage(name, sink.getvalue())
        return frame
