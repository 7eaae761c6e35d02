"""One kpi of a theme under a selection: its series, its sides, and the findings that are shown of it."""

from dataclasses import dataclass

from norberg import notes
from norberg.finding import Finding
from norberg.findings import Findings
from norberg.lines import GAP
from norberg.selection import Selection
from norberg.shown import Shown, shown
from norberg.side import Side, sides
from norberg.themes import Piece

IN_TABLE = "Två nyckeltal: skillnaden mellan dem står i tabellen längre ned."
WHOLE = "Totalt"  # the name of what is shown where the chosen gender has no values


@dataclass(frozen=True)
class Part:
    """A piece with what lies behind it.

    Attributes:
        piece: of the theme.
        behind: the series; None without any value until the end year.
        sides: one, or women and men; empty without values and for measures in words.
        whole: what rules found of the total.
        fallen: why the total stands instead of the chosen gender, in words; "" where it does not.
        blank: why nothing stands where the gap is chosen and there is none, in words; "" otherwise.
    """

    piece: Piece
    behind: Shown | None
    sides: tuple[Side, ...]
    whole: Finding
    fallen: str = ""
    blank: str = ""

    @property
    def shown(self) -> tuple[tuple[str, str, Finding], ...]:
        """Gender, name ("" for everybody) and finding of each series that is shown; the total's where there is none."""
        if not self.sides:
            return (("totalt", "", self.whole),)
        name = WHOLE if self.fallen else ""
        return tuple((one.gender, one.name or name, one.finding) for one in self.sides)

    @property
    def gap(self) -> bool:
        """Whether women minus men is what is shown."""
        return bool(self.sides) and self.sides[0].gender == GAP


def part(piece: Piece, findings: Findings, selection: Selection) -> Part:
    """A piece under a selection.

    Args:
        piece: of the theme.
        findings: the rules' answers until the selection's end year.
        selection: gender, years, comparison.
    """
    indicator = piece.indicator
    behind = shown((indicator,), findings.source, selection)
    whole = findings.of(indicator)
    if behind is None:
        return Part(piece, None, (), whole)
    found = () if indicator.codes else sides(behind, findings)
    fallen = _fallen(behind, findings)
    if fallen and selection.gender == GAP:
        return Part(piece, behind, (), whole, blank=IN_TABLE if indicator.pair and whole.gap else fallen)
    return Part(piece, behind, found, whole, "" if indicator.pair else fallen)


def _fallen(behind: Shown, findings: Findings) -> str:
    """Why the total is shown instead of the chosen gender; "" where it is not."""
    if behind.selection.gender == behind.wished.gender:
        return ""
    told = notes.without_split(behind.indicators, behind.kpi, behind.frame, findings.source)
    return told or "Värden för kvinnor och män saknas."
