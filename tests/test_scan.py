"""A scan of a small lake: what is found, what is named, what is kept."""

import json

import lakes
import numpy as np
import pandas as pd
import pytest

from norberg import scan, scanned
from norberg.__main__ import main
from norberg.discovery.tests import TESTS
from norberg.errors import LakeError, ScanError
from norberg.lake import place as places
from norberg.lake import writing

CODES = ["1962", *(str(2000 + number) for number in range(19))]
KPIS = [f"N1000{number}" for number in range(5)]
YEARS = range(2010, 2024)


def figures(seed=1):
    """Noise everywhere, and one thing that is true: the first kpi of Norberg rises by two a year; the last is split."""
    rng, rows = np.random.default_rng(seed), []
    for kpi in KPIS:
        for gender in "TKM" if kpi == KPIS[-1] else "T":
            for code in CODES:
                rise = 2.0 if (kpi, code) == (KPIS[0], "1962") else 0.0
                values = np.round(50 + rise * np.arange(len(YEARS)) + rng.normal(0, 1, len(YEARS)), 1)
                rows += [(kpi, code, year, gender, value) for year, value in zip(YEARS, values, strict=True)]
    return pd.DataFrame(rows, columns=["kpi", "municipality", "period", "gender", "value"])


@pytest.fixture
def lake(tmp_path):
    """A place with one generation: two partitions."""
    lakes.made(tmp_path, figures())
    return places.opened(str(tmp_path))


def same(first, second):
    """Whether two tables hold the same; NaN is as NaN."""
    return repr(first.to_pylist()) == repr(second.to_pylist())


def newest_file(lake, folder, name):
    """The path of a file that the lake keeps."""
    return next(path for path in places.Path(lake.root).glob(f"{folder}/*/{name}"))


def test_a_scan_tests_every_kpi_for_the_municipality(lake):
    """A change and a level of each, a gap of the one with women and men; the rise is by far the surest."""
    told = []
    found = scan.run(lake, "1962", progress=lambda *words: told.append(words[:2]))
    assert found.table.schema.equals(TESTS)
    assert found.unread == ()
    assert told == [(1, 2), (2, 2)]
    rows = found.table.to_pandas()
    assert list(rows[["kpi", "test"]].itertuples(index=False, name=None)) == [
        *((kpi, test) for kpi in KPIS for test in ("change", "level", *["gap"] * (kpi == KPIS[-1])))
    ]
    assert set(rows["municipality"]) == {"1962"}
    surest = rows.loc[rows["p"].idxmin()]
    assert (surest["kpi"], surest["test"], surest["sign"], surest["grade"]) == (KPIS[0], "change", 1, "säker")


def test_the_scan_of_all_holds_that_of_one(lake):
    """Row for row the same; who has no scan of its own is read out of it."""
    own, every = scan.run(lake, "1962"), scan.run(lake)
    scan.save(lake, every)
    assert every.rows == own.rows * len(CODES)
    assert same(scan.saved(lake, "1962").table, own.table)
    assert scan.saved(lake, scanned.EVERY).content == every.content
    scan.save(lake, own)
    assert scan.saved(lake, "1962").content == own.content


def test_the_same_lake_gives_the_same_bytes(lake):
    """Run twice, saved twice at once: one file."""
    first, second = scan.run(lake, "1962"), scan.run(lake.url, "1962")
    assert first.content == second.content
    scan.save(lake, first)
    scan.save(lake, second)
    assert len(list(places.Path(lake.root).glob("scans/*/*.parquet"))) == 1


def test_a_part_that_cannot_be_read_is_named(lake):
    """The rest is tested; the kpis left out are named, in the lake too."""
    newest_file(lake, "generations", "p0000.parquet").write_bytes(b"x")
    found = scan.run(lake, "1962")
    scan.save(lake, found)
    ((part, sentence),) = scan.saved(lake, "1962").unread
    assert part == "p0000"
    assert "skadad" in sentence
    assert f"3 nyckeltal granskades inte: {', '.join(KPIS[:3])}." in sentence
    assert sorted(set(found.table["kpi"].to_pylist())) == KPIS[3:]


def test_a_later_scan_never_spoils_an_earlier_one(lake):
    """A pointer always belongs to its file, whichever of two scans at once was last."""
    whole = scan.run(lake, "1962")
    newest_file(lake, "generations", "p0000.parquet").unlink()
    partly = scan.run(lake, "1962")
    for order in ((whole, partly), (partly, whole)):
        for one in order:
            scan.save(lake, one)
        kept = scan.saved(lake, "1962")
        assert (kept.content, len(kept.unread)) == (order[-1].content, len(order[-1].unread))


def test_the_newest_generation_that_is_scanned_is_shown(lake):
    """One fetched since then waits for its scan; a damaged scan is named and the one before it shown."""
    old = scan.run(lake, "1962")
    scan.save(lake, old)
    lakes.made(lake.url, figures(2))
    assert scan.saved(lake, "1962").generation == old.generation
    scan.save(lake, scan.run(lake, "1962"))
    assert scan.saved(lake, "1962").generation > old.generation
    pointer = max(places.Path(lake.root).glob("scans/*/1962.json"))
    (pointer.parent / json.loads(pointer.read_text())["file"].rpartition("/")[2]).write_bytes(b"x")
    kept = scan.saved(lake, "1962")
    assert kept.generation == old.generation
    assert "skadad" in kept.problems[0]
    for one in places.Path(lake.root).glob("scans/*/1962.json"):
        one.write_text('{"sha256": 7}')
    with pytest.raises(LakeError, match="skadad"):
        scan.saved(lake, "1962")


def test_a_generation_removed_meanwhile_leaves_nothing_behind(lake):
    """Its scan is not kept: nobody would ever remove it."""
    old = scan.run(lake, "1962")
    for seed in (2, 3):
        lakes.made(lake.url, figures(seed))
    writing.prune(lake, keep=1)
    with pytest.raises(ScanError, match="togs bort medan"):
        scan.save(lake, old)
    assert lake.folders("scans") == []


def test_what_kolada_no_longer_lists_is_not_judged(tmp_path):
    """Its kind is unknown: a reason in place of a test."""
    lakes.made(tmp_path, figures(), kpis=lakes.listed(KPIS[1:]))
    rows = scan.run(str(tmp_path), "1962").table.to_pylist()
    (row,) = (row for row in rows if row["kpi"] == KPIS[0])
    assert (row["reason"], row["test"]) == (scan.UNLISTED, "")
    assert np.isnan(row["p"])


def test_without_a_lake_or_a_municipality_it_says_so(tmp_path, lake):
    """One sentence that names what is missing."""
    with pytest.raises(LakeError, match="Hela Kolada är inte hämtat"):
        scan.run(str(tmp_path / "nowhere"))
    assert scan.saved(places.opened(str(tmp_path / "nowhere")), "1962") is None
    with pytest.raises(ScanError, match="Kommunen 4711 finns inte"):
        scan.run(lake, "4711")


def test_the_command_scans_saves_and_names_what_is_missing(lake, monkeypatch, capsys):
    """0 when all was read; 1 with the part on stderr when not, the rest is saved; 1 without a lake."""
    monkeypatch.setenv("NORBERG_LAKE", lake.url)
    assert main(["scan"]) == 0
    assert "Granskade 5\u00a0nyckeltal för kommunen 1962" in capsys.readouterr().out
    assert scan.saved(lake, "1962").unread == ()
    newest_file(lake, "generations", "p0001.parquet").unlink()
    assert main(["scan", "--all"]) == 1
    told = capsys.readouterr()
    assert "Granskade 3\u00a0nyckeltal för landets kommuner" in told.out
    assert "2 nyckeltal granskades inte: N10003, N10004." in told.err
    assert len(scan.saved(lake, "2000").unread) == 1
    monkeypatch.setenv("NORBERG_LAKE", f"{lake.url}-elsewhere")
    assert main(["scan"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
