"""What the rules need to know of a measure: its breaks, rhythm, rounding and persistence."""

from dataclasses import dataclass

from norberg.program import Indicator

SLOW = 0.15  # correlation of a year's change with the next from which a measure is a slow stock, such as the share 65
# and older: its changes are no independent draws, so that limits for "unusual" mean nothing (DESIGN 5.2)
COUNTS = ("count",)  # kinds that depend on a municipality's size and are never ranked (DESIGN 5.3)


@dataclass(frozen=True)
class Persistence:
    """How much of a year's deviation is left the next year, estimated from all municipalities (DESIGN 5.1b).

    ``rho`` is that of the values around a line, ``relative`` that of the values minus the municipalities' median,
    ``gap`` that of women minus men; for rolling means those of the underlying single years. None is capped here.
    ``change`` is the lag-1 correlation of the year-to-year changes.
    """

    rho: float
    relative: float
    gap: float
    change: float = 0.0


UNKNOWN = Persistence(0.6, 0.6, 0.6)  # the median measure (DESIGN 5.1b), where a measure has no estimate


@dataclass(frozen=True)
class Measure:
    """One series as the rules see it.

    Attributes:
        kpi: id.
        direction: what is better: higher, lower or neutral.
        breaks: first years after a break.
        cadence: smallest number of years between measurements.
        longest_step: largest number of years between measurements; further apart there is a hole.
        window: years that a value is the mean of (a rolling mean), otherwise 1.
        step: one rounding step of what is published, in the unit.
        persistence: of single years.
        code: values are codes: no mean, no trend, no rank.
        count: values depend on the size of a municipality: no rank.
        recomputed: the whole series is revised at each publication.
    """

    kpi: str
    direction: str
    breaks: tuple[int, ...] = ()
    cadence: int = 1
    longest_step: int = 1
    window: int = 1
    step: float = 0.1
    persistence: Persistence = UNKNOWN
    code: bool = False
    count: bool = False
    recomputed: bool = False

    @property
    def slow(self) -> bool:
        """Whether it is a slow stock."""
        return self.persistence.change >= SLOW


def of(indicator: Indicator, kpi: str, persistence: dict[str, Persistence]) -> Measure:
    """The measure of a nyckeltal under one of its ids; a retired id has no breaks on file.

    Args:
        indicator: the nyckeltal.
        kpi: the id whose values are judged.
        persistence: id -> estimate; ids that are not there get UNKNOWN.
    """
    own = kpi == indicator.use_id
    rolling = indicator.kind == "rolling mean"
    return Measure(
        kpi,
        indicator.direction,
        tuple(one.first_year for one in indicator.breaks) if own else (),
        indicator.cadence_years,
        indicator.longest_step,
        indicator.window_years if rolling else 1,
        10.0**-indicator.decimals,
        persistence.get(kpi, UNKNOWN),
        indicator.is_code,
        indicator.kind in COUNTS or kpi.startswith("LOK_"),
        indicator.recomputed,
    )
