"""A short run of the soak test: readers walk, write and fetch while Kolada, the folder, the disk and the process fail.

``benchmarks/soak.py`` does so for minutes and looks at the memory.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import soak_damage
from soak_driver import QUICK, Soak

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are Linux's")

PAGES = ("nyckeltal", "mote", "om-data", "att-bli-aldre", "samband")  # quick ones, with and without the filter bar
PHASES = [
    ("broken answers", lambda soak: soak.fault("broken answers", QUICK["values of another type"]), 2),
    ("a folder full of rubbish", lambda soak: soak.damage(soak_damage.rubbish), 2),
    ("a full disk", lambda soak: soak.full(0), 3),
    ("flipped bytes", lambda soak: soak.damage(soak_damage.flipped), 2),
    ("killed in a fetch", Soak.killed, 2),
]


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    soak = Soak(tmp_path_factory.mktemp("soak"), sessions=3, seed=1, pause=1, pages=PAGES)
    with ThreadPoolExecutor(1) as pool:  # Playwright keeps a loop of its own in the thread of the browser tests
        return pool.submit(asyncio.run, soak.run(PHASES)).result()


def test_no_reader_meets_a_traceback_or_another_language(result):
    """Not in any message of any answer, and every answer came to an end."""
    assert result.seen.wrong == []
    assert result.seen.reruns > len(PHASES)
    assert "Traceback" not in result.log


def test_no_good_value_is_lost_or_changed(result):
    """Good values stay equal, or the damage that took them is told; a good fetch brings them all back."""
    whole = result.phases["fetched"].good
    assert whole > 1000
    assert [one for one in result.phases.values() if one.other or one.untold or one.equal + one.told != whole] == []
    assert {result.phases[name].equal for name, *_ in PHASES[:3]} == {whole}
    assert result.phases["fetched again"].equal == whole


def test_what_was_said_to_be_saved_is_there(result):
    """Comments and agendas, also those written while the disk had no room and before the process was killed."""
    said, there = result.written
    assert there == said


def test_failures_are_told(result):
    """What Kolada answered, what lies in the folders and what could not be saved is said to the readers."""
    assert result.met["broken answers"]
    told = " ".join(result.seen.told)
    for words in ("har fel form", "Det som visas är det senast inlästa", "skadad-"):
        assert words in told
