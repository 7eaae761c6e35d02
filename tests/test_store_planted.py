"""Rows that someone else wrote into the database must never run, open or remove anything."""

import os
import pickle

import pytest
from diskcache import Cache
from store_tools import KPI, OTHER, SECOND, answered, figures, fill, sql

from norberg.store import Store
from norberg.vault import PlainDisk, Refused


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "store")


class Bomb:
    """Makes a directory when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.fixture
def trace(tmp_path):
    return tmp_path / "it ran"


HERE = "WHERE key = 'kpi/N15428'"
ROWS = {
    "pickled value": f"UPDATE Cache SET mode = 4, value = ? {HERE}",
    "pickled value in a file": f"UPDATE Cache SET mode = 4, filename = 'bomb', value = NULL {HERE} AND ? != ''",
    "binary file": f"UPDATE Cache SET mode = 2, filename = '/etc/passwd', value = NULL {HERE} AND ? != ''",
    "text": f"UPDATE Cache SET value = CAST(? AS TEXT) {HERE}",
    "number": f"UPDATE Cache SET value = length(?) {HERE}",
    "nothing": f"UPDATE Cache SET value = NULL {HERE} AND ? != ''",
    "pickled key": "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 0, 1, x'00')",
    "key of bytes": "INSERT INTO Cache (key, raw, mode, value) VALUES (?, 1, 1, x'00')",
}


@pytest.mark.parametrize("name", ROWS)
def test_a_planted_row_never_runs_and_is_told(folder, trace, name):
    """Whatever a row claims to be, opening sets the database aside, says so and carries over what is sound."""
    bomb = pickle.dumps(Bomb(trace))
    (folder / "bomb").write_bytes(bomb)
    sql(folder, ROWS[name], bomb)
    store = Store(folder)
    (said,) = store.problems
    assert "hade främmande rader" in said
    assert len(figures(store)) == (24 if "key" in name else 0)
    assert len(figures(store, OTHER)) == 24
    assert not trace.exists()


@pytest.mark.parametrize("name", ["pickled value", "binary file", "nothing", "pickled key"])
def test_a_row_planted_in_a_running_session_never_runs(folder, trace, name):
    """Reading and publishing meet it without a restart in between."""
    store = Store(folder)
    bomb = pickle.dumps(Bomb(trace))
    (folder / "bomb").write_bytes(bomb)
    sql(folder, ROWS[name], bomb)
    assert len(figures(store)) == (24 if "key" in name else 0)
    assert len(store.problems) == (0 if "key" in name else 1)
    store.clear_stage()
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert figures(store)["1962", 2024, "T"] == 1.0
    assert "hade främmande rader" in store.problems[0]
    assert not trace.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("disk_fetch", "nonsense"),
        ("disk_directory", "/etc"),
        ("get", "nonsense"),
        ("eviction_policy", "least-recently-used"),
        ("sqlite_query_only", 1),
        ("sqlite_journal_mode", "off"),
        ("count", b"\xff"),
        (b"\xff", 1),
    ],
)
def test_planted_settings_are_not_obeyed(folder, key, value):
    """diskcache makes attributes and PRAGMAs of Settings rows; foreign ones cost the file, not its figures."""
    sql(folder, "INSERT OR REPLACE INTO Settings VALUES (?, ?)", key, value)
    store = Store(folder)
    assert "hade främmande inställningar" in store.problems[0]
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert len(figures(store)) == 25


def test_a_file_named_by_a_planted_row_is_not_removed(folder, tmp_path):
    """diskcache removes the file of a row it overwrites."""
    mine = tmp_path / "mine.txt"
    mine.write_text("kvar", encoding="utf-8")
    with Cache(str(folder), disk=PlainDisk) as cache:
        sql(folder, "UPDATE Cache SET filename = ? WHERE key = ?", "../mine.txt", f"kpi/{KPI}")
        cache.set(f"kpi/{KPI}", b"new")
    assert mine.exists()


def test_diskcache_itself_can_neither_write_nor_read_a_pickle(folder, trace):
    """The Disk refuses by itself too, should anyone use the cache directly."""
    with Cache(str(folder), disk=PlainDisk, disk_min_file_size=2**24) as cache:
        for key, value in [(("a", 1), b""), ("a", {"b": 1}), ("a", "text"), ("a", 1.5), (1, b""), ("a", bytes(2**24))]:
            with pytest.raises(Refused):
                cache.set(key, value)
        sql(folder, ROWS["pickled value"], pickle.dumps(Bomb(trace)))
        with pytest.raises(Refused):
            cache.get(f"kpi/{KPI}")
        sql(folder, ROWS["pickled key"], pickle.dumps(Bomb(trace)))
        with pytest.raises(Refused):
            list(cache)
    assert not trace.exists()


def test_an_expiry_written_into_a_row_takes_nothing_away(folder):
    """Good answers have no last day, whatever the database says."""
    sql(folder, "UPDATE Cache SET expire_time = 1")
    store = Store(folder)
    store.publish([answered({("1962", 2024): 1.0}, SECOND)])
    assert len(figures(store)) == 25
    assert len(figures(store, OTHER)) == 24


def test_the_folder_is_for_its_owner_only(tmp_path):
    """Mode 0700, also when the folder was there before with a wider one."""
    wide = tmp_path / "wide"
    wide.mkdir(mode=0o755)
    for folder in (wide, tmp_path / "new" / "store"):
        Store(folder)
        if os.name == "posix":
            assert folder.stat().st_mode & 0o777 == 0o700
