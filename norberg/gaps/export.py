"""Women and men as a file for people."""

from collections.abc import Callable, Sequence

from norberg import exports
from norberg.findings import Findings
from norberg.gaps.row import Row

HEADER = (
    "Nyckeltal",
    "Id",
    "Kommun",
    "Enhet",
    "År",
    "Kvinnor",
    "Män",
    "Skillnad (kvinnor minus män)",
    "Säker skillnad",
    "Vem",
    "Skillnaden över tid",
    "Skillnad i riket",
    "År i riket",
    "Större än i andel av kommunerna (%)",
    "Kommuner som jämförs",
    "Större än i antal liknande kommuner",
    "Liknande kommuner som jämförs",
    "Källa",
    "Inläst",
    "Länk",
)


def people(found: Sequence[Row], findings: Findings, link: Callable[[str], str]) -> bytes:
    """The rows for Swedish Excel, values in full precision, an empty cell for what is missing.

    Args:
        found: in the order of the file.
        findings: the rules' answers, for where the values come from; made-up ones say so in every row.
        link: the address of a nyckeltal's page, from ``Indicator.address``.
    """
    return exports.written(HEADER, [_cells(row, findings, link) for row in found])


def _cells(row: Row, findings: Findings, link: Callable[[str], str]) -> tuple[object, ...]:
    gap, own = row.gap, findings.of(row.indicator)
    share = 100 * gap.larger_than if gap.compared else float("nan")
    return (
        row.title,
        " och ".join(one.use_id for one in row.indicators) if len(row.indicators) > 1 else own.kpi,
        own.name,
        row.indicator.unit,
        gap.year,
        exports.cell(gap.women),
        exports.cell(gap.men),
        exports.cell(gap.gap),
        "ja" if gap.sure else "nej",
        row.behind,
        row.moves,
        exports.cell(row.country),
        row.country_year or "",
        exports.cell(share),
        gap.compared or "",
        row.smaller if row.similar else "",
        row.similar or "",
        exports.origin(row.indicators, own.kpi, findings.source),
        own.read,
        link(row.indicator.address),
    )


def file_name(findings: Findings) -> str:
    """The name of the file: municipality, what it is, the end year, and DEMO where the figures are made up."""
    name = f"{findings.source.program.municipality.name} kvinnor och män till och med {findings.last}"
    return f"{'DEMO-pahittade-varden-' if findings.source.demo else ''}{exports.plain(name)}.csv"
