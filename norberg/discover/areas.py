"""Which of the program's areas each operating area of Kolada belongs to, in a file that is meant to be edited."""

from collections.abc import Mapping
from pathlib import Path

from norberg.program import Program
from norberg.sheet import LEFT_OUT, fault, quoted, table

FILE = "operating_areas.csv"
COLUMNS = ("operating_area", "area", "why")  # Kolada's words; address of an area or empty; the reason, for people
NONE = "utan område i programmet"


def read(path: Path, program: Program) -> tuple[Mapping[str, str], list[str]]:
    """The file.

    Args:
        path: of the file.
        program: whose areas they are.

    Returns:
        Operating area -> address of an area, "" where it belongs to none or several; and a Swedish sentence a fault.
    """
    rows, faults = table(path, COLUMNS, COLUMNS[:2])
    known, found = {one.address for one in program.areas}, dict[str, str]()
    for row in rows:
        name, address = row.cells.get("operating_area", ""), row.cells.get("area", "")
        if not name or name in found:
            words = f"{quoted(name)} står redan" if name else "texten saknas"
            faults.append(fault(row.where, words + LEFT_OUT, "operating_area"))
        elif address and address not in known:
            faults.append(fault(row.where, f"programmet har inget område {quoted(address)}" + LEFT_OUT, "area"))
        else:
            found[name] = address
    return found, faults
