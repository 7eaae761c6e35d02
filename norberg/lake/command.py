"""``python -m norberg lake``: update, status and prune; what is printed comes back as lines with an exit code."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from norberg import settings
from norberg.columns import AREA, KPI
from norberg.errors import LakeError
from norberg.kolada import Kolada
from norberg.lake import generation, place, update, words, writing
from norberg.lake.lists import Wanted
from norberg.lake.stage import Stage
from norberg.program import Program
from norberg.progress import Tell

STALL = 1800.0  # seconds: kpis without values come hundreds in a row, and each answer to them has no new rows
STAGE = "lake-stage"  # in NORBERG_DATA

Said = tuple[list[str], int]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Add the command with its parts; ``chosen.part`` says which.

    Args:
        commands: of the program's parser.
    """
    told = "Hela Kolada som Parquet: hämta, visa läget, ta bort gamla utgåvor."
    parts = commands.add_parser("lake", help=told, description=told)
    chosen = parts.add_subparsers(required=True, metavar="del", dest="part")
    updating = chosen.add_parser("update", help="hämta alla nyckeltal för alla områden; tar timmar första gången")
    updating.add_argument("--areas", default="", metavar="KODER", help="kommuner, som 1962,1982, eller en jämförelse")
    updating.add_argument("--kpis", default="", metavar="ID,ID", help="bara de här; övriga behålls från förra gången")
    chosen.add_parser("status", help="vad som finns, när det lästes och vad som saknas")
    pruning = chosen.add_parser("prune", help="ta bort gamla utgåvor; den nyaste hela tas aldrig bort")
    pruning.add_argument("--keep", type=int, default=2, metavar="N", help="så många behålls")
    return parts


def run(chosen: argparse.Namespace, loaded: Program, tell: Tell) -> Said:
    """Do a part of the command.

    Args:
        chosen: the parsed arguments.
        loaded: for the municipality and the ready comparisons.
        tell: called with the progress of an update.

    Returns:
        Lines to print, and the exit code.

    Raises:
        NorbergError: it can't be done.
    """
    parts: dict[str, Callable[[argparse.Namespace, Program, Tell], Said]]
    parts = {"update": _update, "status": _status, "prune": _prune}
    return parts[chosen.part](chosen, loaded, tell)


def _update(chosen: argparse.Namespace, loaded: Program, tell: Tell) -> Said:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    stage = Stage(place.opened(str(settings.written() / STAGE)), now)
    wanted = Wanted(loaded.municipality.code, areas(chosen.areas, loaded), kpis(chosen.kpis))
    made = update.run(Kolada(stall=STALL), place.opened(settings.lake()), stage, wanted, tell)
    return words.brought(made), 0 if words.complete(made) else 1


def _status(chosen: argparse.Namespace, loaded: Program, tell: Tell) -> Said:
    here = place.opened(settings.lake())
    found = generation.newest(here)
    return words.status(found, here), 0 if found and not found.problems else 1


def _prune(chosen: argparse.Namespace, loaded: Program, tell: Tell) -> Said:
    removed = writing.prune(place.opened(settings.lake()), max(chosen.keep, 1))
    return [f"Tog bort {len(removed)} gamla utgåvor.", *(f"  {one}" for one in removed)], 0


def areas(text: str, loaded: Program) -> tuple[str, ...]:
    """The codes that ``--areas`` means, the municipality's own among them; empty for all.

    Args:
        text: codes with commas, or the address (or the beginning of it) of a ready comparison with its own list.
        loaded: the program.

    Raises:
        LakeError: it is neither.
    """
    if not text:
        return ()
    codes = tuple(text.split(","))
    if not all(re.fullmatch(AREA, one) for one in codes):
        lists = [one for one in loaded.sets if one.members and one.address.startswith(text)]
        if len(lists) != 1:
            names = ", ".join(one.address for one in loaded.sets if one.members)
            raise LakeError(f"--areas {text} är varken koder som 1962,1982 eller en av jämförelserna {names}.")
        codes = lists[0].members
    return tuple(dict.fromkeys((loaded.municipality.code, *codes)))


def kpis(text: str) -> tuple[str, ...]:
    """The ids that ``--kpis`` means; empty for all. Raises LakeError where one is no id."""
    ids: Sequence[str] = text.split(",") if text else ()
    if wrong := [one for one in ids if not re.fullmatch(KPI, one)]:
        raise LakeError(f"--kpis: {', '.join(wrong)} är inget id som N15428.")
    return tuple(dict.fromkeys(ids))
