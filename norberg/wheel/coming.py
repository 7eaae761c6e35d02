"""When each nyckeltal is next published, as Kolada said when it was last asked."""

from dataclasses import dataclass
from datetime import date

from norberg import absence, lookup
from norberg.fact import Fact
from norberg.program import Indicator
from norberg.sentences import day
from norberg.source import Source

DUE = "due"  # the day is today or later
OVERDUE = "overdue"  # it has passed; the day and the values were asked for after it, and neither was newer
PASSED = "passed"  # it has passed, and nobody has asked for both since
HERE = "here"  # the values it brings are here already: it says nothing of the next
NO_DATE, ENDED, OWN, UNREAD = "no_date", "ended", "own", "unread"


@dataclass(frozen=True)
class Coming:
    """The next publication of one id.

    Attributes:
        indicators: the nyckeltal that show it; several where one is worked out of another's id.
        state: one of the words above.
        words: a Swedish sentence.
        day: the date; None without one.
        period: the year its values are of; "" where Kolada does not say.
        read: when Kolada said so, as ISO; "" where it said nothing.
    """

    indicators: tuple[Indicator, ...]
    state: str
    words: str
    day: date | None = None
    period: str = ""
    read: str = ""

    @property
    def title(self) -> str:
        """The short titles of its nyckeltal."""
        return ", ".join(one.short_title for one in self.indicators)


def coming(source: Source, today: date) -> tuple[Coming, ...]:
    """The next publication of every nyckeltal of the program, in its order, each id once.

    Args:
        source: the figures with what Kolada says of each; not the made-up ones.
        today: the day that decides what has passed.
    """
    ids: dict[str, tuple[Indicator, ...]] = {}
    for one in source.program.indicators:
        key = one.use_id or one.local_id or str(one.no)
        ids[key] = (*ids.get(key, ()), one)
    return tuple(_one(those, source, today) for those in ids.values())


def _one(those: tuple[Indicator, ...], source: Source, today: date) -> Coming:
    main, fact = those[0], source.facts.get(those[0].use_id)
    if not main.use_id:
        return Coming(those, OWN, _own(main, source))
    if main.use_kind == "ended" or (fact is not None and not fact.listed):
        own = f" {_own(main, source)}" if main.local_id else ""
        return Coming(those, ENDED, f"Serien har upphört i Kolada.{own}")
    if fact is None:
        return Coming(those, UNREAD, "Inget om nästa publicering är inläst.")
    when = _date(fact.publication_date)
    if when is None:
        return Coming(those, NO_DATE, f"Ingen nästa publicering är angiven enligt uppgift {day(fact.read)}.")
    state = _state(when, fact, main, source, today)
    words = f"Värdena för {fact.publ_period} är redan inlästa. Ingen uppgift om nästa är inläst."
    if state != HERE:
        told = absence.next_publication(fact, today.isoformat())
        words = f"{told[0].upper()}{told[1:]}."
    return Coming(those, state, words, when, fact.publ_period, fact.read)


def _own(indicator: Indicator, source: Source) -> str:
    """From whom an own series is expected, and how far the file has come."""
    own = lookup.of(source.kpi(indicator.local_id)).filled(indicator.entity)
    there = f" Filen har värden till och med {own['period'].max()}." if len(own) else ""
    return f"Egen serie. {indicator.local_note}{there}".strip()


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _state(when: date, fact: Fact, main: Indicator, source: Source, today: date) -> str:
    own = lookup.of(source.kpi(fact.id)).filled(main.entity)
    if fact.publ_period.isdecimal() and len(own) and int(fact.publ_period) <= own["period"].max():
        return HERE
    if when >= today:
        return DUE
    asked = source.asked(fact.id, main.entity) or ""
    return OVERDUE if min(fact.read[:10], asked[:10]) > when.isoformat() else PASSED
