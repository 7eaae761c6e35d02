"""The sheet Definitioner: what each nyckeltal is, in our words and with Kolada's ids and titles."""

from norberg.depth_words import PROPOSED, WANTED
from norberg.program import Indicator
from norberg.report.contents import Report
from norberg.report.sheets import Sheet
from norberg.sentences import span

HEADS = {
    "Nr": 8,
    "Nyckeltal": 38,
    "Vad det säger": 60,
    "Så står det i programmet": 50,
    "Id som visas": 14,
    "Titel i Kolada": 60,
    "Id i programmet": 14,
    "Enhet": 18,
    "Önskad riktning": 44,
    "Mäts": 26,
    "Seriebrott": 40,
    "Att tänka på": 60,
    "Statistikens källa": 30,
}
THEME = {"Varför det är med i temat": 60, "Att tänka på i temat": 60}


def write(sheet: Sheet, report: Report) -> None:
    """Fill the sheet, a row a nyckeltal."""
    heads = HEADS | (THEME if any(one.piece for one in report.entries) else {})
    sheet.head(list(heads), list(heads.values()))
    for entry in report.entries:
        row = _row(entry.indicator, entry.behind.kpi if entry.behind else "", report)
        sheet.row([*row, entry.why, entry.piece.caveat] if entry.piece else row)
    sheet.close()


def _row(one: Indicator, kpi: str, report: Report) -> list[object]:
    shown = kpi or one.use_id or one.local_id
    fact = report.source.facts.get(shown)
    known = one.kolada_title if shown == one.kolada_id else one.use_title
    title = "Kommunens egen serie" if shown == one.local_id else fact.title if fact else known
    wanted = WANTED[one.direction]
    return [
        one.no if one.goal else one.address,
        one.short_title,
        one.explanation,
        one.title if one.goal else "Följs inte av programmet",
        shown,
        title,
        one.kolada_id if one.goal else "",
        one.unit,
        f"{wanted} {PROPOSED}" if one.direction != "neutral" else f"{wanted} Förslag, inte beslutat.",
        cadence(one),
        " ".join(f"{each.first_year}: {each.reason}" for each in one.breaks),
        " ".join(filter(None, [one.note, one.successor_note])),
        one.source,
    ]


def cadence(one: Indicator) -> str:
    """How often it is measured, and over how many years a value is a mean."""
    often = "varje år" if one.cadence_years == 1 else f"vart {one.cadence_years}:e år"
    if one.kind != "rolling mean":
        return often
    first = f"medelvärde för {one.window_years} år, till exempel {span(2022 - one.window_years + 1, 2022)}"
    return f"{often}, {first}"
