"""The app under readers who walk, write and fetch, while everything around it fails in turn.

A run is a list of phases; after each one what was good is counted again. ``benchmarks/soak.py`` runs it for minutes,
``test_soak.py`` for some seconds.
"""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import faults
import soak_damage
from soak_server import App
from soak_session import Seen, Session
from standin import Fault, Handler, Reply, StandIn
from standin_world import World, area_codes

from norberg import agenda_files, comments, program, settings
from norberg.store import Store

FETCH = "Hämta från Kolada"
QUIET = 2.5  # s without a question to Kolada, which is asked every third of a second: the fetch is over
COUNTY = "G33626"  # the group of the county's municipalities, whose members a fetch asks for
WHOLE = 12  # questions that a fetch of the default set asks at least; single areas need fewer
FETCHED = 600  # s that a fetch may take on a busy machine
PAGES = ("", "att-vaxa-upp", "leva-och-verka", "nyckeltal", "fordjupning", "skillnader", "uppfoljning", "mote")
PAGES += ("perspektiv", "samband", "metod", "om-data", "upptack")
CHOICES = ("", "kon=bada", "kon=skillnad&till=2019", "jamfor=riket", "nr=22", "demo=ja")
NONSENSE = (
    "kon=hej&fran=9999999999999&till=-1&jamfor=%3Cscript%3E,9999",
    "nr=99999&steg=0&lista=1,1,hej,999&varden=igår",
    "tema=../../etc/passwd&nyckeltal=N99999,%00,x&namn=%E2%80%AE" + "x" * 300,
    "visa=%FF%FE&ordning=none&x=1&y=1&ar=MCMXC&tillfalle=&datum=2026-02-31&forra=0&mal=0,11,x",
    "kon=" + "a" * 20_000,
)
COMMENT, AGENDA = "Sparat.", re.compile(r"^Sparad som (\S+\.txt)")


def _broken(body: dict) -> None:
    body["values"] = [{**row, "values": "none"} if "values" in row else {"id": 7} for row in body["values"]]


def _doubtful(body: dict) -> None:
    for row in body["values"]:
        for one in row.get("values", ()):
            one["value"] = "12,5"


QUICK: dict[str, Fault] = {  # those that end at once
    "404": faults.status(404),
    "410": faults.status(410),
    "403": faults.status(403),
    "429, wait an hour": faults.status(429, Retry_After="3600"),
    "an HTML page": faults.html(),
    "sent to another host": faults.redirect("http://192.0.2.1{path}"),
    "sent in a ring": faults.redirect("{path}"),
    "not JSON": faults.instead(b"{'values': []"),
    "a list": faults.instead([]),
    "values of null": faults.instead({"values": None, "count": 0, "next_url": None}),
    "numbers as text": faults.edit(_doubtful),
    "values of another type": faults.edit(_broken),
    "the same page for ever": faults.endless(growing=False),
}
SLOW: dict[str, Fault] = {  # those that are asked for again, or waited for
    "500": faults.status(500),
    "503": faults.status(503, Retry_After="1"),
    "slow": faults.slow(3),
    "dripping": faults.drip(0.2),
    "dripping headers": faults.drip(0.2, headers=True),
    "cut off": faults.cut(),
    "cut off in a chunk": faults.cut_chunked,
    "cut off unseen": faults.cut_unseen,
    "hung up": faults.drop,
    "pages without end": faults.endless(growing=True),
    "gigantic": faults.gigantic(2**28),
}


class Count(NamedTuple):
    """How many values were good at first, and of them: equal, absent and told, absent untold, another."""

    good: int
    equal: int
    told: int
    untold: int
    other: int


@dataclass
class Result:
    """What a run has met.

    Attributes:
        seen: by the readers.
        phases: name -> what had become of the values that were good at first.
        met: fault -> requests that met it.
        memory: phase -> MB of the first process at its end.
        written: comments and agendas that the app said were saved, and how many of them are there.
        left: phases that there was no time for.
        log: of all processes.
        seconds: CPU time of the processes that were not killed.
    """

    seen: Seen = field(default_factory=Seen)
    phases: dict[str, Count] = field(default_factory=dict)
    met: Counter = field(default_factory=Counter)
    memory: dict[str, float] = field(default_factory=dict)
    written: tuple[int, int] = (0, 0)
    left: list[str] = field(default_factory=list)
    log: str = ""
    seconds: float = 0.0


class Soak:
    """One run on one folder.

    Args:
        folder: empty.
        sessions: readers at a time.
        seed: of everything that is left to chance.
        pause: s between two clicks of a reader.
        pages: those the readers walk over.
        writes: whether the readers write comments and agendas, which stay.
        tell: what is done with the name of each phase when it has been counted.
    """

    def __init__(
        self,
        folder: Path,
        sessions: int,
        seed: int,
        pause: float,
        pages: Sequence[str] = PAGES,
        writes: bool = True,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder, self._pause, self._pages, self._dice, self._tell = folder, pause, pages, random.Random(seed), tell
        self._works = (self._look, self._say, self._keep) if writes else (self._look,)
        self._program = program.load(settings.DATA)
        self.kolada = StandIn(_world(self._program))
        self.app = App(folder, self.kolada.url)
        self.result = Result()
        self._sessions = [Session(self.app.url, self.result.seen) for _ in range(sessions)]
        self._good: dict[tuple, float] = {}
        self._comments, self._agendas = 0, set[str]()

    async def run(
        self, phases: Sequence[tuple[str, Callable[["Soak"], object], float]], limit: float = float("inf")
    ) -> Result:
        """A good fetch first, then the phases, each with its name, what befalls the app, and s; a good fetch last.

        A phase takes as long as the last answers of its readers do; ``limit`` is how many s all phases may take.
        """
        with self.kolada, self.app:
            await self.fetch(self._sessions[0])
            self._good = self._values()
            self._count("fetched")
            end = time.monotonic() + limit
            for name, befall, seconds in phases:
                if time.monotonic() > end:
                    self.result.left.append(name)
                    continue
                after = befall(self)
                await self._walk(seconds)
                if callable(after):
                    after()
                self.kolada.heal()
                self._count(name)
            await self._settled()
            self._count("fetched again")
            self.result.seconds += self.app.seconds
            self._close()
        return self.result

    def fault(self, name: str, fault: Fault, times: int | None = None) -> None:
        """Let Kolada fail."""

        def act(handler: Handler, reply: Reply) -> None:
            self.result.met[name] += 1
            fault(handler, reply)

        self.kolada.fail(act, times=times)

    def damage(self, work: soak_damage.Damage) -> None:
        """Let something happen to the folder."""
        work(self.folder, self._dice)

    def full(self, size: int) -> Callable[[], None]:
        """The disk has no room for files beyond a size; what gives it room again."""
        self.app.room(size)
        return lambda: self.app.room(None)

    def killed(self) -> None:
        """The process dies and starts again."""
        self.app.kill()
        self.app.start()

    def joined(self) -> Callable[[], None]:
        """A second process works on the same folder, half of the readers go there; what ends it."""
        other = App(self.folder, self.kolada.url)
        other.start()
        moved = self._sessions[::2]
        for one in moved:
            one.move(other.url)

        def leave() -> None:
            self.result.seconds += other.seconds
            other.kill()
            self.result.log += other.log
            for one in moved:
                one.move(self.app.url)

        return leave

    async def fetch(self, session: Session) -> list[str]:
        """Press the button and wait for the outcome, which is returned in words."""
        end, before = time.monotonic() + FETCHED, len(self.kolada.requests)
        while time.monotonic() < end:
            await self._quiet()
            await session.visit("om-data")
            if len(self.kolada.requests) - before >= WHOLE and session.ready(FETCH):
                return session.told
            await session.press(FETCH)
        raise AssertionError(f"The fetch did not end within {FETCHED} s: {session.told}")

    async def _quiet(self) -> None:
        """Wait until Kolada is not asked any more; looking at the pages meanwhile would cost more than the fetch."""
        await asyncio.sleep(1)  # what was pressed has not asked yet
        while self.kolada.requests and time.monotonic() - self.kolada.requests[-1].began < QUIET:
            await asyncio.sleep(0.2)

    async def _walk(self, seconds: float) -> None:
        """Readers do as they like for a while, one of them begins with a fetch."""
        end = time.monotonic() + seconds
        await asyncio.gather(*(self._reader(at, one, end) for at, one in enumerate(self._sessions)))

    async def _reader(self, at: int, session: Session, end: float) -> None:
        first = at == 0
        while time.monotonic() < end:
            work = self._press if first else self._dice.choices(self._works, (6, 2, 1)[: len(self._works)])[0]
            await work(session)
            first = False
            await asyncio.sleep(self._dice.uniform(0, 2 * self._pause))

    async def _look(self, session: Session) -> None:
        query = self._dice.choice(CHOICES if self._dice.random() < 0.7 else NONSENSE)
        await session.visit(self._dice.choice(self._pages), query)

    async def _press(self, session: Session) -> None:
        await session.visit("om-data")
        await session.press(FETCH)

    async def _say(self, session: Session) -> None:
        """Write a comment, and remember that it was said to be saved."""
        no = self._dice.choice(self._program.goals).no
        await session.visit("uppfoljning", f"mal={no}")
        await session.fill(f"Skriv om mål {no}", True)
        await session.press("Spara", Kommentar="Prov <b>av</b> text", **{"Ditt namn": "Prov"})
        self._comments += COMMENT in session.told

    async def _keep(self, session: Session) -> None:
        """Save an agenda, and remember its file."""
        await session.visit("mote", f"utkast=22,1,5&namn=Prov {self._dice.randrange(10**6)}")
        await session.press("Spara dagordningen")
        self._agendas |= {found[1] for text in session.told if (found := AGENDA.match(text.replace("\\", "")))}

    def _values(self) -> dict[tuple, float]:
        table = Store(self.folder / "store").table(self._program.kpis).to_pydict()
        keys = zip(*(table[name] for name in ("kpi", "municipality", "period", "gender")), strict=True)
        return dict(zip(keys, table["value"], strict=True))

    def _count(self, phase: str) -> None:
        """Hold what is there against what was good."""
        now = self._values()
        told = bool(Store(self.folder / "store").problems)
        gone = sum(key not in now for key in self._good)
        other = sum(key in now and now[key] != value for key, value in self._good.items())
        equal = len(self._good) - gone - other
        self.result.phases[phase] = Count(len(self._good), equal, gone * told, gone * (not told), other)
        self.result.memory[phase] = self.app.memory
        self._tell(phase)

    async def _settled(self) -> None:
        """With all healed a fetch brings everything back."""
        soak_damage.cleared(self.folder)
        for _ in range(3):  # one that began before may just have ended, with what it met
            if any(text.startswith("Hämtat:") for text in await self.fetch(self._sessions[0])):
                return

    def _close(self) -> None:
        said = [one for demo in (False, True) for one in comments.read(comments.folder(self.folder, demo))[0]]
        kept = {path.name for path in (self.folder / agenda_files.FOLDER).glob("*.txt") if path.read_text()}
        there = min(len(said), self._comments) + len(self._agendas & kept)
        self.result.written = (self._comments + len(self._agendas), there)
        self.result.log += self.app.log


def _world(loaded: program.Program) -> World:
    themed = [one.use_id for theme in loaded.themes for one in theme.indicators if one.use_id]
    ids = list(dict.fromkeys([*loaded.kpis, *themed]))
    codes = area_codes(14)
    county = [code for code in codes if code.startswith("19")]  # as embedded: the areas asked for stay the same
    members = {**dict.fromkeys(loaded.groups, codes[3:10]), COUNTY: county}
    return World(ids=ids, codes=codes, members=members, years=range(2014, 2025))
