"""Small lakes for tests."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from norberg.lake import place
from norberg.lake.generation import Generation
from norberg.lake.partition import SCHEMA
from norberg.lake.writing import Draft

PART = 3  # kpis a partition: several partitions of a few kpis


def table(frame: pd.DataFrame) -> pa.Table:
    """Rows kpi, municipality, period, value and perhaps gender and status as a partition's table."""
    filled = frame.assign(**{name: text for name, text in (("gender", "T"), ("status", "")) if name not in frame})
    return pa.Table.from_pandas(filled[SCHEMA.names], preserve_index=False).cast(SCHEMA)


def made(url: Any, frame: pd.DataFrame, *, part: int = PART, **facts: Any) -> Generation:
    """A published generation with these rows.

    Args:
        url: folder or s3 address of the lake.
        frame: as for ``table``.
        part: kpis a partition.
        facts: of the manifest; kpis and areas are made from the frame unless given.
    """
    draft, kpis = Draft(place.opened(str(url))), sorted(frame["kpi"].unique())
    for number in range(0, len(kpis), part):
        some = kpis[number : number + part]
        draft.put(f"p{number // part:04d}", some, table(frame[frame["kpi"].isin(some)]))
    codes = sorted(frame["municipality"].unique())
    return draft.publish({"source": "prov", "kpis": listed(kpis), "areas": areas(codes), **facts})


def listed(kpis: Sequence[str], **changes: Any) -> list[dict]:
    """Kolada's objects for these kpis, as the manifest keeps them."""
    return [{**KPI, "id": kpi, "title": f"Mått {kpi}, andel (%)", **changes} for kpi in kpis]


def areas(codes: Sequence[str]) -> list[dict]:
    """Areas with these codes; those that begin with "00" are regions or the country."""
    return [{"id": one, "title": f"Kommun {one}", "type": "KL"[one.startswith("00")]} for one in codes]


def frame(kpis: Sequence[str], codes: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """A value for every kpi, area and year."""
    keys = [(kpi, code, year) for kpi in kpis for code in codes for year in years]
    values = [len(kpi) + int(code) / 100 + year / 7 for kpi, code, year in keys]
    return pd.DataFrame(keys, columns=["kpi", "municipality", "period"]).assign(value=values)


KPI: Mapping[str, Any] = {
    "description": "",
    "divided": False,
    "municipality_type": "K",
    "auspice": None,
    "operating_area": "Prov",
    "perspective": None,
    "prel_publication_date": None,
    "publication_date": None,
    "publ_period": None,
    "has_ou_data": False,
}
