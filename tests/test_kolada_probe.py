"""The first calls against a Kolada: each point a sentence, whatever the server answers."""

import faults
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standin import Quirks, StandIn
from standin_world import World

from norberg.probe import POINTS, probe

HURRIED = {"pace": 0, "sleep": lambda _: None}
CONTRACT = World(deleted={("N15428", "1962", 2022): "2026-03-01"})
CONTRACT.kpis["N15428"] = {**CONTRACT.kpis["N90001"], "id": "N15428"}


def seen(quirks=None, world=CONTRACT, fault=None):
    """Point -> whether it holds, against a stand-in."""
    with StandIn(world, quirks) as standin:
        if fault:
            standin.fail(fault, after=1)
        found = probe(standin.url, **HURRIED)
        assert all(one.sentence.endswith(".") for one in found)
        return {one.point: one.holds for one in found}


def test_the_contract_holds_against_the_stand_in():
    """The stand-in keeps the contract, so every point holds."""
    assert set(seen().values()) == {True}


@pytest.mark.parametrize(
    ("quirks", "point"),
    [
        (Quirks(limit=100), "Högst 25 id per led"),
        (Quirks(unknown=404), "Okänt nyckeltal ger tomt svar"),
        (Quirks(unknown=404), "Okänd kommun ger tomt svar"),
        (Quirks(next_url="?{query}"), "next_url är en hel adress hos samma värd"),
        (Quirks(next_url="http://example.org/{rest}"), "next_url är en hel adress hos samma värd"),
        (Quirks(region_type_drops_groups=False), "region_type=K utelämnar grupper"),
    ],
)
def test_what_does_not_hold_is_said(quirks, point):
    """Where a server goes another way than assumed, that point and its neighbours' truth are told."""
    found = seen(quirks)
    assert found[point] is False
    assert found["Datarader har väntad form"] is True


def test_what_the_answer_does_not_tell():
    """Without a deleted value in the answer, nothing is claimed about deletions."""
    world = World()
    world.kpis["N15428"] = CONTRACT.kpis["N15428"]
    assert seen(world=world)["Borttagna värden kommer med from_date"] is None


def test_an_address_that_is_not_reached():
    """An address that does not answer is one finding: no, and why."""
    with StandIn() as standin:
        standin.fail(faults.drop)
        (only,) = probe(standin.url, **HURRIED)
        assert (only.point, only.holds) == ("Adressen svarar", False)
        assert "går inte att nå" in only.sentence
    with StandIn() as standin:
        (only,) = probe(f"{standin.host}/v2", **HURRIED)
        assert (only.holds, "KOLADA_URL" in only.sentence) == (False, True)


@pytest.mark.parametrize(
    "fault", [faults.status(500), faults.drop, faults.html(), faults.cut(), faults.redirect("http://example.org/")]
)
def test_faults_after_the_first_answer_are_findings(fault):
    """Whatever happens later is told point by point; none of them is said to hold."""
    found = seen(fault=fault)
    assert len(found) == 1 + len(POINTS)
    assert True not in list(found.values())[1:]


@settings(max_examples=15, deadline=None)
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=3),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(st.sampled_from(["values", "count", "next_url", "period", "value"]), inner)
        ),
        max_leaves=6,
    )
)
def test_no_answer_makes_it_fall(body):
    """Any JSON at all gives a finding for every point."""
    assert len(seen(fault=faults.instead(body))) == 1 + len(POINTS)
