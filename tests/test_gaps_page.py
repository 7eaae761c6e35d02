"""The page of women and men: its sentences by rule, its groups, what has no split, its link and its file."""

import csv
import io
import re
from dataclasses import replace

import pytest
from world import DATA, PROGRAM, STANDARD, TODAY, source

from norberg import gaps
from norberg.demo import DemoSource
from norberg.findings import Findings
from norberg.gaps import choice, export, page
from norberg.gaps.choice import LARGEST, LISTS, ORDERS, THEMES, Chosen
from norberg.gaps.row import Row

LAST = 2026


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The rules' answers on the embedded figures."""
    return Findings(source(tmp_path_factory.mktemp("gaps")), LAST, TODAY)


@pytest.fixture(scope="module")
def shown(found):
    """The page as it is without a choice."""
    return page.build(found, STANDARD, Chosen())


def row(found: Findings, no: int, **changes: object) -> Row:
    (one,) = gaps.rows([PROGRAM.indicator(no)], found, STANDARD)
    return replace(one, **changes)


def test_every_nyckeltal_of_the_program_is_somewhere(shown):
    """In the table, among the counts, or among those without a split: none twice, none lost."""
    titles = [name for names in shown.without.values() for name in names]
    there = sum(len(one.indicators) for one in shown.rows)
    pairs = {one[0].pair: len(one) for one in PROGRAM.pairs() if one[0].pair}
    assert there + sum(pairs.get(name, 1) for name in titles) == len(PROGRAM.indicators) == 75
    assert len(titles) == len(set(titles))


def test_the_groups_part_what_is_sure_from_what_is_not(shown):
    """No row in the wrong group; counts of people in neither."""
    sure, unsure = shown.groups
    assert {one.gap.sure for one in sure.rows} == {True}
    assert {one.gap.sure for one in unsure.rows} == {False}
    assert not [one for group in shown.groups for one in group.rows if one.count]
    assert [one.indicator.no for one in shown.counted] == [29, 30, 62, 63, 64]
    assert "Medarbetare, månadsavlönade: kvinnor 426, män 87 (2022)" in shown.counts


def test_the_lead_tells_how_many_are_sure_the_largest_and_what_grows(shown):
    """Counts of the groups; the country's gap beside; growth only where the rule fired."""
    sure, unsure = (len(one.rows) for one in shown.groups)
    count, largest, grows = (one.replace("\u00a0", " ") for one in shown.lead)
    assert count == f"{sure} av {sure + unsure} skillnader är säkra."
    assert largest == (
        "Störst jämfört med hur olika kommuner är: Medellivslängd, kvinnor 83,4 och män 77,4 år (2022). "
        "Skillnaden är 6,0 år, i riket 3,5."
    )
    assert grows == "Skillnaden växer: Eftergymnasial utbildning, 25–64 år."


def test_the_lead_of_one_of_none_and_of_nothing(found):
    """Grammar for one; no largest among none; words where there is no row at all."""
    one, none = row(found, 10), row(found, 1)
    assert page._lead([one, none], [one])[0] == "1 av 2 skillnader är säker."
    assert page._lead([none], []) == ["Ingen av 1 skillnader är säker."]
    assert page._lead([], []) == ["Inget nyckeltal har värden för både kvinnor och män."]


@pytest.mark.parametrize(
    ("changes", "tail"),
    [
        ({"country": -3.5}, "i riket 3,5 åt andra hållet."),
        ({"country_year": 2021}, "i riket 3,5 (2021)."),
        ({"country_year": 0}, "riket har inget värde att ställa bredvid."),
    ],
)
def test_the_country_is_told_as_it_is(found, changes, tail):
    """Turned the other way, of another year, or not there."""
    one = row(found, 10, **changes)
    assert page._lead([one], [one])[1].endswith(tail)


def test_what_has_no_split_says_why(shown):
    """The kpi itself, what is not fetched, own series; the two shares that sum to a hundred have no values embedded."""
    reasons = {name: reason for reason, names in shown.without.items() for name in names}
    assert reasons["Planberedskap för nya bostäder"] == "Finns inte uppdelat på kön"
    assert reasons["Frisktal, kommunens personal"] == "Egen serie saknas"
    assert reasons["Öppet arbetslösa, 25–65 år"] == "Inte hämtat än"
    assert shown.fetchable


def test_two_shares_that_sum_to_a_hundred_are_not_a_gap():
    """With values, as in the demo, the reason is that one follows from the other."""
    demo = page.build(Findings(DemoSource(PROGRAM, DATA), LAST, TODAY), STANDARD, Chosen())
    assert demo.without[page.HUNDRED] == ["Kvinnor och män bland kommunens anställda"]
    assert demo.fresh == "DEMO: påhittade värden."


def test_the_themes_have_a_list_of_their_own(found, shown):
    """None of the program's nyckeltal stands there again."""
    others = page.build(found, STANDARD, Chosen(which=THEMES))
    assert others.rows
    assert not {one.indicator.no for one in others.rows} & {one.indicator.no for one in shown.rows}
    assert {one.indicator.goal for one in others.rows} == {0}


def test_the_order_is_within_the_groups(found, shown):
    """By size the same rows in another order."""
    sized = page.build(found, STANDARD, Chosen(order=LARGEST))
    for one, other in zip(sized.groups, shown.groups, strict=True):
        assert one.rows != other.rows
        assert {each.title for each in one.rows} == {each.title for each in other.rows}
    assert sized.groups[0].rows[0].title == "Medellivslängd"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("which", LISTS)
def test_a_link_gives_the_same_choice_back(order, which):
    """Each order with each list."""
    assert choice.parse(Chosen(order, which).parameters()) == (Chosen(order, which), [])


def test_nonsense_in_a_link_is_named_and_falls_back():
    """Each wrong part in a sentence of its own, a long one cut."""
    chosen, told = choice.parse({"ordning": "x" * 50, "lista": "allt"})
    assert chosen == Chosen()
    assert told == [
        f"Länkens val ”ordning={'x' * 40}…” går inte att använda: välj bland sakrast, storst.",
        "Länkens val ”lista=allt” går inte att använda: välj bland programmet, teman.",
    ]


def read(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))


def test_the_file_has_the_rows_of_the_page_in_full_precision(found, shown):
    """The same order, values that are not rounded, an empty cell for what is missing, and the way back."""
    rows = read(export.people(shown.rows, found, lambda address: f"nyckeltal?nr={address}"))
    assert [one["Nyckeltal"] for one in rows] == [one.title for one in shown.rows]
    pills = next(one for one in rows if one["Id"] == "N00404")
    assert (pills["Kvinnor"], pills["Män"]) == ("332,55015", "215,56473")
    assert (pills["Kommuner som jämförs"], pills["Större än i andel av kommunerna (%)"]) == ("", "")
    assert (pills["Liknande kommuner som jämförs"], pills["Vem"], pills["Länk"]) == (
        "7",
        "kvinnor sämre",
        "nyckeltal?nr=12",
    )
    life = next(one for one in rows if one["Nyckeltal"] == "Medellivslängd")
    assert (life["Id"], life["Kommuner som jämförs"]) == ("N00925 och N00923", "290")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", life["Inläst"])
    assert next(one for one in rows if one["Id"] == "N00053")["Skillnad i riket"] == ""


def test_made_up_figures_say_so_in_the_file():
    """In its name and in every row."""
    demo = Findings(DemoSource(PROGRAM, DATA), LAST, TODAY)
    rows = gaps.rows([PROGRAM.indicator(10)], demo, STANDARD)
    assert {one["Källa"] for one in read(export.people(rows, demo, str))} == {"DEMO: påhittade värden"}
    assert export.file_name(demo) == "DEMO-pahittade-varden-norberg-kvinnor-och-man-till-och-med-2026.csv"
