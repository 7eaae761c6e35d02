"""The stand-in keeps the contract, so that what passes against it has a chance against Kolada."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from standin import Quirks, StandIn


def get(standin, path):
    """Status and JSON of a path under /v3."""
    try:
        with urlopen(f"{standin.url}/{path}", timeout=5) as answer:
            return answer.status, json.load(answer)
    except HTTPError as fault:
        with fault:
            return fault.code, json.load(fault)


def several(count):
    return ",".join(str(number) for number in range(1000, 1000 + count))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"data/kpi/N90001/municipality/{several(25)}", 200),
        (f"data/kpi/N90001/municipality/{several(26)}", 422),
        (f"data/kpi/N90001/municipality/1962/year/{several(26)}", 422),
        (f"kpi/{several(26)}", 422),
        ("kpi?per_page=5000", 200),
        ("kpi?per_page=5001", 422),
        ("kpi?page=0", 422),
        ("data/kpi/N90001", 404),
        ("data/municipality/1962/year/2020", 404),
        ("data/kpi/N90001/area/1962", 404),
        ("nonsense", 404),
        ("openapi.json", 200),
    ],
)
def test_limits_and_paths(standin, path, status):
    """Too many ids, too large pages and unknown paths are refused as the contract says."""
    assert get(standin, path)[0] == status


def test_the_closed_version(standin):
    """Any path outside /v3 answers 410 with an error in JSON."""
    reply = standin.reply("/v2/kpi", {})
    assert (reply.status, list(reply.body)) == (410, ["error"])


@pytest.mark.parametrize(
    "path", ["data?kpi=N90001&municipality=1962", "data/kpi/N99999/municipality/1962", "kpi/N99999"]
)
def test_unknown_names_and_ids_are_empty_answers(standin, path):
    """Query names it does not know are ignored and unknown ids left out: an empty 200."""
    assert get(standin, path) == (200, {"values": [], "count": 0, "next_url": None, "previous_url": None})


def test_pages(standin):
    """Pages hold per_page objects, count is the page's, and the links lead on and back."""
    _, second = get(standin, "kpi?page=2&per_page=15")
    assert second["count"] == len(second["values"]) == 15
    assert second["next_url"] == f"{standin.url}/kpi?page=3&per_page=15"
    assert second["previous_url"] == f"{standin.url}/kpi?page=1&per_page=15"
    _, last = get(standin, "kpi?page=3&per_page=15")
    assert (last["count"], last["next_url"]) == (10, None)


def test_genders_stand_in_no_fixed_order(standin):
    """Whoever reads genders by position is found out."""
    _, body = get(standin, "data/kpi/N90001/year/2016,2017,2018,2019")
    assert len({"".join(one["gender"] for one in row["values"]) for row in body["values"]}) > 1


def test_a_group_is_the_unweighted_mean_of_members_with_a_value(standin):
    """A group's value and count are those of its members that have a value."""
    members = [one["member_id"] for one in standin.world.groups["G37477"]["members"]]
    _, body = get(standin, f"data/kpi/N01951/municipality/G37477,{','.join(members)}/year/2018")
    rows = {row["municipality"]: row["values"][0] for row in body["values"]}
    numbers = [rows[one]["value"] for one in members if one in rows and rows[one]["value"] is not None]
    assert rows["G37477"]["value"] == pytest.approx(sum(numbers) / len(numbers))
    assert rows["G37477"]["count"] == len(numbers)


def test_the_same_figures_every_time(standin):
    """Two stand-ins have the same figures, so a failing test fails again."""
    with StandIn(quirks=Quirks()) as other:
        path = "data/kpi/N90001/municipality/1962,1904"
        assert get(standin, path)[1]["values"] == get(other, path)[1]["values"]
