"""What the client makes of good answers: every value once, under the right kpi, area, year and gender."""

from dataclasses import replace
from itertools import pairwise

import faults
import pytest
from clients import client, expected, flat
from standin import Quirks, StandIn
from standin_world import World

from norberg.errors import KoladaShape, KoladaStalled
from norberg.kolada import Kolada


@pytest.mark.parametrize(("kpis", "areas"), [(1, 1), (25, 25), (26, 26), (40, 30)])
def test_every_value_comes_once(standin, kpis, areas):
    """However many ids are asked for, the answer holds exactly what the server has, and no question over 25 ids."""
    ids, codes = list(standin.world.kpis)[:kpis], list(standin.world.areas)[:areas]
    answer = client(standin).data(ids, codes)
    assert flat(answer.rows) == expected(standin, ids, codes)
    assert len(answer.rows) == len({(row["kpi"], row["municipality"], row["period"]) for row in answer.rows})
    assert max(path.count(",", 0, path.index("/municipality")) for path in standin.paths) <= 24
    assert (answer.missing, answer.refused) == ([], [])


def test_years_and_all_areas(standin):
    """Without municipalities, every area and every group answers for the years asked for."""
    answer = client(standin).data(["N90001"], years=[2020, 2021])
    everyone = [*standin.world.areas, *standin.world.groups]
    assert flat(answer.rows) == expected(standin, ["N90001"], everyone, [2020, 2021])
    assert standin.paths == ["data/kpi/N90001/year/2020,2021"]


def test_zero_null_and_absent_stay_apart(standin):
    """A zero is a value, a null is None, and a row the server lacks is not made up."""
    ids, codes = list(standin.world.kpis), list(standin.world.areas)
    found = flat(client(standin).data(ids, codes).rows)
    values = list(found.values())
    assert 0.0 in values
    assert None in values
    assert len({key[:3] for key in found}) < len(ids) * len(codes) * len(standin.world.years)


def test_a_question_without_areas_and_years_is_a_mistake(standin):
    """Kolada has no address for a kpi alone, so nothing is asked."""
    with pytest.raises(ValueError, match="municipalities or years"):
        client(standin).data(["N90001"])
    assert standin.requests == []


@pytest.mark.parametrize(("kpis", "areas"), [([], ["1962"]), (["N90001"], [])])
def test_nothing_asked_is_nothing_sent(standin, kpis, areas):
    """An empty list is an empty answer without a request, and the kpi asked about is said to be missing."""
    answer = client(standin).data(kpis, areas)
    assert (answer.rows, answer.missing, standin.requests) == ([], kpis, [])


def test_kpis_without_any_row_are_reported(standin):
    """Ids that were asked for and not answered stand in ``missing``, in the order asked."""
    answer = client(standin).data(["N99999", "N90001", "N99998"], ["1962", "1904"])
    assert answer.missing == ["N99999", "N99998"]
    assert {row["kpi"] for row in answer.rows} == {"N90001"}


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(end=None),
        Quirks(end=""),
        Quirks(end="absent"),
        Quirks(next_url="?{query}"),
        Quirks(next_url="/v3/{rest}"),
        Quirks(next_url="https://127.0.0.1/v3/{rest}"),
        Quirks(next_url="http://127.0.0.1:1/behind/a/proxy/{rest}"),
    ],
    ids=["null", "empty", "absent", "relative", "rooted", "https-echo", "proxy-port"],
)
def test_pages_are_followed_to_the_end(quirks):
    """Whatever the form of next_url on the same host and of the end, all pages are read, from our own address."""
    with StandIn(quirks=replace(quirks, page_size=7)) as standin:
        ids, codes = list(standin.world.kpis)[:3], list(standin.world.areas)
        answer = client(standin).data(ids, codes, range(2016, 2020))
        assert flat(answer.rows) == expected(standin, ids, codes, range(2016, 2020))
        assert len(standin.requests) > 20
        assert standin.requests[0].query == {"per_page": "5000"}


@pytest.mark.parametrize("form", ["http://example.org/v3/{rest}", "//example.org/{rest}", "http://[::1/{rest}"])
def test_next_url_to_another_host_is_refused(form):
    """A next_url that leads elsewhere is an error that names it; nobody else is asked."""
    with StandIn(quirks=Quirks(next_url=form, page_size=7)) as standin:
        with pytest.raises(KoladaShape, match="next_url"):
            client(standin).data(["N90001"], list(standin.world.areas))
        assert len(standin.requests) == 1


@pytest.mark.parametrize("growing", [False, True])
def test_an_endless_chain_of_pages_ends(standin, growing):
    """A next_url that leads in a ring, or to ever new pages with the same rows, is told as such at once."""
    standin.fail(faults.endless(growing))
    with pytest.raises(KoladaStalled, match="ring"):
        client(standin).data(["N90001"], ["1962", "1904"])
    assert len(standin.requests) == 2


def test_from_date_survives_paging():
    """from_date is asked for on every page, even if the server's next_url forgets it."""
    with StandIn(quirks=Quirks(next_url="?page=2", page_size=7)) as standin:
        standin.fail(faults.edit(lambda body: body.update(next_url=None)), after=1)
        client(standin).data(["N90001"], list(standin.world.areas)[:25], from_date="2026-01-01")
        assert [request.query["from_date"] for request in standin.requests] == ["2026-01-01"] * 2


def test_a_row_split_over_pages_is_put_together():
    """Genders of one row that come on different pages end in one row."""
    with StandIn(World(split=True), Quirks(page_size=5)) as standin:
        codes = list(standin.world.areas)
        answer = client(standin).data(["N90001"], codes, [2020])
        assert flat(answer.rows) == expected(standin, ["N90001"], codes, [2020])
        assert all(len(row["values"]) == 3 for row in answer.rows)


def test_the_last_of_two_wins(standin):
    """A value met twice is kept once, as it was last."""

    def twice(body):
        row = body["values"][0]
        later = {**row, "values": [{**one, "value": 7.5} for one in row["values"]]}
        body["values"] = [row, later]

    standin.fail(faults.edit(twice))
    (row,) = client(standin).data(["N90001"], ["1962"]).rows
    assert [one["value"] for one in row["values"]] == [7.5] * 3


def test_deleted_values_come_as_none():
    """With from_date only changed rows come, and a deleted value is None, whatever number still stands in it."""
    rows = {("N90001", "1962", 2020), ("N90001", "1904", 2020)}
    world = World(deleted=dict.fromkeys(rows, "2026-03-01"))
    with StandIn(world) as standin:
        standin.fail(faults.edit(lambda body: [one.update(value=3) for row in body["values"] for one in row["values"]]))
        answer = client(standin).data(["N90001"], ["1962", "1904", "1907"], from_date="2026-02-01")
        assert {(row["kpi"], row["municipality"], row["period"]) for row in answer.rows} == rows
        assert set(flat(answer.rows).values()) == {None}


@pytest.mark.parametrize("world", [World(text_period=True), World(number_flags=True)], ids=["period", "isdeleted"])
def test_open_forms_of_a_row(world):
    """A period in digits and flags as 0 and 1 give the same rows as numbers and booleans."""
    with StandIn(world) as standin:
        answer = client(standin).data(["N90001"], ["1962"])
        assert flat(answer.rows) == expected(standin, ["N90001"], ["1962"])
        assert all(type(row["period"]) is int for row in answer.rows)


def test_group_values_come_with_the_number_of_members(standin):
    """A group answers beside municipalities in the same question, with how many members its mean is of."""
    rows = client(standin).data(["N01951"], ["1962", "G37477"], [2018, 2019, 2020]).rows
    groups = [row for row in rows if row["municipality"] == "G37477"]
    assert groups
    assert all(1 < one["count"] <= 7 for row in groups for one in row["values"])


def test_one_request_at_a_time_at_a_pace(standin):
    """Requests never overlap, keep the pace, and say who is asking."""
    patient = Kolada(standin.url, pace=0.03)
    patient.data(list(standin.world.kpis), list(standin.world.areas))
    starts = [request.began for request in standin.requests]
    assert len(starts) == 4
    assert all(later - earlier > 0.02 for earlier, later in pairwise(starts))
    assert {request.overlap for request in standin.requests} == {0}
    assert all(r.headers["User-Agent"].startswith("norberg-uppfoljning/") for r in standin.requests)


def test_progress_is_told_page_by_page(standin):
    """After each page the rows and requests so far are told."""
    told = []
    asking = client(standin, on_page=lambda rows, requests: told.append((rows, requests)))
    answer = asking.data(list(standin.world.kpis), ["1962"])
    assert [requests for _, requests in told] == [1, 2]
    assert told[-1][0] == len(answer.rows)
    assert asking.requests == 2


def test_the_address_is_taken_from_the_environment(standin, monkeypatch):
    """Without an argument KOLADA_URL says where Kolada is; a slash at its end does no harm."""
    monkeypatch.setenv("KOLADA_URL", f"{standin.url}/")
    assert Kolada(pace=0).municipalities(["1962"])[0].title == "Kommun 1962"
