"""Three questions to ask, chosen by fixed rules; each stands only where the rule it rests on has fired."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from norberg import absence, clauses
from norberg.finding import WORSE, Finding
from norberg.program import Indicator
from norberg.sentences import number, span
from norberg.themes import Piece

FELL, GAP, MISSING = WORSE, "gap", "missing"  # as in themes.CLAIMS
OLD = 5  # years before the end year: what is as old counts as missing

RULE = (
    "Valda av regler, inte av någons åsikt: den säkra försämring som ligger sämst i landet, den säkra skillnad mellan"
    " kvinnor och män som är störst mätt mot sin egen slump, och det som saknas (inget värde, eller inget nyare än"
    " {old}). En fråga som tar något annat för givet än det regeln fann hoppas över. Om det som saknas frågas när det"
    " kommer. Reglerna gäller kvinnor och män tillsammans."
)
NOT_FIRED = {
    FELL: "inget nyckeltal har säkert försämrats",
    GAP: "ingen skillnad mellan kvinnor och män är säker",
    MISSING: "inget saknas",
}
NOT_FITTING = {
    FELL: "ingen av frågorna passar det som säkert har försämrats",
    GAP: "ingen av frågorna passar en säker skillnad mellan kvinnor och män",
    MISSING: "",
}
COMING = {  # what is asked where the file's question does not fit
    absence.NOT_FETCHED: "När hämtas uppgifter om ”{title}”?",
    absence.OWN_MISSING: "När kommer uppgifter om ”{title}”, och vem lämnar dem?",
    absence.ENDED: "Finns det något att följa i stället för ”{title}”, vars serie har upphört?",
    absence.SECRET: "Hur kan ”{title}” följas när det gäller så få personer?",
}
LATER, NEWER = "När kommer uppgifter om ”{title}”?", "När kommer nyare uppgifter om ”{title}” än från {year}?"


@dataclass(frozen=True)
class Question:
    """A question: the rule that chose it, its words, the piece it is on, and the figures that made it chosen."""

    rule: str
    text: str
    piece: Piece
    reason: str


Found = Sequence[tuple[Piece, Finding]]


def rule(last: int) -> str:
    """The rule in words, for an end year."""
    return RULE.format(old=last - OLD)


def questions(found: Found, last: int) -> tuple[tuple[Question, ...], str]:
    """The questions of a theme.

    Args:
        found: its pieces with what the rules found of the totals.
        last: the end year.

    Returns:
        At most one for each rule, and one sentence that says which rule gave none and why; "" when all gave one.
    """
    chosen, silent = list[Question](), list[str]()
    for name, candidates, ask in (
        (FELL, _fallen(found), _fell),
        (GAP, _apart(found), _gap),
        (MISSING, _gone(found, last), lambda piece, one: _missing(piece, one, last)),
    ):
        taken = [one.piece.indicator for one in chosen]
        free = [pair for pair in candidates if pair[0].indicator not in taken]
        asked = next(_asked(name, free, ask), None)
        if asked:
            chosen.append(asked)
        else:
            silent.append(NOT_FITTING[name] if free else NOT_FIRED[name])
    return tuple(chosen), _said(silent, len(chosen))


def _said(silent: Sequence[str], asked: int) -> str:
    if not silent:
        return ""
    told = f"{', '.join(silent[:-1])} och {silent[-1]}" if len(silent) > 1 else silent[0]
    return f"{'Inte fler frågor' if asked else 'Ingen fråga'}: {told}."


def _asked(name: str, free: Found, ask: Callable[[Piece, Finding], tuple[str, str]]) -> Iterator[Question]:
    """Of the candidates in order those with a question that fits."""
    for piece, finding in free:
        text, reason = ask(piece, finding)
        if text:
            yield Question(name, text, piece, reason)


def _fits(piece: Piece, *claims: str) -> str:
    """The file's question where it rests on one of these claims."""
    return piece.question if piece.rests_on in claims else ""


def _fallen(found: Found) -> Found:
    """What has surely fallen, the worst place first; what has no place comes last."""

    def place(pair: tuple[Piece, Finding]) -> float:
        level = pair[1].level
        return -(level.rank_low + level.rank_high) / level.ranked if level.ranked else 0.0

    return sorted(((piece, one) for piece, one in found if one.direction == WORSE and one.sure), key=place)


def _fell(piece: Piece, finding: Finding) -> tuple[str, str]:
    level = finding.level
    place = f" Plats {span(level.rank_low, level.rank_high)} av {level.ranked}." if level.quarter else ""
    return _fits(piece, WORSE, ""), f"{clauses.movement(finding, '')}{place} Säker försämring."


def _apart(found: Found) -> Found:
    """Sure gaps, the largest against its noise first; those of numbers of people left out, those of a pair once."""
    pairs, kept = set[str](), list[tuple[Piece, Finding]]()
    for piece, one in sorted(found, key=lambda pair: -(pair[1].gap.strength if pair[1].gap else 0.0)):
        name = piece.indicator.pair or piece.indicator.address
        if one.gap and one.gap.sure and piece.indicator.kind != "count" and name not in pairs:
            pairs.add(name)
            kept.append((piece, one))
    return kept


def _gap(piece: Piece, finding: Finding) -> tuple[str, str]:
    gap = finding.gap
    if gap is None:
        return "", ""
    values = clauses.gap(finding, gap)[0]
    times = f" {number(gap.strength, 1)} gånger" if gap.strength < 100 else " mer än hundra gånger"
    size = f"Skillnaden är i medel{times} den gräns som slumpen sällan når."
    return _fits(piece, GAP, ""), f"{values} {size} Säker skillnad."


def _gone(found: Found, last: int) -> Found:
    """What has no value, in the theme's order, then what has no recent one, the oldest first."""
    none = [(piece, one) for piece, one in found if not one.kpi and one.absence and one.absence.kind != absence.LATER]
    old = [(piece, one) for piece, one in found if one.kpi and one.year <= last - OLD]
    return [*none, *sorted(old, key=lambda pair: pair[1].year)]


def _missing(piece: Piece, finding: Finding, last: int) -> tuple[str, str]:
    title = piece.indicator.short_title
    if finding.absence:
        plain = COMING.get(finding.absence.kind, LATER).format(title=title)
        return _fits(piece, MISSING) or plain, finding.absence.sentence
    plain = NEWER.format(title=title, year=finding.year)
    return _fits(piece, MISSING) or plain, f"Det senaste värdet är från {finding.year}; slutåret är {last}."


def gap_indicators(found: Iterable[tuple[Piece, Finding]]) -> tuple[Indicator, ...]:
    """The nyckeltal of a theme with values for women and men, in its order; of a pair those that are in the theme."""
    return tuple(piece.indicator for piece, one in found if one.gap is not None)
