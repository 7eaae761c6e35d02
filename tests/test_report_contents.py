"""What a report holds: the figures, sentences and reasons that the pages show, none left out."""

from dataclasses import replace

import pytest
from report_files import CRIME, LINK, SIX, chosen, demo, held, real
from world import PROGRAM, STANDARD, card_of

from norberg import outside, spoken
from norberg.errors import NorbergError
from norberg.findings import Findings
from norberg.report import Choice, choice, contents, entry
from norberg.report.entry import Comment
from norberg.sentences import number


@pytest.fixture(scope="module")
def whole():
    return held(Choice())


def test_no_nyckeltal_is_missing(whole):
    """All 75 in the program's order; those without values say why."""
    assert [one.indicator.no for one in whole.entries] == [one.no for one in PROGRAM.indicators]
    absent = [one for one in whole.entries if one.card.absent]
    assert len(absent) == 20
    assert all(len(contents.reason(one)) > 20 for one in absent)
    assert "skulle komma 2026-04-10 enligt uppgift 2026-03-23" in contents.reason(absent[0])


def test_the_figures_are_those_of_the_rules_and_the_card(whole):
    """Value, year and sentence are the Finding's; nothing is formatted anew."""
    for one in (each for each in whole.entries if each.card.absent is None):
        assert one.own[0].values.iloc[-1] == one.findings[0].value
        assert str(one.findings[0].year) in one.card.figures[0].year
        assert one.verdicts[0].sentence == spoken.sentence(one.findings[0])
    assert held(SIX).entries[0].card.figures == card_of(SIX.indicators(real().source)[0].no, real().source).figures


def test_the_second_of_a_derived_pair_is_worked_out():
    """Men among employees are a hundred minus the women, alone as beside them."""
    one, two = (entry.build(PROGRAM.indicator(no), demo(), STANDARD) for no in (65, 66))
    if one.card.absent is None:
        assert one.own[0].values.iloc[-1] + two.own[0].values.iloc[-1] == pytest.approx(100)
    assert (one.card.absent is None) == (two.card.absent is None)


def test_counts_sum_to_the_nyckeltal(whole):
    """The counts of the goals are the counts of the whole."""
    sums = [sum(int(word) for word in part.counts.split() if word.isdecimal()) for part in whole.goals]
    assert sums == [len(part.entries) for part in whole.goals]
    assert sum(int(word) for word in whole.counts.split() if word.isdecimal()) == 75


def test_the_frame_says_what_it_is(whole):
    """Municipality, years, comparators, whose source, when read and made, the link."""
    facts = dict(whole.frame.facts)
    assert facts["Kommun"] == "Norberg"
    assert facts["År"].startswith("2008–2026")
    assert facts["Jämförelse"].startswith("Jämförs med Fagersta, Skinnskatteberg och Riket.")
    assert "Kolada, inläst 2024-08-30" in facts["Källa"]
    assert facts["Riktning, läge och meningar"] == "Egen bearbetning av data från Kolada."
    assert facts["Länk"] == LINK
    assert whole.frame.demo == ""
    assert contents.build(SIX, demo(), STANDARD).frame.demo == "DEMO: påhittade värden"


def test_an_earlier_end_year_gives_the_report_of_then():
    """Nothing after the end year is in it."""
    then = replace(STANDARD, last=2019)
    old = contents.build(Choice((1,)), Findings(real().source, 2019, "2026-11-24"), then)
    years = [int(year) for one in old.entries for year in one.table.index]
    assert max(years) == 2019
    assert old.frame.facts[2] == ("År", "2008–2019. Senare värden räknas inte.")


@pytest.mark.parametrize("gender", ["kvinnor", "man", "bada", "skillnad"])
def test_every_gender_gives_every_nyckeltal(gender):
    """What is not split shows the total and says so; a pair's two are told by themselves."""
    found = held(Choice((2,)), chosen(gender))
    assert len(found.entries) == len(PROGRAM.goal(2).indicators)
    for one in found.entries:
        assert one.card.absent or one.card.message or one.card.gender == gender or one.indicator.pair
        assert len(one.findings) == len(one.verdicts) == (2 if one.card.gender == "bada" else 1)


def test_comments_stand_by_what_they_are_of():
    """One of a goal by the goal, one of a nyckeltal by it; a name that nobody checked says so."""
    no = SIX.indicators(real().source)[0].no
    said = [
        Comment(6, None, "2026-08-20", "Anna", "", "Bra år."),
        Comment(None, no, "2026-08-21", "Bo", "På väg", "Jo."),
    ]
    found = contents.build(SIX, real(), STANDARD, comments=said)
    assert found.goals[0].comments == (said[0],)
    assert found.entries[0].comments == (said[1],)
    assert contents.signed(said[0]) == "Anna, 2026-08-20. Namnet är inte kontrollerat."


def test_a_theme_has_all_of_its_nyckeltal():
    """Those outside the program stand last, under their own heading; each with the theme's reason and caveat."""
    found = held(CRIME)
    assert {one.indicator for one in found.entries} == set(PROGRAM.theme("brott-och-trygghet").indicators)
    last = found.goals[-1]
    assert (found.areas[-1].area.title, last.title) == ("Utanför programmet", "Temat Brott och trygghet")
    outside = [one.no for one in PROGRAM.theme("brott-och-trygghet").indicators if not one.goal]
    assert [one.indicator.no for one in last.entries] == outside
    assert dict(found.frame.facts)["Nyckeltal"] == "14, varav 10 utanför programmet"
    for one in found.entries:
        assert one.why == one.piece.why != ""
        assert one.card.absent or one.remarks.count(one.piece.caveat) == 1


def test_a_theme_that_a_link_makes_is_a_theme_too():
    """What no file has is told with its own title, reasons and order."""
    theme = PROGRAM.theme("brott-och-trygghet")
    made = Choice(made=replace(theme, address="eget", title="Eget", pieces=theme.pieces[:3]))
    assert not made.whole
    assert made.indicators(real().source) == theme.indicators[:3]
    found = held(made)
    assert (found.frame.title, found.goals[-1].title) == ("Tema: Eget", "Temat Eget")
    assert {one.why for one in found.entries} == {one.why for one in theme.pieces[:3]}


def test_one_nyckeltal_outside_the_program():
    """One of a theme, or any other that Kolada has told of."""
    found = held(Choice(no=107540))
    assert [one.title for one in found.entries] == ["Anmälda brott totalt"]
    assert dict(found.frame.facts)["Nyckeltal"] == "1, utanför programmet"
    assert found.frame.title == "Anmälda brott totalt"
    other = next(kpi for kpi in real().source.facts if kpi not in {one.use_id for one in known()})
    assert held(Choice(no=outside.number(other))).entries[0].indicator.use_id == other


def known():
    return (*PROGRAM.indicators, *PROGRAM.outside)


def test_a_pair_has_its_gap():
    """Women minus men as on the page, beside each of the two; two shares that sum to a hundred have none."""
    women, men = held(Choice(no=10)).entries
    gap = women.total.gap
    assert women.gap == men.gap
    assert women.gap.startswith(f"Kvinnor minus män: {number(gap.women - gap.men, 1)} år. Kvinnor ")
    assert [one.gap for one in held(Choice(no=65)).entries] == ["", ""]


def test_choices_that_do_not_exist_are_named():
    """One sentence that says what there is."""
    with pytest.raises(NorbergError, match="inget mål 11: välj ett från 1 till 10"):
        choice.named(11, None, PROGRAM)
    with pytest.raises(NorbergError, match="”hej” finns inte: välj bland brott-och-trygghet, folkhalsa"):
        choice.named(None, "hej", PROGRAM)
    assert choice.named(None, " Folkhälsa", PROGRAM) == Choice(theme="folkhalsa")
    assert choice.named(None, None, PROGRAM).whole


def test_file_names_are_plain():
    """Letters that every disk takes, DEMO first where it is."""
    name = choice.file_name(Choice(theme="folkhalsa"), real().source, STANDARD, "pdf")
    assert name == "norberg-tema-folkhalsa-2008-2026.pdf"
    assert choice.file_name(SIX, demo().source, STANDARD, "xlsx").startswith("demo-pahittade-varden-norberg-mal-6")
