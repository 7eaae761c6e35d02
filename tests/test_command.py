"""``python -m norberg`` as somebody at a terminal meets it."""

import csv
import shutil

import pytest
from standin import StandIn
from standin_world import World

from norberg import settings
from norberg.__main__ import main


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    monkeypatch.delenv("NORBERG_DEMO", raising=False)
    return tmp_path


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_refresh_ends_with_a_summary(folder, monkeypatch, capsys):
    """Ids that Kolada lacks are named, the exit code says that not everything was answered, what came is exported."""
    with StandIn(
        World(ids=["N15428", "N00957"], codes=["1962", "0000"], members={}, years=range(2020, 2023))
    ) as kolada:
        monkeypatch.setenv("KOLADA_URL", kolada.url)
        assert main(["refresh"]) == 1
    told = capsys.readouterr().out
    assert "för 2 nyckeltal" in told
    assert "Finns inte längre i Koladas lista: N15643" in told
    assert told.splitlines()[-1] == "Koladas lista är läst: 2\N{NO-BREAK SPACE}nyckeltal."
    assert main(["export", str(folder / "ut.csv")]) == 0
    found = rows(folder / "ut.csv")
    assert {row["source"] for row in found if row["kpi"] == "N15428" and row["fetched"] > "2026-06"} == {"kolada"}


def test_a_refresh_that_fails_says_why_in_one_sentence(folder, monkeypatch, capsys):
    """The closed version 2 answers 410: exit code 1, one line, nothing changed."""
    assert main(["export", str(folder / "before.csv")]) == 0
    with StandIn() as kolada:
        monkeypatch.setenv("KOLADA_URL", kolada.url.replace("/v3", "/v2"))
        assert main(["refresh"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert main(["export", str(folder / "after.csv")]) == 0
    assert (folder / "before.csv").read_bytes() == (folder / "after.csv").read_bytes()


def test_status_has_a_line_for_every_nyckeltal(capsys):
    """Last year, when it was read, and the next publication told as the old promise it is."""
    assert main(["status"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:75]] == [str(no) for no in range(1, 76)]
    assert "2026  inläst 2026" in lines[0]
    assert "skulle komma 2026-05-13 enligt uppgift 2026-03-23" in next(line for line in lines if " U30446 " in line)
    assert "55 av 75 nyckeltal har värden, 27 av dem uppdelade på kvinnor och män." in lines[-1]


def test_export_is_for_machines(folder):
    """Comma, decimal point, full precision, the documented columns; the embedded figures say so."""
    assert main(["export", str(folder / "ut.csv")]) == 0
    found = rows(folder / "ut.csv")
    assert list(found[0]) == ["kpi", "municipality", "period", "gender", "value", "status", "source", "fetched"]
    key = ("N00923", "1962", "2022", "T")
    (life,) = [r for r in found if (r["kpi"], r["municipality"], r["period"], r["gender"]) == key]
    assert round(float(life["value"]), 1) == 77.4
    assert (life["source"], life["fetched"]) == ("snapshot", "2024-08-30")


def test_export_of_the_demo_says_demo_in_every_row(folder, monkeypatch):
    """Made-up figures never leave unmarked."""
    monkeypatch.setenv("NORBERG_DEMO", "1")
    assert main(["export", str(folder / "ut.csv")]) == 0
    assert {row["source"] for row in rows(folder / "ut.csv")} == {"DEMO: påhittade värden"}


def test_export_to_a_place_that_is_not_there(folder, capsys):
    """One sentence that names the place."""
    assert main(["export", str(folder / "finns" / "inte.csv")]) == 1
    assert "inte.csv" in capsys.readouterr().err


def test_check_is_content_with_the_files(capsys):
    """The project's own files have no faults."""
    assert main(["check"]) == 0
    assert "75 nyckeltal, inga fel" in capsys.readouterr().out


def test_check_tells_every_fault(folder, monkeypatch, capsys):
    """A broken cell in the program's file and one in an own file: a sentence each, with row and column."""
    shutil.copytree(settings.DATA, folder / "data")
    path = folder / "data" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",%,1,higher,", ",%,en,higher,", 1), encoding="utf-8")
    monkeypatch.setattr(settings, "DATA", folder / "data")
    own = folder / "var" / "local"
    own.mkdir(parents=True)
    own.joinpath("hr.csv").write_text(
        "lokal_id;period;kön;delmått;värde;anmärkning\nLOK_FRISKTAL;2024;totalt;;nittio;\n", encoding="utf-8"
    )
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "indicators.csv, rad 2, kolumn decimals" in told
    assert "hr.csv, rad 2" in told


def test_check_live_tells_which_assumptions_hold(monkeypatch, capsys):
    """Point by point in Swedish, and 0 when the address answers."""
    with StandIn(World(ids=["N01951"], codes=["1962", "0000"])) as kolada:
        monkeypatch.setenv("KOLADA_URL", kolada.url)
        assert main(["check", "--live"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) > 5
    assert all(line.startswith(("stämmer", "STÄMMER INTE", "går inte att säga")) for line in told)
