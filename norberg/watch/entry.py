"""One entry of the watch list as a small text file: a few lines ``name: value``, a blank line, a note."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from norberg.columns import KPI
from norberg.occasion import is_day
from norberg.sheet import quoted

MOST_BYTES = 8000  # of a file: a title and a note of some lines
HEAD = {"nyckeltal": "kpi", "titel": "title", "tillagd": "added"}  # the names in a file, in its order -> attribute
NEEDED = "nyckeltal"


@dataclass(frozen=True)
class Entry:
    """A kpi that is followed.

    Attributes:
        kpi: id in Kolada.
        title: Kolada's title when it was added; "" where nobody wrote one.
        added: the ISO day; "" where nobody wrote one.
        note: why, in the office's own words; "" for none.
        file: the file's name; "" before it is saved.
    """

    kpi: str
    title: str = ""
    added: str = ""
    note: str = ""
    file: str = ""


def written(entry: Entry) -> str:
    """The entry as the content of its file, which ``read`` gives back."""
    lines = [f"{name}: {' '.join(getattr(entry, attribute).split())}\n" for name, attribute in HEAD.items()]
    return f"{''.join(lines)}\n{entry.note}\n" if entry.note else "".join(lines)


def read(file: str, content: str) -> tuple[Entry | None, list[str]]:
    """The content of a file as an entry.

    Args:
        file: its name.
        content: its text.

    Returns:
        The entry, None where it names no kpi; and what in it was not understood, each as a Swedish clause with its row.
    """
    head, _, note = content.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n").partition("\n\n")
    found, faults = dict[str, str](), list[str]()
    for row, name, value in _pairs(head):
        if name not in HEAD:
            faults.append(f"rad {row}, okänd rad {quoted(name)}, den läses inte")
        elif name in found:
            faults.append(f"rad {row}, {quoted(name)} står två gånger, den första läses")
        else:
            found[name] = value
    kpi = found.get(NEEDED, "")
    if not re.fullmatch(KPI, kpi, re.ASCII):
        shown = f"{quoted(kpi)} är inget id i Kolada" if kpi else f"raden {quoted(NEEDED)} saknas"
        return None, [*faults, f"{shown} (skriv till exempel nyckeltal: N11103)"]
    added = found.get("tillagd", "")
    if added and not is_day(added):
        faults.append(f"{quoted(added)} är inget datum (skriv till exempel tillagd: 2026-01-31)")
        added = ""
    return Entry(kpi, found.get("titel", ""), added, note.strip(), file), faults


def _pairs(head: str) -> Iterator[tuple[int, str, str]]:
    for row, line in enumerate(head.split("\n"), 1):
        if line.strip():
            name, _, value = line.partition(":")
            yield row, unicodedata.normalize("NFC", name.strip().casefold()), " ".join(value.split())
