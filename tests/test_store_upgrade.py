"""Another version's store is read, or set aside, said, and built again; the embedded figures show meanwhile."""

import gzip
import json
from pathlib import Path

import pytest
from store_tools import FIRST, KPI, OTHER, SECOND, answered, figures, fill, sql
from world import NORBERG, own, source

from norberg.catalogue import listing
from norberg.database import seal
from norberg.store import Store

EMBEDDED = "N00923"


def put(folder: Path, key: str, payload: bytes) -> None:
    """A row as a version with another form would have sealed it."""
    row = "INSERT OR REPLACE INTO Cache (key, raw, store_time, value, mode, tag) VALUES (?, 1, 0, ?, 1, ?)"
    sql(folder, row, key, seal(key, payload), key.partition("/")[0])


def test_the_first_store_with_this_layout_is_still_read(tmp_path):
    """``store-first.db.gz`` was written by the code that brought the layout: no word, all of its figures."""
    folder = tmp_path / "store"
    folder.mkdir()
    packed = Path(__file__).with_name("store-first.db.gz").read_bytes()
    (folder / "cache.db").write_bytes(gzip.decompress(packed))
    store = Store(folder)
    assert store.problems == []
    assert figures(store) == {("1962", year, "T"): float(year) for year in range(2000, 2024)}
    assert figures(store, OTHER) == {("1962", 2020, "K"): None, ("1962", 2020, "M"): 2.5}
    assert store.staged("cell") == b"halv"
    store.publish([answered({("1962", 2025): 3.0}, SECOND)])
    assert figures(Store(folder))["1962", 2025, "T"] == 3.0


@pytest.mark.parametrize("layout", [0, 2, 99])
def test_another_layout_is_set_aside_and_what_it_has_in_this_form_is_kept(tmp_path, layout):
    """Older or newer: one sentence, and the figures that mean the same here are there."""
    folder = fill(tmp_path / "store")
    sql(folder, f"PRAGMA user_version = {layout}")
    store = Store(folder)
    assert len(figures(store)) == 24
    assert ["annan indelning" in said for said in store.problems] == [True]


@pytest.mark.parametrize("layout", [0, 2])
def test_what_another_version_wrote_in_another_form_is_told_and_fetched_anew(tmp_path, layout):
    """Its values are never read as something else: the embedded ones show, and a refresh makes it good."""
    folder = fill(tmp_path / "store")
    put(folder, f"kpi/{EMBEDDED}", b"another form")
    put(folder, "facts/kpis", json.dumps([FIRST, [{"id": EMBEDDED, "name": "T"}]]).encode())
    put(folder, "facts/areas", json.dumps({"1962": "Norberg"}).encode())
    put(folder, "facts/groups", b"7")
    sql(folder, f"PRAGMA user_version = {layout}")
    here = source(tmp_path)
    assert own(here, EMBEDDED)[2022]
    assert here.areas[NORBERG] == "Norberg"
    told = " ".join(here.problems)
    for words in ("annan indelning", "Uppgifterna om kpis", "Uppgifterna om areas", "Uppgifterna om groups"):
        assert words in told
    Store(folder).publish([answered({(NORBERG, 2022): 5.0}, SECOND, kpi=EMBEDDED)], facts={"kpis": []})
    again = source(tmp_path)
    assert own(again, EMBEDDED)[2022] == 5.0
    assert EMBEDDED not in " ".join(again.problems)


@pytest.mark.parametrize("rows", [[{"id": KPI, "title": "T"}], "text", [7], {}, [{"id": 7}], None])
def test_a_list_of_kpis_in_another_form_counts_as_not_read(tmp_path, rows):
    """Koladas lista: told, and offered to be read again."""
    put(fill(tmp_path / "store"), f"facts/{listing.NAME}", json.dumps([FIRST, rows]).encode())
    here = source(tmp_path)
    assert not here.catalogue or not here.catalogue.rows
    assert rows == {} or "Uppgifterna om catalogue" in " ".join(here.problems)
