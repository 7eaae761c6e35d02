"""The locked room of the store: one diskcache database, vetted before use, set aside when damaged, never unpickled.

diskcache unpickles what a row says is pickled (CVE-2025-69872), removes the files that rows name, and takes attributes
and PRAGMAs from its Settings table. So ``norberg.database`` looks at the file before diskcache may write to it, and
reading goes through sqlite alone: one SELECT sees one moment, needs no right to write and waits for nobody.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from diskcache import DEFAULT_SETTINGS, UNKNOWN, Cache, Disk, Timeout
from diskcache.core import DBNAME, METADATA, MODE_RAW

from norberg.aside import Aside
from norberg.database import FOREIGN, LAYOUT, Damaged, fault, is_damage, open_to_read, salvage, seal, sentence, unseal
from norberg.errors import StoreError

T = TypeVar("T")
WAIT = 20.0  # seconds to wait for another writer; publishing the whole country takes a few
WRITTEN = "strftime('%Y-%m-%d %H:%M', store_time, 'unixepoch', 'localtime')"  # None for nonsense
SETTINGS = {
    "disk_min_file_size": 2**24,  # smaller values stay in the database: as files they went missing when overwritten
    "disk_pickle_protocol": 5,  # never used; fixed, so that a newer Python doesn't find the settings foreign
    "eviction_policy": "none",  # a last good answer is never thrown out to make room
    "cull_limit": 0,  # nor for its age, whatever a row says about its expiry
    "sqlite_auto_vacuum": 0,  # moving pages at every commit costs time, and the room is soon used again
    "sqlite_mmap_size": 0,  # a mapped file that someone else cuts short kills the process
}
EXPECTED = DEFAULT_SETTINGS | SETTINGS


class Refused(TypeError):
    """A key or value that only pickle could handle."""


FAILURES = (OSError, sqlite3.Error, Timeout, Refused)  # what disk, sqlite and diskcache raise when they can't


class PlainDisk(Disk):
    """diskcache's ``Disk`` for text keys and bytes inside the database; all else is refused, both ways."""

    def put(self, key: Any) -> tuple[str, bool]:  # noqa: ANN401
        """The key as stored; raises Refused unless it is text."""
        return self.get(key, True), True

    def get(self, key: Any, raw: bool) -> str:  # noqa: ANN401
        """The key as given; raises Refused unless it is stored as plain text."""
        if not raw or type(key) is not str:
            raise Refused("only text keys are kept")
        return key

    def store(self, value: Any, read: bool, key: Any = UNKNOWN) -> tuple:  # noqa: ANN401
        """Size, mode, file name and value for the row; raises Refused unless it is bytes of less than 16 MB."""
        if read or type(value) is not bytes or len(value) >= self.min_file_size:
            raise Refused("only bytes that fit in the database are kept")
        return super().store(value, read, key)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> bytes:  # noqa: ANN401
        """The value of the row; raises Refused unless it is plain bytes."""
        if read or mode != MODE_RAW or type(value) is not bytes:
            raise Refused("only plain bytes are read")
        return value

    def remove(self, file_path: str) -> None:
        """Nothing: no value is kept as a file, and a planted name could be any file on the machine."""


def put(cache: Cache, key: str, payload: bytes) -> None:
    """Seal and keep a payload; ``key`` is "kind/name", and the kind is its tag."""
    cache.set(key, seal(key, payload), tag=key.partition("/")[0])


def stamp(cache: Cache) -> None:
    """Give what is published a new version."""
    cache.set("version", os.urandom(8))


def _cache(folder: Path, wait: float) -> Cache:
    return Cache(str(folder), wait, PlainDisk, **SETTINGS)


class Vault:
    """One database in one folder that only its owner may enter.

    Args:
        folder: made when missing; a damaged database in it is replaced, never a reason to fail.
        wait: seconds to wait for another writer.
    """

    def __init__(self, folder: Path, wait: float = WAIT) -> None:
        self.folder, self.wait = folder.absolute(), wait
        self.path, self.aside = self.folder / DBNAME, Aside(self.folder / "set-aside")
        self._trouble = ""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.folder.stat().st_mode & 0o077:
                self.folder.chmod(0o700)
            if self._fault():
                self._mend()
        except FAILURES as error:
            self._trouble = self._sentence(error)

    @property
    def notes(self) -> list[str]:
        """Swedish texts on what was found damaged and not yet made good, or why the folder can't be used."""
        return [*self.aside.texts, *filter(None, [self._trouble])]

    def load(self, keys: Sequence[str], decode: Callable[[str, memoryview], T], within: bool = False) -> dict[str, T]:
        """What sound values hold, all of one moment; a damaged one is copied aside, noted and left out.

        Args:
            keys: the keys wanted.
            decode: makes of key and payload what is handed out; may raise Damaged.
            within: True inside ``write``, which mends a damaged database itself.
        """
        sql = f"SELECT key, CAST(value AS BLOB), {FOREIGN}, {WRITTEN} FROM Cache WHERE raw = 1 AND key IN "
        rows = (self._select if within else self.select)(f"{sql} ({','.join('?' * len(keys))})", keys)
        halves = [rows[::2], rows[1::2]] if len(rows) > 1 else [rows]
        with ThreadPoolExecutor(2) as pool:  # checksums take half of the time and let other threads run
            work = pool.map if len(halves) > 1 else map  # starting a thread costs more than one kpi
            found = {key: one for half in work(lambda part: self._unsealed(part, decode), halves) for key, one in half}
        return {key: found[key] for key in keys if key in found}

    def _unsealed(self, rows: list[tuple], decode: Callable[[str, memoryview], T]) -> list[tuple[str, T]]:
        sound = []
        for key, value, foreign, written in rows:
            try:
                if foreign:
                    raise Damaged(key)
                sound.append((key, decode(key, unseal(key, value))))
            except Damaged:
                self.aside.copy_value(self.path, key, value or b"", written)
        return sound

    def there(self, keys: Sequence[str]) -> set[str]:
        """Which of these keys lead to a row, sound or not, in the way ``load`` looks for them; raises StoreError."""
        rows = self.select(f"SELECT key FROM Cache WHERE raw = 1 AND key IN ({','.join('?' * len(keys))})", keys)
        return {key for (key,) in rows}

    def holds(self, kind: str) -> bool:
        """Whether there is any value of a kind; damage is not looked for. Raises StoreError."""
        return bool(self.select("SELECT 1 FROM Cache WHERE raw = 1 AND key LIKE ? LIMIT 1", [f"{kind}/%"]))

    def version(self) -> str:
        """A text that differs after every publication and every mending, by whatever process; "" without a database."""
        rows = self.select("SELECT hex(value) FROM Cache WHERE raw = 1 AND key = 'version'")
        return rows[0][0] if rows else ""

    def select(self, sql: str, params: Sequence[str] = ()) -> list[tuple]:
        """Rows of one SELECT; a damaged database is mended first. Raises StoreError when that can't be done."""
        try:
            try:
                return self._select(sql, params)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            self._mend(deep=True)
            return self._select(sql, params)
        except FAILURES as error:
            raise StoreError(self._sentence(error)) from error

    def write(self, work: Callable[[Cache], T]) -> T:
        """Run ``work`` on the cache in one transaction, all or nothing; once more if the database had to be mended.

        Raises:
            StoreError: locked, full, read-only or beyond mending; what was there is there still.
        """
        try:
            with self._alone():
                self._ensure()
                try:
                    return self._transact(work)
                except sqlite3.DatabaseError as error:
                    if not is_damage(error):
                        raise
                self._ensure(deep=True)
                return self._transact(work)
        except FAILURES as error:
            raise StoreError(self._sentence(error)) from error

    def _select(self, sql: str, params: Sequence[str] = ()) -> list[tuple]:
        if not self.path.exists():
            return []
        with closing(open_to_read(self.path, self.wait)) as connection:
            return connection.execute(sql, params).fetchall()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer among all threads and processes; the system lets go of the lock when a process dies."""
        with closing(sqlite3.connect(self.folder / "lock", timeout=self.wait, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield

    def _transact(self, work: Callable[[Cache], T]) -> T:
        with closing(sqlite3.connect(self.path, timeout=self.wait, isolation_level=None)) as probe:
            probe.execute("BEGIN IMMEDIATE")  # diskcache itself would wait a minute for each of its settings
            probe.execute("ROLLBACK")
        with closing(_cache(self.folder, self.wait)) as cache, cache.transact():
            done = work(cache)
        self._trouble = ""
        return done

    def _mend(self, deep: bool = False) -> None:
        with self._alone():
            self._ensure(deep)

    def _ensure(self, deep: bool = False) -> None:
        """Leave a sound database in place: the one there, or a new one with all that is sound in the old."""
        if wrong := self._fault(deep):
            self._renew(wrong)

    def _fault(self, deep: bool = False) -> str:
        return fault(self.path, self.wait, EXPECTED, METADATA, deep)

    def _renew(self, wrong: str) -> None:
        """Build the new database in a folder of its own and move it in; one that a kill left ready there is taken."""
        new = self.folder / "new"
        ready = not self.path.exists() and not fault(new / DBNAME, self.wait, EXPECTED, METADATA)
        saved = 0 if ready else self._build(new)
        self.aside.move_database(self.path, wrong, saved)
        os.replace(new / DBNAME, self.path)
        shutil.rmtree(new)

    def _build(self, new: Path) -> int:
        """A database with all that is sound in the old one; its layout number, written last, makes it a ready one."""
        shutil.rmtree(new, ignore_errors=True)
        with closing(_cache(new, self.wait)) as cache, cache.transact():
            stamp(cache)
            saved = [
                one for one in salvage(self.path, self.wait) if not one[0].startswith("known/")
            ]  # has its own word
            for key, payload in saved:
                put(cache, key, payload)
        with closing(sqlite3.connect(new / DBNAME)) as connection:
            connection.execute(f"PRAGMA user_version = {LAYOUT}")
        return len(saved)

    def _sentence(self, error: BaseException) -> str:
        wrong = ""
        with suppress(*FAILURES):
            wrong = self._fault() if self.path.exists() else ""
        return sentence(error, self.path, self.wait, wrong)
