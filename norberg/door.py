"""The one private door to the network: pace, time limits and retries stand here and nowhere else."""

import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from itertools import count
from threading import Event, Thread
from urllib.parse import urlencode

import requests
from urllib3.exceptions import HTTPError, LocationValueError
from urllib3.exceptions import TimeoutError as ReadTimeout

from norberg.errors import KoladaShape, KoladaStalled, KoladaStatus, KoladaUnreachable
from norberg.reply import MOVED, Again, Reply, accepted, cut, lasting, onward, short

VERSION = "0.1.0"
REAL_URL = "https://api.kolada.se/v3"
REDIRECTS = 5  # a move to https and to a trailing slash are two; more is a ring
MAX_BODY = 64 * 2**20  # bytes; the largest honest page, 5 000 KPIs with their texts, is about 5 MB
CHUNK = 2**16
FIRST_REST = 1.0  # seconds before the first retry, doubled for each: 1 + 2 + 4 + 8
LONGEST_WAIT = 60.0  # seconds; whoever wants longer is asked another day: a refresh ends within 90 s of its last row
_BAD_URL = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    LocationValueError,
)


class Door:
    """Asks one question at a time, at a pace, and never waits without an end.

    Args:
        base_url: without it ``$KOLADA_URL``, else the real Kolada.
        pace: least seconds between the starts of two requests.
        timeout: seconds to connect and to wait for bytes; their sum bounds one attempt as a whole, so that a server
            that drips its answer ends too.
        retries: how often a 429, a 5xx, silence, a dropped connection or a cut answer is asked for again.
        sleep, clock: for tests.
        stall: seconds inside the door, waits and retries included, without ``fed()`` before it gives up for good.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        pace: float = 0.34,
        timeout: tuple[float, float] = (5, 30),
        retries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        stall: float = 80.0,
    ) -> None:
        self.base = (base_url or os.environ.get("KOLADA_URL") or REAL_URL).rstrip("/")
        self.requests = 0
        self._pace, self._timeout, self._retries, self._stall = pace, timeout, retries, stall
        self._sleep, self._clock = sleep, clock
        self._quiet, self._mark, self._started = 0.0, 0.0, float("-inf")
        self._session = _session()

    def fed(self) -> None:
        """New rows have come: the time until KoladaStalled starts anew."""
        self._quiet = 0.0

    def get(self, path: str, query: Mapping[str, object] | None = None) -> Reply:
        """The 200 answer; another status is a KoladaStatus or KoladaGone. Otherwise as ``reply``."""
        return accepted(self.reply(path, query))

    def reply(self, path: str, query: Mapping[str, object] | None = None) -> Reply:
        """The answer to ``base/path?query``, whatever its status.

        Raises:
            KoladaUnreachable, KoladaTruncated, KoladaStatus (429 and 5xx): still so after the retries.
            KoladaStatus: redirected in a ring or to another host, or asked to wait over LONGEST_WAIT.
            KoladaShape: a body over MAX_BODY.
            KoladaStalled: no new rows for ``stall`` seconds.
        """
        url = f"{self.base}/{path}" + (f"?{urlencode(query)}" if query else "")
        self._mark = self._clock()
        for attempt in count():
            try:
                return self._follow(url)
            except Again as again:
                if attempt >= self._retries:
                    raise again.error from again
                self._rest(again, attempt, url)
        raise AssertionError  # count() has no end

    def _rest(self, again: Again, attempt: int, url: str) -> None:
        """Waits before the next try, unless that would be too long."""
        if again.wait > LONGEST_WAIT:
            status = getattr(again.error, "status", 0)
            message = f"Kolada ber oss vänta i {again.wait:.0f} sekunder. Hämtningen avbröts; försök igen senare."
            raise KoladaStatus(message, url, status) from again
        wait = max(FIRST_REST * 2**attempt, again.wait)
        if wait >= self._left(url):
            raise self._stalled(url) from again.error
        self._sleep(wait)

    def _left(self, url: str) -> float:
        """Seconds left until KoladaStalled, which it raises when there are none."""
        now = self._clock()
        self._quiet, self._mark = self._quiet + now - self._mark, now
        if self._quiet >= self._stall:
            raise self._stalled(url)
        return self._stall - self._quiet

    def _stalled(self, url: str) -> KoladaStalled:
        return KoladaStalled(f"Hämtningen avbröts: inga nya rader från Kolada inom {self._stall:.0f} sekunder.", url)

    def _follow(self, url: str) -> Reply:
        """One attempt, redirects included."""
        for _ in range(REDIRECTS + 1):
            reply = self._exchange(url)
            if reply.status not in MOVED or "Location" not in reply.headers:
                return lasting(reply)
            url = onward(reply)
        raise KoladaStatus(f"Kolada skickar {short(url)} vidare i en ring.", url, reply.status)

    def _exchange(self, url: str) -> Reply:
        """One request at our pace, and what became of it."""
        if (rest := self._started + self._pace - self._clock()) > 0:
            self._sleep(rest)
        limit = min(sum(self._timeout), self._left(url))
        self._started = self._clock()
        self.requests += 1
        try:
            return self._timed(url, limit)
        except (TimeoutError, requests.Timeout, ReadTimeout) as fault:
            late = KoladaUnreachable(f"{short(url)} gav inget helt svar inom {limit:.0f} sekunder.", url)
            raise Again(late) from fault
        except _BAD_URL as fault:
            raise KoladaUnreachable(f"KOLADA_URL är ingen webbadress: {short(self.base)}", url) from fault
        except HTTPError as fault:
            raise Again(cut(url)) from fault
        except (requests.RequestException, OSError) as fault:
            raise Again(KoladaUnreachable(f"{short(self.base)} går inte att nå.", url)) from fault

    def _timed(self, url: str, limit: float) -> Reply:
        """One request in a thread of its own: only so are name look-ups, headers and drips bounded as a whole."""
        future: Future[Reply] = Future()
        given_up = Event()
        Thread(target=_work, args=(future, self._session, url, self._timeout, given_up), daemon=True).start()
        try:
            return future.result(limit)
        except TimeoutError:
            given_up.set()
            self._session.close()
            self._session = _session()
            raise


class _Session(requests.Session):
    """Leaves redirects to us: requests would follow them to any host, and read their bodies without a limit."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def _session() -> _Session:
    session = _Session()
    session.headers["User-Agent"] = f"norberg-uppfoljning/{VERSION}"
    session.headers["Accept"] = "application/json"
    return session


def _work(
    future: Future[Reply], session: requests.Session, url: str, timeout: tuple[float, float], given_up: Event
) -> None:
    try:
        with session.get(url, timeout=timeout, stream=True, allow_redirects=False) as response:
            body = _body(response, given_up) if response.status_code == 200 else b""
            future.set_result(Reply(url, response.status_code, response.headers, body))
    except (requests.RequestException, HTTPError, OSError, KoladaShape) as fault:
        future.set_exception(fault)


def _body(response: requests.Response, given_up: Event) -> bytes:
    """The decoded body; ``read1`` hands over what has come, so that a drip is noticed at its next byte."""
    body = bytearray()
    while chunk := response.raw.read1(CHUNK, decode_content=True):
        body += chunk
        if len(body) > MAX_BODY:
            raise KoladaShape(f"Svaret från {short(response.url)} är större än {MAX_BODY // 2**20} MB.", response.url)
        if given_up.is_set():
            raise requests.Timeout
    return bytes(body)
