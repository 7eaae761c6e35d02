"""The soak test by minutes: ten readers walk, write and fetch while everything around the app fails in turn.

    python benchmarks/soak.py [MINUTES] [--calm] [--sessions 10] [--seed 1]

Takes up to twice the minutes and names what there was no time for. Prints what was met and told, what has become of the
good values, and the memory at each phase. Exit code 1 if a reader met a traceback or another language, a value was
changed or did not come back, or what was saved is gone.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / name) for name in (".", "tests")]

import soak_damage  # noqa: E402
from soak_driver import QUICK, SLOW, Result, Soak  # noqa: E402

PAUSE = 1.0  # s between two clicks of one reader, in the mean
WARM = 3  # calm phases before the first fault
LONGER = 2  # times the minutes that were asked for, before what is left is left out
CALM = 15  # s of a phase in which nothing fails
MOST_TOLD = 25  # messages that are printed


def phases(minutes: float, seed: int) -> list[tuple[str, Callable[[Soak], object], float]]:
    """Every fault there is, in an order of chance, in equal parts of the time; calm phases first."""
    faults = [(name, partial(Soak.fault, name=name, fault=fault)) for name, fault in {**QUICK, **SLOW}.items()]
    damage = [(f"store: {name}", partial(Soak.damage, work=work)) for name, work in soak_damage.STORE.items()]
    damage += [(f"folders: {name}", partial(Soak.damage, work=work)) for name, work in soak_damage.OTHER.items()]
    others = [("a full disk", partial(Soak.full, size=0)), ("a disk nearly full", partial(Soak.full, size=150_000))]
    others += [("killed", Soak.killed), ("two processes", Soak.joined)]
    mixed: list[tuple[str, Callable[[Soak], object]]] = [*faults, *damage, *others]
    random.Random(seed).shuffle(mixed)
    each = minutes * 60 / (len(mixed) + WARM)
    return [(f"{at} {name}", befall, each) for at, (name, befall) in enumerate([*[_calm()] * WARM, *mixed])]


def calm(minutes: float) -> list[tuple[str, Callable[[Soak], object], float]]:
    """Nothing fails: readers walk, and one fetches in each phase, so that the figures are others again and again."""
    return [(f"{at} {name}", befall, CALM) for at, (name, befall) in enumerate([_calm()] * int(minutes * 60 / CALM))]


def _calm() -> tuple[str, Callable[[Soak], object]]:
    return "calm", lambda soak: None


def row(result: Result, name: str) -> str:
    """A phase as it is printed."""
    return f"{name[:44]:44} " + " ".join(f"{one:6}" for one in result.phases[name]) + f" {result.memory[name]:6.0f}"


def summary(result: Result) -> list[str]:
    """What is printed in the end."""
    memory = list(result.memory.values())[1:-1]
    third = len(memory) // 3
    grown = max(memory[-third:]) / max(memory[third:-third]) if third else 1.0
    lines = [f"memory, highest of the last third against the third before: {grown:.2f}"]
    met = sum(result.met.values())
    lines.append(f"{result.seen.reruns} answers, {result.seen.lost} connections lost, {met} requests met a fault")
    lines.append(f"{result.written[0]} comments and agendas said to be saved, {result.written[1]} there")
    lines += [f"no time for: {', '.join(result.left)}"] if result.left else []
    lines += [f"{times:6} {text}" for text, times in result.seen.told.most_common(MOST_TOLD)]
    return [*lines, *(f"WRONG {one}" for one in dict.fromkeys(result.seen.wrong))]


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("minutes", type=float, nargs="?", default=5)
    parser.add_argument("--calm", action="store_true", help="nothing fails and nobody writes: for the memory")
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()

    def tell(name: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s {row(soak.result, name)}", flush=True)

    print(f"{'':7} {'phase':44} {'good':>6} {'equal':>6} {'told':>6} {'untold':>6} {'other':>6} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(Path(folder), chosen.sessions, chosen.seed, PAUSE, writes=not chosen.calm, tell=tell)
        planned = calm(chosen.minutes) if chosen.calm else phases(chosen.minutes, chosen.seed)
        result = asyncio.run(soak.run(planned, LONGER * chosen.minutes * 60))
    print("\n".join(summary(result)))
    traced = result.log.count("Traceback")
    print(f"{traced} tracebacks in the log")
    lost = any(one.other for one in result.phases.values())
    whole = list(result.phases.values())[-1]
    bad = result.seen.wrong or lost or whole.equal < whole.good or result.written[0] != result.written[1]
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
