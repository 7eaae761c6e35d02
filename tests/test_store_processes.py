"""Several processes at once, and processes that die: the store is always in one whole state."""

import itertools
import random
import time

import pytest
from store_tools import KPI, OTHER, PROCESSES, answered, elsewhere, figures, fill

from norberg.store import Store

KPIS = [f"N{number:05}" for number in range(12)]
AREAS = [f"{code:04}" for code in range(100)]


def generation(number):
    """Answers that put the same number into every figure of every kpi."""
    values = {(area, year): float(number) for area in AREAS for year in range(2015, 2024)}
    return [answered(values, f"2026-03-21T{number:06}", kpi, AREAS) for kpi in KPIS]


def publish_on_and_on(folder, said):
    store = Store(folder)
    for number in itertools.count(1):
        store.publish(generation(number))
        said.send(number)


def whole(store):
    """The one number that all figures of all kpis show; fails when they differ or some are missing."""
    table = store.table(KPIS)
    assert table.num_rows == len(KPIS) * len(AREAS) * 9
    (number,) = table["value"].unique().to_pylist()
    return number


@pytest.fixture
def publisher(tmp_path):
    """Starts a process that publishes until it is killed; gives it and the pipe through which it counts."""
    started = []

    def start():
        hear, say = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=publish_on_and_on, args=(tmp_path / "store", say))
        process.start()
        started.append(process)
        return process, hear

    yield start
    for process in started:
        process.kill()
        process.join()


def test_reading_during_publications_shows_old_or_new_never_half(publisher, tmp_path):
    """Every reading while another process replaces everything is of one generation, and never of an older one."""
    _, hear = publisher()
    hear.recv()
    store, seen = Store(tmp_path / "store"), [0.0]
    while len(set(seen)) < 6:
        seen.append(whole(store))
    assert seen == sorted(seen)
    assert store.problems == []


def test_a_process_killed_at_any_moment_leaves_a_whole_state(publisher, tmp_path):
    """Killed outright at random moments of a publication: what was told as published is there, all or nothing after."""
    dice, store = random.Random(2030), Store(tmp_path / "store")
    for _ in range(6):
        process, hear = publisher()
        hear.recv()
        time.sleep(dice.uniform(0, 0.25))  # any moment will do; about two publications long
        process.kill()
        process.join()
        told = 0
        while hear.poll():
            try:
                told = hear.recv()
            except EOFError:
                break
        assert whole(store) >= told
        assert Store(tmp_path / "store").problems == store.problems == []
    store.publish(generation(999_999))
    assert whole(store) == 999_999


def publish_own_area(folder, area, times):
    store = Store(folder)
    for number in range(1, times + 1):
        fetched = f"2026-03-21T{number:06}"
        store.publish([answered({(area, 2021): float(number)}, fetched, kpi, [area]) for kpi in (KPI, f"N{area}")])


def test_processes_that_publish_at_once_lose_nothing(tmp_path):
    """Three processes, each with an area of a common kpi and a kpi of its own, from an empty folder on."""
    areas = ["1962", "1904", "1982"]
    with PROCESSES.Pool(3) as pool:
        pool.starmap(publish_own_area, [(tmp_path / "store", area, 8) for area in areas], chunksize=1)
    store = Store(tmp_path / "store")
    assert figures(store) == {(area, 2021, "T"): 8.0 for area in sorted(areas)}
    assert [figures(store, f"N{area}") for area in areas] == [{(area, 2021, "T"): 8.0} for area in areas]
    assert store.problems == []


def test_a_damaged_database_is_set_aside_once_by_all_who_meet_it(tmp_path):
    """Two processes that open the same garbage agree on one new database; what they publish is in it."""
    folder = fill(tmp_path / "store")
    (folder / "cache.db").write_bytes(b"Norberg" * 999)
    with PROCESSES.Pool(2) as pool:
        pool.starmap(publish_own_area, [(folder, area, 3) for area in ("1962", "1904")], chunksize=1)
    store = Store(folder)
    assert set(figures(store)) == {("1962", 2021, "T"), ("1904", 2021, "T")}
    assert len(store.problems) == 1


def stage(folder):
    Store(folder).stage("cell", b"answer")


def test_another_process_finds_what_was_staged(tmp_path):
    """An interrupted refresh is taken up by the next process, with the figures of before untouched."""
    store = Store(fill(tmp_path / "store"))
    elsewhere(stage, tmp_path / "store")
    assert store.staged("cell") == b"answer"
    assert len(figures(store, OTHER)) == 24
