"""What has no day in the twelve months, group by group, each with its reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from norberg.sentences import counted, day
from norberg.wheel import year
from norberg.wheel.coming import DUE, ENDED, HERE, NO_DATE, OVERDUE, OWN, PASSED, UNREAD, Coming
from norberg.wheel.year import Month

LATER = "later"
TITLES = {  # in the order shown: group -> heading and why
    OVERDUE: (
        "Försenade",
        "Kolada tillfrågades efter dagen, angav den fortfarande och hade inte värdena.",
    ),
    PASSED: (
        "Dagen har passerat",
        "Värdena kan ha kommit sedan uppgiften lästes: hämta från Kolada för att få veta.",
    ),
    LATER: ("Senare än året som visas", "Dagen ligger efter den sista månaden ovan."),
    HERE: ("Redan inlästa", "Den dag som Kolada anger gäller värden som redan finns här."),
    NO_DATE: ("Utan dag i Kolada", "Kolada anger ingen nästa publicering."),
    UNREAD: ("Uppgift saknas", "Koladas uppgift om nyckeltalet är inte inläst."),
    OWN: ("Egna serier", "De finns inte i Kolada. Tiden bestäms av den som lämnar värdena."),
    ENDED: ("Har upphört", "Inga fler värden väntas från Kolada."),
}


@dataclass(frozen=True)
class Group:
    """Publications of one kind, with a heading and why they have no day; ``late`` if each is marked as overdue."""

    title: str
    why: str
    found: tuple[Coming, ...]
    late: bool = False


def groups(found: Sequence[Coming], shown: Sequence[Month]) -> tuple[Group, ...]:
    """The groups that have something.

    Args:
        found: every publication.
        shown: the months that have the others.
    """
    told = []
    for state, (title, why) in TITLES.items():
        those = year.later(found, shown) if state == LATER else tuple(one for one in found if one.state == state)
        if those:
            told.append(Group(f"{title} ({len(those)})", why, those, state == OVERDUE))
    return tuple(told)


def lead(found: Sequence[Coming]) -> str:
    """What the months show, by when Kolada said it, in words."""
    days = Counter(day(one.read) for one in found if one.read)
    if not days:
        return "Inga uppgifter om nästa publicering är inlästa."
    common, count = days.most_common(1)[0]
    others = sum(days.values()) - count
    more = f", {counted(others, 'uppgift', 'uppgifter')} en annan dag" if others else ""
    due = sum(len(one.indicators) for one in found if one.state == DUE)
    all_of = sum(len(one.indicators) for one in found)
    return (
        f"{due} av {all_of} nyckeltal har en kommande dag enligt Koladas uppgifter, lästa {common}{more}. "
        "Årtalet efter namnet är det år som värdena gäller. Kolada kan flytta en dag."
    )
