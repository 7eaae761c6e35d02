"""The year from this month on: twelve months with the days on which something is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from norberg.wheel.coming import DUE, Coming
from norberg.wheel.followups import FollowUp

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
LENGTH = 12  # months shown


@dataclass(frozen=True)
class Day:
    """One day: its follow-ups first, then what is published."""

    date: date
    followups: tuple[FollowUp, ...]
    published: tuple[Coming, ...]

    @property
    def words(self) -> str:
        """The day as it stands in its month: "15 april"."""
        return f"{self.date.day} {MONTHS[self.date.month - 1]}"


@dataclass(frozen=True)
class Month:
    """One month with its days, empty ones left out."""

    year: int
    month: int
    days: tuple[Day, ...]

    @property
    def title(self) -> str:
        """The month in words: "November 2026"."""
        return f"{MONTHS[self.month - 1].capitalize()} {self.year}"


def months(found: Iterable[Coming], followups: Sequence[FollowUp], today: date) -> tuple[Month, ...]:
    """The twelve months from that of today on; days before today are left out.

    Args:
        found: the publications; only those that are due have a day here.
        followups: each stands on its next day.
        today: where the year begins.
    """
    due = [(one, one.day) for one in found if one.state == DUE and one.day]
    told = []
    for at in range(LENGTH):
        year, month = today.year + (today.month - 1 + at) // 12, (today.month - 1 + at) % 12 + 1
        here = {when for _, when in due if (when.year, when.month) == (year, month)}
        held = {one: one.next(today) for one in followups}
        here |= {when for when in held.values() if (when.year, when.month) == (year, month)}
        days = tuple(
            Day(
                when,
                tuple(one for one, then in held.items() if then == when),
                tuple(one for one, then in due if then == when),
            )
            for when in sorted(here)
        )
        told.append(Month(year, month, days))
    return tuple(told)


def later(found: Iterable[Coming], shown: Sequence[Month]) -> tuple[Coming, ...]:
    """What is due after the months shown, the soonest first."""
    last = (shown[-1].year, shown[-1].month)
    due = [one for one in found if one.state == DUE and one.day and (one.day.year, one.day.month) > last]
    return tuple(sorted(due, key=lambda one: one.day or date.max))
