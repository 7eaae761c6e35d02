"""The marks row of a card: direction and level with their words, and the sentence under them."""

from collections.abc import Sequence
from dataclasses import dataclass

from norberg import clauses, marks, spoken
from norberg.finding import BETTER, DOWN, NO_CHANGE, SURE, TOO_FEW, UP, WORSE, Finding
from norberg.lines import GAP

SIZE = 26  # px of the direction mark on a card
TONES = {BETTER: "better", WORSE: "worse"}
OUTER = {1: "better", 4: "worse"}  # quarters whose words have a colour, where one direction is better


@dataclass(frozen=True)
class Verdict:
    """What a card claims of one series.

    Attributes:
        name: whose, where the card has more than one; "" otherwise.
        direction, level: the marks as image addresses; "" where there is none.
        direction_words, level_words: the words beside them; "" where nothing is said.
        direction_tone, level_tone: better, worse or "".
        unusual: "Ovanligt värde" with its year, or "".
        sentence: Swedish.
    """

    name: str
    direction: str
    direction_words: str
    direction_tone: str
    level: str
    level_words: str
    level_tone: str
    unusual: str
    sentence: str


def verdicts(findings: Sequence[Finding], gender: str) -> tuple[Verdict, ...]:
    """The marks rows of a card.

    Args:
        findings: of what the card shows: one, or women and men.
        gender: the gender shown, one of ``selection.GENDERS``; for the gap the finding with the gap.

    Returns:
        One a finding, in order.
    """
    if gender == GAP:
        return tuple(_of_gap(one) for one in findings)
    return tuple(_of(one, name) for one, name in zip(findings, _names(findings), strict=True))


def told(shown: Sequence[Verdict]) -> str:
    """The sentences of a card as one text, each with its name."""
    return " ".join(
        f"{one.name}: {one.sentence[:1].lower()}{one.sentence[1:]}" if one.name else one.sentence for one in shown
    )


def _names(findings: Sequence[Finding]) -> Sequence[str]:
    return ("Kvinnor", "Män") if len(findings) == 2 else ("",) * len(findings)


def _of(finding: Finding, name: str) -> Verdict:
    judged, level = clauses.judged(finding.indicator), finding.level
    return Verdict(
        name,
        marks.direction(finding.direction, finding.sign, finding.sure, SIZE),
        spoken.direction_words(finding),
        TONES.get(finding.direction, ""),
        marks.level(level.quarter, level.certain, judged),
        spoken.level_words(finding),
        OUTER.get(level.quarter, "") if judged else "",
        f"Ovanligt värde ({finding.unusual.year})" if finding.unusual else "",
        spoken.sentence(finding),
    )


def _of_gap(finding: Finding) -> Verdict:
    """A gap has no wanted direction of its own and no place among all: neutral marks, and words."""
    gap = finding.gap
    mark = ""
    if gap:
        direction = {1: UP, -1: DOWN}.get(gap.growing, NO_CHANGE) if gap.trend.enough else TOO_FEW
        mark = marks.direction(direction, gap.growing, gap.trend.grade == SURE, SIZE)
    return Verdict("", mark, spoken.gap_words(gap), "", "", "", "", "", spoken.gap_sentence(finding))
