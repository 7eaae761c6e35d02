"""Readers without browsers behind a load balancer: a cookie, Streamlit's websocket, and the way back when it breaks."""

import asyncio
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 120  # s for one answer on a busy machine
PAUSE = 0.25  # s between two looks for a server, as Streamlit's browser side begins


class Visitor:
    """One session.

    Args:
        url: of the balancer, ``http://…``.
        page: the page's address; "" is the first one.
        query: what its link says.
        process: the value of the cookie that the reader brings; "" for one who was never here.
    """

    def __init__(self, url: str, page: str, query: str = "", process: str = "") -> None:
        self.url, self.page, self.query, self.process = url, page, query, process
        self._socket: Any = None

    async def come(self) -> dict[tuple, bytes]:
        """Open the address as a browser does; what is seen, see ``look``."""
        await self._asked(f"/{self.page}")
        return await self._connected()

    async def look(self, query: str | None = None) -> dict[tuple, bytes]:
        """Have the page run, perhaps under another query.

        Returns:
            Where on the page -> what stands there, as Streamlit sent it.
        """
        self.query = self.query if query is None else query
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_name = self.query, self.page
        await self._socket.send(asked.SerializeToString())
        return await asyncio.wait_for(self._seen(), PATIENCE)

    async def come_back(self) -> dict[tuple, bytes]:
        """Wait until the connection breaks, look for a server, and have it show the page again."""
        await self._socket.wait_closed()
        while await self._asked("/_stcore/health") != 200:
            await asyncio.sleep(PAUSE)
        return await self._connected()

    async def here(self) -> None:
        """Raise unless the connection is still the first one, and answers."""
        await asyncio.wait_for(await self._socket.ping(), PATIENCE)

    async def leave(self) -> None:
        """Hang up."""
        await self._socket.close()

    async def _connected(self) -> dict[tuple, bytes]:
        address = f"{self.url.replace('http', 'ws', 1)}/_stcore/stream"
        self._socket = await websockets.connect(
            address,
            subprotocols=[websockets.Subprotocol("streamlit")],
            additional_headers={"Cookie": f"norberg={self.process}"},
            max_size=None,
            compression=None,
            open_timeout=PATIENCE,
            ping_interval=None,  # browsers send none
        )
        self._keep(self._socket.response.headers.get("Set-Cookie", ""))
        return await self.look()

    async def _asked(self, path: str) -> int:
        return await asyncio.to_thread(self._ask, path)

    def _ask(self, path: str) -> int:
        """The status of a request with the cookie; 0 where nobody answers."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"Cookie": f"norberg={self.process}"} if self.process else {})
            answer = connection.getresponse()
            self._keep(answer.getheader("Set-Cookie") or "")
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if name == "norberg":
            self.process = value

    async def _seen(self) -> dict[tuple, bytes]:
        seen = {}
        while True:
            answer = ForwardMsg.FromString(await self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "delta":
                if answer.delta.new_element.HasField("download_button"):
                    answer.delta.new_element.download_button.ClearField("deferred_file_id")  # drawn by lot in each run
                seen[tuple(answer.metadata.delta_path)] = answer.delta.SerializeToString(deterministic=True)
            if kind == "script_finished" and answer.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return seen
