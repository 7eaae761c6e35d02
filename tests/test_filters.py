"""The wall's filters as a link: a choice comes back, nonsense is named and ignored, the right ones get through."""

import random

import pytest
from random_walls import one, wall
from world import PROGRAM

from norberg.filters import ONLIES, PARAMETERS, VIEWS, Filters, choices, large, parse
from norberg.finding import BETTER, NO_CHANGE, WORSE
from norberg.topics import LARGE_GAP

POSSIBLE = choices(PROGRAM)


@pytest.mark.parametrize("seed", range(40))
def test_a_link_gives_the_same_choice_back(seed):
    """Every choice survives being a link."""
    rng = random.Random(seed)
    chosen = Filters(
        rng.choice(list(VIEWS)),
        tuple(one for one in ONLIES if rng.random() < 0.5),
        rng.choice(["", *POSSIBLE.perspectives]),
        rng.choice(["", *POSSIBLE.dimensions]),
        rng.choice([0, *POSSIBLE.agenda]),
        rng.choice(["", "dagis", "åäö 1 & 2"]),
    )
    assert parse(chosen.parameters(), POSSIBLE) == (chosen, [])
    assert set(chosen.parameters()) <= set(PARAMETERS)


@pytest.mark.parametrize(
    "link",
    [
        {"vy": "karta"},
        {"bara": "hundar"},
        {"perspektiv": "fågel"},
        {"hallbarhet": "7"},
        {"agenda": "99"},
        {"agenda": "x"},
    ],
)
def test_nonsense_is_named_and_ignored(link):
    """What can't be used is told with what can, and the rest of the link holds."""
    chosen, complaints = parse({**link, "sok": "dagis"}, POSSIBLE)
    ((name, value),) = link.items()
    assert chosen == Filters(search="dagis")
    assert len(complaints) == 1
    assert f"”{name}={value}”" in complaints[0]
    assert "välj bland" in complaints[0]


def test_the_known_half_of_a_link_is_kept():
    """One bad word among good ones does not throw the good ones away."""
    chosen, complaints = parse({"bara": "forsamras,hundar"}, POSSIBLE)
    assert chosen.only == ("forsamras",)
    assert len(complaints) == 1


def test_long_nonsense_is_cut():
    """A complaint does not repeat a whole page of nonsense."""
    assert len(parse({"vy": "x" * 500}, POSSIBLE)[1][0]) < 150


def test_only_what_worsens():
    """Troligen counts too; better and unchanged are left out."""
    chosen = Filters(only=("forsamras",))
    assert [chosen.lets(one(1, direction), {}) for direction in (WORSE, BETTER, NO_CHANGE)] == [True, False, False]


def test_a_gap_is_large_when_it_is_sure_and_larger_than_in_most():
    """An unsure gap is not called large, however wide; where it can't be compared being sure is enough."""
    gaps = [one.gap for seed in range(5) for one in wall(random.Random(seed)).findings if one.gap]
    told = [gap for gap in gaps if large(gap)]
    assert told
    assert all(gap.sure and not gap.larger_than < LARGE_GAP for gap in told)
    assert all(not gap.sure or gap.larger_than < LARGE_GAP for gap in gaps if gap not in told)
    assert not large(None)


def test_what_is_left_out_is_told_in_words():
    """The wall says which part it shows."""
    chosen = Filters(only=("forsamras",), dimension="social", agenda=4, search="dagis")
    assert chosen.words == "bara det som försämras, social hållbarhet, mål 4 i Agenda 2030 och sökning ”dagis”"
    assert (Filters().words, Filters().parts, chosen.parts) == ("", 0, 4)
