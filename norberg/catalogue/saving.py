"""The themes that the office saves: a file each in the form of ``data/themes.csv``, written whole or not at all.

A file that is replaced or removed is moved aside and can be put back by hand.
"""

import csv
import io
import re
import secrets
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from norberg import exports, themes
from norberg.catalogue.chosen import ADDRESS, name_of
from norberg.columns import SLUG, Break
from norberg.errors import NorbergError, reason
from norberg.newfile import named
from norberg.program import Program
from norberg.sheet import quoted
from norberg.themes import Piece, Theme

ASIDE = "borttagna"  # the folder, among the themes, for what was replaced or removed
LONGEST = 60  # letters of an address: a file's name may have 255 bytes
NAMELESS = "tema"  # the address of a name without a single plain letter
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # names that Windows keeps for devices, whatever their ending


@dataclass(frozen=True)
class Taken:
    """Why a name can't be had: the sentence, and whether what stands there is the office's own and may be replaced."""

    sentence: str
    replaceable: bool


def address_of(name: str) -> str:
    """A name as an address: "Äldre och trygghet" is "aldre-och-trygghet"; never a path, whatever the name holds."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    found = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or NAMELESS
    return f"{NAMELESS}-{found}" if DEVICES.fullmatch(found) or found == ADDRESS else found


def taken(name: str, program: Program, folder: Path) -> Taken | None:
    """What stands in the way of saving under a name; None for nothing.

    Args:
        name: of the theme.
        program: whose themes have their addresses.
        folder: where saved themes lie.
    """
    address = address_of(name)
    mine = next((one for one in program.themes if one.address == address), None)
    if mine is not None and not mine.own:
        return Taken(f"{quoted(mine.title)} är ett av programmets egna teman: välj ett annat namn.", replaceable=False)
    if not (folder / f"{address}.csv").exists():
        if mine is None:
            return None
        return Taken(f"{quoted(mine.title)} ligger i en fil med annat namn: välj ett annat namn.", replaceable=False)
    title = mine.title if mine else address
    return Taken(f"Det finns redan ett sparat tema {quoted(title)}.", replaceable=True)


def storable(piece: Piece) -> bool:
    """Whether a row of the file can mean this nyckeltal: its id is all that names it there.

    An own series has none, and an own calculation has that of what it is made from.
    """
    return bool(piece.indicator.use_id) and not piece.indicator.derive


def text(title: str, pieces: tuple[Piece, ...]) -> str:
    """A theme as the content of its file, which ``themes.read`` gives back.

    Args:
        title: of the theme.
        pieces: its nyckeltal in order; those that have no place in the file are left out.
    """
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(themes.COLUMNS), lineterminator="\n")
    writer.writeheader()
    address = address_of(title)
    for order, piece in enumerate(filter(storable, pieces), 1):
        writer.writerow({name: exports.harmless(cell) for name, cell in _row(address, title, order, piece).items()})
    return made.getvalue()


def _row(address: str, title: str, order: int, piece: Piece) -> dict[str, str]:
    one = piece.indicator
    cells: dict[str, object] = {"theme": address, "title": title, "order": order, "kpi": one.use_id}
    cells |= {"kolada_title": one.use_title or one.title}
    cells |= {name: getattr(one, name) for name in ("short_title", "unit", "decimals", "direction")}
    if not one.goal:  # what a program's nyckeltal is otherwise, stands in indicators.csv and wins
        cells |= {name: getattr(one, name) for name in ("gender_split", "kind", "cadence", "similar_group", "source")}
        cells |= {"breaks": _breaks(one.breaks)}
    cells |= {name: value for name, value in vars(piece).items() if name in themes.COLUMNS}
    return {name: " ".join(str(cell).split()) for name, cell in cells.items()}


def _breaks(breaks: tuple[Break, ...]) -> str:
    return " | ".join(f"{one.first_year}: {one.reason}" for one in breaks)


def save(folder: Path, title: str, pieces: tuple[Piece, ...], *, replace: bool = False) -> str:
    """Write a theme.

    Args:
        folder: ``$NORBERG_DATA/themes``; made if it is missing.
        title: a name with letters.
        pieces: its nyckeltal in order.
        replace: whether a saved theme of that address may be moved aside.

    Returns:
        The theme's address.

    Raises:
        NorbergError: there is nothing to save, the name is taken, or the folder can't be written.
    """
    name = name_of(title)
    if not name or not any(map(storable, pieces)):
        raise NorbergError("Ett tema behöver ett namn och minst ett nyckeltal som finns i Kolada.")
    address = address_of(name)
    path = folder / f"{address}.csv"
    beside = folder / f".{secrets.token_hex(8)}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(text(name, pieces), encoding="utf-8", newline="\n")
        if replace and path.exists():
            _set_aside(path)
        _link(beside, path, name)
    except OSError as error:
        raise NorbergError(f"Temat kan inte sparas i {folder}: {reason(error)}.") from error
    finally:
        with suppress(OSError):  # the folder may be what is wrong
            beside.unlink(missing_ok=True)
    return address


def _link(beside: Path, path: Path, name: str) -> None:
    """Give a file its name, which fails where that is taken, also if that happened this very moment."""
    try:
        named(beside, path)
    except FileExistsError:
        raise NorbergError(f"Temat {quoted(name)} har just sparats av någon annan och är orört.") from None


def removable(theme: Theme, folder: Path) -> bool:
    """Whether a theme is one that this module has saved."""
    return theme.own and (folder / f"{theme.address}.csv").is_file()


def remove(folder: Path, address: str) -> str:
    """Move a saved theme aside; one that is gone already is no fault.

    Returns:
        Where the file lies now, as a path within the folder; "" if it was gone.

    Raises:
        NorbergError: the address is none of a saved theme, or the file can't be moved.
    """
    if not re.fullmatch(SLUG, address, re.ASCII):
        raise NorbergError(f"{quoted(address)} är inte adressen till ett sparat tema.")
    try:
        return _set_aside(folder / f"{address}.csv")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NorbergError(f"Temat {address} kan inte tas bort: {reason(error)}.") from error


def _set_aside(path: Path) -> str:
    aside = path.parent / ASIDE
    aside.mkdir(exist_ok=True)
    there = aside / f"{path.stem}-{datetime.now():%Y-%m-%d-%H%M%S}-{secrets.token_hex(2)}.csv"
    path.rename(there)
    return f"{ASIDE}/{there.name}"
