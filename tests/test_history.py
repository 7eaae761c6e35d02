"""What refreshes changed, in words; why a year lacks a value; what a single one weighs."""

import pytest
from depths import about, cells, page_of
from world import DATA, NORBERG, PROGRAM, STANDARD, publish, source

from norberg import history, holes, ledger
from norberg.store import Change

INDICATOR = PROGRAM.indicator(1)
KPI = INDICATOR.use_id


def change(year, old, new, kind, gender="T", area=NORBERG, kpi=KPI):
    return Change(kpi, area, year, gender, old, new, kind)


def told(folder, *refreshes, since="2024-08-30"):
    for seen, changes in refreshes:
        ledger.write(folder, changes, seen)
    found, faults = history.read(folder, [NORBERG])
    assert faults == []
    return history.told(found, {KPI}, INDICATOR, since)


def test_changes_are_told_with_old_and_new_the_newest_first(tmp_path):
    """What was added, changed and vanished, each with its day, gender and years."""
    first = [change(2019, 72.9, 74.1, "changed"), change(2018, 84.2, 84.9, "changed", "K")]
    later = [change(2024, None, 80.0, "added"), change(2025, None, 81.0, "added"), change(2010, 88.2, None, "vanished")]
    assert told(tmp_path, ("2026-01-02T08:00:00+00:00", first), ("2026-03-04T08:00:00+00:00", later)) == (
        "2026-03-04: 1\u00a0värde fanns inte längre i svaret (det äldre värdet visas): 2010.",
        "2026-03-04: 2\u00a0värden tillkom: 2024–2025.",
        "2026-01-02: ändrat i efterhand: 2018 (kvinnor) från 84,20 till 84,90, 2019 från 72,90 till 74,10.",
    )


def test_other_areas_and_kpis_are_not_told(tmp_path):
    """Another municipality's revision is not Norberg's, nor another kpi's."""
    changes = [change(2019, 1.0, 2.0, "changed", area="1982"), change(2019, 1.0, 2.0, "changed", kpi="N00090")]
    assert told(tmp_path, ("2026-01-02T08:00:00+00:00", changes)) == ("Inga ändringar är kända sedan 2024-08-30.",)


def test_many_changes_are_counted(tmp_path):
    """A series that was computed anew is not told value by value."""
    changes = [change(2000 + at, 1.0, 2.0, "changed") for at in range(10)]
    (sentence,) = told(tmp_path, ("2026-01-02T08:00:00+00:00", changes))
    assert sentence.endswith("2005 från 1,00 till 2,00 och 4\u00a0värden till.")


def test_no_ledger_is_no_change(tmp_path):
    """A folder that is not there says since when nothing is known."""
    assert told(tmp_path / "none") == ("Inga ändringar är kända sedan 2024-08-30.",)
    assert told(tmp_path / "none", since="") == ("Inga ändringar är kända.",)


def test_a_broken_file_is_named_and_the_rest_is_read(tmp_path):
    """One file that can't be read hides nothing of the others."""
    ledger.write(tmp_path, [change(2019, 1.0, 2.0, "changed")], "2026-01-02T08:00:00+00:00")
    (tmp_path / "2026-02-02T080000+0000.csv").write_text("nonsens\n1", "utf-8")
    found, faults = history.read(tmp_path, [NORBERG])
    assert len(found) == 1
    assert [one.split(" ")[1] for one in faults] == ["2026-02-02T080000+0000.csv"]


def test_a_ledger_of_no_areas_has_no_faults(tmp_path):
    """The page that only asks for faults finds none in a good file."""
    ledger.write(tmp_path, [change(2019, 1.0, 2.0, "changed")], "2026-01-02T08:00:00+00:00")
    rows, faults = history.read(tmp_path, [])
    assert (len(rows), faults) == (0, [])


def test_the_page_tells_its_changes(tmp_path):
    """From the ledger to the page."""
    ledger.write(tmp_path / "ledger", [change(2019, 72.9, 74.1, "changed")], "2026-01-02T08:00:00+00:00")
    page = page_of(1, source(tmp_path), ledger=tmp_path / "ledger")
    assert page.history == ("2026-01-02: ändrat i efterhand: 2019 från 72,90 till 74,10.",)


def known(folder, no=1):
    here = source(folder)
    indicator = PROGRAM.indicator(no)
    return holes.holes(here.kpi(indicator.use_id), indicator.use_id, indicator, here)


def test_a_year_after_the_reading_is_not_fetched_an_earlier_one_is_missing(tmp_path):
    """The embedded reading went to 2022: what is absent there is missing, what is later was not asked for."""
    found = known(tmp_path)
    assert (found.word(NORBERG, 2011), found.word(NORBERG, 2024)) == ("saknas", "inte hämtat")
    assert (found.word("", 2011), found.word("", 2024)) == ("för få värden", "inte hämtat")


def test_where_kolada_has_answered_nothing_is_left_to_fetch(tmp_path):
    """An answer without the year means that there is no value."""
    publish(tmp_path, KPI, {(NORBERG, 2022): 78.0})
    assert known(tmp_path).word(NORBERG, 2024) == "saknas"


def test_a_survey_year_between_is_not_measured(tmp_path):
    """Elections are every fourth year."""
    assert known(tmp_path, 25).word(NORBERG, 2015) == "mättes inte"


def test_one_of_them_is_weighed_only_where_a_file_has_the_number(tmp_path):
    """Frisktal with the number of employees: 100 / 250; nothing for Kolada's shares, which come without it."""
    (tmp_path / "local").mkdir()
    head = (DATA / "local" / "mall.csv").read_text("utf-8-sig").splitlines()[0]
    rows = ["LOK_FRISKTAL;2025;;frisktal;61,5;", "LOK_FRISKTAL;2025;;antal;250;"]
    (tmp_path / "local" / "egna.csv").write_text("\n".join([head, *rows]), "utf-8")
    here = source(tmp_path)
    cell = cells(page_of(72, here))["En"]
    assert (cell.label, cell.words, cell.note) == (
        "En medarbetare motsvarar",
        "0,4 procentenheter",
        "250 medarbetare 2025.",
    )
    assert "En" not in cells(page_of(1, here))


@pytest.mark.parametrize(("no", "there"), [(26, True), (24, False), (1, False)])
def test_uncertainty_is_told_where_kolada_has_a_measure_of_it(tmp_path, no, there):
    """One of the 75 has a margin of its own title; of the others nothing is said."""
    assert ("Osäkerhet" in about(page_of(no, source(tmp_path)))) is there


def test_a_fetched_margin_is_told_with_its_year(tmp_path):
    """Plus and minus, from the same year as the value."""
    publish(tmp_path, "U01532", {(NORBERG, 2022): 3.14})
    (sentence,) = about(page_of(26, source(tmp_path), STANDARD))["Osäkerhet"]
    assert sentence == "Värdet 2022 kommer ur ett urval: ± 3,1 procentenheter enligt Koladas osäkerhetstal (U01532)."
