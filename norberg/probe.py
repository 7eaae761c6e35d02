"""Which assumptions of the contract hold: the first calls to make when a network is there, each with its finding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from norberg.batches import KNOWN, REFUSALS
from norberg.door import Door
from norberg.errors import KoladaError, KoladaShape
from norberg.fields import Record
from norberg.records import Row, envelope, next_query, row
from norberg.reply import Reply, accepted, short

PAIR = f"data/kpi/{KNOWN['kpi']}/municipality/{KNOWN['municipality']}"
YEAR = 2022  # published for every measure asked about here, and in every copy of Kolada's figures that we know
GROUP = "G2328"  # all municipalities
SECRET = "N15428"  # a share of the pupils in year 9: small municipalities lack values
UNKNOWN = "N99999"
PATIENCE = 180.0  # seconds for all points: 25 calls of a second or two, and some slow ones


@dataclass(frozen=True)
class Finding:
    """One assumption of the contract and what the server said of it.

    Attributes:
        point: what was asked about, in a few Swedish words.
        holds: whether the assumption holds; None where the answer does not tell.
        sentence: what was seen, in Swedish.
    """

    point: str
    holds: bool | None
    sentence: str


Seen = tuple[bool | None, str]


def probe(base_url: str | None = None, **patience: Any) -> list[Finding]:  # noqa: ANN401 - what Door takes
    """Make the contract's first calls against ``base_url`` (else ``$KOLADA_URL``, else the real Kolada).

    Args:
        base_url: the address, ending in /v3.
        patience: pace, timeout and the rest, as for ``norberg.door.Door``.

    Returns:
        One finding per point; the first tells whether the address was reached at all (``holds`` False if not: then
        there are no others). Never raises a KoladaError: a fault is the finding of the point it met.
    """
    door = Door(base_url, **{"retries": 1, "stall": PATIENCE, **patience})
    try:
        reply = door.get(PAIR)
    except KoladaError as fault:
        return [Finding("Adressen svarar", False, str(fault))]
    first = Finding("Adressen svarar", True, f"{short(reply.url)} gav svar 200.")
    return [first, *(_finding(door, point, look) for point, look in POINTS)]


def _finding(door: Door, point: str, look: Callable[[Door], Seen]) -> Finding:
    try:
        return Finding(point, *look(door))
    except KoladaShape as fault:
        return Finding(point, False, str(fault))
    except KoladaError as fault:
        return Finding(point, None, f"Gick inte att avgöra. {fault}")


def _page(door: Door, path: str, **query: object) -> tuple[Reply, list[Record], str | None]:
    reply = door.get(path, query)
    return (reply, *envelope(reply))


def _rows(door: Door, path: str, **query: object) -> list[Row]:
    return [row(record, {}) for record in _page(door, path, **query)[1]]


def _rows_fit(door: Door) -> Seen:
    found = _rows(door, PAIR)
    return bool(found), f"{len(found)} rader, alla med väntade fält och typer."


def _openapi(door: Door) -> Seen:
    reply = door.reply("openapi.json")
    if reply.status != 200:
        return False, f"/openapi.json svarade {reply.status}."
    described = reply.json()
    return isinstance(described, dict) and "openapi" in described, "/openapi.json finns."


def _too_many(door: Door) -> Seen:
    ids = ",".join(f"N{90000 + number}" for number in range(26))
    reply = door.reply(f"data/kpi/{ids}/municipality/{KNOWN['municipality']}")
    words = f"26 id i ett led gav svar {reply.status}."
    return reply.status in REFUSALS, words + (" Fler än 25 går alltså bra." if reply.status == 200 else "")


def _unknown(path: str) -> Callable[[Door], Seen]:
    def look(door: Door) -> Seen:
        reply = door.reply(path)
        if reply.status != 200:
            return False, f"Ett okänt id gav svar {reply.status}."
        rows = len(envelope(reply)[0])
        return rows == 0, f"Ett okänt id gav svar 200 med {rows} rader."

    return look


def _next_url(door: Door) -> Seen:
    reply, records, link = _page(door, "kpi", per_page=2)
    if link is None:
        return False, f"En första sida med {len(records)} rader saknar next_url."
    next_query(reply, link)
    kind = "hel adress" if link.startswith(f"{door.base}/") else "annan form än vår egen adress"
    return kind == "hel adress", f"next_url på första sidan är {short(link)} ({kind})."


def _last_page(door: Door) -> Seen:
    raw = door.get(PAIR, {"per_page": 5000}).json()
    if not isinstance(raw, dict):
        return False, "Svaret är inget objekt."
    found = repr(raw["next_url"]) if "next_url" in raw else "borta"
    return not raw.get("next_url"), f"next_url på sista sidan är {found}."


def _count(door: Door) -> Seen:
    raw = door.get("kpi", {"per_page": 2}).json()
    count = raw.get("count") if isinstance(raw, dict) else None
    return count == 2, f"count är {count!r} på en sida med 2 rader."


def _large_page(door: Door) -> Seen:
    reply = door.reply("kpi", {"per_page": 6000})
    if reply.status != 200:
        return reply.status in REFUSALS, f"per_page=6000 gav svar {reply.status}."
    rows = len(envelope(reply)[0])
    return rows <= 5000, f"per_page=6000 gav {rows} rader."


def _year_only(door: Door) -> Seen:
    rows, groups = _areas_and_groups(door)
    return (groups > 0 if rows else None), f"Ett år för alla gav {rows} rader, varav {groups} för grupper."


def _region_type(door: Door) -> Seen:
    rows, groups = _areas_and_groups(door, region_type="K")
    return (groups == 0 if rows else None), f"Med region_type=K kom {rows} rader, varav {groups} för grupper."


def _areas_and_groups(door: Door, **query: object) -> tuple[int, int]:
    found = _rows(door, f"data/kpi/{KNOWN['kpi']}/year/{YEAR}", **query)
    return len(found), sum(one["municipality"].startswith("G") for one in found)


def _group(door: Door) -> Seen:
    found = _rows(door, f"data/kpi/{KNOWN['kpi']}/municipality/{GROUP}/year/{YEAR}")
    counts = [one["count"] for every in found for one in every["values"]]
    if not counts:
        return None, f"Gruppen {GROUP} gav ingen rad för {YEAR}."
    return max(
        count or 0 for count in counts
    ) > 1, f"Gruppen {GROUP} har count {counts[0]}, antalet medlemmar med värde."


def _suppressed(door: Door) -> Seen:
    found = _rows(door, f"data/kpi/{SECRET}/year/{YEAR}")
    empty = [one for every in found for one in every["values"] if one["value"] is None]
    if not empty:
        return None, f"Inget av {len(found)} svar för {SECRET} {YEAR} är tomt."
    seen = sorted({(one["status"], one["count"]) for one in empty}, key=repr)
    text = ", ".join(f"status ”{status}” med count {count}" for status, count in seen)
    return all(count in (0, None) for _, count in seen), f"{len(empty)} tomma värden: {text}."


def _from_date(door: Door) -> Seen:
    every, late = _rows(door, PAIR), _rows(door, PAIR, from_date="2100-01-01")
    if late:
        return False, f"from_date=2100-01-01 gav {len(late)} rader av {len(every)}: datumet räknas inte."
    return True, f"from_date=2100-01-01 gav 0 rader av {len(every)}."


def _deletions(door: Door) -> Seen:
    _, records, _ = _page(door, f"data/kpi/{SECRET}/year/{YEAR}", from_date="2000-01-01")
    values = [one for record in records for one in record.items("values")]
    gone = [one for one in values if one.flag("isdeleted", default=False)]
    if not gone:
        return None, f"Inget av {len(values)} värden sedan 2000-01-01 är borttaget."
    return all(one.number("value") is None for one in gone), f"{len(gone)} borttagna värden kommer som tomma."


def _status_of(path: str, expected: int, words: str) -> Callable[[Door], Seen]:
    def look(door: Door) -> Seen:
        status = door.reply(path).status
        return status == expected, f"{words} gav svar {status}, väntat {expected}."

    return look


def _query_form(door: Door) -> Seen:
    found = _rows(door, "data", kpi=KNOWN["kpi"], municipality=KNOWN["municipality"])
    return not found, f"/data?kpi=…&municipality=… gav {len(found)} rader; okända frågenamn ska inte räknas."


def _headers(door: Door) -> Seen:
    reply = accepted(door.reply(PAIR))
    kept = ("Server", "Content-Type", "Content-Encoding", "Cache-Control", "ETag", "Last-Modified", "Retry-After")
    limits = [name for name in reply.headers if "ratelimit" in name.lower()]
    text = ", ".join(f"{name}: {reply.headers[name]}" for name in (*kept, *limits) if name in reply.headers)
    return "json" in reply.headers.get("Content-Type", ""), f"Svarshuvuden: {text or 'inga kända'}."


POINTS: Sequence[tuple[str, Callable[[Door], Seen]]] = (
    ("Datarader har väntad form", _rows_fit),
    ("/openapi.json finns", _openapi),
    ("Högst 25 id per led", _too_many),
    ("Okänt nyckeltal ger tomt svar", _unknown(f"data/kpi/{UNKNOWN}/municipality/{KNOWN['municipality']}")),
    ("Okänd kommun ger tomt svar", _unknown(f"data/kpi/{KNOWN['kpi']}/municipality/9999")),
    ("Okänt nyckeltal i listan ger tomt svar", _unknown(f"kpi/{UNKNOWN}")),
    ("next_url är en hel adress hos samma värd", _next_url),
    ("Sista sidan saknar next_url", _last_page),
    ("count gäller sidan", _count),
    ("per_page är högst 5000", _large_page),
    ("Ett år utan kommuner ger också grupper", _year_only),
    ("region_type=K utelämnar grupper", _region_type),
    ("Gruppers count är antalet medlemmar", _group),
    ("Tomma värden har count 0", _suppressed),
    ("Svarshuvuden", _headers),
    ("from_date begränsar svaret", _from_date),
    ("Borttagna värden kommer med from_date", _deletions),
    ("Bara nyckeltal i vägen ger 404", _status_of(f"data/kpi/{KNOWN['kpi']}", 404, "/data/kpi/X")),
    ("Okända frågenamn räknas inte", _query_form),
)
