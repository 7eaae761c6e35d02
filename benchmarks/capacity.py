"""What one process needs: memory at rest and for each reader, processor time for each click.

Processor time is that of the process, read from the system, so that other work on the machine does not blur it.
"""

import asyncio
import os
import random
import tempfile
from pathlib import Path

from browser import Server, serving
from measure import Row, exact
from sessions import CHOICES, PAGE
from visitors import Visitor

READERS, FIRST = 60, 5  # sessions; those before memory is counted pay for what all share
CLICKS = 200
PAGES = ("", PAGE, "skillnader", "uppfoljning", "fordjupning", "om-data", "metod")
TICKS = os.sysconf("SC_CLK_TCK")


def run() -> list[Row]:
    """Megabytes and milliseconds (Linux)."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as app:
        started = _memory(app)
        return [
            exact("memory of a process that nobody has visited", started, None, unit="MB"),
            *asyncio.run(_used(app)),
        ]


async def _used(app: Server) -> list[Row]:
    for page in PAGES:
        await (await _reader(app, page)).leave()
    first = [await _reader(app, PAGE) for _ in range(FIRST)]
    for query in CHOICES:
        await first[0].look(query)
    seen = _memory(app)
    readers = first + [await _reader(app, PAGE) for _ in range(READERS - FIRST)]
    each = (_memory(app) - seen) / (READERS - FIRST)
    dice, before = random.Random(1), _seconds(app)
    for _ in range(CLICKS):
        await dice.choice(readers).look(dice.choice(CHOICES))
    click = (_seconds(app) - before) / CLICKS
    return [
        exact("memory after every kind of page was seen", seen, None, unit="MB"),
        exact("memory of each reader more", each, 1, f"{READERS} readers of a page with ten charts", "MB"),
        exact("processor time of a click", click * 1000, None, f"{CLICKS} new choices on that page, seen before", "ms"),
    ]


async def _reader(app: Server, page: str) -> Visitor:
    reader = Visitor(app.url, page, CHOICES[0])
    await reader.come()
    return reader


def _memory(app: Server) -> float:
    lines = Path(f"/proc/{app.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _seconds(app: Server) -> float:
    """Processor time so far: fields 14 and 15 of the process's line, counted after its name in brackets."""
    fields = Path(f"/proc/{app.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
