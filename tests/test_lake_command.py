"""``python -m norberg lake`` as somebody at a terminal meets it."""

import os
import signal
import subprocess
import sys
import time

import clients
import faults
import pytest
from browser import ROOT
from standin import StandIn
from standin_world import World, area_codes, kpi_ids
from test_turn import holder

from norberg import settings
from norberg.__main__ import main
from norberg.lake import generation, place

KPIS, CODES = kpi_ids(30), area_codes(60)


@pytest.fixture
def standin():
    with StandIn(World(ids=KPIS, codes=CODES, members={}, years=range(2021, 2023))) as server:
        yield server


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch, standin):
    monkeypatch.setenv("NORBERG_DATA", str(tmp_path))
    monkeypatch.setenv("KOLADA_URL", standin.url)
    monkeypatch.delenv("NORBERG_LAKE", raising=False)
    return tmp_path


def newest():
    return generation.newest(place.opened(settings.lake()))


def test_update_status_and_prune_say_what_there_is(capsys):
    """Nothing yet; a few kpis for the neighbours; what is missing by name; and nothing is left to prune."""
    assert main(["lake", "status"]) == 1
    assert "python -m norberg lake update" in capsys.readouterr().out
    assert main(["lake", "update", "--areas", "norra", "--kpis", "N01951,N90001,N12345"]) == 1
    told = capsys.readouterr()
    assert told.out.startswith("Hela Kolada är läst: 2\N{NO-BREAK SPACE}nyckeltal med ")
    assert "för 3\N{NO-BREAK SPACE}områden" in told.out
    assert "Kolada känner inte till N12345." in told.out
    assert "100 procent klart." in told.err
    assert main(["lake", "status"]) == 0
    assert newest().id in capsys.readouterr().out
    assert main(["lake", "prune"]) == 0
    assert {area["id"] for area in newest().areas} == {"1962", "1982", "1904"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--areas", "mars"], "norra-vastmanland"), (["--kpis", "N1,U00000"], "N1 är inget id")],
)
def test_what_is_not_understood_is_told_before_anything_is_asked(arguments, words, standin, capsys):
    assert main(["lake", "update", *arguments]) == 1
    assert words in capsys.readouterr().err
    assert standin.paths == []


def test_a_kpi_that_fails_is_told_and_the_code_is_1(standin, capsys):
    """The value of the reading before stays, with its date."""
    assert main(["lake", "update", "--areas", "1962,1904"]) == 0
    standin.fail(faults.html(), match=KPIS[3])
    assert main(["lake", "update", "--areas", "1962,1904"]) == 1
    told = capsys.readouterr().out
    assert f"  {KPIS[3]}: värdena från {newest().published[:10]} gäller." in told
    assert not newest().kpi(KPIS[3]).empty


def test_two_updates_at_once(folder, capsys):
    with holder(folder) as process:
        assert main(["lake", "update"]) == 3
        assert main(["lake", "status"]) == 1
        process.kill()
    assert "En annan hämtning från Kolada pågår redan." in capsys.readouterr().err


def started(standin, asked):
    """An update in a process of its own, and the questions it asked, once there are ``asked`` of them."""
    process = subprocess.Popen([sys.executable, "-m", "norberg", "lake", "update"], cwd=ROOT, env=dict(os.environ))
    end = time.monotonic() + 60
    while sum(path.startswith("data/") for path in standin.paths) < asked and time.monotonic() < end:
        time.sleep(0.02)
    return process


def test_a_killed_update_goes_on_where_it_stopped(standin):
    """Kill -9 in the middle, then Ctrl-C: each time what had come is used, and in the end everything is there once."""
    process = started(standin, 3)
    process.kill()
    process.wait()
    assert newest() is None
    first = [path for path in standin.paths if path.startswith("data/")][:-1]
    standin.requests.clear()
    process = started(standin, 1)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    second = [path for path in standin.paths if path.startswith("data/")][:-1]
    standin.requests.clear()
    assert main(["lake", "update"]) == 0
    rest = [path for path in standin.paths if path.startswith("data/")]
    assert rest
    assert set(rest).isdisjoint({*first, *second})
    assert set(second).isdisjoint(first)
    made = newest()
    found = {
        (row["kpi"], row["municipality"], row["period"], row["gender"]): row["value"]
        for part in made.partitions
        for row in made.table(part.name).to_pylist()
    }
    assert found == clients.expected(standin, KPIS, CODES)
