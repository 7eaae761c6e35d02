"""The page of women and men: what is sure and what is not, which counts there are, and what has no split."""

from collections.abc import Sequence
from dataclasses import dataclass

from norberg import absence, card, freshness, notes
from norberg.findings import Findings
from norberg.gaps.choice import LARGEST, Chosen
from norberg.gaps.row import Row, by_certainty, by_size, rows
from norberg.gaps.table import Group
from norberg.program import Indicator
from norberg.selection import Selection
from norberg.sentences import counted_unit, number
from norberg.shown import shown_kpi

SURE, UNSURE = "Säkra skillnader", "Går inte att säga säkert"
WHY_UNSURE = "Skillnaden är inte större än den brukar svänga, eller har mätts färre än fem gånger."
HUNDRED = "Andelarna för kvinnor och män är alltid hundra tillsammans"
NO_COMMON_YEAR = "Inget år har både kvinnor och män"


@dataclass(frozen=True)
class Page:
    """All that the page shows.

    Attributes:
        under: what stands under the title.
        lead: the sentences to read first, each by a rule.
        groups: the sure gaps and the others, in the chosen order.
        counted: rows that count people, which are told in a sentence.
        without: why there is no split -> titles of the nyckeltal, in the program's order.
        fresh: where the figures come from and when they were read.
        fetchable: whether a fetch may bring what is missing.
    """

    under: str
    lead: tuple[str, ...]
    groups: tuple[Group, ...]
    counted: tuple[Row, ...]
    without: dict[str, list[str]]
    fresh: str
    fetchable: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order of the page."""
        return (*(row for group in self.groups for row in group.rows), *self.counted)

    @property
    def counts(self) -> str:
        """What stands for counts of people: they follow how many live or work here, and are not compared."""
        told = [f"{row.title}: kvinnor {row.women}, män {row.men} ({row.gap.year})" for row in self.counted]
        return f"{'; '.join(told)}." if told else ""


def build(findings: Findings, selection: Selection, chosen: Chosen) -> Page:
    """The page under a choice.

    Args:
        findings: the rules' answers until the chosen end year.
        selection: of its years.
        chosen: the page's own order and list.
    """
    wanted = chosen.indicators(findings.source.program)
    found = rows(wanted, findings, selection)
    drawn = (by_size if chosen.order == LARGEST else by_certainty)([row for row in found if not row.count])
    sure, unsure = (tuple(row for row in drawn if row.gap.sure is one) for one in (True, False))
    there = {one.no for row in found for one in row.indicators}
    others = findings.source.program.pairs([one for one in wanted if one.no not in there])
    without, fetchable = _without(others, findings)
    return Page(
        _under(drawn, chosen, findings.source.program.municipality.name),
        tuple(_lead(drawn, sure)),
        (Group(SURE, "", sure), Group(UNSURE, WHY_UNSURE, unsure)),
        tuple(row for row in found if row.count),
        without,
        freshness.sentence([freshness.reading(row.indicator, findings.source) for row in found]),
        fetchable,
    )


def _under(drawn: Sequence[Row], chosen: Chosen, name: str) -> str:
    order = (
        "Störst först, jämfört med hur olika kommuner är."
        if chosen.order == LARGEST
        else "Säkrast först: störst jämfört med hur den brukar svänga."
    )
    return f"{len(drawn)} nyckeltal har värden för kvinnor och män i {name} som går att jämföra. {order}"


def _lead(drawn: Sequence[Row], sure: Sequence[Row]) -> list[str]:
    """How many gaps are sure, the largest of them beside the country's, and which ones grow or narrow."""
    if not drawn:
        return ["Inget nyckeltal har värden för både kvinnor och män."]
    some, word = {0: ("Ingen", "säker"), 1: ("1", "säker")}.get(len(sure), (str(len(sure)), "säkra"))
    told = [f"{some} av {len(drawn)} skillnader är {word}."]
    largest = next((row for row in by_size(sure) if row.field), None)
    if largest:
        told.append(_largest(largest))
    moving = dict.fromkeys(row.moves for row in drawn if row.gap.growing)
    for words in sorted(moving, key=lambda one: ("troligen" in one, "krymper" in one)):
        names = "; ".join(row.title for row in drawn if row.moves == words)
        told.append(f"Skillnaden {words}: {names}.")
    return told


def _largest(row: Row) -> str:
    values = f"kvinnor {row.women} och män {_amount(row.men, row.indicator.unit)} ({row.gap.year})"
    return f"Störst jämfört med hur olika kommuner är: {row.title}, {values}. Skillnaden är {_beside(row)}."


def _beside(row: Row) -> str:
    """The size of a gap with its unit, and the country's beside it."""
    own = _amount(number(abs(row.gap.gap), row.indicator.decimals), row.unit)
    if not row.country_year:
        return f"{own}; riket har inget värde att ställa bredvid"
    theirs = number(abs(row.country), row.indicator.decimals)
    year = f" ({row.country_year})" if row.country_year != row.gap.year else ""
    turned = " åt andra hållet" if row.country * row.gap.gap < 0 else ""
    return f"{own}, i riket {theirs}{turned}{year}"


def _amount(text: str, unit: str) -> str:
    return f"{text}\u00a0{counted_unit(text, unit)}"


def _without(others: Sequence[tuple[Indicator, ...]], findings: Findings) -> tuple[dict[str, list[str]], bool]:
    """Titles by reason, and whether a fetch may bring some of it."""
    found: dict[str, list[str]] = {}
    fetchable = False
    for pair in others:
        reason, may = _reason(pair, findings)
        found.setdefault(reason.rstrip("."), []).append(card.title_of(pair))
        fetchable |= may
    return found, fetchable


def _reason(pair: tuple[Indicator, ...], findings: Findings) -> tuple[str, bool]:
    """Why a nyckeltal has no women and men, and whether a fetch may bring them."""
    one, source = pair[0], findings.source
    kpi = shown_kpi(one, source, findings.last)
    if kpi is None:
        why = absence.why(one, source, findings.last, findings.today)
        return absence.short(why.kind, one, source.program.municipality, findings.last), why.fetchable
    if any(each.derive for each in pair):
        return HUNDRED, False
    return notes.without_split(pair, kpi, source.kpi(kpi), source) or NO_COMMON_YEAR, False
