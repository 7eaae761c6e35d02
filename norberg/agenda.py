"""An agenda: which nyckeltal a meeting takes up, in which order, compared with what; as a link and as a text file.

The file is for people: ``namn:``, ``skapad:`` and a few more words, then a nyckeltal a line, its number first. What
stands after the number is only read by people.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from norberg.errors import NorbergError
from norberg.program import Program
from norberg.selection import LONGEST_SHOWN, Limits
from norberg.sentences import counted

LIST, NAME, COMPARED, LAST, READ = "lista", "namn", "jamfor", "till", "varden"  # names in the link
STANDARD_SETS = ("liknande", "riket")  # as pictured: two lines beside the own
MOST_LETTERS = 80  # of a name
LONGEST_LINK = 1000  # letters of a name in a link that are looked at
DAY = r"(19|20)[0-9]{2}(-[01][0-9](-[0-3][0-9])?)?"  # of a reading; some have only their year
WORDS = {"namn": NAME, "skapad": "created", "värden": READ, "till": LAST, "jämför": COMPARED}  # in the file -> field


class AgendaFault(NorbergError):
    """An agenda that can't be read, as a Swedish sentence."""


@dataclass(frozen=True)
class Agenda:
    """What a meeting takes up.

    Attributes:
        numbers: of the nyckeltal, in order, each once.
        name: as people call it; "" while nobody has named it.
        last: the end year.
        sets, areas: addresses of ready sets and codes of areas that are drawn beside.
        read: the day (or year) of the newest reading it was made with; "" where unknown.
        created: ISO day; "" for one that is not saved.
    """

    numbers: tuple[int, ...]
    name: str
    last: int
    sets: tuple[str, ...] = STANDARD_SETS
    areas: tuple[str, ...] = ()
    read: str = ""
    created: str = ""

    def parameters(self, listed: str = LIST) -> dict[str, str]:
        """The agenda as query parameters; ``parse`` gives it back.

        Args:
            listed: what the list is called in the link.
        """
        found = {listed: ",".join(map(str, self.numbers)), NAME: self.name, LAST: str(self.last)}
        found |= {COMPARED: ",".join((*self.sets, *self.areas)) or "ingen", READ: self.read}
        return {name: value for name, value in found.items() if value}

    def moved(self, no: int, steps: int) -> "Agenda":
        """The same with one nyckeltal moved; it stops at the ends."""
        order = [one for one in self.numbers if one != no]
        order.insert(max(self.numbers.index(no) + steps, 0), no)
        return replace(self, numbers=tuple(order))

    def without(self, no: int) -> "Agenda":
        """The same without one nyckeltal."""
        return replace(self, numbers=tuple(one for one in self.numbers if one != no))

    def with_(self, numbers: Sequence[int]) -> "Agenda":
        """The same with more nyckeltal last; those already there keep their place."""
        return replace(self, numbers=tuple(dict.fromkeys((*self.numbers, *numbers))))


def name_of(text: str) -> str:
    """A name as it is kept: one line without control characters, at most MOST_LETTERS long."""
    plain = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text[:LONGEST_LINK])
    return " ".join(plain.split())[:MOST_LETTERS].rstrip()


def parse(
    parameters: Mapping[str, str], known: Collection[int], limits: Limits, listed: str = LIST
) -> tuple[Agenda, list[str]]:
    """An agenda out of a link.

    Args:
        parameters: query parameters.
        known: the program's numbers.
        limits: what can be chosen.
        listed: what the list is called in the link.

    Returns:
        The agenda, and one Swedish sentence per part that was not understood and therefore left out.
    """
    complaints: list[str] = []
    numbers = _numbers(parameters.get(listed, ""), known, complaints)
    last = parameters.get(LAST, str(limits.last))
    if not re.fullmatch("[0-9]{4}", last, re.ASCII) or not limits.first <= int(last) <= limits.last:
        complaints.append(f"Länkens slutår ”{_short(last)}” används inte: skriv {limits.first} till {limits.last}.")
        last = str(limits.last)
    sets, areas = _compared(parameters.get(COMPARED), limits, complaints)
    read = parameters.get(READ, "")
    if read and not re.fullmatch(DAY, read, re.ASCII):
        complaints.append(f"Länkens dag för värdena, ”{_short(read)}”, används inte: skriv den som 2024-08-30.")
        read = ""
    return Agenda(numbers, name_of(parameters.get(NAME, "")), int(last), sets, areas, read), complaints


def _numbers(text: str, known: Collection[int], complaints: list[str]) -> tuple[int, ...]:
    found = list[int]()
    for part in filter(None, (one.strip() for one in text.split(","))):
        no = int(part) if re.fullmatch("[0-9]{1,3}", part, re.ASCII) else 0
        if no in known and no not in found:
            found.append(no)
        elif no not in found:
            complaints.append(f"Länkens nyckeltal ”{_short(part)}” finns inte och är inte med.")
    return tuple(found)


def _compared(text: str | None, limits: Limits, complaints: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if text is None:
        return tuple(one for one in limits.sets if one in STANDARD_SETS), ()
    words = [one for one in text.split(",") if one and one != "ingen"]
    for one in words:
        if one not in limits.sets and one not in limits.areas:
            complaints.append(f"Länkens jämförelse ”{_short(one)}” är varken en grupp eller en kommunkod.")
    sets = tuple(one for one in limits.sets if one in words)
    return sets, tuple(dict.fromkeys(one for one in words if one in limits.areas))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def text(agenda: Agenda, program: Program) -> str:
    """The agenda as the file has it; ``read`` gives it back."""
    head = {"namn": agenda.name, "skapad": agenda.created, "värden": agenda.read, "till": str(agenda.last)}
    head["jämför"] = ", ".join((*agenda.sets, *agenda.areas)) or "ingen"
    lines = [f"{word}: {value}" for word, value in head.items() if value]
    rows = [f"{no} {program.indicator(no).short_title}" for no in agenda.numbers]
    return "\n".join([*lines, "", *rows, ""])


def read(written: str, known: Collection[int], limits: Limits) -> Agenda:
    """The agenda that a file's text is.

    Args:
        written: the text.
        known: the program's numbers.
        limits: what can be chosen.

    Raises:
        AgendaFault: a line that is not understood, as a clause that can follow the file's name.
    """
    values, numbers = dict[str, str](), list[str]()
    for at, line in enumerate(written.removeprefix("\ufeff").splitlines(), 1):
        word, colon, value = line.partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if row := re.match(r"\s*([0-9]{1,3})(\s|$)", line, re.ASCII):
            numbers.append(row[1])
        elif colon and word.strip().lower() in WORDS:
            values[WORDS[word.strip().lower()]] = value.strip()
        else:
            words = ", ".join(f"”{one}:”" for one in WORDS)
            raise AgendaFault(f"rad {at}, ”{_short(line.strip())}”, är varken ett nyckeltal eller något av {words}")
    values[LIST] = ",".join(numbers)
    values[COMPARED] = values.get(COMPARED, ",".join(STANDARD_SETS)).replace(" ", "")
    found, complaints = parse(values, known, limits)
    if not found.numbers and not complaints:
        complaints = ["inget nyckeltal står i den."]
    if len(found.numbers) < len(numbers) and not complaints:
        complaints = [f"{counted(len(numbers) - len(found.numbers), 'nyckeltal', 'nyckeltal')} står två gånger."]
    if complaints:
        raise AgendaFault(complaints[0].replace("Länkens", "dess").rstrip("."))
    created = values.get("created", "")
    return replace(found, created=created if re.fullmatch(DAY, created, re.ASCII) else "")
