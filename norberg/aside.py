"""The folder for what was found damaged: the thing itself, and a text beside it that says what happened.

The texts are the memory of all processes: what one of them set aside, every other one tells of, also after a restart.
"""

import hashlib
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from norberg.errors import reason
from norberg.sentences import counted

SHOWN = 5  # areas that a text names
LABELS = {"kpi": "Värdena för", "facts": "Uppgifterna om", "stage": "De halvhämtade svaren"}


class Aside:
    """Damaged values and databases of one store.

    Args:
        folder: made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unwritten: dict[str, str] = {}

    @property
    def texts(self) -> list[str]:
        """What was set aside and not yet made good, one Swedish text each, the databases first."""
        written = []
        for path in sorted(self.folder.glob("*.txt")):
            with suppress(OSError):  # another process has just made it good
                written.append(path.read_text(encoding="utf-8", errors="replace"))
        return written + list(self._unwritten.values())

    def say(self, name: str, text: str) -> None:
        """Keep a text until ``forget(name)``; in memory only where it can't be written."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            (self.folder / f"{name}.txt").write_text(text, encoding="utf-8")
        except OSError:
            self._unwritten[name] = text

    def say_left(self, key: str, areas: Sequence[str]) -> None:
        """Say which areas of a damaged kpi have not been read again."""
        kind, _, what = key.partition("/")
        named = ", ".join(areas[:SHOWN]) + (" …" if len(areas) > SHOWN else "")
        self.say(
            f"{_plain(key)}.left",
            f"{LABELS.get(kind, kind)} {what} skadades och är lästa igen, men inte för "
            f"{counted(len(areas), 'område', 'områden')} ({named}). Hämta för alla kommuner (refresh --all).",
        )

    def forget(self, key: str) -> None:
        """Take back what was said of this key; the copy stays."""
        for path in self.folder.glob(f"{_plain(key)}.*txt"):
            with suppress(OSError):  # another process was quicker, or may and this one not
                path.unlink()
        self._unwritten = {name: text for name, text in self._unwritten.items() if name.split(".")[0] != _plain(key)}

    def copy_value(self, database: Path, key: str, value: bytes, stored: str | None) -> None:
        """Copy a damaged value, once however often it is met, and say so.

        Args:
            database: where it stands.
            key: "kind/name".
            value: the bytes as they are.
            stored: local time of writing as text, None if the row doesn't tell.
        """
        name = f"{_plain(key)}.{hashlib.blake2b(value, digest_size=4).hexdigest()}"
        if name in self._unwritten or (self.folder / f"{name}.txt").exists():
            return
        kind, _, what = key.partition("/")
        said = (
            f"{LABELS.get(kind, kind)} {what} i {database} (sparade {stored or 'okänt när'}) är skadade och visas inte"
        )
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            (self.folder / name).write_bytes(value)
            said += f"; en kopia ligger i {self.folder / name}"
        except OSError as error:
            said += f"; någon kopia kunde inte läggas åt sidan ({reason(error)})"
        self.say(name, f"{said}. Hämta dem igen.")

    def move_database(self, database: Path, wrong: str, saved: int) -> None:
        """Rename a database and its log files, which would spoil the new one, and leave word of it first.

        Args:
            database: where it stands.
            wrong: what is wrong with it, as the rest of a Swedish sentence.
            saved: how many of its values stand in the new one.
        """
        log, index = Path(f"{database}-wal"), Path(f"{database}-shm")
        if not database.exists() and not (log.exists() and log.stat().st_size):
            for left_over in (log, index):
                left_over.unlink(missing_ok=True)
            return
        there = [path for path in (log, index, database) if path.exists()]
        changed = datetime.fromtimestamp(max(path.stat().st_mtime for path in there))
        name = f"{datetime.now():%Y-%m-%d %H.%M.%S.%f} {database.name}"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.say(
            name,
            f"Databasen {database} {wrong}. Det som låg där, senast ändrat {changed:%Y-%m-%d %H:%M}, "
            f"är lagt åt sidan som {self.folder / name}; {saved} sparade svar gick att rädda. "
            "Hämta värdena igen och ta sedan bort filerna där.",
        )
        for path in there:
            os.replace(path, self.folder / path.name.replace(database.name, name))


def _plain(key: str) -> str:
    return re.sub(r"\W", "-", key)[:80]  # part of a file's name, which may have 255 bytes
