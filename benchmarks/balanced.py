"""One process or two behind HAProxy: what sixty hurried readers wait for, as ratios within one run.

Readers are those of the tests: a cookie, a websocket, no browser. They use the processors too, so that on a machine of
two a second process has less to win than where readers sit elsewhere; the note says how many there are.
"""

import asyncio
import os
import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles

from balancer import balanced, haproxy_path
from browser import serving
from measure import Row, exact
from sessions import CHOICES, PAGE
from visitors import Visitor

READERS, CLICKS = 60, 3
PAUSES = (4.0, 12.0)  # s between two clicks of one reader: a hurried one
ALONE = 5  # times one reader goes through all choices


def run() -> list[Row]:
    """The rows on one and two processes; none where there is no HAProxy."""
    path = haproxy_path()
    if path is None:
        print("balanced: HAProxy is not installed")
        return []
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        environment = {"NORBERG_DATA": str(Path(folder) / "shared")}
        apps = []
        for name in ("a", "b", "c"):
            (Path(folder) / name).mkdir()
            apps.append(stack.enter_context(serving(Path(folder) / name, environment=environment)).url)
        one = stack.enter_context(balanced([apps[0], apps[0]], Path(folder) / "one.log", path))
        two = stack.enter_context(balanced([apps[1], apps[2]], Path(folder) / "two.log", path))
        for app in apps[1:]:
            asyncio.run(_alone([app], 2))  # what is measured afterwards has been seen by somebody before
        direct, through = asyncio.run(_alone([apps[0], one], ALONE))
        single, double = asyncio.run(_crowd(one)), asyncio.run(_crowd(two))
    usual = median(direct)
    note = f"{READERS} readers, each clicks every {PAUSES[0]:g} to {PAUSES[1]:g} s; {os.cpu_count()} processors for all"
    told = "; ".join(
        f"{name}: p50 {median(values) * 1000:.0f} ms, p95 {_high(values) * 1000:.0f} ms"
        for name, values in (("one process", single), ("two", double))
    )
    return [
        exact("one reader through HAProxy / straight to the app, p50", median(through) / usual, None),
        exact("one process, p50 / one reader's p50", median(single) / usual, None, f"{note}; {told}"),
        exact("one process, p95 / one reader's p50", _high(single) / usual, None),
        exact("two processes, p50 / one reader's p50", median(double) / usual, None),
        exact("two processes, p95 / one reader's p50", _high(double) / usual, None),
        exact("two processes p50 / one process p50", median(double) / median(single), None),
        exact("two processes p95 / one process p95", _high(double) / _high(single), None),
    ]


def _high(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


async def _alone(addresses: list[str], rounds: int) -> list[list[float]]:
    """Seconds of one reader's answers at each address, clicked in turn; the first round is not counted."""
    readers = [Visitor(one, PAGE, CHOICES[0]) for one in addresses]
    for one in readers:
        await one.come()
    taken = [[await _click(one, query) for one in readers] for query in CHOICES * (rounds + 1)]
    for one in readers:
        await one.leave()
    return [list(some) for some in zip(*taken[len(CHOICES) :], strict=True)]


async def _crowd(url: str) -> list[float]:
    """Seconds of many readers' answers."""
    readers = [Visitor(url, PAGE, CHOICES[0]) for _ in range(READERS)]
    for one in readers:
        await one.come()
    taken = await asyncio.gather(*(_hurried(one, seed) for seed, one in enumerate(readers)))
    for one in readers:
        await one.leave()
    return [seconds for some in taken for seconds in some]


async def _hurried(reader: Visitor, seed: int) -> list[float]:
    dice, taken = random.Random(seed), []
    for _ in range(CLICKS):
        await asyncio.sleep(dice.uniform(*PAUSES))
        taken.append(await _click(reader, dice.choice(CHOICES)))
    return taken


async def _click(reader: Visitor, query: str) -> float:
    start = time.perf_counter()
    await reader.look(query)
    return time.perf_counter() - start
