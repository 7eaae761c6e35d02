"""What people said, sorted for a follow-up: of one goal or nyckeltal, since the previous one and before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from norberg.commentfile import GOAL, INDICATOR, Entry, Subject
from norberg.comments import Said
from norberg.program import Goal


@dataclass(frozen=True)
class Spoken:
    """What was said of one thing, newest first: since a day, and until then."""

    recent: tuple[Said, ...] = ()
    older: tuple[Said, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.recent or self.older)

    @property
    def all(self) -> tuple[Said, ...]:
        """All of it, the newest first."""
        return (*self.recent, *self.older)


def of(subjects: Iterable[Subject], told: Sequence[Said], day: str) -> Spoken:
    """What was said of some subjects that stand together.

    Args:
        subjects: a goal, or the nyckeltal of a card.
        told: everything that was said.
        day: ISO date of the previous follow-up; what was written after it is recent.
    """
    wanted = set(subjects)
    mine = [one for one in told if one.entry.subject in wanted]
    return Spoken(tuple(one for one in mine if one.entry.day > day), tuple(one for one in mine if one.entry.day <= day))


def indicators(numbers: Iterable[int]) -> list[Subject]:
    """The nyckeltal of a card as what a comment is about; one is written under the first."""
    return [Subject(INDICATOR, no) for no in numbers]


def subjects(goal: Goal) -> set[Subject]:
    """The goal and all its nyckeltal."""
    return {Subject(GOAL, goal.no), *indicators(one.no for one in goal.indicators)}


def label(entry: Entry) -> str:
    """An entry as a choice in a list: "mål 2: delvis uppfyllt, Anna Ek 2026-11-26"."""
    words = entry.verdict or f"{entry.text[:40].strip()}{'…' if len(entry.text) > 40 else ''}"
    return f"{entry.subject.words}: {' '.join(words.split())}, {entry.name} {entry.day}"
