"""The scan on a real Dask cluster: the same bytes as in one process, whatever dies."""

import os
import signal
import threading
from pathlib import Path

import lakes
import numpy as np
import pytest
from dask_processes import Cluster, cluster
from store_tools import posix

from norberg import cluster as room
from norberg import scan
from norberg.errors import ScanError
from norberg.lake import place as places

PARTS = 12


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A generation of many small partitions, the fourth of them damaged."""
    folder, rng = tmp_path_factory.mktemp("lake"), np.random.default_rng(1)
    frame = lakes.frame([f"N{10000 + part}" for part in range(PARTS)], ["1962", "1982", "2000"], range(2010, 2022))
    lakes.made(folder, frame.assign(value=rng.normal(50, 5, len(frame)).round(1)), part=1)
    next(folder.glob("generations/*/p0003.parquet")).write_bytes(b"x")
    return places.opened(str(folder))


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A scheduler with two workers."""
    with cluster(tmp_path_factory.mktemp("dask"), workers=2) as made:
        yield made


def same(first, second):
    """Whether two scans are the same, byte for byte."""
    assert first.content == second.content
    assert first.unread == second.unread
    assert [name for name, _ in first.unread] == ["p0003"]


def test_a_cluster_finds_what_one_process_finds(lake, two):
    """Byte for byte, for one municipality and for all; a part that can't be read is named alike."""
    for only in ("1962", ""):
        same(scan.run(lake, only), scan.run(lake, only, two.address))


@posix
def test_a_worker_killed_in_the_middle_changes_nothing(lake, two):
    """Its parts, begun and never answered, are done by the others."""
    victim = two.worker()
    os.kill(victim.pid, signal.SIGSTOP)  # takes work and does not answer
    threading.Timer(1, victim.kill).start()
    same(scan.run(lake, "1962"), scan.run(lake, "1962", two.address))


def test_a_worker_of_another_edition_is_refused(lake, two, monkeypatch):
    """Its rules may be others: nothing is mixed."""
    monkeypatch.setattr(scan, "edition", lambda: "another")
    with pytest.raises(ScanError, match="annan version"):
        scan.run(lake, "1962", two.address)


def test_an_answer_that_would_run_code_is_refused(two):
    """Anything but bytes comes as a pickle, and is not opened."""
    with pytest.raises(ScanError, match="annat än"):
        list(room.results(two.address, Path, (), ["p0000"]))


def test_without_scheduler_or_workers_it_says_so(lake, tmp_path, monkeypatch):
    """One sentence each, after a while of waiting."""
    monkeypatch.setattr(room, "CONNECT", 1)
    monkeypatch.setattr(room, "PATIENCE", 1)
    with pytest.raises(ScanError, match="ingen adress"):
        scan.run(lake, "1962", "localhost")
    with pytest.raises(ScanError, match=r"på tcp://127\.0\.0\.1:9 svarar inte"):
        scan.run(lake, "1962", "tcp://127.0.0.1:9")
    alone = Cluster(tmp_path)
    try:
        with pytest.raises(ScanError, match="har inga arbetare"):
            scan.run(lake, "1962", alone.address)
    finally:
        alone.stop()
