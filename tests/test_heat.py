"""The heat tables as HTML: every nyckeltal is a row, in words where it has nothing, and nothing is unescaped."""

import re
from dataclasses import replace

import heat_views as views
import pandas as pd
import pytest
from world import PROGRAM

from norberg import heat
from norberg.absence import LATER, NOT_FETCHED, Absence
from norberg.finding import Level

LARGEST = 300_000  # bytes of a table that must stay light


def told(html: str, title: str) -> str:
    """The row of a nyckeltal as text, its cells between bars."""
    row = next(row for row in html.split("<tr") if f">{title}<" in row).partition(">")[2].partition("</tr>")[0]
    return re.sub(r"<[^>]+>", "", row.replace("</t", " |<"))


def goals(html: str) -> list[list[int]]:
    return [[int(no) for no in re.findall(r"Mål (\d+) ", table)] for table in html.split("<table")[1:]]


def test_norbergs_goals_stand_as_pictured(tmp_path):
    """1-5, then 6, 7 and 9, then 8 and 10: each goal in the first table that has room for all of it."""
    assert goals(views.years(tmp_path)) == [[1, 2, 3, 4, 5], [6, 7, 9], [8, 10]]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({1: 10, 2: 10, 3: 12, 4: 5}, [[1, 2, 4], [3]]),
        ({1: 40, 2: 40, 3: 40, 4: 40}, [[1, 2], [3, 4]]),  # more rows than a screen: as few as hold them all
        ({3: 5}, [[3]]),
        ({}, []),
    ],
)
def test_goals_are_packed_by_their_rows(sizes, expected):
    """A table has 32 rows, headings included; more only where three tables do not hold them."""
    assert [[goal.no for goal in table] for table in heat.side_by_side(PROGRAM.goals, sizes)] == expected


def test_every_nyckeltal_is_a_row_with_its_link(tmp_path):
    """All 75 in both views, each leading to its own page."""
    for html in (views.years(tmp_path), views.municipalities(tmp_path)):
        linked = re.findall(r'href="nyckeltal\?nr=(\d+)&amp;kon=totalt"', html)
        assert sorted(map(int, linked)) == [one.no for one in PROGRAM.indicators]


def test_a_row_is_read_with_its_years_and_ends_with_the_latest_value(tmp_path):
    """A cell says its figure and how it compares; the last one value, unit and year."""
    row = told(views.years(tmp_path), "Behöriga till yrkesprogram, åk 9")
    assert row.count("inget värde") == 2 + 4
    assert "9,0 – mycket bättre" in row
    assert row.endswith("9,0\u00a0% år 2022 |")


def test_units_that_do_not_fit_are_said_in_words(tmp_path):
    """A long unit stands with the year; an ended series says so; a code shows its word."""
    codes = pd.Series([0.0, 1.0], index=[2021, 2022])
    shown = views.wall(views.finding(12), views.finding(34, ended=True), views.finding(views.CODE, values=codes))
    html = views.years(tmp_path, shown)
    assert told(html, PROGRAM.indicator(12).short_title).endswith("recept per 1 000 inv., år 2022 |")
    assert "serien har upphört" in told(html, PROGRAM.indicator(34).short_title)
    assert told(html, "Läget på bostadsmarknaden").endswith("Balans år 2022 |")


def test_a_value_before_the_years_shown_has_its_year_beside_it(tmp_path):
    """Nothing on the time axis tells how old it is."""
    old = views.finding(views.STRONG, values=pd.Series([80.0], index=[2003]))
    assert "80,0\u00a0% (2003)" in told(views.years(tmp_path, views.wall(old)), old.indicator.short_title)


def test_missing_nyckeltal_say_why(tmp_path):
    """The reason in short words, the whole sentence with it; the county's values are named as such."""
    kinds = {
        1: Absence(NOT_FETCHED, "Inte hämtat än. Finns i Kolada."),
        2: Absence(LATER, "Inga värden till och med 2015. Det första är från 2022."),
        54: Absence(NOT_FETCHED, "Inte hämtat än. Mäts bara för regioner."),
    }
    shown = views.wall(
        *(views.finding(no, values=pd.Series(dtype="float64"), absence=one) for no, one in kinds.items())
    )
    for html in (views.years(tmp_path, shown, 2015), views.municipalities(tmp_path, shown, levels={}, last=2015)):
        rows = [told(html, PROGRAM.indicator(no).short_title) for no in kinds]
        words = ["Inte hämtat än", "Inga värden till och med 2015", "Inte hämtat än (länets värde)"]
        assert [row.split(" |")[1] for row in rows] == [
            f"{short}{one.sentence}" for short, one in zip(words, kinds.values(), strict=True)
        ]


def test_the_end_year_ends_the_table(tmp_path):
    """With 2015 as end year the last column is 2015."""
    heads = re.findall(r"<span>(\d{4})</span>", views.years(tmp_path, last=2015).partition("</thead>")[0])
    assert heads == [str(year) for year in range(2008, 2016)]


def test_texts_are_escaped(tmp_path):
    """A title, a reason and a code's word are never markup."""
    evil = "<img src=x onerror=alert(1)>"
    one = views.finding(views.STRONG)
    one = replace(one, indicator=replace(one.indicator, short_title=evil, unit="<u>"))
    gone = views.finding(2, values=pd.Series(dtype="float64"), absence=Absence(NOT_FETCHED, evil))
    frame = pd.DataFrame([vars(Level(reason=evil))], index=["1962"])
    shown = views.wall(one, gone)
    html = views.years(tmp_path, shown) + views.municipalities(tmp_path, shown, levels={1: frame})
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") == 5
    assert not re.search("<(img|u)", html)


def test_what_nobody_is_compared_by_is_said_in_the_row(tmp_path):
    """Counts, and own series that Kolada does not have, are named with the reason instead of dashes."""
    count = views.finding(views.COUNT)
    own = views.finding(5, kpi="LOK_X", level=Level(reason="egen serie"))
    frame = pd.DataFrame([vars(Level(reason="antal rangordnas inte"))] * 2, index=["1962", "1982"])
    html = views.municipalities(tmp_path, views.wall(count, own), levels={views.COUNT: frame})
    assert told(html, count.indicator.short_title).endswith("Jämförs inte: antal rangordnas inte |")
    assert told(html, own.indicator.short_title).endswith("Jämförs inte: egen serie |")


def test_the_columns_are_named_and_what_is_left_out_too(tmp_path):
    """Norberg first; Riket has no column and the page says so; alone, it says that too."""
    html = views.municipalities(tmp_path)
    heads = re.findall(r"<th scope=\"col\"[^>]*><b>([^<]+)</b>", html.partition("</thead>")[0])
    assert heads == ["Norberg", "Fagersta", "Skinnskatteberg"]
    assert "Riket har ingen kolumn: bara kommuner jämförs här." in html
    assert "Ingen annan kommun är vald." in views.municipalities(tmp_path, sets=())


def test_freshness_stands_below_both_views(tmp_path):
    """When the figures were read; and that the years describe and prove nothing."""
    html = views.years(tmp_path)
    assert f"{views.FRESH} Rutorna beskriver åren och bevisar ingenting" in html.rpartition("</table>")[2]
    assert views.FRESH in views.municipalities(tmp_path).rpartition("</table>")[2]


@pytest.mark.parametrize("view", [views.years, views.municipalities])
def test_a_view_is_light(tmp_path, view):
    """75 rows stay under 300 kB, the widest comparison too."""
    wide = {"sets": ("vastmanland", "narliggande")} if view is views.municipalities else {}
    assert len(view(tmp_path, **wide).encode()) < LARGEST
