"""What people say of goals and nyckeltal, kept apart from what is computed.

Every entry is a file of its own that appears whole and is never written again: an edit or a withdrawal is a new entry
that names the one it replaces. So two people, or two servers that share the folder, can't overwrite each other.
"""

import errno
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from norberg import commentfile
from norberg.commentfile import MOST_BYTES, MOST_NAME, MOST_TEXT, VERDICTS, Entry, Subject
from norberg.errors import CommentError, reason
from norberg.newfile import named
from norberg.program import Program
from norberg.sentences import counted
from norberg.sheet import fault, quoted

FOLDER, DEMO = "comments", "demo"  # what is said of made-up figures lies in a folder of its own
ENDING = ".md"
UNCHECKED = "namnet är inte kontrollerat"
FILES = 20_000  # entries kept in memory, a few kB each
FULL, LOCKED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}, {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True)
class Said:
    """What holds of one thing said, and how it came about.

    Attributes:
        entry: what holds now; ``withdrawn`` says that nothing does.
        before: what it replaced, the newest first.
        lost: the entry it replaces is not in the folder.
        split: several people changed the same entry at once, and all of it is kept.
    """

    entry: Entry
    before: tuple[Entry, ...] = ()
    lost: bool = False
    split: bool = False

    @property
    def first(self) -> Entry:
        """How it was first said."""
        return self.before[-1] if self.before else self.entry


def folder(written: Path, demo: bool = False) -> Path:
    """Where comments lie, below NORBERG_DATA."""
    return written / FOLDER / DEMO if demo else written / FOLDER


def save(place: Path, draft: Entry, now: datetime | None = None) -> Entry:
    """Write an entry; it is there whole or not at all, and nothing is overwritten.

    Args:
        place: the folder; made if it is not there.
        draft: without id and time.
        now: the time; the clock's unless told.

    Returns:
        The entry as it lies in the folder.

    Raises:
        CommentError: it says too little or too much, or can't be written; nothing of it is left.
    """
    moment = (now or datetime.now()).astimezone()
    entry = _checked(replace(draft, written=moment.isoformat(timespec="seconds")))
    entry = replace(entry, id=f"{moment:%Y-%m-%dT%H%M%S}-{entry.subject.slug}-{secrets.token_hex(4)}")
    try:
        place.mkdir(parents=True, exist_ok=True)
        _publish(place / f"{entry.id}{ENDING}", commentfile.written(entry).encode())
    except OSError as error:
        raise CommentError(f"Det går inte att spara i {place}: {_reason(error)}. Texten står kvar här.") from error
    return entry


def _checked(draft: Entry) -> Entry:
    name, text = commentfile.one_line(draft.name), commentfile.cleaned(draft.text)
    if not name:
        raise CommentError("Skriv ditt namn: det står vid det du skriver.")
    if not text and not draft.verdict and not draft.withdrawn:
        raise CommentError("Skriv en kommentar eller välj en bedömning.")
    if draft.verdict not in ("", *VERDICTS):
        raise CommentError(f"Bedömningen {quoted(draft.verdict)} finns inte: välj bland {', '.join(VERDICTS)}.")
    for words, found, most in (("Namnet", name, MOST_NAME), ("Kommentaren", text, MOST_TEXT)):
        if len(found) > most:
            over = counted(len(found) - most, "tecken", "tecken")
            raise CommentError(f"{words} är {over} för lång{'t' if words == 'Namnet' else ''}: högst {most} får plats.")
    return replace(draft, name=name, text=text)


def _publish(path: Path, content: bytes) -> None:
    """Let a file appear at once under a name that nobody has."""
    hidden = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with hidden.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        named(hidden, path)
    finally:
        with suppress(OSError):
            hidden.unlink()


def _reason(error: OSError) -> str:
    if error.errno in FULL:
        return "disken är full"
    return "mappen är skrivskyddad" if error.errno in LOCKED else reason(error)


def read(place: Path) -> tuple[tuple[Entry, ...], list[str]]:
    """Everything that was said, oldest first.

    Args:
        place: the folder; it need not be there.

    Returns:
        The entries, and a Swedish sentence for each file that can't be read, in whole or in part.
    """
    try:
        paths = sorted(place.iterdir()) if place.exists() else []
    except OSError as error:
        return (), [f"Kommentarerna i {place} kan inte läsas: {reason(error)}."]
    found, faults = list[Entry](), list[str]()
    for path in paths:
        if path.name.startswith(".") or path.name == DEMO:
            continue
        entry, wrong = _file(path)
        found += [entry] if entry else []
        faults += [fault(f"Kommentaren {_shown(path.name)}", one) for one in wrong]
    return tuple(sorted(found, key=_age)), faults


def _shown(name: str) -> str:
    return name if name.isprintable() else quoted(name)


def _age(entry: Entry) -> tuple[datetime, str]:
    return datetime.fromisoformat(entry.written).astimezone(UTC), entry.id


def _file(path: Path) -> tuple[Entry | None, Sequence[str]]:
    if path.suffix != ENDING or path.is_symlink() or not path.is_file():
        return None, [f"läses inte, bara vanliga filer som slutar på {ENDING} läses"]
    try:
        state = path.stat()
        return _content(path, state.st_size, state.st_mtime_ns)
    except OSError as error:
        return None, [f"filen kan inte läsas ({reason(error)})"]


@lru_cache(FILES)
def _content(path: Path, size: int, changed: int) -> tuple[Entry | None, tuple[str, ...]]:
    if size > MOST_BYTES:
        return None, ("filen är större än 64 kB och läses inte",)
    try:
        entry, faults = commentfile.read(path.stem, path.read_bytes().decode())
    except UnicodeDecodeError:
        return None, ("bokstäverna är inte UTF-8",)
    except ValueError as error:
        return None, (str(error),)
    return entry, tuple(faults)


def threads(entries: Iterable[Entry]) -> tuple[Said, ...]:
    """What holds, each with what it replaced; nothing that was written is left out.

    Args:
        entries: as ``read`` gives them. One that replaces what is about something else, or itself in a ring, is taken
            as said for the first time.

    Returns:
        The newest first.
    """
    known = {one.id: one for one in entries}
    follows = {one.id: one.replaces for one in known.values() if _follows(one, known)}
    heads = [one for one in known.values() if one.id not in follows.values()]
    told = [_said(one, known, follows) for one in heads]
    met = {one.id for said in told for one in (said.entry, *said.before)}
    told += [Said(one) for one in known.values() if one.id not in met]
    return tuple(sorted(told, key=lambda said: _age(said.entry), reverse=True))


def _follows(entry: Entry, known: dict[str, Entry]) -> bool:
    before = known.get(entry.replaces)
    return before is not None and before is not entry and before.subject == entry.subject


def _said(head: Entry, known: dict[str, Entry], follows: dict[str, str]) -> Said:
    before = list[Entry]()
    at = head.id
    while at in follows:
        at = follows[at]
        before.append(known[at])
    times = list(follows.values())
    oldest = before[-1] if before else head
    lost = bool(oldest.replaces) and oldest.replaces not in known
    return Said(head, tuple(before), lost, any(times.count(one.id) > 1 for one in before))


def strangers(entries: Iterable[Entry], program: Program) -> list[str]:
    """A Swedish sentence for each entry about a goal or nyckeltal that the program does not have."""
    goals, numbers = {one.no for one in program.goals}, {one.no for one in program.indicators}
    there = {*(Subject(commentfile.GOAL, no) for no in goals), *(Subject(commentfile.INDICATOR, no) for no in numbers)}
    return [
        fault(f"Kommentaren {_shown(one.id)}{ENDING}", f"programmet har inget {one.subject.words}")
        for one in entries
        if one.subject not in there
    ]
