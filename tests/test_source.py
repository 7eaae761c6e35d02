"""Where values come from: the store over the snapshot value by value, the newest reading, and what is broken."""

import shutil

import pytest
from world import COUNTRY, DATA, FAGERSTA, NORBERG, READ, card_of, own, publish, rows_of, source

from norberg import series
from norberg.store import Store

BEFORE = "2020-01-01T08:00:00+00:00"  # older than every embedded reading


def test_the_store_beats_the_snapshot_value_by_value(tmp_path):
    """A fetched value replaces the embedded one of the same area, year and gender, and nothing else."""
    embedded = source(tmp_path).kpi("N15428")
    publish(tmp_path, "N15428", {(NORBERG, 2025): 50.0, (NORBERG, 2027): 51.0})
    here = source(tmp_path)
    found = own(here, "N15428")
    assert (found[2024], found[2025], found[2027]) == (75.51, 50.0, 51.0)
    new = here.kpi("N15428").query("source == 'kolada'")
    assert list(zip(new["period"], new["fetched"], strict=True)) == [(2025, READ), (2027, READ)]
    assert len(here.kpi("N15428")) == len(embedded) + 1


def test_an_older_reading_never_replaces_a_newer_one(tmp_path):
    """The newest reading wins, wherever it lies; what only the older one has is kept."""
    publish(tmp_path, "N15428", {(NORBERG, 2026): 1.0, (NORBERG, 1990): 2.0}, fetched=BEFORE)
    found = own(source(tmp_path), "N15428")
    assert found[2026] == pytest.approx(84.4, abs=0.05)
    assert found[1990] == 2.0


def test_an_explicit_null_replaces_a_value(tmp_path):
    """What Kolada has withdrawn is shown as missing, never as the old value."""
    publish(tmp_path, "N15428", {(NORBERG, 2026): "Privacy"})
    here = source(tmp_path)
    assert max(own(here, "N15428")) == 2025
    assert card_of(1, here).figures[0].year == "2025"


def test_an_answer_without_values_takes_nothing_away(tmp_path):
    """Rows that an answer lacks keep the embedded values."""
    before = own(source(tmp_path), "N15428")
    publish(tmp_path, "N15428", {})
    assert own(source(tmp_path), "N15428") == before


@pytest.mark.parametrize(("no", "kpi"), [(51, "N00401"), (50, "N85047")])
def test_readings_of_a_recomputed_measure_are_never_mixed(tmp_path, no, kpi):
    """Its newest reading alone is shown, and areas of another reading are not compared, with the reason."""
    publish(tmp_path, kpi, {(NORBERG, 2021): 3.0, (NORBERG, 2022): 4.0, (FAGERSTA, 2022): 5.0}, asked=("1962", "1982"))
    here = source(tmp_path)
    assert own(here, kpi) == {2021: 3.0, 2022: 4.0}
    assert own(here, kpi, area=FAGERSTA) == {2022: 5.0}
    assert len(own(here, kpi, area=COUNTRY)) > 5
    one = card_of(no, here)
    assert one.comparison == "Fagersta 5,0"
    assert "Skinnskatteberg och Riket jämförs inte: olika inläsningar." in one.remarks
    lines = rows_of(one).query("part == 'line' or part == 'dot'")
    assert set(lines["y"]) == {3.0, 4.0, 5.0}


def test_own_series_stand_under_their_own_ids(tmp_path):
    """A file of the municipality's gives a series under its LOK_ id, in the export too."""
    folder = tmp_path / "local"
    folder.mkdir()
    head = "lokal_id;period;kön;delmått;värde;anmärkning\n"
    (folder / "personal.csv").write_text(f"{head}LOK_SN_LAGAR;2024;;betyg;3,1;\n", encoding="utf-8")
    here = source(tmp_path)
    assert own(here, "LOK_SN_LAGAR") == {2024: 3.1}
    assert set(here.kpi("LOK_SN_LAGAR")["source"]) == {"local"}
    assert "LOK_SN_LAGAR" in set(here.everything()["kpi"])
    assert card_of(42, here).figures[0].value == "3,1"
    assert here.own_words[0].startswith("Egna serier: personal.csv, fil från ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("snapshot.parquet", b"PAR1 no such thing"),
        ("snapshot.parquet", None),
        ("kpis.csv", None),
        ("kpis.csv", b"\xff\xfe\x00"),
        ("kpis.csv", b"id,name\nN15428,x\n"),
        ("groups.csv", b'id,title,members,read\nG36017,"cut'),
        ("areas.csv", b"id,title,type\n1962\n"),
    ],
)
def test_a_broken_embedded_file_is_named_and_the_rest_works(tmp_path, name, content):
    """One sentence names the file, and what was fetched still shows."""
    data = shutil.copytree(DATA, tmp_path / "data")
    (data / name).unlink()
    if content is not None:
        (data / name).write_bytes(content)
    publish(tmp_path, "N15428", {(NORBERG, 2024): 70.0, (NORBERG, 2025): 71.5})
    here = source(tmp_path, data)
    one = card_of(1, here)
    assert (one.figures[0].value, one.changes[0]) in [
        ("71,5", ("+1,5", "procentenheter mot 2024")),
        ("84,4", ("+12,9", "procentenheter mot 2025")),
    ]
    assert len([fault for fault in here.problems if name in fault and fault.endswith(".")]) == 1


def test_all_faults_are_told_before_anything_is_shown(tmp_path):
    """Who only asks what is wrong gets to know it, though files are read when they are needed."""
    data = shutil.copytree(DATA, tmp_path / "data")
    for name in ("snapshot.parquet", "kpis.csv", "areas.csv", "groups.csv"):
        (data / name).unlink()
    assert len(source(tmp_path, data).problems) == 4


def test_fetched_facts_replace_the_embedded(tmp_path):
    """A new title, area or group is taken up; kpis that were not asked for keep what is embedded."""
    store = Store(tmp_path / "store")
    store.put_facts("kpis", [{"id": "N15428", "title": "Annat", "divided": True, "read": READ}], READ)
    store.put_facts("areas", [{"id": "1962", "title": "Nya Norberg", "type": "K"}], READ)
    store.put_facts("groups", [{"id": "G1", "title": "Två", "members": "1962|1982", "read": READ}], READ)
    here = source(tmp_path)
    assert (here.facts["N15428"].title, here.facts["N15428"].divided) == ("Annat", True)
    assert here.facts["N00923"].title.startswith("Medellivslängd")
    assert (here.areas, here.municipalities) == ({"1962": "Nya Norberg"}, ("1962",))
    assert here.groups["G1"].members == ("1962", "1982")


def test_whether_kolada_was_asked(tmp_path):
    """An empty answer is an answer; without one there is no date."""
    assert source(tmp_path).asked("N15030", NORBERG) is None
    publish(tmp_path, "N15030", {})
    here = source(tmp_path)
    assert here.asked("N15030", NORBERG) == READ
    assert here.asked("N15030", FAGERSTA) is None


def test_unknown_ids_give_no_rows(tmp_path):
    """Nothing is made up for an id that nobody knows, and the frame keeps its contract."""
    found = source(tmp_path).series(["N99999", "LOK_INGET"], [NORBERG])
    assert (list(found.columns), len(found)) == (list(series.COLUMNS), 0)
