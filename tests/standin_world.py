"""The made-up figures behind the stand-in: deterministic, with holes, nulls, zeros, a gender split and deletions."""

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

AREAS = ["1962", "0000", "0019", "1904", "1907", "1960", "1961", "1980", "1981", "1982", "1983", "1984"]
REGIONS = {"0000", "0019"}
CHANGED = "2026-01-15"  # when every row last changed, unless the world says otherwise
Key = tuple[str, str, int]


def kpi_ids(count: int) -> list[str]:
    """So many kpis: N01951 and made-up ones."""
    return ["N01951", *(f"N9{number:04d}" for number in range(1, count))]


def area_codes(count: int) -> list[str]:
    """So many areas: Norberg first, then Riket, the region, the county, and made-up codes."""
    return [*AREAS, *(str(2000 + number) for number in range(len(AREAS), count))][:count]


@dataclass
class World:
    """What the stand-in knows.

    Attributes:
        ids, codes, members: kpis, areas, and groups with their members to hold: by default three groups of those areas.
        kpis, areas, groups: id -> object as Kolada lists it; may be changed.
        years: the years with figures.
        changed: row -> ISO date of its last change, where it is not CHANGED.
        deleted: row -> ISO date of its deletion; told with from_date only.
        split: one row per gender instead of one per kpi, area and year.
        text_period, number_flags, number_publ_period: the forms the contract leaves open.
    """

    ids: Sequence[str] = field(default_factory=lambda: kpi_ids(40))
    codes: Sequence[str] = field(default_factory=lambda: area_codes(30))
    members: dict[str, Sequence[str]] | None = None
    years: range = range(2016, 2024)
    changed: dict[Key, str] = field(default_factory=dict)
    deleted: dict[Key, str] = field(default_factory=dict)
    split: bool = False
    text_period: bool = False
    number_flags: bool = False
    number_publ_period: bool = False

    def __post_init__(self) -> None:
        codes = [code for code in self.codes if code not in REGIONS]
        members = {"G2328": codes, "G33626": [c for c in codes if c.startswith("19")], "G37477": codes[1:8]}
        self.kpis = {one: self._kpi(one, number) for number, one in enumerate(self.ids)}
        self.areas = {one: {"id": one, "title": f"Kommun {one}", "type": "KL"[one in REGIONS]} for one in self.codes}
        self.groups = {one: self._group(one, codes) for one, codes in (self.members or members).items()}

    def _flag(self, value: bool) -> bool | int:
        return int(value) if self.number_flags else value

    def _kpi(self, kpi: str, number: int) -> dict:
        return {
            "id": kpi,
            "title": f"Påhittat mått {number}, andel (%)",
            "description": "Ett mått för prov.\\nKälla: provet.",
            "is_divided_by_gender": self._flag(number % 2 == 1),
            "municipality_type": "K",
            "auspice": "T" if number % 3 else None,
            "operating_area": "Prov",
            "perspective": None,
            "prel_publication_date": None,
            "publication_date": "2026-05-13" if number % 4 else None,
            "publ_period": 2025 if self.number_publ_period else "2025",
            "has_ou_data": self._flag(False),
        }

    def _group(self, group: str, codes: Sequence[str]) -> dict:
        members = [{"member_id": code, "member_title": f"Kommun {code}"} for code in codes]
        return {"id": group, "title": f"Grupp {group}", "members": members}

    def knows(self, segment: str, one: str) -> bool:
        """Whether an id exists; every year does."""
        known = {"kpi": self.kpis, "municipality_groups": self.groups, "municipality": {**self.areas, **self.groups}}
        return segment == "year" or one in known[segment]

    def listed(self, objects: list[dict], query: dict[str, str]) -> list[dict]:
        """Catalogue objects after the filters ``title`` and ``region_type``."""
        wanted, kind = query.get("title", "").lower(), query.get("region_type")
        return [one for one in objects if wanted in one["title"].lower() and kind in (None, one.get("type", kind))]

    def data(self, cell: dict[str, list[str]], from_date: str | None, groups: bool) -> list[dict]:
        """The data rows of a cell, in an order of their own."""
        areas = cell.get("municipality", [*self.areas, *(self.groups if groups else ())])
        years = [int(year) for year in cell.get("year", self.years) if int(year) in self.years]
        keys = [(k, a, y) for k in cell["kpi"] if k in self.kpis for a in areas for y in years]
        rows = [row for key in keys if (row := self.row(*key, from_date)) is not None]
        rows = [{**row, "values": [one]} for row in rows for one in row["values"]] if self.split else rows
        random.Random(str(cell)).shuffle(rows)
        return rows

    def row(self, kpi: str, area: str, year: int, from_date: str | None = None) -> dict | None:
        """One data row as served, or None where there is none."""
        key = (kpi, area, year)
        gone = key in self.deleted
        if from_date is None and gone:
            return None
        if from_date is not None and max(self.deleted.get(key, ""), self.changed.get(key, CHANGED)) < from_date:
            return None
        genders = "TKM" if self.kpis[kpi]["is_divided_by_gender"] else "T"
        values = [one for gender in genders if (one := self._value(kpi, area, year, gender)) is not None]
        if gone:
            values = [{**one, "value": None, "count": 0, "isdeleted": self._flag(True)} for one in values]
        turn = zlib.crc32(f"{area}{year}".encode()) % 3  # genders stand in no fixed order
        values = values[turn:] + values[:turn]
        period = str(year) if self.text_period else year
        return {"kpi": kpi, "municipality": area, "period": period, "values": values} if values else None

    def _value(self, kpi: str, area: str, year: int, gender: str) -> dict | None:
        if area in self.groups:
            members = [one["member_id"] for one in self.groups[area]["members"]]
            found = [number for code in members if (number := self.number(kpi, code, year, gender)) is not None]
            number, count = (sum(found) / len(found), len(found)) if found else (None, 0)
        elif area in self.areas and zlib.crc32(f"{kpi}{area}{year}".encode()) % 17:
            number = self.number(kpi, area, year, gender)
            count = int(number is not None)
        else:
            return None
        return {"gender": gender, "count": count, "status": "", "value": number, "isdeleted": self._flag(False)}

    def number(self, kpi: str, area: str, year: int, gender: str) -> float | None:
        """The figure itself: a row is missing in one case of 17, null in one of 13, zero in one of 11."""
        seed = zlib.crc32(f"{kpi}{area}{year}".encode())
        if seed % 17 == 0 or seed % 13 == 0:
            return None
        return 0.0 if seed % 11 == 0 else zlib.crc32(f"{seed}{gender}".encode()) % 10**8 / 10**6
