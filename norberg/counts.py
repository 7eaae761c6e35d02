"""How many nyckeltal go which way: the six counts that always sum to the nyckeltal they are of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from norberg import marks
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, NO_DATA, TOO_FEW, UP, WORSE, Finding

GROUPS = {  # worst first, as pictured: directions that are one count, and its words
    (WORSE,): "sämre",
    (BETTER,): "bättre",
    (UP, DOWN): "ökar eller minskar",
    (NO_CHANGE,): "ingen säker förändring",
    (TOO_FEW, CODE): "för få mätningar",
    (NO_DATA,): "saknar värden",
}
GRADED = {WORSE, BETTER}  # counts that say how many of them are säkert


@dataclass(frozen=True)
class Count:
    """One of the six counts.

    Attributes:
        direction: what its symbol shows.
        number: how many nyckeltal.
        words: what they do.
        sure: "(3 säkert)"; "" where there is nothing to grade.
    """

    direction: str
    number: int
    words: str
    sure: str

    def symbol(self, size: int = 14) -> str:
        """The symbol as an image address."""
        return marks.count(self.direction, size)


def counts(findings: Sequence[Finding]) -> tuple[Count, ...]:
    """The six counts of some nyckeltal, worst first.

    Args:
        findings: those of the totals, one a nyckeltal.

    Returns:
        All six, those of nothing included; their numbers sum to the number of findings.
    """
    told = Counter(one.direction for one in findings)
    sure = Counter(one.direction for one in findings if one.sure)
    return tuple(
        Count(group[0], sum(told[one] for one in group), words, _graded(group[0], sure))
        for group, words in GROUPS.items()
    )


def _graded(direction: str, sure: Counter[str]) -> str:
    return f"({sure[direction]} säkert)" if direction in GRADED and sure[direction] else ""


def in_words(told: Sequence[Count]) -> str:
    """The counts above zero as text: "2 ingen säker förändring, 1 saknar värden"."""
    return ", ".join(" ".join(filter(None, [str(one.number), one.words, one.sure])) for one in told if one.number)
