"""A refresh: what to ask Kolada for, and publishing every answer at once.

What has come is staged in the store, invisible, and published in one step when the last answer is there: a refresh that
fails leaves the figures as they were, and the next one goes on where it stopped.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pandas as pd

from norberg import ledger, series
from norberg.kolada import Group, Kolada, Municipality
from norberg.memory import events, known
from norberg.memory.events import Event
from norberg.program import Program
from norberg.questions import Progress, Questions
from norberg.source import Source
from norberg.store import LEDGER, Answered, Change, Store
from norberg.summary import Summary, retitled

WHOLE_AGAIN = timedelta(days=7)  # after this a series is read as a whole again: only then is seen what has vanished
OVERLAP = timedelta(days=1)  # asked for once more, since nobody says in which time zone Kolada's dates are


@dataclass(frozen=True)
class Wanted:
    """What a refresh asks for.

    Attributes:
        required: ids that must be answered.
        optional: ids that are asked for as long as Kolada lists them (retired ones).
        areas: codes of areas and groups.
        groups: group ids whose members are read.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    areas: tuple[str, ...]
    groups: tuple[str, ...]


def wanted(program: Program, source: Source, every_municipality: bool, watched: Iterable[str] = ()) -> Wanted:
    """The default set, or the same ids for all municipalities.

    Args:
        program: whose nyckeltal are followed.
        source: for the members of the county and the codes of all municipalities.
        every_municipality: all 290 instead of the county's.
        watched: ids of the watch list, asked for as long as Kolada lists them.

    Returns:
        Ids of the program, the themes and the watch list; the municipality, the country, its region, the county's
        municipalities and the municipality's groups (DESIGN section 3).
    """
    themed = tuple(one.use_id for theme in program.themes for one in theme.indicators)
    margins = tuple(piece.margin_id for theme in program.themes for piece in theme.pieces if piece.margin_id)
    required = (*(i.use_id for i in program.indicators if i.use_id and i.use_kind != "ended"), *themed)
    every = (*(kpi for indicator in program.indicators for kpi in indicator.kpis), *margins, *watched)
    here = program.municipality
    near = source.municipalities if every_municipality else _members(program, source)
    areas = (here.code, here.country, here.county_region, *near, *program.groups)
    unique = tuple(dict.fromkeys(required))
    optional = tuple(kpi for kpi in dict.fromkeys(every) if kpi not in unique)
    return Wanted(unique, optional, tuple(dict.fromkeys(areas)), program.groups)


def _members(program: Program, source: Source) -> Iterable[str]:
    """The municipalities of every ready set that is a named group or a list."""
    for one in program.sets:
        yield from source.groups[one.group].members if one.group in source.groups else one.members


def run(
    client: Kolada,
    store: Store,
    asked: Wanted,
    source: Source,
    progress: Progress = lambda *_: None,
    *,
    whole_series: bool = True,
) -> Summary:
    """Ask for everything, publish it in one step, and say what came.

    Args:
        client: the session with Kolada.
        store: where answers are staged and published.
        asked: what to ask for.
        source: the figures shown until now.
        progress: called with steps done, steps in all, and a Swedish word on what is going on.
        whole_series: ask for whole series; otherwise only for what has changed of kpis that were read as a whole within
            WHOLE_AGAIN for every area and are called what they were called then: under another title all may be new.

    Returns:
        The summary.

    Raises:
        KoladaError: Kolada did not answer; nothing is published, what came stays staged.
        StoreError: the store can't be written.
    """
    progress(0, 1, "Läser Koladas lista över nyckeltal")
    listed = {kpi.id: kpi for kpi in client.kpis([*asked.required, *asked.optional], may_lack=asked.optional)}
    groups = client.groups(asked.groups) if asked.groups else []
    municipalities = client.municipalities() if asked.groups else []
    kpis = tuple(kpi for kpi in (*asked.required, *asked.optional) if kpi in listed)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    questions = Questions(client, store, now, progress, _years(kpis, source))
    same = [kpi for kpi in kpis if kpi in source.facts and source.facts[kpi].title == listed[kpi].title]
    partly, since = ((), "") if whole_series else _partly(same, asked.areas, store, now)
    frames = questions.answers([kpi for kpi in kpis if kpi not in partly], asked.areas)
    frames += questions.answers(partly, asked.areas, since)
    whole = _whole(frames)
    said, found = known.after(known.before(source, store), listed, (*asked.required, *asked.optional), now)
    facts = {"kpis": list(said.values())}
    facts |= _places(groups, municipalities, source, now) if asked.groups else {}
    found += events.of_groups(*_members_of(source, groups))
    before, fresh = _fresh(source.series(kpis, asked.areas), source), _fresh(whole, source)
    found += events.first(before, fresh)
    changes = ledger.revisions(before, fresh)
    changes += store.publish(_answers(frames, questions.refused), facts, now)
    found += _moved(changes, said, found, store, now)
    ledger.write(store.folder.parent / LEDGER, changes, now)
    ledger.write(events.folder(store.folder.parent), found, now)
    store.clear_stage()
    return Summary(
        kpis,
        len(asked.areas),
        int(whole["value"].notna().sum()),
        client.requests,
        tuple(kpi for kpi in kpis if kpi not in {*partly, *whole.loc[whole["value"].notna(), "kpi"]}),
        tuple(kpi for kpi in asked.required if kpi not in listed),
        tuple(sorted(questions.refused)),
        retitled(listed, source.program),
        changes,
        list(client.notes),
        since,
        len(partly),
    )


def _partly(kpis: Sequence[str], areas: Sequence[str], store: Store, now: str) -> tuple[tuple[str, ...], str]:
    """The kpis of which changes are enough, and the date since which."""
    oldest = (datetime.fromisoformat(now) - WHOLE_AGAIN).isoformat(timespec="seconds")
    entries = store.read(kpis)
    found = tuple(
        kpi
        for kpi in kpis
        if (entry := entries.get(kpi)) and all(entry.complete.get(area, "") >= oldest for area in areas)
    )
    days = [entries[kpi].asked[area][:10] for kpi in found for area in areas]
    return found, (date.fromisoformat(min(days)) - OVERLAP).isoformat() if days else ""


def _moved(changes: Sequence[Change], said: known.Rows, found: Sequence[Event], store: Store, now: str) -> list[Event]:
    """Units that changed without a word, seen from the values; what is known of those ids is published with it."""
    told = {one.kpi for one in found if one.kind in events.OTHER}
    units = events.of_values(changes, {kpi: row["title"] for kpi, row in said.items()}, told)
    if units:
        store.put_facts("kpis", list(known.moved(said, units, now).values()), now)
    return units


def _members_of(source: Source, groups: Sequence[Group]) -> tuple[dict, dict]:
    """The members of groups before and now: id -> codes."""
    now = {one.id: [code for code, _ in one.members] for one in groups}
    return {one.id: one.members for one in source.groups.values()}, now


def age(source: Source, now: datetime) -> timedelta:
    """How long ago Kolada was asked for the program's nyckeltal, never is very long.

    The middle one counts: an id that Kolada has dropped stays old whatever is fetched, and one may be fetched alone.
    """
    here = source.program.municipality.code
    asked = sorted(time for one in source.program.indicators if (time := source.asked(one.use_id, here)))
    return now - datetime.fromisoformat(asked[len(asked) // 2]) if asked else timedelta.max


def _years(kpis: Sequence[str], source: Source) -> dict[str, int]:
    """How many periods the municipality has of each kpi: what another area can be expected to have."""
    own = source.series(kpis, [source.program.municipality.code])
    return own.groupby("kpi")["period"].nunique().to_dict()


def _whole(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else series.frame()


def _answers(frames: Sequence[pd.DataFrame], refused: set[str]) -> list[Answered]:
    """One answer a kpi and reading (staged rows keep the time they came); what Kolada refused is not asked for."""
    cells: dict[tuple[str, str], list[pd.DataFrame]] = {}
    for frame in frames:
        for kpi in (one for one in frame.attrs["kpis"] if one not in refused):
            cells.setdefault((kpi, frame.attrs["fetched"]), []).append(frame)
    return [
        Answered(
            kpi,
            pd.concat([frame[frame["kpi"] == kpi] for frame in parts], ignore_index=True),
            [area for frame in parts for area in frame.attrs["areas"] if area not in refused],
            fetched,
            partial=parts[0].attrs.get("partial", False),
        )
        for (kpi, fetched), parts in cells.items()
    ]


def _fresh(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """The rows of kpis and areas that Kolada was never asked for."""
    pairs = frame[["kpi", "municipality"]].drop_duplicates()
    new = [one for one in pairs.itertuples(index=False) if source.asked(one.kpi, one.municipality) is None]
    return frame[pd.MultiIndex.from_frame(frame[["kpi", "municipality"]]).isin([tuple(one) for one in new])]


def _places(groups: Sequence[Group], municipalities: Sequence[Municipality], source: Source, now: str) -> dict:
    """Groups and areas that came replace only their own rows; a short answer loses nothing."""
    sets = {g.id: {"id": g.id, "title": g.title, "members": g.members, "read": g.read} for g in source.groups.values()}
    members = {g.id: [code for code, _ in g.members] for g in groups}
    sets |= {g.id: {"id": g.id, "title": g.title, "members": members[g.id], "read": now} for g in groups}
    areas = {row["id"]: dict(row) for row in source.area_rows}
    areas |= {m.id: {"id": m.id, "title": m.title, "type": m.type} for m in municipalities}
    return {
        "groups": [{**row, "members": "|".join(row["members"])} for row in sets.values()],
        "areas": list(areas.values()),
    }
