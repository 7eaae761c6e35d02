import re

import pytest
from store_tools import FIRST, KPI, OTHER, SECOND, answered, elsewhere, figures, fill, sql

from norberg.store import Store


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "store")


MANY = [f"N{number:05}" for number in range(20)]


def overwrite(folder, content):
    (folder / "cache.db").write_bytes(content)


def directory(folder):
    (folder / "cache.db").unlink()
    (folder / "cache.db").mkdir()


WHOLE = {
    "garbage": (lambda folder: overwrite(folder, b"Norberg" * 999), "var skadad"),
    "empty": (lambda folder: overwrite(folder, b""), "var tom"),
    "directory": (directory, "ingen fil"),
    "older layout": (lambda folder: sql(folder, "PRAGMA user_version = 0"), "annan indelning"),
    "no tables": (lambda folder: sql(folder, "DROP TABLE Cache"), "var skadad"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_unusable_database_is_set_aside_and_made_anew(folder, name):
    """Opening never fails: the old file lies beside under another name, words say so, and new figures can come."""
    break_it, words = WHOLE[name]
    break_it(folder)
    store = Store(folder)
    (said,) = store.problems
    assert said.startswith(f"Databasen {folder / 'cache.db'} ")
    assert words in said
    assert re.search(r"lagt åt sidan som .*set-aside/20\d\d-.* cache\.db; \d sparade svar gick att rädda", said)
    assert said.endswith("Hämta värdena igen och ta sedan bort filerna där.")
    assert any(path.name.endswith(" cache.db") for path in (folder / "set-aside").iterdir())
    store.publish([answered({("1962", 2025): 3.0}, SECOND)])
    assert figures(Store(folder))["1962", 2025, "T"] == 3.0
    assert Store(folder).problems == [said]


def test_what_is_sound_in_a_database_set_aside_is_carried_over(folder):
    """A wrong layout number or a foreign row costs no good figure."""
    sql(folder, "PRAGMA user_version = 7")
    store = Store(folder)
    assert len(figures(store)) == len(figures(store, OTHER)) == 24
    assert store.facts("kpis") == ([{"id": KPI}], FIRST)
    assert "3 sparade svar gick att rädda" in store.problems[0]


def many(folder):
    """A store with 20 kpis large enough to lie on pages of their own."""
    Store(folder).publish([answered({("1962", year): 1.0 for year in range(2000)}, kpi=kpi) for kpi in MANY])
    return folder


@pytest.mark.parametrize("act", ["open", "read", "publish"])
def test_a_file_cut_short_gives_what_is_left_of_it(tmp_path, act):
    """Half a file, met when opening, reading or writing: the values in the sound half are still there."""
    folder = many(tmp_path / "store")
    store = Store(folder)
    with (folder / "cache.db").open("r+b") as file:
        file.truncate((folder / "cache.db").stat().st_size // 2)
    if act == "open":
        store = Store(folder)
    if act == "publish":
        store.publish([answered({("1962", 2021): 1.0}, SECOND)])
    found = store.read(MANY)
    assert 5 <= len(found) < 20
    assert all(entry.table.num_rows == 2000 for entry in found.values())
    assert f"{len(found)} sparade svar gick att rädda" in store.problems[0]


@pytest.mark.parametrize("act", [lambda store: store.read([KPI]), lambda store: store.publish([answered({})])])
def test_a_broken_page_costs_no_value_on_other_pages(tmp_path, act):
    """sqlite then refuses every question for a key; the values are found without its index."""
    folder = many(tmp_path / "store")
    store = Store(folder)
    ((page,),) = sql(folder, "SELECT rootpage FROM sqlite_master WHERE name = 'Cache_key_raw'")
    with (folder / "cache.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    act(store)
    assert len(store.read(MANY)) == 20
    (said,) = store.problems
    assert "var skadad" in said
    assert "20 sparade svar gick att rädda" in said


def test_a_log_without_its_database_is_not_mixed_into_a_new_one(folder):
    """A database deleted by hand leaves sqlite's log behind, which would spoil the new file."""
    (folder / "cache.db").rename(folder / "cache.db-wal")
    store = Store(folder)
    assert figures(store) == {}
    assert store.problems[0].startswith(f"Databasen {folder / 'cache.db'} saknades. Det som låg där, senast ändrat 20")
    store.publish([answered({("1962", 2021): 1.0})])
    assert figures(store) == {("1962", 2021, "T"): 1.0}


def test_a_replacement_cut_off_by_a_kill_is_finished(folder):
    """The old file is already aside, the new one, with what was carried over, waits in its own folder."""
    (folder / "new").mkdir()
    (folder / "cache.db").rename(folder / "new" / "cache.db")
    assert len(figures(Store(folder))) == 24
    assert not (folder / "new").exists()


def test_a_database_taken_away_on_purpose_is_no_damage(folder):
    """The office may delete the file to start afresh; sqlite's empty log files beside it are nothing to speak of."""
    Store(folder).read([KPI])
    (folder / "cache.db").unlink()
    assert Store(folder).problems == []
    assert figures(Store(folder)) == {}


def open_and_publish(folder, kpi):
    Store(folder).publish([answered({("1962", 2021): 1.0}, kpi=kpi)])


def test_a_database_replaced_by_another_process_is_found(folder):
    """A session that read the old database goes on in the new one."""
    store = Store(folder)
    store.read([KPI])
    overwrite(folder, b"Norberg" * 999)
    elsewhere(open_and_publish, folder, OTHER)
    store.publish([answered({("1962", 2021): 2.0})])
    assert len(figures(store)) == len(figures(store, OTHER)) == 1
