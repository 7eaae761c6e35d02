"""The objects of Kolada's answers, and how each is read from a record."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import parse_qsl, urljoin, urlsplit

from norberg.errors import KoladaShape
from norberg.fields import Record, misfit
from norberg.reply import Reply

GENDERS = frozenset("TKM")


class Value(TypedDict):
    """One gender's value of a data row; None where the source answered null or deleted it."""

    gender: str
    value: float | None
    status: str
    count: int | None


class Row(TypedDict):
    """One data row: a kpi, an area, a calendar year and the values by gender."""

    kpi: str
    municipality: str
    period: int
    values: list[Value]


@dataclass(frozen=True)
class Kpi:
    """A KPI as Kolada describes it; dates are ISO, None where Kolada has none."""

    id: str
    title: str
    description: str
    divided: bool
    municipality_type: str | None
    auspice: str | None
    operating_area: str | None
    perspective: str | None
    prel_publication_date: str | None
    publication_date: str | None
    publ_period: str | None
    has_ou_data: bool


@dataclass(frozen=True)
class Municipality:
    """A municipality (type K), or a region or the country (type L)."""

    id: str
    title: str
    type: str


@dataclass(frozen=True)
class Group:
    """A group of municipalities; members as pairs of id and title."""

    id: str
    title: str
    members: tuple[tuple[str, str], ...]


def envelope(reply: Reply) -> tuple[list[Record], str | None]:
    """The records of one page, and the address of the next (None at the end: null, absent or "")."""
    whole = Record(reply.json(), reply.url, "svaret")
    return whole.items("values"), whole.maybe("next_url")


def next_query(reply: Reply, next_url: str) -> dict[str, str]:
    """What ``next_url`` asks for; raises KoladaShape if it leads to another host.

    Only the query is taken from it: scheme, port and path may be those of a proxy we can't reach.
    """
    try:
        target = urlsplit(urljoin(reply.url, next_url))
        ours = target.hostname == urlsplit(reply.url).hostname
    except ValueError:
        ours = False
    if not ours:
        raise misfit(reply.url, "next_url", next_url, "en adress hos samma värd")
    return dict(parse_qsl(target.query))


def kpi(record: Record, say: Callable[[str], None]) -> Kpi:
    """A record of ``/kpi``; a date that is none is left out, and ``say`` gets a sentence about it."""
    return Kpi(
        record.text("id"),
        record.text("title"),
        record.maybe("description") or "",
        record.flag("is_divided_by_gender"),
        record.maybe("municipality_type"),
        record.maybe("auspice"),
        record.maybe("operating_area"),
        record.maybe("perspective"),
        _day(record, "prel_publication_date", say),
        _day(record, "publication_date", say),
        _publ_period(record),
        record.flag("has_ou_data", default=False),
    )


def _day(record: Record, name: str, say: Callable[[str], None]) -> str | None:
    try:
        return record.day(name)
    except KoladaShape as fault:
        say(str(fault))
        return None


def _publ_period(record: Record) -> str | None:
    try:
        return record.maybe("publ_period")
    except KoladaShape:
        return str(record.whole("publ_period"))


def municipality(record: Record) -> Municipality:
    """A record of ``/municipality``."""
    return Municipality(record.text("id"), record.text("title"), record.text("type"))


def group(record: Record) -> Group:
    """A record of ``/municipality_groups``."""
    members = ((one.text("member_id"), one.text("member_title")) for one in record.items("members"))
    return Group(record.text("id"), record.text("title"), tuple(members))


def row(record: Record, asked: Mapping[str, Collection[str]]) -> Row:
    """A record of ``/data``; it must be about the kpis, municipalities and years asked for."""
    period = record.year("period")
    if "year" in asked and str(period) not in asked["year"]:
        raise record.misfit("period", "något som frågan gällde")
    return Row(
        kpi=record.among("kpi", asked.get("kpi")),
        municipality=record.among("municipality", asked.get("municipality")),
        period=period,
        values=[_value(one) for one in record.items("values")],
    )


def _value(record: Record) -> Value:
    number = record.number("value")
    return Value(
        gender=record.among("gender", GENDERS),
        value=None if record.flag("isdeleted", default=False) else number,
        status=record.maybe("status") or "",
        count=record.whole("count"),
    )
