"""The columns of ``data/indicators.csv``: what each means, how its cells are read, and what is wrong with them.

A column is a field of ``Indicator``: the header, the attribute and the check stand in one place.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from norberg.cells import at_most, decimal, form, one_of, several, whole, words
from norberg.sheet import LEFT_OUT, Row, fault, quoted, table

KPI, LOCAL, GROUP, AREA = r"[NU][0-9]{5}", r"LOK_[A-Z_]+", r"G[0-9]+", r"[0-9]{4}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
CADENCE = r"yearly|every ([0-9]{1,2})(?:-([0-9]{1,2}))? years"
NEEDED = object()  # stands for "an empty cell is a fault"
SHORT_TITLE = 38  # characters that fit one tile of the wall
QUESTION = 60  # characters that fit one line at the text size of meeting mode
EXPLANATION = 25  # words: one sentence that can be read aloud in one breath


@dataclass(frozen=True, order=True)
class Break:
    """A change of definition: values from ``first_year`` on are not comparable with earlier ones."""

    first_year: int
    reason: str


def breaks(cell: str) -> tuple[Break, ...]:
    """``2012: reason | 2017: reason`` as Breaks, the earliest first."""
    found = [re.fullmatch(r"((?:19|20)[0-9]{2}):\s*(.+)", part.strip(), re.DOTALL) for part in cell.split("|")]
    if None in found:
        raise ValueError(f"{quoted(cell)} ska ha formen 2012: skäl, med | mellan flera brott")
    return tuple(sorted(Break(int(one[1]), one[2]) for one in found if one))


def column(  # a field of any type, as dataclasses.field is
    read: Callable[[str], Any] = str, *, empty: object = NEEDED, advice: Callable[[str], str] | None = None
) -> Any:  # noqa: ANN401
    """A field of Indicator.

    Args:
        read: a cell's text to its value; raises ValueError with the Swedish words for what is wrong.
        empty: the value of an empty cell; NEEDED where an empty cell is a fault.
        advice: the Swedish words for a fault the row can be shown with, or "".
    """
    return field(metadata={"read": read, "empty": empty, "advice": advice})


@dataclass(frozen=True)
class Indicator:
    """One nyckeltal: one row of ``data/indicators.csv``, the columns in the file's order."""

    no: int = column(whole(1, 999))  # the unique key
    goal: int = column(whole(1, 99))
    title: str = column()  # as the program words it, cleaned
    short_title: str = column(empty="", advice=at_most(SHORT_TITLE, len, "tecken"))
    question: str = column(empty="", advice=at_most(QUESTION, len, "tecken"))  # for meeting mode
    question_yes: str = column(
        one_of("up", "down", "above zero"), empty=""
    )  # what the value does when the answer is yes
    explanation: str = column(empty="", advice=at_most(EXPLANATION, words, "ord"))  # in our words
    kolada_id: str = column(form(KPI, "N15428"), empty="")  # as meant in 2019
    kolada_title: str = column(empty="")  # the catalogue's, letter by letter
    match: str = column(one_of("exact", "renamed", "successor", "proxy", "ended", "local"))
    use_id: str = column(form(KPI, "N15428"), empty="")  # what is shown
    use_title: str = column(empty="")
    use_kind: str = column(one_of("itself", "successor", "proxy", "ended", "local"))
    successor_note: str = column(empty="")
    related_id: str = column(form(KPI, "N15428"), empty="")  # something close, drawn under its own title
    related_title: str = column(empty="")
    entity: str = column(form(AREA, "1962, fyra siffror"))  # the area whose figures are meant
    local_id: str = column(form(LOCAL, "LOK_FRISKTAL"), empty="")
    local_note: str = column(empty="")
    unit: str = column()
    decimals: int = column(whole(0, 4))
    direction: str = column(one_of("higher", "lower", "neutral"))  # what is better
    direction_reason: str = column(empty="")
    gender_split: str = column(one_of("yes", "no", "per_kpi", "derived", "local"))
    perspective: str = column(one_of("ekonomi", "verksamhet", "invånare", "medarbetare"))
    sustainability: str = column(one_of("social", "miljömässig", "ekonomisk", "demokratisk"))
    agenda2030: tuple[int, ...] = column(several(whole(1, 17)), empty=())
    themes: tuple[str, ...] = column(several(form(SLUG, "barn-och-unga")), empty=())
    source: str = column(empty="")
    note: str = column(empty="")
    kind: str = column(empty="")  # share, rate, rolling mean, ordinal ...
    cadence: str = column(form(CADENCE, "yearly, every 2 years eller every 2-4 years"), empty="")
    window_years: int = column(whole(1, 30))  # a rolling mean's years, otherwise 1
    breaks: tuple[Break, ...] = column(breaks, empty=())
    recomputed: bool = column(lambda cell: bool(one_of("yes")(cell)), empty=False)  # revised as a whole each time
    country_sum: bool = column(lambda cell: bool(one_of("yes")(cell)), empty=False)  # Riket's value is a sum of all
    pair: str = column(empty="")  # the two rows with the same name share a chart
    derive: str = column(form(rf"100 - {KPI}", "100 - N00222"), empty="")  # the municipality's own calculation
    similar_group: str = column(form(GROUP, "G36017"), empty="")
    target: float | None = column(decimal, empty=None)  # set by the council only
    target_year: int | None = column(whole(1900, 2100), empty=None)
    responsible: str = column(empty="")

    @property
    def kpis(self) -> tuple[str, ...]:
        """The ids to ask Kolada for, the shown one first."""
        return tuple(dict.fromkeys(filter(None, (self.use_id, self.kolada_id, self.related_id))))

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The ids whose values may stand as the nyckeltal's own, the best first.

        An own series continues one that has ended. Beside a living id it is something more, in a unit of its own.
        """
        own = self.local_id if self.use_kind in ("ended", "local") else ""
        return tuple(dict.fromkeys(filter(None, (own, self.use_id, self.kolada_id))))

    @property
    def address(self) -> str:
        """What names it in a link: its number, or its id where it is none of the program's."""
        return str(self.no) if self.goal else self.use_id

    @property
    def cadence_years(self) -> int:
        """The smallest number of years between measurements; an empty cadence means yearly."""
        found = re.fullmatch(CADENCE, self.cadence)
        return int(found[1] or 1) if found else 1

    @property
    def longest_step(self) -> int:
        """The largest number of years between measurements: further apart there is a hole."""
        found = re.fullmatch(CADENCE, self.cadence)
        return int(found[2] or found[1] or 1) if found else 1

    @property
    def is_code(self) -> bool:
        """Whether values are codes with words of their own, so that means and trends mean nothing."""
        return self.kind == "ordinal"

    @property
    def codes(self) -> dict[int, str]:
        """A code's words as Kolada's title has them: "(Balans=1, Underskott=0)" is {1: "Balans", 0: "Underskott"}."""
        return codes_of(self.use_title) if self.is_code else {}


def codes_of(title: str) -> dict[int, str]:
    """The words of a code as Kolada's title has them: "(Ja=1, Nej=0)" or "(1=Ja, 0=Nej)" is {1: "Ja", 0: "Nej"}."""
    found = {int(code): word for word, code in re.findall(r"([^\W\d][\w -]*?) ?= ?([0-9]{1,2})(?![0-9])", title)}
    turned = re.findall(r"(?<![0-9])([0-9]{1,2}) ?= ?([^\W\d][^,()]*)", title)
    return found or {int(code): word.strip() for code, word in turned}


COLUMNS: dict[str, Mapping[str, Any]] = {one.name: one.metadata for one in fields(Indicator)}
Faults = list[tuple[str, str]]  # column, what is wrong in it


def indicators(path: Path, goals: Collection[int]) -> tuple[list[Indicator], list[str]]:
    """The rows of an indicators file that can be shown, and every fault in it.

    Args:
        path: the CSV file.
        goals: the program's goal numbers; if empty, goals are not checked.

    Returns:
        The good rows in the file's order, and one Swedish sentence per fault.
    """
    rows, faults = table(path, COLUMNS, [name for name, meta in COLUMNS.items() if meta["empty"] is NEEDED])
    partners = Counter(row.cells.get("pair") for row in rows)
    seen: dict[tuple[str, ...], int] = {}
    kept = []
    for row in rows:
        found, wrong = values(row, COLUMNS)
        wrong += _homeless(found, goals) + _wordless(found) + _without_id(row) + _repeated(row, seen)
        faults += [fault(row.where, what + LEFT_OUT, name) for name, what in wrong]
        faults += [fault(row.where, what, name) for name, what in _advice(row) + _alone(row, partners)]
        if not wrong and found.keys() == COLUMNS.keys():
            kept.append(Indicator(**found | {"short_title": found["short_title"] or found["title"]}))
    return kept, faults


def values(row: Row, columns: Mapping[str, Mapping[str, Any]]) -> tuple[dict[str, Any], Faults]:
    """The values of a row that can be read, and what is wrong with the others.

    Args:
        row: of a file that people edit.
        columns: name -> metadata of ``column``; a needed one that the whole file lacks is no fault of the row's.
    """
    found: dict[str, Any] = {}
    wrong: Faults = []
    for name, meta in columns.items():
        cell = row.cells.get(name, "")
        try:
            if cell:
                found[name] = meta["read"](cell)
            elif meta["empty"] is not NEEDED:
                found[name] = meta["empty"]
            elif name in row.cells:
                wrong.append((name, "cellen är tom"))
        except ValueError as error:
            wrong.append((name, str(error)))
    return found, wrong


def _homeless(values: dict[str, Any], goals: Collection[int]) -> Faults:
    if not goals or values.get("goal") in {None, *goals}:
        return []
    known = ", ".join(map(str, sorted(goals)))
    return [("goal", f"mål {values['goal']} finns inte i program.toml, som har målen {known}")]


def _wordless(values: dict[str, Any]) -> Faults:
    """A code without words would be drawn as a number, which it is not."""
    if values.get("kind") != "ordinal" or "use_title" not in values or codes_of(values["use_title"]):
        return []
    return [
        ("use_title", "titeln till en kod (kind ordinal) ska säga vad värdena betyder, som (Balans=1, Underskott=0)")
    ]


def _without_id(row: Row) -> Faults:
    ids = [row.cells.get(name) for name in ("use_id", "kolada_id", "local_id")]
    return [("use_id", "raden har varken use_id, kolada_id eller local_id")] if not any(ids) and None not in ids else []


def _repeated(row: Row, seen: dict[tuple[str, ...], int]) -> Faults:
    """Keys that an earlier row has: the number, and the Kolada id shown unless one of the two is derived from it."""
    number, derive = row.cells.get("no", "").lstrip("0"), row.cells.get("derive", "")
    shown = row.cells.get("use_id") or row.cells.get("kolada_id") or ""
    keys = {"no": ("no", number), "use_id": ("use_id", shown, derive)}
    found = [(name, key) for name, key in keys.items() if key[1] and seen.setdefault(key, row.line) != row.line]
    return [(name, f"{quoted(key[1])} står redan på rad {seen[key]}") for name, key in found]


def _advice(row: Row) -> Faults:
    asked = [(name, meta["advice"], row.cells[name]) for name, meta in COLUMNS.items() if name in row.cells]
    return [(name, what) for name, advise, cell in asked if advise and (what := advise(cell))]


def _alone(row: Row, partners: Counter[str | None]) -> Faults:
    pair = row.cells.get("pair")
    return [("pair", f"{quoted(pair)} står bara på den här raden")] if pair and partners[pair] == 1 else []
