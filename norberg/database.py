"""A database file looked at through sqlite3 alone: is it sound, what in it is still good, and what an error means.

The file is the one diskcache keeps for ``norberg.vault``; nothing here trusts a row or runs what a row says.
"""

import errno
import hashlib
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from norberg.errors import reason

LAYOUT = 1  # the database's user_version; raise it when keys or values change their form
SEAL = struct.Struct(">7sBQ32s")  # magic, version, length, BLAKE2b of key and payload; 48 bytes keep Arrow aligned
MAGIC, FORM = b"NORBERG", 1
# anything but a text key with bytes beside it: diskcache would unpickle it or open the file it names
FOREIGN = "(raw IS NOT 1 OR typeof(key) != 'text' OR mode IS NOT 1 OR filename IS NOT NULL OR typeof(value) != 'blob')"

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
NO_ROOM_BESIDE = FULL | {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last one: tables are missing
NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO}


class Damaged(ValueError):
    """A value that is not what was once written."""


def seal(key: str, payload: bytes) -> bytes:
    """The payload behind a header that tells a changed, cut off or misplaced value."""
    return _header(key, payload) + payload


def unseal(key: str, value: bytes) -> memoryview:
    """The payload of a sealed value; raises Damaged when a single bit differs or it was sealed under another key."""
    payload = memoryview(value)[SEAL.size :]
    if value[: SEAL.size] != _header(key, payload):
        raise Damaged(key)
    return payload


def _header(key: str, payload: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(key.encode() + b"\0", digest_size=32)
    digest.update(payload)
    return SEAL.pack(MAGIC, FORM, len(payload), digest.digest())


def open_to_read(path: Path, wait: float) -> sqlite3.Connection:
    """A connection that can't write; it needs neither room nor rights beside the file.

    sqlite wants to make two small files there even for reading. Where it can't, on a full disk or in a folder without
    write access, it is told that nobody else writes either, unless a log with something in it says otherwise.

    Args:
        path: the database.
        wait: seconds to wait for a lock.
    """
    connection = _connect(path, "mode=ro", wait)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        connection.close()
        log = Path(f"{path}-wal")
        if not _codes(error) & NO_ROOM_BESIDE or (log.exists() and log.stat().st_size):
            raise
        connection = _connect(path, "mode=ro&immutable=1", wait)
    return connection


def _connect(path: Path, how: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, timeout=wait, isolation_level=None)
    connection.text_factory = lambda text: text.decode(errors="replace")  # a planted text need not be UTF-8
    return connection


def fault(path: Path, wait: float, settings: Mapping[str, Any], counters: Mapping[str, int], deep: bool = False) -> str:
    """What is wrong with the database, as the rest of a Swedish sentence; "" when nothing is.

    Args:
        path: the database.
        wait: seconds to wait for a lock.
        settings: the rows that diskcache's Settings table may hold: others become attributes and PRAGMAs.
        counters: the names of rows there that hold any whole number.
        deep: read every page too, as after sqlite has met a damaged one.
    """
    if not path.exists():
        return "saknades"
    if not path.is_file() or not path.stat().st_size:
        return "var tom eller ingen fil"
    try:
        with closing(open_to_read(path, wait)) as connection:
            return _oddity(connection, settings, counters, deep)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return "var skadad"
        raise


def _oddity(connection: sqlite3.Connection, settings: Mapping, counters: Mapping, deep: bool) -> str:
    ask = connection.execute
    if deep and ask("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return "var skadad"
    if ask("PRAGMA user_version").fetchone() != (LAYOUT,):
        return "hade en annan indelning"
    for name, value in ask("SELECT key, value FROM Settings"):
        if not (type(value) is int if name in counters else (name, value) in settings.items()):
            return "hade främmande inställningar"
    return "hade främmande rader" if ask(f"SELECT 1 FROM Cache WHERE {FOREIGN}").fetchone() else ""


def salvage(path: Path, wait: float) -> Iterator[tuple[str, bytes]]:
    """Key and payload of every value that can still be read and carries its seal, however damaged the file is."""
    if not path.is_file():
        return
    with suppress(sqlite3.DatabaseError), closing(_connect(path, "mode=ro", wait)) as connection:
        connection.execute("PRAGMA writable_schema = ON")  # lets sqlite read what is left of a file cut short
        for rowid in sorted(_rowids(connection)):
            with suppress(sqlite3.DatabaseError, Damaged):
                sql = f"SELECT key, value FROM Cache WHERE rowid = ? AND NOT {FOREIGN}"
                for key, value in connection.execute(sql, (rowid,)).fetchall():
                    yield key, bytes(unseal(key, value))


def _rowids(connection: sqlite3.Connection) -> set[int]:
    """Row numbers from both ends up to the damage."""
    found: set[int] = set()
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError):
            for (rowid,) in connection.execute(f"SELECT rowid FROM Cache NOT INDEXED ORDER BY rowid {order}"):
                found.add(rowid)
    return found


def is_damage(error: BaseException) -> bool:
    """Whether sqlite says that the file itself is broken, not that it is locked or can't grow."""
    codes = _codes(error)
    return bool(codes & BROKEN) and not codes & (FULL | BUSY)


def _codes(error: BaseException | None) -> set[int]:
    """sqlite's codes in the whole chain: diskcache hides a Timeout's cause, and a failed ROLLBACK covers its own."""
    return {getattr(error, "sqlite_errorcode", 0) & 0xFF} | _codes(error.__context__) if error else set()


def sentence(error: BaseException, path: Path, wait: float, wrong: str = "") -> str:
    """The error as Swedish sentences that name the file and end with what to do.

    Args:
        error: what sqlite, diskcache or the system raised.
        path: the database.
        wait: seconds that were waited for a lock.
        wrong: what ``fault`` says of the database, if that should have been mended.
    """
    why, act = _why(error, path, f"{wait:g}".replace(".", ","))
    if wrong:
        return f"Databasen {path} {wrong} och kunde inte bytas ut. {why}. {act}"
    return f"{why}; det som fanns är kvar. {act}"


def _denial(error: BaseException) -> str:
    """Why nothing can be read or written, in Swedish."""
    codes = _codes(error)
    if sqlite3.SQLITE_READONLY in codes:
        return "den är skrivskyddad"
    if sqlite3.SQLITE_CANTOPEN in codes:
        return "filen går inte att öppna"
    return reason(error) if isinstance(error, OSError) else "databasen svarar inte som den ska"


def _why(error: BaseException, path: Path, seconds: str) -> tuple[str, str]:
    codes = _codes(error)
    if codes & FULL or getattr(error, "errno", None) in NO_ROOM:
        full = f"Disken där {path.parent} ligger är full eller trasig, så inget nytt sparades"
        return full, "Frigör plats och hämta igen."
    if codes & BUSY:
        held = f"Ett annat program höll {path} låst i mer än {seconds} sekunder, så inget nytt sparades"
        return held, "Stäng det andra programmet eller försök igen om en stund."
    if is_damage(error):
        return f"Databasen {path} är skadad", "Flytta bort filen och hämta värdena igen."
    denied = f"Det går inte att läsa eller skriva i {path.parent} ({_denial(error)})"
    return denied, "Ge programmet rätt att skriva i mappen, eller välj en annan mapp med NORBERG_DATA."
