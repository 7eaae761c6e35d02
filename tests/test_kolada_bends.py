"""Where the contract is silent, each way it may be: refused batches, unknown ids, a wrong address."""

import faults
import pytest
from clients import client, expected, flat
from standin import Quirks, StandIn
from standin_world import World

from norberg.errors import KoladaError, KoladaShape, KoladaStatus

REFUSALS = [400, 404, 413, 414, 422]
DOZEN = 12


def refused_in(standin):
    """How many requests the stand-in refused."""
    return sum(standin.reply(r.path, r.query).status != 200 for r in standin.requests)


@pytest.mark.parametrize(
    "body", [{"detail": "too many"}, "no", b"<html>", b""], ids=["object", "text", "html", "empty"]
)
@pytest.mark.parametrize("status", REFUSALS)
def test_a_refused_batch_is_halved_whatever_the_refusal(status, body):
    """Every status and body of a refusal leads to smaller questions, all the values, and a note on the size."""
    with StandIn(quirks=Quirks(limit={"kpi": 12}, refusal=status, refusal_body=body)) as standin:
        asking = client(standin)
        ids, codes = list(standin.world.kpis), ["1962", "1904"]
        assert flat(asking.data(ids, codes).rows) == expected(standin, ids, codes)
        assert asking.notes == ["Kolada avböjde 25 nyckeltal per fråga; 12 åt gången fungerade."]
        refused = refused_in(standin)
        asking.data(ids, codes)
        assert refused_in(standin) == refused


@pytest.mark.parametrize(
    ("limit", "kpis", "areas", "words"),
    [
        ({"municipality": 10}, 9, 25, ["25 områden per fråga; 6"]),
        ({"year": 4}, 9, 9, ["8 år per fråga; 4"]),
        (13, 25, 25, ["25 nyckeltal per fråga; 12", "25 områden per fråga; 12"]),
        (1, 9, 3, ["9 nyckeltal per fråga; 1", "3 områden per fråga; 1", "8 år per fråga; 1"]),
    ],
    ids=["municipality", "year", "both", "single"],
)
def test_only_the_segment_that_is_too_long_is_cut(limit, kpis, areas, words):
    """The size is found per segment, down to single ids, within a dozen requests."""
    with StandIn(quirks=Quirks(limit=limit)) as standin:
        asking = client(standin)
        ids, codes, years = list(standin.world.kpis)[:kpis], list(standin.world.areas)[:areas], standin.world.years
        assert flat(asking.data(ids, codes, years).rows) == expected(standin, ids, codes)
        assert asking.notes == [f"Kolada avböjde {word} åt gången fungerade." for word in words]
        assert refused_in(standin) <= DOZEN


def test_a_dozen_requests_and_no_more():
    """When more ids are refused than a dozen requests can tell apart, the next refusal ends it, in a sentence."""
    with StandIn(quirks=Quirks(unknown=404)) as standin:
        ids = [f"N8{number:04d}" for number in range(25)]
        with pytest.raises(KoladaStatus, match="gavs det upp"):
            client(standin).data(["N01951", *ids], ["1962"])
        assert refused_in(standin) <= DOZEN + 1


@pytest.mark.parametrize("position", [0, 3, 7, 24, 30])
@pytest.mark.parametrize("status", [200, 400, 404, 422])
def test_an_unknown_kpi_among_others(status, position):
    """Whether an unknown kpi is left out or spoils the question, the others are answered and it is reported."""
    with StandIn(quirks=Quirks(unknown=status)) as standin:
        asking = client(standin)
        known, codes = list(standin.world.kpis)[:30], list(standin.world.areas)[:4]
        answer = asking.data([*known[:position], "N99999", *known[position:]], codes)
        assert flat(answer.rows) == expected(standin, known, codes)
        assert answer.missing == ["N99999"]
        assert answer.refused == ([] if status == 200 else ["N99999"])
        assert any("N99999" in note for note in asking.notes) == (status != 200)
        assert refused_in(standin) <= DOZEN


@pytest.mark.parametrize("codes", [["9999"], ["9999", "1962", "1904"], ["1962", "1904", "9999"]])
@pytest.mark.parametrize("status", [200, 404])
def test_an_unknown_area(status, codes):
    """An unknown area is left out, alone or among others, and does not take a known kpi with it."""
    with StandIn(quirks=Quirks(unknown=status)) as standin:
        answer = client(standin).data(["N90001"], codes)
        known = [code for code in codes if code != "9999"]
        assert flat(answer.rows) == expected(standin, ["N90001"], known)
        assert answer.refused == ([] if status == 200 else ["9999"])


def test_a_year_and_a_municipality_may_have_the_same_digits():
    """A refused year 2023 does not shut out the municipality 2023."""
    with StandIn(World(), Quirks(unknown=404)) as standin:
        standin.fail(faults.status(404), match="/year/2023")
        asking = client(standin)
        answer = asking.data(["N01951"], ["1962", "2023"], [2023])
        assert (answer.rows, answer.refused) == ([], ["2023"])
        standin.heal()
        found = asking.data(["N01951"], ["2023"], [2022])
        assert flat(found.rows) == expected(standin, ["N01951"], ["2023"], [2022])


def test_ids_from_the_lists_are_not_suspected():
    """After the lists have been read, a refusal is put down to the size, and every listed id is asked for."""
    with StandIn(quirks=Quirks(limit={"municipality": 8}, unknown=404)) as standin:
        asking = client(standin)
        ids = [one.id for one in asking.kpis()]
        codes = [one.id for one in asking.municipalities()]
        assert flat(asking.data(ids, codes).rows) == expected(standin, ids, codes)
        assert asking.notes == ["Kolada avböjde 25 områden per fråga; 6 åt gången fungerade."]


@pytest.mark.parametrize("kpis", [["N90001"], ["N01951"], [f"N9{number:04d}" for number in range(1, 30)]])
def test_a_404_for_a_pair_that_always_exists_is_a_wrong_address(standin, kpis):
    """When even inhabitants of Norberg give 404 the address is wrong: that is said, after two or three requests."""
    standin.fail(faults.status(404))
    with pytest.raises(KoladaStatus, match=r"adressen är fel.*KOLADA_URL") as caught:
        client(standin).data(kpis, ["1962"])
    assert caught.value.status == 404
    assert len(standin.requests) <= 3


@pytest.mark.parametrize("noun", ["kpis", "municipalities", "groups"])
def test_a_list_that_is_not_there_is_a_wrong_address(standin, noun):
    """404 for a whole list says that the address is wrong, with and without ids."""
    standin.fail(faults.status(404))
    for ids in (None, ["X"]):
        with pytest.raises(KoladaStatus, match="KOLADA_URL"):
            getattr(client(standin), noun)(ids)


@pytest.mark.parametrize("status", [400, 422])
def test_a_refused_single_pair_is_told(standin, status):
    """When one kpi for one municipality is refused as well, that is said instead of halving on."""
    standin.fail(faults.status(status))
    with pytest.raises(KoladaStatus, match="ett enda nyckeltal"):
        client(standin).data(["N90001", "N90002"], ["1962"])
    assert len(standin.requests) <= 3


@pytest.mark.parametrize(("status", "kind"), [(500, KoladaStatus), (200, KoladaShape), (403, KoladaStatus)])
def test_other_answers_to_too_many_ids(status, kind):
    """A refusal in a form nobody foresaw is a named error, never fewer values."""
    with StandIn(quirks=Quirks(limit=10, refusal=status)) as standin:
        with pytest.raises(KoladaError) as caught:
            client(standin).data(list(standin.world.kpis), ["1962"])
        assert type(caught.value) is kind
