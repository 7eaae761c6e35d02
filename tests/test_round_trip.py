"""A thousand random states of the app: made a link, the link gives the same state back."""

import random
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from browser import opened, settled
from world import PROGRAM, TODAY

from norberg import filters, occasion, selection
from norberg.filters import ONLIES, VIEWS, Filters
from norberg.occasion import OCCASIONS, Occasion
from norberg.selection import GENDERS, Limits, Selection

STATES = 1000
CODES = ["0114", "0180", "1480", "1904", "1980", "1982", "2584", "0019", "G2328", "G36017", "G85903"]
LIMITS = Limits(1994, 2026, tuple(one.address for one in PROGRAM.sets), frozenset(CODES))
POSSIBLE = filters.choices(PROGRAM)
WORDS = ["", "dagis", "åäö 1 & 2", "50 % + #", "a=b;c,d", "ä" * 60, "<b>", "”citat”"]


def chosen(rng: random.Random) -> Selection:
    """Any gender, years, ready sets and single areas, none of them included."""
    first, last = sorted(rng.choices(range(LIMITS.first, LIMITS.last + 1), k=2))
    sets = tuple(one for one in LIMITS.sets if rng.random() < 0.3)
    return Selection(rng.choice(list(GENDERS)), first, last, sets, tuple(rng.sample(CODES, rng.randrange(4))))


def filtered(rng: random.Random) -> Filters:
    """Any view and "Urval" of the wall."""
    return Filters(
        rng.choice(list(VIEWS)),
        tuple(one for one in ONLIES if rng.random() < 0.5),
        rng.choice(["", *POSSIBLE.perspectives]),
        rng.choice(["", *POSSIBLE.dimensions]),
        rng.choice([0, *POSSIBLE.agenda]),
        rng.choice(WORDS),
    )


def occasioned(rng: random.Random) -> Occasion:
    """Any occasion, two dates in order, any goals."""
    days = [date(2011, 1, 1) + timedelta(days=rng.randrange(9000)) for _ in range(2)]
    before, day = sorted(days) if days[0] != days[1] else (days[0], days[0] + timedelta(days=1))
    every = occasion.every(PROGRAM)
    goals = tuple(no for no in every if rng.random() < 0.5) or every
    return Occasion(rng.choice(list(OCCASIONS)), day.isoformat(), before.isoformat(), goals)


def state(seed: int) -> dict:
    """One state of a session: what all pages share, the wall's, the follow-up's, a nyckeltal's, the demo."""
    rng = random.Random(seed)
    return {
        "selection": chosen(rng),
        "filters": filtered(rng),
        "occasion": occasioned(rng),
        "nr": rng.choice(PROGRAM.indicators).no,
        "demo": rng.random() < 0.3,
    }


def link(one: dict) -> str:
    """The state as the query of one link: no two pages share a parameter's name."""
    parts = [one["selection"].parameters(), one["filters"].parameters(), one["occasion"].parameters(PROGRAM)]
    parts += [{"nr": str(one["nr"])}, {"demo": "ja"} if one["demo"] else {}]
    whole = {name: value for part in parts for name, value in part.items()}
    assert len(whole) == sum(map(len, parts))
    return urlencode(whole, safe=",")


def restored(query: str) -> tuple[dict, list[str]]:
    """The state that a link asks for, and what of it was not understood."""
    given = dict(parse_qsl(query))
    shared, first = selection.parse(given, selection.default(PROGRAM, LIMITS), LIMITS)
    walls, second = filters.parse(given, POSSIBLE)
    follow, third = occasion.parse(given, PROGRAM, TODAY)
    found = {"selection": shared, "filters": walls, "occasion": follow}
    return found | {"nr": int(given["nr"]), "demo": given.get("demo") == "ja"}, [*first, *second, *third]


def test_a_thousand_states_survive_being_a_link():
    """Whatever is chosen, the link gives exactly that back, and its own link is the same text."""
    for seed in range(STATES):
        one = state(seed)
        query = link(one)
        assert restored(query) == (one, []), seed
        assert link(restored(query)[0]) == query, seed


def test_the_thousand_states_differ():
    """The seeds reach all of what can be chosen."""
    states = [state(seed) for seed in range(STATES)]
    assert len({link(one) for one in states}) == STATES
    assert {one["selection"].gender for one in states} == set(GENDERS)
    assert {name for one in states for name in one["selection"].sets} == set(LIMITS.sets)
    assert {one["filters"].view for one in states} == set(VIEWS)
    assert {one["occasion"].kind for one in states} == set(OCCASIONS)
    assert {one["nr"] for one in states} == {one.no for one in PROGRAM.indicators}


def seen(page) -> list[str]:
    """What a page says, its printed head with the address and the day included."""
    return page.locator(".stHtml").evaluate_all("all => all.map(one => one.textContent.trim())")


@pytest.mark.browser
@pytest.mark.parametrize("address", ["", "nyckeltal", "uppfoljning"])
def test_a_copied_link_shows_the_same_in_another_browser(app, chromium, page, address):
    """Opened, copied out of the address bar and opened again by somebody else, a view is the same to the letter."""
    from browser import fresh

    rng = random.Random(len(address))
    shared = Selection("kvinnor", 2010, 2021, ("vastmanland",), ("1980",)).parameters()
    own = {"": filtered(rng).parameters(), "nyckeltal": {"nr": "12"}, "uppfoljning": {}}[address]
    if address == "uppfoljning":
        own = Occasion("dialog", "2022-05-01", "2021-05-01", (4, 7)).parameters(PROGRAM)
    opened(page, f"{app.url}/{address}?{urlencode({**own, **shared}, safe=',')}")
    page.wait_for_function("() => location.search.includes('kon=kvinnor')")
    copied, told = page.url, seen(page)
    assert dict(parse_qsl(copied.partition("?")[2])) == {**own, **shared}
    with fresh(chromium) as other:
        opened(other, copied)
        settled(other)
        assert seen(other) == told
        assert other.url == copied
