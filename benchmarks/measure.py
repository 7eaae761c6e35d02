"""Ratios of interleaved runs: what a table row is, and how one is worked out and printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        what: what is compared with what.
        ratio: the median over the rounds; a plain measure where ``unit`` says so.
        low, high: its quartiles over the rounds, which is the noise of the run; equal where there is nothing random.
        target: the most the ratio may be; None for what is only told.
        note: sizes and conditions.
        unit: of ``ratio``; empty for a ratio.
    """

    what: str
    ratio: float
    low: float
    high: float
    target: float | None = None
    note: str = ""
    unit: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met, or the distance to it."""
        if self.target is None:
            return ""
        return "met" if self.ratio <= self.target else f"missed: {self.ratio / self.target:.2f} x the target"


def compared(what: str, ours: Sequence[float], theirs: Sequence[float], target: float | None, note: str = "") -> Row:
    """The ratio of two measures taken in turn.

    Args:
        what: the row's name.
        ours, theirs: measures of the same rounds, in any common unit.
        target: the most the ratio may be.
        note: sizes and conditions; the two medians are added by the caller where they help.
    """
    base = median(theirs)
    low, high = spread([one / base for one in ours])
    return Row(what, median(ours) / base, low, high, target, note)


def exact(what: str, value: float, target: float | None, note: str = "", unit: str = "") -> Row:
    """A count, or one measure without rounds."""
    return Row(what, value, value, value, target, note, unit)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The quartiles; the ends of fewer than four values."""
    if len(values) < 4:
        return min(values), max(values)
    low, _, high = quantiles(values, n=4)
    return low, high


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def in_turn(rounds: int, **works: Callable[[], object]) -> dict[str, list[float]]:
    """Seconds of each work in each round, one after the other, so that a busy spell hits all of them."""
    for work in works.values():
        work()  # the first time pays for imports and empty caches
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(seconds(work))
    return taken


def milliseconds(values: Sequence[float]) -> str:
    """The median of some seconds, for a note."""
    return f"{median(values) * 1000:.3g} ms"


def table(rows: Sequence[Row]) -> str:
    """The rows as lines of text: what, measured (quartiles of the run), target, verdict, note."""
    lines = [("what", "measured", "(quartiles)", "target", "")]
    for row in rows:
        noise = f"({row.low:.3g}–{row.high:.3g})" if row.low != row.high else ""
        target = "" if row.target is None else f"<= {row.target:g}"
        lines.append((row.what, f"{row.ratio:.3g} {row.unit}".strip(), noise, target, row.verdict))
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    notes = ["", *(row.note for row in rows)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + (f"\n    {note}" if note else "")
        for line, note in zip(lines, notes, strict=True)
    )
