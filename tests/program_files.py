"""A small program on disk that is free of faults, for tests to break."""

import csv
import io
from pathlib import Path

TOML = """
title = "Tillsammans för Norberg 2030"
adopted = 2019
first_year = 2008
default_sets = ["norra-vastmanland", "riket"]
groups = ["G36017", "G85903"]

[municipality]
code = "1962"
name = "Norberg"
genitive = "Norbergs"
county_region = "0019"
country = "0000"
inhabitants = 5800

[[areas]]
title = "Norberg - att växa upp i"
short = "Växa upp"
address = "att-vaxa-upp"
text = "Barn och unga ska trivas."

[[areas.goals]]
no = 1
text = "Alla elever ska nå målen."
short = "Skola"

[[areas.goals]]
no = 2
text = "Alla ska må bra."
short = "Hälsa"

[[areas]]
title = "Nytänkande Norberg"
short = "Nytänkande"
address = "nytankande"
text = "Vi provar nytt."

[[areas.goals]]
no = 10
text = "Norberg är en bra arbetsgivare."
short = "Arbetsgivare"

[[sets]]
address = "norra-vastmanland"
title = "Norra Västmanland"
members = ["1982", "1904"]

[[sets]]
address = "gruppen"
title = "Liknande ekonomi"
group = "G85903"

[[sets]]
address = "liknande"
title = "Liknande kommuner"
kind = "similar"

[[sets]]
address = "riket"
title = "Riket"
kind = "country"
"""

PLAIN = {
    "no": "1",
    "goal": "1",
    "title": "Elever i åk 9 som är behöriga, andel (%)",
    "short_title": "Behöriga till yrkesprogram",
    "question": "Får alla elever rätt stöd?",
    "question_yes": "up",
    "explanation": "Andelen elever i årskurs 9 som kan söka ett yrkesprogram på gymnasiet.",
    "kolada_id": "N15428",
    "kolada_title": "Elever i åk 9 som är behöriga,  hemkommun, andel (%)",
    "match": "exact",
    "use_id": "N15428",
    "use_title": "Elever i åk 9 som är behöriga,  hemkommun, andel (%)",
    "use_kind": "itself",
    "successor_note": "",
    "related_id": "",
    "related_title": "",
    "entity": "1962",
    "local_id": "",
    "local_note": "",
    "unit": "%",
    "decimals": "1",
    "direction": "higher",
    "direction_reason": "",
    "gender_split": "yes",
    "perspective": "verksamhet",
    "sustainability": "social",
    "agenda2030": "4;16",
    "themes": "barn-och-unga;skola",
    "source": "SCB och Skolverket",
    "note": "Små årskullar.",
    "kind": "share",
    "cadence": "yearly",
    "window_years": "1",
    "breaks": "2017: Ny metod. | 2012: Kravet skärptes.",
    "recomputed": "",
    "country_sum": "",
    "pair": "",
    "derive": "",
    "similar_group": "G36017",
    "target": "",
    "target_year": "",
    "responsible": "kommunledningskontoret",
}
HEADER = list(PLAIN)
RETIRED = {"no": "2", "goal": "2", "kolada_id": "N74811", "use_id": "N00103", "match": "ended", "use_kind": "ended"}
WOMEN = {"no": "65", "goal": "10", "kolada_id": "N00222", "use_id": "N00222", "pair": "kvinnor och män"}
MEN = WOMEN | {"no": "66", "derive": "100 - N00222"}
OWN = {"no": "67", "goal": "10", "kolada_id": "", "use_id": "", "local_id": "LOK_FRISKTAL", "match": "local"}
ROWS = [PLAIN | RETIRED, PLAIN, PLAIN | WOMEN, PLAIN | MEN, PLAIN | OWN]  # lines 2-6; goal 2 stands before goal 1


def changed(line: int, **cells: str) -> list[dict[str, str]]:
    """The good rows with some cells of one line of the file changed."""
    return [row | cells if at == line else row for at, row in enumerate(ROWS, 2)]


def text(rows: list[dict[str, str]] = ROWS, delimiter: str = ",", end: str = "\n") -> str:
    """Rows as a CSV file; the first row's keys are its header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def folder(path: Path, table: str | bytes | None = None, toml: str | bytes | None = TOML) -> Path:
    """The folder with both files written; without program.toml where ``toml`` is None."""
    table = text() if table is None else table
    (path / "indicators.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    if toml is not None:
        (path / "program.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return path
