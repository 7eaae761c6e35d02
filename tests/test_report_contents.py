"""What a report holds: the figures, sentences and reasons that the pages show, none left out."""

from dataclasses import replace

import pytest
from report_files import LINK, SIX, chosen, demo, held, real
from world import PROGRAM, STANDARD, card_of

from norberg import spoken
from norberg.errors import NorbergError
from norberg.findings import Findings
from norberg.report import Choice, choice, contents, entry
from norberg.report.entry import Comment


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
    assert held(SIX).entries[0].card.figures == card_of(SIX.indicators(PROGRAM)[0].no, real().source).figures


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
    no = SIX.indicators(PROGRAM)[0].no
    said = [
        Comment(6, None, "2026-08-20", "Anna", "", "Bra år."),
        Comment(None, no, "2026-08-21", "Bo", "På väg", "Jo."),
    ]
    found = contents.build(SIX, real(), STANDARD, comments=said)
    assert found.goals[0].comments == (said[0],)
    assert found.entries[0].comments == (said[1],)
    assert contents.signed(said[0]) == "Anna, 2026-08-20. Namnet är inte kontrollerat."


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
    name = choice.file_name(Choice(theme="folkhalsa"), PROGRAM, STANDARD, "pdf", demo=False)
    assert name == "norberg-tema-folkhalsa-2008-2026.pdf"
    assert choice.file_name(SIX, PROGRAM, STANDARD, "xlsx", demo=True).startswith("demo-pahittade-varden-norberg-mal-6")
