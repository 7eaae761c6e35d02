"""Rows of women and men: their scale, their words, and the table that two pages share."""

import re
from dataclasses import replace

import numpy as np
import pytest
from world import COUNTRY, DATA, NORBERG, PROGRAM, STANDARD, TODAY, own, publish, source

from norberg import gaps
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.gaps import drawing
from norberg.gaps.field import SPLIT, TOTAL, Field, field
from norberg.gaps.row import Row, by_certainty, by_size
from norberg.gaps.table import Group, key
from norberg.rules import gap as rule
from norberg.rules.measure import Measure
from norberg.rules.runs import Wide

LAST = 2026
LIFE, SCHOOL, PILLS, ELDERLY, STAFF = 10, 1, 12, 58, 63  # numbers of nyckeltal


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The embedded figures."""
    return source(tmp_path_factory.mktemp("gaps"))


@pytest.fixture(scope="module")
def found(here):
    """All rows of the program on the embedded figures."""
    return gaps.rows(PROGRAM.indicators, Findings(here, LAST, TODAY), STANDARD)


def of(found, no) -> Row:
    return next(row for row in found if row.indicator.no == no)


def linked(address: str) -> str:
    return f"nyckeltal?nr={address}&kon=skillnad"


def test_a_pair_is_one_row_and_every_row_has_both_genders(found):
    """Women's and men's life expectancy, two ids, stand once; nothing without a split stands at all."""
    numbers = [row.indicator.no for row in found]
    assert [one.no for one in of(found, LIFE).indicators] == [10, 11]
    assert len(numbers) == len(set(numbers))
    assert 11 not in numbers
    assert not {15, 16, 65, 66} & set(numbers)  # no split, a code, two shares that sum to a hundred


def test_the_values_are_those_of_the_source(here, found):
    """Women's and men's latest common year, and the difference of what is not rounded."""
    row = of(found, PILLS)
    women, men, theirs = own(here, "N00404", "K"), own(here, "N00404", "M"), own(here, "N00404", "K", COUNTRY)
    assert (row.gap.women, row.gap.men) == (women[2022], men[2022])
    assert row.difference == f"+{round(women[2022] - men[2022])}"
    assert row.country == pytest.approx(theirs[2022] - own(here, "N00404", "M", COUNTRY)[2022])


def test_the_country_of_another_year_says_so(found):
    """Norberg's school figures are of 2026, the country's of 2022."""
    assert of(found, SCHOOL).in_country == "+1,5 (2022)"
    assert of(found, SCHOOL).under == "%, 2026 · fältet 2022"
    assert of(found, PILLS).in_country == "+101"


def test_no_field_of_women_and_men_is_drawn_out_of_a_part_of_the_country(found):
    """Embedded, about seventy municipalities have genders: the field is of values that are not split, and says so."""
    life, pills = of(found, LIFE), of(found, PILLS)
    assert (life.field.kind, life.read) == (SPLIT, 290)
    assert pills.field.kind == TOTAL
    assert pills.read < 0.8 * 290
    told = " ".join(plain for _, plain in key(found, drawing.scale(found)))
    assert f"högst {max(row.read for row in found if row.field and row.field.kind == TOTAL)} av 290" in told


def test_the_field_of_totals_is_that_of_the_year(here, found):
    """The 5th and 95th percentile of all municipalities' values, worked out by hand."""
    rows = here.series(["N00404"], here.municipalities)
    rows = rows[(rows["gender"] == "T") & (rows["period"] == 2022)]
    drawn = of(found, PILLS).field
    assert (drawn.low, drawn.high) == pytest.approx(tuple(np.percentile(rows["value"].dropna(), (5, 95))))


def test_the_field_of_both_genders_is_drawn_where_four_of_five_municipalities_are_read(tmp_path):
    """Both genders of 232 municipalities are the country, of 231 they are a part of it."""
    here = source(tmp_path)
    for count, kind in ((231, TOTAL), (232, SPLIT)):
        codes = [NORBERG, *(one for one in here.municipalities if one != NORBERG)]
        values = {(code, 2022, gender): 100 + at for at, code in enumerate(codes[:count]) for gender in "KM"}
        values |= {(code, 2022): 100 + at for at, code in enumerate(codes)}
        publish(tmp_path / kind, "N00404", values, asked=tuple(codes))
        with pytest.MonkeyPatch.context() as patch:
            fresh = source(tmp_path / kind)
            patch.setattr(fresh, "_embedded_series", lambda kpi: None)
            (row,) = gaps.rows([PROGRAM.indicator(PILLS)], Findings(fresh, LAST, TODAY), STANDARD)
        assert (row.field.kind, row.read) == (kind, count)


def wide(*values: float) -> Wide:
    return Wide(np.array([f"{1000 + at}" for at in range(len(values))]), np.array([2022]), np.array(values)[:, None])


def test_a_field_does_not_cross_a_break():
    """A year before a break measures something else."""
    women, men = wide(*range(10)), wide(*range(10))
    for breaks, there in (((), True), ((2023,), False)):
        found = rule.gaps(women, men, Measure("X", "higher", breaks=breaks))
        assert (field(found, None, 2024, 10)[0] is not None) == there


def test_equal_values_everywhere_have_no_field():
    """A field without width would divide by nothing."""
    found = rule.gaps(wide(*[5.0] * 10), wide(*[5.0] * 10), Measure("X", "higher"))
    assert field(found, None, 2022, 10) == (None, 10)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "minst"), (0.003, "större än i 1\u00a0%"), (0.997, "större än i 99\u00a0%"), (1, "störst")],
)
def test_only_the_largest_and_the_smallest_are_called_so(found, share, words):
    """A share that rounds to all or none of the others is not all or none."""
    row = of(found, LIFE)
    assert replace(row, gap=replace(row.gap, larger_than=share)).among == f"{words} av 290 kommuner"


@pytest.mark.parametrize(("no", "value", "place"), [(LIFE, 80.0, 0.0), (LIFE, 90.0, 1.0), (PILLS, 80.0, 1.0)])
def test_left_is_worse(found, no, value, place):
    """Higher is better for years of life, lower for antibiotics: the better end is always on the right."""
    row = replace(of(found, no), field=Field(80.0, 85.0, 90.0, 2022, SPLIT))
    assert row.place(value) == place


def test_a_neutral_measure_has_its_lower_end_on_the_left(found):
    """Nothing is better, which is said, and nobody is called worse."""
    row = replace(of(found, ELDERLY), field=Field(10.0, 15.0, 20.0, 2022, SPLIT))
    assert (row.place(10.0), row.place(20.0)) == (0, 1)
    assert "inget önskat håll" in row.under
    assert row.behind == "kvinnor högre"


def test_who_is_behind_is_said_of_sure_gaps_only(found):
    """Men live shorter; of a gap that may be chance nobody is called worse."""
    assert of(found, LIFE).behind == "män sämre"
    assert of(found, PILLS).behind == "kvinnor sämre"
    assert not of(found, SCHOOL).gap.sure
    assert of(found, SCHOOL).behind == ""
    assert {row.behind for row in found if not row.gap.sure} == {""}


def test_a_gap_moves_only_where_the_rule_fired(found):
    """The words follow the trend of the gap."""
    growing = {row.title for row in found if row.moves.startswith(("växer", "krymper"))}
    assert growing == {row.title for row in found if row.gap.growing}
    assert of(found, 17).moves == "växer"
    assert of(found, STAFF).moves == "växer troligen"
    assert of(found, SCHOOL).moves == "för få mätningar"
    assert {row.moves for row in found if not row.gap.sure} == {"för få mätningar", "bedöms inte"}


def test_the_size_among_others_says_which_others(found):
    """All municipalities where they are read, else the similar ones; counts are not compared."""
    assert of(found, LIFE).among == "större än i 95\u00a0% av 290 kommuner"
    assert of(found, PILLS).among == "större än i 5 av 7 liknande kommuner"
    assert of(found, 19).among == "större än i ingen av 7 liknande kommuner"
    assert of(found, 17).among == "större än i alla 7 liknande kommuner"
    assert of(found, STAFF).among == ""
    assert replace(of(found, PILLS), similar=0).among.startswith("jämförs inte: ")


def test_the_clearest_gap_comes_first_and_what_is_too_short_to_tell_last(found):
    """Sorted by the mean gap relative to its own noise."""
    noises = [row.gap.strength for row in by_certainty(found)]
    known = [one for one in noises if not np.isnan(one)]
    assert known == sorted(known, reverse=True)
    assert noises[: len(known)] == known
    assert len(noises) > len(known)


def test_by_size_a_field_of_another_kind_is_not_mixed_in(found):
    """Widths of a narrower field are no measure beside the others."""
    ordered = by_size(found)
    kinds = [row.field.kind if row.field else "" for row in ordered]
    assert list(dict.fromkeys(kinds)) == [SPLIT, TOTAL, ""]
    assert ordered[0].title == "Medellivslängd"


def test_the_scale_holds_every_value_but_never_lets_one_squeeze_the_rest(found):
    """Two and a half fields is the most; a value beyond is cut and says so."""
    row = of(found, LIFE)
    far = replace(row, gap=replace(row.gap, men=20.0))
    wide = drawing.scale([row])
    assert not any(wide.beyond(row.place(one)) for one in (row.gap.women, row.gap.men))
    assert drawing.scale([far]).first == drawing.MOST[0]
    assert "utanför bilden" in drawing.alternative(far, drawing.scale([far]))
    assert any("avbrutet" in plain for _, plain in key([far], drawing.scale([far])))


def test_the_alternative_says_where_both_are(found):
    """What the picture shows of place and certainty; the values stand in the cells."""
    row = of(found, LIFE)
    assert drawing.alternative(row, drawing.scale([row])) == (
        "Kvinnor inom fältet, män sämre än fältet. Säker skillnad."
    )


def test_the_table_has_every_row_with_its_page_and_no_colour_alone(found):
    """Each title links to its page with the gap; each value stands as text."""
    html = gaps.table([Group("Alla", "", found), Group("Tom", "", ())], linked)
    assert re.findall(r"nr=(\d+)&amp;kon=skillnad", html) == [str(row.indicator.no) for row in found]
    assert "Tom" not in html
    for row in found:
        assert f"<b>{row.difference}</b>" in html
    assert gaps.table([Group("Tom", "", ())], linked) == ""


def test_what_has_no_field_says_why(found):
    """Counts are not drawn; nor what is read for a part of the country only."""
    assert "antal jämförs inte mellan kommuner" in gaps.table([Group("", "", (of(found, STAFF),))], linked)
    alone = replace(of(found, PILLS), field=None)
    html = gaps.table([Group("", "", (alone,))], linked)
    assert f"{alone.read} av 290 kommuner inlästa" in html
    assert "nio av tio" not in html


def test_the_start_year_cuts_the_line_and_nothing_else(here, found):
    """The rule's window is as before."""
    (row,) = gaps.rows([PROGRAM.indicator(PILLS)], Findings(here, LAST, TODAY), replace(STANDARD, first=2018))
    assert min(row.drawn.index) == 2018
    assert row.gap.trend == of(found, PILLS).gap.trend


def test_the_end_year_applies_to_everything(here):
    """Until 2019 the values, the field and the country are of 2019 or earlier."""
    for row in gaps.rows(PROGRAM.indicators, Findings(here, 2019, TODAY), replace(STANDARD, last=2019)):
        assert row.gap.year <= 2019
        assert row.country_year <= 2019
        assert row.field is None or row.field.year <= 2019


def test_made_up_figures_say_so():
    """Above the table, whatever page it stands on."""
    demo = DemoSource(PROGRAM, DATA)
    found = gaps.rows([PROGRAM.indicator(LIFE)], Findings(demo, LAST, TODAY), STANDARD)
    assert "DEMO: påhittade värden" in gaps.table([Group("", "", found)], linked)
