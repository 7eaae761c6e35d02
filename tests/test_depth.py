"""The nyckeltal page's view model on Norberg's real figures: facts, captions, table, and each absence in words."""

from dataclasses import replace

import pytest
from depths import about, cells, page_of, rows, said
from world import DATA, NORBERG, PROGRAM, REGION, STANDARD, own, publish, source

from norberg import depth, spoken
from norberg.demo import DemoSource
from norberg.lines import BOTH, GAP, MEN, WOMEN
from norberg.selection import GENDERS

SCHOOL, LIFE, CODE, SHIFTED = 1, 10, 16, 3


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


def chosen(**changes):
    return replace(STANDARD, **changes)


def table(page, whole=False):
    return depth.table(page, whole=whole)[0]


def test_the_facts_are_the_figures_and_what_the_rules_found(here):
    """Value with its year, direction with its window, level with its years and the place as an interval."""
    page = page_of(SCHOOL, here)
    found = cells(page)
    finding = page.sides[0].finding
    assert (found["Norberg"].label, found["Norberg"].value, found["Norberg"].unit) == ("Norberg 2026", "84,4", "%")
    assert found["Riktning"].label == f"Riktning {finding.trend.first}–{finding.trend.last}"
    assert found["Riktning"].words == spoken.direction_words(finding)
    level = finding.level
    assert found["Läge"].label == f"Läge bland 290 kommuner, medel {level.first}–{level.last}"
    assert found["Läge"].note == f"Plats {level.rank_low}–{level.rank_high} av {level.ranked}."
    assert level.rank_low < level.rank_high
    assert page.sentences == (spoken.sentence(finding),)


def test_no_number_of_pupils_is_inferred(here):
    """Shares alone give no denominator: three cells, and no word of pupils that nobody counted."""
    page = page_of(SCHOOL, here)
    assert len(page.halves[0][1]) == 3
    assert "elev motsvarar" not in str(page.halves)


def test_the_trend_draws_what_the_source_has(here):
    """Every own value since the start year once; those before the break thinner; the latest with a dot."""
    page = page_of(SCHOOL, here, chosen(first=1998))
    drawn = rows(page.trend[0].rows)
    lines = drawn[(drawn["part"] == "line") & drawn["style"].isin(["main", "older"])]
    assert dict(zip(lines["x"].astype(int), lines["y"], strict=True)) == own(here, "N15428")
    assert set(lines.loc[lines["x"] < 2012, "style"]) == {"older"}
    assert lines.loc[lines["style"] == "older", "width"].max() < lines.loc[lines["style"] == "main", "width"].min()
    assert not set(lines.loc[lines["x"] < 2012, "run"]) & set(lines.loc[lines["x"] >= 2012, "run"])
    dots = drawn[(drawn["part"] == "dot") & (drawn["style"] == "main")]
    assert list(dots["x"]) == [2026]


def test_the_break_tells_its_reason_at_its_rule(here):
    """The dashed rule stands between the years."""
    (rule,) = rows(page_of(SCHOOL, here).trend[0].rows, "break").to_dict("records")
    assert (rule["x"], rule["text"].replace("\n", " ")) == (
        2011.5,
        "Kravet för gymnasiebehörighet skärptes efter 2011.",
    )


def test_the_band_is_said_to_end_where_it_ends(here):
    """Drawn 2013–2022 only, and the words say so with how many municipalities the others have."""
    page = page_of(SCHOOL, here)
    drawn = rows(page.trend[0].rows, "outer")
    assert (drawn["x"].min(), drawn["x"].max()) == (2013, 2022)
    words = said(page.caption)
    assert "Bandet finns 2013–2022" in words
    assert "för 2023–2026 har bara 15 kommuner värden inlästa" in words
    assert "Axeln börjar på 60 %." in words
    assert rows(page.trend[0].rows, "frame")["y"].min() == 60


def test_a_pair_shares_one_scale_and_both_numbers_lead_to_it(here):
    """Facts in two halves, two panels with the same corners, the gap on its own axis with the band of all gaps."""
    page = page_of(LIFE, here)
    assert page_of(11, here).title == page.title == "Medellivslängd, kvinnor och män"
    assert [name for name, _ in page.halves] == [chart.name for chart in page.trend] == ["Kvinnor", "Män"]
    left, right = (rows(chart.rows, "frame")[["x", "y"]].to_numpy().tolist() for chart in page.trend)
    assert left == right
    assert (cells(page)["Kvinnor"].value, cells(page, 1)["Män"].value) == ("83,4", "77,4")
    gap = rows(page.genders.gaps)
    own_gap = gap[(gap["part"] == "line") & (gap["style"] == "main")].set_index("x")["y"]
    women, men = own(here, "N00925"), own(here, "N00923")
    assert own_gap[2022] == pytest.approx(women[2022] - men[2022])
    assert set(gap.loc[gap["part"] == "outer", "x"]) == set(range(2013, 2023))
    assert (gap["part"] == "zero").sum() == 1
    assert "Band och linjer som ovan." in page.genders.words


def test_the_derived_half_of_a_pair_is_what_is_left_of_a_hundred(tmp_path):
    """Andel män = 100 − andel kvinnor, named as own work."""
    publish(tmp_path, "N00222", {(NORBERG, year): 80.0 + year - 2018 for year in range(2018, 2026)})
    page = page_of(65, source(tmp_path))
    assert (cells(page)["Kvinnor"].value, cells(page, 1)["Män"].value) == ("87,0", "13,0")
    assert about(page)["Källa"][0].startswith("Egen bearbetning av data från Kolada")
    assert table(page).loc["2025", "Skillnad"] == "74,0"


@pytest.mark.parametrize("gender", [WOMEN, MEN, BOTH, GAP])
def test_a_gender_is_what_is_shown(here, gender):
    """The chosen gender's own values; without all municipalities there is no band and no place."""
    page = page_of(SCHOOL, here, chosen(gender=gender))
    women, men = own(here, "N15428", "K"), own(here, "N15428", "M")
    latest = {WOMEN: ["79,2"], MEN: ["87,5"], BOTH: ["79,2", "87,5"], GAP: ["−8,3"]}[gender]
    assert [half[1][0].value for half in page.halves] == latest
    assert women[2026] - men[2026] == pytest.approx(-8.3, abs=0.05)
    assert all(not len(rows(chart.rows, "outer")) for chart in page.trend)
    assert "Inget band: högst 71 kommuner har" in said(page.caption)
    assert all(one.reason == "Jämförs inte: 71 av 290 kommuner inlästa." for one in page.places)
    assert page.message == ""


def test_the_total_stands_in_for_a_gender_that_is_not_there(here):
    """And it is said."""
    page = page_of(43, here, chosen(gender=WOMEN))
    assert page.message == "Finns inte uppdelat på kön. Totalen visas."
    assert page.no_genders == "Finns inte uppdelat på kvinnor och män."
    assert page.genders is None


def test_women_and_men_have_two_charts_with_what_is_missing(here):
    """Lines cut at the years that were not fetched, which stand in the hole; a bar for each year with both."""
    genders = page_of(SCHOOL, here).genders
    drawn = rows(genders.both)
    assert set(drawn.loc[drawn["part"] == "label", "text"]) == {"Kvinnor 79,2", "Män 87,5"}
    assert list(drawn.loc[drawn["part"] == "hole", "text"]) == ["2023–2024\ninte\nhämtat"]
    bars = rows(genders.gaps, "bar").set_index("x")
    women, men = own(here, "N15428", "K"), own(here, "N15428", "M")
    assert bars["y"].to_dict() == pytest.approx({y: women[y] - men[y] for y in women if y in men and y >= 2008})
    assert (bars["style"] == "women").equals(bars["y"] > 0)
    assert set(rows(genders.gaps, "word")["text"]) == {"kvinnor högre", "män högre"}


def test_the_table_says_what_is_missing_and_why(here):
    """Ten newest years, newest first; what was not fetched is told apart from what there is not."""
    page = page_of(SCHOOL, here)
    found, more = depth.table(page, whole=False)
    assert list(found.index) == [str(year) for year in range(2026, 2016, -1)]
    assert more
    assert found.loc["2026"].to_dict() == {
        "Norberg": "84,4",
        "Kvinnor": "79,2",
        "Män": "87,5",
        "Skillnad": "−8,3",
        "Fagersta": "inte hämtat",
        "Skinnskatteberg": "89,2",
        "Riket": "inte hämtat",
        "Mitten av alla": "inte hämtat",
    }
    assert found.loc["2024", "Kvinnor"] == "inte hämtat"
    assert table(page_of(73, here)).loc["2013"].to_dict()["Norberg"] != "saknas"
    assert table(page_of(73, here), whole=True).loc["2011", "Norberg"] == "saknas"
    assert len(table(page, whole=True)) == 19


def test_the_strip_has_every_municipality_and_the_mark_agrees(here):
    """290 dots with the mean that places are told of; the whisker's ends are the places at the ends of the interval."""
    page = page_of(SCHOOL, here)
    (place,) = page.places
    drawn = rows(place.rows)
    assert (drawn["part"] == "dot").sum() == len(place.means) == 290
    level = page.sides[0].finding.level
    assert place.means[NORBERG] == level.mean
    ordered = place.means.sort_values(ascending=False)
    worst = drawn.loc[drawn["part"] == "dot", "x"].min()
    assert drawn.loc[drawn["part"] == "whisker", "x"].item() >= worst
    assert ordered.iloc[level.rank_high - 1] <= level.mean <= ordered.iloc[level.rank_low - 1]
    assert f"{level.rank_low}–{level.rank_high} av 290." in said(place.caption)
    assert set(drawn.loc[drawn["part"] == "name", "short"]) == {"Fagersta", "Skinnskatteberg"}


def test_words_instead_of_numbers_have_no_chart_and_no_place(here):
    """Bostadsmarknaden is a code: a box a year, nothing else."""
    page = page_of(CODE, here)
    assert page.boxes[-1] == ("Underskott", "2022")
    assert (page.trend, page.places, page.genders, page.sentences) == ((), (), None, ())
    assert set(table(page)["Norberg"]) == {"Underskott", "Balans", "Överskott"}


def test_too_few_measurements_are_said_and_drawn_as_they_are(here):
    """A break two years ago leaves two: no direction, and how many are needed."""
    found = cells(page_of(SHIFTED, here))["Riktning"]
    assert (found.words, found.note) == ("För få mätningar", "2\u00a0mätningar i rad; minst 5 behövs.")


def test_a_survey_says_until_when_its_value_is_repeated(here):
    """The newest measurement has its own year, and the years that repeat it are no measurements."""
    page = page_of(45, here)
    assert cells(page)["Norberg"].note == "Upprepas till 2022 utan ny mätning."
    lines = rows(page.trend[0].rows)
    assert set(lines.loc[(lines["part"] == "line") & (lines["style"] == "main"), "x"]) <= {2017, 2010, 2009, 2008}


def test_counts_are_never_ranked(tmp_path):
    """Many people are many inhabitants: no band, no place, and the reason."""
    here = source(tmp_path)
    page = page_of(29, here)
    assert "Inget band: antal beror på kommunens storlek." in said(page.caption)
    assert [one.reason for one in page.places] == ["Jämförs inte: antal beror på kommunens storlek."]


def test_a_series_that_ended_goes_on_being_shown_and_says_so(here):
    """The ended series' value is not passed off as today's."""
    page = page_of(9, here)
    assert cells(page)["Norberg"].note == "Serien har upphört."
    assert any("upphört" in one for one in page.remarks)


def test_a_region_has_no_place_among_municipalities(tmp_path):
    """Resor med kollektivtrafik is the region's: named as such, without band or rank."""
    publish(tmp_path, "N60404", {(REGION, year): 30.0 + year - 2015 for year in range(2015, 2026)}, asked=(REGION,))
    page = page_of(54, source(tmp_path))
    assert cells(page)["Region"].label == "Region Västmanland 2025"
    assert "Inget band: måttet finns bara för regioner." in said(page.caption)
    assert [bool(one.reason) for one in page.places] == [True]


def test_each_absence_is_told_in_words(here):
    """Nothing to draw is no empty chart: the reason stands alone, with what is known about the measure."""
    for pair in PROGRAM.pairs():
        page = page_of(pair[0].no, here)
        if page.absent:
            assert page.absent.sentence.endswith(".")
            assert (page.trend, page.halves, page.places, page.genders) == ((), (), (), None)
            assert len(table(page)) == 0
            assert {"Vad som mäts", "Källa", "Riktning"} <= set(about(page))


@pytest.mark.parametrize("gender", GENDERS)
def test_no_chart_is_ever_empty(here, gender):
    """Whatever is chosen: a chart draws a line or a dot of the municipality, or there is none."""
    for pair in PROGRAM.pairs():
        page = page_of(pair[0].no, here, chosen(gender=gender))
        for chart in page.trend:
            drawn = rows(chart.rows)
            assert drawn["part"].isin(["line", "dot"]).any(), pair[0].short_title
            assert chart.alternative.startswith("Linjediagram: ")
        assert page.absent or page.halves


def test_a_start_year_after_all_values_draws_nothing_and_says_so(here):
    """The value still stands, with its year."""
    page = page_of(57, here, chosen(first=2025))
    assert page.trend == ()
    assert any("Inget eget värde ritas" in one for one in page.remarks)
    assert cells(page)["Norberg"].value


def test_the_end_year_applies_to_everything(here):
    """So stood it in 2019: value, direction, place, chart and table know nothing later."""
    page = page_of(SCHOOL, here, chosen(last=2019))
    assert cells(page)["Norberg"].label == "Norberg 2019"
    assert page.sides[0].finding.level.last <= 2019
    assert rows(page.trend[0].rows, "line")["x"].max() <= 2019
    assert table(page).index[0] == "2019"


def test_process_limits_come_only_when_asked_for(here):
    """Two rules with their words over the years they rest on; where there are none it is said why."""
    without, with_ = page_of(SCHOOL, here), page_of(SCHOOL, here, limits=True)
    assert not len(rows(without.trend[0].rows, "limit"))
    limits = rows(with_.trend[0].rows, "limit")
    assert sorted(word.split(" ")[0] for word in limits["text"]) == ["undre", "övre"]
    assert with_.limits.startswith("Gränser")
    assert page_of(SHIFTED, here, limits=True).limits.startswith("Inga gränser för ovanliga värden")


def test_direction_and_who_decided_it_stand_on_the_page(here):
    """Proposed until somebody decides; neutral measures have no wanted way."""
    assert page_of(SCHOOL, here).subtitle[1] == "Procent. Högre är bättre. Föreslagen riktning, inte beslutad."
    found = about(page_of(SCHOOL, here))
    assert "Föreslagen riktning, inte beslutad." in found["Riktning"]
    assert found["Agenda 2030"] == ("Mål 4 Utbildning.",)
    assert "Inget mål är satt." in found["Att tänka på"]
    assert about(page_of(58, here))["Riktning"][0] == "Inget önskat håll."


def test_made_up_figures_say_so_in_every_chart():
    """Trend, strip, women and men: the words are data of each."""
    demo = DemoSource(PROGRAM, DATA, last=2025)
    page = page_of(SCHOOL, demo)
    charts = [page.trend[0].rows, page.places[0].rows, page.genders.both, page.genders.gaps]
    assert [list(rows(one, "demo")["text"]) for one in charts] == [["DEMO: påhittade värden"]] * 4
