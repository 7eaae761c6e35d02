"""Whom a nyckeltal is compared with, and the lines that come of it."""

from dataclasses import replace

import pytest
from world import COUNTRY, FAGERSTA, NORBERG, PROGRAM, REGION, STANDARD, own, pair, source

from norberg import lines
from norberg.lines import Line


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def compared(here, no, sets=(), areas=()):
    return lines.compared(replace(STANDARD, sets=sets, areas=areas), pair(no)[0], here)


def drawn(here, no, sets=(), areas=(), **changes) -> dict[str, Line]:
    """The lines of a nyckeltal by name."""
    indicator, selection = pair(no)[0], replace(STANDARD, sets=sets, areas=areas, **changes)
    areas = lines.compared(selection, indicator, here)
    found = lines.drawn(here.kpi(indicator.use_id), indicator, selection, areas, "Norberg")
    return {line.name: line for line in found}


def test_similar_municipalities_differ_between_nyckeltal(here):
    """Each nyckeltal has the group that fits it: schools are not like economic aid."""
    school, aid = ({code for area in compared(here, no, ("liknande",)) for code in area.members} for no in (1, 7))
    assert school == set(here.groups["G36017"].members)
    assert aid == set(here.groups["G176057"].members)
    assert school != aid


def test_every_area_is_compared_once_and_its_own_never(here):
    """Sets overlap, and the county holds the municipality itself."""
    found = compared(here, 1, ("vastmanland", "norra-vastmanland", "riket"), (FAGERSTA, NORBERG))
    codes = [code for area in found for code in area.members]
    assert len(codes) == len(set(codes)) == 10
    assert NORBERG not in codes
    assert codes[-1] == COUNTRY


@pytest.mark.parametrize(
    ("areas", "name"), [(("2084",), "Avesta"), (("G33626",), "Västmanlands läns kommuner (ovägt medel)")]
)
def test_single_areas_and_groups_can_be_chosen(here, areas, name):
    """Any municipality and any of Kolada's groups stand under their own name."""
    assert [area.name for area in compared(here, 1, (), areas)] == [name]


@pytest.mark.parametrize("no", [29, 40, 63])
def test_counts_are_never_set_against_a_sum(here, no):
    """A number of persons in the country or the region says nothing of Norberg."""
    found = compared(here, no, ("riket", "norra-vastmanland"), (REGION,))
    assert [area.name for area in found] == ["Fagersta", "Skinnskatteberg"]


def test_a_region_is_compared_with_others_than_itself(here):
    """Rows 54 and 55 are about the region, so the municipality's own region is left out, not the municipality."""
    assert [area.members for area in compared(here, 54, ("riket",), (REGION,))] == [(COUNTRY,)]


def test_a_large_set_is_drawn_as_its_median(here):
    """The country's municipalities are one line, only for years in which most of them have a value."""
    median = drawn(here, 1, ("alla",))["Mitten av 290 kommuner"]
    frame = here.kpi("N15428")
    frame = frame[(frame["gender"] == "T") & frame["municipality"].isin(here.municipalities)]
    year = frame[frame["period"] == 2022]["value"]
    assert median.values.index[-1] == 2022  # 2023-2026 are read for sixteen areas only
    assert median.values[2022] == pytest.approx(year.median())
    assert (median.style, median.code) == ("median", "")


def test_the_difference_is_women_minus_men(here):
    """Only years with both, and the sign says who is higher."""
    gap = drawn(here, 73, gender="skillnad")["Norberg"]
    women, men = own(here, "N00090", "K"), own(here, "N00090", "M")
    assert gap.values.to_dict() == pytest.approx({year: women[year] - men[year] for year in women if year in men})
    assert gap.values[2022] > 0


def test_women_and_men_are_told_apart(here):
    """The municipality's own lines are named by gender, others by name and gender; men are dashed."""
    found = drawn(here, 73, ("riket",), gender="bada")
    assert {name: line.dashed for name, line in found.items()} == {
        "Kvinnor": False,
        "Män": True,
        "Riket kv.": False,
        "Riket män": True,
    }
    assert found["Män"].values.to_dict() == own(here, "N00090", "M")


def test_repeated_values_count_once(here):
    """An election's turnout stands at the election; the years between repeat it and say until when."""
    line = drawn(here, 25)["Norberg"]
    assert list(line.values.index) == list(range(1994, 2023, 4))
    assert line.until == 2022
    earlier = drawn(here, 25, last=2021)["Norberg"]
    assert (earlier.values.index[-1], earlier.until) == (2018, 2021)


def test_an_area_without_values_has_no_line(here):
    """Riket has no safety survey: no line, never a line at zero."""
    assert set(drawn(here, 2, ("riket", "norra-vastmanland"))) == {"Norberg", "Fagersta", "Skinnskatteberg"}


def test_the_comparison_is_named_as_it_is_drawn(here):
    """The line above the cards names areas, sets that differ between nyckeltal, and medians."""
    selection = replace(STANDARD, sets=("liknande", "riket", "alla"), areas=("2084",))
    assert lines.named(selection, here) == [
        "liknande kommuner (sju för varje nyckeltal)",
        "Riket",
        "mitten av 290 kommuner",
        "Avesta",
    ]


def test_a_group_that_is_not_read_gives_nobody(here):
    """Without its members a set is empty, and an unknown code is its own name."""
    unknown = replace(PROGRAM.sets[0], group="G1")
    assert lines.members_of(unknown, pair(1)[0], here) == ()
    assert lines.name_of("9999", here) == "9999"
