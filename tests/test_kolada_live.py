"""The real Kolada, or whatever KOLADA_URL points at: run with ``pytest -m live``."""

import pytest

from norberg.kolada import Kolada
from norberg.probe import probe

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def kolada():
    return Kolada()


def test_norberg_is_there(kolada):
    """Norberg, the country and the region have the codes that everything here relies on."""
    found = {one.id: (one.title, one.type) for one in kolada.municipalities(["1962", "0000", "0019"])}
    assert found["1962"] == ("Norberg", "K")
    assert {found["0000"][1], found["0019"][1]} == {"L"}


def test_groups_have_members(kolada):
    """The group of all municipalities has all of them, and the similar ones are seven others."""
    everyone, similar = kolada.groups(["G2328", "G37477"])
    assert len(everyone.members) == 290
    assert len(similar.members) == 7
    assert "1962" not in dict(similar.members)


def test_figures_come(kolada):
    """Inhabitants of Norberg: one row a year, plausible, for municipality, country and group."""
    rows = kolada.data(["N01951"], ["1962", "0000", "G2328"], [2021, 2022]).rows
    norberg = [one["value"] for row in rows if row["municipality"] == "1962" for one in row["values"]]
    assert {(row["municipality"], row["period"]) for row in rows} >= {("1962", 2021), ("1962", 2022), ("0000", 2022)}
    assert all(2000 < number < 8000 for number in norberg)


def test_a_batch_of_25_is_accepted(kolada):
    """25 kpis for 25 areas in one question need no bending."""
    kpis = [one.id for one in kolada.kpis()[:25]]
    areas = [one.id for one in kolada.municipalities()[:25]]
    kolada.data(kpis, areas, [2022])
    assert not [note for note in kolada.notes if "åt gången" in note]


def test_the_contract_holds():
    """Every point of the contract that the answers can tell holds; the sentences say which does not."""
    assert [one.sentence for one in probe() if one.holds is False] == []
