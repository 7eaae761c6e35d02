"""The sheet Översikt: one row for each series of each nyckeltal, with what the rules found."""

from norberg import clauses, spoken
from norberg.finding import BETTER, DOWN, UP, WORSE, Finding
from norberg.lines import GAP
from norberg.report import contents
from norberg.report.contents import OUTSIDE, Report
from norberg.report.entry import Entry
from norberg.report.sheets import Sheet
from norberg.sentences import span

HEADS = {  # heading -> width
    "Nr": 8,
    "Mål": 12,
    "Nyckeltal": 38,
    "Vem": 12,
    "Värde": 12,
    "Enhet": 16,
    "År": 22,
    "Riktning": 24,
    "Säkerhet": 11,
    "Läge": 24,
    "Lägets säkerhet": 11,
    "Läge, år": 12,
    "Plats från": 8,
    "Plats till": 8,
    "Av": 7,
    "Mening": 70,
    "Saknas eftersom": 40,
    "Källa": 60,
}
VALUE, REASON = list(HEADS).index("Värde"), list(HEADS).index("Saknas eftersom")


def write(sheet: Sheet, report: Report) -> None:
    """Fill the sheet; a nyckeltal without values has its row too, with the reason."""
    sheet.line(f"{report.counts}.")
    sheet.head(list(HEADS), list(HEADS.values()))
    for entry in report.entries:
        for at in range(len(entry.findings)):
            sheet.row(_row(entry, at), {VALUE: entry.indicator.decimals})
    sheet.close(filtered=True)


def _row(entry: Entry, at: int) -> list[object]:
    finding, told = entry.findings[at], entry.verdicts[at]
    one = entry.indicator
    head: list[object] = [one.no, one.goal, entry.title] if one.goal else [one.address, OUTSIDE, entry.title]
    if entry.card.absent or at >= len(entry.card.figures):
        reason = contents.reason(entry) if entry.card.absent else told.sentence
        return [*head, *[None] * (REASON - len(head)), reason, entry.source]
    figure = entry.card.figures[at]
    own = entry.own[at].values
    value = figure.value if entry.indicator.codes else float(own.iloc[-1])
    year = int(figure.year) if figure.year.isdecimal() else figure.year
    gap = entry.card.gender == GAP
    words = [told.direction_words, "" if gap else certainty(finding), *(("",) * 6 if gap else _level(finding))]
    return [*head, told.name or figure.name, value, figure.unit, year, *words, told.sentence, None, entry.source]


def certainty(finding: Finding) -> str:
    """Säker or trolig where a direction is claimed."""
    return (finding.trend.grade if finding.trend else "") if finding.direction in (BETTER, WORSE, UP, DOWN) else ""


def _level(finding: Finding) -> list[object]:
    level = finding.level
    if not level.quarter:
        return [f"{spoken.level_words(finding)}: {level.reason}" if level.reason else "", "", None, None, None, None]
    words = clauses.quarter(finding).capitalize()
    place: list[object] = [level.rank_low or None, level.rank_high or None, level.ranked or None]
    return [words, "säkert" if level.certain else "troligt", span(level.first, level.last), *place]
