"""The files of the watch list: read, added to without overwriting anything, taken from by moving aside."""

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from norberg.columns import KPI
from norberg.errors import NorbergError, reason
from norberg.newfile import named
from norberg.sheet import fault, quoted
from norberg.watch import entry as entries
from norberg.watch.entry import MOST_BYTES, Entry

FOLDER = "watch"  # under NORBERG_DATA
ASIDE = "borttagna"  # the folder, within it, for what is no longer followed: a note somebody wrote is not lost
ENDING = ".txt"
MOST = 100  # entries: more than the wall can show, and a bound for what a folder can make the app read


def folder(written: Path) -> Path:
    """Where the list lies, below NORBERG_DATA."""
    return written / FOLDER


def read(place: Path, known: Mapping[str, int]) -> tuple[tuple[Entry, ...], list[str]]:
    """The watch list, the oldest entry first.

    Args:
        place: the folder; it need not be there.
        known: id -> number of the program's nyckeltal, which the wall has already.

    Returns:
        The entries, each kpi once, and a Swedish sentence for whatever in the files is not as it should be.
    """
    try:
        paths = _paths(place)
    except OSError as error:
        return (), [f"Bevakningslistan i {place} kan inte läsas: {reason(error)}."]
    found, faults = dict[str, Entry](), list[str]()
    for path in paths[:MOST]:
        one, wrong = _file(path)
        if one and one.kpi in known:
            wrong.append(f"{one.kpi} är programmets nyckeltal {known[one.kpi]} och finns redan på väggen")
        elif one and found.setdefault(one.kpi, one) is not one:
            wrong.append(f"{one.kpi} står redan i {found[one.kpi].file}")
        faults += [fault(f"Bevakningslistan, {quoted(path.name)}", words) for words in wrong]
    if len(paths) > MOST:
        faults.append(f"Bevakningslistan har {len(paths)} filer: de {MOST} första läses, resten visas inte.")
    return tuple(sorted(found.values(), key=lambda one: (one.added, one.kpi))), faults


def _paths(place: Path) -> list[Path]:
    """The files that are meant for the list: not what the app keeps beside it."""
    found = place.iterdir() if place.exists() else []
    return sorted(path for path in found if not path.name.startswith(".") and path.name != ASIDE)


def _file(path: Path) -> tuple[Entry | None, list[str]]:
    if path.suffix != ENDING or path.is_symlink() or not path.is_file():
        return None, [f"läses inte, bara vanliga filer som slutar på {ENDING} läses"]
    try:
        raw = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        return None, [f"filen kan inte läsas ({reason(error)})"]
    if raw is None:
        return None, [f"filen är större än {MOST_BYTES // 1000} kB och läses inte"]
    try:
        return entries.read(path.name, raw.decode())
    except UnicodeDecodeError:
        return None, ["bokstäverna är inte UTF-8"]


def kpis(place: Path) -> tuple[str, ...]:
    """The ids that are followed, whatever is wrong with other files: what a refresh asks for."""
    return tuple(one.kpi for one in read(place, {})[0])


def add(place: Path, entry: Entry) -> None:
    """Follow a kpi; one that is followed already stays as it is written.

    Raises:
        NorbergError: it is no id of Kolada's, or the folder can't be written.
    """
    if not re.fullmatch(KPI, entry.kpi, re.ASCII):
        raise NorbergError(f"{quoted(entry.kpi)} är inget id i Kolada och kan inte bevakas.")
    path, beside = place / f"{entry.kpi}{ENDING}", place / f".{secrets.token_hex(8)}.new"
    try:
        place.mkdir(parents=True, exist_ok=True)
        beside.write_text(entries.written(entry), encoding="utf-8", newline="\n")
        _link(beside, path, entry.kpi)
    except OSError as error:
        raise NorbergError(f"{entry.kpi} kan inte läggas i bevakningslistan {place}: {reason(error)}.") from error
    finally:
        with suppress(OSError):  # the folder may be what is wrong
            beside.unlink(missing_ok=True)


def _link(beside: Path, path: Path, kpi: str) -> None:
    """Give a file its name, which fails where that is taken: by the same kpi, or by something that can't be read."""
    try:
        named(beside, path)
    except FileExistsError:
        there = _file(path)[0]
        if there is None or there.kpi != kpi:
            raise NorbergError(
                f"{kpi} kan inte bevakas: filen {path.name} finns redan och säger något annat."
            ) from None


def remove(place: Path, kpi: str) -> None:
    """Follow a kpi no longer: its file is moved aside; one that is gone already is no fault.

    Raises:
        NorbergError: the file can't be moved.
    """
    try:
        for path in _paths(place):
            one = _file(path)[0]
            if one and one.kpi == kpi:
                _set_aside(path)
    except OSError as error:
        raise NorbergError(f"{kpi} kan inte tas ur bevakningslistan: {reason(error)}.") from error


def _set_aside(path: Path) -> None:
    aside = path.parent / ASIDE
    aside.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):  # somebody else was quicker
        path.rename(aside / f"{path.stem}-{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}{ENDING}")
