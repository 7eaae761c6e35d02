"""The follow-ups of ``program.toml``: a day in the year each, which the office decides."""

from dataclasses import dataclass
from datetime import date

from norberg.columns import SLUG
from norberg.tomlfile import Table

COMMON = 2001  # no leap year: a day that this year has, every year has


@dataclass(frozen=True)
class FollowUp:
    """A follow-up that comes back every year.

    Attributes:
        address: the occasion as the follow-up's page has it in its link.
        title: what it is called.
        month, day: when.
        confirmed: whether the office has decided the day; otherwise it is a proposal and said to be one.
    """

    address: str
    title: str
    month: int
    day: int
    confirmed: bool = False

    def next(self, today: date) -> date:
        """The next day of it, today included."""
        this = date(today.year, self.month, self.day)
        return this if this >= today else this.replace(year=today.year + 1)


def read(root: Table) -> tuple[FollowUp, ...]:
    """The follow-ups in the file's order; one without a day that every year has is left out with a fault.

    Args:
        root: the outermost table of ``program.toml``; its faults get what is wrong. The file need not have any.
    """
    if "followups" not in root.values:
        return ()
    return tuple(one for table in root.tables("followups", "uppföljning") if (one := _one(table)))


def _one(table: Table) -> FollowUp | None:
    before = len(table.faults)
    address, title = table.text("address", SLUG, "halvarsbokslut"), table.text("title")
    month, day = table.whole("month", 1, 12), table.whole("day", 1, 31)
    confirmed = table.values.get("confirmed", False)
    if not isinstance(confirmed, bool):
        table.wrong("confirmed", "ska vara true eller false utan citattecken")
    if len(table.faults) == before and not _exists(month, day):
        table.wrong("day", f"månad {month} har ingen dag {day} varje år")
    return FollowUp(address, title, month, day, confirmed) if len(table.faults) == before else None


def _exists(month: int, day: int) -> bool:
    try:
        date(COMMON, month, day)
    except ValueError:
        return False
    return True
