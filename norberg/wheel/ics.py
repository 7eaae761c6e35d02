"""The year as a calendar file (iCalendar, RFC 5545): all-day events that another calendar can take in."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from norberg.program import Indicator, Municipality
from norberg.sentences import day
from norberg.wheel.coming import DUE, Coming
from norberg.wheel.followups import FollowUp

MIME = "text/calendar"
PRODUCT = "-//Norberg 2030//Arshjul//SV"
PROPOSED = "Dagen är ett förslag: kommunledningskontoret bestämmer den i data/program.toml."


def file(
    found: Iterable[Coming],
    followups: Sequence[FollowUp],
    here: Municipality,
    today: date,
    link: Callable[[Indicator], str] = lambda _: "",
) -> bytes:
    """Every publication that is due and every follow-up, as one calendar.

    A publication keeps its UID when Kolada moves its day, so that a calendar which already has it moves it too.

    Args:
        found: the publications; those without a day, or whose day has passed, are left out.
        followups: they come back every year, from the next one on.
        here: whose calendar it is.
        today: the first day with events.
        link: the address of a nyckeltal's page; "" without one.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"Årshjul, {here.genitive} kommun")
    for one in found:
        if one.state == DUE and one.day:
            calendar.add_component(_published(one, one.day, here, link(one.indicators[0]), today))
    for held in followups:
        calendar.add_component(_followup(held, here, today))
    return calendar.to_ical()


def _published(one: Coming, when: date, here: Municipality, link: str, today: date) -> Event:
    kpi, year = one.indicators[0].use_id, f" {one.period}" if one.period else ""
    event = _event(f"{here.code}/{kpi}/{one.period or when.isoformat()}", when, _stamp(one.read, today))
    event.add("summary", f"Kolada: {one.title}{year}")
    values = f"värden för {one.period}" if one.period else "nya värden"
    told = f"{one.title} ({kpi}): {values} kommer enligt Koladas uppgift {day(one.read)}. Dagen kan ändras."
    event.add("description", f"{told}\n{link}".strip())
    if link:
        event.add("url", link)
    return event


def _followup(one: FollowUp, here: Municipality, today: date) -> Event:
    stamp = datetime(today.year, today.month, today.day, tzinfo=UTC)  # the office's file has no time of its own
    event = _event(f"{here.code}/{one.address}", one.next(today), stamp)
    event.add("summary", one.title if one.confirmed else f"{one.title} (förslag)")
    event.add("description", f"Uppföljning av {here.genitive} program. {'' if one.confirmed else PROPOSED}".strip())
    event.add("rrule", {"freq": "yearly"})
    return event


def _event(name: str, when: date, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"norberg-2030/{name}")))
    event.add("dtstamp", stamp)
    event.add("dtstart", when)
    event.add("dtend", when + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # it keeps nobody busy
    return event


def _stamp(read: str, today: date) -> datetime:
    """The time of a reading; of a lone day or year its beginning; of what is no time today."""
    try:
        found = datetime.fromisoformat(f"{read}-01-01" if len(read) == len("2026") else read)
    except ValueError:
        found = datetime(today.year, today.month, today.day)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
