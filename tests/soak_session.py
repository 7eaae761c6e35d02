"""One reader without a browser: a session that speaks Streamlit's protocol and reads every message it gets."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 300  # s for one answer, of a machine with much else to do: more is an answer that never comes
BEATS = 4  # s between two looks at a server that is not there
FOREIGN = re.compile(r"Traceback|\b[A-Z]\w+(?:Error|Exception)\b|\[?Errno\b|\bline \d+\b|object has no attribute")
NUMBERS = re.compile(r"\d[\d  ,.:-]*")
WIDGETS = ("button", "text_area", "text_input")
TEXTS = ("alert", "markdown", "html", "heading", "text")


@dataclass
class Seen:
    """What all readers of a run have met.

    Attributes:
        reruns: answers that came to an end.
        told: boxes with a message, numbers made alike -> how often.
        wrong: what no reader may see, each as "page: text".
        lost: connections that broke off.
    """

    reruns: int = 0
    told: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: int = 0


@dataclass
class Widget:
    """A widget on the page, and the fragment it lies in."""

    id: str
    fragment: str


class Session:
    """One reader; a connection that breaks is taken up again, as a browser does.

    Args:
        url: of the server, ``http://…``.
        seen: where what is met is put down.
    """

    def __init__(self, url: str, seen: Seen) -> None:
        self._url, self._seen = url, seen
        self._socket: Any = None
        self._page, self._query = "", ""
        self.widgets: dict[str, Widget] = {}
        self.told: list[str] = []

    async def visit(self, page: str, query: str = "") -> None:
        """Open a page under a query."""
        self._page, self._query = page, query
        self.widgets = {}
        await self._run({})

    async def press(self, label: str, **filled: str) -> bool:
        """Fill fields and press a button, each named by its label's beginning; False where one is not there."""
        found = {one: self._widget(one) for one in (label, *filled)}
        if not all(found.values()):
            return False
        values = {found[one].id: text for one, text in filled.items()}
        await self._run({found[label].id: True, **values}, found[label].fragment)
        return True

    async def fill(self, label: str, value: str | bool) -> bool:
        """Fill a field, or open what can be opened; False where it is not there."""
        widget = self._widget(label)
        if widget:
            await self._run({widget.id: value}, widget.fragment, trigger=False)
        return bool(widget)

    def ready(self, label: str) -> bool:
        """Whether a button is there and can be pressed."""
        return self._widget(label) is not None

    def move(self, url: str) -> None:
        """Go to another server from the next run on."""
        self._url, self._socket = url, None

    async def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            with suppress(OSError, websockets.WebSocketException):
                await self._socket.close()
        self._socket = None

    def _widget(self, label: str) -> Widget | None:
        return next((one for name, one in self.widgets.items() if name.startswith(label)), None)

    async def _run(self, values: dict[str, str | bool], fragment: str = "", *, trigger: bool = True) -> None:
        """Ask for a run and read its answer; what the server's death swallows is a lost connection and no fault."""
        self.told = []
        try:
            await self._connect()
            await self._socket.send(self._asked(values, fragment, trigger).SerializeToString())
            async with asyncio.timeout(PATIENCE):
                while not self._read(ForwardMsg.FromString(await self._socket.recv())):
                    pass
            self._seen.reruns += 1
        except TimeoutError:
            self._wrong(f"no answer within {PATIENCE} s")
            await self.close()
        except (OSError, websockets.WebSocketException):
            self._seen.lost += 1
            await self.close()

    async def _connect(self) -> None:
        if self._socket is not None:
            return
        address = self._url.replace("http", "ws", 1) + "/_stcore/stream"
        protocol = [websockets.Subprotocol("streamlit")]
        for beat in range(BEATS * 10):
            try:
                self._socket = await websockets.connect(
                    address, subprotocols=protocol, max_size=None, compression=None, ping_interval=None
                )
                return
            except (OSError, websockets.WebSocketException):
                await asyncio.sleep(0.1 if beat else 0.5)
        raise ConnectionError(address)

    def _asked(self, values: dict[str, str | bool], fragment: str, trigger: bool) -> BackMsg:
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string, rerun.page_name, rerun.fragment_id = self._query, self._page, fragment
        for one, value in values.items():
            state = rerun.widget_states.widgets.add(id=one)
            if isinstance(value, str):
                state.string_value = value
            elif trigger:
                state.trigger_value = value
            else:
                state.bool_value = value
        return asked

    def _read(self, answer: ForwardMsg) -> bool:
        """Put down what a message says; whether it was the last of the run."""
        kind = answer.WhichOneof("type")
        if kind == "delta":
            self._delta(answer.delta)
        elif kind == "page_info_changed":
            self._query = answer.page_info_changed.query_string
        elif kind == "script_finished":
            if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self._wrong("the script could not be read")
            return answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _delta(self, delta: Delta) -> None:
        if delta.HasField("add_block"):
            for label, one in _blocks(delta.add_block):
                self.widgets[label] = Widget(one, delta.fragment_id)
            return
        element = delta.new_element
        kind = element.WhichOneof("type") or ""
        if kind == "exception":
            self._wrong(f"{element.exception.type}: {element.exception.message}")
        elif kind in WIDGETS and not getattr(element, kind).disabled:
            self.widgets[getattr(element, kind).label] = Widget(getattr(element, kind).id, delta.fragment_id)
        elif kind in TEXTS:
            self._text(kind, getattr(element, kind).body)

    def _text(self, kind: str, body: str) -> None:
        if foreign := FOREIGN.search(body):
            self._wrong(body[max(0, foreign.start() - 150) : foreign.end() + 150])
        if kind == "alert":
            self.told.append(body)
            self._seen.told[NUMBERS.sub("# ", body).strip()[:160]] += 1

    def _wrong(self, text: str) -> None:
        self._seen.wrong.append(f"/{self._page}?{self._query[:80]}: {text}")


def _blocks(block: Block) -> Iterator[tuple[str, str]]:
    """Label and id of what can be opened and tells the server so."""
    kind = block.WhichOneof("type")
    if kind in ("expandable", "popover") and getattr(block, kind).id:
        yield getattr(block, kind).label, getattr(block, kind).id
