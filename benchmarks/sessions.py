"""Thirty readers at once: websocket sessions that speak Streamlit's protocol, without browsers.

What is measured is the server's part of an answer: from sending a choice until the message that the script has
finished, all its charts having arrived before it. What a browser adds is measured in ``clicks``.
"""

import asyncio
import random
import time
from statistics import median

import websockets
from measure import Row, exact
from servers import APP, Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PAGE, CHARTS = "leva-och-verka", 10
READERS, CLICKS = 30, 6
PAUSES = (2.0, 6.0)  # s between two clicks of one reader: reading a chart takes longer, so this is a hurried meeting
FIRST = 5  # sessions before memory is counted: the first ones pay for what all share
CHOICES = [f"kon={gender}&fran={year}" for gender in ("totalt", "kvinnor", "man", "bada") for year in (2008, 2012)]


class Reader:
    """One session.

    Args:
        address: of the server, ``http://…``.
    """

    def __init__(self, address: str) -> None:
        self._address = address.replace("http", "ws") + "/_stcore/stream"

    async def open(self) -> "Reader":
        """Connect and see the page once."""
        self._socket = await websockets.connect(
            self._address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None, compression=None
        )
        self.charts = 0
        await self.choose(CHOICES[0])
        return self

    async def close(self) -> None:
        """Hang up."""
        await self._socket.close()

    async def choose(self, query: str) -> float:
        """Ask for the page with a choice; seconds until the script has finished."""
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_name = query, PAGE
        start, self.charts = time.perf_counter(), 0
        await self._socket.send(asked.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self._socket.recv())
            self.charts += b"vega_lite_chart" in _kind(answer)
            over = answer.WhichOneof("type") == "script_finished"
            if over and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return time.perf_counter() - start


def _kind(answer: ForwardMsg) -> bytes:
    return (answer.delta.new_element.WhichOneof("type") or "").encode() if answer.HasField("delta") else b""


async def _hurried(reader: Reader, seed: int) -> list[float]:
    """One reader's answers, with pauses."""
    dice, taken = random.Random(seed), []
    for _ in range(CLICKS):
        await asyncio.sleep(dice.uniform(*PAUSES))
        taken.append(await reader.choose(dice.choice(CHOICES)))
    return taken


async def _measured(server: Server) -> tuple[list[float], list[float], list[float], float]:
    """Seconds of one reader, of thirty, of thirty at the same moment, and MB a session."""
    first = [await Reader(server.url).open() for _ in range(FIRST)]
    for query in CHOICES * 2:  # what is measured afterwards has been seen by somebody before
        await first[0].choose(query)
    alone = [await first[0].choose(query) for query in CHOICES * 5]
    if first[0].charts < CHARTS:
        raise RuntimeError(f"the page has {first[0].charts} charts instead of {CHARTS}")
    before = server.memory
    readers = first + [await Reader(server.url).open() for _ in range(READERS - FIRST)]
    each = (server.memory - before) / (READERS - FIRST)
    together = await asyncio.gather(*(_hurried(reader, seed) for seed, reader in enumerate(readers)))
    burst = await asyncio.gather(*(reader.choose(CHOICES[2]) for reader in readers))
    for reader in readers:
        await reader.close()
    return alone, [one for taken in together for one in taken], burst, each


def run() -> list[Row]:
    """The rows on many readers and on memory."""
    with Server(APP) as server:
        alone, together, burst, each = asyncio.run(_measured(server))
    usual, ordered = median(alone), sorted(together)
    pace = f"each clicks every {PAUSES[0]:g} to {PAUSES[1]:g} s"
    note = f"server only, {CHARTS} charts, one reader p50 {usual * 1000:.0f} ms; {pace}"
    return [
        exact(f"{READERS} sessions p50 / one session's p50", median(ordered) / usual, 3, note),
        exact(f"{READERS} sessions p95 / one session's p50", ordered[int(0.95 * len(ordered))] / usual, 8),
        exact(f"all {READERS} in the same moment, last answer / one session's p50", max(burst) / usual, None),
        exact("memory per session", each, 1, f"{READERS - FIRST} sessions after the first {FIRST}", "MB"),
    ]
