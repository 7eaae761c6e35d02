"""A full disk, a folder that can't be written, a database someone holds: old figures stay, words say what to do."""

import ctypes
import sqlite3
import sys
from contextlib import closing, suppress

import pytest
from store_tools import KPI, OTHER, SECOND, answered, elsewhere, figures, fill, mounted, posix, sql

from norberg.errors import StoreError
from norberg.store import Store


@pytest.fixture
def folder(tmp_path):
    return fill(tmp_path / "store")


def outcome(store, change=0):
    """What a publication of other figures says, and how many old ones are shown after it."""
    large = {("1962", year): year + change for year in range(-10000, 10000)}
    try:
        store.publish([answered({("1962", 2000): 0.0}, SECOND), answered(large, SECOND, kpi=OTHER)])
        said = "published"
    except StoreError as error:
        said = str(error)
    shown = [figures(store, kpi) for kpi in (KPI, OTHER)]
    return said, [len(one) for one in shown], [one["1962", 2000, "T"] for one in shown], store.problems


def with_little_room(folder):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, resource.RLIM_INFINITY))
    found = outcome(Store(folder))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return found, outcome(Store(folder))[0]


@posix
def test_a_disk_without_room_keeps_the_old_figures(folder):
    """Nothing of the publication is there, all of the old is, and it succeeds once there is room."""
    found, later = elsewhere(with_little_room, folder)
    assert found == (
        f"Disken där {folder} ligger är full eller trasig, så inget nytt sparades; det som fanns är kvar. "
        "Frigör plats och hämta igen.",
        [24, 24],
        [2000.0, 2000.0],
        [],
    )
    assert later == "published"


def without_any_room(folder):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    store = Store(folder)
    return outcome(store)[:3], len(Store(folder / "new").problems)


@posix
def test_a_disk_without_any_room_still_shows_the_old_figures(folder):
    """Not even opening can write anything; a new store there says so instead of failing."""
    (said, counts, values), problems = elsewhere(without_any_room, folder)
    assert "full eller trasig" in said
    assert (counts, values, problems) == ([24, 24], [2000.0, 2000.0], 1)


def stuff(folder):
    """Fill the file system to the last byte."""
    with suppress(OSError), (folder.parent / "ballast").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.mark.skipif(sys.platform != "linux", reason="a small file system of one's own needs Linux")
def test_a_really_full_file_system_keeps_the_old_figures(tmp_path):
    """The same where the system says ENOSPC, on a file system of 1 MB."""
    script = (
        "import test_store_limits as t; folder = t.fill(Path(sys.argv[1]) / 'store');"
        "t.stuff(folder); print(t.outcome(t.Store(folder))[:3])"
    )
    done = mounted(tmp_path, "size=1m", script)
    assert "full eller trasig" in done.stdout, done.stderr
    assert done.stdout.endswith("[24, 24], [2000.0, 2000.0])\n")


def drop_privileges():
    """Make root heed file modes like anyone else, in this process."""
    if sys.platform == "linux":
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
        assert ctypes.CDLL(None).capset(header, (ctypes.c_uint32 * 6)()) == 0


def in_a_folder_without_rights(folder):
    drop_privileges()
    return outcome(Store(folder))


@posix
@pytest.mark.parametrize("log", ["no log", "log of another session"])
def test_a_folder_without_write_access_is_read_all_the_same(folder, log):
    """Old figures are shown, also while sqlite's log files of someone else lie there; writing says what to do."""
    (folder / "cache.db-wal").unlink(missing_ok=True)
    (folder / "cache.db-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / "cache.db")) as other:
        if log != "no log":
            other.execute("SELECT * FROM Cache").fetchone()
        folder.chmod(0o500)
        try:
            said, *rest = elsewhere(in_a_folder_without_rights, folder)
        finally:
            folder.chmod(0o700)
    assert said.startswith(f"Det går inte att läsa eller skriva i {folder} (")
    assert said.endswith("Ge programmet rätt att skriva i mappen, eller välj en annan mapp med NORBERG_DATA.")
    assert rest == [[24, 24], [2000.0, 2000.0], []]


def open_where_nothing_may_be_made(folder):
    drop_privileges()
    store = Store(folder / "store")
    return store.problems, store.read([KPI]), store.version, store.facts("kpis")


@posix
def test_a_folder_that_cannot_be_made_is_said_and_shown_as_empty(tmp_path):
    """The app opens on its embedded figures and tells why nothing can be kept."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    problems, *rest = elsewhere(open_where_nothing_may_be_made, locked)
    assert [said.startswith("Det går inte att läsa eller skriva i") for said in problems] == [True]
    assert rest == [{}, "", None]


def problems_and_reading(folder):
    drop_privileges()
    store = Store(folder)
    try:
        read = str(store.read([KPI]))
    except StoreError as error:
        read = str(error)
    return store.problems, read


@posix
@pytest.mark.parametrize(
    ("whole", "told", "shown"),
    [
        pytest.param(False, "någon kopia kunde inte läggas åt sidan", "{}", id="value"),
        pytest.param(
            True, "Ge programmet rätt att skriva i mappen", "var skadad och kunde inte bytas ut", id="database"
        ),
    ],
)
def test_damage_in_a_folder_without_write_access_is_told(folder, whole, told, shown):
    """Nothing can be copied or replaced there: that is said too, and opening still never fails."""
    if whole:
        (folder / "cache.db").write_bytes(b"Norberg" * 999)
    else:
        sql(folder, "UPDATE Cache SET value = x'00' WHERE key = ?", f"kpi/{KPI}")
    folder.chmod(0o500)
    try:
        problems, read = elsewhere(problems_and_reading, folder)
    finally:
        folder.chmod(0o700)
    assert [told in said for said in problems] == [True]
    assert shown in read


@pytest.mark.parametrize("held", ["cache.db", "lock"])
def test_a_database_held_by_someone_else_is_waited_for_and_then_told(folder, held):
    """A bounded wait, a sentence with the file and what to do; the old figures are shown meanwhile."""
    with closing(sqlite3.connect(folder / held, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE" if held == "cache.db" else "BEGIN EXCLUSIVE")
        store = Store(folder, wait=0.2)
        said, *rest = outcome(store)
        other.execute("ROLLBACK")
    assert said == (
        f"Ett annat program höll {folder / 'cache.db'} låst i mer än 0,2 sekunder, så inget nytt sparades; det som "
        "fanns är kvar. Stäng det andra programmet eller försök igen om en stund."
    )
    assert rest == [[24, 24], [2000.0, 2000.0], []]
    assert outcome(store)[0] == "published"
