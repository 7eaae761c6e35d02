"""Help on every page: half a minute of Swedish, and none on a meeting's screen."""

import pytest
from apptest import bodies, go, opened, plain
from world import PROGRAM

from norberg import helping
from norberg.cells import words

OTHERS = ("nyckeltal", "fordjupning", "skillnader", "samband", "perspektiv", "mote", "uppfoljning", "metod", "om-data")
OTHERS += ("upptack",)


pytestmark = pytest.mark.usefixtures("var")


@pytest.mark.parametrize("name", helping.texts())
def test_a_help_is_read_in_half_a_minute(name):
    one = helping.texts()[name]
    assert sum(words(text) for text in (one.lead, *one.points)) <= helping.MOST


def test_every_page_has_its_own_and_the_areas_share_one():
    areas = {helping.of(one.address) for one in PROGRAM.areas}
    single = {helping.of(address) for address in ("", *OTHERS)}
    assert (len(areas), len(single), areas & single) == (1, 1 + len(OTHERS), set())


@pytest.mark.parametrize(("address", "told"), [("metod", True), ("mote", True), ("att-bli-aldre", True)])
def test_the_page_offers_it(address, told):
    at = go(opened(), address)
    assert any(helping.of(address).lead in plain(body) for body in bodies(at)) is told


def test_a_meetings_screen_has_none():
    at = go(opened(), "mote", lista="11,1", steg="1")
    assert not any(helping.of("mote").lead in plain(body) for body in bodies(at))
