"""Answers that somebody has had their hands in: a named error or the right rows, and never anything else."""

import copy
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import faults
import pytest
from clients import client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from standin import StandIn
from standin_world import World, area_codes, kpi_ids
from world import source

from norberg import refresh
from norberg.errors import KoladaError, KoladaUnreachable
from norberg.kolada import Kolada
from norberg.refresh import Wanted
from norberg.source import Source
from norberg.store import Store

KPIS, AREAS, YEARS = kpi_ids(3), area_codes(4), range(2019, 2023)
DEEP = "DEEP"  # stands for a nesting that is put in as text: Python could not write it
JUNK = st.one_of(
    st.sampled_from(
        [None, True, False, "", " ", "\0", "\ud800", "<b>x</b>", "=1+1", [], {}, [[]], DEEP, "NaN", "T", "K"]
    ),
    st.sampled_from([0, -1, 1, 2**63, 10**30, 1e308, math.nan, math.inf, -math.inf, 2020.0, 2020.5, "2020"]),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=3),
)
NOUNS = {
    "kpi": lambda asked: asked.kpis(),
    "municipality": lambda asked: asked.municipalities(),
    "municipality_groups": lambda asked: asked.groups(),
    "data": lambda asked: asked.data(KPIS, AREAS).rows,
}
ENCODINGS = {
    "UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "a mark first": lambda raw: b"\xef\xbb\xbf" + raw,
    "Windows": lambda raw: raw.decode("unicode-escape").encode("cp1252", "replace"),
    "a foreign byte": lambda raw: raw.replace(b"Kommun", b"K\xf6mmun").replace(b"T", b"\xff", 1),
    "cut": lambda raw: raw[: len(raw) // 2] + b"}",
    "twice": lambda raw: raw + raw,
    "a key twice": lambda raw: raw.replace(b'"values": ', b'"values": 7, "values": ', 1),
    "a key twice, the last one wrong": lambda raw: raw.replace(b'"gender": "T"', b'"gender": "T", "gender": 7', 1),
    "a very long number": lambda raw: raw.replace(b'"period": 20', b'"period": ' + b"9" * 5000, 1),
}


NO_ADDRESSES = (
    *(
        "nonsense",
        "http://",
        "http://[::1",
        f"http://{'a' * 80}.se/v3",
        "ftp://x/v3",
        "file:///etc/passwd",
        "http://å..se",
    ),
    *(
        "http://127.0.0.1:99999/v3",
        "http://a b/v3",
        "http://kalle:hemligt@127.0.0.1:9/v3",
        "http://\ud800/v3",
        " ",
        "\n",
    ),
)


@pytest.fixture(scope="module")
def kolada() -> Iterator[StandIn]:
    """A stand-in whose answers are changed."""
    with StandIn(World(ids=KPIS, codes=AREAS, years=YEARS)) as server:
        yield server


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """The figures before the first refresh."""
    return source(tmp_path_factory.mktemp("embedded"))


def places(tree: object, at: tuple = ()) -> Iterator[tuple]:
    """The way to everything in a JSON value."""
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, below in parts:
        yield (*at, key)
        yield from places(below, (*at, key))


def changed(body: dict, where: tuple, junk: object, remove: bool) -> bytes:
    """A body with one thing replaced or taken away."""
    new = copy.deepcopy(body)
    holder = new
    for key in where[:-1]:
        holder = holder[key]
    if remove:
        del holder[where[-1]]
    else:
        holder[where[-1]] = junk
    deep = "[" * 970 + "]" * 970
    return json.dumps(new).replace(f'"{DEEP}"', deep).encode()


def plain(text: str) -> bool:
    """Whether a text can be written to a file or a page."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def sound(found: list) -> bool:
    """Whether objects or rows are what the client promises."""
    for one in found:
        fields = one if isinstance(one, dict) else vars(one)
        if not all(plain(text) for text in fields.values() if isinstance(text, str)):
            return False
        for value in fields.get("values", ()):
            figure = value["value"]
            if (
                not (figure is None or (type(figure) is float and math.isfinite(figure)))
                or value["gender"] not in "TKM"
            ):
                return False
        if "period" in fields and not (fields["kpi"] in KPIS and fields["municipality"] in AREAS):
            return False
    return True


def outcome(kolada: StandIn, noun: str) -> list:
    """What the client makes of the answer: objects or rows, none where it names what is wrong."""
    try:
        return NOUNS[noun](client(kolada, retries=0))
    except KoladaError as error:
        if not plain(str(error)):
            raise ValueError(str(error)) from error
        return []
    finally:
        kolada.heal()


@pytest.mark.parametrize("noun", NOUNS)
@given(dice=st.randoms(use_true_random=False), junk=JUNK, remove=st.booleans())
@example(dice=random.Random(1), junk="\ud800", remove=False)
@example(dice=random.Random(2), junk=DEEP, remove=False)
def test_one_thing_changed_is_named_or_harmless(kolada, noun, dice, junk, remove):
    """The rest of an answer that is taken is as it was sent."""
    path = "data/kpi/{}/municipality/{}".format(",".join(KPIS), ",".join(AREAS)) if noun == "data" else noun
    whole = kolada.reply(f"/v3/{path}", {}).body
    good = NOUNS[noun](client(kolada))
    where = dice.choice(list(places(whole)))
    kolada.fail(faults.instead(changed(whole, where, junk, remove)), times=1)
    found = outcome(kolada, noun)
    assert sound(found)
    if found and where[0] == "values" and len(where) > 2:
        missing = [one for at, one in enumerate(good) if one not in found and len(found) == len(good)]
        assert len(missing) <= 1


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("name", ENCODINGS)
def test_another_writing_is_named_or_harmless(kolada, noun, name):
    """Bytes that are read otherwise than they were meant never come through as something else."""
    kolada.fail(lambda handler, reply: handler.send(200, ENCODINGS[name](reply.raw)), times=1)
    assert sound(outcome(kolada, noun))


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32), junk=JUNK, number=st.integers(0, 4))
def test_a_refresh_publishes_all_that_is_right_or_nothing(kolada, embedded, seed, junk, number):
    """Whatever one of its answers holds, a refresh ends in a named error or in figures that were sent."""
    dice = random.Random(seed)

    def act(handler, reply):
        where = dice.choice(list(places(reply.body)))
        handler.send(200, changed(reply.body, where, junk, remove=False))

    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        kolada.fail(act, times=1, after=number)
        try:
            asked = Wanted(tuple(KPIS), (), tuple(AREAS), ("G2328",))
            refresh.run(client(kolada, retries=0), store, asked, embedded)
        except KoladaError:
            assert store.read(KPIS) == {}
        kolada.heal()
        table = store.table(KPIS)
        assert all(one is None or math.isfinite(one) for one in table["value"].to_pylist())
        assert set(table["municipality"].to_pylist()) <= set(AREAS)
        kept = [store.facts(name) or ([], "") for name in ("kpis", "areas", "groups")]
        assert all(plain(text) for rows, _ in kept for row in rows for text in row.values() if isinstance(text, str))


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_an_address_that_is_none_is_named_without_its_password(url):
    """KOLADA_URL may be anything: one sentence."""
    with pytest.raises(KoladaUnreachable) as caught:
        Kolada(url, retries=0, pace=0, timeout=(2, 5)).kpis(["N15428"])
    assert plain(str(caught.value))
    assert "hemligt" not in str(caught.value)
    assert "webbadress" in str(caught.value) or "går inte att nå" in str(caught.value)
