"""The follow-up's choice and its link: a choice comes back, nonsense is named and ignored."""

import pytest
from world import PROGRAM, TODAY

from norberg.occasion import OWN, Occasion, default, parse, year_before

STANDARD = default(PROGRAM, TODAY)


def test_a_bare_address_is_todays_follow_up_of_everything():
    """The previous one is a year ago, as the program gives no dates."""
    assert parse({}, PROGRAM, TODAY) == (STANDARD, [])
    assert (STANDARD.day, STANDARD.before, len(STANDARD.goals)) == (TODAY, "2025-11-24", 10)
    assert year_before("2024-02-29") == "2023-02-28"


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"tillfalle": "fest"}, "tillfalle=fest"),
        ({"datum": "26 november"}, "datum=26 november"),
        ({"datum": "2026-02-30"}, "datum=2026-02-30"),
        ({"datum": "20261126"}, "datum=20261126"),
        ({"forra": "1200-01-01"}, "forra=1200-01-01"),
        ({"mal": "11"}, "mal=11"),
        ({"mal": "²"}, "mal=²"),
        ({"forra": "2027-01-01"}, "måste ligga före"),
        ({"tillfalle": "x" * 500}, "x" * 40 + "…"),
    ],
)
def test_nonsense_is_named_and_ignored(link, named):
    """One sentence says what was not understood, and the page shows its usual choice."""
    found, complaints = parse(link, PROGRAM, TODAY)
    assert found == STANDARD
    assert len(complaints) == 1
    assert named in complaints[0]


def test_the_known_goals_of_a_link_are_kept():
    """In the program's order, each once."""
    found, complaints = parse({"mal": "9,2,2,77", "tillfalle": OWN}, PROGRAM, TODAY)
    assert (found.goals, found.kind) == ((2, 9), OWN)
    assert len(complaints) == 1
    assert found.goal_words(PROGRAM) == "Mål 2 och 9"


def test_a_later_date_moves_the_previous_one_along():
    """Where only the date is given, the previous follow-up is a year before it."""
    assert parse({"datum": "2020-03-31"}, PROGRAM, TODAY)[0] == Occasion(
        STANDARD.kind, "2020-03-31", "2019-03-31", STANDARD.goals
    )
