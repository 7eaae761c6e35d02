""" "Ta upp": what enters, with which words, in which order, and how silent it is where nothing happens."""

import warnings
from dataclasses import replace

import pandas as pd
import pytest
from world import DATA, NORBERG, PROGRAM, source

from norberg import absence, calibration_walls, ledger, topics
from norberg.absence import Absence
from norberg.demo import DemoSource
from norberg.finding import (
    BETTER,
    GAP_GROWS,
    GONE,
    LIKELY,
    LIMITS,
    LOW_AND_WORSE,
    NO_CHANGE,
    REVISED,
    SURE,
    UNUSUAL_VALUE,
    WORSE,
    Finding,
    Gap,
    Level,
    Trend,
    Unusual,
)
from norberg.ledger import HEADER
from norberg.store import Change
from norberg.topics import LONGEST, MOST

READ = "2026-06-01"
NOTHING = pd.DataFrame(columns=list(HEADER))
VALUES = pd.Series({2013: 80.2, **dict.fromkeys(range(2014, 2022), 79.0), 2022: 77.4})
FALLING = Trend(10, 2013, 2022, -41, -0.3, -2.7, -1, SURE, True)
WORST = Level(4, True, 261, 290, 290, 2020, 2022, 78.0)
STILL = Finding(PROGRAM.indicator(11), NORBERG, kpi="N00923", values=VALUES, until=2022, read=READ, direction=NO_CHANGE)
LOW = replace(STILL, direction=WORSE, trend=FALLING, level=WORST)
ODD = replace(STILL, unusual=Unusual(2022, 77.4, 79.0, 78.1, 80.3, LIMITS, -1, True))
APART = Gap(
    2022, 36.0, 16.0, 20.0, pd.Series({2013: 13.7, 2022: 20.0}), True, replace(FALLING, s=45, sign=1), 1, 0.9, 290
)
WIDER = replace(STILL, indicator=PROGRAM.indicator(17), gap=APART)
OVER = replace(STILL, ended=True)


def told(*found: Finding, ledger: pd.DataFrame = NOTHING) -> list[tuple[str, str]]:
    """Kind and reason of each item, its no-break spaces as plain ones."""
    return [(one.kind, one.reason.replace("\u00a0", " ")) for one in topics.chosen(found, ledger)]


def changed(old: float = 79.0, new: float = 78.2, **fields: object) -> pd.DataFrame:
    """A ledger of one row: Norberg's value of 2021 as the reading of READ changed it."""
    row = {"kpi": "N00923", "municipality": NORBERG, "period": 2021, "gender": "T", "old": old, "new": new}
    return pd.DataFrame([row | {"kind": "changed", "seen": f"{READ}T08:00:00+00:00"} | fields])


def test_nothing_is_a_good_answer():
    """A nyckeltal about which no rule fired is not taken up."""
    assert told(STILL) == []


def test_worse_and_worst():
    """What surely gets worse in the surely worst quarter is told with where it was, where it is, and its place."""
    assert told(LOW) == [(LOW_AND_WORSE, "Från 80,2 år 2013 till 77,4 år 2022. Plats 261–290 av 290.")]


def test_an_older_place_says_its_years():
    """A place from before the latest value names the years it holds for."""
    (item,) = told(replace(LOW, level=replace(WORST, first=2018, last=2020)))
    assert item[1].endswith("Plats 261–290 av 290 (2018–2020).")


@pytest.mark.parametrize(
    "finding",
    [
        replace(LOW, trend=replace(FALLING, grade=LIKELY)),
        replace(LOW, direction=BETTER),
        replace(LOW, level=replace(WORST, certain=False)),
        replace(LOW, level=replace(WORST, quarter=3)),
        replace(LOW, level=replace(WORST, rank_low=200)),
    ],
    ids=["likely", "better", "pale", "next worst", "interval reaches out"],
)
def test_half_a_reason_is_none(finding):
    """Likely or better, pale or not worst: the list has no place for what is not sure."""
    assert told(finding) == []


def test_a_far_out_value():
    """The latest value with what was expected; within the wider limit it only keeps its ring."""
    assert told(ODD) == [(UNUSUAL_VALUE, "Från 79,0 till 77,4 år 2022. Väntat var minst 78,1.")]
    assert told(replace(ODD, unusual=replace(ODD.unusual, strict=False))) == []


def test_a_growing_gap():
    """Women against men now and when the window began, in percentage points for shares."""
    assert told(WIDER) == [
        (GAP_GROWS, "Kvinnor ligger 20,0 procentenheter över män 2022. År 2013 var skillnaden 13,7.")
    ]


def test_a_gap_that_changed_sides_says_so():
    """A gap that grew on the other side names both sides."""
    turned = replace(APART, values=pd.Series({2013: -3.0, 2022: 20.0}))
    (item,) = told(replace(WIDER, gap=turned))
    assert item[1] == "Kvinnor ligger 20,0 procentenheter över män 2022. År 2013 var skillnaden 3,0 under."


@pytest.mark.parametrize(
    "gap",
    [
        replace(APART, growing=-1),
        replace(APART, trend=replace(FALLING, grade=LIKELY)),
        replace(APART, sure=False),
        replace(APART, larger_than=0.5),
    ],
    ids=["narrows", "likely", "noise", "small among others"],
)
def test_a_gap_that_is_not_large_and_growing(gap):
    """Only what surely grows, is more than noise and larger than in most municipalities is taken up."""
    assert told(replace(WIDER, gap=gap)) == []


def test_numbers_of_people_have_no_growing_gap():
    """In numbers of employees the gap follows how many they are."""
    count = next(one for one in PROGRAM.indicators if one.kind == "count")
    assert told(replace(WIDER, indicator=count)) == []


def test_a_pair_has_one_gap():
    """Two nyckeltal that are one by gender are taken up once for their gap."""
    pair = [replace(WIDER, indicator=PROGRAM.indicator(no)) for no in (10, 11)]
    assert [kind for kind, _ in told(*pair)] == [GAP_GROWS]


def test_a_value_changed_afterwards():
    """What the newest reading changed is told with both figures."""
    assert told(STILL, ledger=changed()) == [(REVISED, "Värdet för 2021 ändrades från 79,0 till 78,2 år i Kolada.")]
    two = pd.concat([changed(), changed(period=2020)])
    assert told(STILL, ledger=two)[0][1].endswith("i Kolada. 1 värde till ändrades.")


@pytest.mark.parametrize(
    "row",
    [
        changed(seen="2026-05-01T08:00:00+00:00"),
        changed(period=2015),
        changed(new=79.04),
        changed(kind="vanished"),
        changed(municipality="1982"),
        changed(gender="K"),
        changed(kpi="N00925"),
        changed(period=2023),
    ],
    ids=["reading before", "long ago", "not shown", "vanished", "another", "women", "another id", "after the end year"],
)
def test_changes_that_are_no_news(row):
    """Only what the newest reading changed of the area's own latest values, by what is shown, is told."""
    assert told(STILL, ledger=row) == []


def test_what_is_always_computed_anew_is_no_revision():
    """Emissions change as a whole at each publication: no news."""
    anew = next(one for one in PROGRAM.indicators if one.recomputed)
    assert told(replace(STILL, indicator=anew), ledger=changed()) == []


def test_a_series_that_is_gone():
    """An ended series with its last year and what follows: nothing, something close, or its successor."""
    ended, followed = PROGRAM.indicator(44), PROGRAM.indicator(19)
    assert told(replace(OVER, indicator=ended, kpi=ended.use_id)) == [
        (GONE, "Sista värdet gäller 2022. Ingen efterföljare i Kolada mäter samma sak.")
    ]
    close = PROGRAM.indicator(9)
    assert told(replace(OVER, indicator=close, kpi=close.use_id))[0][1] == (
        "Sista värdet gäller 2022. Närmast: Pågående stressrelaterade sjukfall."
    )
    assert told(replace(OVER, indicator=followed, kpi=followed.kolada_id))[0][1] == (
        "Sista värdet gäller 2022. Efterföljare: Sysselsättningsgrad 20-64 år."
    )


def test_a_series_that_ended_without_values():
    """An ended series that never had a value for the municipality says so."""
    missing = Absence(absence.ENDED, "Serien har upphört och har inga värden för Norberg.")
    assert told(Finding(STILL.indicator, NORBERG, absence=missing)) == [(GONE, missing.sentence)]


def test_at_most_eight_by_weight():
    """The kinds have their order, within one the lowest place comes first, and the ninth is left out."""
    lows = [
        replace(LOW, indicator=PROGRAM.indicator(no), level=replace(WORST, rank_low=230 + no, rank_high=250 + no))
        for no in range(20, 28)
    ]
    odd = replace(ODD, indicator=PROGRAM.indicator(6))
    found = topics.chosen([odd, OVER, *lows[:5], WIDER], NOTHING)
    assert [one.kind for one in found] == [*[LOW_AND_WORSE] * 5, UNUSUAL_VALUE, GAP_GROWS, GONE]
    assert [one.finding.indicator.no for one in found[:5]] == [24, 23, 22, 21, 20]
    assert len(topics.chosen([odd, OVER, *lows, WIDER], NOTHING)) == MOST
    assert {one.kind for one in topics.chosen([odd, OVER, *lows, WIDER], NOTHING)} == {LOW_AND_WORSE}


def test_a_nyckeltal_is_taken_up_once():
    """Of several reasons the weightiest stands."""
    both = replace(LOW, unusual=ODD.unusual, ended=True)
    assert [kind for kind, _ in told(both)] == [LOW_AND_WORSE]


def test_bad_surprises_come_before_good_ones():
    """Of two equally odd values the one in the unwanted direction comes first."""
    good = replace(ODD, indicator=PROGRAM.indicator(6))
    assert [one.finding.indicator.no for one in topics.chosen([good, ODD], NOTHING)] == [11, 6]


@pytest.mark.parametrize("indicator", PROGRAM.indicators, ids=lambda one: str(one.no))
def test_reasons_fit_three_lines(indicator):
    """Whatever the unit and the titles, a reason has room on the wall."""
    big = VALUES * 1234
    whole = replace(LOW, indicator=indicator, values=big, level=replace(WORST, first=2018, last=2020))
    odd = replace(ODD, indicator=indicator, unusual=replace(ODD.unusual, value=98765.4, before=91234.5, low=95000.0))
    wide = replace(WIDER, indicator=indicator, gap=replace(APART, gap=-2345.6))
    over = replace(OVER, indicator=indicator, kpi=indicator.kolada_id or "N00000")
    for one in (whole, odd, wide, over):
        assert all(len(reason) <= LONGEST for _, reason in told(one))


def test_the_ledger_is_read_where_refreshes_write_it(tmp_path, monkeypatch):
    """A change in the folder of the app's data is found; made-up figures have no history, nor a fresh folder."""
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    here = source(tmp_path)
    assert topics.topics([STILL], here) == ()
    change = Change("N00923", NORBERG, 2021, "T", 79.0, 78.2, "changed")
    ledger.write(tmp_path / "ledger", [change], f"{READ}T08:00:00+00:00")
    assert [one.kind for one in topics.topics([STILL], here)] == [REVISED]
    assert topics.topics([STILL], DemoSource(PROGRAM, DATA)) == ()


def test_where_nothing_happens_hardly_anything_is_taken_up():
    """On walls of 75 nyckeltal like the program's, nothing changing or differing, nine of ten have one item at most."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shapes = calibration_walls.shapes()
        count = calibration_walls.items(1962, shapes)
    assert (len(shapes), sum(one.split for one in shapes)) == (75, 27)
    assert len(count) == 290
    assert (count > 1).mean() <= calibration_walls.MOST_TALKING
    assert count.max() > 0
