"""The year: which publication is due, overdue, passed or already here, and in which month it stands."""

from dataclasses import replace
from datetime import date

import pytest
from world import NORBERG, PROGRAM, publish, source

from norberg.wheel import coming, groups, year
from norberg.wheel.followups import FollowUp

TODAY = date(2026, 11, 26)
KPI = "N15030"  # nyckeltal 4
ALONE = replace(
    PROGRAM, areas=(replace(PROGRAM.areas[0], goals=(replace(PROGRAM.goals[0], indicators=(PROGRAM.indicator(4),)),)),)
)
SPRING = FollowUp("arsredovisning", "Årsuppföljning", 4, 15)


def stated(folder, when="2027-02-24", period="2026", read="2026-11-20T08:00:00+00:00", asked="2026-11-26", **more):
    """What the year says of a nyckeltal of which Kolada said this."""
    fact = {"id": KPI, "title": "x", "divided": True, "publication_date": when, "publ_period": period, "read": read}
    publish(folder, KPI, {(NORBERG, 2024): 80.0}, f"{asked}T08:00:00+00:00", kpis=[fact | more])
    (found,) = coming.coming(source(folder, folder, ALONE), TODAY)  # without the embedded files
    return found


@pytest.mark.parametrize(
    ("when", "read", "state"),
    [
        ("2026-11-27", "2026-03-23", coming.DUE),
        ("2026-11-26", "2026-03-23", coming.DUE),
        ("2026-11-25", "2026-03-23", coming.PASSED),
        ("2026-11-25", "2026-11-24T23:59:59+00:00", coming.PASSED),
        ("2026-11-25", "2026-11-25T23:59:59+00:00", coming.PASSED),
        ("2026-11-25", "2026-11-26T00:00:00+00:00", coming.OVERDUE),
        ("2026-01-15", "2026", coming.PASSED),
    ],
)
def test_overdue_only_if_read_after_the_day(tmp_path, when, read, state):
    """Today is still due; what was read on the very day, or in an unknown part of the year, is not called late."""
    assert stated(tmp_path, when, read=read).state == state


def test_day_alone_read_again_does_not_make_it_late(tmp_path):
    """The values were last asked for before the day: they may well be there."""
    assert stated(tmp_path, "2026-04-11", asked="2026-04-11").state == coming.PASSED
    assert stated(tmp_path, "2026-04-11", asked="2026-04-12").state == coming.OVERDUE


def test_words_of_a_passed_day_are_an_old_promise(tmp_path):
    """The day, the year of the values and when Kolada said it."""
    found = stated(tmp_path, "2026-04-11", "2025", "2026-03-23")
    assert found.words == "Värden för 2025 skulle komma 2026-04-11 enligt uppgift 2026-03-23."


def test_day_of_values_that_are_here_says_nothing_of_the_next(tmp_path):
    """Neither late nor due."""
    assert stated(tmp_path, "2026-04-11", "2024").state == coming.HERE
    assert stated(tmp_path, "2027-04-11", "2024").state == coming.HERE


@pytest.mark.parametrize("when", ["", "våren 2027", "2027-13-01"])
def test_no_day_is_invented(tmp_path, when):
    """Without a date, or with one that is none, it is told in words with the day of the reading."""
    found = stated(tmp_path, when)
    assert (found.state, found.day) == (coming.NO_DATE, None)
    assert found.words == "Ingen nästa publicering är angiven enligt uppgift 2026-11-20."


def test_day_without_a_year_of_values_is_told_so(tmp_path):
    """Kolada's period may be missing."""
    found = stated(tmp_path, period="")
    assert (found.state, found.words) == (coming.DUE, "Nästa värden kommer 2027-02-24 enligt uppgift 2026-11-20.")


def test_id_that_kolada_no_longer_lists_has_ended(tmp_path):
    """Its last date is not kept as if it would come."""
    assert stated(tmp_path, listed=False).state == coming.ENDED


def test_every_nyckeltal_stands_in_the_months_or_in_a_group(tmp_path):
    """Nothing is dropped: months and groups together hold all 75, each once."""
    found = coming.coming(source(tmp_path), TODAY)
    months = year.months(found, PROGRAM.followups, TODAY)
    shown = [one for month in months for there in month.days for one in there.published]
    shown += [one for group in groups.groups(found, months) for one in group.found]
    assert sorted(one.no for there in shown for one in there.indicators) == [one.no for one in PROGRAM.indicators]


def test_only_what_is_late_is_marked(tmp_path):
    """The embedded reading is of March: of everything that has passed since then it can't be known."""
    found = coming.coming(source(tmp_path), TODAY)
    told = groups.groups(found, year.months(found, (), TODAY))
    assert not [one for one in told if one.late]
    assert [one.late for one in groups.groups([stated(tmp_path, "2026-11-15")], year.months((), (), TODAY))] == [True]


def test_own_series_says_from_whom_it_is_expected(tmp_path):
    """The file's own words."""
    (found,) = [one for one in coming.coming(source(tmp_path), TODAY) if one.indicators[0].local_id == "LOK_FRISKTAL"]
    assert found.state == coming.OWN
    assert found.words.startswith("Egen serie. Väntas från kommunens personalsystem")


def test_year_begins_with_this_month_and_has_twelve(tmp_path):
    """From November to October, and what is due after that stands apart."""
    found = [stated(tmp_path, "2027-02-24"), stated(tmp_path, "2027-11-01")]
    months = year.months(found, (), TODAY)
    assert [months[0].title, months[2].title, months[-1].title] == ["November 2026", "Januari 2027", "Oktober 2027"]
    assert [one.words for month in months for one in month.days] == ["24 februari"]
    assert year.later(found, months) == (found[1],)


def test_follow_up_stands_on_its_next_day(tmp_path):
    """Today counts; the day after it is the next year's."""
    assert SPRING.next(date(2027, 4, 15)) == date(2027, 4, 15)
    assert SPRING.next(date(2027, 4, 16)) == date(2028, 4, 15)
    days = [one for month in year.months((), (SPRING,), TODAY) for one in month.days]
    assert [(one.date, one.followups) for one in days] == [(date(2027, 4, 15), (SPRING,))]


def test_follow_up_earlier_this_month_is_not_in_the_month_that_has_passed(tmp_path):
    """On the sixteenth of April the year to come has it last, if at all."""
    days = [one for month in year.months((), (SPRING,), date(2027, 4, 16)) for one in month.days]
    assert days == []


def test_proposed_days_are_not_decided():
    """Both occasions of the program that have a proposed day, none of them confirmed."""
    assert [one.address for one in PROGRAM.followups] == ["arsredovisning", "halvarsbokslut"]
    assert not any(one.confirmed for one in PROGRAM.followups)
    assert replace(SPRING, confirmed=True).confirmed
