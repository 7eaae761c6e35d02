import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_tools import FIRST, KPI, OTHER, SECOND, THIRD, answered, figures

from norberg.store import Answered, Change, Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def change(kind, old, new, year=2021, place="1962"):
    return Change(KPI, place, year, "T", old, new, kind)


def test_what_was_published_is_read_in_another_session(store, tmp_path):
    """Values, nulls, statuses, areas asked for and times come back as they were given, and nothing else."""
    rows = pd.DataFrame(
        [("1962", 2021, "K", 77.25, ""), ("1962", 2021, "M", float("nan"), "Privacy"), ("0000", 2020, "T", 0.0, "")],
        columns=["municipality", "period", "gender", "value", "status"],
    )
    store.publish([Answered(KPI, rows, ("1962", "0000", "1904"), FIRST)])
    entry = Store(tmp_path / "store").read([KPI, OTHER])[KPI]
    assert entry.table.select(["municipality", "period", "gender", "value", "status"]).to_pylist() == [
        {"municipality": "0000", "period": 2020, "gender": "T", "value": 0.0, "status": ""},
        {"municipality": "1962", "period": 2021, "gender": "K", "value": 77.25, "status": ""},
        {"municipality": "1962", "period": 2021, "gender": "M", "value": None, "status": "Privacy"},
    ]
    assert entry.table["fetched"].unique().to_pylist() == [FIRST]
    assert entry.asked == dict.fromkeys(("1962", "0000", "1904"), FIRST) == entry.complete
    assert entry.fetched == FIRST
    assert store.read([OTHER]) == {}
    assert store.problems == []


def test_an_empty_answer_is_remembered_as_an_answer(store):
    """An area without a single figure counts as asked, so that it is not asked for again and again."""
    store.publish([answered({})])
    assert figures(store) == {}
    assert store.read([KPI])[KPI].asked == {"1962": FIRST}


@pytest.mark.parametrize(
    ("old", "new", "shown", "changes"),
    [
        ({2021: 1.0}, {2021: 1.0}, {2021: 1.0}, []),
        ({2021: 1.0}, {2021: 2.0}, {2021: 2.0}, [change("changed", 1.0, 2.0)]),
        ({2021: 1.0}, {2021: None}, {2021: None}, [change("changed", 1.0, None)]),
        ({2021: None}, {2021: 3.0}, {2021: 3.0}, [change("changed", None, 3.0)]),
        ({2021: None}, {2021: None}, {2021: None}, []),
        ({2021: None}, {}, {2021: None}, []),
        ({2020: 1.0}, {2020: 1.0, 2021: 2.0}, {2020: 1.0, 2021: 2.0}, [change("added", None, 2.0)]),
        ({2020: 1.0}, {2020: 1.0, 2021: None}, {2020: 1.0, 2021: None}, []),
        ({2021: 1.0}, {}, {2021: 1.0}, [change("vanished", 1.0, None)]),
    ],
)
def test_a_new_answer_is_merged_row_by_row(store, old, new, shown, changes):
    """A row replaces, a null withdraws, an absent row is kept and told as vanished, and equal values are no change."""
    store.publish([answered({("1962", year): value for year, value in old.items()})])
    found = store.publish([answered({("1962", year): value for year, value in new.items()}, SECOND)])
    assert figures(store) == {("1962", year, "T"): value for year, value in shown.items()}
    assert found == changes


def test_each_row_tells_when_it_was_last_answered(store):
    """An unchanged value gets the new time, one that Kolada no longer has keeps its old one."""
    store.publish([answered({("1962", 2020): 1.0, ("1962", 2021): 2.0})])
    store.publish([answered({("1962", 2021): 2.0}, SECOND)])
    assert store.read([KPI])[KPI].table["fetched"].to_pylist() == [FIRST, SECOND]


def test_a_vanished_value_is_told_once_and_may_come_back(store):
    """A value gone for good does not fill the ledger at every refresh."""
    told = [
        [one.kind for one in store.publish([answered(values, f"2026-04-0{day}")])]
        for day, values in enumerate([{("1962", 2021): 1.0}, {}, {}, {("1962", 2021): 5.0}, {}], start=1)
    ]
    assert told == [[], ["vanished"], [], ["changed"], ["vanished"]]


def test_a_first_answer_for_an_area_is_no_list_of_additions(store):
    """Fetching the country for the first time is not 400 000 changes, and leaves the areas there alone."""
    store.publish([answered({("1962", 2021): 1.0})])
    assert store.publish([answered({("0180", 2021): 2.0}, SECOND, asked=["0180"])]) == []
    assert figures(store) == {("0180", 2021, "T"): 2.0, ("1962", 2021, "T"): 1.0}
    assert store.read([KPI])[KPI].asked == {"1962": FIRST, "0180": SECOND}


def test_a_partial_answer_says_nothing_of_what_it_lacks(store):
    """With from_date only changed rows come: the others stay, are not called vanished, then or later."""
    store.publish([answered({("1962", 2020): 1.0, ("1962", 2021): 2.0})])
    assert store.publish([answered({("1962", 2021): 2.5}, SECOND, partial=True)]) == [change("changed", 2.0, 2.5)]
    assert store.publish([answered({("1962", 2021): 2.5}, THIRD)]) == [change("vanished", 1.0, None, 2020)]
    assert figures(store) == {("1962", 2020, "T"): 1.0, ("1962", 2021, "T"): 2.5}


def test_an_older_reading_never_replaces_a_newer_one(store):
    """A resumed refresh may publish answers that came before what another process has published meanwhile."""
    store.publish([answered({("1962", 2020): 5.0, ("1962", 2021): 2.0}, SECOND)])
    assert store.publish([answered({("1962", 2021): 1.0, ("1962", 2019): 9.0}, FIRST)]) == [
        change("added", None, 9.0, 2019)
    ]
    assert figures(store) == {("1962", 2019, "T"): 9.0, ("1962", 2020, "T"): 5.0, ("1962", 2021, "T"): 2.0}
    assert store.read([KPI])[KPI].asked == {"1962": SECOND}


def test_several_answers_for_one_kpi_are_merged_in_one_publication(store):
    """The areas of a kpi come in cells, each an answer of its own."""
    store.publish(
        [
            answered({("1962", 2021): 1.0}),
            answered({("0180", 2021): 2.0}, SECOND, asked=["0180"]),
            answered({("1962", 2021): 3.0}, kpi=OTHER),
        ]
    )
    assert figures(store) == {("0180", 2021, "T"): 2.0, ("1962", 2021, "T"): 1.0}
    assert figures(store, OTHER) == {("1962", 2021, "T"): 3.0}


def test_rows_of_another_kpi_stop_the_whole_publication(store):
    """Figures never end up under the wrong title, and nothing of a failed publication is seen."""
    wrong = Answered(OTHER, answered({("1962", 2021): 1.0}).rows.assign(kpi=KPI), ("1962",), FIRST)
    with pytest.raises(ValueError, match="another kpi"):
        store.publish([answered({("1962", 2021): 1.0}), wrong])
    assert store.read([KPI, OTHER]) == {}


def test_one_table_holds_the_rows_of_many_kpis(store):
    """The quick path gives the same figures as the entries, in the order asked for."""
    store.publish([answered({("1962", 2021): 1.0}), answered({("0180", 2020): 2.0}, kpi=OTHER, asked=["0180"])])
    assert [(row["kpi"], row["municipality"], row["value"]) for row in store.table([KPI, "N1", OTHER]).to_pylist()] == [
        (KPI, "1962", 1.0),
        (OTHER, "0180", 2.0),
    ]
    assert store.table([]).num_rows == store.table(["N1"]).num_rows == 0


def test_the_version_follows_publications_only(store, tmp_path):
    """Another process's publication shows as a new version; reading and staging don't."""
    other = Store(tmp_path / "store")
    versions = [store.version]
    store.stage("cell", b"answer")
    store.read([KPI])
    assert store.version == versions[0]
    other.publish([answered({})])
    versions.append(store.version)
    other.put_facts("kpis", [], FIRST)
    versions.append(store.version)
    assert len(set(versions)) == 3


def test_staged_answers_wait_unseen_for_the_next_session(store, tmp_path):
    """An interrupted refresh resumes with what came; nobody reads it as published."""
    store.stage("N15428,N00941/1962", b"\x00 answer")
    again = Store(tmp_path / "store")
    assert again.staged("N15428,N00941/1962") == b"\x00 answer"
    assert again.read(["N15428,N00941/1962", KPI]) == {}
    again.publish([answered({("1962", 2021): 1.0})])
    again.clear_stage()
    assert store.staged("N15428,N00941/1962") is None
    assert figures(store) == {("1962", 2021, "T"): 1.0}


def test_facts_are_kept_with_their_date(store, tmp_path):
    """Titles and groups come back word by word, whether put alone or with a publication."""
    store.put_facts("groups", [{"id": "G37477", "title": "Liknande kommuner, övergripande"}], FIRST)
    store.publish([answered({}, SECOND)], facts={"kpis": [{"id": KPI, "divided": True}]})
    again = Store(tmp_path / "store")
    assert again.facts("groups") == ([{"id": "G37477", "title": "Liknande kommuner, övergripande"}], FIRST)
    assert again.facts("kpis") == ([{"id": KPI, "divided": True}], SECOND)
    assert again.facts("municipalities") is None


@settings(max_examples=10, deadline=None)
@given(
    answers=st.lists(
        st.dictionaries(
            st.tuples(st.sampled_from(["1962", "0180"]), st.integers(2018, 2021), st.sampled_from(["K", "M"])),
            st.none() | st.floats(allow_nan=False, allow_infinity=False),
            max_size=6,
        ),
        max_size=4,
    )
)
def test_any_run_of_answers_ends_in_the_newest_row_of_each_cell(answers, tmp_path_factory):
    """Whatever comes in whatever order, each cell shows its newest answer and none is lost."""
    store = Store(tmp_path_factory.mktemp("store"))
    expected = {}
    for day, values in enumerate(answers, start=1):
        store.publish([answered(values, f"2026-04-0{day}", asked=["1962", "0180"])])
        expected |= values
    assert figures(store) == expected
