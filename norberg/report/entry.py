"""One nyckeltal of a report: its card and the rules' words as on the pages, and the lines for charts to edit."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from norberg import card as cards
from norberg import notes, spoken, tables, verdict
from norberg.card import Card
from norberg.commentfile import GOAL
from norberg.comments import Said
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.lines import Line
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import change_unit, counted_unit, number
from norberg.shown import Shown, replaced, shown
from norberg.themes import Piece
from norberg.verdict import Verdict


@dataclass(frozen=True)
class Comment:
    """What a person said of a goal or a nyckeltal; kept apart from what is computed.

    Attributes:
        goal: the goal's number; None where it is of a nyckeltal.
        no: the nyckeltal's number; None where it is of a goal.
        day: ISO date.
        name: as typed.
        verdict: in a few words; "" without one.
        text: what was written.
    """

    goal: int | None
    no: int | None
    day: str
    name: str
    verdict: str
    text: str

    @property
    def cleaned(self) -> "Comment":
        """The same without control characters, which no kind of file can hold."""
        return replace(self, name=_clean(self.name), verdict=_clean(self.verdict), text=_clean(self.text))


def of_people(told: Sequence[Said]) -> list[Comment]:
    """What holds of what people said, as a report has it; what was taken back is left out."""
    held = [one.entry for one in told if not one.entry.withdrawn]
    return [
        Comment(
            one.subject.no if one.subject.kind == GOAL else None,
            one.subject.no if one.subject.kind != GOAL else None,
            one.day,
            one.name,
            one.verdict,
            one.text,
        )
        for one in held
    ]


def _clean(text: str) -> str:
    return "".join(" " if letter in "\t\r" else letter for letter in text if letter in "\n\t\r" or _printed(letter))


def _printed(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cs", "Cn", "Co")


@dataclass(frozen=True)
class Entry:
    """What a report says of one nyckeltal.

    Attributes:
        indicator: the nyckeltal; each of a pair is an entry of its own.
        card: the texts of its card; ``card.absent`` says why there is no value.
        behind: the series; None without a value.
        older: own lines of a series that was replaced.
        findings: what the rules found: one, or women's and men's.
        verdicts: marks and sentence, one a finding.
        total: the finding that counts are made of.
        table: one row a year, newest first, all cells text; empty without values.
        comments: of people, on this nyckeltal.
        piece: what the report's theme says of it; None outside a theme's report.
    """

    indicator: Indicator
    card: Card
    behind: Shown | None
    older: tuple[Line, ...]
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    total: Finding
    table: pd.DataFrame
    comments: tuple[Comment, ...] = ()
    piece: Piece | None = None

    @property
    def title(self) -> str:
        """The short title."""
        return self.card.title

    @property
    def question(self) -> str:
        """The question that the program asks with it, else the theme's; "" without one."""
        return self.indicator.question or (self.piece.question if self.piece else "")

    @property
    def why(self) -> str:
        """Why the report's theme has it; "" outside a theme's report."""
        return self.piece.why if self.piece else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to bear in mind, the theme's own caveat last; each once."""
        caveat = (self.piece.caveat,) if self.piece and self.piece.caveat else ()
        return tuple(dict.fromkeys((*self.card.remarks, *caveat)))

    @property
    def gap(self) -> str:
        """Women minus men of the two that are one nyckeltal by gender; "" for the others, which gender decides."""
        found = self.total.gap
        if not self.indicator.pair or found is None:
            return ""
        size = number(found.gap, self.indicator.decimals)
        minus = f"Kvinnor minus män: {size} {counted_unit(size, change_unit(self.indicator.unit))}."
        return f"{minus} {spoken.gap_sentence(self.total)}"

    @property
    def sentence(self) -> str:
        """All that can be read aloud of it."""
        return verdict.told(self.verdicts)

    @property
    def source(self) -> str:
        """Source line with the day of reading."""
        return dict(self.card.about).get("Källa", "")

    @property
    def coming(self) -> str:
        """When the next values come, as far as Kolada has said; "" where nothing is known."""
        return dict(self.card.about).get("Nästa publicering", "")

    @property
    def own(self) -> tuple[Line, ...]:
        """The municipality's own lines, in the order of ``card.figures``."""
        return tuple(self.behind.own) if self.behind else ()

    @property
    def breaks(self) -> list[tuple[int, str]]:
        """First years after a break, with the words at its rule."""
        return notes.breaks(self.behind, self.older) if self.behind else []

    @property
    def directions(self) -> tuple[str, ...]:
        """The words of each direction mark with their certainty: "Förbättras (säkert)", "Troligen ökar"."""
        return tuple(direction(one, found) for one, found in zip(self.findings, self.verdicts, strict=True))

    def figure(self, at: int) -> str:
        """The value of one own line with unit and year, as text."""
        one = self.card.figures[at]
        return f"{one.value} {one.unit}, {one.year}".replace(" ,", ",")


def direction(finding: Finding, told: Verdict) -> str:
    """The words of a direction mark with its certainty."""
    sure = finding.sure and told.direction_words == spoken.direction_words(finding) and finding.sign
    return f"{told.direction_words} (säkert)" if sure else told.direction_words


def build(
    indicator: Indicator,
    findings: Findings,
    selection: Selection,
    comments: Sequence[Comment] = (),
    piece: Piece | None = None,
) -> Entry:
    """The entry of one nyckeltal.

    Args:
        indicator: the nyckeltal; one of a pair is told by its own total.
        findings: the rules' answers until the selection's end year, with their source.
        selection: gender, years, comparison.
        comments: of people, on whatever; those on this nyckeltal are kept.
        piece: what the report's theme says of it.
    """
    source = findings.source
    asked = replace(selection, gender="totalt") if indicator.pair else selection
    behind = shown((indicator,), source, asked)
    one = cards.of((indicator,), behind, source, asked, findings.today)
    told = tuple(findings.chosen((indicator,), replace(asked, gender=one.gender)))
    return Entry(
        indicator,
        one,
        behind,
        tuple(replaced(behind, source)) if behind else (),
        told,
        verdict.verdicts(told, one.gender),
        told[0] if one.gender == "totalt" else findings.of(indicator),
        tables.by_year(behind.drawn, asked.first, indicator) if behind else pd.DataFrame(),
        tuple(said for said in comments if said.no == indicator.no),
        piece,
    )
