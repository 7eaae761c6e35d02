"""Upptäck without a browser: what is there to show, what is said of it, what its link holds, its page."""

import shutil
from dataclasses import replace

import discoveries
import pytest
import streamlit as st
from apptest import go, opened, texts
from discoveries import APART, FOLLOWED, HIGH, RISES
from world import DATA, NORBERG, PROGRAM, publish, source

from norberg import scan, scanned
from norberg.catalogue import listing
from norberg.deep.small import Axis
from norberg.discover import areas, board, choice, export, picture, power_table, standing, words
from norberg.discovery.tests import CHANGE, GAP, LEVEL
from norberg.errors import NorbergError
from norberg.lake import place
from norberg.lake.generation import MANIFESTS
from norberg.reserve import Reserve
from norberg.source import Source
from norberg.store import Store


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a lake that is scanned."""
    folder = tmp_path_factory.mktemp("whole")
    discoveries.made(folder)
    return folder


@pytest.fixture
def mine(whole, tmp_path, monkeypatch):
    """The same as the app's own folder, for a test to change; no network."""
    shutil.copytree(whole / "lake", tmp_path / "lake")
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.setenv("KOLADA_URL", "http://127.0.0.1:9/v3")
    st.cache_resource.clear()
    return tmp_path


def seen(folder):
    return standing.standing(str(folder / "lake"), NORBERG)


@pytest.fixture(scope="module")
def found(whole):
    """What stands out, and the standing it is of."""
    there = seen(whole)
    mapped = areas.read(DATA / areas.FILE, PROGRAM)[0]
    return board.board(there.scanned, there.generation, PROGRAM, mapped), there


def test_what_the_program_follows_is_counted_and_left_out(found):
    """The true ones are found, the strongest first, each in its areas; the program's own is only counted."""
    here, _ = found
    assert {(one.discovery.kpi, one.discovery.test) for one in here.finds} >= {
        (RISES, CHANGE),
        (HIGH, LEVEL),
        (APART, GAP),
    }
    assert FOLLOWED not in {one.discovery.kpi for one in here.finds}
    assert here.inside >= 1
    rises = here.of(CHANGE)[0]
    assert (rises.operating, rises.area, rises.indicator.similar_group) == ("Demokrati", "leva-och-verka", "G37477")
    told = words.honesty(here, "Norberg")
    assert f"{len(here.finds)} av" in told[-1]
    assert "som programmet redan följer" in told[-1]


def test_nothing_found_is_said_once_and_no_chance_is_ruled_out(found):
    """Where nothing passed, no share of finds is told, and no group claims that chance can be excluded."""
    here, _ = found
    empty = replace(here, finds=(), inside=0, whole=replace(here.whole, found=(), expected_false=0.0))
    told = " ".join(words.honesty(empty, "Norberg"))
    assert "Inget klarade det." in told
    assert "visas här" not in told
    assert not [text for text in words.NONE.values() if "utesluta" in text]


def test_a_find_is_said_with_years_size_and_how_seldom_chance_gives_it(found):
    told = {(one.discovery.kpi, one.discovery.test): words.sentence(one, "Norberg") for one in found[0].finds}
    assert told[RISES, CHANGE].startswith("Ökar säkert 2005–2024: +12,")
    assert "procentenheter på 20\N{NO-BREAK SPACE}mätningar" in told[RISES, CHANGE]
    assert told[HIGH, LEVEL].startswith("Ligger säkert i högsta fjärdedelen av 8 ")
    assert "lägst först. Värdet är 70," in told[HIGH, LEVEL]
    assert "Skillnaden växer säkert 2005–2024: +1" in told[APART, GAP]
    assert all("Slumpen ensam ger ett så tydligt utslag i färre än 1 av" in one for one in told.values())


THIN = "\u202f"
RARE = [
    (0.0009, f"1{THIN}000"),
    (1e-3, f"1{THIN}000"),
    (0.002, "100"),
    (1e-300, f"1{THIN}000{THIN}000"),
]


@pytest.mark.parametrize(("p", "often"), RARE)
def test_chance_is_never_told_as_rarer_than_it_is(p, often):
    assert words.chance(p) == f"Slumpen ensam ger ett så tydligt utslag i färre än 1 av {often} prövningar."


def test_the_table_of_power_says_how_small_changes_are_missed(found):
    """Changes by measurements and persistence; a slope of one a year is told as such."""
    told = power_table.table(found[0].whole.power)
    assert told.persistence[0] == "0,0"
    assert {change for change, _, _ in told.rows} >= {"2", "4", "6", "8", "9 (1 om året)"}
    assert all(len(shares) == len(told.persistence) for _, _, shares in told.rows)
    assert power_table.table(()).rows == ()


def test_the_file_has_every_find_with_its_day(found):
    here, there = found
    text = export.people(here.finds, "Norberg", {}, there.generation.read, lambda nr: f"x?nr={nr}").decode("utf-8-sig")
    header, *rows = text.strip().split("\r\n")
    assert header.split(";") == list(export.HEADER)
    assert len(rows) == len(here.finds)
    rising = next(row for row in rows if f";{RISES};Norberg;Demokrati;" in row)
    assert "Egen bearbetning av data från Kolada" in rising
    assert rising.endswith(f";{there.generation.published[:10]};x?nr={RISES}")


def test_every_operating_area_of_kolada_has_a_row_and_faults_are_told(tmp_path):
    mapped, faults = areas.read(DATA / areas.FILE, PROGRAM)
    assert faults == []
    assert {*listing.SIMILAR, "Befolkning", "Kommunen, övergripande", "Äldre och funktionshinder"} <= set(mapped)
    (tmp_path / "x.csv").write_text("operating_area,area,why\nA,nowhere,\nB,,\nB,,\n,,x\n", encoding="utf-8")
    mapped, faults = areas.read(tmp_path / "x.csv", PROGRAM)
    assert mapped == {"B": ""}
    assert "x.csv, rad 2, kolumn area: programmet har inget område ”nowhere”; raden visas inte." in faults
    assert len(faults) == 3


def test_without_a_lake_or_a_scan_it_is_said_what_to_do(tmp_path):
    assert "Hela Kolada är inte hämtat än" in seen(tmp_path).lacking
    discoveries.made(tmp_path, scanned_too=False)
    assert "men inte granskat än. Kör ”python -m norberg scan”." in seen(tmp_path).lacking


def test_an_old_scan_is_shown_with_its_day_and_a_broken_lake_is_a_sentence(mine):
    """A newer reading that nobody has scanned; one whose manifest is cut short; nothing but such."""
    newer = discoveries.made(mine, scanned_too=False)
    there = seen(mine)
    assert there.scanned.generation != newer.id
    assert "är inte granskad än: kör ”python -m norberg scan”." in " ".join(there.warnings)
    shutil.copytree(mine / "lake", mine / "cut" / "lake")
    (mine / "cut" / "lake" / MANIFESTS / f"{newer.id}.json").write_text("{", encoding="utf-8")
    there = seen(mine / "cut")
    assert there.scanned is not None
    assert newer.id in " ".join(there.warnings)
    shutil.copytree(mine / "cut" / "lake", mine / "gone" / "lake")
    for path in (mine / "gone" / "lake" / MANIFESTS).iterdir():
        path.write_text("{", encoding="utf-8")
    assert "kan inte läsas" in seen(mine / "gone").lacking


def test_a_damaged_scan_and_a_partition_that_was_not_read_are_said(mine):
    there = seen(mine)
    next(mine.glob("lake/generations/*/p0000.parquet")).write_bytes(b"x" * 100)
    rises = board.board(there.scanned, there.generation, PROGRAM, {}).of(CHANGE)[0]
    drawn = picture.drawing(rises, reserved(mine), Axis(2008, 2024), "")
    assert drawn.absence == "Värdena kan inte läsas: se Om värdena."
    url = str(mine / "lake")
    scanned.save(place.opened(url), scan.run(url, NORBERG))
    assert "granskades inte" in " ".join(seen(mine).warnings)
    for path in mine.glob("lake/scans/*/*.parquet"):
        path.write_bytes(b"x")
    assert "Granskningen av hela Kolada kan inte läsas" in seen(mine).lacking


def test_a_link_is_read_back_and_nonsense_falls_back_in_words():
    known = {choice.PROGRAM: ["", "leva-och-verka"], choice.KOLADA: ["", "demokrati"]}
    chosen = choice.Chosen(choice.KOLADA, "demokrati", {CHANGE: 9, LEVEL: 27, GAP: 9})
    assert choice.parse(chosen.parameters(), known) == (chosen, [])
    assert choice.Chosen().parameters() == {}
    assert choice.Chosen().more(LEVEL).parameters() == {"lagen": "27"}
    given = {"indelning": "x", "omrade": "demokrati", "lagen": "-3", "skillnader": "9" * 50}
    found, complaints = choice.parse(given, known)
    assert found == choice.Chosen()
    assert len(complaints) == 4
    assert "”omrade=demokrati”" in complaints[1]


def reserved(folder) -> Source:
    return Source(PROGRAM, DATA, Store(folder / "store"), folder / "local", Reserve(str(folder / "lake")))


def test_what_nobody_follows_is_read_from_the_lake_and_the_newest_reading_wins(mine):
    """Values, title and similar group of a kpi outside; of the program's own nothing; a later refresh wins a cell."""
    here = reserved(mine)
    assert here.indicator(210000 - 100000).use_id == RISES
    assert set(here.kpi(RISES)["municipality"]) > {NORBERG}
    assert here.kpi(FOLLOWED)["fetched"].max() < here.kpi(RISES)["fetched"].max()
    publish(mine, RISES, {(NORBERG, 2024): 77.0}, fetched="2099-01-01T00:00:00+00:00")
    rows = reserved(mine).series([RISES], [NORBERG]).set_index("period")["value"]
    assert (rows[2024], rows[2005]) == (77.0, here.series([RISES], [NORBERG]).set_index("period")["value"][2005])


def test_a_lake_is_not_opened_for_the_program_and_a_broken_one_is_a_sentence(mine):
    for path in (mine / "lake" / MANIFESTS).iterdir():
        path.write_text("{", encoding="utf-8")
    here = reserved(mine)
    assert len(here.kpi(FOLLOWED))
    assert here.problems == source(mine).problems
    assert not len(here.kpi(RISES))
    assert any("kan inte användas" in one for one in here.problems)
    with pytest.raises(NorbergError):
        here.indicator(110000)


def test_the_page_says_what_is_needed_and_nothing_is_upset(tmp_path, monkeypatch):
    """Without a lake, and in the demo."""
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    st.cache_resource.clear()
    at = go(opened(), "upptack", omrade="xyz")
    told = " ".join(texts(at))
    assert "kör först ”python -m norberg lake update” och sedan ”python -m norberg scan”" in told
    assert not at.exception
    at.query_params["demo"] = "ja"
    monkeypatch.setenv("NORBERG_DEMO", "1")
    assert "Upptäck visas bara på riktiga värden." in " ".join(texts(at.run()))


def test_the_page_shows_finds_and_follows_one(mine):
    """The honest words, the groups, a complaint over nonsense; following puts it under the wall."""
    at = go(opened(), "upptack", indelning="kolada", omrade="finns-inte")
    told = " ".join(texts(at))
    assert "prövningar har gjorts" in told
    assert "Länkens val ”omrade=finns-inte” finns inte här och används inte." in told
    assert "Nöjda i kö, andel (%)" in told
    assert "Behöriga till yrkesprogram" not in told
    assert "Mitten av 7 liknande kommuner: 49,3 (2024)" in told
    assert len(at.get("vega_lite_chart")) == len(seen(mine).scanned.table.to_pandas().query("p < 0.001")) - 2
    at.button(key=f"{RISES}_{CHANGE}_follow").click().run()
    assert (
        (mine / "watch" / f"{RISES}.txt")
        .read_text(encoding="utf-8")
        .startswith(f"nyckeltal: {RISES}\ntitel: Nöjda i kö")
    )
    assert "Det här följer kommunen utanför programmet" in " ".join(texts(at))
    at.selectbox(key="discover_area").select("demokrati").run()
    told = " ".join(texts(at))
    assert "Inget i det valda området." in told
    assert "Tid på bänk" not in told
