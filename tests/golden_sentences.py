"""Every nyckeltal's marks and sentence on the embedded figures, to be read by people.

``tests/golden/sentences.csv`` is rewritten by ``PYTHONPATH=. python tests/golden_sentences.py``; the
reviewer reads the difference.
"""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from world import STANDARD, TODAY, source

from norberg import spoken
from norberg.finding import Finding
from norberg.findings import Findings

FILE = Path(__file__).parent / "golden" / "sentences.csv"
HEADER = ("nr", "nyckeltal", "riktning", "läge", "mening", "kvinnor och män")


def findings(folder: Path) -> tuple[Finding, ...]:
    """The totals of all nyckeltal, as they stand without network at the end year of the tests."""
    return Findings(source(folder), STANDARD.last, TODAY).wall().findings


def text(found: tuple[Finding, ...]) -> str:
    """The golden file: a row a nyckeltal."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in found:
        gap = spoken.gap_sentence(one) if one.gap else ""
        marks = spoken.direction_words(one), spoken.level_words(one)
        writer.writerow([one.indicator.no, one.indicator.short_title, *marks, spoken.sentence(one), gap])
    return out.getvalue()


if __name__ == "__main__":
    with TemporaryDirectory() as empty:
        FILE.write_text(text(findings(Path(empty))), encoding="utf-8")
