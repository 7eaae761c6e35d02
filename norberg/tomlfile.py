"""A TOML file that people edit, read key by key, with its faults in Swedish."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from norberg.errors import FileFaults
from norberg.sheet import content, fault, quoted


class Table:
    """A table of program.toml; what is wrong with a key is added to ``faults`` when it is read."""

    def __init__(self, values: Mapping[str, Any], place: str, faults: list[str]) -> None:
        self.values, self.place, self.faults = values, place, faults

    def first(self, key: str, value: object, seen: set[Any]) -> bool:
        """Whether the value is not among ``seen``, where it then is; otherwise a fault."""
        known = isinstance(value, str | int) and value in seen
        if known:
            self.wrong(key, f"{quoted(str(value))} står redan tidigare i filen, och där gäller det")
        elif isinstance(value, str | int) and value:
            seen.add(value)
        return not known

    def wrong(self, key: str, what: str) -> None:
        """Add a fault."""
        self.faults.append(f"{self.place}, nyckel {key}: {what}.")

    def text(self, key: str, pattern: str = r"(?s).*", example: str = "") -> str:
        """The text, or "" with a fault."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, f"{quoted(str(value))} ska vara text inom citattecken")
        elif not value.strip():
            self.wrong(key, "texten saknas")
        elif not re.fullmatch(pattern, value.strip()):
            self.wrong(key, f"{quoted(value)} ska ha formen {example}")
        else:
            return value.strip()
        return ""

    def whole(self, key: str, low: int, high: int) -> int:
        """The whole number, or -1 with a fault: whoever asks leaves the table out then."""
        value = self.values.get(key)
        if type(value) is int and low <= value <= high:
            return value
        found = "talet saknas, det" if value is None else quoted(str(value))
        self.wrong(key, f"{found} ska vara ett heltal från {low} till {high} utan citattecken")
        return -1

    def texts(self, key: str, pattern: str, example: str) -> tuple[str, ...]:
        """The texts of a list that have the form; a fault for each of the others."""
        value = self.values.get(key)
        if not isinstance(value, list):
            self.wrong(key, f"listan saknas, skriv {key} = [...]")
            return ()
        bad = [one for one in value if not isinstance(one, str) or not re.fullmatch(pattern, one)]
        for one in bad:
            self.wrong(key, f"{quoted(str(one))} ska ha formen {example}")
        return tuple(one for one in value if one not in bad)

    def tables(self, key: str, each: str) -> list["Table"]:
        """The tables of a list, ``each`` said with its number in their faults."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
            self.wrong(key, f"{each} saknas, skriv ett eller flera avsnitt som [[{key}]]")
            return []
        return [Table(one, f"{self.place}, {each} nummer {at}", self.faults) for at, one in enumerate(value, 1)]


def read(path: Path, faults: list[str]) -> Table:
    """The file's outermost table; faults found now and later are added to ``faults``.

    Raises:
        FileFaults: it can't be read.
    """
    data = content(path)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        faults.append(fault(f"{path.name}, rad {row}", "texten är sparad i Windows-1252 i stället för UTF-8"))
        text = data.decode("cp1252", "replace")
    try:
        return Table(tomllib.loads(text), path.name, faults)
    except (ValueError, RecursionError) as error:  # besides its own errors: numbers and lists beyond Python's limits
        what = "citattecken, hakparentes eller likhetstecken saknas, eller samma namn står två gånger"
        where = path.name + _row(str(error), text)
        raise FileFaults([*faults, fault(where, f"det går inte att läsa vidare ({what})")]) from error


def _row(message: str, text: str) -> str:
    """The row that tomllib's message names, as it stands in a sentence; "" where it names none."""
    line = re.search(r"at line ([0-9]+)|end of document", message)
    return f", rad {line[1] or len(text.splitlines())}" if line else ""
