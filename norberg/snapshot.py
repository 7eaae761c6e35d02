"""The embedded snapshot: real values that show without network, rewritten from what was fetched."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from norberg import series
from norberg.program import Program
from norberg.refresh import Wanted
from norberg.sentences import counted
from norberg.source import Source

COLUMNS = ("kpi", "municipality", "period", "gender", "value", "rounded", "read")
NATIONAL_PERIODS = (
    10  # latest measured years of each kpi for which areas far away are kept: what rank and distribution need
)
ORIGIN = "Källa: Kolada"


def write(folder: Path, source: Source, asked: Wanted) -> str:
    """Rewrite the embedded values and facts from what the source has now.

    Args:
        folder: ``data/``.
        source: the figures, newest readings first. What the office alone follows, in themes it has saved, stays out:
            the embedded figures are everybody's.
        asked: the ids and areas of the refresh; its areas keep their whole history with women and men, all others the
            total of each kpi's last NATIONAL_PERIODS periods.

    Returns:
        A Swedish sentence on what was written.
    """
    kpis = sorted({*asked.required, *asked.optional, *source.program.kpis} - _private(source.program))
    rows = source.series(kpis)
    kept = rows[rows["value"].notna() & ~rows["municipality"].str.startswith("G")]
    near = kept["municipality"].isin(_near(source, asked))
    far = kept[~near & (kept["gender"] == "T")]
    recent = far[far.groupby("kpi")["period"].rank("dense", ascending=False) <= NATIONAL_PERIODS]
    kept = pd.concat([kept[near], recent]).sort_values(series.KEY)
    _save_values(folder / "snapshot.parquet", kept)
    facts = [
        {"id": f.id, "title": f.title, "divided": "yes" if f.divided else "no", "publication_date": f.publication_date}
        | {"publ_period": f.publ_period, "read": f.read[:10]}
        for f in source.facts.values()
        if f.listed and f.id in kpis
    ]
    _save_rows(folder / "kpis.csv", facts)
    _save_rows(folder / "areas.csv", source.area_rows)
    _save_rows(
        folder / "groups.csv",
        [
            {"id": g.id, "title": g.title, "members": "|".join(g.members), "read": g.read[:10]}
            for g in source.groups.values()
        ],
    )
    return f"Skrev {counted(len(kept), 'värde', 'värden')} och {len(facts)} nyckeltals uppgifter till {folder.name}/."


def _private(program: Program) -> set[str]:
    """The ids that only themes saved in the app have."""
    own, common = set[str](), {*program.kpis}
    for theme in program.themes:
        ids = {one.use_id for one in theme.indicators} | {piece.margin_id for piece in theme.pieces}
        (own if theme.own else common).update(ids)
    return own - common


def _near(source: Source, asked: Wanted) -> set[str]:
    """Areas that may be chosen offline: those asked for by default, and the members of small sets and groups."""
    program = source.program
    small = [group.members for group in source.groups.values() if len(group.members) <= NATIONAL_PERIODS]
    listed = [one.members for one in program.sets]
    home = (program.municipality.code, program.municipality.country, program.municipality.county_region)
    return {*home, *(code for members in (*small, *listed) for code in members)} & {*source.areas, *asked.areas}


def _save_values(path: Path, rows: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(rows.assign(read=rows["fetched"].str[:10])[list(COLUMNS)], preserve_index=False)
    marked = table.replace_schema_metadata({"source": ORIGIN})
    _replace(path, lambda new: pq.write_table(marked, new, compression="zstd"))


def _save_rows(path: Path, rows: Sequence[Mapping[str, object]] | Iterable[Mapping[str, object]]) -> None:
    listed = list(rows)

    def write_rows(new: Path) -> None:
        with new.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(listed[0]), lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(listed)

    _replace(path, write_rows)


def _replace(path: Path, write_new: Callable[[Path], None]) -> None:
    """Write beside and rename, so that a stop halfway leaves the old file."""
    new = path.with_suffix(".new")
    write_new(new)
    new.replace(path)
