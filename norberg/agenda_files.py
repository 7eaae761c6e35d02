"""The saved agendas: one small text file each, written in one step, so that two writers lose nothing."""

import re
import secrets
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from norberg import agenda
from norberg.agenda import Agenda, AgendaFault
from norberg.errors import NorbergError, reason
from norberg.newfile import named
from norberg.program import Program
from norberg.selection import Limits

FOLDER = "agendas"  # under NORBERG_DATA
LARGEST = 20_000  # bytes; 75 nyckeltal are 3 000
LONGEST_STEM = 60  # letters of a file's name after the day
LOCK = ".lock"  # held from "nobody has changed it" to the exchange of the file
MOST_ALIKE = 1000  # agendas of the same name and day
NAME = r"[0-9a-z][0-9a-z-]{0,99}\.txt"  # what this module writes and opens; nothing with a path in it


@dataclass(frozen=True)
class Saved:
    """An agenda and its file: the name, and the text it had when read."""

    file: str
    agenda: Agenda
    text: str


def stem(name: str) -> str:
    """A name as part of a file's name: "Utskottet, mål 1–3" is "utskottet-mal-1-3"; "dagordning" of no letters."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_STEM].strip("-") or "dagordning"


def listed(folder: Path, known: Collection[int], limits: Limits) -> tuple[list[Saved], list[str]]:
    """The saved agendas, the newest day first, and a Swedish sentence for each file that can't be read.

    Args:
        folder: ``$NORBERG_DATA/agendas``; it need not exist.
        known: the program's numbers.
        limits: what can be chosen.
    """
    found, faults = list[Saved](), list[str]()
    try:
        paths = sorted(folder.glob("*.txt"), reverse=True) if folder.is_dir() else []
    except OSError as error:
        return [], [f"Mappen med dagordningar kan inte läsas: {reason(error)}."]
    for path in paths:
        try:
            found.append(opened(path, known, limits))
        except AgendaFault as error:
            faults.append(f"Dagordningen i filen {path.name} kan inte läsas: {error}.")
    return found, faults


def opened(path: Path, known: Collection[int], limits: Limits) -> Saved:
    """One saved agenda.

    Raises:
        AgendaFault: what is wrong, as a clause.
    """
    if path.is_symlink() or not path.is_file():
        raise AgendaFault("den är ingen vanlig fil")
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise AgendaFault(reason(error)) from error
    if raw is None:
        raise AgendaFault(f"den är större än {LARGEST // 1000} kB")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AgendaFault("den är inte sparad som UTF-8") from error
    one = agenda.read(text, known, limits)
    return Saved(path.name, one if one.name else replace(one, name=path.stem), text)


def save(folder: Path, one: Agenda, program: Program, before: Saved | None = None) -> Saved:
    """Write an agenda: in place of the file it was opened from if nobody has changed that since, else as a new file.

    Args:
        folder: where agendas lie; it is made if it is missing.
        one: named, with its day.
        program: for the titles beside the numbers.
        before: the file it was opened from.

    Returns:
        The saved agenda and its file.

    Raises:
        NorbergError: the folder can't be written.
    """
    text = agenda.text(one, program)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{secrets.token_hex(8)}.new"
        beside.write_text(text, encoding="utf-8", newline="\n")
        try:
            with FileLock(folder / LOCK):
                if before is not None and _unchanged(folder, before):
                    beside.replace(folder / before.file)
                    return Saved(before.file, one, text)
            return Saved(_linked(beside, folder, f"{one.created}-{stem(one.name)}"), one, text)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NorbergError(f"Dagordningen kan inte sparas i {folder}: {reason(error)}.") from error


def remove(folder: Path, file: str) -> None:
    """Remove a saved agenda; one that is gone already is no fault.

    Raises:
        NorbergError: the name is none of an agenda, or the file can't be removed.
    """
    if not re.fullmatch(NAME, file, re.ASCII):
        raise NorbergError(f"”{file[:60]}” är inte namnet på en sparad dagordning.")
    try:
        (folder / file).unlink(missing_ok=True)
    except OSError as error:
        raise NorbergError(f"Dagordningen {file} kan inte tas bort: {reason(error)}.") from error


def _unchanged(folder: Path, before: Saved) -> bool:
    path = folder / before.file
    try:
        return bool(re.fullmatch(NAME, before.file, re.ASCII)) and path.read_bytes() == before.text.encode()
    except OSError:
        return False


def _linked(beside: Path, folder: Path, base: str) -> str:
    """Give the new file the first free name; a link fails where the name is taken, so that none is overwritten."""
    for count in range(1, MOST_ALIKE):
        name = f"{base}.txt" if count == 1 else f"{base}-{count}.txt"
        try:
            named(beside, folder / name)
        except FileExistsError:
            continue
        return name
    raise FileExistsError(17, "för många dagordningar har samma namn")
