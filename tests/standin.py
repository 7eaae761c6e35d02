"""A stand-in for Kolada's v3 API: real HTTP on loopback, the contract kept strictly, faults on demand.

    with StandIn().fail(faults.status(500), times=2) as kolada:
        Kolada(kolada.url).data(["N01951"], ["1962"])

``python tests/standin.py 8766`` serves it by hand.
"""

import json
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from standin_world import World

Fault = Callable[["Handler", "Reply"], None]
MOST = 5000  # rows a page


@dataclass
class Quirks:
    """Where the contract leaves something open, which way it is.

    Attributes:
        limit: ids per segment, or per named segment.
        refusal, refusal_body: status and body of the answer to more.
        unknown: the status when a question names an unknown id; 200 leaves it out.
        end: next_url on the last page: None, "" or "absent".
        page_size: rows a page at most, however many are asked for.
        next_url: form of next_url: "{base}" is the server's address with /v3, "{rest}" path and query after it.
        region_type_drops_groups: whether region_type leaves groups out of an answer.
    """

    limit: int | dict[str, int] = 25
    refusal: int = 422
    refusal_body: Any = field(default_factory=lambda: {"detail": "too many ids"})
    unknown: int = 200
    end: str | None = None
    page_size: int = MOST
    next_url: str = "{base}/{rest}"
    region_type_drops_groups: bool = True


@dataclass
class Request:
    """One request as it came; ``began`` is of time.monotonic, ``overlap`` counts the others under way with it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    began: float
    overlap: int


@dataclass
class Reply:
    """The right answer, before a fault gets at it."""

    status: int
    body: Any

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class _Order:
    """A fault that was ordered: for requests whose path contains ``match``, after some and for a number of them."""

    fault: Fault
    times: int | None
    after: int
    match: str

    def takes(self, path: str) -> bool:
        if self.match not in path or self.times == 0:
            return False
        if self.after:
            self.after -= 1
            return False
        self.times = None if self.times is None else self.times - 1
        return True


class Refused(Exception):
    """The request gets this status and body instead of an answer."""

    def __init__(self, status: int, body: Any):
        self.status, self.body = status, body


class StandIn:
    """The server, as a context manager.

    ``world`` holds its figures, ``quirks`` the open points, ``requests`` what came.
    """

    def __init__(self, world: World | None = None, quirks: Quirks | None = None, port: int = 0):
        self.world, self.quirks = world or World(), quirks or Quirks()
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self.under_way = 0
        self.lock = threading.Lock()
        self._orders: list[_Order] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", port), type("Bound", (Handler,), {"standin": self}))
        self._server.daemon_threads = True
        self.host = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.host}/v3"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object):
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without /v3/."""
        return [request.path.removeprefix("/v3/") for request in self.requests]

    def fail(self, fault: Fault, times: int | None = None, after: int = 0, match: str = "") -> "StandIn":
        """Let requests fail: ``times`` of them (None is always), after ``after`` good ones, where the path matches."""
        self._orders.append(_Order(fault, times, after, match))
        return self

    def heal(self) -> None:
        """No more faults."""
        self._orders.clear()

    def ordered(self, path: str) -> Fault | None:
        """The fault this request is to meet, if any."""
        with self.lock:
            return next((order.fault for order in self._orders if order.takes(path)), None)

    def reply(self, path: str, query: dict[str, str]) -> Reply:
        """The right answer to a request."""
        root, *parts = [unquote(part) for part in path.strip("/").split("/")]
        if root != "v3":
            return Reply(410, {"error": "This endpoint is deprecated. Please use /v3 instead."})
        if parts == ["openapi.json"]:
            return Reply(200, {"openapi": "3.1.0", "info": {"title": "Kolada", "version": "3"}, "paths": {}})
        try:
            return Reply(200, self._page("/".join(parts), self._rows(parts, query), query))
        except Refused as refused:
            return Reply(refused.status, refused.body)

    def _rows(self, parts: list[str], query: dict[str, str]) -> list[dict]:
        world = self.world
        catalogue = {"kpi": world.kpis, "municipality": world.areas, "municipality_groups": world.groups}
        if parts == ["data"]:
            return []
        if (known := catalogue.get(parts[0])) is not None and len(parts) <= 2:
            ids = self._ids(parts[0], parts[1]) if len(parts) == 2 else list(known)
            return world.listed([known[one] for one in ids if one in known], query)
        asked = dict(zip(parts[1::2], parts[2::2], strict=False))
        whole = parts[0] == "data" and len(parts) == 1 + 2 * len(asked)
        if not whole or set(asked) not in ({"kpi", "municipality"}, {"kpi", "year"}, {"kpi", "municipality", "year"}):
            raise Refused(404, {"detail": "Not Found"})
        cell = {segment: self._ids(segment, ids) for segment, ids in asked.items()}
        drop = "region_type" in query and self.quirks.region_type_drops_groups
        return world.data(cell, query.get("from_date"), groups=not drop)

    def _ids(self, segment: str, text: str) -> list[str]:
        ids, limit = text.split(","), self.quirks.limit
        if len(ids) > (limit if isinstance(limit, int) else limit.get(segment, 25)):
            raise Refused(self.quirks.refusal, self.quirks.refusal_body)
        if self.quirks.unknown != 200 and any(not self.world.knows(segment, one) for one in ids):
            raise Refused(self.quirks.unknown, {"detail": "unknown id"})
        return ids

    def _page(self, rest: str, rows: list[dict], query: dict[str, str]) -> dict:
        try:
            page, size = int(query.get("page", 1)), int(query.get("per_page", MOST))
        except ValueError:
            raise Refused(422, {"detail": "page and per_page are numbers"}) from None
        if page < 1 or not 1 <= size <= MOST:
            raise Refused(422, {"detail": "page or per_page out of range"})
        size = min(size, self.quirks.page_size)
        here = rows[(page - 1) * size : page * size]
        body = {"values": here, "count": len(here), "previous_url": None, "next_url": self.quirks.end}
        if page * size < len(rows):
            body["next_url"] = self._link(rest, query, page + 1, size)
        elif self.quirks.end == "absent":
            del body["next_url"]
        if page > 1:
            body["previous_url"] = self._link(rest, query, page - 1, size)
        return body

    def _link(self, rest: str, query: dict[str, str], page: int, size: int) -> str:
        asked = "&".join(f"{name}={value}" for name, value in {**query, "page": page, "per_page": size}.items())
        return self.quirks.next_url.format(base=self.url, rest=f"{rest}?{asked}", query=asked)


class Handler(BaseHTTPRequestHandler):
    """One connection; faults write to it through ``send``."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the client's acknowledgement
    standin: StandIn

    def log_message(self, *args: object) -> None:
        """Keeps the test run quiet."""

    def handle(self) -> None:
        """As ever, but a client that hangs up is no news."""
        with suppress(ConnectionError):
            super().handle()

    def send(self, status: int, raw: bytes, headers: dict[str, str] | None = None) -> None:
        """A whole answer; headers given replace the usual ones, None leaves one out."""
        usual = {"Content-Type": "application/json", "Content-Length": str(len(raw))}
        self.send_response(status)
        for name, value in {**usual, **(headers or {})}.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        url, here = urlsplit(self.path), self.standin
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        with here.lock:
            here.requests.append(Request(url.path, query, dict(self.headers), time.monotonic(), here.under_way))
            here.under_way += 1
        try:
            reply, fault = here.reply(url.path, query), here.ordered(url.path)
            if fault:
                fault(self, reply)
            else:
                self.send(reply.status, reply.raw)
        finally:
            with here.lock:
                here.under_way -= 1


if __name__ == "__main__":
    with StandIn(port=int(sys.argv[1])):
        threading.Event().wait()
