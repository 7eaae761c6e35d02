"""What all sessions share: program, store, source and finished cards, kept until the data is another.

Everything here is read-only by contract: all sessions are handed the same objects.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from norberg import card, freshness, program, reserve, settings
from norberg import comments as told
from norberg.comments import Said
from norberg.demo import DemoSource
from norberg.finding import Finding, Wall
from norberg.findings import Findings
from norberg.freshness import Reading
from norberg.lake.generation import MANIFESTS
from norberg.program import Indicator, Program
from norberg.reserve import Reserve
from norberg.selection import EARLIEST, Limits, Selection
from norberg.shown import shown
from norberg.source import Source
from norberg.store import Store
from norberg.ui.shelf import Shelf, Shelves

DEMO_KEY = "demo"
CARDS = 3000  # 75 nyckeltal under forty choices, some 30 kB each
YEARS = 4  # end years of which all that the rules say is kept, some 30 MB each

T = TypeVar("T")
Given = ParamSpec("Given")
_moment: ContextVar[dict[str, Any] | None] = ContextVar("moment", default=None)


def folder_state(folder: Path) -> tuple:
    """Names, sizes and times of the files of a folder: changes when somebody edits one."""
    found = list[tuple[str, int, int]]()
    with suppress(OSError):  # no folder, or one that can't be read: who reads the files says so
        for one in os.scandir(folder):
            with suppress(OSError):  # a file that somebody has just removed
                if one.is_file():
                    state = one.stat()
                    found.append((one.name, state.st_size, state.st_mtime_ns))
    return tuple(sorted(found))


@st.cache_resource(show_spinner=False, max_entries=2)
def _program(state: tuple, own: Path) -> Program:
    return program.load(settings.DATA, own)


def the_program() -> Program:
    """The program, read anew when its files have changed."""
    return _once("program", lambda: _program(_files(), settings.themes()))


def _files() -> tuple:
    """The state of all files a program is made of."""
    return (folder_state(settings.DATA), folder_state(settings.themes()))


@st.cache_resource(show_spinner=False)
def _store(folder: str) -> Store:
    return Store(Path(folder) / "store")


def the_store() -> Store:
    """The one store of this process."""
    return _store(str(settings.written()))


@contextmanager
def one_moment() -> Iterator[None]:
    """Within this, a run sees one version of the data, and looks for a newer one only once."""
    token = _moment.set({})
    try:
        yield
    finally:
        _moment.reset(token)


def _once(name: str, look: Callable[[], T]) -> T:
    """What ``look`` gives, once in a moment; each time where there is none, as in a fragment."""
    kept = _moment.get()
    if kept is None:
        return look()
    if name not in kept:
        kept[name] = look()
    return kept[name]


def version() -> tuple:
    """What the figures shown depend on; changes with every publication, every edited file and at midnight."""
    return _shelf().version


def _version() -> tuple:
    if demo_chosen():
        return ("demo", _files())
    own = settings.written() / "local"
    return (the_store().version, _files(), folder_state(own), str(own), _lake())


def _lake() -> tuple:
    """What is known of all of Kolada without asking an object store, which may be slow or gone."""
    url = settings.lake()
    return (url, reserve.seen(url) if "://" in url else folder_state(Path(url) / MANIFESTS))


@st.cache_resource(show_spinner=False)
def _shelves() -> Shelves:
    return Shelves()


def _shelf() -> Shelf:
    return _once("shelf", lambda: _shelves().newest(_kind(), lambda: (_version(), date.today())))


def _kind() -> str:
    return DEMO_KEY if demo_chosen() else str(settings.written())


def kept(most: int) -> Callable[[Callable[Given, T]], Callable[Given, T]]:
    """A function of the figures and of what it is given, kept until there are newer figures or it is another day.

    Args:
        most: of what it gives, how many are kept.
    """

    def decorated(make: Callable[Given, T]) -> Callable[Given, T]:
        @wraps(make)
        def found(*given: Given.args, **named: Given.kwargs) -> T:
            return _shelf().finder(make, most)(*given, **named)

        return found

    return decorated


@kept(1)
def source() -> Source:
    """Where the figures of this session come from: the real ones, or the made-up ones if it chose the demo."""
    if demo_chosen():
        return DemoSource(the_program(), settings.DATA)
    return Source(the_program(), settings.DATA, the_store(), settings.written() / "local", Reserve(settings.lake()))


def demo_chosen() -> bool:
    """Whether this session looks at made-up figures: by the switch, or because its link says so."""
    if DEMO_KEY not in st.session_state:
        st.session_state[DEMO_KEY] = st.query_params.get(DEMO_KEY) == "ja"
    return settings.demo() or bool(st.session_state[DEMO_KEY])


@kept(1)
def readings() -> list[Reading]:
    """Every nyckeltal as it stands."""
    return freshness.readings(source())


def switch_demo() -> None:
    """Go over to the made-up figures, or back."""
    st.session_state[DEMO_KEY] = not st.session_state.get(DEMO_KEY)


def limits() -> Limits:
    """What can be chosen in the filters."""
    return _once("limits", _limits)


def _limits() -> Limits:
    here = source()
    sets = tuple(one.address for one in here.program.sets)
    codes = frozenset({*here.areas, *here.groups} - {here.program.municipality.code})
    return Limits(EARLIEST, date.today().year, sets, codes)


@kept(CARDS)  # the keys hash themselves in microseconds, which took Streamlit half of a run
def _card(numbers: tuple[int, ...], selection: Selection) -> card.Card:
    here = source()
    return card.build(tuple(here.indicator(no) for no in numbers), here, selection, date.today().isoformat())


def card_of(indicators: tuple[Indicator, ...], selection: Selection) -> card.Card:
    """The card of a nyckeltal or a pair under a selection."""
    return _card(tuple(i.no for i in indicators), selection)


@kept(CARDS)
def _there(numbers: tuple[int, ...], selection: Selection) -> bool:
    here = source()
    return shown(tuple(here.indicator(no) for no in numbers), here, selection) is not None


def there(indicators: tuple[Indicator, ...], selection: Selection) -> bool:
    """Whether the card of a nyckeltal or a pair would hold a value; quicker than the card, which is not built."""
    return _there(tuple(i.no for i in indicators), replace(selection, sets=(), areas=()))


@kept(YEARS)
def findings(last: int) -> Findings:
    """The rules' answers until an end year."""
    return Findings(source(), last, date.today().isoformat())


@kept(YEARS)
def wall(last: int) -> Wall:
    """All nyckeltal at once as they stood at an end year."""
    return findings(last).wall()


def comment_folder() -> Path:
    """Where this session's comments lie: those on made-up figures apart."""
    return told.folder(settings.written(), demo_chosen())


def comments() -> tuple[tuple[Said, ...], list[str]]:
    """What people say of goals and nyckeltal, newest first, and a sentence for each file that can't be read."""
    return _once("comments", _comments)


def _comments() -> tuple[tuple[Said, ...], list[str]]:
    entries, faults = told.read(comment_folder())
    return told.threads(entries), [*faults, *told.strangers(entries, the_program())]


@kept(CARDS)
def _findings_of(numbers: tuple[int, ...], selection: Selection) -> list[Finding]:
    here = findings(selection.last)
    return here.chosen([here.source.indicator(no) for no in numbers], selection)


def findings_of(indicators: Sequence[Indicator], selection: Selection) -> list[Finding]:
    """The findings of a card: one, or women's and men's, held against the chosen comparison."""
    return _findings_of(tuple(i.no for i in indicators), selection)
