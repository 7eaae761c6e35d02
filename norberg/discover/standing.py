"""What there is to show discoveries of: the newest scan and its generation, or in words why there is none."""

from dataclasses import dataclass

from norberg import reserve, scanned
from norberg.errors import LakeError
from norberg.lake import generation as generations
from norberg.lake import place as places
from norberg.lake.generation import Generation
from norberg.scanned import Scanned
from norberg.sentences import counted, day

FETCH, SCAN = "”python -m norberg lake update”", "”python -m norberg scan”"  # what the one who runs the app types
MOST_NAMED = 12  # kpis that a sentence names


@dataclass(frozen=True)
class Standing:
    """What there is.

    Attributes:
        scanned: the tests of the municipality; None without.
        generation: the reading of Kolada that was scanned; None without.
        lacking: why there is nothing to show, and what to do; "" where there is something.
        warnings: what must be known of what is shown, a Swedish sentence each.
    """

    scanned: Scanned | None = None
    generation: Generation | None = None
    lacking: str = ""
    warnings: tuple[str, ...] = ()


def standing(url: str, who: str) -> Standing:
    """Look into the lake; nothing is scanned, and nothing raised.

    Args:
        url: of the lake.
        who: code of the municipality.
    """
    try:
        newest = reserve.newest(url)
    except LakeError as error:
        return Standing(lacking=f"Det som hämtats av hela Kolada kan inte läsas. {error}")
    if newest is None:
        return Standing(
            lacking=f"Hela Kolada är inte hämtat än. Den som sköter appen kör först {FETCH} och sedan {SCAN}."
        )
    try:
        place = places.opened(url)
        found = scanned.saved(place, who)
        if found is None:
            words = f"Hela Kolada är hämtat {day(newest.published)}, men inte granskat än. Kör {SCAN}."
            return Standing(lacking=words, warnings=newest.problems)
        of = newest if found.generation == newest.id else generations.named(place, found.generation)
    except LakeError as error:
        return Standing(lacking=f"Granskningen av hela Kolada kan inte läsas. {error}", warnings=newest.problems)
    return Standing(found, of, warnings=tuple(_warnings(found, of, newest)))


def _warnings(found: Scanned, of: Generation, newest: Generation) -> list[str]:
    told = [*newest.problems, *found.problems, *(words for _, words in found.unread)]
    if of.id != newest.id:
        later = day(newest.published)
        told.append(f"Fynden är från hämtningen {day(of.published)}. Den från {later} är inte granskad än: kör {SCAN}.")
    if of.missing:
        count = counted(len(of.missing), "nyckeltal", "nyckeltal")
        told.append(f"{count} kunde inte hämtas och är inte granskade: {_ids(of.missing)}.")
    if of.carried:
        count = counted(len(of.carried), "nyckeltal", "nyckeltal")
        told.append(f"{count} kunde inte hämtas och är granskade med äldre värden: {_ids(of.carried)}.")
    return list(dict.fromkeys(told))


def _ids(rows: list[dict]) -> str:
    named = ", ".join(row["kpi"] for row in rows[:MOST_NAMED])
    return f"{named} och {len(rows) - MOST_NAMED} till" if len(rows) > MOST_NAMED else named
