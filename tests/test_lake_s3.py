"""The lake in an object store: a real S3 server process on loopback."""

import socket
import subprocess
import sys
import threading
import time
from contextlib import closing

import lakes
import pandas as pd
import pytest
from pyarrow import fs

from norberg import scan
from norberg.errors import LakeError
from norberg.lake import generation, place
from norberg.lake.writing import Draft, prune

KPIS, CODES, YEARS = ["N00001", "N00002", "N00003", "N00004"], ["1962", "0180"], range(2019, 2024)
FRAME = lakes.frame(KPIS, CODES, YEARS)


def free_port():
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def endpoint():
    """The address of an empty object store."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        with closing(socket.socket()) as one:
            if not one.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def store(endpoint, monkeypatch):
    """The variables that AWS's own tools read, as an operator sets them, and a bucket."""
    given = {
        "ENDPOINT_URL": endpoint,
        "ACCESS_KEY_ID": "kommun",
        "SECRET_ACCESS_KEY": "hemligt",
        "REGION": "eu-north-1",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    fs.S3FileSystem(endpoint_override=endpoint, allow_bucket_creation=True).create_dir("kommun")
    return endpoint


@pytest.fixture
def lake(store, request):
    return place.opened(f"s3://kommun/{request.node.name}")


def test_what_is_published_is_read_back_and_old_ones_are_removed(lake):
    """The same verbs as in a folder: newest, one kpi, a whole partition, scans, prune."""
    assert generation.newest(lake) is None
    made = [lakes.made(lake.url, FRAME.assign(value=float(number))) for number in range(3)]
    lake.write(f"scans/{made[0].id}/1962.json", b"{}")
    ids = sorted(one.id for one in made)
    found = generation.newest(lake)
    assert found.id == ids[-1]
    rows = found.kpi("N00004")
    assert (set(rows["kpi"]), len(rows)) == ({"N00004"}, len(CODES) * len(YEARS))
    assert sum(found.table(part.name).num_rows for part in found.partitions) == len(FRAME)
    assert prune(lake) == [ids[0]]
    assert lake.sizes(f"scans/{ids[0]}") == {}
    assert generation.ids(lake) == ids[:0:-1]


def test_a_reader_never_meets_half_a_generation(lake):
    """Whatever is listed while one publishes after another is whole; a draft without a manifest is nothing."""
    abandoned = Draft(lake)
    abandoned.put("p0000", KPIS, lakes.table(FRAME))
    assert generation.newest(lake) is None
    done, seen = threading.Event(), dict[str, float]()

    def look():
        while not done.is_set():
            if (found := generation.newest(lake)) is not None:
                tables = [found.table(part.name).to_pandas() for part in found.partitions]
                (seen[found.id],) = pd.concat(tables)["value"].unique()

    reader = threading.Thread(target=look)
    reader.start()
    made = {lakes.made(lake.url, FRAME.assign(value=float(number))).id: float(number) for number in range(5)}
    end = time.monotonic() + 30
    while max(made) not in seen and time.monotonic() < end:
        time.sleep(0.01)
    done.set()
    reader.join()
    assert max(made) in seen
    assert seen.items() <= made.items()


def test_a_scan_reads_and_writes_there(lake):
    """From the generation to the saved result."""
    lakes.made(lake.url, FRAME)
    found = scan.run(lake, "1962")
    scan.save(lake, found)
    assert found.unread == ()
    assert scan.saved(lake, "1962").content == found.content
    assert set(found.table["kpi"].to_pylist()) == set(KPIS)


def test_damage_is_named(lake):
    """An object of other bytes, one that is gone, a manifest cut short."""
    old = lakes.made(lake.url, FRAME)
    sound = lake.read(old.path("p0000"))
    lake.write(old.path("p0000"), sound[:100] + b"\x00" * 40 + sound[140:])
    lake.remove(old.path("p0001"))
    for name in ("p0000", "p0001"):
        with pytest.raises(LakeError, match=name):
            old.table(name)
    with pytest.raises(LakeError, match="den finns inte"):
        old.kpi("N00004")
    lake.write("manifests/99990101T000000-ff.json", lake.read(f"manifests/{old.id}.json")[:-1])
    assert generation.newest(lake).id == old.id
    assert "99990101T000000-ff" in generation.newest(lake).problems[0]


def test_a_store_that_cannot_be_used_is_told_in_a_sentence(store, monkeypatch):
    """No such bucket; nobody at the address."""
    with pytest.raises(LakeError, match="bucket"):
        lakes.made("s3://annan/kolada", FRAME)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(LakeError, match="svarar inte"):
        generation.newest(place.opened("s3://kommun/kolada"))
