"""One comment as a small text file: a few lines ``name: value``, a blank line, the text.

Plain, one thing a line, so that a comparison of two folders shows what was said.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from norberg.sheet import quoted

GOAL, INDICATOR = "mål", "nyckeltal"
VERDICTS = ("uppfyllt", "delvis uppfyllt", "inte uppfyllt", "går inte att bedöma")
MOST_TEXT, MOST_NAME, MOST_LINE = 4000, 80, 300  # characters: two pages, a person with titles, one line of the head
MOST_BYTES = 64_000  # of a file: the longest text in four-byte letters, and room for the lines above it
YEARS = (2000, 2200)  # the clock of a server may be wrong, but not that wrong
YES = "ja"
TAB = 9


class Subject(NamedTuple):
    """What a comment is about: GOAL or INDICATOR, and its number."""

    kind: str
    no: int

    @property
    def words(self) -> str:
        """ "mål 2"."""
        return f"{self.kind} {self.no}"

    @property
    def slug(self) -> str:
        """ "mal-2", as in file names."""
        return f"{'mal' if self.kind == GOAL else self.kind}-{self.no}"


@dataclass(frozen=True)
class Entry:
    """One thing somebody said; never changed, only replaced by a later one.

    Attributes:
        id: the file's name without ending; "" before it is saved.
        subject: what it is about.
        title: what that was called, for those who read the files.
        written: ISO time with offset; "" before it is saved.
        name: as typed; nobody has checked it.
        text: plain text with line breaks; "" for a bare verdict.
        verdict: one of VERDICTS, or "".
        occasion: the follow-up it was written for, in words.
        seen: the figure it was written about, in words.
        replaces: id of the entry it replaces, or "".
        withdrawn: it takes that entry back.
    """

    id: str
    subject: Subject
    title: str
    written: str
    name: str
    text: str
    verdict: str = ""
    occasion: str = ""
    seen: str = ""
    replaces: str = ""
    withdrawn: bool = False

    @property
    def day(self) -> str:
        """The day it was written, ISO."""
        return self.written[:10]


HEAD = {  # the line's name -> the attribute it holds
    "om": "subject",
    "rubrik": "title",
    "tillfälle": "occasion",
    "skriven": "written",
    "namn": "name",
    "bedömning": "verdict",
    "underlag": "seen",
    "ersätter": "replaces",
    "återtagen": "withdrawn",
}


def cleaned(text: str) -> str:
    """A text of several lines without signs that nobody sees, which could turn or break what stands around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace(chr(TAB), " ").split("\n")
    seen = ("".join(sign for sign in line if sign.isprintable()).rstrip() for line in lines)
    return unicodedata.normalize("NFC", "\n".join(seen)).strip()


def one_line(text: str) -> str:
    """The same on a single line."""
    return " ".join(cleaned(text).split())


def written(entry: Entry) -> str:
    """The entry as the content of its file."""
    values = {
        **vars(entry),
        "subject": entry.subject.words,
        "withdrawn": YES if entry.withdrawn else "",
    }
    head = [f"{name}: {one_line(values[attribute])}\n" for name, attribute in HEAD.items() if values[attribute]]
    return f"{''.join(head)}\n{entry.text}\n"


def read(identity: str, content: str) -> tuple[Entry, list[str]]:
    """The content of a file as an entry.

    Args:
        identity: the file's name without ending.
        content: of the file.

    Returns:
        The entry, and what in it was not understood, in Swedish words.

    Raises:
        ValueError: it can't be shown; with the Swedish words for what is wrong.
    """
    head, _, text = content.removeprefix("\ufeff").replace("\r\n", "\n").lstrip("\n").partition("\n\n")
    found, faults = _head(head)
    if missing := [name for name in ("om", "skriven", "namn") if not found.get(name)]:
        raise ValueError(f"raden {quoted(missing[0])} saknas")
    if len(cleaned(text)) > MOST_TEXT or any(len(value) > MOST_LINE for value in found.values()):
        raise ValueError("texten är längre än den får vara")
    verdict = found.pop("bedömning", "")
    if verdict not in ("", *VERDICTS):
        faults.append(f"okänd bedömning {quoted(verdict)}, välj bland {', '.join(VERDICTS)}")
    entry = Entry(
        identity,
        _subject(found.pop("om")),
        found.get("rubrik", ""),
        _time(found.pop("skriven")),
        found["namn"],
        cleaned(text),
        verdict if verdict in VERDICTS else "",
        found.get("tillfälle", ""),
        found.get("underlag", ""),
        found.get("ersätter", ""),
        found.get("återtagen") == YES,
    )
    return entry, faults


def _head(head: str) -> tuple[dict[str, str], list[str]]:
    found, faults = dict[str, str](), list[str]()
    for name, value in _pairs(head):
        if name not in HEAD:
            faults.append(f"okänd rad {quoted(name)}, den läses inte")
        elif name in found:
            faults.append(f"raden {quoted(name)} står två gånger, den första läses")
        else:
            found[name] = one_line(value)
    return found, faults


def _pairs(head: str) -> Iterator[tuple[str, str]]:
    for line in filter(str.strip, head.split("\n")):
        name, _, value = line.partition(":")
        yield unicodedata.normalize("NFC", name.strip().casefold()), value


def _subject(words: str) -> Subject:
    kind, _, number = words.casefold().partition(" ")
    if kind not in (GOAL, INDICATOR) or not (number.isascii() and number.isdecimal() and len(number) <= 3):
        raise ValueError(f"{quoted(words)} är varken ett mål eller ett nyckeltal (skriv till exempel mål 2)")
    return Subject(kind, int(number))


def _time(words: str) -> str:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        moment = None
    if moment is None or not YEARS[0] <= moment.year <= YEARS[1]:
        raise ValueError(f"{quoted(words)} är ingen tid (skriv till exempel 2026-11-26T10:15:00+01:00)")
    return moment.astimezone().isoformat(timespec="seconds") if moment.tzinfo is None else words
