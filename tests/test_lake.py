"""Reading and writing generations of all of Kolada."""

import random

import lakes
import numpy as np
import pandas as pd
import pytest

from norberg import series, settings
from norberg.errors import LakeError
from norberg.lake import generation, place, writing
from norberg.lake.writing import Draft, prune

KPIS = ["N00001", "N00002", "N00003", "N00004", "N00005"]
CODES, YEARS = ["1962", "0180", "0000"], range(2018, 2024)


@pytest.fixture
def frame():
    return lakes.frame(KPIS, CODES, YEARS)


@pytest.fixture
def lake(tmp_path):
    return place.opened(str(tmp_path / "lake"))


@pytest.fixture
def files(lake, frame, tmp_path):
    """The files of a lake's only generation."""
    made = lakes.made(lake.url, frame)
    return {path.stem: path for path in (tmp_path / "lake" / "generations" / made.id).iterdir()}


def test_what_is_published_is_read_back(lake, frame):
    """Nulls, labels and genders too, sorted, as the tidy series that the rest of the app knows."""
    frame.loc[3, "value"] = np.nan
    frame["status"] = np.where(frame["value"].isna(), "Privacy", "")
    frame["gender"] = np.where(frame["period"] == 2020, "K", "T")
    lakes.made(lake.url, frame.sample(frac=1, random_state=1))
    found = generation.newest(lake)
    for kpi in KPIS:
        rows = found.kpi(kpi)
        wanted = series.frame(
            {**dict(frame[frame["kpi"] == kpi].items()), "source": "kolada", "fetched": found.published}
        ).sort_values(series.KEY, ignore_index=True)
        pd.testing.assert_frame_equal(rows, wanted)
    tables = [found.table(part.name) for part in found.partitions]
    assert [part.kpis for part in found.partitions] == [tuple(KPIS[:3]), tuple(KPIS[3:])]
    assert sum(table.num_rows for table in tables) == len(frame)
    assert found.catalogue.rows["N00001"].fact.title == "Mått N00001, andel (%)"
    assert found.kpi("N99999").empty


def test_nobody_sees_a_draft(lake, frame):
    """Until the manifest is there the generation before is the newest one, or there is none."""
    draft = Draft(lake)
    draft.put("p0000", KPIS[:3], lakes.table(frame[frame["kpi"].isin(KPIS[:3])]))
    assert generation.newest(lake) is None
    before = lakes.made(lake.url, frame)
    assert generation.newest(lake).id == before.id
    published = draft.publish({})
    assert generation.named(lake, published.id).facts == published.facts


def test_a_broken_manifest_is_passed_over_and_named(lake, frame, tmp_path, monkeypatch):
    """Cut short, changed in one letter, of another generation, or no JSON: the one before is read, and it is said."""
    old, new = made_in_order(lake, frame, 2, monkeypatch)
    path = tmp_path / "lake" / "manifests" / f"{new.id}.json"
    sound = path.read_bytes()
    other = (tmp_path / "lake" / "manifests" / f"{old.id}.json").read_bytes()
    for broken in (sound[:-40], sound.replace(b"N00002", b"N00009"), b"", b"{}", b"[1]\n", other):
        path.write_bytes(broken)
        found = generation.newest(lake)
        assert found.id == old.id
        assert [new.id in problem for problem in found.problems] == [True]
    path.write_bytes(sound)
    assert generation.newest(lake).problems == ()


def test_only_broken_manifests_are_an_error_not_an_empty_lake(lake, frame, tmp_path):
    made = lakes.made(lake.url, frame)
    (tmp_path / "lake" / "manifests" / f"{made.id}.json").write_bytes(b"{")
    with pytest.raises(LakeError, match=made.id):
        generation.newest(lake)


def test_every_flipped_bit_is_noticed(lake, files):
    """A whole partition and one kpi of it are right or refused, wherever the file is damaged."""
    found, path, choose = generation.newest(lake), files["p0000"], random.Random(6)
    sound = path.read_bytes()
    for at in choose.sample(range(len(sound)), 60):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 1 << choose.randrange(8)]) + sound[at + 1 :])
        for read in (lambda: found.table("p0000"), lambda: found.kpi(choose.choice(KPIS[:3]))):
            with pytest.raises(LakeError, match="p0000"):
                read()


DAMAGES = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-9]),
    "emptied": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_partition_that_is_cut_or_gone_is_named_and_the_others_are_read(lake, files, damage):
    damage(files["p0001"])
    found = generation.newest(lake)
    for read in (lambda: found.table("p0001"), lambda: found.kpi("N00004")):
        with pytest.raises(LakeError, match="p0001"):
            read()
    assert found.table("p0000").num_rows == 54


def test_a_manifest_that_names_a_path_is_no_manifest(lake, frame):
    """Nothing outside the generation's folder is ever opened."""
    draft = Draft(lake)
    draft.put("p0000", KPIS[:3], lakes.table(frame[frame["kpi"].isin(KPIS[:3])]))
    draft._partitions["x"] = draft._partitions["p0000"].__class__("../../x", (), 0, 0, "")
    with pytest.raises(LakeError, match="annan form"):
        draft.publish({})
    with pytest.raises(LakeError, match="annan form"):
        generation.named(lake, draft.id)
    with pytest.raises(LakeError, match="ingen utgåva"):
        generation.named(lake, "../x")


def test_a_folder_that_cannot_be_written_says_why(tmp_path, frame):
    (tmp_path / "lake").write_text("a file")
    with pytest.raises(LakeError, match="kan inte skrivas: "):
        lakes.made(tmp_path / "lake", frame)


def test_a_full_disk_leaves_nothing_half_written(lake, frame, monkeypatch, tmp_path):
    """The sentence says that the disk is full; the generation before is the newest, and no scrap is left."""
    before = lakes.made(lake.url, frame)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place.os, "fsync", full)
    with pytest.raises(LakeError, match="kan inte skrivas: disken är full"):
        lakes.made(lake.url, frame)
    monkeypatch.undo()
    assert generation.newest(lake).id == before.id
    assert list((tmp_path / "lake").rglob(".*")) == []


def made_in_order(lake, frame, count, monkeypatch):
    """Generations of one after another, oldest first, however fast they are made."""
    days = iter(range(1, 99))
    monkeypatch.setattr(writing, "TIME", "202601{:02d}T000000")
    made = []
    for _ in range(count):
        monkeypatch.setattr(writing, "TIME", f"202601{next(days):02d}T%H%M%S")
        made.append(lakes.made(lake.url, frame))
    monkeypatch.undo()
    return made


def test_old_generations_are_removed_the_newest_whole_one_never(lake, frame, monkeypatch, tmp_path):
    """Two stay; a third stays as long as it is the newest whose files are all there. Their scans go with them."""
    made = made_in_order(lake, frame, 4, monkeypatch)
    lake.write(f"scans/{made[0].id}/1962.json", b"{}")
    folders = [tmp_path / "lake" / "generations" / one.id for one in made]
    (folders[3] / "p0000.parquet").unlink()
    (folders[2] / "p0001.parquet").write_bytes(b"short")
    assert prune(lake) == [made[0].id]
    assert [folder.exists() for folder in folders] == [False, True, True, True]
    assert lake.sizes(f"scans/{made[0].id}") == {}
    assert prune(lake) == []


def test_nothing_is_removed_where_nothing_is_whole(lake, frame, monkeypatch, tmp_path):
    made = made_in_order(lake, frame, 3, monkeypatch)
    for one in made:
        (tmp_path / "lake" / "generations" / one.id / "p0000.parquet").unlink()
    assert prune(lake, keep=1) == []
    assert len(generation.ids(lake)) == 3


def test_drafts_are_removed_when_nobody_can_be_at_work_on_them(lake, frame, monkeypatch):
    """A draft of today stays, one of last year goes."""
    lakes.made(lake.url, frame)
    fresh = Draft(lake)
    monkeypatch.setattr(writing, "TIME", "20250101T%H%M%S")
    old = Draft(lake)
    monkeypatch.undo()
    for draft in (fresh, old):
        draft.put("p0000", KPIS, lakes.table(frame))
    assert prune(lake) == [old.id]
    assert fresh.id in lake.folders("generations")


def test_the_lake_lies_in_the_data_folder_unless_told(monkeypatch, tmp_path):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.delenv("NORBERG_LAKE", raising=False)
    assert settings.lake() == str(tmp_path / "lake")
    monkeypatch.setenv("NORBERG_LAKE", "s3://kommun/kolada")
    assert settings.lake() == "s3://kommun/kolada"
    with pytest.raises(LakeError, match="ftp://x"):
        place.opened("ftp://x")
