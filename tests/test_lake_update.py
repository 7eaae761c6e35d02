"""Reading all of Kolada into a generation, and what becomes of what fails."""

from dataclasses import replace
from datetime import UTC, datetime

import clients
import faults
import pytest
from standin import StandIn
from standin_world import World, area_codes, kpi_ids

from norberg.errors import KoladaError, LakeError
from norberg.lake import generation, place, update, words
from norberg.lake.lists import Wanted
from norberg.lake.stage import Stage

KPIS, CODES, YEARS = kpi_ids(28), area_codes(78), range(2021, 2023)
REGIONAL, EMPTY, RARE = KPIS[1], KPIS[2], KPIS[3]
RARE_AREA = CODES[-2]  # not among the first areas


class Uneven(World):
    """One kpi for regions only, one without values, one that a single small municipality has."""

    def row(self, kpi, area, year, from_date=None):
        if kpi == EMPTY or (kpi == RARE and area != RARE_AREA) or (kpi == REGIONAL and area not in ("0000", "0019")):
            return None
        return super().row(kpi, area, year, from_date)


@pytest.fixture
def world():
    made = Uneven(ids=KPIS, codes=CODES, members={"G1": CODES[3:10]}, years=YEARS)
    made.kpis[REGIONAL]["municipality_type"] = "L"
    made.areas |= {code: {**made.areas[code], "type": "L" if code.startswith("00") else "K"} for code in CODES}
    return made


@pytest.fixture
def standin(world):
    with StandIn(world) as server:
        yield server


@pytest.fixture
def lake(tmp_path):
    return place.opened(str(tmp_path / "lake"))


@pytest.fixture
def staged(tmp_path):
    return Stage(place.opened(str(tmp_path / "stage")), datetime.now(UTC).isoformat(timespec="seconds"))


@pytest.fixture
def updated(standin, lake, staged):
    """Runs an update."""
    return lambda **wanted: update.run(clients.client(standin), lake, staged, Wanted("1962", **wanted))


def values(made):
    """What a generation holds: (kpi, area, year, gender) -> value, None for null."""
    rows = [row for part in made.partitions for row in made.table(part.name).to_pylist()]
    return {(row["kpi"], row["municipality"], row["period"], row["gender"]): row["value"] for row in rows}


def data(standin):
    return [path for path in standin.paths if path.startswith("data/")]


def test_every_value_of_every_kpi_and_area_is_read(standin, updated, tmp_path):
    """Nulls too; kpis without values are named, those of regions are asked for there only, rare ones are found."""
    made = updated()
    assert values(made) == clients.expected(standin, KPIS, CODES)
    assert (RARE, RARE_AREA) in {key[:2] for key in values(made)}
    assert made.empty == [EMPTY]
    assert (made.missing, made.carried) == ([], [])
    assert max(len(part.kpis) for part in made.partitions) <= 25
    assert all("0000,0019" in path for path in data(standin) if REGIONAL in path)
    assert not [path for path in data(standin) if "G1" in path]
    assert made.facts["requests"] == len(standin.paths)
    assert made.facts["answers"] == len({key[:3] for key in values(made)})
    assert [group["members"] for group in made.groups] == [CODES[3:10]]
    assert {one["id"] for one in made.areas} == set(CODES)
    assert list(made.catalogue.rows) == KPIS
    assert list((tmp_path / "stage").iterdir()) == []


def test_kpis_without_values_cost_one_more_question_not_one_for_each_25_areas(standin, updated):
    """And how far they were sought is told."""
    made = updated()
    asked = [path for path in data(standin) if EMPTY in path]
    assert ["/year/" in path for path in asked] == [False, True]
    first, last = made.facts["sought"]["years"]
    assert last - first == 24
    assert f"områden för alla år och i de övriga för {first}–{last})." in words.lacking(made)[0]


def test_a_kpi_that_fails_is_found_among_the_others_and_named(standin, updated):
    """All others are read; a first update has nothing else of it and says why."""
    standin.fail(faults.html(), match=KPIS[20])
    made = updated()
    assert [row["kpi"] for row in made.missing] == [KPIS[20]]
    assert made.missing[0]["reason"].endswith(".")
    assert set(values(made)) == set(clients.expected(standin, [kpi for kpi in KPIS if kpi != KPIS[20]], CODES))


def test_the_last_good_answer_is_kept_with_its_date(standin, updated):
    """A kpi that fails now has the rows of the generation before, also in the generation after that."""
    before = updated()
    right = values(before)
    standin.fail(faults.html(), match=KPIS[20])
    for _ in range(2):
        made = updated()
        assert made.missing == []
        (row,) = made.carried
        assert (row["kpi"], row["read"], row["failed"]) == (KPIS[20], before.read(KPIS[20]), True)
        assert values(made) == right
        assert set(made.kpi(KPIS[20])["fetched"]) == {before.read(KPIS[20])}


def test_a_kpi_that_is_refused_is_named(standin, updated, world):
    """Kolada may refuse ids that its list has."""
    standin.quirks.unknown = 404
    world.knows = lambda segment, one: one != KPIS[20] and World.knows(world, segment, one)
    made = updated()
    assert [row["kpi"] for row in made.missing] == [KPIS[20]]
    assert "404" in made.missing[0]["reason"]


def test_what_was_kept_but_cannot_be_read_any_more_is_named(standin, updated, tmp_path):
    before = updated()
    (part,) = [one for one in before.partitions if KPIS[20] in one.kpis]
    (tmp_path / "lake" / before.path(part.name)).write_bytes(b"no Parquet")
    standin.fail(faults.status(500), match=KPIS[20])
    made = updated()
    assert made.carried == []
    assert [(row["kpi"], part.name in row["reason"]) for row in made.missing] == [(KPIS[20], True)]


def test_what_kolada_no_longer_lists_is_kept_and_marked(standin, updated, world):
    before = updated()
    del world.kpis[KPIS[5]]
    made = updated()
    assert [(row["kpi"], row["failed"]) for row in made.carried] == [(KPIS[5], False)]
    assert not made.catalogue.rows[KPIS[5]].fact.listed
    assert values(made) == values(before)


def test_what_is_not_asked_for_stays(updated):
    before = updated()
    made = updated(kpis=(KPIS[7], "N99999"))
    assert {row["reason"] for row in made.carried} == {"Frågades inte efter den här gången."}
    assert len(made.carried) == len(KPIS) - 2
    assert values(made) == values(before)
    assert made.missing == [{"kpi": "", "reason": "Kolada känner inte till N99999."}]


def test_some_areas_only(standin, updated):
    made = updated(areas=("1962", "1904", "0000"))
    assert values(made) == clients.expected(standin, KPIS, ["1962", "1904", "0000"])
    assert {one["id"] for one in made.areas} == {"1962", "1904", "0000"}


def test_a_server_that_goes_away_publishes_nothing_and_the_rest_comes_later(standin, updated, lake):
    """What had come is not asked for again."""
    standin.fail(faults.drop, after=7)
    with pytest.raises(KoladaError):
        updated()
    assert generation.newest(lake) is None
    first = set(data(standin)[:3])  # a page each
    standin.heal()
    standin.requests.clear()
    made = updated()
    assert first.isdisjoint(data(standin))
    assert values(made) == clients.expected(standin, KPIS, CODES)


def test_answers_that_waited_too_long_are_asked_for_again(standin, updated, staged):
    """A generation is to be of one time."""
    standin.fail(faults.drop, after=7)
    with pytest.raises(KoladaError):
        updated()
    old = next(iter(staged.place.sizes(""))).removesuffix(".parquet")
    staged.put(old, replace(staged.get(old), read="2026-01-01T00:00:00+00:00"))
    before = set(data(standin)[:4])
    standin.heal()
    standin.requests.clear()
    updated()
    assert len(before.intersection(data(standin))) == 1


def test_a_server_that_only_fails_is_given_up_soon(standin, updated):
    """Not a retry of every kpi alone."""
    standin.fail(faults.status(500), match="data/")
    with pytest.raises(KoladaError):
        updated()
    assert len(data(standin)) < 60


def test_a_lake_that_cannot_be_written_loses_no_answer(standin, updated, tmp_path):
    """One sentence; when it can be written again nothing but the lists is asked for."""
    (tmp_path / "lake").mkdir()
    (tmp_path / "lake" / "generations").write_text("in the way")
    with pytest.raises(LakeError, match="kan inte skrivas"):
        updated()
    (tmp_path / "lake" / "generations").unlink()
    standin.requests.clear()
    made = updated()
    assert data(standin) == []
    assert values(made) == clients.expected(standin, KPIS, CODES)
