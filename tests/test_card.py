"""What a card says of a nyckeltal: the real figures, changes, breaks, pairs, own calculations and words."""

from dataclasses import replace

import pytest
from world import DATA, NORBERG, PROGRAM, STANDARD, TODAY, card_of, drawn, own, pair, publish, rows_of, source

from norberg import card, exports
from norberg.demo import DemoSource

BLANK = 4  # a yearly share in percent with no embedded value: made values stand alone


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return source(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def cards(here):
    return [card_of(one[0].no, here) for one in PROGRAM.pairs()]


def made(folder, values, **changes):
    """The card of BLANK with these values of Norberg: {year: value}, or {(year, gender): value}."""
    cells = {(NORBERG, *(key if isinstance(key, tuple) else (key,))): value for key, value in values.items()}
    publish(folder, "N15030", cells)
    return card_of(BLANK, source(folder), replace(STANDARD, **changes))


def figures(one):
    return [(figure.name, figure.value, figure.unit, figure.year) for figure in one.figures]


def test_the_figures_a_newcomer_sees(here):
    """Norberg's real figures without network, as the commission names them."""
    school = card_of(1, here, replace(STANDARD, first=1994))
    assert figures(school) == [("", "84,4", "%", "2026")]
    assert (min(drawn(school)), max(drawn(school))) == (1998, 2026)
    assert ("Män", "77,4", "år", "2022 (medel 2018–2022)") in figures(card_of(11, here))
    women_and_men = card_of(73, here, replace(STANDARD, gender="bada"))
    assert figures(women_and_men) == [("Kvinnor", "9,3", "%", "2022"), ("Män", "5,7", "%", "2022")]


def test_how_many_nyckeltal_have_figures(cards):
    """55 of the 75 nyckeltal have values without network; every other one says why not."""
    assert sum(len(one.indicators) for one in cards if one.absent is None) == 55
    assert sum(len(one.indicators) for one in cards) == 75
    assert all(one.absent.sentence.endswith(".") for one in cards if one.absent)


def test_changes_are_stated_plainly(here):
    """Against the year before, five years before and the year of adoption, on unrounded values."""
    assert card_of(1, here).changes == (
        ("+9,4", "procentenheter mot 2025"),
        ("+9,0", "procentenheter mot 2021"),
        ("+11,5", "procentenheter mot 2019"),
    )


@pytest.mark.parametrize(
    ("no", "last", "said"),
    [
        (8, 2026, "mot 2017: serien är bruten"),
        (56, 2026, "mot 2021: värde saknas"),
        (25, 2026, "mot 2019: mättes inte"),
        (47, 2026, "inget värde sedan 2019, då programmet antogs"),
        (19, 2026, "mot 2019: serien är bruten"),
    ],
)
def test_a_change_that_can_not_be_told_says_why(here, no, last, said):
    """Broken, missing and not measured are three different answers, and none is a number."""
    assert ("–", said) in card_of(no, here, replace(STANDARD, last=last, first=2000)).changes


def test_until_before_the_adoption_nothing_is_said_of_it(here):
    """Who looks at the years before the program was adopted is not told that they lack a value since."""
    told = card_of(1, here, replace(STANDARD, last=2013, first=2000)).changes
    assert told
    assert not any("2019" in words for _, words in told)


def test_no_change_is_plus_minus_nothing_and_zero_is_a_value(tmp_path):
    """A real zero is shown as zero, and a difference of nothing as ±0,0."""
    one = made(tmp_path, {2019: 0.0, 2020: 3.0, 2021: 0.0})
    assert figures(one) == [("", "0,0", "%", "2021")]
    assert one.changes[::2] == (("−3,0", "procentenheter mot 2020"), ("±0,0", "procentenheter mot 2019"))
    assert drawn(one) == {2019: 0.0, 2020: 3.0, 2021: 0.0}


def test_a_missing_year_is_a_hole_and_never_zero(tmp_path):
    """The line is cut at the hole, the table says "saknas", and the change says that the value is missing."""
    one = made(tmp_path, {2018: 40.0, 2019: None, 2020: 42.0, 2021: 43.0})
    lines = rows_of(one).query("part == 'line'")
    assert list(lines["x"]) == [2018, 2020, 2021]
    assert lines["run"].nunique() == 2
    assert ("–", "mot 2019: värde saknas") in one.changes
    assert list(card.table(pair(BLANK), source(tmp_path), STANDARD)["Norberg"]) == ["43,0", "42,0", "40,0"]


def test_the_end_year_applies_to_everything(here):
    """Value, changes, comparison, chart and export are those of the chosen year."""
    selection = replace(STANDARD, last=2019)
    one = card_of(1, here, selection)
    assert figures(one) == [("", "72,9", "%", "2019")]
    assert one.changes[0] == ("−11,3", "procentenheter mot 2018")
    assert rows_of(one)["x"].max() == 2019
    assert card.rows(pair(1), here, selection)["period"].max() == 2019
    assert "202" not in one.comparison + one.alternative


def test_repeated_values_are_one_measurement(here):
    """A survey every second year is told against its two previous measurements, an election until it was repeated."""
    assert card_of(2, here).changes[:2] == (
        ("+12,8", "procentenheter mot 2024"),
        ("+12,9", "procentenheter mot 2022"),
    )
    assert set(drawn(card_of(2, here))) == {2022, 2024, 2026}
    election = card_of(25, here, replace(STANDARD, last=2021))
    assert figures(election) == [("", "84", "%", "2018 (upprepas till 2021)")]


@pytest.mark.parametrize(
    ("no", "last", "told"), [(9, "2022", "N74811"), (39, "2022", "U07451"), (44, "2021", "N85069")]
)
def test_a_series_that_has_ended_is_shown_as_such(here, no, last, told):
    """The last figures of a retired id stay, with the words that it has ended."""
    one = card_of(no, here)
    assert one.figures[0].year == last
    assert any(f"Serien {told} har upphört; sista värdet är från {last}." in remark for remark in one.remarks)


def test_a_retired_series_and_its_successor_are_never_joined(here):
    """Row 19: two series, a break with its words, no shared line and no change across it."""
    one = card_of(19, here, replace(STANDARD, first=1994))
    assert drawn(one) == own(here, "N02267")
    assert drawn(one, "older") == own(here, "N00914")
    rows = rows_of(one)
    lines = rows[rows["part"] == "line"]
    assert lines.groupby("run")["style"].nunique().eq(1).all()
    breaks = rows[rows["part"] == "break"]
    assert list(zip(breaks["x"], breaks["text"], strict=True)) == [(2019.5, "ny serie")]


def test_a_pair_is_one_card(here):
    """Medellivslängd for women and men is one card with both, whatever gender is not chosen."""
    one = card_of(10, here)
    assert one.title == "Medellivslängd, kvinnor och män"
    assert [figure.name for figure in one.figures] == ["Kvinnor", "Män"]
    assert drawn(one, "women").items() <= own(here, "N00925").items()
    assert drawn(one, "men").items() <= own(here, "N00923").items()
    alone = card_of(10, here, replace(STANDARD, gender="man"))
    assert [(figure.name, figure.value) for figure in alone.figures] == [("Män", "77,4")]


def test_an_own_calculation_is_marked_as_such(tmp_path):
    """The share of men is 100 minus women's, and Kolada is never named as its source."""
    publish(tmp_path, "N00222", {(NORBERG, 2021): 80.0, (NORBERG, 2022): 79.25})
    here, both = source(tmp_path), pair(65)
    one = card_of(65, here)
    assert [(figure.name, figure.value) for figure in one.figures] == [("Kvinnor", "79,3"), ("Män", "20,8")]
    origin = dict(one.about)["Källa"]
    assert origin.startswith("Egen bearbetning av data från Kolada (N00222)")
    assert "Källa: Kolada" not in origin
    text = exports.people(both, here, STANDARD).decode("utf-8-sig")
    assert text.count("Egen bearbetning av data från Kolada") == 4
    assert "Källa: Kolada" not in text
    assert "20,75" in text


def test_a_code_is_told_in_words(here):
    """Läget på bostadsmarknaden: a box a year, no chart, no difference, no mean."""
    one = card_of(16, here)
    assert figures(one) == [("", "Underskott", "", "2022")]
    assert (one.rows, one.changes) == (None, ())
    assert {word for word, _ in one.boxes} <= {"Underskott", "Balans", "Överskott"}
    assert one.comparison == "Fagersta underskott (2022) · Skinnskatteberg balans (2022)"
    assert set(card.table(pair(16), here, STANDARD)["Norberg"]) <= {"Underskott", "Balans", "Överskott", "saknas"}


@pytest.mark.parametrize(("no", "gender"), [(5, "kvinnor"), (8, "bada"), (33, "skillnad")])
def test_no_split_by_gender_is_said_and_the_total_shown(here, no, gender):
    """A nyckeltal without women and men never vanishes."""
    one = card_of(no, here, replace(STANDARD, gender=gender))
    assert one.message == "Finns inte uppdelat på kön. Totalen visas."
    assert one.figures == card_of(no, here).figures


@pytest.mark.parametrize(
    ("gender", "who", "value"),
    [
        ("totalt", "", "8,6"),
        ("kvinnor", "Kvinnor", "9,3"),
        ("man", "Män", "5,7"),
        ("skillnad", "Kvinnor minus män", "3,6"),
    ],
)
def test_the_chosen_gender_is_shown(here, gender, who, value):
    """Each choice shows its own figure with whose it is, and the difference in percentage points."""
    one = card_of(73, here, replace(STANDARD, gender=gender))
    assert one.message == ""
    assert (one.figures[0].name, one.figures[0].value) == (who, value)
    assert one.figures[0].unit == ("procentenheter" if gender == "skillnad" else "%")


def test_the_words_beside_a_chart_hold_when_nothing_new_is_drawn(here):
    """A start year after the own values never turns the years backwards."""
    one = card_of(3, here, replace(STANDARD, first=2024))
    assert one.figures[0].year == "2022"
    assert "2024–2022" not in one.alternative


def test_made_up_figures_say_so_in_the_chart():
    """No chart of the demo is without its words."""
    one = card.build(pair(1), DemoSource(PROGRAM, DATA, 2025), STANDARD, TODAY)
    assert list(rows_of(one).query("part == 'demo'")["text"]) == ["DEMO: påhittade värden"]
    assert dict(one.about)["Källa"] == "DEMO: påhittade värden."
