"""What is said of the lake on the command line, in Swedish."""

from collections.abc import Iterable, Sequence

from norberg.lake.generation import Generation
from norberg.lake.place import Place
from norberg.sentences import counted, day

SHOWN = 10  # kpis named one by one; the manifest has them all


def brought(made: Generation) -> list[str]:
    """What an update brought, and what it did not."""
    return [
        f"Hela Kolada är läst: {_size(made)}, med {counted(made.facts['requests'], 'fråga', 'frågor')}.",
        *lacking(made),
    ]


def lacking(found: Generation) -> list[str]:
    """What the generation lacks, what is of an earlier reading, and newer ones that can't be used."""
    failed = [row for row in found.carried if row["failed"]]
    kept = [row for row in found.carried if not row["failed"]]
    lines = list[str]()
    if found.empty:
        lines.append(_empty(found))
    if found.missing:
        lines += ["Saknas:", *_named((row["kpi"], row["reason"]) for row in found.missing)]
    if failed:
        rows = ((row["kpi"], f"värdena från {day(row['read'])} gäller. {row['reason']}") for row in failed)
        lines += ["Kunde inte läsas den här gången:", *_named(rows)]
    if kept:
        first = min(row["read"] for row in kept)
        lines.append(f"Från en tidigare läsning, som äldst {day(first)}: {len(kept)} nyckeltal.")
    return [*lines, *found.problems]


def status(found: Generation | None, place: Place) -> list[str]:
    """What is there, when it was read, and what it lacks."""
    if found is None:
        return [f"Hela Kolada är inte hämtad till {place.url}. Hämta med: python -m norberg lake update"]
    megabytes = sum(part.bytes for part in found.partitions) / 10**6
    return [
        f"Hela Kolada i {place.url}: utgåvan {found.id}, läst {day(found.published)}.",
        f"{_size(found)}; {counted(len(found.partitions), 'del', 'delar')}, {megabytes:.0f} MB.",
        *lacking(found),
    ]


def complete(found: Generation) -> bool:
    """Whether everything that was asked for came."""
    return not found.missing and not any(row["failed"] for row in found.carried)


def _empty(found: Generation) -> str:
    """How many kpis are empty, and how far that is known."""
    words = f"Kolada svarade utan värden för {counted(len(found.empty), 'nyckeltal', 'nyckeltal')}"
    sought = found.facts.get("sought")
    if not (sought and set(sought["kpis"]).intersection(found.empty)):
        return f"{words}."
    first, last = sought["years"]
    return f"{words} (sökta i {len(sought['areas'])} områden för alla år och i de övriga för {first}–{last})."


def _size(found: Generation) -> str:
    kpis = counted(sum(len(part.kpis) for part in found.partitions), "nyckeltal", "nyckeltal")
    values = counted(found.facts["rows"], "värde", "värden")
    return f"{kpis} med {values} för {counted(len(found.areas), 'område', 'områden')}"


def _named(rows: Iterable[tuple[str, str]]) -> Sequence[str]:
    lines = [f"  {kpi}: {why}" if kpi else f"  {why}" for kpi, why in rows]
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], f"  … och {more} till, se manifestet."] if more > 0 else lines
