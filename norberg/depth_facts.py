"""The facts strip of the nyckeltal page: value, direction, level, and what a single one weighs, as finished texts."""

from dataclasses import dataclass

from norberg import marks, spoken
from norberg.clauses import judged
from norberg.finding import BETTER, CODE, DOWN, NO_CHANGE, TOO_FEW, UP, WORSE, Finding
from norberg.lines import GAP
from norberg.sentences import counted, number, span
from norberg.side import Side
from norberg.source import Source
from norberg.weight import weight

TONES = {WORSE: "worse", BETTER: "better"}
LEAST = 5  # measurements a direction needs (DESIGN 5.1)
MARK = 26  # px
BEST, WORST = 1, 4  # quarters


@dataclass(frozen=True)
class Cell:
    """One cell: a small label, then a big value with its unit, or a mark with its words, and a note below.

    ``mark`` is an image address, ``wide`` its width in px, ``tone`` worse, better or "".
    """

    label: str
    value: str = ""
    unit: str = ""
    mark: str = ""
    wide: int = MARK
    words: str = ""
    tone: str = ""
    note: str = ""


def cells(side: Side, name: str, source: Source) -> tuple[Cell, ...]:
    """The cells of one side: three, or four where the number behind a share is known.

    Args:
        side: everybody, women, men or the gap.
        name: of the municipality or region.
        source: for its own files.
    """
    if side.gender == GAP:
        return (_value(side, name), _gap_direction(side.finding), _gap_size(side.finding))
    finding = side.finding
    found = (_value(side, name), _direction(finding), _level(finding, len(source.municipalities)))
    one = weight(finding.indicator, finding.kpi, finding.year, source) if side.gender == "totalt" else None
    return (*found, Cell(one.heading, words=one.value, note=one.behind)) if one else found


def _value(side: Side, name: str) -> Cell:
    indicator, own = side.finding.indicator, side.own
    year = int(own.values.index[-1])
    who = f"{side.name} i {name}" if side.gender in ("kvinnor", "man") else f"{side.name}, {name}".lstrip(", ")
    mean = f", medel {span(year - indicator.window_years + 1, year)}" if indicator.kind == "rolling mean" else ""
    note = f"Upprepas till {own.until} utan ny mätning." if own.until > year else ""
    if side.finding.ended and not note:
        note = "Serien har upphört."
    value = number(float(own.values.iloc[-1]), indicator.decimals)
    return Cell(f"{who} {year}{mean}", value=value, unit=side.unit, note=note)


def _direction(finding: Finding) -> Cell:
    trend = finding.trend
    window = f" {span(trend.first, trend.last)}" if trend and trend.points else ""
    mark = marks.direction(finding.direction, finding.sign, finding.sure, MARK)
    tone = TONES.get(finding.direction, "quiet" if finding.direction in (NO_CHANGE, TOO_FEW, CODE) else "")
    label = f"Riktning{window}"
    return Cell(label, mark=mark, words=spoken.direction_words(finding), tone=tone, note=_measurements(finding))


def _measurements(finding: Finding) -> str:
    """How many measurements the direction rests on, and what is out of the ordinary with the latest."""
    points = finding.trend.points if finding.trend else 0
    told = f"{counted(points, 'mätning', 'mätningar')}." if points else ""
    if finding.direction == TOO_FEW:
        told = f"{counted(points, 'mätning', 'mätningar')} i rad; minst {LEAST} behövs."
    return f"{told} Ovanligt värde {finding.unusual.year}." if finding.unusual else told


def _level(finding: Finding, everyone: int) -> Cell:
    level = finding.level
    if not level.quarter:
        reason = f"{level.reason[:1].upper()}{level.reason[1:]}." if level.reason else ""
        return Cell("Läge bland landets kommuner", words="Jämförs inte", tone="quiet", note=reason)
    mean = "" if level.first == level.last else "medel "
    label = f"Läge bland {everyone} kommuner, {mean}{span(level.first, level.last)}"
    right = judged(finding.indicator)
    mark = marks.level(level.quarter, level.certain, right, wide=True)
    tone = {BEST: "better", WORST: "worse"}.get(level.quarter, "") if right else ""
    place = f"Plats {span(level.rank_low, level.rank_high)} av {level.ranked}"
    note = f"{place}." if right else f"{place}, från lägst till högst."
    words = spoken.level_words(finding).removesuffix(f" ({level.last})")
    return Cell(label, mark=mark, wide=76, words=words, tone=tone, note=note)


def _gap_direction(finding: Finding) -> Cell:
    found = finding.gap
    if found is None:
        return Cell("Skillnadens riktning", words="För få mätningar", tone="quiet")
    trend = found.trend
    sign = found.growing
    shown = {1: UP, -1: DOWN}.get(sign, NO_CHANGE if trend.enough else TOO_FEW)
    mark = marks.direction(shown, sign, trend.grade == "säker", MARK)
    label = f"Skillnadens riktning {span(trend.first, trend.last)}" if trend.points else "Skillnadens riktning"
    note = "" if found.sure else "Skillnaden kan bero på slumpen."
    return Cell(label, mark=mark, words=spoken.gap_words(found), tone="" if sign else "quiet", note=note)


def _gap_size(finding: Finding) -> Cell:
    found = finding.gap
    if found is None or not found.compared:
        return Cell(
            "Skillnaden bland landets kommuner", words="Jämförs inte", tone="quiet", note=_not_compared(finding)
        )
    share = number(100 * found.larger_than, 0)
    words = f"Större än i {share} procent"
    return Cell(f"Skillnaden bland {found.compared} kommuner {found.year}", words=words, note="av kommunerna.")


def _not_compared(finding: Finding) -> str:
    return "För få kommuner har könsuppdelade värden inlästa." if finding.gap else "Egna värden saknas."
