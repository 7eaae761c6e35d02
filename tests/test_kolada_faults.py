"""Faults of the server and the network: what is tried again, what each ends as, and that everything ends."""

import itertools
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import faults
import pytest
from clients import Clock, client, expected, flat

from norberg import door
from norberg.errors import (
    KoladaError,
    KoladaGone,
    KoladaNotJson,
    KoladaShape,
    KoladaStalled,
    KoladaStatus,
    KoladaTruncated,
    KoladaUnreachable,
)
from norberg.kolada import Kolada

ASKED = (["N90001"], ["1962", "1904"])
SHORT = {"timeout": (0.25, 0.25)}
TRANSIENT = {
    "429": (faults.status(429), KoladaStatus),
    "500": (faults.status(500), KoladaStatus),
    "503": (faults.html(503), KoladaStatus),
    "drop": (faults.drop, KoladaUnreachable),
    "cut": (faults.cut(), KoladaTruncated),
    "cut-at-once": (faults.cut(0), KoladaTruncated),
    "cut-chunked": (faults.cut_chunked, KoladaTruncated),
    "cut-unseen": (faults.cut_unseen, KoladaTruncated),
    "slow": (faults.slow(1), KoladaUnreachable),
    "drip": (faults.drip(0.02), KoladaUnreachable),
    "drip-headers": (faults.drip(0.02, headers=True), KoladaUnreachable),
}


@pytest.mark.parametrize("name", TRANSIENT)
def test_a_passing_fault_is_got_over(standin, name):
    """A fault, then the answer: after a rest the values are all there."""
    standin.fail(TRANSIENT[name][0], times=1)
    clock = Clock()
    answer = client(standin, clock, **SHORT).data(*ASKED)
    assert flat(answer.rows) == expected(standin, *ASKED)
    assert clock.slept == [1]
    assert len(standin.requests) == 2


def test_rests_grow(standin):
    """Each rest is twice the one before, so that a troubled server is left in peace."""
    standin.fail(faults.status(503), times=4)
    clock = Clock()
    assert client(standin, clock).data(*ASKED).rows
    assert clock.slept == [1, 2, 4, 8]


@pytest.mark.parametrize("name", TRANSIENT)
def test_a_lasting_fault_ends_with_its_name(standin, name):
    """A fault that stays is one Swedish sentence of its own kind, with the address, after the retries."""
    fault, kind = TRANSIENT[name]
    standin.fail(fault)
    with pytest.raises(KoladaError) as caught:
        client(standin, retries=1, **SHORT).data(*ASKED)
    assert type(caught.value) is kind
    assert caught.value.url.startswith(f"{standin.url}/data/kpi/N90001")
    assert str(caught.value).endswith(".")
    assert len(standin.requests) == 2


@pytest.mark.parametrize("code", [401, 403, 405, 451, 204, 304])
def test_other_statuses_are_not_tried_again(standin, code):
    """A status that another try won't change is told at once, with its number."""
    standin.fail(faults.status(code))
    with pytest.raises(KoladaStatus, match=str(code)) as caught:
        client(standin).data(*ASKED)
    assert caught.value.status == code
    assert len(standin.requests) == 1


def test_the_closed_version_says_what_to_check(standin):
    """The old address answers 410: the error says so and points at KOLADA_URL."""
    with pytest.raises(KoladaGone, match=r"version 2 .*KOLADA_URL") as caught:
        Kolada(f"{standin.host}/v2").kpis(["N90001"])
    assert caught.value.status == 410


@pytest.mark.parametrize(
    "body",
    [b"", b"hej", b"<html>", b"{]}", b"[" * 10**6 + b"]", b"{" + b"\xff" * 9 + b"}", b'{"a": ' + b"9" * 5000 + b"}"],
)
def test_a_body_that_is_no_json(standin, body):
    """Whatever stands there instead of JSON is one named error, shown by its beginning."""
    standin.fail(faults.instead(body))
    with pytest.raises(KoladaNotJson, match="inte JSON"):
        client(standin).data(*ASKED)


def test_an_html_page_with_status_200(standin):
    """A maintenance page that claims to be fine is told as what it is."""
    standin.fail(faults.html())
    with pytest.raises(KoladaNotJson, match="doctype html"):
        client(standin).data(*ASKED)


@pytest.mark.parametrize("asked", ["3", "0", "nonsens", "-4", "1.5"])
def test_retry_after_in_seconds(standin, asked):
    """A wait of whole seconds is honoured when it is longer than ours; anything else is not understood and left."""
    standin.fail(faults.status(429, Retry_After=asked), times=1)
    clock = Clock()
    client(standin, clock).data(*ASKED)
    assert clock.slept == [3 if asked == "3" else 1]


def test_retry_after_as_a_date(standin):
    """A wait until a point in time is honoured."""
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    standin.fail(faults.status(503, Retry_After=moment), times=1)
    clock = Clock()
    client(standin, clock).data(*ASKED)
    assert clock.slept == [pytest.approx(19.5, abs=1)]


@pytest.mark.parametrize(
    "asked",
    ["61", "86400", "9" * 400, format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)],
    ids=["a minute and a second", "a day", "nonsense", "a date"],
)
def test_a_long_retry_after_ends_it(standin, asked):
    """Asked to wait over a minute, the client gives up at once and says why."""
    standin.fail(faults.status(429, Retry_After=asked))
    clock = Clock()
    with pytest.raises(KoladaStatus, match="ber oss vänta"):
        client(standin, clock).data(*ASKED)
    assert clock.slept == []
    assert len(standin.requests) == 1


def test_waits_are_never_longer_than_the_patience(standin):
    """Waits that add up to the stall limit end there, without sitting out the last one."""
    standin.fail(faults.status(429, Retry_After="50"))
    clock = Clock()
    with pytest.raises(KoladaStalled, match="80 sekunder"):
        client(standin, clock).data(*ASKED)
    assert clock.slept == [50]


def test_no_new_row_for_too_long_ends_the_session(standin):
    """Over many slow questions without a row, the session as a whole ends within its limit."""
    ticks = itertools.count(step=5)
    asking = Kolada(standin.url, pace=0, clock=lambda: next(ticks))
    questions = (asking.data(["N99999"], ["1962"]) for _ in range(30))
    with pytest.raises(KoladaStalled):
        list(questions)
    assert 2 < len(standin.requests) < 16


def test_new_rows_renew_the_patience(standin):
    """However long a session lasts, it goes on while rows come."""
    ticks = itertools.count(step=5)
    asking = Kolada(standin.url, pace=0, clock=lambda: next(ticks))
    for _ in range(30):
        assert asking.data(*ASKED).rows


@pytest.mark.parametrize("headers", [False, True], ids=["body", "headers"])
def test_a_dripping_server_is_left_in_time(standin, headers):
    """A byte now and then is no answer: the whole session ends within the limit, measured by a real clock."""
    standin.fail(faults.drip(0.02, headers))
    began = time.monotonic()
    with pytest.raises(KoladaStalled):
        Kolada(standin.url, pace=0, timeout=(0.1, 0.1), retries=99, stall=0.5, sleep=lambda _: None).data(*ASKED)
    assert time.monotonic() - began < 2


def test_a_gigantic_body_is_bounded(standin):
    """A body over the limit is left unread and told as such."""
    standin.fail(faults.gigantic(2**30))
    with pytest.raises(KoladaShape, match="större än 64 MB"):
        client(standin).data(*ASKED)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(standin, code):
    """A moved address is followed and gives the same values."""
    standin.fail(faults.redirect("{path}", code), times=2)
    assert flat(client(standin).data(*ASKED).rows) == expected(standin, *ASKED)


@pytest.mark.parametrize(
    "to", ["http://example.org/v3", "//example.org/", "ftp://127.0.0.1/", "http://[::1", "http://127.0.0.1:1/"]
)
def test_a_redirect_to_another_host_is_refused(standin, to):
    """Sent to another host or port, the client stays and says so."""
    standin.fail(faults.redirect(to))
    with pytest.raises(KoladaStatus, match="annan värd"):
        client(standin).data(*ASKED)
    assert len(standin.requests) == 1


def test_endless_redirects_end(standin):
    """A ring of redirects is told as one after a few steps."""
    standin.fail(faults.redirect("{path}"))
    with pytest.raises(KoladaStatus, match="ring"):
        client(standin).data(*ASKED)
    assert len(standin.requests) == door.REDIRECTS + 1


def test_nobody_there():
    """A port where nobody listens is unreachable, in a sentence with the address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v3"
    with pytest.raises(KoladaUnreachable, match=url):
        Kolada(url, sleep=lambda _: None).kpis(["N90001"])


@pytest.mark.parametrize("url", ["kolada", "localhost:8765/v3", "http://", "http://[::1/v3", "ftp://127.0.0.1/v3"])
def test_an_address_that_is_none(url):
    """Nonsense in KOLADA_URL is named as such, without any try."""
    asking = Kolada(url, sleep=lambda _: pytest.fail("no reason to wait"), pace=0)
    with pytest.raises(KoladaUnreachable, match="KOLADA_URL"):
        asking.kpis(["N90001"])


def test_a_failed_question_leaves_the_session_usable(standin):
    """After a fault the same client answers the next question in full."""
    asking = client(standin, retries=0, **SHORT)
    for name in TRANSIENT:
        standin.fail(TRANSIENT[name][0], times=1)
        with pytest.raises(KoladaError):
            asking.data(*ASKED)
    assert flat(asking.data(*ASKED).rows) == expected(standin, *ASKED)
