"""What changed since the previous follow-up: from the ledger, by the same rules, and honest where nothing is known."""

import pytest
from world import COUNTRY, DATA, NORBERG, PROGRAM, STANDARD, TODAY, own, pair, publish, source

from norberg import earlier, ledger
from norberg.demo import DemoSource
from norberg.earlier import SINCE, THEN, UNKNOWN
from norberg.findings import Findings
from norberg.memory import events
from norberg.memory.events import Event
from norberg.since import ABSENT, DIRECTION, LEVEL, NEW, NOT_KNOWN, REVISED, Since, counted_words, since, then
from norberg.store import Change

NO, KPI = 3, "N17461"  # Gymnasieexamen inom 4 år: embedded values until 2022
SEEN = "2026-06-01T08:00:00+00:00"


@pytest.fixture
def kpi():
    return PROGRAM.indicator(NO).use_id


def changed(folder, *changes, seen=SEEN):
    """Let a refresh have left these changes."""
    ledger.write(folder / "ledger", [Change(*one) for one in changes], seen)


def told(folder, no, day, last=2026, gender="totalt"):
    """What changed for a nyckeltal since a day."""
    here = source(folder)
    before = then(here, folder / "ledger", day, last, TODAY)
    found = Findings(here, last, TODAY).chosen(pair(no), STANDARD)
    return since(pair(no), found, before, STANDARD, gender)


def test_without_later_readings_nothing_has_changed(tmp_path):
    """Values read before the day, and no refresh since: nothing is claimed."""
    found = told(tmp_path, NO, "2025-01-01")
    assert found == Since(frozenset(), ("Inget har ändrats.",))


def test_a_value_that_a_refresh_added_is_new(tmp_path, kpi):
    """The ledger says that it came after the day; it is told beside the one before it."""
    publish(tmp_path, kpi, {(NORBERG, 2023): 70.0})
    changed(tmp_path, (kpi, NORBERG, 2023, "T", None, 70.0, "added"))
    found = told(tmp_path, NO, "2026-01-01")
    assert NEW in found.kinds
    assert found.sentences[0] == "Nytt värde: 70,0\u00a0% (2023), föregående 67,9\u00a0% (2022)."
    assert NEW not in told(tmp_path, NO, "2026-06-01").kinds


def test_a_value_first_read_later_without_a_trace_is_not_called_new(tmp_path, kpi):
    """It was read after the day, and nothing says whether it was there: that is what is told."""
    publish(tmp_path, kpi, {(NORBERG, 2023): 70.0})
    found = told(tmp_path, NO, "2026-01-01")
    assert found.kinds == {NOT_KNOWN}
    assert found.sentences == ("Om värdet för 2023 fanns då går inte att säga: det lästes in senare.",)


def test_a_series_first_read_later_was_not_there(tmp_path):
    """The ledger says when a series was read for the first time: what it has is new since an earlier day."""
    kpi = "N15030"
    publish(tmp_path, kpi, {(NORBERG, 2022): 70.0})
    assert told(tmp_path, 4, "2026-01-01").kinds == {NOT_KNOWN}
    ledger.write(events.folder(tmp_path), [Event(kpi, NORBERG, "", "", "first")], SEEN)
    assert told(tmp_path, 4, "2026-01-01").sentences[0] == "Nytt: 70,0\u00a0% (2022). Inget värde fanns då."
    assert told(tmp_path, 4, "2026-06-01").kinds == frozenset()


def test_a_value_of_a_later_year_was_not_there(tmp_path, kpi):
    """No reading is needed to know that 2023 was not measured in 2022."""
    publish(tmp_path, kpi, {(NORBERG, 2023): 70.0})
    assert NEW in told(tmp_path, NO, "2022-12-01").kinds


def test_a_revision_is_told_with_both_values(tmp_path, kpi):
    """What was shown then is not what is shown now for the same year."""
    publish(tmp_path, kpi, {(NORBERG, 2022): 65.0})
    changed(tmp_path, (kpi, NORBERG, 2022, "T", 67.857143, 65.0, "changed"))
    found = told(tmp_path, NO, "2026-01-01")
    assert REVISED in found.kinds
    assert "2026-06-01: ändrat i efterhand: 2022 från 67,86 till 65,00." in found.sentences
    assert REVISED not in told(tmp_path, NO, "2026-07-01").kinds


def test_marks_that_moved_are_told_as_they_were_and_are(tmp_path, kpi):
    """A sudden run of new values turns the direction: both words stand there."""
    values = {year: 40.0 + year - 2013 for year in range(2013, 2026)}
    publish(tmp_path, kpi, {(NORBERG, year): value for year, value in values.items()})
    old = own(source(tmp_path / "nobody"), kpi)
    kinds = {year: "changed" if year in old else "added" for year in values}
    changed(tmp_path, *((kpi, NORBERG, year, "T", old.get(year), values[year], kinds[year]) for year in values))
    found = told(tmp_path, NO, "2026-01-01")
    assert {NEW, DIRECTION} <= found.kinds
    assert any(one.startswith("Riktning: ") and ", var för få mätningar." in one for one in found.sentences)


def test_a_nyckeltal_without_values_is_counted_as_such(tmp_path):
    """Missing then and now is not "unchanged"."""
    found = told(tmp_path, 4, "2025-01-01")
    assert found == Since(frozenset({ABSENT}), ("Inget värde, nu som då.",))


def test_the_figures_of_then_are_those_before_the_first_change(tmp_path, kpi):
    """Two changes of one value: the oldest value comes back; what was added is gone; other areas too."""
    publish(tmp_path, kpi, {(NORBERG, 2022): 65.0, (COUNTRY, 2023): 71.0}, asked=(NORBERG, COUNTRY))
    changed(tmp_path, (kpi, NORBERG, 2022, "T", 67.0, 66.0, "changed"), (kpi, COUNTRY, 2023, "T", None, 71.0, "added"))
    changed(tmp_path, (kpi, NORBERG, 2022, "T", 66.0, 65.0, "changed"), seen="2026-07-01T08:00:00+00:00")
    here = source(tmp_path)
    rows, faults = earlier.later(tmp_path / "ledger", [kpi], "2026-01-01")
    back = earlier.Earlier(here, "2026-01-01", rows).kpi(kpi)
    at = back.set_index(["municipality", "period", "gender"])["value"]
    assert faults == []
    assert at[NORBERG, 2022, "T"] == 67.0
    assert at.get((COUNTRY, 2023, "T")) != at.get((COUNTRY, 2023, "T"))
    assert dict(back.dtypes) == dict(here.kpi(kpi).dtypes)
    assert here.kpi(kpi).set_index(["municipality", "period", "gender"])["value"][NORBERG, 2022, "T"] == 65.0


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-01-01", THEN), ("2024-08-30", THEN), ("2024-08-29", UNKNOWN), ("2021-06-01", SINCE)],
)
def test_whether_a_value_was_there_by_its_reading(tmp_path, kpi, day, expected):
    """The embedded values were read on 2024-08-30: known from that day on."""
    rows, _ = earlier.later(tmp_path / "ledger", [kpi], day)
    assert earlier.Earlier(source(tmp_path), day, rows).was(kpi, NORBERG, 2022) == expected


def test_a_reading_whose_day_is_unknown_proves_nothing_within_its_year(tmp_path):
    """Read "2026": known at the end of 2027, unknown in the middle of 2026."""
    rows, _ = earlier.later(tmp_path / "ledger", ["N15428"], "2026-06-30")
    assert earlier.Earlier(source(tmp_path), "2026-06-30", rows).was("N15428", NORBERG, 2025) == UNKNOWN
    assert earlier.Earlier(source(tmp_path), "2027-12-31", rows).was("N15428", NORBERG, 2025) == THEN


def test_a_broken_file_of_the_ledger_is_named(tmp_path):
    """The others are read all the same."""
    changed(tmp_path, ("N15428", NORBERG, 2022, "T", 1.0, 2.0, "changed"))
    (tmp_path / "ledger" / "2026-09-01T080000+0000.csv").write_text("skräp;\n")
    rows, faults = earlier.later(tmp_path / "ledger", ["N15428"], "2026-01-01")
    assert len(rows) == 1
    assert [one.startswith("Ändringslistan 2026-09-01T080000+0000.csv kan inte läsas") for one in faults] == [True]


def test_counts_are_of_nyckeltal_and_only_of_what_happened():
    """A card of two counts twice; one can have changed in several ways."""
    found = counted_words(
        [(Since(frozenset({NEW, LEVEL}), ()), 2), (Since(frozenset({NEW}), ()), 1), (Since(frozenset(), ()), 1)]
    )
    assert found == ("3 har ett nytt värde", "2 har ett annat läge", "1 har inte ändrats")


def test_the_demo_has_no_history(tmp_path):
    """There everything until the year before counts as known, and nothing as revised."""
    here = DemoSource(PROGRAM, DATA)
    before = then(here, tmp_path, "2025-11-24", 2026, TODAY)
    assert before.was("N15428", NORBERG, 2025, "T") == SINCE
    assert before.was("N15428", NORBERG, 2024, "T") == THEN
    assert not len(before.changes)
