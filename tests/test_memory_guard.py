"""The identity guard: an id that is no longer what the file says is told until somebody has looked."""

import pandas as pd
import pytest
from depths import page_of
from world import NORBERG, PROGRAM, READ, own, publish, source

from norberg import demo, ledger, settings
from norberg.ledger import HEADER
from norberg.memory import guard
from norberg.store import Change

ONE = PROGRAM.indicator(13)  # N00957
KPI, TITLE = ONE.use_id, ONE.use_title
NOTHING = pd.DataFrame(columns=list(HEADER))


def told(folder, title=TITLE, values=None, rows=NOTHING, **more):
    """The alarms of a nyckeltal of which Kolada says this."""
    fact = {"id": KPI, "title": title, "divided": True, "read": READ}
    publish(folder, KPI, values or {(NORBERG, 2024): 30.0}, kpis=[fact | more])
    return guard.alarms((ONE,), source(folder), rows)


def test_title_of_the_file_is_no_alarm(tmp_path):
    """Nothing to look at, neither of Kolada's reading nor of the embedded one."""
    assert told(tmp_path) == ()
    assert [
        one.no
        for one in (*PROGRAM.indicators, *PROGRAM.outside)
        if guard.alarms((one,), source(tmp_path / "none"), NOTHING)
    ] == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (f"{TITLE}, hemkommun", "Det ser ut att vara samma sak med andra ord."),
        ("Sjuktal, andel (%)", "Det kan vara en annan fråga under samma id."),
        (f"{TITLE} (-2024)", "Titeln säger att serien har upphört."),
    ],
)
def test_another_title_is_told_with_both_and_where_to_put_it(tmp_path, title, words):
    """The alarm stands until the file has Kolada's title."""
    (alarm,) = told(tmp_path, title)
    assert f"heter ”{title}” i Kolada (läst 2026-06-01). Enligt filen heter det ”{TITLE}”." in alarm
    assert words in alarm
    assert alarm.endswith(
        "Texten står kvar tills titeln är införd i data/indicators.csv, nyckeltal 13, kolumn use_title."
    )


def test_vanished_id_keeps_its_series_with_the_day_and_suggests_another(tmp_path):
    """What was last read is shown; of a likely successor it is said that it must be looked at."""
    (alarm,) = told(tmp_path, listed=False)
    assert "finns inte längre i Koladas lista; det stod där senast 2026-06-01." in alarm
    assert "De senast inlästa värdena visas (inlästa 2026-06-01)." in alarm
    assert "fterföljare" in alarm
    assert own(source(tmp_path), KPI)[2024] == 30.0


def test_flag_is_told_until_the_file_has_it(tmp_path):
    """The embedded facts say that it is divided, and so does the file."""
    (alarm,) = told(tmp_path, divided=False)
    assert "delas inte längre upp på kvinnor och män" in alarm


def test_other_unit_is_told_by_its_factor_and_old_values_are_left_out(tmp_path):
    """The new values are a hundred times the old: said, and no line joins the two."""
    years = range(2015, 2023)
    rows = pd.DataFrame(
        [(KPI, NORBERG, year, "T", 30.0 + year % 3, 100 * (30.0 + year % 3), "changed", READ) for year in years],
        columns=list(HEADER),
    )
    values = {(NORBERG, year): 100 * (30.0 + year % 3) for year in years}
    (alarm,) = told(tmp_path, values=values, rows=rows, meaning=READ)
    assert "är en annan serie sedan 2026-06-01. De nya värdena är 100 gånger de gamla" in alarm
    assert "Värden som lästes in före 2026-06-01 visas inte tillsammans med de nya." in alarm
    assert own(source(tmp_path), KPI) == {year: value for (_, year), value in values.items()}
    assert set(source(tmp_path).kpi(KPI)["municipality"]) == {NORBERG}


def test_change_of_unit_is_no_correction(tmp_path):
    """Its rows are told as what they are, not as values changed afterwards; others still are."""
    told(tmp_path, meaning=READ)
    rows = [(KPI, NORBERG, 2022, "T", 0.3, 30.0, "changed", seen) for seen in (READ, "2026-05-01T08:00:00+00:00")]
    rows.append(("N15428", NORBERG, 2022, "T", 0.3, 30.0, "changed", READ))
    left = guard.corrections(pd.DataFrame(rows, columns=list(HEADER)), source(tmp_path))
    assert list(left.itertuples(index=False, name=None)) == rows[1:]


def test_page_has_the_alarm(tmp_path):
    """Above its facts."""
    told(tmp_path, "Sjuktal, andel (%)")
    assert "annan fråga" in page_of(13, source(tmp_path)).alarms[0]


def test_made_up_values_raise_no_alarm():
    """They are nobody's."""
    assert guard.alarms((ONE,), demo.DemoSource(PROGRAM, settings.DATA), NOTHING) == ()


def test_change_of_unit_is_no_revision_to_take_up(tmp_path, monkeypatch):
    """ "Ta upp" tells of figures that were corrected, not of another unit."""
    from norberg import topics
    from norberg.findings import Findings

    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    reads = {(NORBERG, year): 30.0 + (year % 3) for year in range(2012, 2023)}
    changes = [Change(KPI, NORBERG, 2022, "T", 0.3, reads[NORBERG, 2022], "changed")]
    ledger.write(tmp_path / "ledger", changes, READ)

    def revised(**more):
        told(tmp_path, values=reads, **more)
        found = Findings(source(tmp_path), 2026, "2026-11-26")
        return [one.kind for one in topics.topics([found.of(ONE, "T")], source(tmp_path))]

    assert "revised" in revised()
    assert "revised" not in revised(meaning=READ)
