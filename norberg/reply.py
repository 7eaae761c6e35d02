"""One HTTP answer of Kolada's, and what its status, headers and last character say about it."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from norberg.errors import KoladaError, KoladaGone, KoladaNotJson, KoladaStatus, KoladaTruncated

MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Reply:
    """One HTTP answer: the address asked, status, headers (any case) and the body, which is read for 200 only."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> object:
        """The body as JSON; raises KoladaNotJson."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as fault:
            start = " ".join(self.body[:60].decode("utf-8", "replace").split())
            raise KoladaNotJson(
                f"Svaret från {short(self.url)} är inte JSON; det börjar ”{start}”.", self.url
            ) from fault


class Again(Exception):
    """A fault that may be gone at the next try, and how many seconds the server asked us to wait."""

    def __init__(self, error: KoladaError, wait: float = 0.0) -> None:
        self.error, self.wait = error, wait


def short(url: str) -> str:
    """An address that fits in a sentence: at most 100 characters, without a password, every sign one can write."""
    plain = re.sub("//[^/@]*@", "//", url.encode(errors="replace").decode())
    return plain if len(plain) <= 100 else f"{plain[:99]}…"


def cut(url: str) -> KoladaTruncated:
    """The error for a body that ended too early."""
    return KoladaTruncated(f"Svaret från {short(url)} bröts av mitt i.", url)


def lasting(reply: Reply) -> Reply:
    """The answer itself; raises Again where another try may give a better one (429, 5xx, JSON that ends midway)."""
    if reply.status == 429 or reply.status >= 500:
        raise Again(_status(reply), asked_wait(reply.headers.get("Retry-After", "")))
    text = reply.body.strip()
    if text[:1] in (b"{", b"[") and text[-1:] not in (b"}", b"]"):
        raise Again(cut(reply.url))
    return reply


def accepted(reply: Reply) -> Reply:
    """The answer if it is a 200; raises KoladaGone for 410 and KoladaStatus for anything else."""
    if reply.status == 410:
        raise KoladaGone(
            f"{short(reply.url)} hör till Koladas stängda version 2 (svar 410). Kontrollera KOLADA_URL: "
            "adressen ska sluta på /v3.",
            reply.url,
            410,
        )
    if reply.status != 200:
        raise _status(reply)
    return reply


def _status(reply: Reply) -> KoladaStatus:
    return KoladaStatus(f"Kolada svarade {reply.status} på {short(reply.url)}.", reply.url, reply.status)


def asked_wait(text: str) -> float:
    """Seconds a Retry-After asks for (RFC 9110: whole seconds or an HTTP date); 0 if it says neither."""
    if text.strip().isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return 0.0
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds()


def onward(reply: Reply) -> str:
    """Where a redirect leads; raises KoladaStatus unless that is the same host, http turned into https allowed."""
    with suppress(ValueError):  # an address that can't be read is foreign too
        target = urljoin(reply.url, reply.headers["Location"])
        old, new = urlsplit(reply.url), urlsplit(target)
        safer = new.hostname == old.hostname and (old.scheme, new.scheme) == ("http", "https")
        if safer or (old.scheme, old.netloc.lower()) == (new.scheme, new.netloc.lower()):
            return target
    raise KoladaStatus(
        f"Kolada skickar {short(reply.url)} vidare till en annan värd; dit går vi inte.", reply.url, reply.status
    )
