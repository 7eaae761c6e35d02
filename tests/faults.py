"""Faults the stand-in can be told to meet a request with: each takes the connection and the right answer."""

import json
import socket
from collections.abc import Callable
from typing import Any

from standin import Fault, Handler, Reply


def status(code: int, **headers: str) -> Fault:
    """An error status; ``Retry_After="5"`` becomes the header Retry-After."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, _: handler.send(code, b'{"detail": "fault"}', named)


def slow(seconds: float) -> Fault:
    """The right answer, after a while."""

    def act(handler: Handler, reply: Reply) -> None:
        handler.standin.stopping.wait(seconds)
        handler.send(reply.status, reply.raw)

    return act


def drip(seconds: float, headers: bool = False) -> Fault:
    """One byte at a time without an end, of the body or already of the headers."""

    def act(handler: Handler, _: Reply) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: " if headers else b"HTTP/1.1 200 OK\r\n\r\n")
        while not handler.standin.stopping.wait(seconds):
            handler.wfile.write(b" ")

    return act


def cut(keep: float = 0.5) -> Fault:
    """A share of the body, though Content-Length promises all of it."""

    def act(handler: Handler, reply: Reply) -> None:
        handler.close_connection = True
        raw = reply.raw
        handler.send(200, raw[: int(len(raw) * keep)], {"Content-Length": str(len(raw))})

    return act


def cut_chunked(handler: Handler, reply: Reply) -> None:
    """Half the body in one chunk, and no last chunk."""
    handler.close_connection = True
    half = reply.raw[: len(reply.raw) // 2]
    chunk = b"%x\r\n%s\r\n" % (len(half), half)
    handler.send(200, chunk, {"Content-Length": None, "Transfer-Encoding": "chunked"})


def cut_unseen(handler: Handler, reply: Reply) -> None:
    """Half the body without any word of its length."""
    handler.close_connection = True
    handler.send(200, reply.raw[: len(reply.raw) // 2], {"Content-Length": None, "Connection": "close"})


def html(code: int = 200) -> Fault:
    """An error page of a proxy's."""
    page = "<!doctype html><title>Underhåll</title>".encode()
    return lambda handler, _: handler.send(code, page, {"Content-Type": "text/html; charset=utf-8"})


def drop(handler: Handler, _: Reply) -> None:
    """The connection closed without a word."""
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def redirect(to: str, code: int = 302) -> Fault:
    """Sent on to another address; "{path}" is the path asked for."""
    return lambda handler, _: handler.send(code, b"", {"Location": to.format(path=handler.path)})


def instead(body: Any) -> Fault:
    """Another body with status 200: bytes as they are, anything else as JSON."""
    return lambda handler, _: handler.send(200, Reply(200, body).raw)


def edit(change: Callable[[Any], object]) -> Fault:
    """The right answer, changed in place."""

    def act(handler: Handler, reply: Reply) -> None:
        body = json.loads(reply.raw)
        change(body)
        handler.send(reply.status, Reply(reply.status, body).raw)

    return act


def endless(growing: bool) -> Fault:
    """The same rows on every page, whose next_url is always the same or always another."""

    def act(handler: Handler, reply: Reply) -> None:
        number = len(handler.standin.requests) + 1 if growing else 2
        handler.send(200, Reply(200, {**reply.body, "next_url": f"?page={number}"}).raw)

    def first(handler: Handler, reply: Reply) -> None:
        path, _, _ = handler.path.partition("?")
        act(handler, handler.standin.reply(path, {}))

    return first


def gigantic(size: int) -> Fault:
    """A body of blanks without an end in sight."""

    def act(handler: Handler, _: Reply) -> None:
        handler.close_connection = True
        handler.send(200, b"{", {"Content-Length": str(size)})
        for _ in range(size // 2**20):
            handler.wfile.write(b" " * 2**20)

    return act
