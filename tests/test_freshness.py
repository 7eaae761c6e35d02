"""How fresh the figures are, in one sentence, and how many there are."""

import pytest
from world import DATA, NORBERG, PROGRAM, publish, source

from norberg import freshness
from norberg.demo import DemoSource
from norberg.freshness import Reading

ONE = PROGRAM.indicators[0]


def reading(read: str, **more) -> Reading:
    return Reading(ONE, "N15428" if read else None, 2022 if read else None, read, False, **more)


def test_what_a_machine_without_network_says(tmp_path):
    """55 of 75, 27 split, the day of reading, and that some are newer."""
    found = freshness.readings(source(tmp_path))
    assert freshness.counts(found) == "55 av 75 nyckeltal har värden, 27 av dem uppdelade på kvinnor och män."
    assert freshness.sentence(found) == (
        "Källa: Kolada, inläst 2024-08-30; 5\u00a0nyckeltal har nyare värden, inlästa 2026."
    )


def test_a_fetched_value_counts(tmp_path):
    """A nyckeltal that was fetched has values, its last year and its day."""
    publish(tmp_path, "N15030", {(NORBERG, 2023): 71.0, (NORBERG, 2024): None, (NORBERG, 2023, "K"): 72.0})
    found = {one.indicator.no: one for one in freshness.readings(source(tmp_path))}
    assert (found[4].kpi, found[4].last, found[4].read, found[4].genders) == ("N15030", 2023, "2026-06-01", True)
    assert (found[22].kpi, found[22].last, found[22].read) == (None, None, "")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Inga värden är inlästa."),
        ([""], "Inga värden är inlästa."),
        (["2026-06-01"], "Källa: Kolada, inläst 2026-06-01."),
        (
            ["2024-08-30", "2026-06-01", "2026-06-01"],
            "Källa: Kolada, inläst 2026-06-01; 1\u00a0nyckeltal är inläst tidigare.",
        ),
    ],
)
def test_the_commonest_day_is_told(days, words):
    """Most were read that day; how many later, how many before."""
    assert freshness.sentence([reading(day) for day in days]) == words


def test_the_demo_has_no_day():
    """Made-up figures were never read from anywhere."""
    found = freshness.readings(DemoSource(PROGRAM, DATA, 2025))
    assert freshness.sentence(found) == "DEMO: påhittade värden."
    assert all(one.demo for one in found if one.kpi)
