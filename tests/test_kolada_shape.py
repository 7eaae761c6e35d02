"""JSON of another shape: a wrong type is never shown, and never made into a number."""

import math

import faults
import pytest
from clients import client
from hypothesis import given, settings
from hypothesis import strategies as st
from standin import StandIn

from norberg.errors import KoladaError, KoladaShape

KPI, AREA, YEAR = "N90001", "1962", 2020


def ask(standin):
    return client(standin, retries=0).data([KPI], [AREA], [YEAR])


def row(**changes):
    """An envelope with one good row, changed."""
    good = {"kpi": KPI, "municipality": AREA, "period": YEAR, "values": []}
    return {"values": [{**good, **changes}], "count": 1, "next_url": None}


def value(**changes):
    """An envelope with one row of one good value, changed."""
    good = {"gender": "T", "value": 1.5, "status": "", "count": 1, "isdeleted": False}
    return row(values=[{**good, **changes}])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"detail": "no"}, "values är None"),
        ({"values": {}}, "values är {}"),
        ({"values": "inga"}, "values är 'inga'"),
        ([], "svaret är []"),
        (None, "svaret är None"),
        ("text", "svaret är 'text'"),
        ({"values": [3]}, "values[0] är 3"),
        ({"values": [], "next_url": 2}, "next_url är 2"),
        (row(kpi=None), "values[0].kpi är None"),
        (row(kpi="N90002"), "values[0].kpi är 'N90002'"),
        (row(municipality=1962), "values[0].municipality är 1962"),
        (row(municipality="0180"), "values[0].municipality är '0180'"),
        (row(period="abc"), "values[0].period är 'abc'"),
        (row(period=1.5), "values[0].period är 1.5"),
        (row(period=True), "values[0].period är True"),
        (row(period=20200), "values[0].period är 20200"),
        (row(period="0202"), "values[0].period är '0202'"),
        (row(period="２０２０"), "values[0].period är '２０２０'"),
        (row(period=None), "values[0].period är None"),
        (row(period=2019), "values[0].period är 2019"),
        (row(values=None), "values[0].values är None"),
        (row(values={"T": 1}), "values[0].values är {'T': 1}"),
        (value(value="1,5"), "values[0].values[0].value är '1,5'"),
        (value(value="1.5"), "values[0].values[0].value är '1.5'"),
        (value(value=True), "values[0].values[0].value är True"),
        (value(value=math.nan), "values[0].values[0].value är nan"),
        (value(value=math.inf), "values[0].values[0].value är inf"),
        (value(value=-math.inf), "values[0].values[0].value är -inf"),
        (value(value=10**400), "values[0].values[0].value är 1000"),
        (value(value=[1.5]), "values[0].values[0].value är [1.5]"),
        (value(value="1,5", isdeleted=True), "values[0].values[0].value är '1,5'"),
        (value(gender="F"), "values[0].values[0].gender är 'F'"),
        (value(gender="t"), "values[0].values[0].gender är 't'"),
        (value(gender=None), "values[0].values[0].gender är None"),
        (value(status=3), "values[0].values[0].status är 3"),
        (value(count="1"), "values[0].values[0].count är '1'"),
        (value(count=1.5), "values[0].values[0].count är 1.5"),
        (value(isdeleted="kanske"), "values[0].values[0].isdeleted är 'kanske'"),
    ],
)
def test_another_shape_is_named_by_its_place(standin, body, field):
    """Each thing that is not as agreed is one sentence with the address and the place in the answer."""
    standin.fail(faults.instead(body))
    with pytest.raises(KoladaShape) as caught:
        ask(standin)
    assert f"har fel form: {field}" in str(caught.value)
    assert caught.value.url.startswith(f"{standin.url}/data/kpi/{KPI}/municipality/{AREA}/year/{YEAR}")
    assert len(standin.requests) == 1


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({}, 1.5),
        ({"value": 3}, 3.0),
        ({"value": 0}, 0.0),
        ({"value": None, "count": 0}, None),
        ({"value": None, "status": "Privacy"}, None),
        ({"status": None}, 1.5),
        ({"count": None}, 1.5),
        ({"count": 2.0}, 1.5),
        ({"isdeleted": None}, 1.5),
        ({"isdeleted": 1}, None),
        ({"isdeleted": True, "value": 4}, None),
    ],
)
def test_what_the_contract_leaves_open_is_read(standin, changes, read):
    """Whole numbers, nulls and flags in every allowed form are values, and a status is kept as it is."""
    standin.fail(faults.instead(value(**changes)))
    (one,) = ask(standin).rows[0]["values"]
    assert one["value"] == read
    assert one["value"] is None or type(one["value"]) is float
    assert one["status"] == (changes.get("status") or "")


@pytest.mark.parametrize("key", ["value", "status", "count", "isdeleted"])
def test_an_absent_field_of_a_value(standin, key):
    """A value object may lack a field; without ``value`` it is a None, not a zero."""
    body = value()
    del body["values"][0]["values"][0][key]
    standin.fail(faults.instead(body))
    (one,) = ask(standin).rows[0]["values"]
    assert one["value"] == (None if key == "value" else 1.5)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([KPI, AREA, "T", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["values", "next_url", "id"]), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(["kpi", "municipality", "period", "values", "gender", "value", "status", "count", "isdeleted"])


@pytest.fixture(scope="module")
def shared():
    with StandIn() as server:
        yield server


@settings(max_examples=150, deadline=None)
@given(
    body=JSON
    | st.builds(lambda f, v: row(**{f: v}), FIELDS, JSON)
    | st.builds(lambda f, v: value(**{f: v}), FIELDS, JSON)
)
def test_any_json_is_an_answer_or_a_named_error(shared, body):
    """Whatever JSON comes, the client raises a KoladaError or gives finite floats and None for what was asked."""
    shared.heal()
    shared.fail(faults.instead(body))
    try:
        rows = ask(shared).rows
    except KoladaError:
        return
    assert {(one["kpi"], one["municipality"], one["period"]) for one in rows} <= {(KPI, AREA, YEAR)}
    values = [one for each in rows for one in each["values"]]
    assert {one["gender"] for one in values} <= set("TKM")
    assert all(one["value"] is None or math.isfinite(one["value"]) for one in values)
